/* SPDX-License-Identifier: Apache-2.0 */
/* dates.h -- whether dates such as 01/02/2025 put the day or the month first: one answer for the
 * whole delivery, never a guess. */
#ifndef CENTAVO_MAPPING_DATES_H
#define CENTAVO_MAPPING_DATES_H

#include "mapping/bind.h"
#include "mapping/map.h"
#include "store/db.h"

/* What was seen of the written dates. */
struct dates_seen {
    bool first_past_12;  /* some first part is no month */
    bool second_past_12; /* some second part is no month */
    bool differ;         /* in some date these parts differ, so that their order matters */
    bool has_periods;    /* there were bounds of billing periods, */
    bool first_is_one;   /* which all have 1 as first part, */
    bool second_is_one;  /* as second part */
    bool has_dots;       /* 31.1.2025: only written day first */
};

void dates_look(struct dates_seen *seen, const char *text, size_t size, bool is_period);

/* False: the dates contradict each other, or fit both orders and nothing says which. */
bool dates_order(const struct dates_seen *seen, enum date_order configured, enum date_order *out);

/* Over all rows of the relation raw. ERR_DATA with the question when it cannot be told. */
MUST_CHECK bool dates_decide(struct db *db, const struct binding *binding,
                             enum date_order configured, enum date_order *out, struct err *err);

#endif
