/* SPDX-License-Identifier: Apache-2.0 */
#include "http/framing.h"

#include "base/limits.h"

#include <string.h>
#include <strings.h>

enum { FIELD_NAME_MAXIMUM = 17 };

/* Fields that may come once only; a second one means that two readers could disagree. */
static const struct {
    const char *name;
    unsigned char size;
    bool once;
} fields[HTTP_FIELD_COUNT] = {
    [HTTP_ACCEPT] = { "accept", 6, false },
    [HTTP_ACCEPT_ENCODING] = { "accept-encoding", 15, false },
    [HTTP_AUTHORIZATION] = { "authorization", 13, true },
    [HTTP_CENTAVO_OWNER] = { "centavo-owner", 13, true },
    [HTTP_CONTENT_ENCODING] = { "content-encoding", 16, true },
    [HTTP_CONTENT_LENGTH] = { "content-length", 14, true },
    [HTTP_CONTENT_TYPE] = { "content-type", 12, true },
    [HTTP_HOST] = { "host", 4, true },
    [HTTP_IDEMPOTENCY_KEY] = { "idempotency-key", 15, true },
    [HTTP_IF_NONE_MATCH] = { "if-none-match", 13, false },
    [HTTP_ORIGIN] = { "origin", 6, true },
    [HTTP_SEC_FETCH_SITE] = { "sec-fetch-site", 14, true },
    [HTTP_TRACEPARENT] = { "traceparent", 11, true },
    [HTTP_TRANSFER_ENCODING] = { "transfer-encoding", 17, true },
};

static bool refuse(struct http_refusal *refusal, int status, const char *reason)
{
    *refusal = (struct http_refusal){ .status = status, .reason = reason };
    return false;
}

/* RFC 9110 5.6.2 */
static bool is_token_byte(unsigned char byte)
{
    static const char others[] = "!#$%&'*+-.^_`|~";

    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (byte && memchr(others, byte, sizeof(others) - 1));
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static enum http_field field_find(const char *name, size_t size)
{
    if (size > FIELD_NAME_MAXIMUM)
        return HTTP_FIELD_COUNT;
    for (int i = 0; i < HTTP_FIELD_COUNT; i++) {
        if (fields[i].size == size && strncasecmp(fields[i].name, name, size) == 0)
            return (enum http_field)i;
    }
    return HTTP_FIELD_COUNT;
}

static bool keep_field(struct http_head *out, const char *name, size_t name_size, const char *value,
                       struct http_refusal *refusal)
{
    enum http_field field = field_find(name, name_size);

    if (field == HTTP_FIELD_COUNT)
        return true;
    if (!out->values[field])
        out->values[field] = value;
    else if (fields[field].once)
        return refuse(refusal, 400, "a header field that may be sent once was sent twice");
    return true;
}

/* The value at *cursor, trimmed; *cursor moves behind the two NULs of its line end. */
static const char *take_value(char **cursor, const char *end, struct http_refusal *refusal)
{
    char *value = *cursor;
    char *stop = memchr(value, '\0', (size_t)(end - value));

    if (!stop || end - stop < 2 || stop[1] != '\0') {
        refuse(refusal, 400, "a header line does not end in CR LF");
        return NULL;
    }
    *cursor = stop + 2;
    while (value < stop && is_blank(*value))
        value++;
    while (stop > value && is_blank(stop[-1]))
        stop--;
    *stop = '\0';
    for (const char *at = value; at < stop; at++) {
        unsigned char byte = (unsigned char)*at;

        if ((byte < 0x20 && byte != '\t') || byte == 0x7f) {
            refuse(refusal, 400, "a header value holds a control character");
            return NULL;
        }
    }
    return value;
}

static bool take_lines(char *cursor, const char *end, struct http_head *out,
                       struct http_refusal *refusal)
{
    while (end - cursor != 2) {
        const char *name = cursor;
        const char *value;
        size_t name_size;

        while (cursor < end && is_token_byte((unsigned char)*cursor))
            cursor++;
        name_size = (size_t)(cursor - name);
        if (cursor == end || *cursor != '\0' || name_size == 0)
            return refuse(refusal, 400, "a header line is not of the form `name: value`");
        cursor++;
        value = take_value(&cursor, end, refusal);
        if (!value || !keep_field(out, name, name_size, value, refusal))
            return false;
        if (end - cursor < 2)
            return refuse(refusal, 400, "the header does not end in an empty line");
    }
    if (cursor[0] != '\0' || cursor[1] != '\0')
        return refuse(refusal, 400, "the header does not end in an empty line");
    return true;
}

static bool parse_length(const char *text, int64_t *length)
{
    int64_t value = 0;

    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || value > INT64_MAX / 10 - 1)
            return false;
        value = value * 10 + (*text - '0');
    }
    *length = value;
    return true;
}

static bool check_body(struct http_head *out, bool is_http_1_0, struct http_refusal *refusal)
{
    const char *length = out->values[HTTP_CONTENT_LENGTH];
    const char *encoding = out->values[HTTP_TRANSFER_ENCODING];

    if (length && encoding)
        return refuse(refusal, 400, "both Content-Length and Transfer-Encoding were sent");
    if (length && !parse_length(length, &out->content_length))
        return refuse(refusal, 400, "Content-Length is not a plain number");
    if (encoding && strcasecmp(encoding, "chunked") != 0)
        return refuse(refusal, 501, "the only Transfer-Encoding understood is chunked");
    if (encoding && is_http_1_0)
        return refuse(refusal, 400, "HTTP/1.0 knows no Transfer-Encoding");
    out->is_chunked = encoding;
    out->has_body = encoding || out->content_length > 0;
    return true;
}

/* "name", "name:port", "1.2.3.4:port", "[::1]:port" */
static bool host_is_plain(const char *host)
{
    static const char allowed[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~:[]";

    return host[strspn(host, allowed)] == '\0';
}

bool http_head_check(char *head, size_t size, struct http_head *out, struct http_refusal *refusal)
{
    static const size_t version_size = sizeof("HTTP/1.1") - 1;
    struct http_head result = { .content_length = -1 };
    bool is_http_1_0;

    if (size > LIMIT_REQUEST_HEADER)
        return refuse(refusal, 431, "the header is larger than 32 kB");
    if (size < version_size + 4 || memcmp(head, "HTTP/1.", 7) != 0 ||
        (head[7] != '0' && head[7] != '1') || head[8] != '\0' || head[9] != '\0')
        return refuse(refusal, 400,
                      "the request line does not end in HTTP/1.0 or HTTP/1.1 and CR LF");
    is_http_1_0 = head[7] == '0';
    if (!take_lines(head + version_size + 2, head + size, &result, refusal) ||
        !check_body(&result, is_http_1_0, refusal))
        return false;
    if (!result.values[HTTP_HOST] && !is_http_1_0)
        return refuse(refusal, 400, "Host is missing");
    if (result.values[HTTP_HOST] && !host_is_plain(result.values[HTTP_HOST]))
        return refuse(refusal, 400, "Host is not of the form name:port");
    *out = result;
    return true;
}

bool http_target_check(const char *target, size_t size, struct http_refusal *refusal)
{
    if (size > LIMIT_REQUEST_TARGET)
        return refuse(refusal, 414, "the URL is longer than 8 kB");
    if (size == 0)
        return refuse(refusal, 400, "the request has no target");
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)target[i] <= 0x20 || (unsigned char)target[i] >= 0x7f)
            return refuse(refusal, 400, "the URL holds a character that must be percent-encoded");
    }
    return true;
}
