/* SPDX-License-Identifier: Apache-2.0 */
#include "api/saved_check.h"

#include "api/words.h"
#include "view/query_check.h"

bool saved_query_check(const char *query, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct query_pair *pairs;
    size_t count;

    if (words_parse(&arena, query, &pairs, &count, err))
        return true;
    return err_set(err, ERR_USAGE, "query: must be words as in a URL: %s", err_text(err));
}

bool saved_problems(void *snapshot, const char *query, struct json *json, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const struct query_problem *problems = NULL;
    struct query_pair *pairs;
    size_t problem_count = 0;
    size_t count;

    if (snapshot && (!words_parse(&arena, query, &pairs, &count, err) ||
                     !query_check(snapshot, pairs, count, &arena, &problems, &problem_count, err)))
        return false;
    json_array(json);
    for (size_t i = 0; i < problem_count; i++) {
        json_object(json);
        json_member_text(json, "code", problems[i].code);
        json_member_text(json, "parameter", problems[i].parameter);
        json_member_text(json, "name", problems[i].name);
        json_member_text(json, "detail", problems[i].detail);
        json_object_end(json);
    }
    json_array_end(json);
    return true;
}
