/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/details.h"
#include "unit.h"

static void expect(const char *text, const char *expected)
{
    struct buf out SCOPED(buf_done) = { 0 };
    bool found;

    buf_init(&out, 1000);
    found = details_write(text, strlen(text), &out);
    assert_int_equal(found, expected != NULL);
    if (expected)
        assert_string_equal(buf_text(&out), expected);
}

static void keys_that_focus_names_get_its_names_and_others_a_prefix(void **state)
{
    (void)state;
    expect("{ \"ServiceType\": \"D2s\", \"VCPUs\": 2, \"VMName\": \"a \\\"b\\\"\" }",
           "{\"InstanceType\":\"D2s\",\"CoreCount\":2,\"x_VMName\":\"a \\\"b\\\"\"}");
    expect("{\"a\":{\"b\":[1]}}", "{\"x_a\":{\"b\":[1]}}");
}

static void the_braces_may_be_missing(void **state)
{
    (void)state;
    expect("\"VCPUs\": 2,  \"x\": true", "{\"CoreCount\":2,\"x_x\":true}");
}

static void nothing_and_nulls_are_no_details(void **state)
{
    (void)state;
    expect("{}", NULL);
    expect("{\"ImageType\": null}", NULL);
    expect("{\"a\":1,\"b\":null}", "{\"x_a\":1}");
    expect("", NULL);
}

static void what_is_no_object_is_none(void **state)
{
    (void)state;
    expect("Standard_D2s", NULL);
    expect("{\"a\":1", NULL);
    expect("{\"a\":1} x", NULL);
    expect("[1]", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_that_focus_names_get_its_names_and_others_a_prefix),
        cmocka_unit_test(the_braces_may_be_missing),
        cmocka_unit_test(nothing_and_nulls_are_no_details),
        cmocka_unit_test(what_is_no_object_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
