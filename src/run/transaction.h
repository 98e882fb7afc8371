/* SPDX-License-Identifier: Apache-2.0 */
/* transaction.h -- a step of the catalogue that happens whole or not at all. */
#ifndef CENTAVO_RUN_TRANSACTION_H
#define CENTAVO_RUN_TRANSACTION_H

#include "store/db.h"

/* Run body in a transaction of its own, alone (db_begin_alone); nothing of it stays when it fails.
 */
MUST_CHECK bool in_transaction(struct db *db,
                               bool (*body)(struct db *db, void *context, struct err *err),
                               void *context, struct err *err);

/* The first value of the first row as an integer. found (may be NULL): whether there was a row. */
MUST_CHECK bool first_integer(struct db *db, const struct sql *sql, const struct param *params,
                              size_t param_count, int64_t *value, bool *found, struct err *err);

/* The one row that a statement over a delivery ($1) gives; ERR_MISSING when there is none. */
MUST_CHECK bool delivery_row(struct db *db, const struct sql *sql, int64_t delivery_id,
                             struct rows **out, struct err *err);

#endif
