/* SPDX-License-Identifier: Apache-2.0 */
/* duck_internal.h -- what the files of the DuckDB door share. Included in store/ alone. */
#ifndef CENTAVO_STORE_DUCK_INTERNAL_H
#define CENTAVO_STORE_DUCK_INTERNAL_H

#include "store/duck.h"

#include "sql_files.h"

#include <duckdb.h>
#include <stdio.h>

struct duck_added; /* a function or scan that was added; freed with the instance */

struct duck {
    duckdb_database database;
    struct duck_added *added;
};

/* Memory that lives until the instance closes. */
void *duck_keep(struct duck *duck, size_t size);
void duck_functions_free(struct duck *duck);

MUST_CHECK bool duck_add_money_functions(struct duck *duck, struct err *err);

#endif
