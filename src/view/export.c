/* SPDX-License-Identifier: Apache-2.0 */
#include "view/export.h"

#include "base/file.h"
#include "base/hash.h"
#include "sql_files.h"
#include "view/export_internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 20 };

const uint64_t export_words = WORD_PERIOD | WORD_FILTERS | WORD_BASIS | WORD_AS_OF;

/* ---- columns ---- */

static bool is_ours(const char *name)
{
    return strncmp(name, "x_", 2) == 0;
}

/* FOCUS columns by name, then ours by name. */
static int compare_columns(const void *a, const void *b)
{
    const struct export_column *one = a;
    const struct export_column *two = b;

    if (is_ours(one->name) != is_ours(two->name))
        return is_ours(one->name) - is_ours(two->name);
    return strcmp(one->name, two->name);
}

static bool needs_price_id(const struct column *column, enum focus_version version)
{
    static const struct {
        const char *name;
        enum focus_version since;
    } needs[] = {
        { "sku_price_details", FOCUS_1_1 },
        { "pricing_quantity", FOCUS_1_3 },
        { "pricing_unit", FOCUS_1_3 },
        { "consumed_quantity", FOCUS_1_3 },
        { "consumed_unit", FOCUS_1_3 },
        { "list_unit_price", FOCUS_1_3 },
        { "contracted_unit_price", FOCUS_1_3 },
        { "pricing_category", FOCUS_1_3 },
        { "commitment_discount_quantity", FOCUS_1_3 },
        { "commitment_discount_unit", FOCUS_1_3 },
    };

    for (size_t i = 0; i < ARRAY_COUNT(needs); i++)
        if (strcmp(needs[i].name, column->sql_name) == 0)
            return version >= needs[i].since;
    return false;
}

static void add_column(struct export *export, const char *name, const struct column *column,
                       enum price_rule rule)
{
    assert(export->column_count < EXPORT_COLUMN_MAX);
    export->columns[export->column_count++] = (struct export_column){ name, column, rule };
}

/* Of what a version has no place for. */
static const char *our_name(struct export *export, const struct column *column)
{
    return arena_printf(export->call.arena, "x_%s", column->focus_name);
}

static void choose_columns(struct export *export)
{
    enum focus_version version = export->request->version;

    for (size_t i = 0; i < column_count; i++) {
        const struct column *column = &columns[i];

        if (!column->focus_name)
            continue;
        if (column->removed != FOCUS_NONE && version >= column->removed) {
            add_column(export, our_name(export, column), column, PRICE_ANY);
            continue;
        }
        if (!is_ours(column->focus_name) && !column_is_in(column, version))
            continue;
        if (!needs_price_id(column, version)) {
            add_column(export, column->focus_name, column, PRICE_ANY);
            continue;
        }
        add_column(export, column->focus_name, column, PRICE_NEEDED);
        add_column(export, our_name(export, column), column, PRICE_ABSENT);
    }
    qsort(export->columns, export->column_count, sizeof(*export->columns), compare_columns);
}

/* Where a FOCUS file wants more than is stored: names that newer versions gave up, and a
 * subcategory for everything. */
static const char *fallback_expression(const struct column *column)
{
    static const char *const fallbacks[][2] = {
        { "provider_name", "coalesce(provider_name, service_provider_name)" },
        { "publisher_name", "coalesce(publisher_name, service_provider_name)" },
        /* prices are in billing currency where no other is known */
        { "pricing_currency", "coalesce(pricing_currency, billing_currency)" },
        { "service_subcategory",
          "coalesce(service_subcategory, concat('Other (', service_category, ')'))" },
    };

    for (size_t i = 0; i < ARRAY_COUNT(fallbacks); i++)
        if (strcmp(fallbacks[i][0], column->sql_name) == 0)
            return fallbacks[i][1];
    return column->sql_name;
}

static const char *price_expression(struct export *export, const struct column *column,
                                    struct err *err)
{
    const char *cost = strcmp(column->sql_name, "list_unit_price") == 0         ? "list_cost"
                       : strcmp(column->sql_name, "contracted_unit_price") == 0 ? "contracted_cost"
                                                                                : NULL;
    const struct sql_slot slots[] = { { "price", column->sql_name }, { "cost", cost } };

    if (!cost)
        return column->sql_name;
    return statement_fill(&export->statement, &sql_view_focus_export_price, slots,
                          ARRAY_COUNT(slots), err);
}

static const char *column_expression(struct export *export, const struct export_column *out,
                                     struct err *err)
{
    static const struct sql *const wraps[] = { [PRICE_NEEDED] = &sql_view_focus_export_priced,
                                               [PRICE_ABSENT] = &sql_view_focus_export_unpriced };
    const struct column *column = out->column;
    const char *expression =
        strcmp(column->sql_name, "pricing_currency_effective_cost") == 0
            ? statement_fill(&export->statement, &sql_view_focus_export_pricing_cost, NULL, 0, err)
        : column->kind == COLUMN_PRICE ? price_expression(export, column, err)
                                       : fallback_expression(column);
    const struct sql_slot slot = { "value", expression };

    if (!expression || out->rule == PRICE_ANY)
        return expression;
    return statement_fill(&export->statement, wraps[out->rule], &slot, 1, err);
}

bool export_as_double(const struct export *export, const struct column *column)
{
    return export->request->costs_as_double && export->request->format == VIEW_PARQUET &&
           (column->kind == COLUMN_COST || column->kind == COLUMN_PRICE ||
            column->kind == COLUMN_QUANTITY);
}

static bool add_columns(struct export *export, struct buf *out, struct err *err)
{
    for (size_t i = 0; i < export->column_count; i++) {
        bool as_double = export_as_double(export, export->columns[i].column);
        const char *expression = column_expression(export, &export->columns[i], err);

        if (!expression)
            return false;
        buf_printf(out, "%s%s%s%s AS ", i ? ",\n    " : "", as_double ? "CAST(" : "", expression,
                   as_double ? " AS DOUBLE PRECISION)" : "");
        sql_quote_name(out, export->columns[i].name); /* as it is spelt, on every engine */
    }
    return true;
}

const char *export_text(struct export *export, const struct sql *template, struct err *err)
{
    struct statement *statement = &export->statement;
    const struct query *query = &export->call.query;
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    statement->params.count = export->filter_param_count;
    if (!add_columns(export, &list, err))
        return NULL;
    const struct sql_slot slots[] = {
        { "columns", buf_text(&list) },
        { "from", statement->relation.from },
        { "tag_set", statement->relation.tag_set },
        { "date", statement->relation.date },
        { "start", statement_date(statement, query->period.start) },
        { "end", statement_date(statement, query->period.end) },
        { "filter", statement->filter },
    };
    return statement_fill(statement, template, slots, ARRAY_COUNT(slots), err);
}

/* ---- the file ---- */

static bool flush(struct export *export, int fd, struct buf *bytes, struct err *err)
{
    if (!buf_check(bytes, "a row", err) ||
        !file_write_all(fd, bytes->bytes, bytes->size, export->partial, err))
        return false;
    hash_add(export->hash, bytes->bytes, bytes->size);
    export->size += (int64_t)bytes->size;
    buf_clear(bytes);
    return true;
}

/* Decimals without zeros at their end: 12.500000000000 is 12.5. */
static size_t trimmed_size(const char *text, size_t size)
{
    if (!memchr(text, '.', size))
        return size;
    while (text[size - 1] == '0')
        size--;
    return text[size - 1] == '.' ? size - 1 : size;
}

static void add_record(const struct export *export, struct rows *rows, struct buf *out)
{
    for (size_t i = 0; i < export->column_count; i++) {
        size_t size;
        const char *text = rows_text(rows, i, &size);

        if (i)
            buf_add_char(out, ',');
        if (text && rows_column_kind(rows, i) == VALUE_DECIMAL)
            buf_add(out, text, trimmed_size(text, size));
        else if (text)
            encode_csv_cell(out, text, size,
                            false); /* as it is: another tool reads this, not a spreadsheet */
    }
    buf_add_char(out, '\n');
}

static bool write_csv(struct export *export, int fd, const char *text, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct buf bytes SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    enum step step;

    if (!call_query(&export->call, &sql_view_focus_export, text, &export->statement, &rows, err))
        return false;
    for (size_t i = 0; i < export->column_count; i++)
        buf_printf(&bytes, "%s%s", i ? "," : "", export->columns[i].name);
    buf_add_char(&bytes, '\n');
    while ((step = rows_next(rows, err)) == ROW) {
        add_record(export, rows, &bytes);
        export->charge_count++;
        if (bytes.size >= CHUNK && !flush(export, fd, &bytes, err))
            return false;
    }
    return step == END && flush(export, fd, &bytes, err);
}

static bool copy_bytes(struct export *export, int from, int to, struct err *err)
{
    struct buf bytes SCOPED(buf_done) = { .maximum = CHUNK };
    ssize_t count;

    while ((count = read(from, buf_reserve(&bytes, CHUNK), CHUNK)) > 0) {
        buf_added(&bytes, (size_t)count);
        if (!flush(export, to, &bytes, err))
            return false;
    }
    return count == 0 || err_errno(err, ERR_UPSTREAM, "%s", export->partial);
}

/* The engine writes below the home only; from there the bytes go to where they are wanted. */
static bool write_parquet(struct export *export, int fd, const char *text, struct err *err)
{
    int from SCOPED(file_close) = -1;
    const char *path;
    bool done;

    if (!snapshot_scratch(export->call.snapshot, export->call.arena, &path, err))
        return false;
    done = call_copy(&export->call, text, &export->statement, path, &export->charge_count, err);
    if (done) {
        from = open(path, O_RDONLY | O_CLOEXEC);
        done = from >= 0 ? copy_bytes(export, from, fd, err)
                         : err_errno(err, ERR_UPSTREAM, "%s", path);
    }
    unlink(path);
    return done;
}

static bool write_file(struct export *export, const char *text, struct err *err)
{
    int fd SCOPED(file_close) = -1;

    if (directory_exists(export->request->path))
        return err_set(err, ERR_USAGE, "%s: is a directory; say a file", export->request->path);
    fd = open(export->partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_errno(err, err_code_of_path(errno), "%s", export->request->path);
    return export->request->format == VIEW_PARQUET ? write_parquet(export, fd, text, err)
                                                   : write_csv(export, fd, text, err);
}

/* ---- all of it ---- */

static bool run(struct export *export, struct export_result *out, struct err *err)
{
    struct need need = call_need(&export->call);
    const char *text;

    need.charges = true;
    need.tag_sets = true;
    if (!statement_begin(&export->statement, &export->call, &need, err))
        return false;
    export->filter_param_count = export->statement.params.count;
    text = export_text(export, &sql_view_focus_export, err);
    if (!text || !write_file(export, text, err))
        return false;
    /* an old manifest must not stand beside a new file */
    unlink(out->manifest_path);
    out->charge_count = export->charge_count;
    return file_publish(export->partial, export->request->path, err) &&
           export_manifest(export, out->manifest_path, err);
}

static bool export_prepared(struct export *export, struct export_result *out,
                            const char **parameter, struct err *err)
{
    struct view_call *call = &export->call;
    bool done;

    call->facts.window = "all";
    if (!query_parse(export->request->pairs, export->request->pair_count, export_words,
                     &call->facts, call->arena, &call->query, parameter, err))
        return false;
    choose_columns(export);
    export->hash = hash_new();
    done = run(export, out, err);
    if (!done)
        unlink(export->partial);
    hash_free(export->hash);
    call_disconnect(call);
    return done;
}

bool view_export(struct snapshot *snapshot, const struct export_request *request,
                 struct arena *arena, struct export_result *out, const char **parameter,
                 struct err *err)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    struct export export = {
        .request = request,
        .call = { .snapshot = snapshot,
                  .question = view_question_find("charges"),
                  .arena = arena,
                  .lock = &lock },
        .partial = arena_printf(arena, "%s.partial", request->path),
    };
    struct export_result result = { .manifest_path =
                                        arena_printf(arena, "%s.manifest.json", request->path) };
    bool done;

    *parameter = NULL;
    if (request->version < FOCUS_1_0)
        return err_set(err, ERR_USAGE, "FOCUS %s is not written; say 1.0, 1.1, 1.2, 1.3 or 1.4",
                       focus_version_name(request->version));
    done = call_find_facts(&export.call, request->pairs, request->pair_count, true, err) &&
           export_prepared(&export, &result, parameter, err);
    snapshot_release(export.call.as_of);
    if (done)
        *out = result;
    return done;
}
