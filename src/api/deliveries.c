/* SPDX-License-Identifier: Apache-2.0 */
/* deliveries.c -- what was delivered and by whom. Its answers are those of run/delivery.h. */
#include "api/call.h"
#include "api/routes.h"
#include "api/upload.h"
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
    struct delivery_query query = { .state = call_value(call, "state"),
                                    .source = call_value(call, "source") };

    return state_is_known(call, query.state, err) &&
           number_value(call, "limit", LIMIT_PAGE_ROW_COUNT, LIST_SIZE, &query.limit, err) &&
           number_value(call, "cursor", INT64_MAX - 1, 0, &query.before, err) &&
           delivery_list_json(call_catalogue(call), &query, json, err);
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
    int64_t delivery_id;

    return path_id(call, &delivery_id, err) &&
           delivery_json(call_catalogue(call), &call->service->config->place, delivery_id, json,
                         err);
}

/* Rejected rows have pages in every format: there may be a million. */
static bool rejects(struct call *call, struct buf *body, int64_t *next, struct err *err)
{
    static const enum reject_format forms[VIEW_FORMAT_COUNT] = {
        [VIEW_JSON] = REJECTS_JSON, [VIEW_CSV] = REJECTS_CSV, [VIEW_NDJSON] = REJECTS_NDJSON
    };
    struct reject_query query = { .format = forms[call->format] };
    int64_t usual = call->format == VIEW_JSON ? LIST_SIZE : LIMIT_ANSWER_ROW_COUNT;
    int64_t delivery_id;

    return path_id(call, &delivery_id, err) &&
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

static void list_rejects(struct call *call)
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
    struct diff_query query = { .metric = call_value(call, "metric") };
    int64_t delivery_id;

    return path_id(call, &delivery_id, err) &&
           number_value(call, "limit", LIMIT_PAGE_ROW_COUNT, LIST_SIZE, &query.limit, err) &&
           number_value(call, "cursor", INT64_MAX - LIMIT_PAGE_ROW_COUNT, 0, &query.offset, err) &&
           delivery_diff_json(call_catalogue(call), call->service->config, delivery_id, &query,
                              json, err);
}

static bool decide(struct call *call, enum decision decision, struct json *json, struct err *err)
{
    const struct query_pair *words;
    struct decided decided;
    size_t count;
    int64_t delivery_id;

    if (!path_id(call, &delivery_id, err) || !call_body_words(call, &words, &count, err))
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

static bool accept(struct call *call, struct json *json, struct err *err)
{
    return decide(call, DECISION_ACCEPT, json, err);
}

static bool reject(struct call *call, struct json *json, struct err *err)
{
    return decide(call, DECISION_REJECT, json, err);
}

static bool list_sources(struct call *call, struct json *json, struct err *err)
{
    return source_list_json(call_catalogue(call), json, err);
}

static bool compare_sources(struct call *call, struct json *json, struct err *err)
{
    struct shadow_count count;
    const char *text;
    int32_t month;

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
    const struct query_pair *words;
    struct source_change change = { 0 };
    const char *priority;
    size_t count;

    if (!call_body_words(call, &words, &count, err))
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

/* ---- routes ---- */

static const struct route_param source_params[] = {
    { "name", "string", "Name of the source.", "aws.cur2:123456789012", true },
    { "role", "string",
      "`primary`: it counts unless one of higher priority has the same accounts; `shadow`: it is "
      "only compared.",
      "primary", false },
    { "priority", "integer", "Of two feeds of the same accounts the higher one counts; 0 to 1000.",
      "60", false },
    { 0 },
};

static const struct route_param compare_params[] = {
    { "month", "string", "The month.", "2026-10", true },
    { "metric", "string",
      "`billed_cost` (the default), `effective_cost`, `list_cost` or `contracted_cost`.", NULL,
      false },
    { 0 },
};

static const struct route_param list_params[] = {
    { "limit", "integer", "How many of a page, 1 to 1000.", "100", false },
    { "cursor", "string", "`page.next_cursor` of the page before.", NULL, false },
    { "state", "string", "Only deliveries in this state.", "active", false },
    { "source", "string", "Only deliveries of this source.", NULL, false },
    { 0 },
};

static const struct route_param upload_params[] = {
    { "name", "string", "What the file is called.", "2026-10.csv.gz", true },
    { "source", "string",
      "The feed that it belongs to; otherwise told by format and billing account.", NULL, false },
    { "currency", "string", "ISO 4217 code for a bill that has no currency column.", "USD", false },
    { "date_order", "string",
      "`day-first` or `month-first`, for a bill whose dates can be read both ways.", NULL, false },
    { 0 },
};

static const struct route_param reject_params[] = {
    { "limit", "integer",
      "How many of a page, 1 to 100000; without it 100 in JSON, else as many as may be.", "100",
      false },
    { "cursor", "string", "`page.next_cursor` of the page before; the header Link says it too.",
      NULL, false },
    { 0 },
};

static const struct route_param diff_params[] = {
    { "metric", "string",
      "`billed_cost` (the default), `effective_cost`, `list_cost` or `contracted_cost`.", NULL,
      false },
    { "limit", "integer", "How many lines of a page, 1 to 1000.", "100", false },
    { "cursor", "string", "`page.next_cursor` of the page before.", NULL, false },
    { 0 },
};

static const struct route_param decision_params[] = {
    { "reason", "string", "Why; it is kept with the decision.", "Checked with the provider.",
      true },
    { 0 },
};

static const struct route_param again_params[] = {
    { "source", "string", "Another feed than the one it belonged to.", NULL, false },
    { "currency", "string", "As at the upload: of a bill that has no currency column.", "USD",
      false },
    { "date_order", "string", "As at the upload: `day-first` or `month-first`.", NULL, false },
    { 0 },
};

const struct route delivery_routes[] = {
    { .method = HTTP_GET,
      .path = "/api/v1/sources",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help = "The feeds that bills come from, with what of them counts now.",
      .schema = "SourceList",
      .is_live = true,
      .write = list_sources },
    { .method = HTTP_POST,
      .path = "/api/v1/sources",
      .scope = SCOPE_ADMIN,
      .group = "Deliveries",
      .help =
          "Set the priority or the role of a feed; which of two feeds of the same accounts counts "
          "follows at once. Answers the feeds as they are then.",
      .params = source_params,
      .schema = "SourceList",
      .body = BODY_JSON,
      .write = set_source },
    { .method = HTTP_GET,
      .path = "/api/v1/sources/compare",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help = "Feeds of the same money in one month: each shadow beside the feed that counts in "
              "its place, for the accounts that both have.",
      .params = compare_params,
      .schema = "SourceComparison",
      .is_live = true,
      .write = compare_sources },
    { .method = HTTP_GET,
      .path = "/api/v1/deliveries",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help = "What was delivered, the newest first.",
      .params = list_params,
      .schema = "DeliveryList",
      .is_live = true,
      .write = list },
    { .method = HTTP_POST,
      .path = "/api/v1/deliveries",
      .scope = SCOPE_ADMIN,
      .group = "Deliveries",
      .help = "Send a bill, as its bytes are; it is checked and imported behind the scenes. With "
              "an Idempotency-Key, a "
              "repeated request becomes the same run.",
      .params = upload_params,
      .schema = "RunStarted",
      .status = 202,
      .body = BODY_FILE,
      .run = upload_run },
    { .method = HTTP_GET,
      .path = "/api/v1/deliveries/{id}",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help = "One delivery with its scopes, totals, files, checks, dropped rows and a sample of "
              "rejected rows.",
      .path_help = "The number of the delivery.",
      .schema = "DeliveryDetail",
      .is_live = true,
      .write = get },
    { .method = HTTP_GET,
      .path = "/api/v1/deliveries/{id}/rejects",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help = "All rows of a delivery that could not be mapped, by file, row and column.",
      .params = reject_params,
      .path_help = "The number of the delivery.",
      .schema = "RejectList",
      .is_list = true,
      .is_live = true,
      .run = list_rejects },
    { .method = HTTP_GET,
      .path = "/api/v1/deliveries/{id}/diff",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help =
          "What a delivery changes by account, service and category: one that counts or counted "
          "beside what it replaced, another beside what counts now.",
      .params = diff_params,
      .path_help = "The number of the delivery.",
      .schema = "DeliveryDiff",
      .is_live = true,
      .write = diff },
    { .method = HTTP_POST,
      .path = "/api/v1/deliveries/{id}/accept",
      .scope = SCOPE_ADMIN,
      .group = "Deliveries",
      .help =
          "Let a held delivery count, or one that was rejected; not when an invariant is broken.",
      .params = decision_params,
      .path_help = "The number of the delivery.",
      .schema = "Decision",
      .body = BODY_JSON,
      .write = accept },
    { .method = HTTP_POST,
      .path = "/api/v1/deliveries/{id}/reject",
      .scope = SCOPE_ADMIN,
      .group = "Deliveries",
      .help = "Let a delivery not count; what counted before it does again.",
      .params = decision_params,
      .path_help = "The number of the delivery.",
      .schema = "Decision",
      .body = BODY_JSON,
      .write = reject },
    { .method = HTTP_POST,
      .path = "/api/v1/deliveries/{id}/again",
      .scope = SCOPE_ADMIN,
      .group = "Deliveries",
      .help = "Map the landed bytes of a delivery again, behind the scenes; they become a delivery "
              "of their own that takes its place.",
      .params = again_params,
      .path_help = "The number of the delivery.",
      .schema = "RunStarted",
      .status = 202,
      .body = BODY_JSON,
      .run = upload_again },
    { .method = HTTP_GET,
      .path = "/api/v1/runs/{id}",
      .scope = SCOPE_READ,
      .group = "Deliveries",
      .help = "How far the import of an uploaded bill is, and what came of it.",
      .path_help = "The `run_id` of the upload.",
      .schema = "Run",
      .is_live = true,
      .write = run_get },
    { 0 },
};
