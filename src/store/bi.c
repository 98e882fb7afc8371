/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bi.h"

#include "base/limits.h"
#include "focus/column.h"
#include "sql_files.h"

enum { ALL_COLUMNS = 1 << 8 };

struct view {
    const char *name;
    const struct sql *sql;
    unsigned columns; /* ROLLUP_ bit of those it has, or all; 0: none of the table */
    bool has_parts;   /* costs are put together from their parts here */
};

static const struct view views[] = {
    { .name = "charge", .sql = &sql_bi_charge, .columns = ALL_COLUMNS },
    { .name = "cost_daily", .sql = &sql_bi_cost_daily, .columns = ROLLUP_DAILY, .has_parts = true },
    { .name = "cost_monthly", .sql = &sql_bi_cost_monthly, .columns = ROLLUP_MONTHLY },
    { .name = "tag", .sql = &sql_bi_tag },
    { .name = "delivery", .sql = &sql_bi_delivery },
    { .name = "delivery_total", .sql = &sql_bi_delivery_total },
};

/* ---- columns ---- */

/* A rollup keeps its times as dates, which its view names itself. */
static bool has_column(const struct view *view, const struct column *column)
{
    if (view->columns == ALL_COLUMNS)
        return true;
    return (column->rollups & view->columns) && column->kind != COLUMN_TIME;
}

static void add_comma(struct buf *list)
{
    if (list->size)
        buf_add_text(list, ", ");
}

static void add_parts(struct buf *list, const char *name)
{
    buf_printf(list,
               "CAST(c.%s_micro * 0.000001 + c.%s_rest * 0.000000000001 AS numeric(38,12)) AS %s",
               name, name, name);
}

static void add_column(const struct view *view, const struct column *column, struct buf *list)
{
    add_comma(list);
    if (column->kind == COLUMN_TAGS)
        buf_add_text(list, "t.tags");
    else if (column->kind == COLUMN_COST && view->has_parts)
        add_parts(list, column->sql_name);
    else
        buf_printf(list, "c.%s", column->sql_name);
}

/* Those that the view has already come first, in the order they have. */
static bool list_columns(struct db *db, const struct view *view, struct buf *list, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct arena arena SCOPED(arena_done) = { 0 };
    bool *is_there = ARENA_ARRAY(&arena, bool, column_count);
    enum step step;

    if (!db_query(db, &sql_bi_columns, PARAMS(param_text(view->name)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const struct column *column = column_find(rows_text(rows, 0, NULL));

        if (!column || !has_column(view, column))
            continue; /* the view's own */
        add_column(view, column, list);
        is_there[column - columns] = true;
    }
    for (size_t i = 0; i < column_count; i++)
        if (!is_there[i] && has_column(view, &columns[i]))
            add_column(view, &columns[i], list);
    return step == END;
}

struct lists {
    struct buf columns;
    struct buf dimensions;
    struct buf costs;
    struct buf sums;
};

/* What a row of a rollup is made of. */
static void list_parts(const struct view *view, struct lists *lists)
{
    for (size_t i = 0; i < column_count; i++) {
        const char *name = columns[i].sql_name;

        if (!has_column(view, &columns[i]) || columns[i].kind == COLUMN_TAGS)
            continue;
        if (columns[i].kind != COLUMN_COST) {
            add_comma(&lists->dimensions);
            buf_printf(&lists->dimensions, "c.%s", name);
            continue;
        }
        add_comma(&lists->costs);
        add_parts(&lists->costs, name);
        add_comma(&lists->sums);
        buf_printf(&lists->sums, "CAST(sum(c.%s) AS numeric(38,12))", name);
    }
}

/* ---- views ---- */

static bool has_citus(struct db *db, bool *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_bi_is_citus, NO_PARAMS, &rows, err) || rows_next(rows, err) != ROW)
        return false;
    *out = rows_int(rows, 0) != 0;
    return true;
}

static bool make_view(struct db *db, const struct view *view, const struct sql *charges,
                      struct lists *lists, struct err *err)
{
    struct buf from SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    if (!list_columns(db, view, &lists->columns, err) || !sql_fill(charges, NULL, 0, &from, err))
        return false;
    list_parts(view, lists);
    const struct sql_slot slots[] = {
        { "columns", buf_text(&lists->columns) }, { "dimensions", buf_text(&lists->dimensions) },
        { "costs", buf_text(&lists->costs) },     { "sums", buf_text(&lists->sums) },
        { "charges", buf_text(&from) },
    };

    return sql_fill(view->sql, slots, ARRAY_COUNT(slots), &text, err) &&
           db_script(db, view->sql->name, buf_text(&text), err);
}

static bool make_views(struct db *db, struct err *err)
{
    const struct sql *charges;
    bool is_citus;
    bool done = true;

    if (!has_citus(db, &is_citus, err))
        return false;
    charges = is_citus ? &sql_bi_part_charges_citus : &sql_bi_part_charges;
    for (size_t i = 0; i < ARRAY_COUNT(views) && done; i++) {
        struct lists lists = { { .maximum = LIMIT_SQL },
                               { .maximum = LIMIT_SQL },
                               { .maximum = LIMIT_SQL },
                               { .maximum = LIMIT_SQL } };

        done = make_view(db, &views[i], charges, &lists, err);
        buf_done(&lists.columns);
        buf_done(&lists.dimensions);
        buf_done(&lists.costs);
        buf_done(&lists.sums);
    }
    return done;
}

/* ---- comments ---- */

static bool add_comment(const struct view *view, const struct column *column, struct buf *script,
                        struct err *err)
{
    struct buf words SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[] = { { "view", view->name }, { "column", column->sql_name }, { 0 } };

    sql_quote_text(&words, column->help);
    slots[2] = (struct sql_slot){ "text", buf_text(&words) };
    if (!sql_fill(&sql_bi_comment, slots, ARRAY_COUNT(slots), script, err))
        return false;
    buf_add_text(script, ";\n");
    return true;
}

static bool make_comments(struct db *db, struct err *err)
{
    struct buf script SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 0; i < ARRAY_COUNT(views); i++)
        for (size_t j = 0; j < column_count; j++)
            if (views[i].columns && has_column(&views[i], &columns[j]) &&
                !add_comment(&views[i], &columns[j], &script, err))
                return false;
    return buf_check(&script, "comments of bi", err) &&
           db_script(db, sql_bi_comment.name, buf_text(&script), err) &&
           db_script(db, sql_bi_comments.name, sql_bi_comments.text, err);
}

bool bi_make(struct db *db, struct err *err)
{
    return db_script(db, sql_bi_schema.name, sql_bi_schema.text, err) && make_views(db, err) &&
           make_comments(db, err);
}

/* ---- readers ---- */

static bool check_role(struct db *db, const char *role, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_bi_role, PARAMS(param_text(role)), &rows, err))
        return false;
    switch (rows_next(rows, err)) {
    case END:
        return err_set(err, ERR_MISSING,
                       "the database has no role %s; make it with CREATE ROLE, see "
                       "docs/postgres.md",
                       role);
    case ROW:
        return !rows_int(rows, 0) ||
               err_set(err, ERR_CONFLICT,
                       "the role %s may use the schema centavo, as its owner does, a member of it "
                       "or a superuser: name a role that may not",
                       role);
    case FAILED:
        break;
    }
    return false;
}

bool bi_add_reader(struct db *db, const char *role, struct err *err)
{
    struct buf name SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    if (!check_role(db, role, err))
        return false;
    sql_quote_name(&name, role);
    return sql_fill(&sql_bi_reader, &(struct sql_slot){ "role", buf_text(&name) }, 1, &text, err) &&
           db_script(db, sql_bi_reader.name, buf_text(&text), err);
}
