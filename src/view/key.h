/* SPDX-License-Identifier: Apache-2.0 */
/* key.h -- what charges may be grouped and filtered by: a column of the FOCUS table, or a tag.
 *
 * Spelled service_name, tag:env, norm_tag:env, tag:"cost center" (quotes only where the key has
 * other bytes than letters, digits and _ . / : @ + -).
 */
#ifndef CENTAVO_VIEW_KEY_H
#define CENTAVO_VIEW_KEY_H

#include "base/arena.h"
#include "base/buf.h"
#include "focus/column.h"

struct query_key {
    const struct column *column; /* NULL: a tag */
    const char *tag;             /* its key */
    bool is_norm;                /* the normalised key: norm_tag:env */
    const char *name; /* "service_name", "tag:env", "tag:cost center": the name in JSON */
};

/* A byte that a word may have without quotes. */
bool key_byte_is_plain(char byte);

struct query_key key_of_column(const struct column *column);
struct query_key key_of_tag(const char *tag, size_t tag_size, bool is_norm, struct arena *arena);

/* A dimension by its name, or tag:<anything> or norm_tag:<anything>, quoted or not; false when text
 * is neither. */
bool key_parse(const char *text, size_t size, struct arena *arena, struct query_key *out);

/* The same, and also what charges may be filtered but not grouped by: costs, prices, quantities,
 * times. */
bool key_parse_filter(const char *text, size_t size, struct arena *arena, struct query_key *out);

/* The next part of a list separated by commas, without blanks around it; quotes protect commas.
 * *at moves on. NULL at the end. */
const char *key_list_next(const char **at, size_t *size);

bool key_equals(const struct query_key *a, const struct query_key *b);

/* The form that key_parse and a filter read. */
void key_print(const struct query_key *key, struct buf *out);

/* "text" with \" and \\ escaped; what a filter reads as a value. */
void key_quote(const char *text, struct buf *out);

#endif
