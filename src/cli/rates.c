/* SPDX-License-Identifier: Apache-2.0 */
/* rates.c -- the command rates: exchange rates in, and what there is. */
#include "run/rates.h"
#include "cli/ask.h"
#include "cli/table.h"
#include "view/rates.h"

#include <inttypes.h>
#include <string.h>

static bool list(struct invocation *invocation, struct err *err)
{
    const char *format = given_value(invocation, "format");
    bool as_json = format && strcmp(format, "json") == 0;
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct buf answer SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;

    if (format && !as_json && strcmp(format, "table") != 0)
        return err_set(err, ERR_USAGE, "--format: must be table or json; it is \"%s\"", format);
    json_init(&json, &answer);
    if (!catalogue_open(&invocation->config->place, &catalogue, err) ||
        !rate_list_json(catalogue, given_value(invocation, "set"), &json, err) ||
        !buf_check(&answer, "the list of rates", err))
        return false;
    if (!as_json && strcmp(buf_text(&answer), "{\"items\":[]}") == 0)
        fputs("No rates yet; `centavo rates import FILE` brings some in.\n", invocation->out);
    else if (as_json)
        fprintf(invocation->out, "%s\n", buf_text(&answer));
    else if (table_print(buf_text(&answer), answer.size, &text, err))
        fputs(buf_text(&text), invocation->out);
    else
        return false;
    return true;
}

static bool store(struct invocation *invocation, const struct rate_list *rates, const char *source,
                  struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    int64_t added;

    if (!catalogue_open(&invocation->config->place, &catalogue, err) ||
        !rates_store(catalogue, rates, source, &added, err))
        return false;
    fprintf(invocation->out, "%s: %zu rates, %" PRId64 " of them new or changed\n", source,
            rates->count, added);
    return true;
}

static void add_bill_rate(void *context, const char *base, const char *quote, int32_t month,
                          const char *text)
{
    struct rate_list *rates = context;
    struct rate rate = {
        .rate_set = "provider_invoice",
        .base_currency = arena_strdup(&rates->arena, base),
        .quote_currency = arena_strdup(&rates->arena, quote),
        .valid_from = month,
        .valid_to = month_add(month, 1),
        .rate = arena_strdup(&rates->arena, text),
    };

    /* a virtual currency of credits is none that rates are for */
    if (rate_currency_is_valid(base) && rate_currency_is_valid(quote))
        rate_list_add(rates, &rate);
}

static bool import_bills(struct invocation *invocation, struct err *err)
{
    struct dataset *dataset SCOPED(dataset_closep) = NULL;
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    struct rate_list rates SCOPED(rate_list_done) = { 0 };

    return ask_open(invocation, &dataset, err) && dataset_snapshot(dataset, &snapshot, err) &&
           rates_of_bills(snapshot, add_bill_rate, &rates, err) &&
           store(invocation, &rates, "bills", err);
}

static bool import(struct invocation *invocation, struct err *err)
{
    const char *path;

    if (given_flag(invocation, "from-bills"))
        return import_bills(invocation, err);
    if (!given_argument(invocation, 1))
        return err_set(err, ERR_USAGE, "rates import: which FILE, or --from-bills");
    for (size_t i = 1; (path = given_argument(invocation, i)); i++) {
        struct rate_list rates SCOPED(rate_list_done) = { 0 };

        if (!rates_read(path, given_value(invocation, "set"), &rates, err) ||
            !store(invocation, &rates, path, err))
            return false;
    }
    return true;
}

static bool read_day(const struct invocation *invocation, const char *option, bool required,
                     int32_t *day, struct err *err)
{
    const char *text = given_value(invocation, option);

    if (!text && !required)
        return true;
    if (!text || !date_parse(text, strlen(text), day))
        return err_set(err, ERR_USAGE, "--%s: must be a date such as 2026-10-31", option);
    return true;
}

static bool add(struct invocation *invocation, struct err *err)
{
    struct rate_list rates SCOPED(rate_list_done) = { 0 };
    struct rate rate = { .rate_set = given_value(invocation, "set"),
                         .base_currency = given_argument(invocation, 1),
                         .quote_currency = given_argument(invocation, 2),
                         .rate = given_argument(invocation, 3) };

    if (!rate.rate || given_argument_count(invocation) != 4 || !rate.rate_set)
        return err_set(err, ERR_USAGE,
                       "rates add: BASE QUOTE RATE --set NAME --from DATE; one BASE is RATE QUOTE");
    if (!rate_currency_is_valid(rate.base_currency) ||
        !rate_currency_is_valid(rate.quote_currency) ||
        strcmp(rate.base_currency, rate.quote_currency) == 0)
        return err_set(err, ERR_USAGE, "rates add: %s and %s must be two currency codes",
                       rate.base_currency, rate.quote_currency);
    if (!rate_is_valid(rate.rate))
        return err_set(err, ERR_USAGE, "rates add: a rate is a number above 0, not %s", rate.rate);
    if (!read_day(invocation, "from", true, &rate.valid_from, err) ||
        !read_day(invocation, "to", false, &rate.valid_to, err))
        return false;
    if (rate.valid_to && rate.valid_to <= rate.valid_from)
        return err_set(err, ERR_USAGE, "--to: must be later than --from");
    rate_list_add(&rates, &rate);
    return store(invocation, &rates, "by hand", err);
}

static bool remove_rates(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct rate which = { .rate_set = given_value(invocation, "set"),
                          .base_currency = given_argument(invocation, 1),
                          .quote_currency = given_argument(invocation, 2) };
    int64_t ended;

    if (!which.rate_set || given_argument_count(invocation) > 3)
        return err_set(err, ERR_USAGE, "rates remove: [BASE [QUOTE]] --set NAME [--from DATE]");
    if (!read_day(invocation, "from", false, &which.valid_from, err) ||
        !catalogue_open(&invocation->config->place, &catalogue, err) ||
        !rates_remove(catalogue, &which, &ended, err))
        return false;
    fprintf(invocation->out, "%s: %" PRId64 " rates ended\n", which.rate_set, ended);
    return true;
}

static bool rates(struct invocation *invocation, struct err *err)
{
    static const struct verb verbs[] = {
        { "list", list }, { "import", import }, { "add", add }, { "remove", remove_rates }
    };

    return run_verb(invocation, verbs, ARRAY_COUNT(verbs), err);
}

static const struct option options[] = {
    { "set", "NAME", "Name of the set: ecb_daily, budget_2026 and so on.", false },
    { "from", "DATE", "add: the first day of the rate; remove: only rates that begin on it.",
      false },
    { "to", "DATE", "add: the first day after it; without it, until the next rate.", false },
    { "from-bills", NULL,
      "import: the rates that bills name themselves, as the set provider_invoice.", false },
    { "format", "FORMAT", "list: table (the default) or json.", false },
    { 0 },
};

const struct command cmd_rates = {
    .name = "rates",
    .args = "[list | import FILE... | add BASE QUOTE RATE | remove [BASE [QUOTE]]]",
    .help = "Bring exchange rates in, and show which there are.",
    .text =
        "A file is ours (rate_set,base_currency,quote_currency,valid_from,valid_to,rate) or one "
        "of the European Central Bank,\n"
        "eurofxref-hist as CSV, zip or XML. One unit of the base currency is `rate` units of the "
        "quote currency.\n\n"
        "    centavo rates import eurofxref-hist.zip\n"
        "    centavo rates add EUR BRL 6.1 --set budget_2027 --from 2027-01-01\n"
        "    centavo costs --currency EUR --rate-set budget_2027 --rate-policy fixed:2027-01-01",
    .options = options,
    .most_args = SIZE_MAX,
    .run = rates,
};
