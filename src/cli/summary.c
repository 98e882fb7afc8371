/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

static bool summary(struct invocation *invocation, struct err *err)
{
    return ask(invocation, "costs_summary", "/api/v1/costs/summary", NULL, 0, err);
}

static const struct option options[] = {
    ASK_PERIOD_OPTIONS,
    ASK_FILTER_OPTIONS,
    ASK_COST_OPTIONS,
    ASK_AS_OF_OPTION,
    { "format", "FORMAT", "table (for people) or json.", false },
    { "output", "FILE", "Write to a file instead of the terminal.", false },
    { 0 },
};

const struct command cmd_summary = {
    .name = "summary",
    .args = "[DIMENSION=VALUE...]",
    .help = "Show a period in short: total and change, extremes, the month so far and where it is "
            "heading.",
    .text = "    centavo summary --window mtd --compare previous cloud=aws",
    .options = options,
    .most_args = SIZE_MAX,
    .run = summary,
};
