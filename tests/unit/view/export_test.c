/* SPDX-License-Identifier: Apache-2.0 */
#include "home.h"

#include "view/export.h"

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    run_text(home->db, "INSERT INTO tag_set VALUES (1,'{\"env\":\"prod, \\\"a\\\"\"}')");
    home_deliver(
        home, 1, "jan",
        "VALUES ('2026-01-01','2026-01-01','AWS','1','=EC2','Usage','USD','10.000000000001',1),"
        "('2026-01-02','2026-01-01','AWS','2','S3, \"x\"','Usage','USD','-0.5',NULL)",
        false);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

static bool export(struct home *home, const struct export_request *request,
                   struct export_result *result, struct err *err)
{
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    const struct dataset_options options = { .place = &(struct place){ .home = home->path } };
    const char *parameter;

    if (!home->dataset)
        must(dataset_open(&options, &home->dataset, err), err);
    must(dataset_snapshot(home->dataset, &snapshot, err), err);
    return view_export(snapshot, request, &home->arena, result, &parameter, err);
}

static const char *read_text(struct home *home, const char *path)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct err err SCOPED(err_done) = { 0 };

    must(file_read(path, &text, &err), &err);
    return arena_strdup(&home->arena, buf_text(&text));
}

/* Cell of a line without quotes in it, by the header's name. */
static const char *cell(struct home *home, const char *header, const char *line, const char *name)
{
    const char *at = header;

    for (;;) {
        size_t width = strcspn(at, ",\n");

        if (strlen(name) == width && memcmp(at, name, width) == 0)
            return arena_strndup(&home->arena, line, strcspn(line, ",\n"));
        assert_int_equal(at[width], ',');
        at += width + 1;
        line += strcspn(line, ",\n") + 1;
    }
}

static void a_csv_file_has_focus_names_and_every_decimal(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    const char *path = path_join(&home->arena, home->path, "out.csv");
    const struct export_request request = { .format = VIEW_CSV,
                                            .version = FOCUS_1_2,
                                            .path = path };
    struct export_result result;
    const char *text;
    const char *line;

    must(export(home, &request, &result, &err), &err);
    assert_int_equal(result.charge_count, 2);
    text = read_text(home, path);
    assert_memory_equal(text, "AvailabilityZone,BilledCost,BillingAccountId,", 45);
    line = strchr(text, '\n') + 1;
    assert_string_equal(cell(home, text, line, "BilledCost"), "10.000000000001");
    assert_string_equal(cell(home, text, line, "ServiceName"), "=EC2");
    assert_string_equal(cell(home, text, line, "ServiceSubcategory"), "Other (Compute)");
    assert_string_equal(cell(home, text, line, "PricingCurrency"), "USD");
    assert_string_equal(cell(home, text, line, "PricingCurrencyEffectiveCost"),
                        cell(home, text, line, "EffectiveCost"));
    assert_string_equal(cell(home, text, line, "ProviderName"), "AWS");
    assert_string_equal(cell(home, text, line, "PublisherName"), "AWS");
    assert_string_equal(cell(home, text, line, "ChargePeriodStart"), "2026-01-01T00:00:00Z");
    assert_string_equal(cell(home, text, line, "RegionName"), "");
    assert_non_null(strstr(line, ",\"{\"\"env\"\":\"\"prod, \\\"\"a\\\"\"\"\"}\","));
    assert_non_null(strstr(line, ",\"S3, \"\"x\"\"\","));
    assert_non_null(strstr(text, ",x_ChargeSubtype,x_CompartmentId,"));
    assert_null(strstr(text, "ServiceProviderName"));
    assert_null(strstr(text, "sys_"));
    assert_false(file_exists(arena_printf(&home->arena, "%s.partial", path)));
}

static void a_manifest_says_what_the_file_holds(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    const struct query_pair pairs[] = { { "charge_category", "Usage" }, { "sub_account_id", "1" } };
    const struct export_request request = { .pairs = pairs,
                                            .pair_count = 2,
                                            .format = VIEW_PARQUET,
                                            .version = FOCUS_1_2,
                                            .path = path_join(&home->arena, home->path,
                                                              "out.parquet") };
    struct export_result result;
    const char *manifest;

    must(export(home, &request, &result, &err), &err);
    manifest = read_text(home, result.manifest_path);
    assert_string_equal(path_name(result.manifest_path), "out.parquet.manifest.json");
    assert_non_null(
        strstr(manifest, "{\"focus_version\":\"1.2\",\"data_generator\":{\"name\":\"centavo\""));
    assert_non_null(strstr(manifest, "\"row_count\":1}]"));
    assert_non_null(
        strstr(manifest,
               "\"totals\":[{\"billing_currency\":\"USD\",\"billed_cost\":\"10.000000000001\","));
    assert_non_null(strstr(manifest, "\"deliveries\":[{\"delivery_id\":1,\"source\":"));
    assert_non_null(strstr(manifest, "\"charge_count\":1}],\"time_sectors\":[{\"start\":"));
    assert_memory_equal(read_text(home, request.path), "PAR1", 4);
}

static void what_cannot_be_written_is_refused(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    struct export_request request = { .format = VIEW_CSV,
                                      .version = FOCUS_1_0_PREVIEW,
                                      .path = "/nowhere/out.csv" };
    struct export_result result;

    assert_false(export(home, &request, &result, &err));
    assert_string_equal(err_text(&err),
                        "FOCUS 1.0-preview is not written; say 1.0, 1.1, 1.2, 1.3 or 1.4");
    request.version = FOCUS_1_2;
    assert_false(export(home, &request, &result, &err));
    assert_string_equal(err_text(&err), "/nowhere/out.csv: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_csv_file_has_focus_names_and_every_decimal),
        cmocka_unit_test(a_manifest_says_what_the_file_holds),
        cmocka_unit_test(what_cannot_be_written_is_refused),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
