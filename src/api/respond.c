/* SPDX-License-Identifier: Apache-2.0 */
#include "api/respond.h"

#include "base/json.h"
#include "base/limits.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum { PROBLEM_SIZE_MAX = 64 * 1024, RETRY_SECONDS = 2 };

/* What a status means when the protocol, not the data, is at fault. */
static const struct {
    int status;
    const char *code;
    const char *title;
} statuses[] = {
    { 400, "usage", "The request is wrong." },
    { 403, "denied", "Not allowed." },
    { 404, "missing", "What was named does not exist." },
    { 405, "method", "This address does not take this method." },
    { 406, "accept", "The answer cannot be given in a format that the client takes." },
    { 413, "limit", "The request is too large." },
    { 414, "limit", "The request is too large." },
    { 415, "content_type", "The body has a type that is not understood here." },
    { 421, "host", "The request names a host that this server does not answer for." },
    { 431, "limit", "The request is too large." },
    { 501, "unsupported", "The request asks for something that is not supported." },
    { 503, "busy", "The server is busy; try again later." },
    { 507, "limit", "A limit was reached, or the disk is full." },
};

static const char *const header[][2] = {
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'" },
};

static struct http_answer *dress(struct http_answer *answer)
{
    for (size_t i = 0; i < ARRAY_COUNT(header); i++)
        http_answer_add(answer, header[i][0], header[i][1]);
    return answer;
}

struct http_answer *respond_bytes(int status, const char *content_type, struct buf *body)
{
    struct http_answer *answer = dress(http_answer_new(status, body));

    http_answer_add(answer, "Content-Type", content_type);
    return answer;
}

struct http_answer *respond_empty(int status)
{
    return dress(http_answer_new_static(status, "", 0));
}

void request_id_format(uint64_t id, char text[static REQUEST_ID_SIZE])
{
    for (int i = REQUEST_ID_SIZE - 2; i >= 0; i--, id >>= 4)
        text[i] = "0123456789abcdef"[id & 15];
    text[REQUEST_ID_SIZE - 1] = '\0';
}

static void write_detail(struct json *json, const char *detail)
{
    json_object(json);
    json_member_text(json, "detail", detail);
    json_object_end(json);
}

/* The members of a problem, inside an object that stays open. */
static void write_problem(struct json *json, const struct http_request *request, int status,
                          const char *code, const char *title, const char *detail,
                          const char *parameter)
{
    char id[REQUEST_ID_SIZE];

    request_id_format(request->id, id);
    json_key(json, "type");
    json_raw(json, "\"urn:centavo:problem:", 21);
    buf_printf(json->out, "%s\"", code);
    json_member_text(json, "title", title);
    json_member_int(json, "status", status);
    json_member_text(json, "code", code);
    json_member_text(json, "detail", detail);
    if (parameter)
        json_member_text(json, "parameter", parameter);
    json_key(json, "instance");
    json_raw(json, "\"urn:centavo:request:", 21);
    buf_printf(json->out, "%s\"", id);
}

static struct http_answer *respond_wrong(const struct http_request *request, enum error_style style,
                                         int status, const char *code, const char *title,
                                         const char *detail, const char *parameter)
{
    struct buf body;
    struct json json;
    struct http_answer *answer;

    buf_init(&body, PROBLEM_SIZE_MAX);
    json_init(&json, &body);
    if (style == ERRORS_DETAIL) {
        write_detail(&json, detail);
    } else {
        json_object(&json);
        write_problem(&json, request, status, code, title, detail, parameter);
        json_object_end(&json);
    }
    answer = respond_bytes(
        status, style == ERRORS_DETAIL ? "application/json" : "application/problem+json", &body);
    http_answer_add(answer, "Cache-Control", "no-store");
    if (status == 503) {
        char seconds[16];

        snprintf(seconds, sizeof(seconds), "%d", RETRY_SECONDS);
        http_answer_add(answer, "Retry-After", seconds);
    }
    return answer;
}

struct http_answer *respond_conflict(const struct http_request *request, const struct err *err,
                                     const char *parameter, int64_t version,
                                     const struct buf *current)
{
    struct buf body;
    struct json json;
    struct http_answer *answer;

    buf_init(&body, current->size + PROBLEM_SIZE_MAX);
    json_init(&json, &body);
    json_object(&json);
    write_problem(&json, request, err_http_status(ERR_CONFLICT), err_code_name(ERR_CONFLICT),
                  err_code_help(ERR_CONFLICT), err_text(err), parameter);
    json_member_int(&json, "version", version);
    json_key(&json, "current");
    json_raw(&json, buf_text(current), current->size);
    json_object_end(&json);
    answer = respond_bytes(err_http_status(ERR_CONFLICT), "application/problem+json", &body);
    http_answer_add(answer, "Cache-Control", "no-store");
    return answer;
}

struct http_answer *respond_parameter(const char *parameter, const char *message, const char *value)
{
    struct buf body;
    struct json json;
    struct http_answer *answer;

    buf_init(&body, PROBLEM_SIZE_MAX);
    json_init(&json, &body);
    json_object(&json);
    json_key(&json, "detail");
    json_array(&json);
    json_object(&json);
    json_member_text(&json, "type", value ? "value_error" : "missing");
    json_key(&json, "loc");
    json_array(&json);
    json_text(&json, "query");
    json_text(&json, parameter);
    json_array_end(&json);
    json_member_text(&json, "msg", message);
    json_member_text(&json, "input", value);
    json_object_end(&json);
    json_array_end(&json);
    json_object_end(&json);
    answer = respond_bytes(422, "application/json", &body);
    http_answer_add(answer, "Cache-Control", "no-store");
    return answer;
}

struct http_answer *respond_error(const struct http_request *request, enum error_style style,
                                  const struct err *err, const char *parameter)
{
    int status = err_http_status(err->code);
    const char *detail = err_text(err);

    if (style == ERRORS_DETAIL && status == 500)
        detail = "Erro interno inesperado"; /* the older interface's own words */
    return respond_wrong(request, style, status, err_code_name(err->code), err_code_help(err->code),
                         detail, parameter);
}

struct http_answer *respond_status(const struct http_request *request, enum error_style style,
                                   int status, const char *detail)
{
    const char *code = "bug";
    const char *title = "A defect of centavo; please report it.";

    for (size_t i = 0; i < ARRAY_COUNT(statuses); i++) {
        if (statuses[i].status == status) {
            code = statuses[i].code;
            title = statuses[i].title;
        }
    }
    return respond_wrong(request, style, status, code, title, detail, NULL);
}

bool respond_gzip(const char *bytes, size_t size, struct buf *out)
{
    enum { LEVEL = 5, GZIP_WINDOW = 15 + 16, MEMORY = 8 };
    z_stream stream = { 0 };
    char *room;
    int result;

    buf_init(out, size);
    room = size > 0 && size < UINT32_MAX ? buf_reserve(out, size) : NULL;
    if (!room ||
        deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    stream.next_in = (Bytef *)(uintptr_t)bytes; /* zlib only reads it */
    stream.avail_in = (uInt)size;
    stream.next_out = (Bytef *)room;
    stream.avail_out = (uInt)size; /* more than that would not pay */
    result = deflate(&stream, Z_FINISH);
    buf_added(out, size - stream.avail_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END)
        buf_done(out);
    return result == Z_STREAM_END;
}
