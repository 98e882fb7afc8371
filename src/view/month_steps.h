/* SPDX-License-Identifier: Apache-2.0 */
/* month_steps.h -- what counted of one billing month, and since when: the catalogue's part of
 * questions about how a month came to be what it is. Included by view/ alone. */
#ifndef CENTAVO_VIEW_MONTH_STEPS_H
#define CENTAVO_VIEW_MONTH_STEPS_H

#include "view/call.h"

/* A data version at which something of the month began or ceased to count. */
struct month_step {
    int64_t source_no; /* sources are numbered by the order of their names */
    int64_t step_no;
    const char *source;
    int64_t version;
    const char *changed_at;
    const char *reason;
    int64_t delivery_id; /* 0: none */
    const char *delivery;
    const char *produced_at;
};

struct month_steps {
    struct arena *arena;
    struct month_step *steps; /* by source and version */
    size_t step_count;
    struct buf spans; /* SQL rows (source, delivery, first day, end day, whether it is a charge
                         day, from version, until version) of the scopes */
    struct buf step_values; /* SQL rows (source, number of the step, data version) */
    int64_t *deliveries;    /* of all spans, each once */
    size_t delivery_count;
};

/* Of the query's month and source, as known by the call's snapshot. month_steps_done in any case.
 */
MUST_CHECK bool month_steps_read(struct month_steps *steps, struct view_call *call,
                                 struct err *err);
void month_steps_done(struct month_steps *steps);

#endif
