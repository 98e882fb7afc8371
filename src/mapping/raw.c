/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/raw.h"

#include "base/limits.h"
#include "mapping/csv_scan.h"
#include "mapping/encoding.h"
#include "mapping/functions.h"
#include "mapping/input.h"
#include "mapping/json_scan.h"
#include "mapping/recognise.h"
#include "sql_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct raw_file {
    const char *name;
    struct input *input;
    struct csv *csv; /* this, or json, or neither: Parquet */
    struct json_file *json;
    const struct format *format; /* that the words of its JSON tell; NULL: its names tell */
    const char *const *names;
    const char **types; /* Parquet only */
    size_t name_count;
};

struct raw {
    struct arena arena;
    struct raw_file *files;
    size_t file_count;
    /* NULL: no such files, or not attached yet; the watch reads them. */
    struct csv_scan *_Atomic csv_scan;
    struct json_scan *_Atomic json_scan;
    struct reject *reject;
    int64_t bytes_total;
};

void raw_close(struct raw *raw)
{
    if (!raw)
        return;
    csv_scan_close(raw->csv_scan);
    json_scan_close(raw->json_scan);
    for (size_t i = 0; i < raw->file_count; i++) {
        csv_close(raw->files[i].csv);
        json_file_close(raw->files[i].json);
        input_close(raw->files[i].input);
    }
    arena_done(&raw->arena);
    free(raw);
}

void raw_closep(struct raw **raw)
{
    raw_close(*raw);
}

/* ---- opening ---- */

static bool describe_parquet(struct raw *raw, struct raw_file *file, struct db *db, struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };
    struct buf path SCOPED(buf_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char **names;
    enum step step;

    buf_init(&text, LIMIT_SQL);
    buf_init(&path, LIMIT_SQL);
    sql_quote_text(&path, input_path(file->input));
    if (!sql_fill(&sql_mapping_run_describe, (struct sql_slot[]){ { "path", buf_text(&path) } }, 1,
                  &text, err) ||
        !db_query_text(db, sql_mapping_run_describe.name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    file->names = names = ARENA_ARRAY(&raw->arena, const char *, LIMIT_COLUMN_COUNT);
    file->types = ARENA_ARRAY(&raw->arena, const char *, LIMIT_COLUMN_COUNT);
    while ((step = rows_next(rows, err)) == ROW) {
        size_t name_size, type_size;
        const char *name = rows_text(rows, 0, &name_size);
        const char *type;

        if (file->name_count == LIMIT_COLUMN_COUNT)
            return err_set(err, ERR_LIMIT, "more than %u columns", LIMIT_COLUMN_COUNT);
        names[file->name_count] = arena_strndup(&raw->arena, name, name_size);
        type = rows_text(rows, 1, &type_size);
        file->types[file->name_count++] = arena_strndup(&raw->arena, type, type_size);
    }
    return step == END;
}

/* Rows inside documents are where the format says; else documents are rows. */
static bool open_json(struct raw_file *file, const char *bytes, size_t size, struct err *err)
{
    const struct format *format = format_recognise_json(bytes, size);

    if (format && format->refusal)
        return err_set(err, ERR_DATA, "%s: %s", file->name, format->refusal);
    file->format = format && format->mapping[0] ? format : NULL;
    if (!json_file_open(file->input, format ? &format->json : NULL, &file->json, err))
        return false;
    file->names = json_names_all(json_file_names(file->json));
    file->name_count = json_names_count(json_file_names(file->json));
    return true;
}

static bool open_csv(struct raw *raw, struct raw_file *file, struct err *err)
{
    const char **names;

    if (!csv_open(file->input, &file->csv, err))
        return false;
    file->name_count = csv_column_count(file->csv);
    file->names = names = ARENA_ARRAY(&raw->arena, const char *, file->name_count);
    for (size_t i = 0; i < file->name_count; i++)
        names[i] = csv_column_name(file->csv, i);
    return true;
}

static bool open_file(struct raw *raw, struct raw_file *file, const struct mapping_file *given,
                      struct db *db, struct err *err)
{
    const char *sample;
    size_t size;
    bool is_whole;

    file->name = arena_strdup(&raw->arena, given->name);
    if (!input_open(given->path, given->name, &file->input, err))
        return false;
    raw->bytes_total += input_size(file->input);
    if (input_kind(file->input) == INPUT_PARQUET)
        return describe_parquet(raw, file, db, err) || err_wrap(err, "%s", given->name);
    sample = input_sample(file->input, &size, &is_whole);
    return json_file_starts(sample, size) ? open_json(file, sample, size, err)
                                          : open_csv(raw, file, err);
}

/* JSON without rows names no columns: it has those of the others. */
static bool lend_names(struct raw *raw, struct err *err)
{
    for (size_t i = 0; i < raw->file_count; i++) {
        struct raw_file *file = &raw->files[i];

        for (size_t j = 0; j < raw->file_count && !file->name_count; j++) {
            file->names = raw->files[j].names;
            file->name_count = raw->files[j].name_count;
        }
        if (!file->name_count)
            return err_set(err, ERR_DATA, "%s holds no rows", file->name);
    }
    return true;
}

bool raw_open(const struct mapping_job *job, struct db *db, struct raw **out, struct err *err)
{
    struct raw *raw = calloc(1, sizeof(*raw));

    if (!raw)
        abort();
    raw->files = ARENA_ARRAY(&raw->arena, struct raw_file, job->file_count);
    for (size_t i = 0; i < job->file_count; i++) {
        raw->file_count = i + 1;
        if (!open_file(raw, &raw->files[i], &job->files[i], db, err)) {
            raw_close(raw);
            return false;
        }
    }
    if (!lend_names(raw, err)) {
        raw_close(raw);
        return false;
    }
    *out = raw;
    return true;
}

size_t raw_file_count(const struct raw *raw)
{
    return raw->file_count;
}

const char *raw_file_name(const struct raw *raw, size_t file)
{
    return raw->files[file].name;
}

bool raw_is_windows1252(const struct raw *raw, size_t file)
{
    const struct input *input = raw->files[file].input;

    return input_kind(input) == INPUT_TEXT && input_encoding(input) == ENCODING_WINDOWS1252;
}

struct raw_header raw_header(const struct raw *raw, size_t file)
{
    return (struct raw_header){ raw->files[file].names, raw->files[file].name_count };
}

const struct format *raw_format(const struct raw *raw, size_t file)
{
    const struct raw_file *found = &raw->files[file];
    const struct format *format =
        found->format ? found->format : format_recognise(found->names, found->name_count);

    /* The simple formats take any table; of JSON nobody would expect that. */
    return found->json && format && format_is_simple(format) ? NULL : format;
}

const char *raw_sample(const struct raw *raw, size_t file, size_t *size)
{
    bool is_whole;

    return raw->files[file].csv ? input_sample(raw->files[file].input, size, &is_whole) : NULL;
}

size_t raw_sample_row_count(const struct raw *raw, size_t file)
{
    return raw->files[file].csv ? csv_sample_row_count(raw->files[file].csv) : 0;
}

struct scan_cell raw_sample_cell(const struct raw *raw, size_t file, size_t row, size_t column)
{
    return csv_sample_cell(raw->files[file].csv, row, column);
}

/* ---- what the first rows look like ---- */

static bool ends_with(const char *name, const char *end)
{
    size_t size = strlen(name), end_size = strlen(end);

    return size >= end_size && strcmp(name + size - end_size, end) == 0;
}

bool raw_is_number_column(const char *name)
{
    static const char *const ends[] = { "_cost",
                                        "_price",
                                        "_quantity",
                                        "_amount",
                                        "_rate",
                                        "_fee",
                                        "_fee_for_billing_period",
                                        "_to_date",
                                        "used_commitment" };

    for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
        if (ends_with(name, ends[i]))
            return true;
    return false;
}

bool raw_is_date_column(const char *name)
{
    return ends_with(name, "_start") || ends_with(name, "_end") || ends_with(name, "_date");
}

void raw_number_look(const struct raw *raw, size_t file, const size_t *columns, size_t column_count,
                     struct number_seen *seen)
{
    if (raw->files[file].csv)
        number_look(seen, raw->files[file].csv, raw->files[file].name, columns, column_count);
}

bool raw_has_written_dates(const struct raw *raw, size_t file, const size_t *columns,
                           size_t column_count)
{
    const struct csv *csv = raw->files[file].csv;

    if (!csv)
        return false;
    for (size_t row = 0; row < csv_sample_row_count(csv); row++) {
        for (size_t i = 0; i < column_count; i++) {
            struct scan_cell cell = csv_sample_cell(csv, row, columns[i]);
            const char *rest;
            int parts[3];

            if (cell.text && date_parts(cell.text, cell.size, parts, &rest))
                return true;
        }
    }
    return false;
}

/* ---- the view ---- */

/* A Parquet column as text. Empty text is NULL, as in CSV. */
static void parquet_text(struct buf *out, const char *name, const char *type)
{
    bool nested =
        strncmp(type, "MAP", 3) == 0 || strncmp(type, "STRUCT", 6) == 0 || ends_with(type, "[]");

    buf_add_text(out, strcmp(type, "VARCHAR") == 0 ? "nullif("
                      : nested                     ? "CAST(to_json("
                                                   : "CAST(");
    sql_quote_name(out, name);
    buf_add_text(out, strcmp(type, "VARCHAR") == 0 ? ", '')"
                      : nested                     ? ") AS VARCHAR)"
                                                   : " AS VARCHAR)");
}

static void parquet_object(struct buf *out, const struct raw_file *file,
                           const struct bound_column *column)
{
    buf_add_text(out, "nullif(CAST(json_merge_patch('{}', json_object(");
    for (size_t i = 0; i < column->source_count; i++) {
        if (i)
            buf_add_text(out, ", ");
        sql_quote_text(out, column->keys[i]);
        buf_add_text(out, ", ");
        parquet_text(out, file->names[column->sources[i]], file->types[column->sources[i]]);
    }
    buf_add_text(out, ")) AS VARCHAR), '{}')");
}

static void column_source(struct buf *out, const struct raw_file *file,
                          const struct bound_column *column)
{
    bool is_scanned = file->csv || file->json;

    if (!column->source_count && !is_scanned)
        buf_add_text(out, "CAST(NULL AS VARCHAR)");
    else if (is_scanned)
        sql_quote_name(out, column->name);
    else if (column->keys)
        parquet_object(out, file, column);
    else
        parquet_text(out, file->names[column->sources[0]], file->types[column->sources[0]]);
}

struct view {
    const struct binding *bindings;
    enum number_style style;
    const char *default_currency;
    const bool *is_bound; /* by column: some file has it */
};

static void column_select(struct buf *out, const struct view *view, const struct raw_file *file,
                          size_t file_no, size_t number)
{
    const struct binding *binding = &view->bindings[file_no];
    const struct bound_column *column = &binding->columns[number];
    bool is_currency = view->default_currency && binding->currency_column &&
                       strcmp(column->name, binding->currency_column) == 0;
    bool is_written =
        view->style != NUMBER_PLAIN && file->csv && raw_is_number_column(column->name);

    /* No file has it: nothing is read for it. */
    if (!is_currency && !view->is_bound[number]) {
        buf_add_text(out, "CAST(NULL AS VARCHAR) AS ");
        sql_quote_name(out, column->name);
        buf_add_text(out, ", ");
        return;
    }
    buf_add_text(out, is_currency ? "coalesce(" : is_written ? "plain_amount(" : "");
    column_source(out, file, column);
    if (is_currency) {
        buf_add_text(out, ", ");
        sql_quote_text(out, view->default_currency);
        buf_add_char(out, ')');
    }
    if (is_written)
        buf_add_text(out, view->style == NUMBER_COMMA ? ", ',')" : ", '.')");
    buf_add_text(out, " AS ");
    sql_quote_name(out, column->name);
    buf_add_text(out, ", ");
}

static bool file_select(struct buf *out, const struct view *view, const struct raw_file *file,
                        size_t number, struct err *err)
{
    struct buf columns SCOPED(buf_done) = { 0 };
    struct buf file_no SCOPED(buf_done) = { 0 };
    struct buf path SCOPED(buf_done) = { 0 };

    buf_init(&columns, LIMIT_SQL);
    buf_init(&file_no, LIMIT_SQL);
    buf_init(&path, LIMIT_SQL);
    for (size_t i = 0; i < view->bindings[number].column_count; i++)
        column_select(&columns, view, file, number, i);
    buf_printf(&file_no, "%zu", number + 1);
    sql_quote_text(&path, input_path(file->input));
    if (out->size)
        buf_add_text(out, "\nUNION ALL\n");
    return sql_fill(file->csv    ? &sql_mapping_run_csv
                    : file->json ? &sql_mapping_run_json
                                 : &sql_mapping_run_parquet,
                    (struct sql_slot[]){ { "columns", buf_text(&columns) },
                                         { "file_no", buf_text(&file_no) },
                                         { "path", buf_text(&path) } },
                    3, out, err);
}

static void report(void *context, const struct csv_reject *reject)
{
    struct raw *raw = context;

    reject_add(raw->reject, reject->file_no, reject->row_no, reject->column_name,
               reject->column_name ? strlen(reject->column_name) : 0, reject->reason,
               strlen(reject->reason));
}

/* The bindings of the scans, and the names of their columns. */
static const char **column_names(struct raw *raw, const struct binding *binding)
{
    const char **names = ARENA_ARRAY(&raw->arena, const char *, binding->column_count);

    for (size_t i = 0; i < binding->column_count; i++)
        names[i] = binding->columns[i].name;
    return names;
}

static struct csv_binding *file_bindings(struct raw *raw, const struct binding *binding)
{
    struct csv_binding *bound = ARENA_ARRAY(&raw->arena, struct csv_binding, binding->column_count);

    for (size_t i = 0; i < binding->column_count; i++)
        bound[i] =
            (struct csv_binding){ binding->columns[i].sources, binding->columns[i].source_count,
                                  binding->columns[i].keys };
    return bound;
}

static bool open_csv_scan(struct raw *raw, const struct binding *bindings, struct duck *duck,
                          struct err *err)
{
    struct csv_scan_file *files = ARENA_ARRAY(&raw->arena, struct csv_scan_file, raw->file_count);
    struct csv_scan *scan = NULL;
    struct csv_scan_options options = {
        .column_names = column_names(raw, &bindings[0]),
        .column_count = bindings[0].column_count,
        .files = files,
        .reject = report,
        .reject_context = raw,
    };

    for (size_t i = 0; i < raw->file_count; i++)
        if (raw->files[i].csv)
            files[options.file_count++] =
                (struct csv_scan_file){ .csv = raw->files[i].csv,
                                        .file_no = (int64_t)i + 1,
                                        .bindings = file_bindings(raw, &bindings[i]) };
    if (!options.file_count)
        return true;
    if (!csv_scan_open(&options, &scan, err))
        return false;
    raw->csv_scan = scan;
    return duck_add_scan(duck, "raw_csv", csv_scan_source(scan), err);
}

static bool open_json_scan(struct raw *raw, const struct binding *bindings, struct duck *duck,
                           struct err *err)
{
    struct json_scan_file *files = ARENA_ARRAY(&raw->arena, struct json_scan_file, raw->file_count);
    struct json_scan_options options = {
        .column_names = column_names(raw, &bindings[0]),
        .column_count = bindings[0].column_count,
        .files = files,
        .reject = report,
        .reject_context = raw,
    };

    for (size_t i = 0; i < raw->file_count; i++)
        if (raw->files[i].json)
            files[options.file_count++] =
                (struct json_scan_file){ .file = raw->files[i].json,
                                         .file_no = (int64_t)i + 1,
                                         .bindings = file_bindings(raw, &bindings[i]) };
    if (!options.file_count)
        return true;
    raw->json_scan = json_scan_open(&options);
    return duck_add_scan(duck, "raw_json", json_scan_source(raw->json_scan), err);
}

bool raw_attach(struct raw *raw, const struct binding *bindings, enum number_style style,
                const char *default_currency, struct reject *reject, struct duck *duck,
                struct db *db, struct err *err)
{
    bool *is_bound = ARENA_ARRAY(&raw->arena, bool, bindings[0].column_count);
    struct view view = { bindings, style, default_currency, is_bound };
    struct buf selects SCOPED(buf_done) = { 0 };
    struct buf text SCOPED(buf_done) = { 0 };
    bool csv_done = false;
    bool json_done = false;

    buf_init(&selects, LIMIT_SQL);
    buf_init(&text, LIMIT_SQL);
    raw->reject = reject;
    for (size_t i = 0; i < raw->file_count; i++)
        for (size_t j = 0; j < bindings[0].column_count; j++)
            is_bound[j] = is_bound[j] || bindings[i].columns[j].source_count;
    if (!open_csv_scan(raw, bindings, duck, err) || !open_json_scan(raw, bindings, duck, err))
        return false;
    for (size_t i = 0; i < raw->file_count; i++) {
        /* All CSV files come through one scan, and all JSON files; a column that only some have is
         * NULL in the others. */
        if ((raw->files[i].csv && csv_done) || (raw->files[i].json && json_done))
            continue;
        csv_done = csv_done || raw->files[i].csv;
        json_done = json_done || raw->files[i].json;
        if (!file_select(&selects, &view, &raw->files[i], i, err))
            return false;
    }
    return sql_fill(&sql_mapping_run_raw, (struct sql_slot[]){ { "selects", buf_text(&selects) } },
                    1, &text, err) &&
           db_run_text(db, sql_mapping_run_raw.name, buf_text(&text), NO_PARAMS, NULL, err);
}

void raw_report(struct raw *raw, bool reporting)
{
    if (raw->csv_scan)
        csv_scan_report(raw->csv_scan, reporting);
    if (raw->json_scan)
        json_scan_report(raw->json_scan, reporting);
}

static struct csv_scan_progress progress_of(const struct raw *raw)
{
    struct csv_scan *csv = raw->csv_scan;
    struct json_scan *json = raw->json_scan;
    struct csv_scan_progress sum = { 0 };

    if (csv)
        sum = csv_scan_progress(csv);
    if (json) {
        struct csv_scan_progress more = json_scan_progress(json);

        sum.bytes_done += more.bytes_done;
        sum.bytes_total += more.bytes_total;
        sum.row_count += more.row_count;
        sum.rejected_count += more.rejected_count;
    }
    return sum;
}

int64_t raw_rejected_count(const struct raw *raw)
{
    return progress_of(raw).rejected_count;
}

struct raw_progress raw_progress(const struct raw *raw)
{
    struct csv_scan_progress progress = progress_of(raw);

    return (struct raw_progress){ progress.bytes_done,
                                  progress.bytes_total ? progress.bytes_total : raw->bytes_total,
                                  progress.row_count };
}
