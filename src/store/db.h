/* SPDX-License-Identifier: Apache-2.0 */
/* db.h -- one connection to a database, whichever it is: SQLite (state), DuckDB (charges),
 * PostgreSQL (both, in a server installation).
 *
 * A query gives rows; a row's values are read by position and come out in one spelling on every
 * engine: decimals with all their decimals, dates 2026-10-31, timestamps 2026-10-31T00:00:00Z,
 * booleans true and false. A connection belongs to one thread at a time; db_interrupt alone may be
 * called from another.
 *
 *     struct rows *rows SCOPED(rows_free) = NULL;
 *     if (!db_query(db, &sql_view_x, PARAMS(param_text(name), param_date(day)), &rows, err)) return
 * false; while ((step = rows_next(rows, err)) == ROW) ... rows_text(rows, 0) ... return step ==
 * END;
 */
#ifndef CENTAVO_STORE_DB_H
#define CENTAVO_STORE_DB_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/sql.h"

#include <stdint.h>

enum step { ROW, END, FAILED };

enum param_kind { PARAM_NULL, PARAM_TEXT, PARAM_INT, PARAM_DATE, PARAM_TIMESTAMP };

struct param {
    enum param_kind kind;
    const char *text; /* PARAM_TEXT, NUL-terminated */
    int64_t number;   /* integer, day, or microseconds */
};

static inline struct param param_null(void)
{
    return (struct param){ .kind = PARAM_NULL };
}

static inline struct param param_text(const char *text) /* NULL is SQL NULL */
{
    return (struct param){ .kind = text ? PARAM_TEXT : PARAM_NULL, .text = text };
}

static inline struct param param_int(int64_t number)
{
    return (struct param){ .kind = PARAM_INT, .number = number };
}

static inline struct param param_date(int32_t day) /* clock.h's day number */
{
    return (struct param){ .kind = PARAM_DATE, .number = day };
}

static inline struct param param_timestamp(int64_t microseconds)
{
    return (struct param){ .kind = PARAM_TIMESTAMP, .number = microseconds };
}

#define PARAMS(...)                                                                                \
    (const struct param[]){ __VA_ARGS__ },                                                         \
        sizeof((const struct param[]){ __VA_ARGS__ }) / sizeof(struct param)
#define NO_PARAMS NULL, 0

enum value_kind {
    VALUE_TEXT,
    VALUE_INT,
    VALUE_DECIMAL,
    VALUE_DOUBLE,
    VALUE_BOOL,
    VALUE_DATE,
    VALUE_TIMESTAMP
};

struct db;
struct rows;

void db_close(struct db *db); /* NULL is fine. SCOPED(db_closep) closes with the scope. */
void db_closep(struct db **db);

MUST_CHECK bool db_query(struct db *db, const struct sql *sql, const struct param *params,
                         size_t param_count, struct rows **out, struct err *err);

/* The same for a text that sql_fill made; name is for error messages. */
MUST_CHECK bool db_query_text(struct db *db, const char *name, const char *text,
                              const struct param *params, size_t param_count, struct rows **out,
                              struct err *err);

/* The same, planned once and with the values in view: DuckDB plans a statement with parameters at
 * its preparation and again at its execution. All rows are there before the first is given, so this
 * is for answers, not for streams. */
MUST_CHECK bool db_query_once(struct db *db, const char *name, const char *text,
                              const struct param *params, size_t param_count, struct rows **out,
                              struct err *err);

/* Run to the end and forget the rows. changed (may be NULL): rows that were inserted, updated,
 * deleted or copied. */
MUST_CHECK bool db_run(struct db *db, const struct sql *sql, const struct param *params,
                       size_t param_count, int64_t *changed, struct err *err);
MUST_CHECK bool db_run_text(struct db *db, const char *name, const char *text,
                            const struct param *params, size_t param_count, int64_t *changed,
                            struct err *err);

/* db_begin for a transaction that changes the catalogue: on every engine one at a time is at work,
 * and those that wait are ERR_BUSY after half a minute. What it reads stays so until its end. */
MUST_CHECK bool db_begin_alone(struct db *db, struct err *err);

/* Several statements separated by ';', without parameters: schemas and settings. */
MUST_CHECK bool db_script(struct db *db, const char *name, const char *text, struct err *err);

/* SQLite: BEGIN IMMEDIATE, so two writers queue up here. PostgreSQL: BEGIN, and two writers go on
 * together, each seeing what is committed; a statement that fails leaves nothing to do but
 * db_rollback. db_rollback cannot fail in a way that matters. */
MUST_CHECK bool db_begin(struct db *db, struct err *err);
MUST_CHECK bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);

/* A transaction that only reads, and sees one moment throughout. Ends with db_rollback. */
MUST_CHECK bool db_begin_read(struct db *db, struct err *err);

/* Make the running query of this connection fail soon; from any thread. */
void db_interrupt(struct db *db);

enum step rows_next(struct rows *rows, struct err *err);
void rows_free(struct rows *rows);
void rows_freep(struct rows **rows); /* for SCOPED */

size_t rows_column_count(const struct rows *rows);
const char *rows_column_name(const struct rows *rows, size_t column);
enum value_kind rows_column_kind(const struct rows *rows, size_t column);

/* How many decimals a VALUE_DECIMAL column has. Where the engine does not say (PostgreSQL, of a sum
 * that was not cast), money's twelve. */
int rows_column_scale(const struct rows *rows, size_t column);

bool rows_is_null(const struct rows *rows, size_t column);
int64_t rows_int(const struct rows *rows,
                 size_t column); /* integer, bool, day or microseconds; 0 for NULL */

/* The value as text; NULL for SQL NULL. Valid until the next rows_next. With a size it is that many
 * bytes, which no NUL need follow; without one it ends with a NUL. */
const char *rows_text(struct rows *rows, size_t column, size_t *size);

/* The same, kept in the arena with a NUL behind it; NULL for SQL NULL. */
char *rows_keep(struct rows *rows, size_t column, struct arena *arena);

#endif
