/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/tag_json.h"

#include "base/attr.h"
#include "base/limits.h"
#include "mapping/record_list.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *load(struct arena *arena, const char *text, size_t text_size)
{
    json_t *value = json_loadb(text, text_size, JSON_DECODE_ANY, NULL);
    char *braced;

    if (value || text_size > LIMIT_CELL)
        return value;
    braced = arena_printf(arena, "{%.*s}", (int)text_size, text);
    return json_loads(braced, 0, NULL);
}

static void add(struct arena *arena, struct tag_pair *pairs, size_t *count, const char *key,
                const json_t *value)
{
    char *dumped;

    if (!key || !*key || json_is_null(value) || !value)
        return;
    pairs[*count].key = arena_strdup(arena, key);
    if (json_is_string(value)) {
        pairs[*count].value = arena_strdup(arena, json_string_value(value));
    } else if (!json_is_true(value)) {
        dumped = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);
        pairs[*count].value = arena_strdup(arena, dumped);
        free(dumped);
    }
    (*count)++;
}

bool tag_json_read(struct arena *arena, const char *text, size_t text_size, struct tag_pair **pairs,
                   size_t *count)
{
    json_t *given = load(arena, text, text_size);
    bool understood = json_is_object(given) || json_is_array(given);
    const char *key;
    json_t *value;
    size_t index;

    *count = 0;
    *pairs = ARENA_ARRAY(arena, struct tag_pair,
                         json_is_array(given) ? json_array_size(given) : json_object_size(given));
    if (json_is_object(given)) {
        json_object_foreach(given, key, value) add(arena, *pairs, count, key, value);
    } else if (json_is_array(given)) {
        json_array_foreach(given, index, value)
            add(arena, *pairs, count, json_string_value(json_object_get(value, "key")),
                json_object_get(value, "value"));
    }
    json_decref(given);
    return understood;
}

/* Which of the four lists a record is of: the FOCUS view puts all into the first and says it. */
static size_t gcp_list(size_t list, const json_t *record)
{
    static const char *const types[] = { "label", "system_label", "project_label", "tag" };
    const char *type = json_string_value(json_object_get(record, "x_type"));

    for (size_t i = 0; type && i < ARRAY_COUNT(types); i++)
        if (strcmp(type, types[i]) == 0)
            return i;
    return list;
}

/* FOCUS writes the names large. */
static const json_t *gcp_member(const json_t *record, const char *name, const char *focus_name)
{
    const json_t *value = json_object_get(record, name);

    return value ? value : json_object_get(record, focus_name);
}

static const char *gcp_key(struct arena *arena, size_t list, const json_t *record)
{
    const char *key = json_string_value(gcp_member(record, "key", "Key"));
    const char *space = json_string_value(gcp_member(record, "namespace", "x_Namespace"));

    if (!space)
        space = json_string_value(json_object_get(record, "x_namespace"));
    if (!key || !*key)
        return NULL;
    switch (gcp_list(list, record)) {
    case 1:
        return arena_printf(arena, "goog:%s", key);
    case 2:
        return arena_printf(arena, "project/%s", key);
    case 3:
        return space ? arena_printf(arena, "%s/%s", space, key) : key;
    default:
        return key;
    }
}

bool tag_json_read_gcp(struct arena *arena, const char *text, size_t text_size,
                       struct tag_pair **pairs, size_t *count)
{
    struct buf plain = { .maximum = LIMIT_RECORD };
    bool understood = record_list(text, text_size, &plain);
    json_t *lists = understood ? json_loadb(plain.bytes, plain.size, 0, NULL) : NULL;
    json_t *records, *record;
    size_t list, i, room = 0;

    *count = 0;
    json_array_foreach(lists, list, records) room += json_array_size(records);
    *pairs = ARENA_ARRAY(arena, struct tag_pair, room);
    json_array_foreach(lists, list, records) json_array_foreach(records, i, record) add(
        arena, *pairs, count, gcp_key(arena, list, record), gcp_member(record, "value", "Value"));
    json_decref(lists);
    buf_done(&plain);
    return understood;
}
