/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include "unit.h"

static void every_day_of_four_centuries_comes_back(void **state)
{
    int32_t first = date_to_day((struct date){ 1600, 1, 1 });

    (void)state;
    for (int32_t day = first; day < first + 146097; day++) {
        char text[DATE_TEXT_SIZE];
        int32_t again = 0;

        date_format(day, text);
        assert_true(date_parse(text, strlen(text), &again));
        assert_int_equal(again, day);
    }
    assert_int_equal(date_to_day((struct date){ 1970, 1, 1 }), 0);
    assert_int_equal(date_to_day((struct date){ 2000, 3, 1 }), 11017);
}

static void days_that_do_not_exist_are_refused(void **state)
{
    static const char *const texts[] = { "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1",
                                         "0000-01-01", "2026/01/01", "2026-01-1x" };
    int32_t day;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_false(date_parse(texts[i], strlen(texts[i]), &day));
}

static void months_add_up(void **state)
{
    int32_t day = date_to_day((struct date){ 2026, 11, 21 });

    (void)state;
    assert_int_equal(month_start(day), date_to_day((struct date){ 2026, 11, 1 }));
    assert_int_equal(month_add(day, 2), date_to_day((struct date){ 2027, 1, 1 }));
    assert_int_equal(month_add(day, -11), date_to_day((struct date){ 2025, 12, 1 }));
    assert_int_equal(date_weekday(day), 6);
}

static void assert_time(const char *text, const char *expected)
{
    char again[TIMESTAMP_TEXT_SIZE];
    int64_t time = 0;

    assert_true(timestamp_parse(text, strlen(text), &time));
    timestamp_format(time, again);
    assert_string_equal(again, expected);
}

static void full_times_sort_as_text(void **state)
{
    char whole[TIMESTAMP_TEXT_SIZE];
    char later[TIMESTAMP_TEXT_SIZE];

    (void)state;
    timestamp_format_full(1000000, whole);
    timestamp_format_full(1000001, later);
    assert_string_equal(whole, "1970-01-01T00:00:01.000000Z");
    assert_true(strcmp(whole, later) < 0);
}

static void times_are_read_in_the_spellings_of_bills(void **state)
{
    int64_t time;

    (void)state;
    assert_time("2026-10-31", "2026-10-31T00:00:00Z");
    assert_time("2026-10-31T23:59:59Z", "2026-10-31T23:59:59Z");
    assert_time("2026-10-31 23:59:59", "2026-10-31T23:59:59Z");
    assert_time("2026-10-31 23:59:59 UTC", "2026-10-31T23:59:59Z");
    assert_time("2026-10-31T23:59:59.123Z", "2026-10-31T23:59:59.123000Z");
    assert_time("2026-10-31T01:00:00+02:00", "2026-10-30T23:00:00Z");
    assert_time("2026-10-31 00:00:00+00", "2026-10-31T00:00:00Z");
    assert_time("2026-10-31T10:00Z", "2026-10-31T10:00:00Z");
    assert_time("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z");
    assert_false(timestamp_parse("2026-10-31T24:00:00Z", 20, &time));
    assert_false(timestamp_parse("2026-10-31T1", 12, &time));
    assert_false(timestamp_parse("2023-01-01T30:00:00Z", 20, &time));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_four_centuries_comes_back),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(months_add_up),
        cmocka_unit_test(full_times_sort_as_text),
        cmocka_unit_test(times_are_read_in_the_spellings_of_bills),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
