/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include "unit.h"

static void assert_reads(const char *text, const char *value, const char *rest)
{
    char value_text[DECIMAL_TEXT_SIZE];
    char rest_text[DECIMAL_TEXT_SIZE];
    int128 number = 0;
    int128 left = 0;

    assert_int_equal(decimal_parse(text, strlen(text), &number, &left), DECIMAL_OK);
    decimal_format(number, DECIMAL_SCALE, value_text);
    decimal_format(left, 0, rest_text);
    assert_string_equal(value_text, value);
    assert_string_equal(rest_text, rest);
}

static void text_becomes_a_count_of_1e_12(void **state)
{
    (void)state;
    assert_reads("0", "0.000000000000", "0");
    assert_reads("12.5", "12.500000000000", "0");
    assert_reads("-12.5", "-12.500000000000", "0");
    assert_reads("+.5", "0.500000000000", "0");
    assert_reads("5.", "5.000000000000", "0");
    assert_reads(" 7 ", "7.000000000000", "0");
    assert_reads("2.32E-9", "0.000000002320", "0");
    assert_reads("1e3", "1000.000000000000", "0");
    assert_reads("0e99999999999", "0.000000000000", "0");
    assert_reads("99999999999999999999999999.999999999999",
                 "99999999999999999999999999.999999999999", "0");
}

static void what_lies_beyond_is_rounded_half_to_even_and_kept(void **state)
{
    (void)state;
    assert_reads("0.0000000000005", "0.000000000000", "500000000000000000");
    assert_reads("0.0000000000015", "0.000000000002", "-500000000000000000");
    assert_reads("-0.0000000000015", "-0.000000000002", "500000000000000000");
    assert_reads("0.00000000000050000000000000000000000001", "0.000000000001",
                 "-500000000000000000");
    assert_reads("7.405e-15", "0.000000000000", "7405000000000000");
    assert_reads("0.0827499841274349353", "0.082749984127", "434935300000000000");
    assert_reads("1e-31", "0.000000000000", "0");
}

static void what_is_no_number_is_said_to_be_none(void **state)
{
    static const char *const texts[] = { "NaN", "inf", "-",   ".",    "e5",    "1e",
                                         "1e+", "1,5", "1 2", "0x10", "1.2.3", "--1" };
    int128 number;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(decimal_parse(texts[i], strlen(texts[i]), &number, NULL),
                         DECIMAL_NO_NUMBER);
    assert_int_equal(decimal_parse("", 0, &number, NULL), DECIMAL_EMPTY);
    assert_int_equal(decimal_parse("  ", 2, &number, NULL), DECIMAL_EMPTY);
}

static void a_number_too_large_is_refused(void **state)
{
    int128 number;

    (void)state;
    assert_int_equal(decimal_parse("1e30", 4, &number, NULL), DECIMAL_TOO_LARGE);
    assert_int_equal(decimal_parse("1e9999", 6, &number, NULL), DECIMAL_TOO_LARGE);
    assert_int_equal(decimal_parse("123456789012345678901234567890.1", 32, &number, NULL),
                     DECIMAL_TOO_LARGE);
}

static void a_million_ten_thousandths_are_a_hundred(void **state)
{
    int128 sum = 0;
    char text[DECIMAL_TEXT_SIZE];

    (void)state;
    for (int i = 0; i < 1000000; i++) {
        int128 number = 0;

        decimal_parse("0.0001", 6, &number, NULL);
        sum += number;
    }
    decimal_format(sum, DECIMAL_SCALE, text);
    assert_string_equal(text, "100.000000000000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_a_count_of_1e_12),
        cmocka_unit_test(what_lies_beyond_is_rounded_half_to_even_and_kept),
        cmocka_unit_test(what_is_no_number_is_said_to_be_none),
        cmocka_unit_test(a_number_too_large_is_refused),
        cmocka_unit_test(a_million_ten_thousandths_are_a_hundred),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
