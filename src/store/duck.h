/* SPDX-License-Identifier: Apache-2.0 */
/* duck.h -- DuckDB in the process: it computes and keeps nothing.
 *
 * An instance lives in memory and is locked down before it sees any text from outside: it reads and
 * writes only below the directories it was opened with, loads no extension, and its settings cannot
 * be changed. Functions and row sources written in C are added with duck_add_function and
 * duck_add_scan; they belong to the instance.
 */
#ifndef CENTAVO_STORE_DUCK_H
#define CENTAVO_STORE_DUCK_H

#include "base/decimal.h"
#include "base/err.h"
#include "store/db.h"
#include "store/scan.h"

struct duck;

struct duck_options {
    const char *const *directories; /* may be read and written; NULL-terminated */
    const char *
        temp_directory; /* where it makes a directory of its own to spill to, engine-<pid>-<number>,
                           and takes it away again; below one of the directories */
    int64_t memory_limit; /* bytes */
    int threads;
};

/* Fails with ERR_UPSTREAM when the library is not the version that this program was built for. */
MUST_CHECK bool duck_open(const struct duck_options *options, struct duck **out, struct err *err);
void duck_close(struct duck *duck); /* after its connections */
void duck_closep(struct duck **duck);

/* A connection. */
MUST_CHECK bool duck_connect(struct duck *duck, struct db **out, struct err *err);

/* Version of the library: "v1.5.6". */
const char *duck_version(void);

/* ---- scalar functions in C ---- */

enum duck_type {
    DUCK_TEXT,
    DUCK_BIGINT,
    DUCK_BOOL,
    DUCK_MONEY,
    DUCK_REST,
    DUCK_PRICE, /* DECIMAL(38,15) */
    DUCK_MICRO, /* DECIMAL(18,6) */
    DUCK_SMALL, /* DECIMAL(18,12) */
    DUCK_TIMESTAMP
};

struct duck_call; /* one vector of arguments and its result */

struct duck_function {
    const char *name;
    enum duck_type parameters[8];
    int parameter_count;
    enum duck_type result;
    bool has_effect; /* called for its effect: never folded, never called twice for a row */
    /* Fill the result of every row. Called from several threads at once. False: the query fails
     * with err. */
    bool (*run)(void *context, struct duck_call *call, struct err *err);
    void *context; /* must live as long as the instance */
};

MUST_CHECK bool duck_add_function(struct duck *duck, const struct duck_function *function,
                                  struct err *err);

size_t duck_call_rows(const struct duck_call *call);
bool duck_call_is_null(const struct duck_call *call, int parameter, size_t row);
/* text of a DUCK_TEXT argument; NULL for SQL NULL. Not NUL-terminated. */
const char *duck_call_text(const struct duck_call *call, int parameter, size_t row, size_t *size);
int64_t duck_call_int(const struct duck_call *call, int parameter, size_t row);
int128 duck_call_money(const struct duck_call *call, int parameter, size_t row);
void duck_return_null(struct duck_call *call, size_t row);
void duck_return_text(struct duck_call *call, size_t row, const char *text, size_t size);
void duck_return_int(struct duck_call *call, size_t row,
                     int64_t value); /* BIGINT, TIMESTAMP, MICRO, SMALL */
void duck_return_bool(struct duck_call *call, size_t row, bool value);
void duck_return_money(struct duck_call *call, size_t row, int128 value); /* MONEY, REST, PRICE */

/* money(text), money_rest(text), exact_text(money, rest): see decimal.h. cost_micro(money) is a
 * cost at 6 decimals, cost_rest(money) what that rounding took away. ratio_of(part, whole, digits)
 * is their quotient with so many decimals, rounded half away from zero; NULL where the whole is
 * nothing or next to nothing (the quotient would be 10^12 or more). Added to every instance by
 * duck_open, as are the macros of sql/schema/functions.duckdb.sql. */

/* ---- rows of another engine ---- */

/* Append rows to a table: a column of them goes to the table's column of the same name, the others
 * get NULL. Nothing is rounded: what a column cannot hold exactly is ERR_DATA, and then nothing is
 * appended. In a transaction of its own. row_count may be NULL. */
MUST_CHECK bool duck_fill(struct db *duck, const char *table, struct rows *rows, int64_t *row_count,
                          struct err *err);

/* The same into a new temporary table of this connection, with columns of the rows' kinds: BIGINT,
 * DECIMAL(38, decimals), DOUBLE, BOOLEAN, DATE, TIMESTAMP, VARCHAR. More than memory is spilled. */
MUST_CHECK bool duck_fill_new(struct db *duck, const char *table, struct rows *rows,
                              int64_t *row_count, struct err *err);

/* ---- rows from C ---- */

/* After this, `SELECT * FROM <name>()` reads the source (scan.h). The source must outlive the
 * instance. */
MUST_CHECK bool duck_add_scan(struct duck *duck, const char *name, const struct scan *scan,
                              struct err *err);

#endif
