/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/charge.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "focus/column.h"
#include "sql_files.h"

#include <stdlib.h>
#include <string.h>

/* ---- writing ---- */

/* Values of a charge that no mapping gives, because they follow from others or from the job. */
static const struct derived {
    const char *name;
    const char *text; /* in terms of the charge step's columns */
} derived[] = {
    { "sys_billing_month", "CAST(billing_period_start AS DATE)" },
    { "sys_charge_date", "CAST(charge_period_start AS DATE)" },
};

struct given {
    char **names;
    size_t count;
};

static bool is_given(const struct given *given, const char *name)
{
    for (size_t i = 0; i < given->count; i++)
        if (strcmp(given->names[i], name) == 0)
            return true;
    return false;
}

static void value_text(struct buf *out, const struct given *given, const struct mapping_job *job,
                       const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(derived); i++) {
        if (strcmp(derived[i].name, name) == 0) {
            buf_add_text(out, derived[i].text);
            return;
        }
    }
    if (strcmp(name, "sys_delivery_id") == 0)
        buf_printf(out, "%lld", (long long)job->delivery_id);
    else if (strcmp(name, "sys_mapping_version") == 0)
        sql_quote_text(out, MAPPING_VERSION);
    else
        buf_add_text(out, is_given(given, name) ? name : "NULL");
}

static void column_list(struct buf *out, const struct given *given, const struct mapping_job *job)
{
    for (size_t i = 0; i < column_count; i++) {
        const char *name = column_stored_name(&columns[i]);

        buf_add_text(out, i ? ",\n    CAST(" : "CAST(");
        value_text(out, given, job, name);
        buf_printf(out, " AS %s) AS %s", column_sql_type(&columns[i]), name);
    }
}

static bool given_columns(struct steps *steps, const char *charge, struct given *out,
                          struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    buf_init(&text, LIMIT_SQL);
    out->names = ARENA_ARRAY(steps->arena, char *, LIMIT_COLUMN_COUNT);
    if (!sql_fill(&sql_mapping_run_columns, (struct sql_slot[]){ { "charge", charge } }, 1, &text,
                  err) ||
        !db_query_text(steps->db, sql_mapping_run_columns.name, buf_text(&text), NO_PARAMS, &rows,
                       err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *name = rows_text(rows, 0, &size);

        if (out->count < LIMIT_COLUMN_COUNT)
            out->names[out->count++] = arena_strndup(steps->arena, name, size);
    }
    return step == END;
}

/* What a charge step may say of a row, or NULL where it does not. */
static struct sql_slot said_slot(const struct given *given, const char *name)
{
    return (struct sql_slot){ name, is_given(given, name) ? name : "CAST(NULL AS VARCHAR)" };
}

bool charge_write(struct steps *steps, const struct mapping_job *job, const char *path,
                  struct err *err)
{
    struct buf charge SCOPED(buf_done) = { 0 };
    struct buf list SCOPED(buf_done) = { 0 };
    struct buf quoted SCOPED(buf_done) = { 0 };
    struct buf text SCOPED(buf_done) = { 0 };
    struct given given = { 0 };

    buf_init(&charge, LIMIT_SQL);
    buf_init(&list, LIMIT_SQL);
    buf_init(&quoted, LIMIT_SQL);
    buf_init(&text, LIMIT_SQL);
    if (!steps_charge(steps, &charge, err) || !given_columns(steps, buf_text(&charge), &given, err))
        return false;
    column_list(&list, &given, job);
    sql_quote_text(&quoted, path);
    return sql_fill(&sql_mapping_run_copy,
                    (struct sql_slot[]){ { "columns", buf_text(&list) },
                                         { "charge", buf_text(&charge) },
                                         { "path", buf_text(&quoted) },
                                         said_slot(&given, "reject_column"),
                                         said_slot(&given, "reject_reason"),
                                         said_slot(&given, "drop_rule") },
                    6, &text, err) &&
           db_run_text(steps->db, sql_mapping_run_copy.name, buf_text(&text), NO_PARAMS, NULL, err);
}

static const char *scope_column(const struct mapping_result *out)
{
    return out->format->scope == SCOPE_DAY ? "sys_charge_date" : "sys_billing_month";
}

static bool fill_path(const struct sql *template, const char *path, const char *scope,
                      struct buf *out, struct err *err)
{
    struct buf quoted SCOPED(buf_done) = { 0 };

    buf_init(&quoted, LIMIT_SQL);
    sql_quote_text(&quoted, path);
    return sql_fill(template,
                    (struct sql_slot[]){ { "path", buf_text(&quoted) }, { "scope", scope } }, 2,
                    out, err);
}

static bool run_with_path(struct db *db, const struct sql *template, const char *path,
                          struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };

    buf_init(&text, LIMIT_SQL);
    return fill_path(template, path, "", &text, err) &&
           db_run_text(db, template->name, buf_text(&text), NO_PARAMS, NULL, err);
}

bool charge_write_tags(struct tags *tags, struct duck *duck, struct db *db, const char *set_path,
                       const char *value_path, struct err *err)
{
    struct scan sets, values;

    tags_set_scan(tags, &sets);
    tags_value_scan(tags, &values);
    return duck_add_scan(duck, "tag_set_scan", &sets, err) &&
           duck_add_scan(duck, "tag_value_scan", &values, err) &&
           run_with_path(db, &sql_mapping_run_tag_set, set_path, err) &&
           run_with_path(db, &sql_mapping_run_tag_value, value_path, err);
}

/* ---- reading back ---- */

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Currencies without a charge (all rows dropped or rejected) keep zeros. */
static void take_total(struct mapping_result *out, struct rows *rows)
{
    const char *currency = rows_keep(rows, 0, &out->arena);

    out->charge_count += rows_int(rows, 5);
    out->mapped_count += rows_int(rows, 6);
    for (size_t i = 0; i < out->total_count; i++) {
        struct mapping_total *total = &out->totals[i];

        if (!same(total->currency, currency))
            continue;
        total->billed = rows_keep(rows, 1, &out->arena);
        total->effective = rows_keep(rows, 2, &out->arena);
        total->list = rows_keep(rows, 3, &out->arena);
        total->contracted = rows_keep(rows, 4, &out->arena);
        total->charge_count = rows_int(rows, 5);
    }
}

/* Room for one more in a list of the result; lists double when they are full. */
static void *grow(struct mapping_result *out, void *list, size_t count, size_t size)
{
    char *more = list;

    if (count & (count - 1) || (count > 0 && count < 16))
        return list;
    if (count < 16)
        return arena_alloc_array(&out->arena, 16, size);
    more = arena_alloc_array(&out->arena, count * 2, size);
    memcpy(more, list, count * size);
    return more;
}

static void take_scope(struct mapping_result *out, struct rows *rows)
{
    out->scopes = grow(out, out->scopes, out->scope_count, sizeof(*out->scopes));
    out->scopes[out->scope_count++] = (struct mapping_scope){
        .start = (int32_t)rows_int(rows, 0),
        .end = (int32_t)rows_int(rows, 1),
        .charge_count = rows_int(rows, 2),
        .first_charge_day = (int32_t)rows_int(rows, 3),
        .last_charge_day = (int32_t)rows_int(rows, 4),
    };
}

static void take_account(struct mapping_result *out, struct rows *rows)
{
    out->accounts = grow(out, out->accounts, out->account_count, sizeof(*out->accounts));
    out->accounts[out->account_count++] = (struct mapping_account){
        .scope_start = (int32_t)rows_int(rows, 0),
        .provider_name = rows_keep(rows, 1, &out->arena),
        .billing_account_id = rows_keep(rows, 2, &out->arena),
        .invoice_issuer_name = rows_keep(rows, 3, &out->arena),
        .currency = rows_keep(rows, 4, &out->arena),
        .billed = rows_keep(rows, 5, &out->arena),
        .effective = rows_keep(rows, 6, &out->arena),
        .charge_count = rows_int(rows, 7),
    };
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct texts of one member of the accounts, ascending; "" is none. */
static size_t distinct(struct mapping_result *out, size_t offset, const char ***list)
{
    const char **names = ARENA_ARRAY(&out->arena, const char *, out->account_count + 1);
    size_t count = 0;
    size_t kept = 0;

    for (size_t i = 0; i < out->account_count; i++) {
        const char *name;

        memcpy(&name, (const char *)&out->accounts[i] + offset, sizeof(name));
        if (name[0])
            names[count++] = name;
    }
    qsort(names, count, sizeof(*names), compare_texts);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(names[kept - 1], names[i]) != 0)
            names[kept++] = names[i];
    *list = names;
    return kept;
}

static bool read_rows(struct db *db, const struct sql *sql, struct mapping_result *out,
                      void (*take)(struct mapping_result *, struct rows *), struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    buf_init(&text, LIMIT_SQL);
    if (!fill_path(sql, out->charge_path, scope_column(out), &text, err) ||
        !db_query_text(db, sql->name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        take(out, rows);
    return step == END;
}

bool charge_read_back(struct db *db, struct mapping_result *out, struct err *err)
{
    const struct sql *scopes =
        out->format->scope == SCOPE_DAY ? &sql_mapping_result_days : &sql_mapping_result_months;

    for (size_t i = 0; i < out->total_count; i++) {
        struct mapping_total *total = &out->totals[i];

        total->billed = total->effective = total->list = total->contracted = "0.000000000000";
    }
    if (!read_rows(db, &sql_mapping_result_totals, out, take_total, err) ||
        !read_rows(db, scopes, out, take_scope, err) ||
        !read_rows(db, &sql_mapping_result_accounts, out, take_account, err))
        return false;
    out->provider_count =
        distinct(out, offsetof(struct mapping_account, provider_name), &out->provider_names);
    out->billing_account_count = distinct(out, offsetof(struct mapping_account, billing_account_id),
                                          &out->billing_account_ids);
    return true;
}
