/* SPDX-License-Identifier: Apache-2.0 */
/* filter.c -- the parser, by recursive descent: or > and > not > comparison.
 *
 * An error names the character at which it stopped reading and what it would have understood there.
 */
#include "view/filter.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>
#include <strings.h>

struct parser {
    const char *text;
    const char *at;
    struct arena *arena;
    unsigned depth;
    size_t value_count;
    struct err *err;
};

/* A list of nodes while it grows. */
struct part_list {
    const struct filter **parts;
    size_t count;
};

static const struct filter *parse_or(struct parser *parser);

static void part_list_add(struct part_list *list, const struct filter *part, struct arena *arena)
{
    ARENA_ROOM(arena, list->parts, list->count);
    list->parts[list->count++] = part;
}

static void skip_blanks(struct parser *parser)
{
    while (*parser->at && strchr(" \t\r\n", *parser->at))
        parser->at++;
}

static size_t word_size(const char *at)
{
    size_t size = 0;

    while (key_byte_is_plain(at[size]))
        size++;
    return size;
}

/* "character 18: expected a value, found "and"". Returns NULL. */
static const struct filter *expected(struct parser *parser, const char *what)
{
    int position;
    size_t size;

    skip_blanks(parser);
    position = (int)(parser->at - parser->text) + 1;
    size = word_size(parser->at);
    if (size == 0 && *parser->at) {
        size = utf8_sequence(parser->at, strlen(parser->at));
        size = size ? size : 1;
    }
    if (*parser->at)
        err_set(parser->err, ERR_USAGE, "character %d: expected %s, found %.*s", position, what,
                (int)(size > 60 ? 60 : size), parser->at);
    else
        err_set(parser->err, ERR_USAGE, "character %d: expected %s, found the end", position, what);
    return NULL;
}

/* Step over a keyword or leave everything as it is. */
static bool take_word(struct parser *parser, const char *word)
{
    size_t size = strlen(word);

    skip_blanks(parser);
    if (word_size(parser->at) != size || strncasecmp(parser->at, word, size) != 0)
        return false;
    parser->at += size;
    return true;
}

static bool take_mark(struct parser *parser, const char *mark)
{
    size_t size = strlen(mark);

    skip_blanks(parser);
    if (strncmp(parser->at, mark, size) != 0)
        return false;
    parser->at += size;
    return true;
}

/* Size of a quoted text with its quotes; 0 when the end comes first. */
static size_t quoted_size(const char *at)
{
    char quote = *at;
    size_t size = 1;

    for (; at[size] != quote; size++) {
        if (at[size] == '\\' && at[size + 1])
            size++;
        if (!at[size])
            return 0;
    }
    return size + 1;
}

static const char *quoted_text(struct parser *parser)
{
    size_t size = quoted_size(parser->at);
    char *text;
    size_t used = 0;

    if (size == 0) {
        err_set(parser->err, ERR_USAGE, "character %d: the quote is never closed",
                (int)(parser->at - parser->text) + 1);
        return NULL;
    }
    text = arena_alloc(parser->arena, size);
    for (size_t i = 1; i < size - 1; i++) {
        if (parser->at[i] == '\\') {
            i++;
            if (!strchr("\\\"'", parser->at[i])) {
                parser->at += i - 1;
                expected(parser, "\\\\, \\\" or \\' after a backslash");
                return NULL;
            }
        }
        text[used++] = parser->at[i];
    }
    parser->at += size;
    return text;
}

static bool value_fits(struct parser *parser, const struct query_key *key, const char *value)
{
    enum column_kind kind = key->column ? key->column->kind : COLUMN_TEXT;
    int128 number;
    int64_t time;

    if (kind == COLUMN_TEXT)
        return true;
    if (kind == COLUMN_TIME && timestamp_parse(value, strlen(value), &time))
        return true;
    if (kind != COLUMN_TIME && decimal_parse(value, strlen(value), &number, NULL) == DECIMAL_OK)
        return true;
    expected(parser, kind == COLUMN_TIME ? "a date such as 2026-10-31" : "a number");
    return false;
}

/* A word of the language is no value unless it is quoted: `a = and` is a forgotten value. */
static bool is_keyword(const char *at, size_t size)
{
    static const char *const words[] = { "and", "or", "not", "in", "like", "is", "null" };

    for (size_t i = 0; i < ARRAY_COUNT(words); i++)
        if (strlen(words[i]) == size && strncasecmp(words[i], at, size) == 0)
            return true;
    return false;
}

/* NULL on failure. */
static const char *parse_value(struct parser *parser, const struct query_key *key)
{
    const char *start;
    const char *value;
    const char *end;

    skip_blanks(parser);
    start = parser->at;
    if (++parser->value_count > LIMIT_FILTER_VALUE_COUNT) {
        err_set(parser->err, ERR_LIMIT, "more than %u values", LIMIT_FILTER_VALUE_COUNT);
        return NULL;
    }
    if (*start == '"' || *start == '\'') {
        value = quoted_text(parser);
    } else if (word_size(start) && !is_keyword(start, word_size(start))) {
        value = arena_strndup(parser->arena, start, word_size(start));
        parser->at += word_size(start);
    } else {
        expected(parser, "a value in quotes");
        return NULL;
    }
    if (!value)
        return NULL;
    end = parser->at;
    parser->at = start;
    if (!value_fits(parser, key, value))
        return NULL;
    parser->at = end;
    return value;
}

static bool parse_key(struct parser *parser, struct query_key *key)
{
    size_t size;

    skip_blanks(parser);
    size = word_size(parser->at);
    if (((size == 4 && memcmp(parser->at, "tag:", 4) == 0) ||
         (size == 9 && memcmp(parser->at, "norm_tag:", 9) == 0)) &&
        parser->at[size] == '"')
        size += quoted_size(parser->at + size);
    if (size == 0 || !key_parse_filter(parser->at, size, parser->arena, key)) {
        expected(parser, "a FOCUS column such as service_name, or tag:<key>");
        return false;
    }
    parser->at += size;
    return true;
}

static struct filter *comparison(struct parser *parser, enum filter_kind kind, bool negated,
                                 const struct query_key *key)
{
    struct filter *filter = ARENA_NEW(parser->arena, struct filter);

    filter->kind = kind;
    filter->negated = negated;
    filter->key = *key;
    return filter;
}

static const struct filter *parse_one_value(struct parser *parser, enum filter_kind kind,
                                            bool negated, const struct query_key *key)
{
    struct filter *filter = comparison(parser, kind, negated, key);
    const char **values = ARENA_NEW(parser->arena, const char *);

    if ((kind == FILTER_LIKE || kind == FILTER_CONTAINS) && key->column &&
        key->column->kind != COLUMN_TEXT)
        return expected(parser, "a comparison that numbers and times have");
    values[0] = parse_value(parser, key);
    if (!values[0])
        return NULL;
    filter->values = values;
    filter->value_count = 1;
    return filter;
}

static const struct filter *parse_in(struct parser *parser, bool negated,
                                     const struct query_key *key)
{
    struct filter *filter = comparison(parser, FILTER_IN, negated, key);
    const char **values = NULL;
    size_t count = 0;

    if (!take_mark(parser, "("))
        return expected(parser, "( and a list of values");
    do {
        ARENA_ROOM(parser->arena, values, count);
        values[count] = parse_value(parser, key);
        if (!values[count++])
            return NULL;
    } while (take_mark(parser, ","));
    if (!take_mark(parser, ")"))
        return expected(parser, ", or )");
    filter->values = values;
    filter->value_count = count;
    return filter;
}

static const struct filter *parse_comparison(struct parser *parser)
{
    /* longer marks before their beginnings */
    static const struct {
        const char *mark;
        enum filter_kind kind;
        bool negated;
    } marks[] = {
        { "!=", FILTER_EQUAL, true },       { "!~", FILTER_CONTAINS, true },
        { "<=", FILTER_LESS_EQUAL, false }, { ">=", FILTER_MORE_EQUAL, false },
        { "=", FILTER_EQUAL, false },       { "<", FILTER_LESS, false },
        { ">", FILTER_MORE, false },        { "~", FILTER_CONTAINS, false },
    };
    struct query_key key;
    bool negated;

    if (!parse_key(parser, &key))
        return NULL;
    for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
        if (take_mark(parser, marks[i].mark))
            return parse_one_value(parser, marks[i].kind, marks[i].negated, &key);
    if (take_word(parser, "is")) {
        negated = take_word(parser, "not");
        if (!take_word(parser, "null"))
            return expected(parser, "null");
        return comparison(parser, FILTER_NULL, negated, &key);
    }
    negated = take_word(parser, "not");
    if (take_word(parser, "in"))
        return parse_in(parser, negated, &key);
    if (take_word(parser, "like"))
        return parse_one_value(parser, FILTER_LIKE, negated, &key);
    return expected(parser, negated ? "in or like" : "= != < <= > >= ~ !~ in, not in, like or is");
}

static const struct filter *parse_not(struct parser *parser)
{
    const struct filter *inner;
    struct filter *filter;
    const struct filter **parts;

    if (parser->depth++ >= LIMIT_FILTER_DEPTH) {
        err_set(parser->err, ERR_LIMIT, "more than %u levels of nesting", LIMIT_FILTER_DEPTH);
        return NULL;
    }
    if (take_word(parser, "not")) {
        inner = parse_not(parser);
        if (!inner)
            return NULL;
        filter = ARENA_NEW(parser->arena, struct filter);
        parts = ARENA_NEW(parser->arena, const struct filter *);
        parts[0] = inner;
        filter->kind = FILTER_NOT;
        filter->parts = parts;
        filter->part_count = 1;
        inner = filter;
    } else if (take_mark(parser, "(")) {
        inner = parse_or(parser);
        if (inner && !take_mark(parser, ")"))
            inner = expected(parser, "and, or, or )");
    } else {
        inner = parse_comparison(parser);
    }
    parser->depth--;
    return inner;
}

/* One or more of `next`, separated by a word. */
static const struct filter *parse_chain(struct parser *parser, enum filter_kind kind,
                                        const char *separator,
                                        const struct filter *(*next)(struct parser *parser))
{
    struct part_list list = { 0 };
    struct filter *filter;

    do {
        const struct filter *part = next(parser);

        if (!part)
            return NULL;
        part_list_add(&list, part, parser->arena);
    } while (take_word(parser, separator));
    if (list.count == 1)
        return list.parts[0];
    filter = ARENA_NEW(parser->arena, struct filter);
    filter->kind = kind;
    filter->parts = list.parts;
    filter->part_count = list.count;
    return filter;
}

static const struct filter *parse_and(struct parser *parser)
{
    return parse_chain(parser, FILTER_AND, "and", parse_not);
}

static const struct filter *parse_or(struct parser *parser)
{
    return parse_chain(parser, FILTER_OR, "or", parse_and);
}

bool filter_parse(const char *text, struct arena *arena, const struct filter **out, struct err *err)
{
    struct parser parser = { .text = text, .at = text, .arena = arena, .err = err };
    size_t size = strlen(text);
    size_t valid = utf8_valid_prefix(text, size);
    const struct filter *filter;

    if (size > LIMIT_FILTER)
        return err_set(err, ERR_LIMIT, "the filter is longer than %u bytes", LIMIT_FILTER);
    if (valid < size)
        return err_set(err, ERR_USAGE, "character %zu: not UTF-8", valid + 1);
    skip_blanks(&parser);
    if (!*parser.at) {
        *out = NULL;
        return true;
    }
    filter = parse_or(&parser);
    if (!filter)
        return false;
    skip_blanks(&parser);
    if (*parser.at) {
        expected(&parser, "and, or, or the end");
        return false;
    }
    *out = filter;
    return true;
}

static const struct filter *pair_of(enum filter_kind kind, const struct filter *a,
                                    const struct filter *b, struct arena *arena)
{
    struct filter *filter = ARENA_NEW(arena, struct filter);
    const struct filter **parts = ARENA_ARRAY(arena, const struct filter *, 2);

    parts[0] = a;
    parts[1] = b;
    filter->kind = kind;
    filter->parts = parts;
    filter->part_count = 2;
    return filter;
}

const struct filter *filter_values(const struct query_key *key, const char *const *values,
                                   size_t value_count, struct arena *arena)
{
    const char **present = ARENA_ARRAY(arena, const char *, value_count);
    struct filter *filter = ARENA_NEW(arena, struct filter);
    struct filter *absent = ARENA_NEW(arena, struct filter);
    size_t count = 0;

    for (size_t i = 0; i < value_count; i++)
        if (values[i])
            present[count++] = values[i];
    *filter = (struct filter){ .kind = count == 1 ? FILTER_EQUAL : FILTER_IN,
                               .key = *key,
                               .values = present,
                               .value_count = count };
    *absent = (struct filter){ .kind = FILTER_NULL, .key = *key };
    if (count == value_count)
        return filter;
    return count ? pair_of(FILTER_OR, filter, absent, arena) : absent;
}

const struct filter *filter_both(const struct filter *a, const struct filter *b,
                                 struct arena *arena)
{
    if (!a || !b)
        return a ? a : b;
    return pair_of(FILTER_AND, a, b, arena);
}

void filter_keys(const struct filter *filter,
                 void (*visit)(void *context, const struct query_key *key), void *context)
{
    if (!filter)
        return;
    for (size_t i = 0; i < filter->part_count; i++)
        filter_keys(filter->parts[i], visit, context);
    if (filter->part_count == 0)
        visit(context, &filter->key);
}
