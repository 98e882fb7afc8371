/* SPDX-License-Identifier: Apache-2.0 */
/* words.h -- the text of a request as words: percent-encoding undone, query strings taken apart. */
#ifndef CENTAVO_API_WORDS_H
#define CENTAVO_API_WORDS_H

#include "base/arena.h"
#include "base/err.h"
#include "view/query.h"

/* Undo %XX (and '+' for a blank where plus_is_blank). ERR_USAGE when that is malformed, gives a
 * control character, or gives bytes that are not UTF-8. */
MUST_CHECK bool words_decode(struct arena *arena, const char *text, size_t size, bool plus_is_blank,
                             const char **out, struct err *err);

/* "a=1&tag%3Aenv=x" as pairs, in order. "a" alone has the value "". */
MUST_CHECK bool words_parse(struct arena *arena, const char *query, struct query_pair **out,
                            size_t *count, struct err *err);

/* Value of the last pair with this name; NULL when there is none. */
const char *words_find(const struct query_pair *pairs, size_t count, const char *name);

#endif
