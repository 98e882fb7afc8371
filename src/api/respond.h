/* SPDX-License-Identifier: Apache-2.0 */
/* respond.h -- bytes and errors as HTTP answers with the header that all of ours carry. */
#ifndef CENTAVO_API_RESPOND_H
#define CENTAVO_API_RESPOND_H

#include "base/err.h"
#include "http/server.h"

/* How an error looks: RFC 9457, or the shape that clients of the older interface expect. */
enum error_style { ERRORS_PROBLEM, ERRORS_DETAIL };

/* Takes the bytes of body. */
struct http_answer *respond_bytes(int status, const char *content_type, struct buf *body);

/* 204, or another status without a body. */
struct http_answer *respond_empty(int status);

/* parameter: the word at fault, or NULL. */
struct http_answer *respond_error(const struct http_request *request, enum error_style style,
                                  const struct err *err, const char *parameter);

/* 409: something was changed meanwhile. It has this version now, and is this: a JSON text. */
struct http_answer *respond_conflict(const struct http_request *request, const struct err *err,
                                     const char *parameter, int64_t version,
                                     const struct buf *current);

/* A status of the protocol (405, 413 ...) that no err_code stands for. */
struct http_answer *respond_status(const struct http_request *request, enum error_style style,
                                   int status, const char *detail);

/* 422 in the older interface's form: a parameter that is missing (value NULL) or of the wrong type.
 */
struct http_answer *respond_parameter(const char *parameter, const char *message,
                                      const char *value);

/* gzip of bytes; false when it would not be smaller. out is an empty buf. */
bool respond_gzip(const char *bytes, size_t size, struct buf *out);

enum { REQUEST_ID_SIZE = 17 };
void request_id_format(uint64_t id, char text[static REQUEST_ID_SIZE]);

#endif
