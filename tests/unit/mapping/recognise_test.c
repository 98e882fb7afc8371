/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "mapping/bind.h"
#include "mapping/recognise.h"
#include "unit.h"

#define NAMES(...)                                                                                 \
    (const char *const[]){ __VA_ARGS__ },                                                          \
        sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)

static void expect(const char *const *names, size_t name_count, const char *key)
{
    const struct format *format = format_recognise(names, name_count);

    assert_non_null(format);
    assert_string_equal(format->key, key);
}

static void a_header_tells_the_format(void **state)
{
    (void)state;
    expect(NAMES("BilledCost", "EffectiveCost", "x_SkuMeterId"), "focus.azure");
    expect(NAMES("billedcost", "effectivecost", "x_usagetype"), "focus.aws");
    expect(NAMES("BilledCost", "EffectiveCost", "x_Credits"), "focus.gcp");
    expect(NAMES("BilledCost", "EffectiveCost", "ContractedCost", "x_Credits", "x_CostType"),
           "focus.gcp.view");
    expect(NAMES("BilledCost", "EffectiveCost", "oci_ReferenceNumber"), "focus.oci");
    expect(NAMES("BilledCost", "EffectiveCost", "ChargePeriodStart", "ChargeCategory"),
           "focus.generic");
    expect(NAMES("line_item_line_item_type", "bill_payer_account_id", "resource_tags"), "aws.cur2");
    expect(NAMES("line_item_line_item_type", "bill_payer_account_id", "product_sku"),
           "aws.cur.athena");
    expect(NAMES("\xEF\xBB\xBFlineItem/LineItemType", "bill/PayerAccountId"), "aws.cur.csv");
    expect(NAMES("usage_start_time", "resource.name", "cost"), "gcp.detailed");
    expect(NAMES("usage_start_time", "sku.id", "cost", "credits"), "gcp.standard");
    expect(NAMES("lineItemId", "startTime", "cost.amount"), "gcp.file");
    expect(NAMES("lineItem/referenceNo", "cost/myCost"), "oci.cost");
    expect(NAMES("commitment_subscription_id", "commitment_charge", "commitment_cost"),
           "oci.contract");
    expect(NAMES("costInBillingCurrency", "costInPricingCurrency", "billingProfileId"),
           "azure.mca");
    expect(NAMES("CostInBillingCurrency", "BillingCurrencyCode", "ChargeType"), "azure.ea");
    expect(NAMES("Cost", "ChargeType", "MeterId", "BillingAccountId"), "azure.cost");
    expect(NAMES("subscriptionid", "costinbillingcurrency"), "azure.minimal");
    expect(NAMES("PreTaxCost (PreTaxCost)", "ID der Verbrauchseinheit (MeterId)"), "azure.legacy");
    expect(NAMES("Meter ID", "ExtendedCost", "Date"), "azure.ea.legacy");
    expect(NAMES("Service", "EC2($)", "Total costs($)"), "csv.wide");
    expect(NAMES("date", "service", "cost"), "csv.simple");
}

static void a_format_that_is_not_read_is_refused_by_name(void **state)
{
    static const struct {
        const char *const names[4];
        const char *key;
    } known[] = {
        { { "RecordType", "PayerAccountId", "InvoiceId", "Cost" }, "aws.dbr" },
        { { "lineItem/referenceNo", "usage/consumedQuantity", "x", "y" }, "oci.usage" },
        { { "AmortizedCost", "BilledCost", "ChargeType", "x" }, "focus.0.5" },
        { { "ContractCommitmentId", "ContractCommitmentCategory", "x", "y" },
          "focus.contract_commitment" },
        { { "BillingPeriodStatus", "BillingPeriodStart", "x", "y" }, "focus.billing_period" },
        { { "InvoiceDetailId", "InvoiceIssueStatus", "BilledCost", "x" }, "focus.invoice_detail" },
        { { "BilledCost", "ChargeCategory", "x", "y" }, "focus.fragment" },
        { { "line_item_unblended_cost", "x", "y", "z" }, "aws.cur.fragment" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        expect(known[i].names, 4, known[i].key);
        assert_null(format_find(known[i].key)->mapping[0]);
        assert_non_null(format_find(known[i].key)->refusal);
    }
}

static void json_is_known_by_its_words(void **state)
{
    static const struct {
        const char *text, *key;
    } known[] = {
        { "{\"GroupDefinitions\":[],\"ResultsByTime\":[]}", "json.aws.ce" },
        { " {\"properties\":{\"columns\":[],\"rows\":[]}}", "json.azure.query" },
        { "[{\"properties\":{\"chargeType\":\"Usage\"}}]", "json.azure.usage" },
        { "{\"data\":{\"items\":[{\"computed-amount\":1}]}}", "json.oci.usage" },
        { "{\"jobComplete\":true,\"schema\":{\"fields\":[]},\"rows\":[]}", "json.bigquery" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        assert_string_equal(format_recognise_json(known[i].text, strlen(known[i].text))->key,
                            known[i].key);
    /* Documents that are rows: their names tell. */
    assert_null(format_recognise_json("{\"usage_start_time\":1}", 22));
    assert_null(format_recognise_json("date,cost", 9));
    assert_null(format_recognise_json("", 0));
}

static void a_focus_file_has_the_version_that_its_columns_need(void **state)
{
    (void)state;
    assert_string_equal(format_focus_version(NAMES("BilledCost", "UsageQuantity")), "1.0-preview");
    assert_string_equal(format_focus_version(NAMES("BilledCost", "ChargeClass")), "1.0");
    assert_string_equal(format_focus_version(NAMES("BilledCost", "SkuMeter")), "1.1");
    assert_string_equal(format_focus_version(NAMES("BilledCost", "SkuMeter", "InvoiceId")), "1.2");
    assert_string_equal(format_focus_version(NAMES("ServiceProviderName", "ProviderName")), "1.3");
    assert_string_equal(format_focus_version(NAMES("ServiceProviderName")), "1.4");
}

static const struct sql recipe_text = {
    "test/recipe",
    "-- test: what a recipe may say.\n"
    "-- reads: billed_cost!, region_id|region, billing_currency$\n"
    "-- folds: resource_tags <- resourceTags/\n"
    "-- step: facts one\nSELECT 1\n-- step: charge two when has_two\nSELECT 2\n",
};

static void a_recipe_says_what_it_reads_and_does(void **state)
{
    struct arena arena = { 0 };
    struct recipe recipe;
    struct err err = { 0 };

    (void)state;
    assert_done(recipe_read((const struct sql *const[]){ &recipe_text }, 1, &arena, &recipe, &err));
    assert_int_equal(recipe.column_count, 3);
    assert_true(recipe.columns[0].is_mandatory);
    assert_string_equal(recipe.columns[1].alternatives[1], "region");
    assert_true(recipe.columns[2].is_currency);
    assert_int_equal(recipe.step_count, 2);
    assert_string_equal(recipe.steps[0].sql.text, "\nSELECT 1\n");
    assert_int_equal(recipe.steps[1].kind, STEP_CHARGE);
    assert_string_equal(recipe.steps[1].when, "has_two");
    arena_done(&arena);
}

static void columns_are_bound_by_name_in_any_spelling(void **state)
{
    struct arena arena = { 0 };
    struct recipe recipe;
    struct binding binding;
    struct err err = { 0 };

    (void)state;
    assert_done(recipe_read((const struct sql *const[]){ &recipe_text }, 1, &arena, &recipe, &err));
    assert_done(
        bind_columns(&recipe,
                     NAMES("Region", "resourceTags/user:Name", "Billed Cost", "BILLING_CURRENCY",
                           "other", "resourceTags/aws:createdBy", "billed_cost"),
                     false, &arena, &binding, &err));
    assert_int_equal(binding.columns[0].sources[0], 2);
    assert_int_equal(binding.columns[1].sources[0], 0);
    assert_int_equal(binding.columns[3].source_count, 2);
    assert_string_equal(binding.columns[3].keys[0], "user:Name");
    assert_int_equal(binding.unread_count, 2);
    arena_done(&arena);
}

static void what_is_missing_is_named(void **state)
{
    struct arena arena = { 0 };
    struct recipe recipe;
    struct binding binding;
    struct err err = { 0 };

    (void)state;
    assert_done(recipe_read((const struct sql *const[]){ &recipe_text }, 1, &arena, &recipe, &err));
    assert_false(bind_columns(&recipe, NAMES("billing_currency"), false, &arena, &binding, &err));
    assert_string_equal(err_text(&err), "mandatory column missing: billed_cost");
    assert_false(bind_columns(&recipe, NAMES("billed_cost"), false, &arena, &binding, &err));
    assert_non_null(strstr(err_text(&err), "--currency"));
    err_done(&err);
    assert_done(bind_columns(&recipe, NAMES("billed_cost"), true, &arena, &binding, &err));
    arena_done(&arena);
}

static void every_mapping_is_a_recipe_that_can_be_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < format_count; i++) {
        struct arena arena = { 0 };
        struct recipe recipe;
        struct err err = { 0 };

        assert_done(recipe_read(formats[i].mapping, FORMAT_PARTS, &arena, &recipe, &err));
        assert_true(formats[i].mapping[0] ? recipe.step_count > 0
                                          : formats[i].refusal || formats[i].json.rows[0]);
        arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_tells_the_format),
        cmocka_unit_test(a_format_that_is_not_read_is_refused_by_name),
        cmocka_unit_test(json_is_known_by_its_words),
        cmocka_unit_test(a_focus_file_has_the_version_that_its_columns_need),
        cmocka_unit_test(a_recipe_says_what_it_reads_and_does),
        cmocka_unit_test(columns_are_bound_by_name_in_any_spelling),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(every_mapping_is_a_recipe_that_can_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
