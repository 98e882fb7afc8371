/* SPDX-License-Identifier: Apache-2.0 */
/* costs.c -- the commands costs and charges. */
#include "cli/ask.h"

static bool costs(struct invocation *invocation, struct err *err)
{
    return ask(invocation, "costs", "/api/v1/costs", NULL, 0, err);
}

static const struct option costs_options[] = {
    ASK_PERIOD_OPTIONS,
    { "granularity", "STEP", "total, day, week, month, quarter or year.", false },
    { "group-by", "COLUMNS",
      "Up to four FOCUS dimensions, tag:<key> or norm_tag:<key>, separated by commas.", true },
    ASK_FILTER_OPTIONS,
    ASK_COST_OPTIONS,
    { "top", "N", "How many groups are shown by name, or all.", false },
    { "others", "BOOL", "Whether all other groups are shown as one: true or false.", false },
    { "sort", "COLUMNS", "Order, with - for descending: --sort=-effective_cost,service_name.",
      false },
    { "fields", "COLUMNS",
      "What is shown, in this order; charge_count too: --fields service_name,share.", false },
    ASK_PAGE_OPTIONS,
    ASK_AS_OF_OPTION,
    ASK_OUTPUT_OPTIONS,
    { 0 },
};

const struct command cmd_costs = {
    .name = "costs",
    .args = "[DIMENSION=VALUE...]",
    .help = "Show cost by any FOCUS dimension or tag, over time, compared with another period.",
    .text = "A dimension may be named several times; then any of the values counts. Costs in "
            "different currencies are\n"
            "never added up. --format json prints what GET /api/v1/costs answers.\n\n"
            "    centavo costs --window 2026-05 --granularity total --group-by service_name "
            "--compare previous\n"
            "    centavo costs --group-by tag:env --filter 'not charge_category = \"Tax\"' "
            "provider_name=AWS",
    .options = costs_options,
    .most_args = SIZE_MAX,
    .run = costs,
};

static bool charges(struct invocation *invocation, struct err *err)
{
    return ask(invocation, "charges", "/api/v1/charges", NULL, 0, err);
}

static const struct option charges_options[] = {
    ASK_PERIOD_OPTIONS,
    ASK_FILTER_OPTIONS,
    { "basis", "BASIS", "charge_period or billing_period.", false },
    ASK_AS_OF_OPTION,
    { "limit", "N", "Charges of one page.", false },
    { "cursor", "TEXT", "Continue after a page.", false },
    ASK_OUTPUT_OPTIONS,
    { 0 },
};

const struct command cmd_charges = {
    .name = "charges",
    .args = "[DIMENSION=VALUE...]",
    .help = "Show the charges themselves, in the order in which they stand in the bills.",
    .options = charges_options,
    .most_args = SIZE_MAX,
    .run = charges,
};
