/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite.c -- SQLite behind db.h. Dates and timestamps are kept as ISO text, which sorts like time.
 */
#include "store/sqlite.h"

#include "base/clock.h"
#include "sql_files.h"
#include "store/db_driver.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_WAIT_MS = 30000 };

struct sqlite_db {
    struct db base;
    sqlite3 *handle;
};

struct sqlite_rows {
    struct rows base;
    sqlite3_stmt *statement;
    sqlite3 *handle;
    const char *name; /* of the query; owned by the caller's SQL or literal */
};

static enum err_code error_code(int status)
{
    switch (status & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_FULL:
        return ERR_LIMIT;
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_INTERRUPT:
        return ERR_UPSTREAM;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ERR_DENIED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_DATA;
    default:
        return ERR_BUG;
    }
}

static bool query_failed(struct err *err, const char *name, sqlite3 *handle)
{
    return err_set(err, error_code(sqlite3_extended_errcode(handle)), "%s: %s", name,
                   sqlite3_errmsg(handle));
}

static enum step sqlite_next(struct rows *base, struct err *err)
{
    struct sqlite_rows *rows = (struct sqlite_rows *)base;

    switch (sqlite3_step(rows->statement)) {
    case SQLITE_ROW:
        return ROW;
    case SQLITE_DONE:
        return END;
    default:
        query_failed(err, rows->name, rows->handle);
        return FAILED;
    }
}

static void sqlite_rows_free(struct rows *base)
{
    struct sqlite_rows *rows = (struct sqlite_rows *)base;

    sqlite3_finalize(rows->statement);
    free(rows);
}

static size_t sqlite_column_count_of(const struct rows *base)
{
    return (size_t)sqlite3_column_count(((const struct sqlite_rows *)base)->statement);
}

static const char *sqlite_column_name_of(const struct rows *base, size_t column)
{
    return sqlite3_column_name(((const struct sqlite_rows *)base)->statement, (int)column);
}

static enum value_kind sqlite_column_kind(const struct rows *base, size_t column)
{
    const struct sqlite_rows *rows = (const struct sqlite_rows *)base;

    switch (sqlite3_column_type(rows->statement, (int)column)) {
    case SQLITE_INTEGER:
        return VALUE_INT;
    case SQLITE_FLOAT:
        return VALUE_DOUBLE;
    default:
        return VALUE_TEXT;
    }
}

static bool sqlite_is_null(const struct rows *base, size_t column)
{
    return sqlite3_column_type(((const struct sqlite_rows *)base)->statement, (int)column) ==
           SQLITE_NULL;
}

static int64_t sqlite_integer(const struct rows *base, size_t column)
{
    return sqlite3_column_int64(((const struct sqlite_rows *)base)->statement, (int)column);
}

static const char *sqlite_text(struct rows *base, size_t column, size_t *size)
{
    struct sqlite_rows *rows = (struct sqlite_rows *)base;
    const unsigned char *text = sqlite3_column_text(rows->statement, (int)column);

    if (size)
        *size = (size_t)sqlite3_column_bytes(rows->statement, (int)column);
    return (const char *)text;
}

static int64_t sqlite_changed(const struct rows *base)
{
    return sqlite3_changes64(((const struct sqlite_rows *)base)->handle);
}

static const struct rows_driver sqlite_rows_driver = {
    .next = sqlite_next,
    .free = sqlite_rows_free,
    .column_count = sqlite_column_count_of,
    .column_name = sqlite_column_name_of,
    .column_kind = sqlite_column_kind,
    .is_null = sqlite_is_null,
    .integer = sqlite_integer,
    .text = sqlite_text,
    .changed = sqlite_changed,
};

static int bind_one(sqlite3_stmt *statement, int at, const struct param *param)
{
    char text[TIMESTAMP_TEXT_SIZE];

    switch (param->kind) {
    case PARAM_NULL:
        return sqlite3_bind_null(statement, at);
    case PARAM_TEXT:
        return sqlite3_bind_text(statement, at, param->text, -1, SQLITE_TRANSIENT);
    case PARAM_INT:
        return sqlite3_bind_int64(statement, at, param->number);
    case PARAM_DATE:
        date_format((int32_t)param->number, text);
        return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
    case PARAM_TIMESTAMP: /* its texts are compared */
        timestamp_format_full(param->number, text);
        return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
    }
    return SQLITE_MISUSE;
}

/* For SQLite $1 is a parameter with the name "$1", numbered by where it first stands: so it is
 * looked up. */
static bool bind_params(struct sqlite_rows *rows, const struct param *params, size_t param_count,
                        struct err *err)
{
    for (size_t i = 0; i < param_count; i++) {
        char name[16];
        int at;

        snprintf(name, sizeof(name), "$%u", (unsigned)i + 1);
        at = sqlite3_bind_parameter_index(rows->statement, name);
        if (at == 0)
            continue; /* a parameter that this text does not use */
        if (bind_one(rows->statement, at, &params[i]) != SQLITE_OK)
            return query_failed(err, rows->name, rows->handle);
    }
    return true;
}

static bool sqlite_query(struct db *base, const char *name, const char *text,
                         const struct param *params, size_t param_count, struct rows **out,
                         struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    struct sqlite_rows *rows = calloc(1, sizeof(*rows));

    if (!rows)
        abort();
    rows->base.driver = &sqlite_rows_driver;
    rows->handle = db->handle;
    rows->name = name;
    if (sqlite3_prepare_v2(db->handle, text, -1, &rows->statement, NULL) != SQLITE_OK) {
        query_failed(err, name, db->handle);
        sqlite_rows_free(&rows->base);
        return false;
    }
    if (!bind_params(rows, params, param_count, err)) {
        sqlite_rows_free(&rows->base);
        return false;
    }
    *out = &rows->base;
    return true;
}

static bool sqlite_script(struct db *base, const char *name, const char *text, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)base;

    return sqlite3_exec(db->handle, text, NULL, NULL, NULL) == SQLITE_OK ||
           query_failed(err, name, db->handle);
}

static void sqlite_interrupt_db(struct db *base)
{
    sqlite3_interrupt(((struct sqlite_db *)base)->handle);
}

static void sqlite_db_close(struct db *base)
{
    struct sqlite_db *db = (struct sqlite_db *)base;

    sqlite3_close_v2(db->handle);
    free(db);
}

static const struct db_driver sqlite_driver = {
    .close = sqlite_db_close,
    .query = sqlite_query,
    .script = sqlite_script,
    .interrupt = sqlite_interrupt_db,
    .begin = "BEGIN IMMEDIATE",
    .begin_read = "BEGIN",
};

bool sqlite_connect(const char *path, struct db **out, struct err *err)
{
    struct sqlite_db *db = calloc(1, sizeof(*db));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;

    if (!db)
        abort();
    db->base.driver = &sqlite_driver;
    if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK) {
        query_failed(err, path, db->handle);
        sqlite_db_close(&db->base);
        return false;
    }
    sqlite3_busy_timeout(db->handle, BUSY_WAIT_MS);
    if (!db_script(&db->base, path, sql_schema_sqlite_connection.text, err)) {
        sqlite_db_close(&db->base);
        return false;
    }
    *out = &db->base;
    return true;
}
