/* SPDX-License-Identifier: Apache-2.0 */
/* delivery.h -- what is known about sources and deliveries, as JSON: the same for the command line
 * and for REST. */
#ifndef CENTAVO_RUN_DELIVERY_H
#define CENTAVO_RUN_DELIVERY_H

#include "base/json.h"
#include "store/catalogue.h"

extern const char *const delivery_states[8];

/* ERR_USAGE with the list when there is no such state. */
MUST_CHECK bool delivery_state_check(const char *state, struct err *err);

struct delivery_query {
    int64_t before;     /* only deliveries with a smaller number; 0: from the newest */
    int64_t limit;      /* 1 to LIMIT_PAGE_ROW_COUNT */
    const char *state;  /* NULL: all */
    const char *source; /* NULL: all */
};

/* {"items":[…],"page":{"limit":…,"next_cursor":…}}; the cursor is the number to give as `before`,
 * as text. */
MUST_CHECK bool delivery_list_json(struct catalogue *catalogue, const struct delivery_query *query,
                                   struct json *json, struct err *err);

/* One delivery with its scopes, accounts, totals, files, checks, drops, decisions and the
 * first rejected rows.
 * ERR_MISSING when there is none. */
MUST_CHECK bool delivery_json(struct catalogue *catalogue, const struct place *place,
                              int64_t delivery_id, struct json *json, struct err *err);

/* {"items":[…]} */
MUST_CHECK bool source_list_json(struct catalogue *catalogue, struct json *json, struct err *err);

#endif
