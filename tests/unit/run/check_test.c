/* SPDX-License-Identifier: Apache-2.0 */
/* Each invariant finds the row that breaks it, and leaves a sound delivery alone. A sound delivery
 * of six charges (usage, a purchase of a commitment, its used and unused parts, tax, a refund) is
 * spoilt in one way per test. */
#include "unit.h"

#include "base/arena.h"
#include "run/check.h"
#include "store/duck.h"

static const char sound_charges[] =
    "SELECT CAST(1 AS BIGINT) AS sys_file_no, CAST(n AS BIGINT) AS sys_row_no, category AS "
    "charge_category, "
    "CASE WHEN n = 6 THEN 'Correction' END AS charge_class, "
    "CASE WHEN category = 'Usage' THEN 'Usage-Based' WHEN category = 'Purchase' THEN 'Recurring' "
    "ELSE 'One-Time' END AS charge_frequency, "
    "CAST(CASE n WHEN 2 THEN 10 WHEN 3 THEN 6 WHEN 4 THEN 4 END AS DECIMAL(38,12)) AS "
    "commitment_discount_quantity, 'USD' AS commitment_discount_unit, "
    "CASE WHEN status IS NULL THEN 'Standard' ELSE 'Committed' END AS pricing_category, "
    "CAST(billed AS DECIMAL(38,12)) AS billed_cost, CAST(effective AS DECIMAL(38,12)) AS "
    "effective_cost, "
    "CAST(list AS DECIMAL(38,12)) AS list_cost, CAST(list AS DECIMAL(38,12)) AS contracted_cost, "
    "CAST(billed AS DECIMAL(38,12)) AS x_native_cost, coverage AS x_coverage, "
    "status AS commitment_discount_status, "
    "CASE WHEN coverage IS NOT NULL THEN 'sp-1' END AS commitment_discount_id, "
    "CASE WHEN coverage IS NOT NULL THEN 'Spend' END AS commitment_discount_category, "
    "CASE WHEN coverage IS NOT NULL THEN 'Savings Plan' END AS commitment_discount_type, "
    "CASE WHEN status = 'Unused' THEN 'sp-1' ELSE 'i-1' END AS resource_id, "
    "CASE WHEN n IN (1, 3) THEN CAST(10 AS DECIMAL(38,12)) END AS consumed_quantity, "
    "CASE WHEN n IN (1, 3) THEN CAST(10 AS DECIMAL(38,12)) END AS pricing_quantity, "
    "CASE WHEN n IN (1, 3) THEN CAST(list / 10 AS DECIMAL(38,15)) END AS list_unit_price, "
    "CASE WHEN n IN (1, 3) THEN CAST(list / 10 AS DECIMAL(38,15)) END AS contracted_unit_price, "
    "'USD' AS billing_currency, '1' AS billing_account_id, 'EC2' AS service_name, 'Compute' AS "
    "service_category, "
    "'Virtual Machines' AS service_subcategory, 'AWS' AS provider_name, 'AWS' AS "
    "service_provider_name, "
    "'AWS' AS invoice_issuer_name, 'sku' AS sku_id, 'price' AS sku_price_id, "
    "TIMESTAMP '2026-10-05' AS charge_period_start, TIMESTAMP '2026-10-06' AS charge_period_end, "
    "TIMESTAMP '2026-10-01' AS billing_period_start, TIMESTAMP '2026-11-01' AS billing_period_end, "
    "DATE '2026-10-01' AS sys_billing_month, DATE '2026-10-05' AS sys_charge_date "
    "FROM (VALUES (1, 'Usage', 2.0, 2.0, 2.0, NULL, NULL), (2, 'Purchase', 5.0, 0.0, 5.0, "
    "'covering', NULL), "
    "(3, 'Usage', 0.0, 3.0, 4.0, 'covered', 'Used'), (4, 'Usage', 0.0, 2.0, 2.0, 'covered', "
    "'Unused'), "
    "(5, 'Tax', 0.5, 0.5, 0.5, NULL, NULL), (6, 'Usage', -1.0, -1.0, -1.0, NULL, NULL)) "
    "v(n, category, billed, effective, list, coverage, status)";

struct setting {
    char *directory;
    struct duck *duck;
    struct arena arena;
};

static int open_setting(void **state)
{
    struct setting *setting = calloc(1, sizeof(*setting));
    struct duck_options options = { .memory_limit = 256 << 20, .threads = 1 };
    struct err err = { 0 };

    setting->directory = fresh_directory();
    options.directories = (const char *const[]){ setting->directory, NULL };
    options.temp_directory = setting->directory;
    assert_done(duck_open(&options, &setting->duck, &err));
    *state = setting;
    return 0;
}

static int close_setting(void **state)
{
    struct setting *setting = *state;

    duck_close(setting->duck);
    drop_directory(setting->directory);
    arena_done(&setting->arena);
    free(setting);
    return 0;
}

/* Write the sound charges with row `row`'s column replaced (NULL: as they are) and check them
 * against what the bill says. */
static struct findings check_total(struct setting *setting, int row, const char *column,
                                   const char *value, struct mapping_total total)
{
    struct mapping_result mapped = {
        .row_count = 6, .mapped_count = 6, .charge_count = 6, .totals = &total, .total_count = 1
    };
    struct db *db SCOPED(db_closep) = NULL;
    struct findings findings = { 0 };
    struct err err = { 0 };
    char *path = arena_printf(&setting->arena, "%s/charge.parquet", setting->directory);
    char *replace =
        column ? arena_printf(&setting->arena,
                              "REPLACE (CASE WHEN sys_row_no = %d THEN %s ELSE %s END AS %s)", row,
                              value, column, column)
               : arena_strdup(&setting->arena, "");

    assert_done(duck_connect(setting->duck, &db, &err));
    assert_done(db_run_text(db, "charges",
                            arena_printf(&setting->arena,
                                         "COPY (SELECT * %s FROM (%s)) TO '%s' (FORMAT parquet)",
                                         replace, sound_charges, path),
                            NO_PARAMS, NULL, &err));
    assert_done(check_delivery(db, &mapped, path, &setting->arena, &findings, &err));
    return findings;
}

static struct findings check(struct setting *setting, int row, const char *column,
                             const char *value, const char *control)
{
    return check_total(
        setting, row, column, value,
        (struct mapping_total){ .currency = "USD", .control = control, .control_stored = control });
}

static const struct finding *find(const struct findings *findings, const char *rule)
{
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->list[i].rule, rule) == 0)
            return &findings->list[i];
    fail_msg("%s did not run", rule);
    return NULL;
}

static void a_sound_delivery_passes_every_rule(void **state)
{
    struct findings findings = check(*state, 0, NULL, NULL, "6.5");

    assert_int_equal(findings.failed_count, 0);
    assert_int_equal(findings.count, 16);
    for (size_t i = 0; i < findings.count; i++)
        if (findings.list[i].outcome != OUTCOME_PASSED)
            fail_msg("%s: %s", findings.list[i].rule, findings.list[i].detail);
}

static void each_rule_finds_the_row_that_breaks_it(void **state)
{
    static const struct {
        const char *rule;
        int row;
        const char *column;
        const char *value;
    } breaks[] = {
        { "INV-01", 1, "service_name", "NULL" },
        { "INV-01", 5, "charge_category", "'Gift'" },
        { "INV-03", 1, "charge_period_end", "charge_period_start" },
        { "INV-03", 1, "sys_billing_month", "DATE '2026-09-01'" },
        { "INV-04", 2, "charge_frequency", "'Usage-Based'" },
        { "INV-05", 3, "commitment_discount_type", "NULL" },
        { "INV-05", 4, "resource_id", "'i-1'" },
        { "INV-05", 1, "commitment_discount_status", "'Used'" },
        { "INV-06", 3, "billed_cost", "CAST(1 AS DECIMAL(38,12))" },
        { "INV-06", 3, "x_coverage", "NULL" },
        { "INV-07", 2, "effective_cost", "CAST(5 AS DECIMAL(38,12))" },
        { "INV-07", 2, "x_coverage", "NULL" },
        { "INV-08", 1, "effective_cost", "CAST(1.99 AS DECIMAL(38,12))" },
        { "INV-08", 5, "x_coverage", "'covered'" },
        { "INV-10", 1, "list_unit_price", "CAST(-1 AS DECIMAL(38,15))" },
    };

    for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++) {
        struct findings findings =
            check(*state, breaks[i].row, breaks[i].column, breaks[i].value, "6.5");
        const struct finding *found = find(&findings, breaks[i].rule);
        char row[32];

        snprintf(row, sizeof(row), "row %d of file 1", breaks[i].row);
        if (found->outcome != OUTCOME_FAILED || found->failing_count != 1 ||
            !strstr(found->detail, row))
            fail_msg("%s with %s: %s, %d rows, %s", breaks[i].rule, breaks[i].column,
                     outcome_name(found->outcome), (int)found->failing_count, found->detail);
    }
}

static void rules_about_the_whole_find_what_rows_do_not_show(void **state)
{
    static const struct {
        const char *rule;
        const char *column;
        const char *value;
    } breaks[] = {
        { "INV-02", "x_native_cost", "CAST(2.1 AS DECIMAL(38,12))" },
        { "INV-11", "service_category", "'Storage'" },
        { "INV-12", "sku_id", "'another'" },
        { "INV-14", "effective_cost", "CAST(1.99 AS DECIMAL(38,12))" },
        { "INV-17", "billed_cost", "CAST(1.999999999999 AS DECIMAL(38,12))" },
    };

    for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++) {
        struct findings findings = check(*state, 1, breaks[i].column, breaks[i].value, "6.5");
        const struct finding *found = find(&findings, breaks[i].rule);

        if (found->outcome != OUTCOME_FAILED || !*found->detail)
            fail_msg("%s does not see %s", breaks[i].rule, breaks[i].column);
    }
}

static void a_price_that_does_not_fit_is_a_warning_only(void **state)
{
    struct findings findings =
        check(*state, 1, "list_unit_price", "CAST(0.3 AS DECIMAL(38,15))", "6.5");

    assert_int_equal(find(&findings, "INV-09")->outcome, OUTCOME_WARNING);
    assert_int_equal(findings.failed_count, 0);
}

static void money_or_quantity_that_a_commitment_loses_is_a_warning(void **state)
{
    struct findings findings =
        check(*state, 3, "effective_cost", "CAST(2.9 AS DECIMAL(38,12))", "6.5");

    assert_int_equal(find(&findings, "INV-15")->outcome, OUTCOME_WARNING);
    assert_int_equal(find(&findings, "INV-16")->outcome, OUTCOME_PASSED);
    findings = check(*state, 4, "commitment_discount_quantity", "CAST(3 AS DECIMAL(38,12))", "6.5");
    assert_int_equal(find(&findings, "INV-16")->outcome, OUTCOME_WARNING);
    assert_int_equal(find(&findings, "INV-15")->outcome, OUTCOME_PASSED);
}

static void use_that_is_still_to_come_is_not_lost(void **state)
{
    struct findings findings =
        check(*state, 2, "charge_period_end", "TIMESTAMP '2026-11-01'", "6.5");

    assert_int_equal(find(&findings, "INV-15")->outcome, OUTCOME_PASSED);
    assert_int_equal(find(&findings, "INV-16")->outcome, OUTCOME_PASSED);
}

static void a_bill_that_says_another_total_fails_to_the_last_digit(void **state)
{
    struct findings findings = check(*state, 0, NULL, NULL, "6.500000000001");

    assert_int_equal(find(&findings, "INV-17")->outcome, OUTCOME_FAILED);
    assert_int_equal(find(&findings, "INV-02")->outcome, OUTCOME_FAILED);
}

static void a_bill_may_have_a_total_of_the_effective_cost(void **state)
{
    struct mapping_total total = { .currency = "USD", .control = "6.5", .control_stored = "6.5" };
    struct findings findings;

    findings = check_total(*state, 1, "effective_cost", "CAST(1.9 AS DECIMAL(38,12))", total);
    assert_int_equal(find(&findings, "INV-17")->outcome, OUTCOME_PASSED);
    total.control_effective = "6.5";
    findings = check_total(*state, 1, "effective_cost", "CAST(1.9 AS DECIMAL(38,12))", total);
    assert_int_equal(find(&findings, "INV-17")->outcome, OUTCOME_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sound_delivery_passes_every_rule, open_setting,
                                        close_setting),
        cmocka_unit_test_setup_teardown(each_rule_finds_the_row_that_breaks_it, open_setting,
                                        close_setting),
        cmocka_unit_test_setup_teardown(rules_about_the_whole_find_what_rows_do_not_show,
                                        open_setting, close_setting),
        cmocka_unit_test_setup_teardown(a_bill_may_have_a_total_of_the_effective_cost, open_setting,
                                        close_setting),
        cmocka_unit_test_setup_teardown(money_or_quantity_that_a_commitment_loses_is_a_warning,
                                        open_setting, close_setting),
        cmocka_unit_test_setup_teardown(use_that_is_still_to_come_is_not_lost, open_setting,
                                        close_setting),
        cmocka_unit_test_setup_teardown(a_price_that_does_not_fit_is_a_warning_only, open_setting,
                                        close_setting),
        cmocka_unit_test_setup_teardown(a_bill_that_says_another_total_fails_to_the_last_digit,
                                        open_setting, close_setting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
