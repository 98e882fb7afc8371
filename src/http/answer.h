/* SPDX-License-Identifier: Apache-2.0 */
/* answer.h -- a finished HTTP answer: status, header, body. Immutable once sent, so one answer may
 * be on its way to many clients at the same time; counted references decide when it goes.
 */
#ifndef CENTAVO_HTTP_ANSWER_H
#define CENTAVO_HTTP_ANSWER_H

#include "base/buf.h"

struct http_answer;

/* Takes the bytes of body (which is empty afterwards). One reference belongs to the caller. */
struct http_answer *http_answer_new(int status, struct buf *body);

/* The bytes must live as long as the program. */
struct http_answer *http_answer_new_static(int status, const void *bytes, size_t size);

/* Add a field. Before the answer is sent or shared. */
void http_answer_add(struct http_answer *answer, const char *name, const char *value);

struct http_answer *http_answer_retain(struct http_answer *answer);
void http_answer_release(struct http_answer *answer); /* NULL is fine */

int http_answer_status(const struct http_answer *answer);
size_t http_answer_size(const struct http_answer *answer); /* of the body */
const char *http_answer_bytes(const struct http_answer *answer);

#endif
