/* SPDX-License-Identifier: Apache-2.0 */
/* decide.h -- what a person decides about a delivery, each decision one transaction.
 *
 * A held delivery may be accepted unless an invariant is broken: what does not add up cannot be
 * made to count. Rejecting one that counts brings back what counted before it. A rejected delivery
 * that was mapped may be accepted after all. Every decision is kept with its reason.
 */
#ifndef CENTAVO_RUN_DECIDE_H
#define CENTAVO_RUN_DECIDE_H

#include "store/catalogue.h"

enum decision { DECISION_ACCEPT, DECISION_REJECT };

struct decided {
    const char *state;  /* "active", "superseded" (one that was produced later counts already) or
                           "rejected" */
    const char *advice; /* "" or what should be done next, in words */
};

/* place: where the catalogue is. *out from the arena. ERR_MISSING: no such delivery.
 * ERR_CONFLICT: not in a state to be decided about. ERR_USAGE: no reason. */
MUST_CHECK bool delivery_decide(struct catalogue *catalogue, const struct place *place,
                                int64_t delivery_id, enum decision decision, const char *reason,
                                struct arena *arena, struct decided *out, struct err *err);

#endif
