/* SPDX-License-Identifier: Apache-2.0 */
/* query_reading.h -- a query while its words are read (query_words.c) and completed (query.c).
 * Included by these two alone. */
#ifndef CENTAVO_VIEW_QUERY_READING_H
#define CENTAVO_VIEW_QUERY_READING_H

#include "view/query.h"

enum { COLUMN_MAX = 2 };

struct query_reading {
    struct query *query;
    const struct query_facts *facts;
    const struct query_pair *pairs;
    size_t pair_count;
    struct arena *arena;
    uint64_t seen; /* words that were said */
    const char *start;
    const char *end;
    const char *window;
    const char *month;
    struct query_key columns[COLUMN_MAX];
    size_t column_count;
    const char *sort;
    const char *fields;
    const char *parameter; /* the one being read */
    struct err *err;
};

/* "metric: must be billed_cost, ..., not "cost"", of the word that is being read. Returns false. */
bool query_wrong(struct query_reading *reading, const char *value, const char *allowed);

#endif
