/* SPDX-License-Identifier: Apache-2.0 */
/* db.c -- the part of db.h that is the same for every engine. */
#include "store/db_driver.h"

#include <stdio.h>
#include <stdlib.h>

void db_close(struct db *db)
{
    if (db)
        db->driver->close(db);
}

void db_closep(struct db **db)
{
    db_close(*db);
    *db = NULL;
}

bool db_query_text(struct db *db, const char *name, const char *text, const struct param *params,
                   size_t param_count, struct rows **out, struct err *err)
{
    return db->driver->query(db, name, text, params, param_count, out, err);
}

bool db_query_once(struct db *db, const char *name, const char *text, const struct param *params,
                   size_t param_count, struct rows **out, struct err *err)
{
    if (!db->driver->query_once)
        return db_query_text(db, name, text, params, param_count, out, err);
    return db->driver->query_once(db, name, text, params, param_count, out, err);
}

bool db_query(struct db *db, const struct sql *sql, const struct param *params, size_t param_count,
              struct rows **out, struct err *err)
{
    return db_query_text(db, sql->name, sql->text, params, param_count, out, err);
}

bool db_run_text(struct db *db, const char *name, const char *text, const struct param *params,
                 size_t param_count, int64_t *changed, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query_text(db, name, text, params, param_count, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        continue;
    if (step == FAILED)
        return false;
    if (changed)
        *changed = rows->driver->changed(rows);
    return true;
}

bool db_run(struct db *db, const struct sql *sql, const struct param *params, size_t param_count,
            int64_t *changed, struct err *err)
{
    return db_run_text(db, sql->name, sql->text, params, param_count, changed, err);
}

bool db_script(struct db *db, const char *name, const char *text, struct err *err)
{
    return db->driver->script(db, name, text, err);
}

bool db_begin(struct db *db, struct err *err)
{
    return db_script(db, "begin", db->driver->begin, err);
}

bool db_begin_read(struct db *db, struct err *err)
{
    return db_script(db, "begin", db->driver->begin_read, err);
}

bool db_commit(struct db *db, struct err *err)
{
    return db_script(db, "commit", DB_COMMIT, err);
}

void db_rollback(struct db *db)
{
    struct err ignored SCOPED(err_done) = { 0 };

    if (!db_script(db, "rollback", DB_ROLLBACK, &ignored))
        return; /* there was no transaction left to roll back */
}

bool db_begin_alone(struct db *db, struct err *err)
{
    const struct sql *alone = db->driver->alone;

    if (!db_begin(db, err))
        return false;
    if (!alone || db_script(db, alone->name, alone->text, err))
        return true;
    db_rollback(db);
    return false;
}

void db_interrupt(struct db *db)
{
    db->driver->interrupt(db);
}

enum step rows_next(struct rows *rows, struct err *err)
{
    return rows->driver->next(rows, err);
}

void rows_free(struct rows *rows)
{
    if (rows)
        rows->driver->free(rows);
}

void rows_freep(struct rows **rows)
{
    rows_free(*rows);
    *rows = NULL;
}

size_t rows_column_count(const struct rows *rows)
{
    return rows->driver->column_count(rows);
}

const char *rows_column_name(const struct rows *rows, size_t column)
{
    return rows->driver->column_name(rows, column);
}

enum value_kind rows_column_kind(const struct rows *rows, size_t column)
{
    return rows->driver->column_kind(rows, column);
}

int rows_column_scale(const struct rows *rows, size_t column)
{
    return rows->driver->column_scale ? rows->driver->column_scale(rows, column) : 0;
}

bool rows_is_null(const struct rows *rows, size_t column)
{
    return rows->driver->is_null(rows, column);
}

int64_t rows_int(const struct rows *rows, size_t column)
{
    return rows->driver->integer(rows, column);
}

const char *rows_text(struct rows *rows, size_t column, size_t *size)
{
    return rows->driver->text(rows, column, size);
}

char *rows_keep(struct rows *rows, size_t column, struct arena *arena)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);

    return text ? arena_strndup(arena, text, size) : NULL;
}

size_t double_spell(double value, char *text, size_t size)
{
    int count = 0;

    for (int digits = 15; digits <= 17; digits++) {
        count = snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    return (size_t)count;
}
