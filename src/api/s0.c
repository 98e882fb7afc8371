/* SPDX-License-Identifier: Apache-2.0 */
/* s0.c -- the older interface (/api/v1/summary and its neighbours), status codes and all.
 *
 * Its clients know two kinds of refusal: 422 with a list for a parameter that is missing or of the
 * wrong type, and 400 with a sentence for everything else; a parameter that is not known is
 * ignored, and of one that is sent twice the last counts.
 */
#include "api/call.h"
#include "api/routes.h"

#include "api/question.h"
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 8, LIMIT_LEAST = 1, LIMIT_MOST = 100 };

enum kind { KIND_TEXT, KIND_DATE, KIND_LIMIT, KIND_DAILY };

struct s0_word {
    const char *name;
    uint64_t bit; /* of view/query.h */
    enum kind kind;
    bool required;
    const char *wrong;
};

static const struct s0_word words[] = {
    { "cloud", WORD_CLOUD, KIND_TEXT, false, NULL },
    { "start", WORD_START, KIND_DATE, true,
      "Input should be a valid date in the format YYYY-MM-DD" },
    { "end", WORD_END, KIND_DATE, true, "Input should be a valid date in the format YYYY-MM-DD" },
    { "scope_key", WORD_SCOPE_KEY, KIND_TEXT, false, NULL },
    { "service_key", WORD_SERVICE_KEY, KIND_TEXT, false, NULL },
    { "currency", WORD_ONLY_CURRENCY, KIND_TEXT, false, NULL },
    { "limit", WORD_TOP_LIMIT, KIND_LIMIT, false, "Input should be an integer from 1 to 100" },
    { "granularity", WORD_DAILY, KIND_DAILY, false, "Input should be 'daily'" },
};

static bool value_fits(const struct s0_word *word, const char *value)
{
    int32_t day;
    char *end;
    long number;

    switch (word->kind) {
    case KIND_DATE:
        return date_parse(value, strlen(value), &day);
    case KIND_LIMIT:
        number = strtol(value, &end, 10);
        return *value && !*end && number >= LIMIT_LEAST && number <= LIMIT_MOST;
    case KIND_DAILY:
        return strcmp(value, "daily") == 0;
    case KIND_TEXT:
        break;
    }
    return true;
}

/* False: the call was answered with 422. */
static bool take_word(struct call *call, const struct s0_word *word, uint64_t known,
                      struct query_pair *pairs, size_t *count)
{
    const char *value = call_value(call, word->name);
    bool required = word->required && (known & word->bit);

    if (!value && !required)
        return true;
    if (!value || !value_fits(word, value)) {
        call->parameter = word->name;
        call_reply(call,
                   respond_parameter(word->name, value ? word->wrong : "Field required", value));
        return false;
    }
    if (known & word->bit)
        pairs[(*count)++] = (struct query_pair){ word->name, value };
    return true;
}

static void s0_run(struct call *call)
{
    const struct view_question *question = view_question_find(call->route->question);
    struct query_pair *pairs = ARENA_ARRAY(&call->request->arena, struct query_pair, WORD_MAX);
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (!take_word(call, &words[i], question->words, pairs, &count))
            return;
    }
    question_run_words(call, pairs, count);
}

static bool health(struct call *call, struct json *json, struct err *err)
{
    (void)call;
    (void)err;
    json_object(json);
    json_member_text(json, "status", "ok");
    json_object_end(json);
    return true;
}

/* ---- routes ---- */

const struct route s0_routes[] = {
    { .method = HTTP_GET,
      .path = "/api/v1/health",
      .group = "Older interface",
      .help = "The process answers.",
      .schema = "S0Health",
      .errors = ERRORS_DETAIL,
      .is_quick = true,
      .write = health },
    { .method = HTTP_GET,
      .path = "/api/v1/filters",
      .scope = SCOPE_READ,
      .group = "Older interface",
      .help = "Clouds, accounts, services and regions to filter by, and the days that there are.",
      .question = "s0_filters",
      .schema = "S0Filters",
      .errors = ERRORS_DETAIL,
      .run = s0_run },
    { .method = HTTP_GET,
      .path = "/api/v1/summary",
      .scope = SCOPE_READ,
      .group = "Older interface",
      .help = "Total of a period, its change, the five costliest services and accounts.",
      .question = "s0_summary",
      .schema = "S0Summary",
      .errors = ERRORS_DETAIL,
      .run = s0_run },
    { .method = HTTP_GET,
      .path = "/api/v1/timeseries",
      .scope = SCOPE_READ,
      .group = "Older interface",
      .help = "Cost per day; days without cost are left out.",
      .question = "s0_timeseries",
      .schema = "S0Timeseries",
      .errors = ERRORS_DETAIL,
      .run = s0_run },
    { .method = HTTP_GET,
      .path = "/api/v1/top-services",
      .scope = SCOPE_READ,
      .group = "Older interface",
      .help = "The costliest services.",
      .question = "s0_top_services",
      .schema = "S0TopServices",
      .errors = ERRORS_DETAIL,
      .run = s0_run },
    { 0 },
};
