/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "mapping/dates.h"
#include "mapping/functions.h"
#include "unit.h"

static void expect_moment(const char *text, enum date_order order, const char *expected)
{
    char formatted[TIMESTAMP_TEXT_SIZE];
    int64_t value;

    if (!moment_parse(text, strlen(text), order, &value)) {
        assert_null(expected);
        return;
    }
    timestamp_format(value, formatted);
    assert_non_null(expected);
    assert_string_equal(formatted, expected);
}

static void times_are_read_as_providers_write_them(void **state)
{
    (void)state;
    expect_moment("2025-01-31T10:00:00Z", DATE_ORDER_UNKNOWN, "2025-01-31T10:00:00Z");
    expect_moment("2025-01-31 10:00:00.000", DATE_ORDER_UNKNOWN, "2025-01-31T10:00:00Z");
    expect_moment("2025-01-31T10:00Z", DATE_ORDER_UNKNOWN, "2025-01-31T10:00:00Z");
    expect_moment("2025-01-31", DATE_ORDER_UNKNOWN, "2025-01-31T00:00:00Z");
    expect_moment("2025-02", DATE_ORDER_UNKNOWN, "2025-02-01T00:00:00Z");
    expect_moment("20250131", DATE_ORDER_UNKNOWN, "2025-01-31T00:00:00Z");
    expect_moment("20250101T000000.000Z", DATE_ORDER_UNKNOWN, "2025-01-01T00:00:00Z");
}

static void a_written_date_needs_an_order(void **state)
{
    (void)state;
    expect_moment("02/01/2025", DATE_ORDER_UNKNOWN, NULL);
    expect_moment("02/01/2025", DATE_ORDER_DAY_FIRST, "2025-01-02T00:00:00Z");
    expect_moment("02/01/2025", DATE_ORDER_MONTH_FIRST, "2025-02-01T00:00:00Z");
    expect_moment("4/1/25", DATE_ORDER_MONTH_FIRST, "2025-04-01T00:00:00Z");
    expect_moment("4/1/2025 1:30 PM", DATE_ORDER_MONTH_FIRST, "2025-04-01T13:30:00Z");
    expect_moment("31.01.2025", DATE_ORDER_DAY_FIRST, "2025-01-31T00:00:00Z");
}

static void what_is_no_time_is_none(void **state)
{
    static const char *const texts[] = {
        "", "soon", "2025-02-30", "2025-13", "30/02/2025", "1/2", "99", "2025-01-01T25:00:00Z"
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        expect_moment(texts[i], DATE_ORDER_DAY_FIRST, NULL);
}

static void expect_order(const char *const *texts, bool are_periods, enum date_order expected)
{
    struct dates_seen seen = { 0 };
    enum date_order order = DATE_ORDER_UNKNOWN;

    for (; *texts; texts++)
        dates_look(&seen, *texts, strlen(*texts), are_periods);
    assert_int_equal(dates_order(&seen, DATE_ORDER_UNKNOWN, &order),
                     expected != DATE_ORDER_UNKNOWN);
    if (expected != DATE_ORDER_UNKNOWN)
        assert_int_equal(order, expected);
}

static void the_order_of_dates_is_told_by_the_whole_file(void **state)
{
    (void)state;
    expect_order((const char *const[]){ "01/02/2025", "13/02/2025", NULL }, false,
                 DATE_ORDER_DAY_FIRST);
    expect_order((const char *const[]){ "01/02/2025", "1/31/2025", NULL }, false,
                 DATE_ORDER_MONTH_FIRST);
    expect_order((const char *const[]){ "01/02/2025", "03/02/2025", NULL }, false,
                 DATE_ORDER_UNKNOWN);
    expect_order((const char *const[]){ "4/1/25", "5/1/25", NULL }, true, DATE_ORDER_MONTH_FIRST);
    expect_order((const char *const[]){ "01.02.2025", NULL }, false, DATE_ORDER_DAY_FIRST);
    expect_order((const char *const[]){ "13/02/2025", "02/13/2025", NULL }, false,
                 DATE_ORDER_UNKNOWN);
}

static void expect_amount(const char *text, char mark, const char *expected)
{
    char out[64];
    size_t size;
    bool is_amount = amount_plain(text, strlen(text), mark, out, &size);

    assert_int_equal(is_amount, expected != NULL);
    if (expected) {
        out[size] = '\0';
        assert_string_equal(out, expected);
    }
}

static void amounts_lose_what_stands_around_the_number(void **state)
{
    (void)state;
    expect_amount("$10,000.00 ", '.', "10000.00");
    expect_amount("1.234,50", ',', "1234.50");
    expect_amount("(12,30)", ',', "-12.30");
    expect_amount("\xE2\x82\xAC 5,00", ',', "5.00");
    expect_amount("5.00-", '.', "-5.00");
    expect_amount("-3.1E-9", '.', "-3.1E-9");
    expect_amount("USD 7", '.', "7");
    expect_amount("1'234.5", '.', "1234.5");
    expect_amount("1,234,567.8", '.', "1234567.8");
    expect_amount("1.234", ',', "1234");
}

static void what_is_no_amount_is_none(void **state)
{
    (void)state;
    expect_amount("12%", '.', NULL);
    expect_amount("", '.', NULL);
    expect_amount("free", '.', NULL);
    expect_amount("1.2.3", '.', NULL);
    expect_amount("12,5", '.', NULL);
    expect_amount("12,50", '.', NULL);
    expect_amount("0,123", '.', NULL);
    expect_amount("1234,567", '.', NULL);
    expect_amount("1,23,456", '.', NULL);
    expect_amount("12.50", ',', NULL);
}

static void expect_member(const char *json, const char *key, const char *expected)
{
    char out[256];
    const char *value;
    size_t size;
    bool found = json_flat_find(json, strlen(json), key, strlen(key), out, &value, &size);

    assert_int_equal(found, expected != NULL);
    if (expected) {
        assert_int_equal(size, strlen(expected));
        assert_memory_equal(value, expected, size);
    }
}

static void a_member_of_an_object_is_found_by_its_key(void **state)
{
    (void)state;
    expect_member("{\"a\":\"x\",\"b\": \"y z\"}", "b", "y z");
    expect_member("{\"a\":\"b\",\"b\":\"c\"}", "b", "c");
    expect_member("{\"a\":\"say \\\"hi\\\"\"}", "a", "say \"hi\"");
    expect_member("{\"a\":12.5,\"b\":null}", "a", "12.5");
    expect_member("{\"a\":12.5,\"b\":null}", "b", NULL);
    expect_member("{\"a\":\"\"}", "a", NULL);
    expect_member("{\"a\":\"unfinished", "b", NULL);
    expect_member("", "a", NULL);
    expect_member("[1,2]", "a", NULL);
}

static void a_share_is_rounded_once_and_half_to_even(void **state)
{
    const int128 one = (int128)1000000000000;

    (void)state;
    assert_true(money_share(10 * one, one, 4 * one) == 2500000000000);
    assert_true(money_share(1, 1, 2) == 0);
    assert_true(money_share(3, 1, 2) == 2);
    assert_true(money_share(-3, 1, 2) == -2);
    assert_true(money_share(one, -one, 3 * one) == -333333333333);
    /* The product needs far more than 128 bits. */
    assert_true(money_share(one * 1000000000000, one * 1000000000000, one * 1000000000000) ==
                one * 1000000000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read_as_providers_write_them),
        cmocka_unit_test(a_written_date_needs_an_order),
        cmocka_unit_test(what_is_no_time_is_none),
        cmocka_unit_test(the_order_of_dates_is_told_by_the_whole_file),
        cmocka_unit_test(amounts_lose_what_stands_around_the_number),
        cmocka_unit_test(what_is_no_amount_is_none),
        cmocka_unit_test(a_member_of_an_object_is_found_by_its_key),
        cmocka_unit_test(a_share_is_rounded_once_and_half_to_even),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
