/* SPDX-License-Identifier: Apache-2.0 */
/* question.h -- routes whose answer is a view's: cached by data version and canonical question,
 * computed once. */
#ifndef CENTAVO_API_QUESTION_H
#define CENTAVO_API_QUESTION_H

#include "api/call.h"

/* On the server's thread: answer from the cache if the request was seen before, in the same bytes.
 */
void question_begin(struct call *call);

/* Handlers. question_run: GET and POST; question_run_live: never cached, for what changes without a
 * new data version. */
void question_run(struct call *call);
void question_run_live(struct call *call);

/* The same for words that the caller has put together. */
void question_run_words(struct call *call, const struct query_pair *pairs, size_t pair_count);

/* End questions that take longer than LIMIT_QUESTION_SECONDS; or all of them. */
void question_cut_late(struct service *service);
void question_cut_all(struct service *service);

#endif
