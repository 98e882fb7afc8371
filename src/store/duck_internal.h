/* SPDX-License-Identifier: Apache-2.0 */
/* duck_internal.h -- what the files of the DuckDB door share. Included in store/ alone. */
#ifndef CENTAVO_STORE_DUCK_INTERNAL_H
#define CENTAVO_STORE_DUCK_INTERNAL_H

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
