/* SPDX-License-Identifier: Apache-2.0 */
/* rows_json.h -- rows of a query as JSON objects: keys are the column names, integers and booleans
 * bare, all else text. */
#ifndef CENTAVO_STORE_ROWS_JSON_H
#define CENTAVO_STORE_ROWS_JSON_H

#include "base/json.h"
#include "store/db.h"

/* The members of the present row, inside an object that the caller has opened. */
void rows_json_members(struct rows *rows, struct json *json);

/* All rows of a query as an array of objects. count (may be NULL): how many. */
MUST_CHECK bool rows_json_list(struct db *db, const struct sql *sql, const struct param *params,
                               size_t param_count, struct json *json, size_t *count,
                               struct err *err);

#endif
