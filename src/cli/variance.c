/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

static bool variance(struct invocation *invocation, struct err *err)
{
    return ask(invocation, "costs_variance", "/api/v1/costs/variance", NULL, 0, err);
}

static const struct option options[] = {
    ASK_PERIOD_OPTIONS,
    { "group-by", "COLUMNS",
      "Up to four FOCUS dimensions, tag:<key> or norm_tag:<key>, separated by commas.", true },
    ASK_FILTER_OPTIONS,
    { "metric", "NAME", "billed_cost, effective_cost, contracted_cost or list_cost.", false },
    ASK_CURRENCY_OPTIONS,
    { "basis", "BASIS", "charge_period or billing_period.", false },
    { "compare", "PERIOD",
      "previous (without it), year_ago or as_of:TIME (the same days as they were known then).",
      false },
    { "top", "N", "How many groups are shown by name, or all.", false },
    { "others", "BOOL", "Whether all other groups are shown as one: true or false.", false },
    ASK_PAGE_OPTIONS,
    ASK_AS_OF_OPTION,
    ASK_OUTPUT_OPTIONS,
    { 0 },
};

const struct command cmd_variance = {
    .name = "variance",
    .args = "[DIMENSION=VALUE...]",
    .help = "Show why a period cost more or less than another: usage, price, what is new, gone, or "
            "without a quantity.",
    .text = "    centavo variance --window last_month --group-by service_name",
    .options = options,
    .most_args = SIZE_MAX,
    .run = variance,
};
