/* SPDX-License-Identifier: Apache-2.0 */
/* duck_internal.h -- what the files of the DuckDB door share. Included in store/ alone. */
#ifndef CENTAVO_STORE_DUCK_INTERNAL_H
#define CENTAVO_STORE_DUCK_INTERNAL_H

#include "store/db_driver.h"
#include "store/duck.h"

#include "sql_files.h"

#include <duckdb.h>
#include <stdio.h>

/* In the library since 1.5, not in the header: the same as without `unsafe`, for text that is known
 * to be UTF-8. */
extern void duckdb_unsafe_vector_assign_string_element_len(duckdb_vector vector, idx_t index,
                                                           const char *text, idx_t size);

struct duck_added; /* a function or scan that was added; freed with the instance */

struct duck {
    duckdb_database database;
    struct duck_added *added;
    char *spill; /* of this instance alone: DuckDB names its files alike in every process */
};

struct duck_rows {
    struct rows base;
    duckdb_prepared_statement statement; /* NULL: it had none */
    duckdb_result result;
    duckdb_data_chunk chunk; /* NULL before the first row and after the last */
    size_t row;
    size_t row_count;
    size_t column_count;
    struct duck_column *columns;
};

struct duck_column {
    const char *name;
    duckdb_type type;
    int scale;          /* of a decimal */
    duckdb_type stored; /* how a decimal is stored */
    void *values;
    uint64_t *validity;
    char text[64]; /* a formatted number or time; the longest is a timestamp of 40 bytes */
    char *ended;   /* the last text that was asked for without its size */
    size_t ended_capacity;
};

/* The text with every $1, $2 ... as the value itself, of the type that it has as a parameter. What
 * stands in quotes or in a comment stays as it is. */
MUST_CHECK bool duck_add_values(struct buf *out, const char *name, const char *text,
                                const struct param *params, size_t param_count, struct err *err);

duckdb_connection duck_db_connection(struct db *db);

/* The next chunk that has rows, from its first row. */
enum step duck_rows_fetch(struct duck_rows *rows, struct err *err);

/* An integer of any width, a decimal without its point, as it is stored. */
int128 duck_stored_integer(const struct duck_column *column, duckdb_type stored, size_t row);

/* The rows, if they are DuckDB's; else NULL. */
struct duck_rows *duck_rows_of(struct rows *rows);

/* Memory that lives until the instance closes. */
void *duck_keep(struct duck *duck, size_t size);
void duck_functions_free(struct duck *duck);

/* An error of our own C code on its way through DuckDB: the mark, the code as a letter, the
 * message. So it comes out as it went in, not as an error of some SQL. duck_error_pack's text is
 * freed by the caller. */
enum { DUCK_OWN_ERROR = '\x1e' };
char *duck_error_pack(const struct err *err);

MUST_CHECK bool duck_add_money_functions(struct duck *duck, struct err *err);

#endif
