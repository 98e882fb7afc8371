/* SPDX-License-Identifier: Apache-2.0 */
/* conversion.h -- costs in another currency: which rates, and the day that chooses each of them.
 *
 * A question that converts makes cells by currency and rate day, and conversion_text puts
 * sql/view/cost_convert around them. Without the word currency all of this does nothing. Included
 * by view/ alone. */
#ifndef CENTAVO_VIEW_CONVERSION_H
#define CENTAVO_VIEW_CONVERSION_H

#include "view/call.h"

struct conversion {
    struct view_call *call;
    const char *set;         /* whose rates; NULL: there are none */
    const char *rates;       /* FROM text of rates; NULL: nothing is converted */
    struct period days;      /* that have any */
    const char *issued;      /* SQL rows of invoices, with RATE_INVOICE_DATE */
    const char *cells;       /* what was converted, for missing_rates */
    size_t cell_param_count; /* parameters that cells uses */
    const char *missing;     /* JSON: a list of MissingRate */
};

/* Which rates, and what the relation must have for them: before the statement begins. */
MUST_CHECK bool conversion_need(struct conversion *conversion, struct view_call *call,
                                struct need *need, struct err *err);

/* The rates, on the engine of the statement: after it has begun. */
MUST_CHECK bool conversion_begin(struct conversion *conversion, const struct statement *statement,
                                 struct err *err);

/* The SQL of the day that chooses the rate of a charge of the statement's relation; a NULL without
 * conversion. */
const char *conversion_day(const struct conversion *conversion, const struct statement *statement);

/* Whether that day has to be grouped by. */
bool conversion_has_days(const struct conversion *conversion);

/* The join that conversion_day needs. */
MUST_CHECK bool conversion_add_join(const struct conversion *conversion,
                                    const struct statement *statement, struct buf *joins,
                                    struct err *err);

/* Cells as they are, or in the wanted currency. names: their columns but billing_currency, amount
 * and rate_day, separated by commas; sums: further columns as sums, each with a comma in front. */
const char *conversion_text(struct conversion *conversion, struct statement *statement,
                            const char *cells, const char *names, const char *sums,
                            struct err *err);

/* Only when some amount is not known: fill in missing. It reads everything once more, on a
 * connection of its own, since the rows of the answer are still coming. */
MUST_CHECK bool conversion_find_missing(struct conversion *conversion,
                                        const struct statement *statement, struct err *err);

#endif
