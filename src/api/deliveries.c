/* SPDX-License-Identifier: Apache-2.0 */
#include "api/deliveries.h"

#include "base/json.h"
#include "base/limits.h"
#include "run/decide.h"
#include "run/delivery.h"
#include "run/diff.h"
#include "run/invoice.h"
#include "run/overlap.h"
#include "run/rejects.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_SIZE = 100, PRIORITY_MOST = 1000 };

/* Where an answer grows. */
struct writing {
    struct buf body;
    struct json json;
};

static void writing_init(struct writing *writing)
{
    buf_init(&writing->body, LIMIT_ANSWER);
    json_init(&writing->json, &writing->body);
}

/* A number from 1 to maximum; a missing parameter is the fallback. */
static bool number_value(struct call *call, const char *name, int64_t maximum, int64_t fallback,
                         int64_t *out, struct err *err)
{
    const char *text = call_value(call, name);
    int64_t value = fallback;

    if (text) {
        char *end;

        value = strtoll(text, &end, 10);
        if (*text < '1' || *text > '9' || *end || value > maximum) {
            call->parameter = name;
            return err_set(err, ERR_USAGE, "%s '%s' is no number from 1 to %lld", name, text,
                           (long long)maximum);
        }
    }
    *out = value;
    return true;
}

static bool state_is_known(struct call *call, const char *state, struct err *err)
{
    if (!state || delivery_state_check(state, err))
        return true;
    call->parameter = "state";
    return false;
}

static bool list(struct call *call, struct json *json, struct err *err)
{
    static const char *const names[] = { "limit", "cursor", "state", "source", NULL };
    struct delivery_query query = { .state = call_value(call, "state"),
                                    .source = call_value(call, "source") };

    return call_check_names(call, names, err) && state_is_known(call, query.state, err) &&
           number_value(call, "limit", LIMIT_PAGE_ROW_COUNT, LIST_SIZE, &query.limit, err) &&
           number_value(call, "cursor", INT64_MAX - 1, 0, &query.before, err) &&
           delivery_list_json(call_catalogue(call), &query, json, err);
}

void deliveries_list(struct call *call)
{
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body, list(call, &writing.json, &err), &err);
}

/* The number in the path. */
static bool path_id(const struct call *call, int64_t *delivery_id, struct err *err)
{
    char *end;

    *delivery_id = strtoll(call->rest, &end, 10);
    return (*call->rest >= '1' && *call->rest <= '9' && !*end) ||
           err_set(err, ERR_MISSING, "there is no delivery %s", call->rest);
}

static bool get(struct call *call, struct json *json, struct err *err)
{
    static const char *const none[] = { NULL };
    int64_t delivery_id;

    return call_check_names(call, none, err) && path_id(call, &delivery_id, err) &&
           delivery_json(call_catalogue(call), &call->service->config->place, delivery_id, json,
                         err);
}

void deliveries_get(struct call *call)
{
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body, get(call, &writing.json, &err), &err);
}

/* Rejected rows have pages in every format: there may be a million. */
static bool rejects(struct call *call, struct buf *body, int64_t *next, struct err *err)
{
    static const char *const names[] = { "limit", "cursor", NULL };
    static const enum reject_format forms[VIEW_FORMAT_COUNT] = {
        [VIEW_JSON] = REJECTS_JSON, [VIEW_CSV] = REJECTS_CSV, [VIEW_NDJSON] = REJECTS_NDJSON
    };
    struct reject_query query = { .format = forms[call->format] };
    int64_t usual = call->format == VIEW_JSON ? LIST_SIZE : LIMIT_ANSWER_ROW_COUNT;
    int64_t delivery_id;

    return call_check_names(call, names, err) && path_id(call, &delivery_id, err) &&
           number_value(call, "limit", LIMIT_ANSWER_ROW_COUNT, usual, &query.limit, err) &&
           number_value(call, "cursor", INT64_MAX - LIMIT_ANSWER_ROW_COUNT - 1, 0, &query.offset,
                        err) &&
           rejects_write(call_catalogue(call), &call->service->config->place, delivery_id, &query,
                         body, next, err) &&
           buf_check(body, "the page of rejected rows", err);
}

/* The next page also stands in the header, for formats without a place for it. */
static void reply_rejects(struct call *call, struct buf *body, int64_t next)
{
    struct arena *arena = &call->request->arena;
    const char *limit = call_value(call, "limit");
    struct http_answer *answer = respond_bytes(200, view_content_type(call->format), body);

    http_answer_add(answer, "Cache-Control", "no-store");
    if (next) {
        const char *link =
            arena_printf(arena, "</api/v1/deliveries/%s/rejects?cursor=%lld%s%s%s>; rel=\"next\"",
                         call->rest, (long long)next, limit ? "&limit=" : "", limit ? limit : "",
                         call->format == VIEW_JSON  ? ""
                         : call->format == VIEW_CSV ? "&format=csv"
                                                    : "&format=ndjson");

        http_answer_add(answer, "Link", link);
    }
    call_reply(call, answer);
}

void deliveries_rejects(struct call *call)
{
    struct buf body;
    struct err err = { 0 };
    int64_t next = 0;

    if (call->format == VIEW_PARQUET) {
        call_fail_status(call, 406, "here are application/json, text/csv and application/x-ndjson");
        return;
    }
    buf_init(&body, LIMIT_ANSWER);
    if (rejects(call, &body, &next, &err))
        reply_rejects(call, &body, next);
    else
        call_fail(call, &err);
    buf_done(&body);
}

static bool diff(struct call *call, struct json *json, struct err *err)
{
    static const char *const names[] = { "metric", "limit", "cursor", NULL };
    struct diff_query query = { .metric = call_value(call, "metric") };
    int64_t delivery_id;

    return call_check_names(call, names, err) && path_id(call, &delivery_id, err) &&
           number_value(call, "limit", LIMIT_PAGE_ROW_COUNT, LIST_SIZE, &query.limit, err) &&
           number_value(call, "cursor", INT64_MAX - LIMIT_PAGE_ROW_COUNT, 0, &query.offset, err) &&
           delivery_diff_json(call_catalogue(call), call->service->config, delivery_id, &query,
                              json, err);
}

void deliveries_diff(struct call *call)
{
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body, diff(call, &writing.json, &err), &err);
}

static bool decide(struct call *call, enum decision decision, struct json *json, struct err *err)
{
    static const char *const none[] = { NULL };
    static const char *const names[] = { "reason", NULL };
    const struct query_pair *words;
    struct decided decided;
    size_t count;
    int64_t delivery_id;

    if (!call_check_names(call, none, err) || !path_id(call, &delivery_id, err) ||
        !call_body_words(call, names, &words, &count, err))
        return false;
    call->parameter = "reason";
    if (!delivery_decide(call_catalogue(call), &call->service->config->place, delivery_id, decision,
                         words_find(words, count, "reason"), &call->request->arena, &decided,
                         err)) {
        if (err->code != ERR_USAGE)
            call->parameter = NULL;
        return false;
    }
    /* Whoever decided and asks next sees what came of it. */
    if (!service_notice(call->service, call_catalogue(call), err))
        return false;
    json_object(json);
    json_member_int(json, "delivery_id", delivery_id);
    json_member_text(json, "state", decided.state);
    json_member_text(json, "advice", *decided.advice ? decided.advice : NULL);
    json_object_end(json);
    return true;
}

static void reply_decision(struct call *call, enum decision decision)
{
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body, decide(call, decision, &writing.json, &err), &err);
}

void deliveries_accept(struct call *call)
{
    reply_decision(call, DECISION_ACCEPT);
}

void deliveries_reject(struct call *call)
{
    reply_decision(call, DECISION_REJECT);
}

void sources_list(struct call *call)
{
    static const char *const none[] = { NULL };
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body,
                call_check_names(call, none, &err) &&
                    source_list_json(call_catalogue(call), &writing.json, &err),
                &err);
}

static bool compare(struct call *call, struct json *json, struct err *err)
{
    static const char *const names[] = { "month", "metric", NULL };
    struct shadow_count count;
    const char *text;
    int32_t month;

    if (!call_check_names(call, names, err))
        return false;
    text = call_value(call, "month");
    if (!text || !invoice_month_parse(text, &month)) {
        call->parameter = "month";
        return text ? err_set(err, ERR_USAGE,
                              "month: must be a month such as 2026-10; it is \"%.40s\"", text)
                    : err_set(err, ERR_USAGE, "month is required, such as 2026-10");
    }
    call->parameter = "metric";
    if (shadows_json(call_catalogue(call), call->service->config, month, call_value(call, "metric"),
                     json, &count, err))
        return true;
    if (err->code != ERR_USAGE)
        call->parameter = NULL;
    return false;
}

void sources_compare(struct call *call)
{
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body, compare(call, &writing.json, &err), &err);
}

static bool parse_priority(struct call *call, const char *text, int64_t *priority, struct err *err)
{
    char *end;

    *priority = strtoll(text, &end, 10);
    if (*text && !*end && *priority >= 0 && *priority <= PRIORITY_MOST)
        return true;
    call->parameter = "priority";
    return err_set(err, ERR_USAGE, "priority '%s' is no number from 0 to %d", text, PRIORITY_MOST);
}

static bool set_source(struct call *call, struct json *json, struct err *err)
{
    static const char *const none[] = { NULL };
    static const char *const names[] = { "name", "role", "priority", NULL };
    const struct query_pair *words;
    struct source_change change = { 0 };
    const char *priority;
    size_t count;

    if (!call_check_names(call, none, err) || !call_body_words(call, names, &words, &count, err))
        return false;
    change.name = words_find(words, count, "name");
    change.role = words_find(words, count, "role");
    priority = words_find(words, count, "priority");
    change.has_priority = priority != NULL;
    if (!change.name) {
        call->parameter = "name";
        return err_set(err, ERR_USAGE, "name: which source?");
    }
    return (!priority || parse_priority(call, priority, &change.priority, err)) &&
           source_change(call_catalogue(call), &change, err) &&
           service_notice(call->service, call_catalogue(call), err) &&
           source_list_json(call_catalogue(call), json, err);
}

void sources_set(struct call *call)
{
    struct writing writing;
    struct err err = { 0 };

    writing_init(&writing);
    call_finish(call, &writing.body, set_source(call, &writing.json, &err), &err);
}
