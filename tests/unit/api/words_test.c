/* SPDX-License-Identifier: Apache-2.0 */
#include "api/words.h"

#include "api/negotiate.h"
#include "unit.h"

static void a_query_string_is_taken_apart(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct query_pair *pairs;
    size_t count;

    (void)state;
    assert_done(
        words_parse(&arena, "a=1&tag%3Aenv=pr%C3%B6d+x&&b&c=d=e&a=2", &pairs, &count, &err));
    assert_int_equal(count, 5);
    assert_string_equal(pairs[1].name, "tag:env");
    assert_string_equal(pairs[1].value, "pröd x");
    assert_string_equal(words_find(pairs, count, "b"), "");
    assert_string_equal(words_find(pairs, count, "c"), "d=e");
    assert_string_equal(words_find(pairs, count, "a"), "2");
    assert_null(words_find(pairs, count, "x"));
}

static void text_that_is_badly_encoded_is_refused(void **state)
{
    static const char *const texts[] = { "%", "%4", "%zz", "a=%00", "a=%0a", "a=%ff", "%c3%28=1" };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct arena arena SCOPED(arena_done) = { 0 };
        struct err err SCOPED(err_done) = { 0 };
        struct query_pair *pairs;
        size_t count;

        assert_false(words_parse(&arena, texts[i], &pairs, &count, &err));
        assert_int_equal(err.code, ERR_USAGE);
    }
}

static void the_most_specific_entry_of_accept_counts(void **state)
{
    const char *list = "text/*;q=0.5, text/csv;q=0, */*;q=0.1, application/json";

    (void)state;
    assert_int_equal(accept_media(list, "text/csv"), 0);
    assert_int_equal(accept_media(list, "text/html"), 500);
    assert_int_equal(accept_media(list, "application/json"), 1000);
    assert_int_equal(accept_media(list, "image/png"), 100);
    assert_int_equal(accept_media(NULL, "image/png"), 1000);
    assert_int_equal(accept_media("text/csv", "image/png"), 0);
    assert_int_equal(accept_media("text/csv;header=present;q=0.7", "text/csv"), 700);
}

static void a_coding_is_taken_when_it_is_named_or_anything_is(void **state)
{
    (void)state;
    assert_int_equal(accept_coding("deflate, gzip;q=0.25", "gzip"), 250);
    assert_int_equal(accept_coding("*", "gzip"), 1000);
    assert_int_equal(accept_coding("gzip;q=0, *", "gzip"), 0);
    assert_int_equal(accept_coding("gzipped", "gzip"), 0);
    assert_int_equal(accept_coding(NULL, "gzip"), 0);
}

static void a_tag_is_found_in_any_list_of_tags(void **state)
{
    (void)state;
    assert_true(etag_matches("\"a\"", "a"));
    assert_true(etag_matches("W/\"a\"", "a"));
    assert_true(etag_matches("\"x, y\", \"a\"", "a"));
    assert_true(etag_matches("*", "a"));
    assert_false(etag_matches("\"ab\"", "a"));
    assert_false(etag_matches("a", "a"));
    assert_false(etag_matches("\"x\" \"a", "a"));
    assert_false(etag_matches(NULL, "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_string_is_taken_apart),
        cmocka_unit_test(text_that_is_badly_encoded_is_refused),
        cmocka_unit_test(the_most_specific_entry_of_accept_counts),
        cmocka_unit_test(a_coding_is_taken_when_it_is_named_or_anything_is),
        cmocka_unit_test(a_tag_is_found_in_any_list_of_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
