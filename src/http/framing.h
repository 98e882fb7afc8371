/* SPDX-License-Identifier: Apache-2.0 */
/* framing.h -- where one request ends and the next begins must be beyond doubt.
 *
 * libmicrohttpd accepts both Content-Length and Transfer-Encoding, two lengths, folded lines, bare
 * line feeds and NUL in a value. A proxy in front may read such a head differently, and then the
 * body of one request is the next one. This guard sees the head as libmicrohttpd leaves it in
 * memory and refuses everything that has two readings.
 *
 * libmicrohttpd turns the colon behind each name, and each CR and each LF that ends a line, into a
 * NUL in place: HTTP/1.1␀␀Host␀ a.example␀␀Accept␀ text/csv␀␀␀␀ So between a value and the next
 * name stand exactly two NULs; one alone was a bare line feed, and more than two held a NUL of the
 * sender. A folded line is moved elsewhere and breaks the pattern. The end of the head is known
 * from its size.
 */
#ifndef CENTAVO_HTTP_FRAMING_H
#define CENTAVO_HTTP_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The header fields that anybody here reads. */
enum http_field {
    HTTP_ACCEPT,
    HTTP_ACCEPT_ENCODING,
    HTTP_AUTHORIZATION,
    HTTP_CENTAVO_OWNER,
    HTTP_CONTENT_ENCODING,
    HTTP_CONTENT_LENGTH,
    HTTP_CONTENT_TYPE,
    HTTP_HOST,
    HTTP_IDEMPOTENCY_KEY,
    HTTP_IF_NONE_MATCH,
    HTTP_ORIGIN,
    HTTP_SEC_FETCH_SITE,
    HTTP_TRACEPARENT,
    HTTP_TRANSFER_ENCODING,
    HTTP_FIELD_COUNT
};

struct http_head {
    const char *values[HTTP_FIELD_COUNT]; /* NULL: not sent. Of a list that came in several lines,
                                             the first */
    int64_t content_length;               /* -1: none */
    bool is_chunked;
    bool has_body; /* content_length > 0 or is_chunked */
};

/* Why a head was refused: an HTTP status and a sentence. */
struct http_refusal {
    int status;
    const char *reason;
};

/* Check the head in head[0..size), which begins at the HTTP version. Values are trimmed in place
 * and out points into them. False: refusal says why, and nothing of the connection may be read any
 * more. */
bool http_head_check(char *head, size_t size, struct http_head *out, struct http_refusal *refusal);

/* Check a request target as received: printable ASCII, at most LIMIT_REQUEST_TARGET. */
bool http_target_check(const char *target, size_t size, struct http_refusal *refusal);

#endif
