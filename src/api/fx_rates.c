/* SPDX-License-Identifier: Apache-2.0 */
#include "api/fx_rates.h"

#include "base/limits.h"
#include "run/rates.h"

#include <string.h>

void fx_rates_list(struct call *call)
{
    static const char *const names[] = { "rate_set", NULL };
    struct buf body;
    struct json json;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    json_init(&json, &body);
    call_finish(call, &body,
                call_check_names(call, names, &err) &&
                    rate_list_json(call_catalogue(call), call_value(call, "rate_set"), &json, &err),
                &err);
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
    static const char *const names[] = { "rate_set",   "base_currency", "quote_currency",
                                         "valid_from", "valid_to",      "rate",
                                         NULL };
    static const char *const none[] = { NULL };
    const struct query_pair *words;
    const char *valid_to;
    size_t count;

    if (!call_check_names(call, none, err) || !call_body_words(call, names, &words, &count, err))
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

void fx_rates_add(struct call *call)
{
    struct buf body;
    struct json json;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    json_init(&json, &body);
    call_finish(call, &body, add(call, &json, &err), &err);
}
