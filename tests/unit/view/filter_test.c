/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "base/limits.h"
#include "view/filter.h"

/* Parse, print, and compare. */
static void assert_printed(const char *text, const char *expected)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct buf out SCOPED(buf_done) = { .maximum = MIB };
    const struct filter *filter;

    assert_done(filter_parse(text, &arena, &filter, &err));
    assert_non_null(filter);
    filter_print(filter, &out);
    assert_string_equal(buf_text(&out), expected);
}

static void assert_refused(const char *text, const char *message)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    const struct filter *filter;

    assert_false(filter_parse(text, &arena, &filter, &err));
    assert_string_equal(err_text(&err), message);
}

static void assert_sql(const char *text, const char *expected, size_t param_count)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct buf out SCOPED(buf_done) = { .maximum = MIB };
    struct param_list params = { .arena = &arena };
    const struct filter *filter;

    assert_done(filter_parse(text, &arena, &filter, &err));
    assert_done(
        filter_sql(filter, &(struct filter_tags){ .tag_value = "tags" }, &params, &out, &err));
    assert_string_equal(buf_text(&out), expected);
    assert_int_equal(params.count, param_count);
}

static void an_expression_is_understood(void **state)
{
    (void)state;
    assert_printed(
        "provider_name = \"AWS\" and tag:env in (\"prod\",\"stg\") and not charge_category = 'Tax'",
        "provider_name = \"AWS\" and tag:env in (\"prod\", \"stg\") and not charge_category = "
        "\"Tax\"");
    assert_printed("ServiceName=EC2", "service_name = \"EC2\"");
    assert_printed("tag:\"cost center\" IS NOT NULL", "tag:\"cost center\" is not null");
    assert_printed("service_name !~ 'a\\'b' OR effective_cost >= 1E-9",
                   "service_name !~ \"a'b\" or effective_cost >= \"1E-9\"");
    assert_printed("service_name not like 'Amazon%'", "service_name not like \"Amazon%\"");
}

static void and_binds_closer_than_or_and_brackets_are_kept(void **state)
{
    (void)state;
    assert_printed("region_id = a or region_id = b and region_id = c",
                   "region_id = \"a\" or (region_id = \"b\" and region_id = \"c\")");
    assert_printed("(region_id = a or region_id = b) and region_id = c",
                   "(region_id = \"a\" or region_id = \"b\") and region_id = \"c\"");
    assert_printed("not not (region_id = a)", "not not region_id = \"a\"");
}

static void blanks_alone_filter_nothing(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    const struct filter *filter = NULL;

    (void)state;
    assert_done(filter_parse(" \t\n", &arena, &filter, &err));
    assert_null(filter);
}

static void a_mistake_is_named_with_its_place(void **state)
{
    (void)state;
    assert_refused("servce_name = 'a'", "character 1: expected a FOCUS column such as "
                                        "service_name, or tag:<key>, found servce_name");
    assert_refused("service_name = ", "character 16: expected a value in quotes, found the end");
    assert_refused("service_name = and", "character 16: expected a value in quotes, found and");
    assert_refused("service_name in ('a' 'b')", "character 22: expected , or ), found '");
    assert_refused("(service_name = 'a'", "character 20: expected and, or, or ), found the end");
    assert_refused("service_name = 'a' service_name",
                   "character 20: expected and, or, or the end, found service_name");
    assert_refused("service_name = 'a", "character 16: the quote is never closed");
    assert_refused("service_name ; 'a'",
                   "character 14: expected = != < <= > >= ~ !~ in, not in, like or is, found ;");
    assert_refused("billed_cost > 'much'", "character 15: expected a number, found '");
    assert_refused("charge_period_start > 'x'",
                   "character 23: expected a date such as 2026-10-31, found '");
    assert_refused(
        "tags = 'x'",
        "character 1: expected a FOCUS column such as service_name, or tag:<key>, found tags");
    assert_refused("service_name = '\xff'", "character 17: not UTF-8");
}

static void too_much_is_refused(void **state)
{
    struct buf text SCOPED(buf_done) = { .maximum = MIB };

    (void)state;
    for (unsigned i = 0; i <= LIMIT_FILTER_DEPTH; i++)
        buf_add_char(&text, '(');
    assert_refused(buf_text(&text), "more than 32 levels of nesting");
    buf_clear(&text);
    buf_add_text(&text, "region_id in (a");
    for (unsigned i = 0; i < LIMIT_FILTER_VALUE_COUNT; i++)
        buf_add_text(&text, ",a");
    buf_add_char(&text, ')');
    assert_refused(buf_text(&text), "more than 1000 values");
    buf_clear(&text);
    for (unsigned i = 0; i <= LIMIT_FILTER; i++)
        buf_add_char(&text, ' ');
    assert_refused(buf_text(&text), "the filter is longer than 16384 bytes");
}

static void values_become_parameters(void **state)
{
    (void)state;
    assert_sql("service_name = \"x'; DROP TABLE charge; --\"", "service_name = $1", 1);
    assert_sql("region_id in (a, b)", "region_id IN ($1, $2)", 2);
    assert_sql("service_name ~ '50%_'", "fold(service_name) LIKE fold($1) ESCAPE '\\'", 1);
    assert_sql("billed_cost > 1E-15", "billed_cost > CAST($1 AS DECIMAL(38,12))", 1);
    assert_sql("tag:env = prod",
               "tag_set_id IN (SELECT tag_set_id FROM tags AS tag WHERE key = $1 AND value = $2)",
               2);
}

static void a_charge_without_a_value_is_not_equal_to_anything(void **state)
{
    (void)state;
    assert_sql("region_id != a", "(region_id <> $1 OR region_id IS NULL)", 1);
    assert_sql(
        "not (region_id = a or region_id < b)",
        "((region_id <> $1 OR region_id IS NULL) AND (region_id >= $2 OR region_id IS NULL))", 2);
    assert_sql("not region_id is null", "region_id IS NOT NULL", 0);
    assert_sql(
        "tag:env != prod",
        "(tag_set_id IS NULL OR NOT tag_set_id IN (SELECT tag_set_id FROM tags AS tag WHERE key = "
        "$1 AND value = $2))",
        2);
    assert_sql("tag:env is null",
               "(tag_set_id IS NULL OR NOT tag_set_id IN (SELECT tag_set_id FROM tags AS tag WHERE "
               "key = $1))",
               1);
    assert_sql("tag:env is not null",
               "tag_set_id IN (SELECT tag_set_id FROM tags AS tag WHERE key = $1)", 1);
}

/* ---- a random tree survives printing and parsing ---- */

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static const char *random_value(unsigned *seed, const struct query_key *key, struct arena *arena)
{
    static const char alphabet[] = "ab\"'\\%_,()= \xc3\xa9";
    size_t size = next_random(seed) % 8;
    char *text = arena_alloc(arena, size * 2 + 1);
    size_t used = 0;

    if (key->column && key->column->kind == COLUMN_COST)
        return arena_printf(arena, "-%u.%u", next_random(seed), next_random(seed));
    for (size_t i = 0; i < size; i++) {
        size_t at = next_random(seed) % (sizeof(alphabet) - 1);

        if ((unsigned char)alphabet[at] >= 0x80) {
            memcpy(text + used, "\xc3\xa9", 2);
            used += 2;
        } else {
            text[used++] = alphabet[at];
        }
    }
    return text;
}

static const struct filter *random_tree(unsigned *seed, unsigned depth, struct arena *arena)
{
    static const enum filter_kind comparisons[] = { FILTER_EQUAL,     FILTER_IN,   FILTER_LIKE,
                                                    FILTER_CONTAINS,  FILTER_NULL, FILTER_LESS,
                                                    FILTER_MORE_EQUAL };
    struct filter *filter = ARENA_NEW(arena, struct filter);
    unsigned choice = next_random(seed) % 6;

    if (depth < 4 && choice < 3) {
        size_t count = choice == 2 ? 1 : 2 + next_random(seed) % 3;
        const struct filter **parts = ARENA_ARRAY(arena, const struct filter *, count);

        for (size_t i = 0; i < count; i++)
            parts[i] = random_tree(seed, depth + 1, arena);
        filter->kind = choice == 0 ? FILTER_AND : choice == 1 ? FILTER_OR : FILTER_NOT;
        filter->parts = parts;
        filter->part_count = count;
        return filter;
    }
    filter->kind = comparisons[next_random(seed) % ARRAY_COUNT(comparisons)];
    if (next_random(seed) % 3 == 0)
        filter->key = key_of_tag("cost \"center", 12, false, arena);
    else if (filter->kind == FILTER_LESS)
        filter->key = key_of_column(column_find("effective_cost"));
    else
        filter->key = key_of_column(column_find("service_name"));
    filter->negated =
        filter->kind != FILTER_LESS && filter->kind != FILTER_MORE_EQUAL && next_random(seed) % 2;
    filter->value_count = filter->kind == FILTER_NULL ? 0
                          : filter->kind == FILTER_IN ? 1 + next_random(seed) % 4
                                                      : 1;
    const char **values = ARENA_ARRAY(arena, const char *, filter->value_count + 1);
    for (size_t i = 0; i < filter->value_count; i++)
        values[i] = random_value(seed, &filter->key, arena);
    filter->values = values;
    return filter;
}

static void assert_same(const struct filter *a, const struct filter *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->negated, b->negated);
    assert_int_equal(a->part_count, b->part_count);
    assert_int_equal(a->value_count, b->value_count);
    for (size_t i = 0; i < a->part_count; i++)
        assert_same(a->parts[i], b->parts[i]);
    for (size_t i = 0; i < a->value_count; i++)
        assert_string_equal(a->values[i], b->values[i]);
    if (!a->part_count)
        assert_true(key_equals(&a->key, &b->key));
}

static void what_is_printed_parses_to_the_same_tree(void **state)
{
    unsigned seed = 20261031;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct arena arena SCOPED(arena_done) = { 0 };
        struct err err SCOPED(err_done) = { 0 };
        struct buf text SCOPED(buf_done) = { .maximum = MIB };
        const struct filter *tree = random_tree(&seed, 0, &arena);
        const struct filter *again;

        filter_print(tree, &text);
        if (text.size > LIMIT_FILTER)
            continue;
        if (!filter_parse(buf_text(&text), &arena, &again, &err))
            fail_msg("%s: %s", buf_text(&text), err_text(&err));
        assert_same(tree, again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expression_is_understood),
        cmocka_unit_test(and_binds_closer_than_or_and_brackets_are_kept),
        cmocka_unit_test(blanks_alone_filter_nothing),
        cmocka_unit_test(a_mistake_is_named_with_its_place),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(values_become_parameters),
        cmocka_unit_test(a_charge_without_a_value_is_not_equal_to_anything),
        cmocka_unit_test(what_is_printed_parses_to_the_same_tree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
