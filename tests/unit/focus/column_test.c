/* SPDX-License-Identifier: Apache-2.0 */
#include "focus/column.h"
#include "unit.h"

static void a_column_is_found_by_either_name(void **state)
{
    (void)state;
    assert_ptr_equal(column_find("service_name"), column_find("ServiceName"));
    assert_null(column_find("servicename"));
    assert_null(column_find_sized("service_name", 7));
}

static void no_two_columns_share_a_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < column_count; i++)
        assert_ptr_equal(column_find(columns[i].sql_name), &columns[i]);
}

static void a_version_has_the_number_of_columns_that_focus_says(void **state)
{
    static const struct {
        enum focus_version version;
        size_t count;
    } known[] = { { FOCUS_1_0, 43 },
                  { FOCUS_1_1, 50 },
                  { FOCUS_1_2, 57 },
                  { FOCUS_1_3, 65 },
                  { FOCUS_1_4, 65 } };

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        size_t count = 0;

        for (size_t j = 0; j < column_count; j++)
            count += column_is_in(&columns[j], known[i].version);
        assert_int_equal(count, known[i].count);
    }
}

static void tags_are_stored_as_a_number(void **state)
{
    (void)state;
    assert_string_equal(column_stored_name(column_find("tags")), "tag_set_id");
    assert_string_equal(column_sql_type(column_find("tags")), "BIGINT");
    assert_string_equal(column_stored_name(column_find("region_id")), "region_id");
}

static void a_version_is_known_by_its_name(void **state)
{
    enum focus_version version;

    (void)state;
    assert_true(focus_version_parse("1.0-preview", &version));
    assert_int_equal(version, FOCUS_1_0_PREVIEW);
    assert_string_equal(focus_version_name(FOCUS_1_2), "1.2");
    assert_false(focus_version_parse("2.0", &version));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_is_found_by_either_name),
        cmocka_unit_test(no_two_columns_share_a_name),
        cmocka_unit_test(a_version_has_the_number_of_columns_that_focus_says),
        cmocka_unit_test(tags_are_stored_as_a_number),
        cmocka_unit_test(a_version_is_known_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
