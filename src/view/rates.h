/* SPDX-License-Identifier: Apache-2.0 */
/* rates.h -- exchange rates of a snapshot, day by day, as a table that a statement can join.
 *
 * A rate that is not stored is computed from those that are: the inverse of a pair, or two pairs
 * over the set's pivot, the currency that most of its pairs have. Every currency is 1 in itself.
 * Where there is nothing to compute from, there is no row: it is for the statement to notice.
 */
#ifndef CENTAVO_VIEW_RATES_H
#define CENTAVO_VIEW_RATES_H

#include "view/relation.h"

#include "base/arena.h"
#include "base/clock.h"

/* The set that a question means: the said one; else ecb_daily; else the only one there is. NULL
 * when there are none at all. Several, or one that does not exist, is ERR_USAGE and names them. */
MUST_CHECK bool rates_choose_set(struct snapshot *snapshot, const char *said, struct arena *arena,
                                 const char **out, struct err *err);

/* FROM text of (currency, rate_day, rate): what one unit of each currency of the data is in
 * `target` on the days of the period, for a statement on that engine. From the arena; a table, if
 * it is one, lives with the snapshot. set may be NULL: then only the target itself has a rate. */
MUST_CHECK bool rates_from(struct snapshot *snapshot, enum engine engine, const char *set,
                           const char *target, struct period days, struct arena *arena,
                           const char **from, struct err *err);

/* A rate that bills state: one unit of base was `rate` of quote in the billing month. */
typedef void bill_rate_fn(void *context, const char *base, const char *quote, int32_t month,
                          const char *rate);

/* Every rate that the charges of the snapshot name; reads them all. */
MUST_CHECK bool rates_of_bills(struct snapshot *snapshot, bill_rate_fn *visit, void *context,
                               struct err *err);

#endif
