/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/record_list.h"
#include "unit.h"

static void expect(const char *text, const char *expected)
{
    struct buf out SCOPED(buf_done) = { .maximum = 1 << 20 };
    bool read = record_list(text, strlen(text), &out);

    assert_int_equal(read, expected != NULL);
    if (expected)
        assert_string_equal(buf_text(&out), expected);
}

static void lists_of_json_and_of_python_are_the_same(void **state)
{
    static const char *const texts[] = {
        "[{\"name\":\"it's\",\"amount\":-1.10,\"id\":null}]",
        "[{'name': \"it's\", 'amount': -1.10, 'id': None}]",
        " [ {'name':'it\\'s' , 'amount':Decimal('-1.10'),'id':nan} ] ",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
        expect(texts[i], "[{\"name\":\"it's\",\"amount\":\"-1.10\",\"id\":null}]");
}

static void numbers_and_truths_are_texts(void **state)
{
    (void)state;
    expect("[{\"a\":1e-05,\"b\":true,\"c\":False,\"d\":0.10000000000000000055}]",
           "[{\"a\":\"1e-05\",\"b\":\"true\",\"c\":\"false\",\"d\":\"0.10000000000000000055\"}]");
}

static void one_record_is_a_list_of_one(void **state)
{
    (void)state;
    expect("{'a': {'b': [1]}}", "[{\"a\":{\"b\":[\"1\"]}}]");
    expect("[]", "[]");
    expect("{}", "[{}]");
}

static void escapes_are_undone(void **state)
{
    (void)state;
    expect("['\\n\\\\\\x41\\u00e9\\ud83d\\ude00\\U0001F600']",
           "[\"\\n\\\\A\xC3\xA9\xF0\x9F\x98\x80\xF0\x9F\x98\x80\"]");
}

static void anything_else_is_no_list(void **state)
{
    static const char *const texts[] = {
        "",         "x",         "1",           "[",
        "[{'a':1}", "[{'a' 1}]", "[{a:1}]",     "[1,,]",
        "['a]",     "[1] 2",     "['\\ud83d']", "['\\x00']",
        "['\\q']",  "[1 2]",     "[--]x",       "[Decimal(1)]",
        "{'a'}",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
        expect(texts[i], NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_json_and_of_python_are_the_same),
        cmocka_unit_test(numbers_and_truths_are_texts),
        cmocka_unit_test(one_record_is_a_list_of_one),
        cmocka_unit_test(escapes_are_undone),
        cmocka_unit_test(anything_else_is_no_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
