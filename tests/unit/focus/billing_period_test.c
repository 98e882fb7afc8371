/* SPDX-License-Identifier: Apache-2.0 */
#include "focus/billing_period.h"

#include "base/clock.h"
#include "unit.h"

static bool is_closed_at(const char *provider, const char *month, const char *at)
{
    int32_t day = 0;
    int64_t moment = 0;

    assert_true(date_parse(month, strlen(month), &day));
    assert_true(timestamp_parse(at, strlen(at), &moment));
    return billing_period_is_closed(provider, day, moment);
}

static void a_month_is_closed_when_the_grace_is_over(void **state)
{
    (void)state;
    assert_false(is_closed_at("AWS", "2026-01-01", "2026-02-15T23:59:59Z"));
    assert_true(is_closed_at("AWS", "2026-01-01", "2026-02-16T00:00:00Z"));
    assert_true(is_closed_at("Microsoft", "2026-01-31", "2026-02-11T00:00:00Z"));
    assert_false(is_closed_at(NULL, "2026-12-01", "2027-01-10T12:00:00Z"));
    assert_true(is_closed_at("Frostline", "2026-12-01", "2027-01-11T00:00:00Z"));
}

static void clouds_take_a_day_for_a_days_usage(void **state)
{
    (void)state;
    assert_int_equal(billing_period_lag_days("Oracle"), 1);
    assert_int_equal(billing_period_lag_days("Frostline"), 0);
    assert_int_equal(billing_period_lag_days(NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_is_closed_when_the_grace_is_over),
        cmocka_unit_test(clouds_take_a_day_for_a_days_usage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
