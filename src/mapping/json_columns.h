/* SPDX-License-Identifier: Apache-2.0 */
/* json_columns.h -- rows that are lists of values, written as objects.
 *
 *     columns [{"name":"Cost"},{"name":"Currency"}]
 *     row     [12.34, "EUR"]                              ->  {"Cost":12.34,"Currency":"EUR"}
 *
 *     columns [{"name":"cost"},{"name":"credits","mode":"REPEATED","fields":[{"name":"amount"}]}]
 *     row     {"f":[{"v":"1.5"},{"v":[{"v":{"f":[{"v":"-1"}]}}]}]}        what BigQuery answers
 *                                                ->  {"cost":"1.5","credits":[{"amount":"-1"}]}
 */
#ifndef CENTAVO_MAPPING_JSON_COLUMNS_H
#define CENTAVO_MAPPING_JSON_COLUMNS_H

#include "base/arena.h"
#include "base/buf.h"
#include "mapping/json_text.h"

struct json_column {
    struct json_value name;
    bool is_repeated;
    struct json_column *fields;
    size_t field_count; /* 0: a plain value */
};

struct json_columns {
    struct json_column *columns;
    size_t count;
};

/* list points at the array of columns; its bytes must stay. */
MUST_CHECK bool json_columns_read(struct json_text *list, struct arena *arena,
                                  struct json_columns *out);

/* Append the row that comes next as an object. */
MUST_CHECK bool json_columns_object(const struct json_columns *columns, struct json_text *row,
                                    struct buf *out);

#endif
