/* SPDX-License-Identifier: Apache-2.0 */
/* filter_print.c -- a filter's tree as text, and as SQL. */
#include "view/filter.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/limits.h"
#include "sql_files.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* [negated] */
static const char *const texts[][2] = {
    [FILTER_EQUAL] = { " = ", " != " },
    [FILTER_LESS] = { " < ", NULL },
    [FILTER_LESS_EQUAL] = { " <= ", NULL },
    [FILTER_MORE] = { " > ", NULL },
    [FILTER_MORE_EQUAL] = { " >= ", NULL },
    [FILTER_IN] = { " in (", " not in (" },
    [FILTER_LIKE] = { " like ", " not like " },
    [FILTER_CONTAINS] = { " ~ ", " !~ " },
    [FILTER_NULL] = { " is null", " is not null" },
};

static void print_part(const struct filter *part, struct buf *out)
{
    bool grouped = part->kind == FILTER_AND || part->kind == FILTER_OR;

    if (grouped)
        buf_add_char(out, '(');
    filter_print(part, out);
    if (grouped)
        buf_add_char(out, ')');
}

void filter_print(const struct filter *filter, struct buf *out)
{
    if (filter->kind == FILTER_NOT) {
        buf_add_text(out, "not ");
        print_part(filter->parts[0], out);
        return;
    }
    for (size_t i = 0; i < filter->part_count; i++) {
        if (i)
            buf_add_text(out, filter->kind == FILTER_AND ? " and " : " or ");
        print_part(filter->parts[i], out);
    }
    if (filter->part_count)
        return;
    key_print(&filter->key, out);
    buf_add_text(out, texts[filter->kind][filter->negated]);
    for (size_t i = 0; i < filter->value_count; i++) {
        if (i)
            buf_add_text(out, ", ");
        key_quote(filter->values[i], out);
    }
    if (filter->kind == FILTER_IN)
        buf_add_char(out, ')');
}

/* ---- SQL ---- */

struct compiler {
    const struct filter_tags *tags;
    struct param_list *params;
    struct buf *out;
    struct err *err;
};

size_t param_list_add(struct param_list *list, struct param param)
{
    ARENA_ROOM(list->arena, list->params, list->count);
    list->params[list->count++] = param;
    return list->count;
}

/* The text of a number with all its decimals: the engine's own reading of 1E-15 is wrong. */
static const char *plain_number(const char *value, struct arena *arena)
{
    char text[DECIMAL_TEXT_SIZE];
    int128 number = 0;

    if (decimal_parse(value, strlen(value), &number, NULL) != DECIMAL_OK)
        return "0"; /* the parser has let only numbers through */
    decimal_format(number, DECIMAL_SCALE, text);
    return arena_strdup(arena, text);
}

/* Add a value as a parameter and write its place. */
static void value_sql(struct compiler *compiler, const struct filter *filter, const char *value)
{
    enum column_kind kind = filter->key.column ? filter->key.column->kind : COLUMN_TEXT;
    struct param_list *params = compiler->params;
    int64_t time = 0;

    if (kind == COLUMN_TIME && timestamp_parse(value, strlen(value), &time)) {
        buf_printf(compiler->out, "$%zu", param_list_add(params, param_timestamp(time)));
        return;
    }
    if (kind == COLUMN_TEXT) {
        buf_printf(compiler->out, "$%zu", param_list_add(params, param_text(value)));
        return;
    }
    value = plain_number(value, params->arena);
    buf_printf(compiler->out, "CAST($%zu AS DECIMAL(38,12))",
               param_list_add(params, param_text(value)));
}

/* A pattern for LIKE ... ESCAPE '\': with our % kept, or all bytes literal and % around them. */
static const char *pattern(const struct filter *filter, struct arena *arena)
{
    const char *value = filter->values[0];
    bool contains = filter->kind == FILTER_CONTAINS;
    char *text = arena_alloc(arena, strlen(value) * 2 + 3);
    char *at = text;

    if (contains)
        *at++ = '%';
    for (; *value; value++) {
        if (*value == '_' || *value == '\\' || (*value == '%' && contains))
            *at++ = '\\';
        *at++ = *value;
    }
    if (contains)
        *at++ = '%';
    return text;
}

/* `expression` compared as the filter says, or its contrary; no rows without a value unless that is
 * what is asked. */
static void comparison_sql(struct compiler *compiler, const struct filter *filter,
                           const char *expression, bool negated)
{
    static const char *const operators[][2] = {
        [FILTER_EQUAL] = { " = ", " <> " },
        [FILTER_LESS] = { " < ", " >= " },
        [FILTER_LESS_EQUAL] = { " <= ", " > " },
        [FILTER_MORE] = { " > ", " <= " },
        [FILTER_MORE_EQUAL] = { " >= ", " < " },
        [FILTER_IN] = { " IN (", " NOT IN (" },
        [FILTER_LIKE] = { " LIKE ", " NOT LIKE " },
        [FILTER_CONTAINS] = { " LIKE ", " NOT LIKE " }, /* of both sides folded */
        [FILTER_NULL] = { " IS NULL", " IS NOT NULL" },
    };
    struct buf *out = compiler->out;

    buf_printf(out, filter->kind == FILTER_CONTAINS ? "fold(%s)" : "%s", expression);
    buf_add_text(out, operators[filter->kind][negated]);
    if (filter->kind == FILTER_LIKE || filter->kind == FILTER_CONTAINS) {
        const char *text = pattern(filter, compiler->params->arena);

        buf_printf(out, filter->kind == FILTER_CONTAINS ? "fold($%zu)" : "$%zu",
                   param_list_add(compiler->params, param_text(text)));
        buf_add_text(out, " ESCAPE '\\'");
        return;
    }
    for (size_t i = 0; i < filter->value_count; i++) {
        if (i)
            buf_add_text(out, ", ");
        value_sql(compiler, filter, filter->values[i]);
    }
    if (filter->kind == FILTER_IN)
        buf_add_char(out, ')');
}

static bool column_sql(struct compiler *compiler, const struct filter *filter, bool negated)
{
    const char *name = column_stored_name(filter->key.column);

    if (filter->kind == FILTER_NULL || !negated) {
        comparison_sql(compiler, filter, name, negated);
        return true;
    }
    buf_add_char(compiler->out, '(');
    comparison_sql(compiler, filter, name, true);
    buf_printf(compiler->out, " OR %s IS NULL)", name);
    return true;
}

/* A tag is compared inside a sub-select; the contrary is everything that is not in it, or has no
 * tags at all. */
static bool tag_sql(struct compiler *compiler, const struct filter *filter, bool negated)
{
    struct buf condition SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct compiler inner = *compiler;
    char key[24];
    struct sql_slot slots[] = {
        { "tag_value", filter->key.is_norm ? compiler->tags->norm_tag : compiler->tags->tag_value },
        { "group", compiler->tags->norm_group },
        { "key", key },
        { "condition", NULL },
    };
    bool contrary = filter->kind == FILTER_NULL ? !negated : negated;

    snprintf(key, sizeof(key), "$%zu",
             param_list_add(compiler->params, param_text(filter->key.tag)));
    inner.out = &condition;
    if (filter->kind != FILTER_NULL) {
        buf_add_text(&condition, " AND ");
        comparison_sql(&inner, filter, "value", false);
    }
    slots[3].text = buf_text(&condition);
    if (contrary)
        buf_add_text(compiler->out, "(tag_set_id IS NULL OR NOT ");
    if (!sql_fill(filter->key.is_norm ? &sql_view_filter_norm_tag : &sql_view_filter_tag, slots,
                  ARRAY_COUNT(slots), compiler->out, compiler->err))
        return false;
    if (contrary)
        buf_add_char(compiler->out, ')');
    return true;
}

/* Negation is pushed down to the comparisons, where it can say what it means for charges without a
 * value. */
static bool node_sql(struct compiler *compiler, const struct filter *filter, bool negated)
{
    bool is_and = (filter->kind == FILTER_AND) != negated;

    if (filter->kind == FILTER_NOT)
        return node_sql(compiler, filter->parts[0], !negated);
    if (filter->part_count == 0) {
        negated = negated != filter->negated;
        return filter->key.column ? column_sql(compiler, filter, negated)
                                  : tag_sql(compiler, filter, negated);
    }
    buf_add_char(compiler->out, '(');
    for (size_t i = 0; i < filter->part_count; i++) {
        if (i)
            buf_add_text(compiler->out, is_and ? " AND " : " OR ");
        if (!node_sql(compiler, filter->parts[i], negated))
            return false;
    }
    buf_add_char(compiler->out, ')');
    return true;
}

bool filter_sql(const struct filter *filter, const struct filter_tags *tags,
                struct param_list *params, struct buf *out, struct err *err)
{
    struct compiler compiler = {
        .tags = tags,
        .params = params,
        .out = out,
        .err = err,
    };

    return node_sql(&compiler, filter, false) && buf_check(out, "the filter's SQL", err);
}
