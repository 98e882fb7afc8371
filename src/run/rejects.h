/* SPDX-License-Identifier: Apache-2.0 */
/* rejects.h -- all rows of a delivery that could not be mapped, by file, row and column. They never
 * change, so a page begins where the one before ended. */
#ifndef CENTAVO_RUN_REJECTS_H
#define CENTAVO_RUN_REJECTS_H

#include "base/json.h"
#include "store/catalogue.h"

enum reject_format { REJECTS_JSON, REJECTS_CSV, REJECTS_NDJSON };

struct reject_query {
    int64_t offset; /* rows before the page */
    int64_t limit;
    enum reject_format format;
};

/* JSON is {"items":[…],"page":{…}}. *next is where the next page begins; 0: there is none.
 * ERR_MISSING when there is no such delivery. */
MUST_CHECK bool rejects_write(struct catalogue *catalogue, const struct place *place,
                              int64_t delivery_id, const struct reject_query *query,
                              struct buf *out, int64_t *next, struct err *err);

#endif
