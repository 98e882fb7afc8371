/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

static bool history(struct invocation *invocation, struct err *err)
{
    const struct query_pair pair = { "month", ask_take(invocation, 0) };

    return ask(invocation, "period_history",
               arena_printf(invocation->arena, "/api/v1/periods/%s/history", pair.value), &pair, 1,
               err);
}

static const struct option options[] = {
    { "source", "NAME", "Only this feed.", false },
    { "metric", "NAME", "billed_cost, effective_cost, contracted_cost or list_cost.", false },
    { "limit", "N", "How many changes of a step are named; 20 without it.", false },
    ASK_AS_OF_OPTION,
    { "format", "FORMAT", "table (for people) or json.", false },
    { "output", "FILE", "Write to a file instead of the terminal.", false },
    { 0 },
};

const struct command cmd_history = {
    .name = "history",
    .args = "MONTH",
    .help =
        "Show how the total of a billing month came to be what it is: every change, and what it "
        "changed.",
    .text = "    centavo history 2026-10 --metric billed_cost",
    .options = options,
    .least_args = 1,
    .most_args = 1,
    .run = history,
};
