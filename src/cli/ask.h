/* SPDX-License-Identifier: Apache-2.0 */
/* ask.h -- commands that ask a question of view/: from options to the query's words, from the
 * answer to the terminal, a pipe or a file. */
#ifndef CENTAVO_CLI_ASK_H
#define CENTAVO_CLI_ASK_H

#include "cli/command.h"
#include "view/view.h"

extern const struct command cmd_costs;
extern const struct command cmd_boards;
extern const struct command cmd_charges;
extern const struct command cmd_dimensions;
extern const struct command cmd_export;
extern const struct command cmd_focus_check;
extern const struct command cmd_history;
extern const struct command cmd_pivot;
extern const struct command cmd_quality;
extern const struct command cmd_rates;
extern const struct command cmd_summary;
extern const struct command cmd_tags;
extern const struct command cmd_views;
extern const struct command cmd_variance;

/* Options of several commands. */
#define ASK_PERIOD_OPTIONS                                                                         \
    { "window", "PERIOD", "30d, mtd, qtd, ytd, last_month, 2026-05, 2026 or all.", false },        \
        { "start", "DATE", "First day, with --end instead of --window.", false },                  \
    {                                                                                              \
        "end", "DATE", "Last day, inclusive.", false                                               \
    }
#define ASK_FILTER_OPTIONS                                                                         \
    { "filter", "EXPRESSION",                                                                      \
      "Which charges count: 'provider_name = \"AWS\" and tag:env in (\"prod\", \"stg\")'.",        \
      true },                                                                                      \
        { "cloud", "NAME", "aws, azure, gcp, oci, or another provider.", false },                  \
    {                                                                                              \
        "charge-category", "LIST", "Usage, Purchase, Credit, Adjustment, Tax.", false              \
    }
#define ASK_CURRENCY_OPTIONS                                                                       \
    { "currency", "CODE", "Convert to this currency; billing_currency=CODE restricts.", false },   \
        { "rate-set", "NAME", "Whose rates: ecb_daily, or the only set, without it.", false },     \
    {                                                                                              \
        "rate-policy", "DAY",                                                                      \
            "The day whose rate counts: charge_day, billing_period_end, invoice_date or "          \
            "fixed:DATE.",                                                                         \
            false                                                                                  \
    }
#define ASK_COST_OPTIONS                                                                           \
    { "metric", "NAME",                                                                            \
      "billed_cost, effective_cost, contracted_cost, list_cost or consumed_quantity.", false },    \
        ASK_CURRENCY_OPTIONS, { "basis", "BASIS", "charge_period or billing_period.", false },     \
    {                                                                                              \
        "compare", "PERIOD",                                                                       \
            "previous, year_ago, as_of:TIME (the same days as they were known then) or none.",     \
            false                                                                                  \
    }
#define ASK_PAGE_OPTIONS                                                                           \
    { "limit", "N", "Rows of one page.", false },                                                  \
    {                                                                                              \
        "cursor", "TEXT", "Continue after a page.", false                                          \
    }
#define ASK_AS_OF_OPTION                                                                           \
    {                                                                                              \
        "as-of", "TIME", "Answer with what was known then: a time, or a date for its end.", false  \
    }
#define ASK_OUTPUT_OPTIONS                                                                         \
    { "format", "FORMAT", "table (for people), json, csv, ndjson or parquet.", false },            \
    {                                                                                              \
        "output", "FILE", "Write to a file instead of the terminal.", false                        \
    }

/* Options and DIMENSION=VALUE arguments as the query's words; `more` (may be empty) in front of
 * them. */
MUST_CHECK bool ask_pairs(struct invocation *invocation, const struct query_pair *more,
                          size_t more_count, const struct query_pair **pairs, size_t *pair_count,
                          struct err *err);

/* Whether the home has data: ERR_MISSING when nothing was ever brought in. */
MUST_CHECK bool ask_home(const struct invocation *invocation, struct err *err);

/* The data of the home; ERR_MISSING when nothing was ever ingested there. */
MUST_CHECK bool ask_open(const struct invocation *invocation, struct dataset **out,
                         struct err *err);

/* Take plain argument `index` away and return it; NULL without. */
const char *ask_take(struct invocation *invocation, size_t index);

/* Ask and print. path: of the endpoint with the same answer. */
MUST_CHECK bool ask(struct invocation *invocation, const char *question, const char *path,
                    const struct query_pair *more, size_t more_count, struct err *err);

#endif
