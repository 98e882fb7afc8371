/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/tags.h"
#include "unit.h"

#include <pthread.h>

static void expect(enum tag_rule rule, const char *text, const char *expected)
{
    char *canonical = tags_canonical(rule, text, strlen(text));

    if (expected) {
        assert_non_null(canonical);
        assert_string_equal(canonical, expected);
    } else {
        assert_null(canonical);
    }
    free(canonical);
}

static void keys_are_sorted_and_blanks_are_gone(void **state)
{
    (void)state;
    expect(TAG_RULE_PLAIN, "{ \"b\" : \"2\", \"a\":\"1\" }", "{\"a\":\"1\",\"b\":\"2\"}");
    expect(TAG_RULE_PLAIN, "{\"n\":7,\"t\":true,\"z\":null}", "{\"n\":\"7\",\"t\":true}");
}

static void the_prefixes_of_aws_are_taken_off(void **state)
{
    (void)state;
    expect(TAG_RULE_AWS, "{\"user:Name\":\"x\"}", "{\"Name\":\"x\"}");
    expect(TAG_RULE_AWS, "{\"user_cost_center\":\"x\",\"aws_created_by\":\"y\"}",
           "{\"aws:createdBy\":\"y\",\"cost_center\":\"x\"}");
    expect(TAG_RULE_AWS_FOCUS, "{\"user:Name\":\"x\",\"user_id\":\"7\"}",
           "{\"Name\":\"x\",\"user_id\":\"7\"}");
    expect(TAG_RULE_PLAIN, "{\"user:Name\":\"x\"}", "{\"user:Name\":\"x\"}");
}

static void an_empty_value_is_absent_on_aws_alone(void **state)
{
    (void)state;
    expect(TAG_RULE_AWS, "{\"user_a\":\"\"}", NULL);
    expect(TAG_RULE_PLAIN, "{\"a\":\"\"}", "{\"a\":\"\"}");
}

static void of_two_equal_keys_the_first_that_says_something_stays(void **state)
{
    (void)state;
    expect(TAG_RULE_AWS, "{\"user:env\":\"prod\",\"user_env\":\"dev\"}", "{\"env\":\"prod\"}");
}

static void other_spellings_are_understood(void **state)
{
    (void)state;
    expect(TAG_RULE_PLAIN, "\"a\": \"1\",\"b\": \"2\"", "{\"a\":\"1\",\"b\":\"2\"}");
    expect(TAG_RULE_PLAIN, "[{\"key\":\"a\",\"value\":\"1\"}]", "{\"a\":\"1\"}");
    expect(TAG_RULE_PLAIN, "not tags", NULL);
    expect(TAG_RULE_PLAIN, "{}", NULL);
}

static void the_lists_of_google_are_told_apart(void **state)
{
    (void)state;
    expect(TAG_RULE_GCP,
           "[[{'key': 'env', 'value': 'prod'}],[{\"key\":\"goog-x\",\"value\":\"\"}],"
           "[{\"key\":\"env\",\"value\":\"test\"}],"
           "[{\"key\":\"class\",\"value\":\"a\",\"namespace\":\"123\"},{\"key\":\"b\",\"value\":"
           "\"c\"}]]",
           "{\"123/class\":\"a\",\"b\":\"c\",\"env\":\"prod\",\"goog:goog-x\":\"\",\"project/"
           "env\":\"test\"}");
    expect(TAG_RULE_GCP, "[null,null,null,null]", NULL);
    expect(TAG_RULE_GCP, "[null,[],null,7]", NULL);
    expect(TAG_RULE_GCP, "[null,", NULL);
}

static void equal_sets_have_one_number_everywhere(void **state)
{
    struct tags *first = tags_new();
    struct tags *second = tags_new();
    int64_t a, b, c;

    (void)state;
    assert_true(tags_number(first, TAG_RULE_PLAIN, "{\"a\":\"1\",\"b\":\"2\"}", 17, &a));
    assert_true(tags_number(first, TAG_RULE_PLAIN, "{\"b\":\"2\",\"a\":\"1\"}", 17, &b));
    assert_true(tags_number(second, TAG_RULE_PLAIN, "{\"b\":\"2\", \"a\":\"1\"}", 18, &c));
    assert_int_equal(a, b);
    assert_int_equal(a, c);
    assert_int_equal(tags_set_count(first), 1);
    tags_free(first);
    tags_free(second);
}

enum { TEXTS = 20000, THREADS = 4 };

static void *number_all(void *context)
{
    struct tags *tags = context;

    for (int i = 0; i < TEXTS; i++) {
        char text[64];
        int size = snprintf(text, sizeof(text), "{\"app\":\"shop-%d\"}", i);
        int64_t number;

        if (!tags_number(tags, TAG_RULE_PLAIN, text, (size_t)size, &number))
            return "no number";
    }
    return NULL;
}

static void threads_agree_on_the_numbers(void **state)
{
    struct tags *tags = tags_new();
    pthread_t threads[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, number_all, tags), 0);
    for (int i = 0; i < THREADS; i++) {
        void *complaint;

        pthread_join(threads[i], &complaint);
        assert_null(complaint);
    }
    assert_int_equal(tags_set_count(tags), TEXTS);
    tags_free(tags);
}

static void a_text_that_is_not_understood_is_counted(void **state)
{
    struct tags *tags = tags_new();
    int64_t number;

    (void)state;
    assert_false(tags_number(tags, TAG_RULE_PLAIN, "not tags", 8, &number));
    assert_false(tags_number(tags, TAG_RULE_PLAIN, "not tags", 8, &number));
    assert_int_equal(tags_bad_count(tags), 1);
    assert_string_equal(tags_bad_sample(tags), "not tags");
    tags_free(tags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_sorted_and_blanks_are_gone),
        cmocka_unit_test(the_prefixes_of_aws_are_taken_off),
        cmocka_unit_test(an_empty_value_is_absent_on_aws_alone),
        cmocka_unit_test(of_two_equal_keys_the_first_that_says_something_stays),
        cmocka_unit_test(other_spellings_are_understood),
        cmocka_unit_test(the_lists_of_google_are_told_apart),
        cmocka_unit_test(equal_sets_have_one_number_everywhere),
        cmocka_unit_test(threads_agree_on_the_numbers),
        cmocka_unit_test(a_text_that_is_not_understood_is_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
