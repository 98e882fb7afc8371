/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_copy.h -- rows of any database into a table of PostgreSQL, by COPY. */
#ifndef CENTAVO_STORE_POSTGRES_COPY_H
#define CENTAVO_STORE_POSTGRES_COPY_H

#include "store/db.h"

/* Read all rows and load them into the table: a column of them goes to the table's column of the
 * same name, the table's others get their default. All or nothing, and part of the transaction that
 * is open. Memory: a chunk of rows, or one row that is larger than that.
 *
 * DuckDB's rows are sent in binary, so their types must be the table's: integers (ERR_DATA when one
 * is too large for its column), decimals whose scale the column has, doubles, booleans, dates,
 * timestamps, text; anything else is ERR_BUG. Those of other engines are sent as text, which
 * PostgreSQL reads.
 *
 * table: a name without schema; it is quoted here. row_count may be NULL. */
MUST_CHECK bool postgres_copy(struct db *to, const char *table, struct rows *rows,
                              int64_t *row_count, struct err *err);

/* The same into a table that this transaction has made: its rows are frozen at once, so that
 * PostgreSQL need not write them again later. */
MUST_CHECK bool postgres_copy_new(struct db *to, const char *table, struct rows *rows,
                                  int64_t *row_count, struct err *err);

#endif
