/* SPDX-License-Identifier: Apache-2.0 */
/* query.h -- the one grammar of every question: URL, command line, JSON body and the page's address
 * use its words.
 *
 * A query is made of name and value pairs. A word that is not known, or not known to this question,
 * is an error that says what is allowed; so is a wrong value. Dates are inclusive in words and
 * half-open in the struct.
 */
#ifndef CENTAVO_VIEW_QUERY_H
#define CENTAVO_VIEW_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/limits.h"
#include "view/key.h"

#include <stdint.h>

struct filter;

/* What a value was in JSON. */
enum query_kind { QUERY_TEXT, QUERY_NUMBER, QUERY_BOOLEAN, QUERY_LIST };

struct query_pair {
    const char *name;
    const char *value;
    enum query_kind kind;
};

enum granularity {
    GRANULARITY_TOTAL,
    GRANULARITY_DAY,
    GRANULARITY_WEEK,
    GRANULARITY_MONTH,
    GRANULARITY_QUARTER,
    GRANULARITY_YEAR,
};

enum basis { BASIS_CHARGE_PERIOD, BASIS_BILLING_PERIOD };
enum rate_policy { RATE_CHARGE_DAY, RATE_BILLING_PERIOD_END, RATE_INVOICE_DATE, RATE_FIXED };
enum compare { COMPARE_NONE, COMPARE_PREVIOUS, COMPARE_YEAR_AGO, COMPARE_AS_OF };

/* The words, one bit each. */
enum {
    WORD_START = 1u << 0,
    WORD_END = 1u << 1,
    WORD_WINDOW = 1u << 2,
    WORD_GRANULARITY = 1u << 3,
    WORD_GROUP_BY = 1u << 4,
    WORD_FILTER = 1u << 5,
    WORD_METRIC = 1u << 6,
    WORD_CHARGE_CATEGORY = 1u << 7,
    WORD_CURRENCY = 1u << 8,
    WORD_BASIS = 1u << 9,
    WORD_COMPARE = 1u << 10,
    WORD_TOP = 1u << 11,
    WORD_OTHERS = 1u << 12,
    WORD_SORT = 1u << 13,
    WORD_LIMIT = 1u << 14,
    WORD_CURSOR = 1u << 15,
    WORD_AS_OF = 1u << 16,
    WORD_CLOUD =
        1u
        << 17, /* provider_name by its short name: aws, azure, gcp, oci, or any provider's slug */
    WORD_DIMENSION =
        1u << 18, /* <FOCUS dimension>=value and tag:<key>=value, repeated: one of these values */
    WORD_NAME = 1u << 19,      /* the dimension that is asked for */
    WORD_Q = 1u << 20,         /* part of a value, ignoring case */
    WORD_SCOPE_KEY = 1u << 21, /* the older interface's words */
    WORD_SERVICE_KEY = 1u << 22,
    WORD_DAILY = 1u << 23,     /* granularity=daily */
    WORD_TOP_LIMIT = 1u << 24, /* limit, 1 to 100 */
    WORD_MONTH = 1u << 25,
    WORD_SOURCE = 1u << 26,
    WORD_RATE_SET = 1u << 27,
    WORD_RATE_POLICY = 1u << 28,
    WORD_ONLY_CURRENCY = 1u << 29, /* currency as the older interface has it: a restriction */
    WORD_COST = 1u << 30,          /* metric, costs alone */
    WORD_PERIOD = WORD_START | WORD_END | WORD_WINDOW,
    WORD_FILTERS = WORD_FILTER | WORD_CHARGE_CATEGORY | WORD_CLOUD | WORD_DIMENSION,
};

/* What a word means and takes, for help texts and the OpenAPI document. */
struct query_reading; /* a query while it is read */

struct query_word {
    unsigned bit;
    const char *name; /* "<dimension>" for WORD_DIMENSION, whose names are those of the columns */
    bool (*read)(struct query_reading *reading, const char *value);
    bool may_repeat;
    const char *values;   /* "total, day, week, month, quarter or year" */
    const char *fallback; /* "day"; NULL when there is none */
    const char *help;
};

/* In the order of the canonical text. */
extern const struct query_word query_words[];
extern const size_t query_word_count;

struct query_sort {
    int group; /* index into group; -1: the metric; -2: the time; -3: the currency */
    bool descending;
};

enum { SORT_METRIC = -1, SORT_TIME = -2, SORT_CURRENCY = -3, SORT_MAX = LIMIT_GROUP_COUNT + 3 };

struct query {
    struct period period; /* charge days, or whole billing months when basis says so */
    enum granularity granularity;
    struct query_key group[LIMIT_GROUP_COUNT];
    size_t group_count;
    const struct filter
        *filter; /* everything that restricts rows, short forms included; NULL: nothing does */
    const struct column *metric;
    const char *currency; /* converted to this one; NULL: each by itself */
    const char *rate_set; /* as said; NULL: the usual one */
    enum rate_policy rate_policy;
    int32_t rate_day; /* with RATE_FIXED */
    enum basis basis;
    enum compare compare;
    struct period previous; /* what compare compares with; empty without it */
    int64_t compare_as_of;  /* with COMPARE_AS_OF: the moment (microseconds) */
    bool has_as_of;
    int64_t as_of; /* answer with what was known then */
    int64_t top;   /* groups that are shown; 0: all */
    bool others;   /* fold the rest into one row */
    struct query_sort sort[SORT_MAX];
    size_t sort_count;
    int64_t limit; /* items of a page; 0: nothing was said */
    const char *cursor;
    struct query_key name; /* WORD_NAME */
    const char *q;
    const char *scope_key;
    const char *service_key;
    const char *source;    /* name of a feed; NULL: all */
    const char *canonical; /* every word that was said but cursor, in one spelling and order, as URL
                              query text */
};

/* What a query has to know of the data to give words their meaning. */
struct query_facts {
    int32_t today; /* UTC */
    bool has_charges;
    int32_t first_charge_day;
    int32_t last_charge_day; /* windows end here, or today if that is earlier */
    struct period billing;   /* the billing months of the charges: all, by billing period */
    const char *window;      /* the question's default: "30d", "all" */
    const char *const
        *providers; /* provider names that exist, NULL-terminated; needed for the word cloud */
};

/* What as_of takes: a time, or a date, which stands for its end. */
bool query_moment(const char *text, int64_t *moment);

/* words: what the question understands. *parameter is written on failure (arena; may become NULL).
 */
MUST_CHECK bool query_parse(const struct query_pair *pairs, size_t pair_count, unsigned words,
                            const struct query_facts *facts, struct arena *arena, struct query *out,
                            const char **parameter, struct err *err);

/* {"metric":"billed_cost","group_by":["service_name"],"limit":5} as pairs. */
MUST_CHECK bool query_pairs_from_json(const char *text, size_t size, struct arena *arena,
                                      const struct query_pair **pairs, size_t *pair_count,
                                      struct err *err);

#endif
