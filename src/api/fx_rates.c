/* SPDX-License-Identifier: Apache-2.0 */
/* fx_rates.c -- exchange rates over HTTP. */
#include "api/call.h"
#include "api/routes.h"

#include "base/limits.h"
#include "run/rates.h"

#include <string.h>

static bool list(struct call *call, struct json *json, struct err *err)
{
    return rate_list_json(call_catalogue(call), call_value(call, "rate_set"), json, err);
}

static bool read_day(struct call *call, const char *name, const char *text, int32_t *day,
                     struct err *err)
{
    return (text && date_parse(text, strlen(text), day)) ||
           call_wrong(call, name, "a date such as 2026-10-31", err);
}

/* The rate that the body names. */
static bool read_rate(struct call *call, struct rate *rate, struct err *err)
{
    const struct query_pair *words;
    const char *valid_to;
    size_t count;

    if (!call_body_words(call, &words, &count, err))
        return false;
    rate->rate_set = words_find(words, count, "rate_set");
    rate->base_currency = words_find(words, count, "base_currency");
    rate->quote_currency = words_find(words, count, "quote_currency");
    rate->rate = words_find(words, count, "rate");
    valid_to = words_find(words, count, "valid_to");
    if (!rate->rate_set || !*rate->rate_set)
        return call_wrong(call, "rate_set", "the name of a set", err);
    if (!rate->base_currency || !rate_currency_is_valid(rate->base_currency))
        return call_wrong(call, "base_currency", "a currency code such as EUR", err);
    if (!rate->quote_currency || !rate_currency_is_valid(rate->quote_currency) ||
        strcmp(rate->base_currency, rate->quote_currency) == 0)
        return call_wrong(call, "quote_currency", "the code of another currency", err);
    if (!rate->rate || !rate_is_valid(rate->rate))
        return call_wrong(call, "rate", "a number above 0, as text", err);
    if (!read_day(call, "valid_from", words_find(words, count, "valid_from"), &rate->valid_from,
                  err) ||
        (valid_to && !read_day(call, "valid_to", valid_to, &rate->valid_to, err)))
        return false;
    return !valid_to || rate->valid_to > rate->valid_from ||
           call_wrong(call, "valid_to", "later than valid_from", err);
}

static bool add(struct call *call, struct json *json, struct err *err)
{
    struct rate_list rates SCOPED(rate_list_done) = { 0 };
    struct rate rate = { 0 };
    int64_t added;

    if (!read_rate(call, &rate, err))
        return false;
    rate_list_add(&rates, &rate);
    return rates_store(call_catalogue(call), &rates, "by hand", &added, err) &&
           service_notice(call->service, call_catalogue(call), err) &&
           rate_list_json(call_catalogue(call), rate.rate_set, json, err);
}

/* ---- routes ---- */

static const struct route_param fx_params[] = {
    { "rate_set", "string", "Only this set.", "ecb_daily", false },
    { 0 },
};

static const struct route_param fx_add_params[] = {
    { "rate_set", "string", "Its set.", "budget_2026", true },
    { "base_currency", "string", "One unit of this ...", "EUR", true },
    { "quote_currency", "string", "... is `rate` units of this.", "BRL", true },
    { "valid_from", "string", "The first day.", "2026-01-01", true },
    { "valid_to", "string", "The first day after it; without it, until the next rate.",
      "2027-01-01", false },
    { "rate", "string", "A decimal above 0, as text.", "6.1", true },
    { 0 },
};

const struct route fx_rate_routes[] = {
    { .method = HTTP_GET,
      .path = "/api/v1/fx_rates",
      .scope = SCOPE_READ,
      .group = "Costs",
      .help = "Which exchange rates there are, by set and pair of currencies.",
      .params = fx_params,
      .schema = "RateList",
      .is_live = true,
      .write = list },
    { .method = HTTP_POST,
      .path = "/api/v1/fx_rates",
      .scope = SCOPE_ADMIN,
      .group = "Costs",
      .help =
          "Add one exchange rate, or replace the one of the same day; answers with the rates of "
          "its set. Files of rates come in with `centavo rates import`.",
      .params = fx_add_params,
      .schema = "RateList",
      .body = BODY_JSON,
      .write = add },
    { 0 },
};
