/* SPDX-License-Identifier: Apache-2.0 */
/* guard.h -- what must not happen to a month without a person having looked (focus-model.md 11.3).
 *
 * A guard compares a delivery that is about to count with what it would replace. One that trips is
 * a finding that a person may accept; a delivery that replaces nothing trips none. Each is a file
 * of sql/life/.
 */
#ifndef CENTAVO_RUN_GUARD_H
#define CENTAVO_RUN_GUARD_H

#include "run/check.h"
#include "store/catalogue.h"
#include "store/warehouse.h"

struct guard_rules {
    struct warehouse *warehouse;
    struct db *engine;   /* a connection of it */
    int64_t produced_at; /* of the delivery: which months were closed then */
    int drop_percent;    /* 0: a drop is never a reason */
    bool hold_closed;    /* a change of a closed month is one */
    int64_t completes; /* the delivery whose missing half this one brings: it changes, as expected;
                          0: none */
};

/* Its scopes are checked and its files published. Adds to findings, which then is a list of the
 * arena. */
MUST_CHECK bool guard_delivery(struct catalogue *catalogue, const struct guard_rules *rules,
                               int64_t delivery_id, const struct mapping_result *mapped,
                               struct arena *arena, struct findings *findings, struct err *err);

#endif
