/* SPDX-License-Identifier: Apache-2.0 */
/* tag_rules.h -- which keys and values of tags mean the same, as persons say.
 *
 * A rule on keys calls every key that fits a pattern (* stands for any text) of one provider, or of
 * all, by a normalised key (in which a * is what that of the pattern stands for); a rule on values
 * renames one value of a normalised key. What bills say stays as it is: rules only change what
 * norm_tag:<key> answers (view/norm_tags.h). Like rates, they begin and end with data versions.
 */
#ifndef CENTAVO_RUN_TAG_RULES_H
#define CENTAVO_RUN_TAG_RULES_H

#include "base/json.h"
#include "store/catalogue.h"

struct tag_rule {
    const char *norm_key;
    const char *raw_key;       /* a rule on keys: pattern; NULL: on values */
    const char *provider_name; /* of a rule on keys; NULL: every provider */
    int64_t priority;          /* of a rule on keys; the highest wins */
    const char *raw_value;     /* a rule on values */
    const char *norm_value;    /* the same */
};

/* What is wrong with a rule, in words that begin with the member's name; NULL: nothing. */
const char *tag_rule_fault(const struct tag_rule *rule);

/* Add rules, or replace those of the same pattern and provider, or of the same key and value; with
 * `remove`, end those instead. One transaction and one data version; none when nothing is new.
 * *changed: how many were new, other, or ended. */
MUST_CHECK bool tag_rules_store(struct catalogue *catalogue, const struct tag_rule *rules,
                                size_t count, bool remove, int64_t *changed, struct err *err);

/* {"items":[...]}: the rules that count now, the strongest first; those on values behind those on
 * keys. */
MUST_CHECK bool tag_rules_json(struct catalogue *catalogue, struct json *json, struct err *err);

#endif
