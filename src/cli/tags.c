/* SPDX-License-Identifier: Apache-2.0 */
/* tags.c -- the command tags: which keys there are, which mean the same, and which collide. */
#include "base/limits.h"
#include "cli/ask.h"
#include "cli/output.h"
#include "cli/table.h"
#include "run/tag_rules.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool list(struct invocation *invocation, struct err *err)
{
    (void)ask_take(invocation, 0); /* the verb */
    return ask(invocation, "tags", "/api/v1/tags", NULL, 0, err);
}

static bool collisions(struct invocation *invocation, struct err *err)
{
    (void)ask_take(invocation, 0); /* the verb */
    return ask(invocation, "tag_collisions", "/api/v1/tags/collisions", NULL, 0, err);
}

static bool show_rules(struct invocation *invocation, struct catalogue *catalogue, struct err *err)
{
    struct buf answer SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;
    bool as_json;

    json_init(&json, &answer);
    if (!wants_json(invocation, &as_json, err) || !tag_rules_json(catalogue, &json, err))
        return false;
    if (as_json)
        return print_buf(invocation, &answer, "the list of rules", err);
    if (!buf_check(&answer, "the list of rules", err))
        return false;
    if (!table_print(buf_text(&answer), answer.size, &text, err))
        return false;
    fputs(buf_text(&text), invocation->out);
    return true;
}

static bool read_priority(const struct invocation *invocation, int64_t *priority, struct err *err)
{
    const char *text = given_value(invocation, "priority");
    char *end;

    *priority = text ? strtoll(text, &end, 10) : 0;
    if (text && (!*text || *end || *priority < -1000 || *priority > 1000))
        return err_set(err, ERR_USAGE, "--priority %s: -1000 to 1000", text);
    return true;
}

/* map KEY RAW...: a rule for every raw key, or, with --value, for every raw value of the key. */
static bool store_rules(struct invocation *invocation, struct catalogue *catalogue, struct err *err)
{
    bool removes = given_flag(invocation, "remove");
    const char *value = given_value(invocation, "value");
    const struct tag_rule usual = { .norm_key = given_argument(invocation, 1),
                                    .norm_value = value,
                                    .provider_name = given_value(invocation, "provider") };
    size_t count = given_argument_count(invocation) - 2;
    struct tag_rule *rules = ARENA_ARRAY(invocation->arena, struct tag_rule, count);
    int64_t priority;
    int64_t changed;

    if (!read_priority(invocation, &priority, err))
        return false;
    if (value && given_value(invocation, "priority"))
        return err_set(err, ERR_USAGE, "--priority: is for keys; each value has one rule");
    for (size_t i = 0; i < count; i++) {
        rules[i] = usual;
        rules[i].priority = priority;
        *(value ? &rules[i].raw_value : &rules[i].raw_key) = given_argument(invocation, i + 2);
    }
    if (!tag_rules_store(catalogue, rules, count, removes, &changed, err))
        return false;
    fprintf(invocation->out, "%" PRId64 " of %zu rules %s\n", changed, count,
            removes ? "ended" : "new or changed");
    return true;
}

static bool map(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    size_t count = given_argument_count(invocation);

    if (count == 2)
        return err_set(err, ERR_USAGE,
                       "tags map %s: which keys of bills are called so, or with --value NAME which "
                       "of its values",
                       given_argument(invocation, 1));
    if (!catalogue_open(&invocation->config->place, &catalogue, err))
        return false;
    return count < 2 ? show_rules(invocation, catalogue, err)
                     : store_rules(invocation, catalogue, err);
}

static bool tags(struct invocation *invocation, struct err *err)
{
    static const struct verb verbs[] = { { "list", list },
                                         { "map", map },
                                         { "collisions", collisions } };

    return run_verb(invocation, verbs, ARRAY_COUNT(verbs), err);
}

static const struct option options[] = {
    { "q", "TEXT", "list: only keys that contain this, ignoring case.", false },
    { "limit", "N", "list: how many.", false },
    { "provider", "NAME", "map: only keys of this provider, as provider_name says it.", false },
    { "priority", "N",
      "map: of several rules that fit a key, and of several keys of a charge that are called the "
      "same, the highest wins; 0 without it.",
      false },
    { "value", "NAME", "map: call the values that follow KEY by this value.", false },
    { "remove", NULL, "map: end these rules; what they said before stays with `as_of`.", false },
    ASK_PERIOD_OPTIONS,
    ASK_FILTER_OPTIONS,
    ASK_AS_OF_OPTION,
    ASK_OUTPUT_OPTIONS,
    { 0 },
};

const struct command cmd_tags = {
    .name = "tags",
    .args = "[list | map [KEY RAW...] | collisions [DIMENSION=VALUE...]]",
    .help = "Show the keys of tags, say which of them mean the same, and which collide.",
    .text =
        "Env, env and environment are three keys of a bill. As `norm_tag:env` the first two are "
        "one, since case and runs of\nblanks and : / . _ - do not count there; the third becomes "
        "so by a rule. * in a raw key stands for any text;\nin KEY it takes that over. What bills "
        "say stays as tag:<key>.\n\n"
        "    centavo tags map env environment stage '*/env'\n"
        "    centavo tags map env PRD production --value prod\n"
        "    centavo tags collisions --window last_month\n"
        "    centavo costs --group-by norm_tag:env",
    .options = options,
    .most_args = SIZE_MAX,
    .run = tags,
};
