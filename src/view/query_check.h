/* SPDX-License-Identifier: Apache-2.0 */
/* query_check.h -- whether a question that was asked once can still be asked.
 *
 * Columns do not come and go, but tags do with the bills, and words with versions of centavo. What
 * is asked of the data, which keys its tags have, is asked once for a snapshot.
 */
#ifndef CENTAVO_VIEW_QUERY_CHECK_H
#define CENTAVO_VIEW_QUERY_CHECK_H

#include "view/dataset.h"
#include "view/query.h"

struct query_problem {
    const char *code;      /* "column", "tag", "word" */
    const char *parameter; /* the word at fault; NULL when none alone is */
    const char *name;      /* the column or tag that is not there; NULL when that is not it */
    const char *detail;    /* in words */
};

/* The problems of the words of costs and of the questions that are asked like it, the first
 * LIMIT_VIEW_PROBLEM_COUNT of them; from the arena. False only when the data cannot be read. */
MUST_CHECK bool query_check(struct snapshot *snapshot, const struct query_pair *pairs,
                            size_t pair_count, struct arena *arena,
                            const struct query_problem **out, size_t *out_count, struct err *err);

#endif
