/* SPDX-License-Identifier: Apache-2.0 */
/* tags.h -- the distinct tag sets of a delivery, each under one number.
 *
 * A bill repeats few tag texts millions of times. The texts are looked up by their bytes without a
 * lock; only a text that is new is parsed, brought to one form (keys sorted, no blanks, the
 * provider's prefixes taken off) and numbered. The number is the first 60 bits of the SHA-256 of
 * that form, so that every delivery gives the same set the same number.
 */
#ifndef CENTAVO_MAPPING_TAGS_H
#define CENTAVO_MAPPING_TAGS_H

#include "base/err.h"
#include "store/scan.h"

#include <stdint.h>

enum tag_rule {
    TAG_RULE_PLAIN, /* keys as they are; an empty value is a value */
    TAG_RULE_AWS,   /* user:Name and user_name -> Name, name; aws_created_by -> aws:createdBy; empty
                       is absent */
    TAG_RULE_AWS_FOCUS, /* user:Name -> Name; empty is absent */
    TAG_RULE_GCP,       /* four lists, see tag_json_read_gcp */
    TAG_RULE_COUNT
};

struct tags;

struct tags *tags_new(void);
void tags_free(struct tags *tags);

/* "plain", "aws", "aws.focus", "gcp"; false for anything else. */
bool tag_rule_find(const char *name, size_t name_size, enum tag_rule *out);

/* The number of a set, from several threads at once. False: no tags (nothing, {}, or a text that is
 * not understood, which is counted). Understood are a JSON object, one without its braces, and a
 * list of {"key":…,"value":…}. */
bool tags_number(struct tags *tags, enum tag_rule rule, const char *text, size_t text_size,
                 int64_t *number);

/* The canonical form of one text, for tests; NULL when it has no tags. Caller frees. */
char *tags_canonical(enum tag_rule rule, const char *text, size_t text_size);

int64_t tags_set_count(const struct tags *tags);
int64_t tags_bad_count(const struct tags *tags);      /* distinct texts that are not understood */
const char *tags_bad_sample(const struct tags *tags); /* one of them; NULL: none */

/* Row sources over what was collected: columns tag_set_id, tags; and tag_set_id, key, value. */
void tags_set_scan(struct tags *tags, struct scan *out);
void tags_value_scan(struct tags *tags, struct scan *out);

#endif
