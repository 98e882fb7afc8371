/* SPDX-License-Identifier: Apache-2.0 */
/* tag_rules.c -- which keys and values of tags mean the same, over HTTP. */
#include "api/call.h"
#include "api/routes.h"

#include "base/limits.h"
#include "run/tag_rules.h"

#include <stdlib.h>
#include <string.h>

enum { PRIORITY_MOST = 1000 };

static bool list(struct call *call, struct json *json, struct err *err)
{
    return tag_rules_json(call_catalogue(call), json, err);
}

/* The rule that the body names. */
static bool read_rule(struct call *call, struct tag_rule *rule, bool *remove, struct err *err)
{
    const struct query_pair *words;
    const char *priority;
    const char *removes;
    char *end;
    size_t count;

    if (!call_body_words(call, &words, &count, err))
        return false;
    *rule = (struct tag_rule){ .norm_key = words_find(words, count, "norm_key"),
                               .raw_key = words_find(words, count, "raw_key"),
                               .provider_name = words_find(words, count, "provider_name"),
                               .raw_value = words_find(words, count, "raw_value"),
                               .norm_value = words_find(words, count, "norm_value") };
    priority = words_find(words, count, "priority");
    removes = words_find(words, count, "remove");
    *remove = removes && strcmp(removes, "true") == 0;
    if (removes && !*remove && strcmp(removes, "false") != 0)
        return call_wrong(call, "remove", "true or false", err);
    if (priority) {
        rule->priority = strtoll(priority, &end, 10);
        if (!*priority || *end || rule->priority < -PRIORITY_MOST || rule->priority > PRIORITY_MOST)
            return call_wrong(call, "priority", "a number, -1000 to 1000", err);
    }
    if (rule->raw_value && !rule->norm_value && !*remove)
        return call_wrong(call, "norm_value", "what the value is called", err);
    return true;
}

/* "raw_key" of "raw_key: must be ...". */
static const char *fault_name(const struct call *call, const char *fault)
{
    return arena_strndup(&call->request->arena, fault, strcspn(fault, ":"));
}

static bool put(struct call *call, struct json *json, struct err *err)
{
    struct tag_rule rule;
    int64_t changed;
    bool remove;

    if (!read_rule(call, &rule, &remove, err))
        return false;
    if (tag_rule_fault(&rule)) {
        call->parameter = fault_name(call, tag_rule_fault(&rule));
        return err_set(err, ERR_USAGE, "%s", tag_rule_fault(&rule));
    }
    return tag_rules_store(call_catalogue(call), &rule, 1, remove, &changed, err) &&
           service_notice(call->service, call_catalogue(call), err) &&
           tag_rules_json(call_catalogue(call), json, err);
}

/* ---- routes ---- */

static const struct route_param tag_rule_params[] = {
    { "norm_key", "string",
      "What keys are called: the name in `norm_tag:<norm_key>`; a `*` is what that of raw_key "
      "stands for.",
      "env", true },
    { "raw_key", "string", "A rule on keys: the key in bills; `*` stands for any text.", "stage*",
      false },
    { "provider_name", "string", "Only keys of this provider; without it, of every one.", "AWS",
      false },
    { "priority", "integer",
      "Of several rules that fit a key, and of several keys of a charge that are called the same, "
      "the highest wins; 0 without it.",
      "10", false },
    { "raw_value", "string", "A rule on values instead: the value in bills.", "PRD", false },
    { "norm_value", "string", "What that value is called.", "prod", false },
    { "remove", "boolean", "End the rule of this `raw_key` and provider, or of this `raw_value`.",
      NULL, false },
    { 0 },
};

const struct route tag_rule_routes[] = {
    { .method = HTTP_GET,
      .path = "/api/v1/tags/rules",
      .scope = SCOPE_READ,
      .group = "Costs",
      .help = "Which keys and values of tags mean the same, the strongest rule first.",
      .schema = "TagRules",
      .is_live = true,
      .write = list },
    { .method = HTTP_POST,
      .path = "/api/v1/tags/rules",
      .scope = SCOPE_ADMIN,
      .group = "Costs",
      .help = "Say what a key or a value of tags is called, or end such a rule; answers with all "
              "rules.",
      .params = tag_rule_params,
      .schema = "TagRules",
      .body = BODY_JSON,
      .write = put },
    { 0 },
};
