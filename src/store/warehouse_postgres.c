/* SPDX-License-Identifier: Apache-2.0 */
/* warehouse_postgres.c -- charges as tables of PostgreSQL, which computes. The tables, and what
 * happens to them when other deliveries count, are in sql/schema/0010_charge.postgres.sql. */
#include "store/warehouse_driver.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/postgres.h"
#include "store/postgres_copy.h"

#include <inttypes.h>
#include <string.h>

static bool server_connect(struct warehouse *warehouse, struct db **out, struct err *err)
{
    return postgres_connect(warehouse->place->database_url, out, err);
}

/* ---- what questions read ---- */

static void add_numbers(const int64_t *deliveries, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%" PRId64, i ? ", " : "", deliveries[i]);
}

/* The views of the deliveries, one below the other. */
static void add_charges(const int64_t *deliveries, size_t count, const char *where, struct buf *out)
{
    buf_add_text(out, where ? "(SELECT * FROM (" : "(");
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%sSELECT * FROM charge_%" PRId64, i ? " UNION ALL " : "", deliveries[i]);
    if (where)
        buf_printf(out, ") AS charge WHERE %s", where);
    buf_add_char(out, ')');
}

static void server_from(struct warehouse *warehouse, enum warehouse_table table,
                        const int64_t *deliveries, size_t count, const char *where, struct buf *out)
{
    (void)warehouse;
    if (table == TABLE_CHARGE) {
        add_charges(deliveries, count, where, out);
        return;
    }
    buf_printf(out, "(SELECT * FROM %s WHERE sys_delivery_id IN (", warehouse_table_name(table));
    add_numbers(deliveries, count, out);
    buf_add_char(out, ')');
    if (where)
        buf_printf(out, " AND (%s)", where);
    buf_add_char(out, ')');
}

static void server_fill_of(struct warehouse *warehouse, const int64_t *deliveries, size_t count,
                           struct buf *out)
{
    (void)warehouse;
    add_numbers(deliveries, count, out);
}

/* ---- loading a delivery ---- */

struct loading {
    int64_t delivery_id;
    int64_t source_id;
    const char *directory;
    struct arena arena;
    struct db *duck;   /* reads the staged files */
    struct db *server; /* in a transaction */
};

/* What of it is loaded beside the charges. */
static const struct part {
    const char *file;
    const struct sql *sql;
    const char *table;
    size_t param_count; /* 1: the delivery, which the file does not have */
    bool is_optional;
} parts[] = {
    { "cost_daily.parquet", &sql_warehouse_load_rollup_duckdb, "cost_daily", 0, false },
    { "cost_overview.parquet", &sql_warehouse_load_rollup_duckdb, "cost_overview", 0, false },
    { "cost_monthly.parquet", &sql_warehouse_load_rollup_duckdb, "cost_monthly", 0, false },
    { "tag_set.parquet", &sql_warehouse_load_tag_duckdb, "tag_set", 1, false },
    { "tag_value.parquet", &sql_warehouse_load_tag_duckdb, "tag_value", 1, false },
    { "charge.parquet", &sql_warehouse_load_fill_duckdb, "charge_fill", 1, false },
    { "reject.csv", &sql_warehouse_load_reject_duckdb, "charge_reject", 1, true },
};

/* Ask DuckDB about a staged file. */
static bool ask_file(struct loading *at, const struct sql *sql, const char *file,
                     const struct param *params, size_t param_count, struct rows **rows,
                     struct err *err)
{
    struct buf path SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    sql_quote_text(&path, path_join(&at->arena, at->directory, file));
    return sql_fill(sql, &(struct sql_slot){ "path", buf_text(&path) }, 1, &text, err) &&
           db_query_text(at->duck, sql->name, buf_text(&text), params, param_count, rows, err);
}

static bool load_part(struct loading *at, const struct part *part, struct err *err)
{
    const struct param delivery = param_int(at->delivery_id);
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (part->is_optional && !file_exists(path_join(&at->arena, at->directory, part->file)))
        return true;
    return ask_file(at, part->sql, part->file, &delivery, part->param_count, &rows, err) &&
           postgres_copy(at->server, part->table, rows, NULL, err);
}

/* The charges of one billing month. */
struct leaf {
    int32_t month;
    int32_t first_day;
    int32_t last_day;
    int64_t charge_count;
};

static bool read_day(struct rows *rows, size_t column, int32_t *day)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);

    return text && date_parse(text, size, day);
}

static bool list_leaves(struct loading *at, struct leaf **out, size_t *count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!ask_file(at, &sql_warehouse_months_duckdb, "charge.parquet", NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        struct leaf leaf = { .charge_count = rows_int(rows, 3) };

        if (!read_day(rows, 0, &leaf.month) || !read_day(rows, 1, &leaf.first_day) ||
            !read_day(rows, 2, &leaf.last_day))
            return err_set(err, ERR_BUG, "%s: no date", sql_warehouse_months_duckdb.name);
        ARENA_ROOM(&at->arena, *out, *count);
        (*out)[(*count)++] = leaf;
    }
    return step == END;
}

static bool make_leaf(struct loading *at, const struct leaf *leaf, const char **name,
                      bool *may_freeze, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(at->server, &sql_warehouse_leaf_make_postgres,
                  PARAMS(param_int(at->delivery_id), param_int(at->source_id),
                         param_date(leaf->month), param_date(leaf->first_day),
                         param_date(leaf->last_day)),
                  &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    *may_freeze = rows_int(rows, 0) != 0;
    *name = rows_keep(rows, 1, &at->arena);
    return true;
}

static bool load_leaf(struct loading *at, const struct leaf *leaf, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    bool may_freeze;
    const char *name;
    int64_t loaded;

    if (!make_leaf(at, leaf, &name, &may_freeze, err) ||
        !ask_file(at, &sql_warehouse_load_charge_duckdb, "charge.parquet",
                  PARAMS(param_int(at->source_id), param_date(leaf->month)), &rows, err) ||
        !(may_freeze ? postgres_copy_new : postgres_copy)(at->server, name, rows, &loaded, err))
        return false;
    if (loaded != leaf->charge_count)
        return err_set(err, ERR_BUG, "%s: %" PRId64 " of %" PRId64 " charges were loaded", name,
                       loaded, leaf->charge_count);
    return db_run(at->server, &sql_warehouse_leaf_add_postgres,
                  PARAMS(param_int(at->delivery_id), param_int(at->source_id),
                         param_date(leaf->month), param_date(leaf->first_day),
                         param_date(leaf->last_day), param_int(leaf->charge_count)),
                  NULL, err);
}

static bool load_delivery(struct loading *at, struct err *err)
{
    const struct param delivery = param_int(at->delivery_id);
    struct leaf *leaves = NULL;
    size_t count = 0;

    if (!list_leaves(at, &leaves, &count, err) ||
        !db_run(at->server, &sql_warehouse_forget_postgres, &delivery, 1, NULL, err) ||
        !db_run(at->server, &sql_warehouse_delivery_add_postgres,
                PARAMS(delivery, param_int(at->source_id)), NULL, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!load_leaf(at, &leaves[i], err))
            return false;
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++)
        if (!load_part(at, &parts[i], err))
            return false;
    return db_run(at->server, &sql_warehouse_view_make_postgres, &delivery, 1, NULL, err);
}

static bool server_keep(struct warehouse *warehouse, int64_t source_id, int64_t delivery_id,
                        const char *directory, struct err *err)
{
    struct loading at = { .delivery_id = delivery_id,
                          .source_id = source_id,
                          .directory = directory };
    struct err ignored SCOPED(err_done) = { 0 };
    bool done;

    done = duck_connect(warehouse->duck, &at.duck, err) &&
           server_connect(warehouse, &at.server, err) && db_begin(at.server, err) &&
           load_delivery(&at, err) && db_commit(at.server, err);
    if (!done && at.server)
        db_rollback(at.server);
    db_close(at.server);
    db_close(at.duck);
    arena_done(&at.arena);
    if (!done)
        return err_wrap(err, "load delivery %" PRId64 " into PostgreSQL", delivery_id);
    if (!directory_remove(directory, &ignored))
        err_done(&ignored); /* the run takes its stage away, or the next sweep does */
    return true;
}

static bool server_forget(struct warehouse *warehouse, int64_t delivery_id, struct err *err)
{
    struct db *server SCOPED(db_closep) = NULL;

    return server_connect(warehouse, &server, err) &&
           db_run(server, &sql_warehouse_forget_postgres, PARAMS(param_int(delivery_id)), NULL,
                  err);
}

const struct warehouse_driver warehouse_postgres = {
    .is_server = true,
    .connect = server_connect,
    .from = server_from,
    .fill = &sql_warehouse_column_fill_postgres,
    .fill_of = server_fill_of,
    .keep = server_keep,
    .forget = server_forget,
};
