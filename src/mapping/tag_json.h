/* SPDX-License-Identifier: Apache-2.0 */
/* tag_json.h -- the keys and values that one text of tags holds, whatever the spelling.
 *
 * Understood are a JSON object, one without its braces (Azure), and a list of {"key":…,"value":…}
 * (Google Cloud).
 */
#ifndef CENTAVO_MAPPING_TAG_JSON_H
#define CENTAVO_MAPPING_TAG_JSON_H

#include "base/arena.h"

#include <stdbool.h>

struct tag_pair {
    const char *key;
    const char *value; /* NULL: a key without a value */
};

/* All pairs in the order of the text; a value of null is left out, a nested value stays JSON.
 * False: not understood. */
bool tag_json_read(struct arena *arena, const char *text, size_t text_size, struct tag_pair **pairs,
                   size_t *count);

/* The four lists of Google Cloud, [labels, system labels, project labels, tags], any of them null,
 * each as record_list.h reads it, or one list whose records say what
 * they are (x_type): keys get the prefixes goog:, project/ and the namespace. */
bool tag_json_read_gcp(struct arena *arena, const char *text, size_t text_size,
                       struct tag_pair **pairs, size_t *count);

#endif
