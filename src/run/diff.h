/* SPDX-License-Identifier: Apache-2.0 */
/* diff.h -- what a delivery changes, by account, service and category. Computed when asked, from
 * the rollups of both sides. */
#ifndef CENTAVO_RUN_DIFF_H
#define CENTAVO_RUN_DIFF_H

#include "base/json.h"
#include "config/config.h"
#include "store/catalogue.h"

struct diff_query {
    const char *metric; /* a cost column; NULL: billed_cost */
    int64_t limit;      /* lines, 1 to LIMIT_PAGE_ROW_COUNT */
    int64_t offset;
};

/* {"delivery_id", "source", "state", "compared_with", "metric", "against":[…], "totals":[…],
 * "items":[…], "page"}. A shadow is compared with the feed that counts in its place, a delivery
 * that counts or counted with what it replaced, another with what counts now. ERR_MISSING: no such
 * delivery; ERR_CONFLICT: it was never mapped. */
MUST_CHECK bool delivery_diff_json(struct catalogue *catalogue, const struct config *config,
                                   int64_t delivery_id, const struct diff_query *query,
                                   struct json *json, struct err *err);

struct shadow_count {
    int64_t items;
    int64_t differing;
};

/* Do the feeds of one month that bring the same money agree? {"month", "metric", "items":
 * [{"source", "delivery_id", "counts_instead", "billing_currency", "counted", "shadow", "delta",
 * "differs"}]}, an item for each shadow and currency. month: its first day. */
MUST_CHECK bool shadows_json(struct catalogue *catalogue, const struct config *config,
                             int32_t month, const char *metric, struct json *json,
                             struct shadow_count *count, struct err *err);

#endif
