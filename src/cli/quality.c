/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

static bool quality(struct invocation *invocation, struct err *err)
{
    const struct query_pair pair = { "month", ask_take(invocation, 0) };

    return ask(invocation, "quality", "/api/v1/quality", &pair, 1, err);
}

static const struct option options[] = {
    { "source", "NAME", "Only this feed.", false },
    { "metric", "NAME", "billed_cost, effective_cost, contracted_cost or list_cost: what grew.",
      false },
    ASK_AS_OF_OPTION,
    { "format", "FORMAT", "table (for people) or json.", false },
    { "output", "FILE", "Write to a file instead of the terminal.", false },
    { 0 },
};

const struct command cmd_quality = {
    .name = "quality",
    .args = "MONTH",
    .help = "Show how good the data of a billing month is: columns that lost values, missing days, "
            "tag keys that collide, how late charges came.",
    .text = "    centavo quality 2026-10 --source aws.cur2:123456789012",
    .options = options,
    .least_args = 1,
    .most_args = 1,
    .run = quality,
};
