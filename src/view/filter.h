/* SPDX-License-Identifier: Apache-2.0 */
/* filter.h -- expressions that say which charges count.
 *
 *     provider_name = "AWS" and tag:env in ("prod", "stg") and not charge_category = "Tax"
 *
 *     or, and, not, ( )                      loosest first
 *     key = value   !=  <  <=  >  >=         text by its bytes, costs and quantities as numbers,
 * times as times key in (value, ...)   key not in (...) key like "Amazon%"    key not like     %
 * stands for any text key ~ "part"          key !~ "part"    contains, ignoring case key is null
 * key is not null
 *
 * Words are read without regard to case; a value is quoted with " or ' (\ escapes quote and \), or
 * plain when it has only letters, digits and _ . / : @ + -. There is no third truth value: a charge
 * without a value is not equal to anything, so `!=` and `not` keep it.
 *
 * A tree compiles to SQL whose values are all parameters; no byte of the expression gets into it.
 */
#ifndef CENTAVO_VIEW_FILTER_H
#define CENTAVO_VIEW_FILTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/db.h"
#include "view/key.h"

enum filter_kind {
    FILTER_AND,
    FILTER_OR,
    FILTER_NOT,
    FILTER_EQUAL,
    FILTER_LESS,
    FILTER_LESS_EQUAL,
    FILTER_MORE,
    FILTER_MORE_EQUAL,
    FILTER_IN,
    FILTER_LIKE,
    FILTER_CONTAINS,
    FILTER_NULL,
};

struct filter {
    enum filter_kind kind;
    bool negated;         /* a comparison: !=, not in, not like, !~, is not null */
    struct query_key key; /* a comparison's */
    const char *const *values;
    size_t value_count;
    const struct filter *const *parts; /* of and, or: two or more; of not: one */
    size_t part_count;
};

/* A text of only blanks gives NULL: nothing is filtered. */
MUST_CHECK bool filter_parse(const char *text, struct arena *arena, const struct filter **out,
                             struct err *err);

/* key in values; NULL among the values stands for "has no value". */
const struct filter *filter_values(const struct query_key *key, const char *const *values,
                                   size_t value_count, struct arena *arena);

/* Both must hold; either may be NULL. */
const struct filter *filter_both(const struct filter *a, const struct filter *b,
                                 struct arena *arena);

/* Text that parses to the same tree. */
void filter_print(const struct filter *filter, struct buf *out);

/* Call visit for every key. */
void filter_keys(const struct filter *filter,
                 void (*visit)(void *context, const struct query_key *key), void *context);

/* Values on their way into a statement: $1 is the first. */
struct param_list {
    struct arena *arena;
    struct param *params;
    size_t count;
};

/* Returns the parameter's number. */
size_t param_list_add(struct param_list *list, struct param param);

/* Where a filter's tags are; NULL what it does not ask for. */
struct filter_tags {
    const char *tag_value;  /* FROM text of (tag_set_id, key, value) */
    const char *norm_tag;   /* FROM text of (provider_group, tag_set_id, key, value) */
    const char *norm_group; /* SQL of the group that a charge is in */
};

/* Append a condition over the columns of a relation. */
MUST_CHECK bool filter_sql(const struct filter *filter, const struct filter_tags *tags,
                           struct param_list *params, struct buf *out, struct err *err);

#endif
