/* SPDX-License-Identifier: Apache-2.0 */
#include "api/app.h"

#include "api/call.h"
#include "api/guard.h"
#include "api/negotiate.h"
#include "api/question.h"
#include "api/upload.h"
#include "base/clock.h"
#include "base/limits.h"
#include "view/query.h"

#include <string.h>
#include <strings.h>

/* ---- what handlers call ---- */

void call_reply(struct call *call, struct http_answer *answer)
{
    http_reply(call->request, answer);
}

static enum error_style style_of(const struct call *call)
{
    return call->route ? call->route->errors : ERRORS_PROBLEM;
}

void call_fail(struct call *call, struct err *err)
{
    struct http_answer *answer = respond_error(call->request, style_of(call), err, call->parameter);

    if (err->code == ERR_BUG || err->code == ERR_UPSTREAM)
        log_event(&call->service->log, LOG_ERROR, "request.failed",
                  (struct log_field[]){ LOG_TEXT("path", call->route ? call->route->path : ""),
                                        LOG_TEXT("error", err_text(err)), LOG_END });
    err_done(err);
    call_reply(call, answer);
}

void call_fail_status(struct call *call, int status, const char *detail)
{
    call_reply(call, respond_status(call->request, style_of(call), status, detail));
}

void call_reply_json(struct call *call, struct buf *body, const char *location)
{
    struct http_answer *answer;
    struct err err = { 0 };

    if (!buf_check(body, "the answer", &err)) {
        call_fail(call, &err);
        return;
    }
    answer =
        respond_bytes(call->route->status ? call->route->status : 200, "application/json", body);
    http_answer_add(answer, "Cache-Control", "no-store");
    if (location)
        http_answer_add(answer, "Location", location);
    call_reply(call, answer);
}

bool call_wrong(struct call *call, const char *name, const char *what, struct err *err)
{
    call->parameter = name;
    return err_set(err, ERR_USAGE, "%s: must be %s", name, what);
}

static const struct route_param *find_param(const struct route *route, const char *name)
{
    const struct route_param *param = route->params;

    while (param && param->name && strcmp(param->name, name) != 0)
        param++;
    return param && param->name ? param : NULL;
}

/* Only what the reference names may be said. */
static bool check_names(struct call *call, const struct query_pair *pairs, size_t count,
                        bool in_body, struct err *err)
{
    bool takes_any = in_body == (call->route->body == BODY_JSON);

    for (size_t i = 0; i < count; i++) {
        if (takes_any && find_param(call->route, pairs[i].name))
            continue;
        call->parameter = pairs[i].name;
        return err_set(err, ERR_USAGE, "there is no parameter '%s' here", pairs[i].name);
    }
    return true;
}

/* Every member is what the reference says: "5" is no number, 5 is no text. */
static bool check_kinds(struct call *call, const struct query_pair *pairs, size_t count,
                        struct err *err)
{
    static const struct {
        const char *type;
        const char *must;
    } kinds[] = { [QUERY_TEXT] = { "string", "a text" },
                  [QUERY_NUMBER] = { "integer", "a whole number" },
                  [QUERY_BOOLEAN] = { "boolean", "true or false" } };

    for (size_t i = 0; i < count; i++) {
        const struct route_param *param = find_param(call->route, pairs[i].name);
        size_t kind = 0;

        while (kind < ARRAY_COUNT(kinds) && strcmp(kinds[kind].type, param->type) != 0)
            kind++;
        if (kind == ARRAY_COUNT(kinds) || kind == (size_t)pairs[i].kind)
            continue;
        call->parameter = pairs[i].name;
        return err_set(err, ERR_USAGE, "%s: must be %s", pairs[i].name, kinds[kind].must);
    }
    return true;
}

bool call_body_words(struct call *call, const struct query_pair **pairs, size_t *count,
                     struct err *err)
{
    const struct buf *body = &call->request->body;

    return query_pairs_from_json(buf_text(body), body->size, &call->request->arena, pairs, count,
                                 err) &&
           check_names(call, *pairs, *count, true, err) && check_kinds(call, *pairs, *count, err);
}

const char *call_value(const struct call *call, const char *name)
{
    return words_find(call->pairs, call->pair_count, name);
}

struct catalogue *call_catalogue(const struct call *call)
{
    return call->service->catalogues[call->worker];
}

/* ---- begin: on the server's thread ---- */

/* The trace id of "00-<32 hex>-<16 hex>-<2 hex>"; NULL for anything else. */
static const char *trace_id_of(struct http_request *request)
{
    enum { ID_SIZE = 32, WHOLE_SIZE = 55 };
    const char *text = request->head.values[HTTP_TRACEPARENT];

    if (!text || strlen(text) != WHOLE_SIZE || strncmp(text, "00-", 3) != 0 ||
        strspn(text + 3, "0123456789abcdef") != ID_SIZE || text[35] != '-')
        return NULL;
    return arena_strndup(&request->arena, text + 3, ID_SIZE);
}

static void reply_allow(struct call *call, const struct route *route, int status)
{
    const char *allow =
        route ? route_allow(route, &call->request->arena) : "GET, HEAD, POST, PUT, DELETE, OPTIONS";
    struct http_answer *answer =
        status == 204
            ? respond_empty(204)
            : respond_status(call->request, route ? route->errors : ERRORS_PROBLEM, status,
                             arena_printf(&call->request->arena, "allowed are: %s", allow));

    http_answer_add(answer, "Allow", allow);
    call_reply(call, answer);
}

static bool is_below_api(const struct http_request *request)
{
    return request->path_size >= 5 && memcmp(request->path, "/api/", 5) == 0;
}

static void fail_no_path(struct call *call)
{
    call_fail_status(call, 404,
                     arena_printf(&call->request->arena, "there is no %.*s",
                                  (int)call->request->path_size, call->request->path));
}

/* Find the route; false: answered already. */
static bool find_route(struct call *call, const char **rest, size_t *rest_size)
{
    struct http_request *request = call->request;
    const struct route *route = NULL;
    enum route_match match =
        route_find(request->method, request->path, request->path_size, &route, rest, rest_size);

    if (request->method == HTTP_OPTIONS) {
        reply_allow(call, route, 204);
        return false;
    }
    if (match == ROUTE_NO_PATH || (route->is_hidden && is_below_api(request))) {
        fail_no_path(call);
        return false;
    }
    if (match == ROUTE_NO_METHOD) {
        reply_allow(call, route, 405);
        return false;
    }
    call->route = route;
    return true;
}

static bool is_json(const char *content_type)
{
    size_t size = content_type ? strcspn(content_type, "; ") : 0;

    return size == 16 && strncasecmp(content_type, "application/json", size) == 0;
}

/* Say how the body is to be taken; false: answered already. */
static bool take_body(struct call *call)
{
    struct http_request *request = call->request;

    switch (call->route->body) {
    case BODY_NONE:
        return true;
    case BODY_JSON:
        if (!is_json(request->head.values[HTTP_CONTENT_TYPE])) {
            call_fail_status(call, 415, "Content-Type must be application/json");
            return false;
        }
        http_take_body(request, LIMIT_REQUEST_BODY);
        return true;
    case BODY_FILE:
        return upload_receive(call);
    }
    return true;
}

/* The format by Accept; a format= in the query is looked at later and wins. False: none will do,
 * answered already. */
static bool choose_format(struct call *call)
{
    static const struct {
        enum view_format format;
        const char *type;
    } formats[] = {
        { VIEW_JSON, "application/json" },
        { VIEW_CSV, "text/csv" },
        { VIEW_NDJSON, "application/x-ndjson" },
        { VIEW_PARQUET, "application/vnd.apache.parquet" },
    };
    const char *accept = call->request->head.values[HTTP_ACCEPT];
    int best = 0;

    call->format = VIEW_JSON;
    if (!accept || strcmp(accept, "*/*") == 0 || strcmp(accept, "application/json") == 0)
        return true;
    for (size_t i = 0; i < ARRAY_COUNT(formats); i++) {
        int quality = i == 0 || call->route->is_list ? accept_media(accept, formats[i].type) : 0;

        if (quality > best) {
            best = quality;
            call->format = formats[i].format;
        }
    }
    if (best > 0 || !call->route->schema)
        return true;
    call_fail_status(call, 406,
                     call->route->is_list
                         ? "here are application/json, text/csv, application/x-ndjson and "
                           "application/vnd.apache.parquet"
                         : "here is application/json");
    return false;
}

static bool check_quick(struct call *call)
{
    struct err err = { 0 };

    if (!*call->request->query || call->route->is_hidden)
        return true;
    err_set(&err, ERR_USAGE, "%s takes no parameters", call->route->path);
    call_fail(call, &err);
    return false;
}

static void run_route(struct call *call)
{
    struct buf body SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct err err = { 0 };
    struct json json;

    if (!call->route->write) {
        call->route->run(call);
        return;
    }
    json_init(&json, &body);
    if (call->route->write(call, &json, &err))
        call_reply_json(call, &body, NULL);
    else
        call_fail(call, &err);
}

static void begin(void *context, struct http_request *request)
{
    struct call *call = ARENA_NEW(&request->arena, struct call);
    const char *reason = NULL;
    struct err err = { 0 };
    const char *rest;
    size_t rest_size;
    int status;

    *call = (struct call){ .service = context, .request = request, .rest = "" };
    request->state = call;
    call->trace_id = trace_id_of(request);
    status = guard_check(&call->service->guard, request, &reason);
    if (status != 0) {
        call_fail_status(call, status, reason);
        return;
    }
    if (!find_route(call, &rest, &rest_size) || !choose_format(call) || !take_body(call))
        return;
    /* What cannot be decoded is no file of ours: then the page says that there is no such place. */
    if (rest_size > 0 &&
        !words_decode(&request->arena, rest, rest_size, false, &call->rest, &err) &&
        !call->route->is_hidden) {
        call_fail(call, &err);
        return;
    }
    err_done(&err);
    if (call->route->is_quick) {
        if (check_quick(call))
            run_route(call);
    } else if (call->route->question && request->method != HTTP_POST && !call->route->is_live) {
        question_begin(call);
    }
}

/* ---- work: on a worker ---- */

/* Take format= out of the words: it is ours, not the question's. */
static bool take_format(struct call *call, struct query_pair *pairs, struct err *err)
{
    size_t kept = 0;

    for (size_t i = 0; i < call->pair_count; i++) {
        if (strcmp(pairs[i].name, "format") != 0 || !call->route->is_list) {
            pairs[kept++] = pairs[i];
        } else if (!view_format_parse(pairs[i].value, &call->format)) {
            call->parameter = "format";
            return err_set(err, ERR_USAGE, "format '%s' is none of json, csv, ndjson, parquet",
                           pairs[i].value);
        }
    }
    call->pair_count = kept;
    return true;
}

static void work(void *context, struct http_request *request, size_t worker)
{
    struct call *call = request->state;
    struct query_pair *pairs;
    struct err err = { 0 };

    (void)context;
    call->worker = worker;
    if (!words_parse(&request->arena, request->query, &pairs, &call->pair_count, &err) ||
        !take_format(call, pairs, &err) ||
        (!call->route->question && !check_names(call, pairs, call->pair_count, false, &err))) {
        call_fail(call, &err);
        return;
    }
    call->pairs = pairs;
    run_route(call);
}

/* ---- the end ---- */

static struct http_answer *refuse(void *context, const struct http_request *request, int status,
                                  const char *reason)
{
    const struct call *call = request->state;

    (void)context;
    return respond_status(request, call ? style_of(call) : ERRORS_PROBLEM, status, reason);
}

static void log_request(struct service *service, const struct call *call,
                        struct http_request *request, int64_t spent)
{
    char id[REQUEST_ID_SIZE];

    request_id_format(request->id, id);
    access_log_add(
        service->access_log,
        (struct log_field[]){
            LOG_TEXT("id", id), LOG_TEXT("method", request->method_name),
            LOG_TEXT("path", arena_strndup(&request->arena, request->path, request->path_size)),
            LOG_INT("status", request->status), LOG_INT("ms", spent / 1000),
            LOG_INT("bytes", request->sent_size),
            LOG_TEXT("cache", call && call->cache ? call->cache : "none"),
            LOG_TEXT("client", http_peer(request)),
            LOG_TEXT("trace_id", call ? call->trace_id : NULL), LOG_END });
}

static void done(void *context, struct http_request *request)
{
    struct service *service = context;
    struct call *call = request->state;
    const struct route *route = call ? call->route : NULL;
    int64_t spent = clock_steady() - request->started;

    if (call && call->upload)
        upload_drop(call);
    metrics_count(service->metrics, route_number(route), request->status, spent,
                  request->sent_size);
    if (access_log_is_on(service->access_log))
        log_request(service, call, request, spent);
}

struct http_app app_of(struct service *service)
{
    return (struct http_app){ service, begin, work, done, refuse };
}
