/* SPDX-License-Identifier: Apache-2.0 */
#include "api/tag_rules.h"

#include "base/limits.h"
#include "run/tag_rules.h"

#include <stdlib.h>
#include <string.h>

enum { PRIORITY_MOST = 1000 };

static const char *const no_names[] = { NULL };

void tag_rules_list(struct call *call)
{
    struct buf body;
    struct json json;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    json_init(&json, &body);
    call_finish(call, &body,
                call_check_names(call, no_names, &err) &&
                    tag_rules_json(call_catalogue(call), &json, &err),
                &err);
}

/* The rule that the body names. */
static bool read_rule(struct call *call, struct tag_rule *rule, bool *remove, struct err *err)
{
    static const char *const names[] = { "norm_key",  "raw_key",    "provider_name", "priority",
                                         "raw_value", "norm_value", "remove",        NULL };
    const struct query_pair *words;
    const char *priority;
    const char *removes;
    char *end;
    size_t count;

    if (!call_check_names(call, no_names, err) ||
        !call_body_words(call, names, &words, &count, err))
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

void tag_rules_put(struct call *call)
{
    struct buf body;
    struct json json;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    json_init(&json, &body);
    call_finish(call, &body, put(call, &json, &err), &err);
}
