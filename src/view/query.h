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
#define WORD_START (UINT64_C(1) << 0)
#define WORD_END (UINT64_C(1) << 1)
#define WORD_WINDOW (UINT64_C(1) << 2)
#define WORD_GRANULARITY (UINT64_C(1) << 3)
#define WORD_GROUP_BY (UINT64_C(1) << 4)
#define WORD_FILTER (UINT64_C(1) << 5)
#define WORD_METRIC (UINT64_C(1) << 6)
#define WORD_CHARGE_CATEGORY (UINT64_C(1) << 7)
#define WORD_CURRENCY (UINT64_C(1) << 8)
#define WORD_BASIS (UINT64_C(1) << 9)
#define WORD_COMPARE (UINT64_C(1) << 10)
#define WORD_TOP (UINT64_C(1) << 11)
#define WORD_OTHERS (UINT64_C(1) << 12)
#define WORD_SORT (UINT64_C(1) << 13)
#define WORD_LIMIT (UINT64_C(1) << 14)
#define WORD_CURSOR (UINT64_C(1) << 15)
#define WORD_AS_OF (UINT64_C(1) << 16)
/* provider_name by its short name: aws, azure, gcp, oci, or any provider's slug */
#define WORD_CLOUD (UINT64_C(1) << 17)
/* <FOCUS dimension>=value and tag:<key>=value, repeated: one of these values */
#define WORD_DIMENSION (UINT64_C(1) << 18)
#define WORD_NAME (UINT64_C(1) << 19)      /* the dimension that is asked for */
#define WORD_Q (UINT64_C(1) << 20)         /* part of a value, ignoring case */
#define WORD_SCOPE_KEY (UINT64_C(1) << 21) /* the older interface's words */
#define WORD_SERVICE_KEY (UINT64_C(1) << 22)
#define WORD_DAILY (UINT64_C(1) << 23)     /* granularity=daily */
#define WORD_TOP_LIMIT (UINT64_C(1) << 24) /* limit, 1 to 100 */
#define WORD_MONTH (UINT64_C(1) << 25)
#define WORD_SOURCE (UINT64_C(1) << 26)
#define WORD_RATE_SET (UINT64_C(1) << 27)
#define WORD_RATE_POLICY (UINT64_C(1) << 28)
/* currency as the older interface has it: a restriction */
#define WORD_ONLY_CURRENCY (UINT64_C(1) << 29)
#define WORD_COST (UINT64_C(1) << 30) /* metric, costs alone */
#define WORD_FIELDS (UINT64_C(1) << 31)
#define WORD_COLUMNS (UINT64_C(1) << 32)
/* granularity, top and limit as a pivot takes them when nothing is said */
#define WORD_PIVOT_STEP (UINT64_C(1) << 33)
#define WORD_PIVOT_TOP (UINT64_C(1) << 34)
#define WORD_PIVOT_LIMIT (UINT64_C(1) << 35)
#define WORD_SHOW (UINT64_C(1) << 36) /* what stands in the cells of a pivot */
#define WORD_PERIOD (WORD_START | WORD_END | WORD_WINDOW)
#define WORD_FILTERS (WORD_FILTER | WORD_CHARGE_CATEGORY | WORD_CLOUD | WORD_DIMENSION)

/* What a word means and takes, for help texts and the OpenAPI document. */
struct query_reading; /* a query while it is read */

struct query_word {
    uint64_t bit;
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

/* A column of an item of costs: 0 and more are places in query.group. */
enum {
    ITEM_METRIC = -1,
    ITEM_TIME = -2,
    ITEM_CURRENCY = -3,
    ITEM_UNIT = -4,
    ITEM_IS_OTHER = -5,
    ITEM_PREVIOUS = -6,
    ITEM_DELTA = -7,
    ITEM_RATIO = -8,
    ITEM_SHARE = -9,
    ITEM_COUNT = -10,
    ITEM_MAX = LIMIT_GROUP_COUNT + 10
};

/* What stands in a cell: the amount, or its part of a total. */
enum pivot_show { SHOW_AMOUNT, SHOW_SHARE, SHOW_ROW_SHARE, SHOW_COLUMN_SHARE };

struct query_sort {
    int item;
    bool descending;
};

struct query {
    struct period period; /* charge days, or whole billing months when basis says so */
    enum granularity granularity;
    struct query_key group[LIMIT_GROUP_COUNT];
    size_t group_count;
    size_t column_count; /* the last of group that are columns of a pivot */
    enum pivot_show show;
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
    struct query_sort sort[ITEM_MAX];
    size_t sort_count;
    int fields[ITEM_MAX]; /* what an item shows, in this order */
    size_t field_count;   /* 0: nothing was said */
    int64_t limit;        /* items of a page; 0: nothing was said */
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
    bool compares; /* the question always does, with the period before unless it is said */
    const char *const
        *providers; /* provider names that exist, NULL-terminated; needed for the word cloud */
};

/* What as_of takes: a time, or a date, which stands for its end. */
bool query_moment(const char *text, int64_t *moment);

/* words: what the question understands. *parameter is written on failure (arena; may become NULL).
 */
MUST_CHECK bool query_parse(const struct query_pair *pairs, size_t pair_count, uint64_t words,
                            const struct query_facts *facts, struct arena *arena, struct query *out,
                            const char **parameter, struct err *err);

/* {"metric":"billed_cost","group_by":["service_name"],"limit":5} as pairs. */
MUST_CHECK bool query_pairs_from_json(const char *text, size_t size, struct arena *arena,
                                      const struct query_pair **pairs, size_t *pair_count,
                                      struct err *err);

#endif
