/* SPDX-License-Identifier: Apache-2.0 */
#include "store/catalogue_copy.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/postgres.h"
#include "store/postgres_copy.h"
#include "store/schema.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* In an order in which what is referred to comes first. */
static const struct table {
    const char *name;
    bool has_rows; /* in a new schema */
} tables[] = {
    { "source", false },
    { "delivery", false },
    { "delivery_scope", false },
    { "delivery_file", false },
    { "delivery_total", false },
    { "delivery_drop", false },
    { "delivery_check", false },
    { "delivery_decision", false },
    { "data_version", true },
    { "data_change", false },
    { "scope_activity", false },
    { "scope_account", false },
    { "scope_sub_account", false },
    { "invoice_detail", false },
    { "reconciliation_acceptance", false },
    { "fx_rate", false },
    { "tag_key_map", false },
    { "tag_value_map", false },
    { "saved_view", false },
    { "board", false },
    { "board_item", false },
};

/* What stays behind: the server has a schema of its own, and no files of its own. */
static const char *const left_out[] = { "schema_migration", "delivery_artifact" };

struct catalogue_copy {
    struct db *from;
    struct db *to;
};

static bool is_known(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(tables); i++)
        if (strcmp(tables[i].name, name) == 0)
            return true;
    for (size_t i = 0; i < ARRAY_COUNT(left_out); i++)
        if (strcmp(left_out[i], name) == 0)
            return true;
    return false;
}

/* A table that came with a later version and was forgotten here would be lost. */
static bool check_tables(struct db *from, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(from, &sql_copy_tables, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        if (!is_known(rows_text(rows, 0, NULL)))
            return err_set(err, ERR_BUG, "nobody has said how the table %s is copied",
                           rows_text(rows, 0, NULL));
    return step == END;
}

/* ---- statements over a table ---- */

static bool fill(const struct sql *sql, const char *table, const char *columns, struct buf *out,
                 struct err *err)
{
    const struct sql_slot slots[] = { { "table", table }, { "columns", columns } };

    return sql_fill(sql, slots, ARRAY_COUNT(slots), out, err);
}

static bool read_number(struct db *db, const struct sql *sql, const char *text,
                        const struct param *params, size_t param_count, int64_t *out,
                        struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query_text(db, sql->name, text, params, param_count, &rows, err))
        return false;
    switch (rows_next(rows, err)) {
    case ROW:
        *out = rows_int(rows, 0);
        return true;
    case END:
        return err_set(err, ERR_BUG, "%s: no row", sql->name);
    case FAILED:
        break;
    }
    return false;
}

static bool ask_rows(struct db *db, const char *table, const char *columns, struct rows **rows,
                     struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    return fill(&sql_copy_rows, table, columns, &text, err) &&
           db_query_text(db, table, buf_text(&text), NO_PARAMS, rows, err);
}

/* ---- taking the database ---- */

static bool check_empty(struct db *to, struct err *err)
{
    int64_t version = 0;

    if (!read_number(to, &sql_state_data_version, sql_state_data_version.text, NO_PARAMS, &version,
                     err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(tables); i++) {
        struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
        int64_t count = 0;

        if (!fill(&sql_copy_count, tables[i].name, "", &text, err) ||
            !read_number(to, &sql_copy_count, buf_text(&text), NO_PARAMS, &count, err))
            return false;
        if (version || (count && !tables[i].has_rows))
            return err_set(err, ERR_CONFLICT,
                           "the database holds an installation already (%" PRId64
                           " rows in %s): name an empty one",
                           count, tables[i].name);
    }
    return true;
}

/* An earlier copy has taken it, and made the schema; that must be the one that we know. */
static bool check_taken(struct db *to, int64_t newest, struct err *err)
{
    int64_t version = 0;

    if (!read_number(to, &sql_copy_schema, sql_copy_schema.text, PARAMS(param_int(SCHEMA_COPYING)),
                     &version, err))
        return false;
    if (version != newest)
        return err_set(err, ERR_CONFLICT,
                       "another version of centavo began to copy into the database: drop its "
                       "schemas centavo and bi, and begin again");
    return check_empty(to, err);
}

static bool check_free(struct db *to, bool *is_taken, struct err *err)
{
    struct schema_change schema = { 0 };

    *is_taken = false;
    if (schema_upgrade(to, SCHEMA_POSTGRES, &schema, err))
        return check_empty(to, err);
    if (schema.from != SCHEMA_COPYING)
        return false;
    err_done(err);
    *is_taken = true;
    return check_taken(to, schema.to, err);
}

static bool take(struct db *to, struct err *err)
{
    bool is_taken;

    if (!check_free(to, &is_taken, err))
        return false;
    return is_taken ||
           db_run(to, &sql_copy_mark,
                  PARAMS(param_int(SCHEMA_COPYING), param_timestamp(clock_now())), NULL, err);
}

bool catalogue_copy_check(const char *database_url, struct err *err)
{
    struct db *to SCOPED(db_closep) = NULL;
    int64_t has_schema = 0;
    bool is_taken;

    return postgres_connect(database_url, &to, err) &&
           read_number(to, &sql_copy_has_schema, sql_copy_has_schema.text, NO_PARAMS, &has_schema,
                       err) &&
           (!has_schema || check_free(to, &is_taken, err));
}

bool catalogue_copy_open(struct db *from, const char *database_url, struct catalogue_copy **out,
                         struct err *err)
{
    struct catalogue_copy *copy = calloc(1, sizeof(*copy));

    if (!copy)
        abort();
    copy->from = from;
    if (check_tables(from, err) && postgres_connect(database_url, &copy->to, err) &&
        take(copy->to, err)) {
        *out = copy;
        return true;
    }
    catalogue_copy_close(copy);
    return false;
}

void catalogue_copy_close(struct catalogue_copy *copy)
{
    if (!copy)
        return;
    db_close(copy->to);
    free(copy);
}

void catalogue_copy_closep(struct catalogue_copy **copy)
{
    catalogue_copy_close(*copy);
    *copy = NULL;
}

bool catalogue_copy_has(struct catalogue_copy *copy, int64_t delivery_id, bool *out,
                        struct err *err)
{
    int64_t count = 0;

    if (!read_number(copy->to, &sql_copy_loaded, sql_copy_loaded.text,
                     PARAMS(param_int(delivery_id)), &count, err))
        return false;
    *out = count > 0;
    return true;
}

/* ---- rows ---- */

struct fingerprint {
    int64_t row_count;
    uint64_t sum; /* of a hash of each row, so that their order does not matter */
};

static void add_row(struct fingerprint *fingerprint, struct rows *rows, struct hash *hash)
{
    char text[HASH_TEXT_SIZE];

    for (size_t i = 0; i < rows_column_count(rows); i++) {
        size_t size;
        const char *value = rows_text(rows, i, &size);

        hash_add(hash, value ? "=" : "0", 1);
        if (value)
            hash_add(hash, value, size);
        hash_add(hash, "", 1);
    }
    hash_finish(hash, text);
    text[16] = '\0';
    fingerprint->sum += strtoull(text, NULL, 16);
    fingerprint->row_count++;
}

/* columns: which, in which order; when empty it is all, and they are told. */
static bool fingerprint(struct db *db, const char *table, struct buf *columns,
                        struct fingerprint *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct hash *hash;
    enum step step;

    if (!ask_rows(db, table, columns->size ? buf_text(columns) : "*", &rows, err))
        return false;
    if (!columns->size)
        for (size_t i = 0; i < rows_column_count(rows); i++) {
            buf_add_text(columns, i ? ", " : "");
            sql_quote_name(columns, rows_column_name(rows, i));
        }
    hash = hash_new();
    while ((step = rows_next(rows, err)) == ROW)
        add_row(out, rows, hash);
    hash_free(hash);
    return step == END;
}

static bool compare(struct catalogue_copy *copy, const char *table, int64_t *row_count,
                    struct err *err)
{
    struct buf columns SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct fingerprint from = { 0 };
    struct fingerprint to = { 0 };

    if (!fingerprint(copy->from, table, &columns, &from, err) ||
        !fingerprint(copy->to, table, &columns, &to, err))
        return false;
    *row_count += to.row_count;
    return (from.row_count == to.row_count && from.sum == to.sum) ||
           err_set(err, ERR_BUG, "%s is not the same: %" PRId64 " rows became %" PRId64, table,
                   from.row_count, to.row_count);
}

static bool copy_table(struct catalogue_copy *copy, const struct table *table, int64_t *row_count,
                       struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;

    return fill(&sql_copy_clear, table->name, "", &text, err) &&
           db_run_text(copy->to, sql_copy_clear.name, buf_text(&text), NO_PARAMS, NULL, err) &&
           ask_rows(copy->from, table->name, "*", &rows, err) &&
           postgres_copy(copy->to, table->name, rows, NULL, err) &&
           compare(copy, table->name, row_count, err);
}

static bool copy_tables(struct catalogue_copy *copy, struct catalogue_copied *out, struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(tables); i++)
        if (!copy_table(copy, &tables[i], &out->row_count, err))
            return err_wrap(err, "table %s", tables[i].name);
    out->table_count = ARRAY_COUNT(tables);
    return db_script(copy->to, sql_copy_numbers_postgres.name, sql_copy_numbers_postgres.text,
                     err) &&
           db_run(copy->to, &sql_state_leaf_settle_postgres, PARAMS(param_int(1)), NULL, err) &&
           db_run(copy->to, &sql_copy_unmark, PARAMS(param_int(SCHEMA_COPYING)), NULL, err);
}

bool catalogue_copy_finish(struct catalogue_copy *copy, struct catalogue_copied *out,
                           struct err *err)
{
    struct catalogue_copied copied = { 0 };

    if (!db_begin_alone(copy->to, err))
        return false;
    if (!copy_tables(copy, &copied, err) || !db_commit(copy->to, err)) {
        db_rollback(copy->to);
        return false;
    }
    *out = copied;
    return true;
}

bool catalogue_copy_withdraw(struct catalogue_copy *copy, struct err *err)
{
    return db_run(copy->to, &sql_copy_mark,
                  PARAMS(param_int(SCHEMA_COPYING), param_timestamp(clock_now())), NULL, err);
}
