/* SPDX-License-Identifier: Apache-2.0 */
/* query_json.c -- the words of a query as a JSON object:
 * {"metric":"billed_cost","service_name":["a","b"],"limit":5} */
#include "view/query.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

struct pair_list {
    struct arena *arena;
    struct query_pair *pairs;
    size_t count;
};

static void free_json(json_t **json)
{
    json_decref(*json);
}

static void pair_list_add(struct pair_list *list, const char *name, const char *value,
                          enum query_kind kind)
{
    ARENA_ROOM(list->arena, list->pairs, list->count);
    list->pairs[list->count++] = (struct query_pair){ arena_strdup(list->arena, name),
                                                      arena_strdup(list->arena, value), kind };
}

static bool add_value(struct pair_list *list, const char *name, const json_t *value,
                      struct err *err)
{
    if (json_is_string(value))
        pair_list_add(list, name, json_string_value(value), QUERY_TEXT);
    else if (json_is_boolean(value))
        pair_list_add(list, name, json_is_true(value) ? "true" : "false", QUERY_BOOLEAN);
    else if (json_is_integer(value))
        pair_list_add(list, name,
                      arena_printf(list->arena, "%" PRId64, (int64_t)json_integer_value(value)),
                      QUERY_NUMBER);
    else
        return err_set(err, ERR_USAGE,
                       "%s: must be a text, a whole number, true, false, or a list "
                       "of texts",
                       name);
    return true;
}

/* A word that takes a list in one text: ["Usage","Tax"] is said as Usage,Tax. */
static bool takes_list(const char *name)
{
    for (size_t i = 0; i < query_word_count; i++)
        if (strcmp(query_words[i].name, name) == 0)
            return !query_words[i].may_repeat;
    return false;
}

static void join_values(struct pair_list *list, size_t first)
{
    const char *joined = list->pairs[first].value;

    for (size_t i = first + 1; i < list->count; i++)
        joined = arena_printf(list->arena, "%s,%s", joined, list->pairs[i].value);
    list->pairs[first].value = joined;
    list->count = first + 1;
}

bool query_pairs_from_json(const char *text, size_t size, struct arena *arena,
                           const struct query_pair **pairs, size_t *pair_count, struct err *err)
{
    json_error_t error;
    json_t *body SCOPED(free_json) = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    struct pair_list list = { .arena = arena };
    const char *name;
    json_t *value;

    if (!body)
        return err_set(err, ERR_USAGE, "the body is no JSON: line %d, column %d: %s", error.line,
                       error.column, error.text);
    if (!json_is_object(body))
        return err_set(err, ERR_USAGE, "the body must be a JSON object of the query's words");
    json_object_foreach(body, name, value)
    {
        size_t count = json_is_array(value) ? json_array_size(value) : 1;
        size_t first = list.count;

        if (json_is_null(value))
            continue;
        for (size_t i = 0; i < count; i++)
            if (!add_value(&list, name, json_is_array(value) ? json_array_get(value, i) : value,
                           err))
                return false;
        for (size_t i = first; json_is_array(value) && i < list.count; i++)
            list.pairs[i].kind = QUERY_LIST;
        if (count > 1 && takes_list(name))
            join_values(&list, first);
    }
    *pairs = list.pairs;
    *pair_count = list.count;
    return true;
}
