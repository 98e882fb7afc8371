/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

#include <string.h>

/* The first plain argument is the dimension's name, unless it is DIMENSION=VALUE. */
static const char *take_name(struct invocation *invocation)
{
    struct given *kept = ARENA_ARRAY(invocation->arena, struct given, invocation->given_count + 1);
    const char *name = NULL;
    size_t count = 0;

    for (size_t i = 0; i < invocation->given_count; i++) {
        const struct given *given = &invocation->given[i];

        if (!name && !given->name && !strchr(given->value, '='))
            name = given->value;
        else
            kept[count++] = *given;
    }
    invocation->given = kept;
    invocation->given_count = count;
    return name;
}

static bool dimensions(struct invocation *invocation, struct err *err)
{
    const char *name = take_name(invocation);
    const struct query_pair pair = { "name", name };

    if (!name)
        return ask(invocation, "dimension_names", "/api/v1/dimensions", NULL, 0, err);
    if (strcmp(name, "tags") == 0)
        return ask(invocation, "tags", "/api/v1/tags", NULL, 0, err);
    return ask(invocation, "dimensions",
               arena_printf(invocation->arena, "/api/v1/dimensions/%s", name), &pair, 1, err);
}

static const struct option options[] = {
    ASK_PERIOD_OPTIONS,
    { "q", "TEXT", "Only values that contain this, ignoring case.", false },
    ASK_FILTER_OPTIONS,
    { "metric", "NAME", "Cost that is shown beside each value.", false },
    ASK_AS_OF_OPTION,
    { "limit", "N", "Values of one page.", false },
    { "cursor", "TEXT", "Continue after a page.", false },
    ASK_OUTPUT_OPTIONS,
    { 0 },
};

const struct command cmd_dimensions = {
    .name = "dimensions",
    .args = "[NAME] [DIMENSION=VALUE...]",
    .help = "Show the values of a dimension or tag, or which dimensions there are.",
    .text = "NAME is a FOCUS dimension such as service_name, tag:<key> for the values of a tag, "
            "norm_tag:<key> for those of its normalised key, or `tags` for the keys.",
    .options = options,
    .most_args = SIZE_MAX,
    .run = dimensions,
};
