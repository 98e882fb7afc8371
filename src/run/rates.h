/* SPDX-License-Identifier: Apache-2.0 */
/* rates.h -- exchange rates into the catalogue: from files, or one by one.
 *
 * Three kinds of file are told by their first line: our own CSV with the header
 * rate_set,base_currency,quote_currency,valid_from,valid_to,rate (rate_set and valid_to may be
 * missing or empty); the CSV of the European Central Bank (Date,USD,JPY,...), of the last day or of
 * all; and its XML. The
 * bank's rates are those of one euro, and hold until the next ones, seven days at most: that spans
 * every holiday, and a rate that has gone stale is missing rather than wrong.
 *
 * An import is one transaction and one data version; a rate that is known already changes nothing.
 */
#ifndef CENTAVO_RUN_RATES_H
#define CENTAVO_RUN_RATES_H

#include "base/json.h"
#include "store/catalogue.h"

struct rate {
    const char *rate_set;
    const char *base_currency;
    const char *quote_currency;
    int32_t valid_from;
    int32_t valid_to; /* exclusive; 0: until the next one */
    const char *rate; /* a decimal above nothing */
};

struct rate_list {
    struct arena arena;
    struct rate *rates;
    size_t count;
};

void rate_list_done(struct rate_list *list);
void rate_list_add(struct rate_list *list, const struct rate *rate);

/* Read a file, compressed or not. rate_set: for files that do not say it themselves; NULL:
 * ecb_daily for those of the bank, "custom" for ours. A wrong line is ERR_DATA with its number; so
 * is a line that says another rate for the same set, pair and first day than one before it. */
MUST_CHECK bool rates_read(const char *path, const char *rate_set, struct rate_list *out,
                           struct err *err);

/* *added: rates that were new or had another value. source: where they come from. */
MUST_CHECK bool rates_store(struct catalogue *catalogue, const struct rate_list *list,
                            const char *source, int64_t *added, struct err *err);

/* End the rates of a set: all of them, or those of the base, the quote and the first day that are
 * said (NULL, NULL, 0: any). What was answered with them before stays with as_of.
 * ERR_MISSING when there is none. */
MUST_CHECK bool rates_remove(struct catalogue *catalogue, const struct rate *which, int64_t *ended,
                             struct err *err);

/* {"items":[...]}: a row per set and pair. rate_set may be NULL. */
MUST_CHECK bool rate_list_json(struct catalogue *catalogue, const char *rate_set, struct json *json,
                               struct err *err);

/* Whether text is three capital letters, and whether it is a rate. */
bool rate_currency_is_valid(const char *text);
bool rate_is_valid(const char *text);

#endif
