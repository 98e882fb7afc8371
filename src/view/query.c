/* SPDX-License-Identifier: Apache-2.0 */
/* query.c -- words are read first, each by its row of query_words, then completed: defaults, what
 * they imply, and whether they go together. */
#include "view/query_reading.h"

#include "base/utf8.h"
#include "view/query_item.h"
#include "view/query_period.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The word that a parameter's name stands for; NULL when the question does not understand it. */
static const struct query_word *word_find(const char *name, uint64_t words, struct arena *arena)
{
    struct query_key key;

    for (size_t i = 0; i < query_word_count; i++)
        if ((words & query_words[i].bit) && strcmp(query_words[i].name, name) == 0)
            return &query_words[i];
    if ((words & WORD_DIMENSION) && key_parse(name, strlen(name), arena, &key))
        return &query_words[query_word_count - 1];
    return NULL;
}

static bool unknown_word(struct query_reading *reading, uint64_t words)
{
    struct buf allowed SCOPED(buf_done) = { .maximum = 4 * KIB };

    for (size_t i = 0; i < query_word_count; i++) {
        if (!(words & query_words[i].bit) || query_words[i].bit == WORD_NAME)
            continue;
        buf_printf(&allowed, "%s%s", allowed.size ? ", " : "",
                   query_words[i].bit == WORD_DIMENSION
                       ? "any FOCUS dimension, tag:<key>, norm_tag:<key>"
                       : query_words[i].name);
    }
    return err_set(reading->err, ERR_USAGE, "%.80s is not understood here; what may be said: %s",
                   reading->parameter, allowed.size ? buf_text(&allowed) : "nothing");
}

static bool read_pair(struct query_reading *reading, size_t index, uint64_t words)
{
    const struct query_pair *pair = &reading->pairs[index];
    const struct query_word *word;

    reading->parameter = pair->name;
    if (utf8_valid_prefix(pair->value, strlen(pair->value)) < strlen(pair->value))
        return err_set(reading->err, ERR_USAGE, "%.80s: the value is not UTF-8", pair->name);
    word = word_find(pair->name, words, reading->arena);
    if (!word)
        return unknown_word(reading, words);
    for (size_t i = 0; i < index; i++) {
        if (strcmp(reading->pairs[i].name, pair->name) != 0)
            continue;
        if (!word->may_repeat)
            return err_set(reading->err, ERR_USAGE, "%s: given twice", pair->name);
        if (word->bit == WORD_DIMENSION)
            return true; /* read with the first */
    }
    reading->seen |= word->bit;
    return word->read(reading, pair->value);
}

static bool complete_period(struct query_reading *reading)
{
    struct query *query = reading->query;
    bool has_dates = reading->start || reading->end;

    if (reading->month)
        return true;
    reading->parameter = "window";
    if (has_dates && reading->window)
        return err_set(reading->err, ERR_USAGE, "window: either this or start and end");
    if (!has_dates) {
        const char *window = reading->window ? reading->window : reading->facts->window;

        if (!query_window(window ? window : "30d", reading->facts, &query->period))
            return query_wrong(reading, window, query_window_values);
    } else if (!reading->start || !reading->end) {
        reading->parameter = reading->start ? "end" : "start";
        return err_set(reading->err, ERR_USAGE, "%s: missing; start and end go together",
                       reading->parameter);
    }
    reading->parameter = "end";
    if (query->period.end <= query->period.start)
        return err_set(reading->err, ERR_USAGE, "end: must not be before start (%s)",
                       reading->start);
    return true;
}

/* Of all charges some may be in the bill of the month after their last day, or the one before. */
static struct period billing_months(const struct query_reading *reading)
{
    const char *window = reading->window ? reading->window : reading->facts->window;
    bool is_all = !reading->month && !reading->start && window && strcmp(window, "all") == 0;

    return is_all && reading->facts->has_charges ? reading->facts->billing
                                                 : period_whole_months(reading->query->period);
}

static bool complete_basis(struct query_reading *reading)
{
    struct query *query = reading->query;
    bool by_month = query->basis == BASIS_BILLING_PERIOD;

    if (by_month) {
        query->period = billing_months(reading);
        if (!(reading->seen & (WORD_GRANULARITY | WORD_PIVOT_STEP)) &&
            query->granularity == GRANULARITY_DAY)
            query->granularity = GRANULARITY_MONTH;
        reading->parameter = "granularity";
        if (query->granularity == GRANULARITY_DAY || query->granularity == GRANULARITY_WEEK)
            return err_set(reading->err, ERR_USAGE,
                           "granularity: with basis=billing_period it must be total, month, "
                           "quarter or year");
    }
    if (reading->facts->compares && query->compare == COMPARE_NONE) {
        reading->parameter = "compare";
        if (reading->seen & WORD_COMPARE)
            return err_set(reading->err, ERR_USAGE,
                           "compare: must be previous, year_ago or as_of:<time> here");
        query->compare = COMPARE_PREVIOUS;
    }
    if (query->compare == COMPARE_PREVIOUS)
        query->previous =
            period_previous(query->period, by_month || period_is_whole_months(query->period));
    if (query->compare == COMPARE_YEAR_AGO)
        query->previous = period_year_ago(query->period);
    if (query->compare == COMPARE_AS_OF)
        query->previous = query->period;
    return true;
}

/* Rows first, then columns, in one list. */
static bool complete_columns(struct query_reading *reading)
{
    struct query *query = reading->query;

    reading->parameter = "columns";
    for (size_t i = 0; i < reading->column_count; i++) {
        const struct query_key *key = &reading->columns[i];

        for (size_t j = 0; j < query->group_count; j++)
            if (key_equals(&query->group[j], key))
                return err_set(reading->err, ERR_USAGE,
                               "columns: %s is there twice, or in group_by too", key->name);
        if (query->group_count == LIMIT_GROUP_COUNT)
            return err_set(reading->err, ERR_USAGE, "columns: at most %u together with group_by",
                           LIMIT_GROUP_COUNT);
        query->group[query->group_count++] = *key;
        query->column_count++;
    }
    return true;
}

static bool find_item(struct query_reading *reading, const char *name, int *out)
{
    struct buf names SCOPED(buf_done) = { .maximum = LIMIT_REQUEST_BODY };

    if (query_item_find(reading->query, name, out))
        return true;
    query_item_names(reading->query, &names);
    return err_set(reading->err, ERR_USAGE, "%s: \"%.80s\" is no column of the answer; use %s",
                   reading->parameter, name, buf_text(&names));
}

static bool complete_sort(struct query_reading *reading)
{
    struct query *query = reading->query;
    const char *at = reading->sort;
    const char *part;
    size_t size;

    reading->parameter = "sort";
    while ((part = key_list_next(&at, &size))) {
        const char *name = arena_strndup(reading->arena, part, size);
        bool descending = *name == '-';
        int item;

        if (!find_item(reading, name + descending, &item))
            return false;
        if (query->sort_count == ITEM_MAX)
            return err_set(reading->err, ERR_USAGE, "sort: at most %d columns", ITEM_MAX);
        query->sort[query->sort_count++] = (struct query_sort){ item, descending };
    }
    return true;
}

static bool complete_fields(struct query_reading *reading)
{
    struct query *query = reading->query;
    const char *at = reading->fields;
    const char *part;
    size_t size;

    reading->parameter = "fields";
    while ((part = key_list_next(&at, &size))) {
        const char *name = arena_strndup(reading->arena, part, size);
        int item;

        if (!find_item(reading, name, &item))
            return false;
        for (size_t i = 0; i < query->field_count; i++)
            if (query->fields[i] == item)
                return err_set(reading->err, ERR_USAGE, "fields: %s is there twice", name);
        query->fields[query->field_count++] = item;
    }
    return true;
}

static void url_add(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (isalnum((unsigned char)*text) || strchr("-_.~:,", *text))
            buf_add_char(out, *text);
        else
            buf_printf(out, "%%%02X", (unsigned char)*text);
    }
}

static int compare_pairs(const void *a, const void *b)
{
    const struct query_pair *one = a;
    const struct query_pair *two = b;
    int order = strcmp(one->name, two->name);

    return order ? order : strcmp(one->value, two->value);
}

/* Known words in the order of the table, then dimensions by name and value. Of a word that may be
 * repeated the order matters with group_by alone. */
static bool complete_canonical(struct query_reading *reading, uint64_t words)
{
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_REQUEST_BODY };
    struct query_pair *sorted = ARENA_ARRAY(reading->arena, struct query_pair, reading->pair_count);

    memcpy(sorted, reading->pairs, reading->pair_count * sizeof(*sorted));
    if (reading->pair_count)
        qsort(sorted, reading->pair_count, sizeof(*sorted), compare_pairs);
    for (size_t w = 0; w < query_word_count; w++) {
        const struct query_pair *pairs =
            query_words[w].bit == WORD_GROUP_BY ? reading->pairs : sorted;

        for (size_t i = 0; i < reading->pair_count; i++) {
            if (query_words[w].bit == WORD_CURSOR ||
                word_find(pairs[i].name, words, reading->arena) != &query_words[w])
                continue;
            if (out.size)
                buf_add_char(&out, '&');
            url_add(&out, pairs[i].name);
            buf_add_char(&out, '=');
            url_add(&out, pairs[i].value);
        }
    }
    reading->query->canonical = arena_strdup(reading->arena, buf_text(&out));
    return buf_check(&out, "the query", reading->err);
}

static bool query_read(struct query_reading *reading, uint64_t words)
{
    for (size_t i = 0; i < reading->pair_count; i++)
        if (!read_pair(reading, i, words))
            return false;
    if (!complete_period(reading) || !complete_basis(reading) || !complete_columns(reading) ||
        !complete_sort(reading) || !complete_fields(reading))
        return false;
    reading->parameter = "currency";
    if (!reading->query->currency && (reading->seen & (WORD_RATE_SET | WORD_RATE_POLICY)))
        return err_set(reading->err, ERR_USAGE,
                       "currency: missing; rate_set and rate_policy say how to convert to it");
    if (reading->query->currency && reading->query->metric->kind == COLUMN_QUANTITY)
        return err_set(reading->err, ERR_USAGE, "currency: quantities cannot be converted");
    reading->parameter = NULL;
    return complete_canonical(reading, words);
}

bool query_parse(const struct query_pair *pairs, size_t pair_count, uint64_t words,
                 const struct query_facts *facts, struct arena *arena, struct query *out,
                 const char **parameter, struct err *err)
{
    struct query query = {
        .granularity = words & WORD_PIVOT_STEP ? GRANULARITY_TOTAL : GRANULARITY_DAY,
        .metric = column_find("effective_cost"),
        .top = words & WORD_PIVOT_TOP ? 20 : 10,
        .others = true,
    };
    struct query_pair *copies = ARENA_ARRAY(arena, struct query_pair, pair_count);
    struct query_reading reading = {
        .query = &query,
        .facts = facts,
        .pairs = copies,
        .pair_count = pair_count,
        .arena = arena,
        .err = err,
    };

    for (size_t i = 0; i < pair_count; i++)
        copies[i] = (struct query_pair){ arena_strdup(arena, pairs[i].name),
                                         arena_strdup(arena, pairs[i].value) };
    if (!query_read(&reading, words)) {
        *parameter = arena_strdup(arena, reading.parameter);
        return false;
    }
    *out = query;
    return true;
}
