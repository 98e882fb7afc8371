/* SPDX-License-Identifier: Apache-2.0 */
/* view.c -- the table of questions, and asking them. */
#include "view/view.h"

#include "base/clock.h"
#include "view/call.h"
#include "view/rates.h"

#include <inttypes.h>
#include <string.h>

#define WORDS_COSTS                                                                                \
    (WORD_PERIOD | WORD_FILTERS | WORD_GRANULARITY | WORD_GROUP_BY | WORD_METRIC | WORD_BASIS |    \
     WORD_COMPARE | WORD_TOP | WORD_OTHERS | WORD_SORT | WORD_FIELDS | WORD_LIMIT | WORD_CURSOR |  \
     WORD_AS_OF | WORD_CURRENCY | WORD_RATE_SET | WORD_RATE_POLICY)
#define WORDS_SUMMARY                                                                              \
    (WORD_PERIOD | WORD_FILTERS | WORD_METRIC | WORD_BASIS | WORD_COMPARE | WORD_AS_OF |           \
     WORD_CURRENCY | WORD_RATE_SET | WORD_RATE_POLICY)
#define WORDS_VARIANCE                                                                             \
    (WORD_PERIOD | WORD_FILTERS | WORD_GROUP_BY | WORD_COST | WORD_BASIS | WORD_COMPARE |          \
     WORD_TOP | WORD_OTHERS | WORD_LIMIT | WORD_CURSOR | WORD_AS_OF | WORD_CURRENCY |              \
     WORD_RATE_SET | WORD_RATE_POLICY)
#define WORDS_PIVOT                                                                                \
    (WORD_PERIOD | WORD_FILTERS | WORD_GROUP_BY | WORD_COLUMNS | WORD_PIVOT_STEP | WORD_SHOW |     \
     WORD_METRIC | WORD_BASIS | WORD_COMPARE | WORD_PIVOT_TOP | WORD_PIVOT_LIMIT | WORD_CURSOR |   \
     WORD_AS_OF | WORD_CURRENCY | WORD_RATE_SET | WORD_RATE_POLICY)
#define WORDS_CHARGES                                                                              \
    (WORD_PERIOD | WORD_FILTERS | WORD_BASIS | WORD_LIMIT | WORD_CURSOR | WORD_AS_OF)
#define WORDS_DIMENSION                                                                            \
    (WORD_PERIOD | WORD_FILTERS | WORD_METRIC | WORD_Q | WORD_LIMIT | WORD_CURSOR | WORD_AS_OF)
#define WORDS_S0                                                                                   \
    (WORD_CLOUD | WORD_START | WORD_END | WORD_SCOPE_KEY | WORD_SERVICE_KEY | WORD_ONLY_CURRENCY)
#define REQUIRED_S0 (WORD_START | WORD_END)

/* clang-format off */
const struct view_question view_questions[] = {
    { .name = "costs", .answer = costs_answer, .words = WORDS_COSTS, .window = "30d", .is_list = true,
      .help = "Cost by any FOCUS dimension or tag, over time, compared with another period." },
    { .name = "costs_summary", .answer = summary_answer, .words = WORDS_SUMMARY, .window = "30d",
      .help = "A period in short: total and change, extremes, the month so far and where it is heading." },
    { .name = "costs_variance", .answer = variance_answer, .words = WORDS_VARIANCE, .window = "30d",
      .is_list = true, .compares = true,
      .help = "Why a period cost more or less than another: usage, price, what is new, gone, or without a quantity." },
    { .name = "costs_pivot", .answer = pivot_answer, .words = WORDS_PIVOT, .window = "30d", .is_list = true,
      .help = "Cost as a table: a tree of rows with subtotals beside columns of dimensions and time." },
    { .name = "charges", .answer = charges_answer, .words = WORDS_CHARGES, .window = "30d", .is_list = true,
      .help = "The charges themselves, with all their columns." },
    { .name = "dimensions", .answer = dimensions_answer, .words = WORDS_DIMENSION | WORD_NAME,
      .required = WORD_NAME, .window = "all", .is_list = true,
      .help = "The values of one dimension or tag, the costliest first." },
    { .name = "dimension_names", .answer = dimension_names_answer, .window = "all",
      .help = "The columns that may be grouped and filtered by." },
    { .name = "tags", .answer = tags_answer, .words = WORD_Q | WORD_LIMIT | WORD_AS_OF, .window = "all", .is_list = true,
      .help = "The keys of tags, the most used first." },
    { .name = "tag_collisions", .answer = tag_collisions_answer, .words = WORD_PERIOD | WORD_FILTERS | WORD_AS_OF,
      .window = "all", .is_list = true,
      .help = "Keys of tags that are called the same once normalised, the one that counts first." },
    { .name = "period_history", .answer = history_answer,
      .words = WORD_MONTH | WORD_SOURCE | WORD_COST | WORD_LIMIT | WORD_AS_OF, .required = WORD_MONTH, .window = "all",
      .help = "How the total of a billing month came to be: a step for every change, and what it changed." },
    { .name = "quality", .answer = quality_answer,
      .words = WORD_MONTH | WORD_SOURCE | WORD_COST | WORD_AS_OF, .required = WORD_MONTH, .window = "all",
      .help = "How good a billing month's data is: columns that lost values, missing days, tag keys that collide, how late it came." },
    { .name = "status", .answer = status_answer, .window = "all",
      .help = "What data there is: version, currencies, providers, first and last day." },
    { .name = "s0_filters", .answer = s0_filters_answer, .words = WORD_CLOUD, .window = "all",
      .help = "Older interface: what may be filtered by." },
    { .name = "s0_summary", .answer = s0_summary_answer, .words = WORDS_S0, .required = REQUIRED_S0,
      .help = "Older interface: total, change, top services and accounts." },
    { .name = "s0_timeseries", .answer = s0_timeseries_answer, .words = WORDS_S0 | WORD_DAILY,
      .required = REQUIRED_S0, .help = "Older interface: cost per day." },
    { .name = "s0_top_services", .answer = s0_top_services_answer, .words = WORDS_S0 | WORD_TOP_LIMIT,
      .required = REQUIRED_S0, .help = "Older interface: the costliest services." },
};
/* clang-format on */

const size_t view_question_count = ARRAY_COUNT(view_questions);

static const struct {
    const char *name;
    const char *content_type;
} formats[VIEW_FORMAT_COUNT] = {
    [VIEW_JSON] = { "json", "application/json" },
    [VIEW_CSV] = { "csv", "text/csv; charset=utf-8" },
    [VIEW_NDJSON] = { "ndjson", "application/x-ndjson" },
    [VIEW_PARQUET] = { "parquet", "application/vnd.apache.parquet" },
};

const char *view_content_type(enum view_format format)
{
    return formats[format].content_type;
}

bool view_format_parse(const char *name, enum view_format *out)
{
    for (int i = 0; i < VIEW_FORMAT_COUNT; i++) {
        if (strcmp(formats[i].name, name) != 0)
            continue;
        *out = (enum view_format)i;
        return true;
    }
    return false;
}

const struct view_question *view_question_find(const char *name)
{
    for (size_t i = 0; i < view_question_count; i++)
        if (strcmp(view_questions[i].name, name) == 0)
            return &view_questions[i];
    return NULL;
}

/* Take the word `format` out of the pairs. */
static bool take_format(const struct view_request *request, struct query_pair *pairs,
                        size_t *pair_count, enum view_format *format, struct err *err)
{
    *format = request->format;
    *pair_count = 0;
    for (size_t i = 0; i < request->pair_count; i++) {
        if (strcmp(request->pairs[i].name, "format") != 0)
            pairs[(*pair_count)++] = request->pairs[i];
        else if (!view_format_parse(request->pairs[i].value, format))
            return err_set(err, ERR_USAGE,
                           "format: must be json, csv, ndjson or parquet; it is \"%.80s\"",
                           request->pairs[i].value);
    }
    if (!request->question->is_list && *format != VIEW_JSON)
        return err_set(err, ERR_USAGE, "format: this question is answered in JSON alone");
    return true;
}

static bool check_required(const struct view_request *request, struct arena *arena,
                           const char **parameter, struct err *err)
{
    for (size_t w = 0; w < query_word_count; w++) {
        bool said = false;

        if (!(request->question->required & query_words[w].bit))
            continue;
        for (size_t i = 0; i < request->pair_count && !said; i++)
            said = strcmp(request->pairs[i].name, query_words[w].name) == 0;
        if (said)
            continue;
        *parameter = arena_strdup(arena, query_words[w].name);
        return err_set(err, ERR_USAGE, "%s: missing; it must be %s", query_words[w].name,
                       query_words[w].values);
    }
    return true;
}

static bool has_word(const struct view_request *request, const char *name)
{
    for (size_t i = 0; i < request->pair_count; i++)
        if (strcmp(request->pairs[i].name, name) == 0)
            return true;
    return false;
}

/* What a cache may go by. The day of today is part of it: it decides what is estimated, and what
 * some windows mean. The versions are those that answer: what was known at a moment stays; but not
 * of invoices, of which one that is changed is kept as it is now alone. */
static const char *canonical(const struct view_call *call, const struct snapshot *now)
{
    bool has_invoices = call->query.currency && call->query.rate_policy == RATE_INVOICE_DATE;
    char start[DATE_TEXT_SIZE];
    char end[DATE_TEXT_SIZE];
    char today[DATE_TEXT_SIZE];

    date_format(call->query.period.start, start);
    date_format(call->query.period.end, end);
    date_format(call->facts.today, today);
    return arena_printf(
        call->arena, "%" PRId64 "/%" PRId64 "/%" PRId64 " %s.%s?%s&cursor=%s#%s/%s@%s%s",
        snapshot_version(call->snapshot), call->compared ? snapshot_version(call->compared) : 0,
        has_invoices ? snapshot_version(now) : 0, call->question->name, formats[call->format].name,
        call->query.canonical, call->query.cursor ? call->query.cursor : "", start, end, today,
        call->path);
}

/* as_of decides what data there is, so it is read before the other words are. What it said of today
 * was true then too: no window reaches further, and months were open. A value that is none is left
 * to query_parse. */
static bool take_as_of(struct view_call *call, const struct query_pair *pairs, size_t pair_count,
                       struct err *err)
{
    const int64_t day_length = (int64_t)86400 * 1000000;
    int64_t moment;

    if (!(call->question->words & WORD_AS_OF))
        return true;
    for (size_t i = 0; i < pair_count; i++) {
        if (strcmp(pairs[i].name, "as_of") != 0 || !query_moment(pairs[i].value, &moment))
            continue;
        if (!snapshot_as_of(call->snapshot, moment, &call->as_of, err))
            return false;
        call->snapshot = call->as_of;
        if (moment / day_length < call->facts.today)
            call->facts.today = (int32_t)(moment / day_length);
        return true;
    }
    return true;
}

bool call_find_facts(struct view_call *call, const struct query_pair *pairs, size_t pair_count,
                     bool with_providers, struct err *err)
{
    int32_t today;

    call->facts.today = INT32_MAX;
    if (!take_as_of(call, pairs, pair_count, err))
        return false;
    today = call->facts.today;
    if (!snapshot_facts(call->snapshot, with_providers, &call->facts, err))
        return false;
    if (today < call->facts.today)
        call->facts.today = today;
    call->facts.window = call->question->window;
    call->facts.compares = call->question->compares;
    return true;
}

/* Whether the set of rates can be told. */
static bool check_rates(const struct view_call *call, const char **parameter, struct err *err)
{
    const char *set;

    if (!call->query.currency || !(call->question->words & WORD_CURRENCY) ||
        rates_choose_set(call->snapshot, call->query.rate_set, call->arena, &set, err))
        return true;
    if (err->code == ERR_USAGE)
        *parameter = "rate_set";
    return false;
}

static bool read_query(struct view_call *call, struct snapshot *now, const struct query_pair *pairs,
                       size_t pair_count, const char **parameter, struct err *err)
{
    return query_parse(pairs, pair_count, call->question->words, &call->facts, call->arena,
                       &call->query, parameter, err) &&
           (call->query.compare != COMPARE_AS_OF ||
            snapshot_as_of(now, call->query.compare_as_of, &call->compared, err)) &&
           check_rates(call, parameter, err);
}

bool view_prepare(struct snapshot *snapshot, const struct view_request *request,
                  struct arena *arena, struct view_call **out, const char **parameter,
                  struct err *err)
{
    struct view_call *call = ARENA_NEW(arena, struct view_call);
    struct query_pair *pairs = ARENA_ARRAY(arena, struct query_pair, request->pair_count + 1);
    size_t pair_count;

    *parameter = NULL;
    call->snapshot = snapshot;
    call->question = request->question;
    call->arena = arena;
    call->path = arena_strdup(arena, request->path ? request->path : "");
    call->lock = ARENA_NEW(arena, pthread_mutex_t);
    pthread_mutex_init(call->lock, NULL);
    if (!take_format(request, pairs, &pair_count, &call->format, err)) {
        *parameter = "format";
        view_done(call);
        return false;
    }
    if (!check_required(request, arena, parameter, err) ||
        !call_find_facts(call, pairs, pair_count, has_word(request, "cloud"), err) ||
        !read_query(call, snapshot, pairs, pair_count, parameter, err)) {
        view_done(call);
        return false;
    }
    call->canonical = canonical(call, snapshot);
    *out = call;
    return true;
}

void view_done(struct view_call *call)
{
    if (!call)
        return;
    snapshot_release(call->as_of);
    snapshot_release(call->compared);
    pthread_mutex_destroy(call->lock);
}

void view_donep(struct view_call **call)
{
    view_done(*call);
    *call = NULL;
}

const char *view_canonical(const struct view_call *call)
{
    return call->canonical;
}

const struct query *view_query(const struct view_call *call)
{
    return call->question->words ? &call->query : NULL;
}

enum view_format view_call_format(const struct view_call *call)
{
    return call->format;
}

void call_set_db(struct view_call *call, struct db *db)
{
    pthread_mutex_lock(call->lock);
    call->db = db;
    pthread_mutex_unlock(call->lock);
}

bool call_connect(struct view_call *call, enum engine engine, struct err *err)
{
    enum engine seat = snapshot_is_server(call->snapshot) ? engine : ENGINE_WAREHOUSE;

    if (!call->dbs[seat] && !snapshot_connect(call->snapshot, seat, &call->dbs[seat], err))
        return false;
    call_set_db(call, call->dbs[seat]);
    return true;
}

void call_disconnect(struct view_call *call)
{
    call_set_db(call, NULL);
    for (int engine = 0; engine < ENGINE_COUNT; engine++) {
        if (call->dbs[engine])
            snapshot_disconnect(call->snapshot, (enum engine)engine, call->dbs[engine]);
        call->dbs[engine] = NULL;
    }
}

bool view_answer(struct view_call *call, struct buf *out, struct err *err)
{
    bool done = call->question->answer(call, out, err);

    call_disconnect(call);
    return done && buf_check(out, "the answer", err);
}

void view_interrupt(struct view_call *call)
{
    pthread_mutex_lock(call->lock);
    if (call->db)
        db_interrupt(call->db);
    pthread_mutex_unlock(call->lock);
}
