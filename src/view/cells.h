/* SPDX-License-Identifier: Apache-2.0 */
/* cells.h -- what each group costs in each step of time, in one period or two, in the wanted
 * currency: what the answers about costs are made of. Included by view/ alone.
 *
 *     struct cells cells = { .keys = query->group, .key_count = query->group_count };
 *     cells_begin(&cells, call, &need, err);
 *     text = cells_text(&cells, err);        SQL with side, key_1 to key_4, step, billing_currency,
 *                                            unit, amount: goes into a WITH
 */
#ifndef CENTAVO_VIEW_CELLS_H
#define CENTAVO_VIEW_CELLS_H

#include "view/conversion.h"

struct cells {
    const struct query_key *keys; /* at most LIMIT_GROUP_COUNT */
    size_t key_count;
    enum granularity granularity; /* of step; with total it is NULL */
    bool has_count;               /* charge_count too */
    const struct sql *template;   /* of one period; NULL: cost_cell */
    const char *more_names;       /* of what the template has besides, for conversion_text */
    const char *more_sums;

    struct view_call *call;
    struct need need;
    struct statement statement;
    bool has_unit; /* quantities are kept apart by consumed_unit */
    struct conversion conversion;
};

/* need: of the question besides its metric, keys and steps; call_need for most. */
MUST_CHECK bool cells_begin(struct cells *cells, struct view_call *call, const struct need *need,
                            struct err *err);

/* Side 0, the query's period, and if it compares side 1, the other one: converted. The statement
 * is about the other snapshot then. */
const char *cells_text(struct cells *cells, struct err *err);

/* One period, of the snapshot that the statement is about, unconverted, and what becomes of several
 * of them. */
const char *cells_side(struct cells *cells, const char *side, struct period period,
                       struct err *err);
const char *cells_convert(struct cells *cells, const char *sides, struct err *err);

#endif
