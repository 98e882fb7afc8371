/* SPDX-License-Identifier: Apache-2.0 */
#include "home.h"

static const char january[] =
    "VALUES ('2026-01-01','2026-01-01','AWS','1','EC2','Usage','USD','10.000000000001',1),"
    "('2026-01-01','2026-01-01','AWS','2','S3','Usage','USD','0.5',NULL),"
    "('2026-01-02','2026-01-01','AWS','1','EC2','Usage','USD','-1.25',1),"
    "('2026-01-04','2026-01-01','Google Cloud','3','BigQuery','Usage','EUR','7',2)";
static const char february[] =
    "VALUES ('2026-02-01','2026-02-01','AWS','1','EC2','Usage','USD','20',1),"
    "('2026-01-31','2026-02-01','AWS','1','EC2','Usage','USD','3',1),"
    "('2026-02-03','2026-02-01','AWS','1','=S3, \"x\"','Tax','USD','0.000000000003',1)";

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    run_text(home->db,
             "INSERT INTO tag_value VALUES (1,'env','prod'),(1,'team','a'),(2,'env','dev');"
             "INSERT INTO tag_set VALUES "
             "(1,'{\"env\":\"prod\",\"team\":\"a\"}'),(2,'{\"env\":\"dev\"}')");
    home_deliver(home, 1, "jan", january, false);
    home_deliver(home, 2, "feb", february, false);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

/* The answer must contain the part; the whole answer is the message otherwise. */
static void assert_has(struct home *home, const char *question, const char *words, const char *part)
{
    const char *answer = home_ask(home, question, words);

    if (!strstr(answer, part))
        fail_msg("%s %s\nwithout %s\n%s", question, words, part, answer);
}

static void assert_is(struct home *home, const char *question, enum view_format format,
                      const char *words, const char *expected)
{
    assert_string_equal(home_ask_as(home, question, format, words, NULL), expected);
}

static void currencies_are_never_added_up(void **state)
{
    assert_has(*state, "costs", "window=2026-01&granularity=total",
               "\"items\":[{\"billing_currency\":\"EUR\",\"effective_cost\":\"7.000000000000\"},"
               "{\"billing_currency\":\"USD\",\"effective_cost\":\"12.250000000001\"}],"
               "\"totals\":[{\"billing_currency\":\"EUR\",\"effective_cost\":\"7.000000000000\"},"
               "{\"billing_currency\":\"USD\",\"effective_cost\":\"12.250000000001\"}]");
    assert_has(*state, "costs", "window=2026-01&granularity=total", "\"currency\":null");
}

static void one_currency_alone_is_a_filter(void **state)
{
    assert_has(*state, "costs", "window=2026-01&granularity=total&billing_currency=USD",
               "\"items\":[{\"billing_currency\":\"USD\",\"effective_cost\":\"12.250000000001\"}]");
    assert_has(*state, "costs", "window=2026-01&granularity=total&billing_currency=USD",
               "\"currency\":\"USD\"");
}

static void every_step_of_a_series_is_there(void **state)
{
    assert_is(*state, "costs", VIEW_CSV,
              "start=2026-01-01&end=2026-01-04&group_by=service_name&billing_currency=USD",
              "service_name,charge_date,billing_currency,is_other,effective_cost\n"
              "EC2,2026-01-01,USD,false,10.000000000001\nS3,2026-01-01,USD,false,0.500000000000\n"
              "EC2,2026-01-02,USD,false,-1.250000000000\nS3,2026-01-02,USD,false,0.000000000000\n"
              "EC2,2026-01-03,USD,false,0.000000000000\nS3,2026-01-03,USD,false,0.000000000000\n"
              "EC2,2026-01-04,USD,false,0.000000000000\nS3,2026-01-04,USD,false,0.000000000000\n");
}

static void weeks_begin_on_monday(void **state)
{
    assert_is(*state, "costs", VIEW_CSV,
              "start=2026-01-01&end=2026-01-05&granularity=week&billing_currency=USD",
              "charge_date,billing_currency,effective_cost\n2025-12-29,USD,9.250000000001\n"
              "2026-01-05,USD,0.000000000000\n");
}

static void the_rest_is_one_row_and_the_totals_stay(void **state)
{
    assert_has(
        *state, "costs",
        "window=all&granularity=total&group_by=service_name&top=1&billing_currency=USD",
        "\"items\":[{\"service_name\":\"EC2\",\"billing_currency\":\"USD\",\"effective_cost\":\"31."
        "750000000001\",\"share\":\"0.9845\"},"
        "{\"service_name\":null,\"billing_currency\":\"USD\",\"is_other\":true,\"effective_cost\":"
        "\"0.500000000003\",\"share\":\"0.0155\"}],\"totals\":[{\"billing_currency\":\"USD\","
        "\"effective_cost\":\"32."
        "250000000004\"}]");
    assert_has(
        *state, "costs",
        "window=all&granularity=total&group_by=service_name&top=1&billing_currency=USD&others="
        "false",
        "\"items\":[{\"service_name\":\"EC2\",\"billing_currency\":\"USD\",\"effective_cost\":\"31."
        "750000000001\",\"share\":\"0.9845\"}],"
        "\"totals\":[{\"billing_currency\":\"USD\",\"effective_cost\":\"32.250000000004\"}]");
}

static void a_period_is_compared_with_the_one_before(void **state)
{
    assert_has(*state, "costs",
               "start=2026-02-01&end=2026-02-02&granularity=total&group_by=service_name&compare="
               "previous&billing_currency=USD",
               "\"items\":[{\"service_name\":\"EC2\",\"billing_currency\":\"USD\",\"effective_"
               "cost\":\"20.000000000000\","
               "\"previous\":\"3.000000000000\",\"delta\":\"17.000000000000\",\"delta_ratio\":\"5."
               "6667\",\"share\":\"1.0000\"}]");
    assert_has(*state, "costs",
               "window=2026-02&granularity=total&compare=year_ago&billing_currency=USD",
               "\"totals\":[{\"billing_currency\":\"USD\",\"effective_cost\":\"20.000000000003\","
               "\"previous\":"
               "\"0.000000000000\",\"delta\":\"20.000000000003\",\"delta_ratio\":null}]");
    assert_has(*state, "costs",
               "start=2026-02-01&end=2026-02-02&compare=previous&billing_currency=USD",
               "\"previous_items\":[{\"charge_date\":\"2026-01-30\",\"billing_currency\":\"USD\","
               "\"effective_cost\":"
               "\"0.000000000000\"},{\"charge_date\":\"2026-01-31\",\"billing_currency\":\"USD\","
               "\"effective_cost\":"
               "\"3.000000000000\"}]");
}

static void a_billing_period_holds_late_charges(void **state)
{
    assert_is(*state, "costs", VIEW_CSV,
              "window=2026-02&granularity=total&basis=billing_period&billing_currency=USD",
              "billing_currency,effective_cost\nUSD,23.000000000003\n");
    assert_is(*state, "costs", VIEW_CSV, "window=2026-02&granularity=total&billing_currency=USD",
              "billing_currency,effective_cost\nUSD,20.000000000003\n");
}

static void tags_group_and_filter(void **state)
{
    assert_is(*state, "costs", VIEW_CSV,
              "window=all&granularity=month&group_by=tag:env&billing_currency=USD",
              "tag:env,charge_date,billing_currency,is_other,effective_cost\n"
              "prod,2026-01-01,USD,false,11.750000000001\n,2026-01-01,USD,false,0.500000000000\n"
              "prod,2026-02-01,USD,false,20.000000000003\n,2026-02-01,USD,false,0.000000000000\n");
    assert_is(*state, "costs", VIEW_CSV, "window=all&granularity=total&filter=tag:env != prod",
              "billing_currency,effective_cost\nEUR,7.000000000000\nUSD,0.500000000000\n");
    assert_is(*state, "costs", VIEW_CSV,
              "start=2026-01-01&end=2026-01-01&granularity=total&tag:env=",
              "billing_currency,effective_cost\nUSD,0.500000000000\n");
}

static void single_charges_can_be_asked_by_their_cost(void **state)
{
    assert_is(*state, "costs", VIEW_CSV, "window=all&granularity=total&filter=billed_cost > 5",
              "billing_currency,effective_cost\nEUR,7.000000000000\nUSD,30.000000000001\n");
}

static void quantities_are_kept_apart_by_unit(void **state)
{
    assert_is(*state, "costs", VIEW_CSV, "window=all&granularity=total&metric=consumed_quantity",
              "billing_currency,consumed_unit,consumed_quantity\nEUR,Hours,2.000000000000\nUSD,"
              "Hours,12.000000000000\n");
}

static void a_cell_is_no_formula(void **state)
{
    assert_is(*state, "costs", VIEW_CSV,
              "window=2026-02&granularity=total&group_by=service_name&charge_category=Tax",
              "service_name,billing_currency,is_other,effective_cost,share\n\"'=S3, "
              "\"\"x\"\"\",USD,false,0.000000000003,1.0000\n");
}

static void lines_of_json_are_the_items(void **state)
{
    assert_is(*state, "costs", VIEW_NDJSON, "window=2026-01&granularity=total",
              "{\"billing_currency\":\"EUR\",\"effective_cost\":\"7.000000000000\"}\n"
              "{\"billing_currency\":\"USD\",\"effective_cost\":\"12.250000000001\"}\n");
}

static void pages_continue_where_they_ended(void **state)
{
    struct home *home = *state;
    const char *words = "window=all&granularity=total&group_by=service_name&limit=2";
    const char *first = home_ask(home, "costs", words);
    const char *cursor = strstr(first, "\"next_cursor\":\"") + 15;
    const char *next = home_ask(
        home, "costs",
        arena_printf(&home->arena, "%s&cursor=%.*s", words, (int)strcspn(cursor, "\""), cursor));

    assert_non_null(strstr(
        next, "\"items\":[{\"service_name\":\"S3\",\"billing_currency\":\"USD\",\"effective_cost\":"
              "\"0.500000000000\",\"share\":\"0.0155\"},{\"service_name\":\"=S3, \\\"x\\\"\""));
    assert_non_null(strstr(next, "\"next_cursor\":null"));
    assert_has(home, "costs", "window=all&granularity=total&cursor=p2-0-1",
               "cursor: is not a next_cursor of this query");
}

static void a_cursor_does_not_outlive_the_data(void **state)
{
    struct home *home = *state;
    const char *words = "window=all&granularity=total&group_by=service_name&limit=1";
    const char *cursor = strstr(home_ask(home, "costs", words), "\"next_cursor\":\"") + 15;

    cursor = arena_strndup(&home->arena, cursor, strcspn(cursor, "\""));
    run_text(catalogue_db(home->catalogue), "UPDATE data_version SET version = version + 1");
    assert_has(home, "costs", arena_printf(&home->arena, "%s&cursor=%s", words, cursor),
               "conflict -: cursor: the data has changed since that page");
}

static void charges_come_in_the_order_of_the_bill_page_by_page(void **state)
{
    struct home *home = *state;
    const char *cursor = "";
    int64_t count = 0;

    do {
        const char *answer = home_ask(home, "charges",
                                      arena_printf(&home->arena, "window=all&limit=2%s%s",
                                                   *cursor ? "&cursor=" : "", cursor));
        const char *next = strstr(answer, "\"next_cursor\":");

        for (const char *at = answer; (at = strstr(at, "\"sys_row_no\":")); at++)
            count++;
        assert_non_null(next);
        cursor =
            next[14] == '"' ? arena_strndup(&home->arena, next + 15, strcspn(next + 15, "\"")) : "";
    } while (*cursor);
    assert_int_equal(count, 7);
    assert_has(home, "charges", "window=2026-01&limit=1",
               "\"tags\":{\"env\":\"prod\",\"team\":\"a\"}");
    assert_has(home, "charges", "window=2026-01&limit=1", "\"next_cursor\":\"c20454-1-1-1-1\"");
    assert_has(home, "charges", "cursor=nonsense",
               "usage -: cursor: is not a next_cursor of this query");
}

static void dimensions_list_values_with_their_cost(void **state)
{
    assert_has(*state, "dimensions", "name=sub_account_id",
               "\"items\":[{\"value\":\"1\",\"label\":\"name of "
               "1\",\"charge_count\":5,\"first_charge_date\":\"2026-01-01\",\"last_charge_date\":"
               "\"2026-02-03\",\"cost\":[{\"billing_currency\":"
               "\"USD\",\"effective_cost\":\"31.750000000004\"}]},{\"value\":\"3\",");
    assert_has(*state, "dimensions", "name=tag:env&q=PRO", "\"items\":[{\"value\":\"prod\",");
    assert_has(*state, "dimensions", "name=nothing",
               "missing name: there is no dimension \"nothing\"");
    assert_has(*state, "dimensions", "", "usage name: name: missing");
    assert_has(*state, "dimension_names", "",
               "{\"name\":\"service_name\",\"focus_name\":\"ServiceName\"");
    assert_has(*state, "tags", "",
               "\"items\":[{\"key\":\"env\",\"charge_count\":6,\"value_count\":2},{\"key\":"
               "\"team\",\"charge_count\":5,"
               "\"value_count\":1}]");
}

static void the_status_says_what_data_there_is(void **state)
{
    assert_has(*state, "status", "",
               "\"currencies\":[\"EUR\",\"USD\"],\"first_charge_date\":\"2026-01-01\",\"last_"
               "charge_date\":\"2026-02-03\","
               "\"providers\":[\"AWS\",\"Google "
               "Cloud\"],\"delivery_counts\":{\"active\":2},\"engine\":\"embedded\"}");
}

static void the_older_interface_is_answered_field_for_field(void **state)
{
    assert_is(*state, "s0_filters", VIEW_JSON, "",
              "{\"clouds\":[\"all\",\"aws\",\"azure\",\"gcp\",\"oci\"],\"scopes_by_cloud\":[{"
              "\"cloud\":\"aws\",\"scopes\":["
              "{\"key\":\"1\",\"name\":\"name of 1\"},{\"key\":\"2\",\"name\":\"name of "
              "2\"}]},{\"cloud\":\"gcp\","
              "\"scopes\":[{\"key\":\"3\",\"name\":\"name of "
              "3\"}]}],\"services_top\":[{\"key\":\"BigQuery\",\"name\":\"BigQuery\"},"
              "{\"key\":\"EC2\",\"name\":\"EC2\"},{\"key\":\"S3\",\"name\":\"S3\"},{"
              "\"key\":\"=S3, \\\"x\\\"\","
              "\"name\":\"=S3, "
              "\\\"x\\\"\"}],\"regions_top\":[{\"key\":\"eu-west-1\",\"name\":\"eu-west-1\"}],"
              "\"available_range\":{\"min_date\":\"2026-01-01\",\"max_date\":\"2026-02-03\"}}");
    assert_is(*state, "s0_summary", VIEW_JSON, "cloud=aws&start=2026-02-01&end=2026-02-02",
              "{\"total_current\":20.0,\"total_previous\":3.0,\"delta\":{\"absolute\":17.0,"
              "\"percent\":566.666667},"
              "\"top_services\":[{\"key\":\"EC2\",\"name\":\"EC2\",\"total\":20.0}],\"top_scopes\":"
              "[{\"key\":\"1\","
              "\"name\":\"name of 1\",\"total\":20.0}]}");
    assert_is(*state, "s0_timeseries", VIEW_JSON,
              "start=2026-01-02&end=2026-01-04&cloud=gcp&granularity=daily",
              "{\"granularity\":\"daily\",\"points\":[{\"date\":\"2026-01-04\",\"total\":7.0}]}");
    assert_is(*state, "s0_top_services", VIEW_JSON,
              "start=2026-02-01&end=2026-02-28&limit=1&scope_key=1",
              "[{\"key\":\"EC2\",\"name\":\"EC2\",\"total\":20.0}]");
    assert_is(*state, "s0_summary", VIEW_JSON, "start=2020-01-01&end=2020-01-31",
              "{\"total_current\":0.0,\"total_previous\":0.0,\"delta\":{\"absolute\":0.0,"
              "\"percent\":null},"
              "\"top_services\":[],\"top_scopes\":[]}");
    assert_has(*state, "s0_timeseries", "start=2026-01-01&end=2026-01-31",
               "several currencies, USD and EUR among them");
    assert_has(*state, "s0_top_services", "start=2026-01-01&end=2026-01-31&limit=101",
               "usage limit: limit: must be a number from 1 to 100");
    assert_has(*state, "s0_summary", "start=2026-01-01", "usage end: end: missing");
}

/* Lines may be at most 100,000; more are an error that says so. A file has them all. */
static void a_parquet_file_has_every_row(void **state)
{
    const char *words = "start=1900-01-01&end=2099-12-31&group_by=service_name&top=all";
    struct home *home = *state;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    const char *path = arena_printf(&home->arena, "%s/all.parquet", home->path);
    size_t size = 0;
    const char *bytes = home_ask_as(home, "costs", VIEW_PARQUET, words, &size);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    must(db_query_text(home->db, "count",
                       arena_printf(&home->arena,
                                    "SELECT count(*), count(DISTINCT charge_date), "
                                    "count(DISTINCT service_name || billing_currency) FROM '%s'",
                                    path),
                       NO_PARAMS, &rows, &err),
         &err);
    assert_int_equal(rows_next(rows, &err), ROW);
    assert_true(rows_int(rows, 0) > LIMIT_ANSWER_ROW_COUNT);
    assert_int_equal(rows_int(rows, 0), rows_int(rows, 1) * rows_int(rows, 2));
    assert_has(home, "costs", words, "more than 100000 rows");
}

static void an_answer_may_be_a_parquet_file(void **state)
{
    struct home *home = *state;
    size_t size = 0;
    const char *bytes =
        home_ask_as(home, "costs", VIEW_PARQUET, "window=all&group_by=service_name,tag:env", &size);
    const char *charges =
        home_ask_as(home, "charges", VIEW_PARQUET, "window=all&filter=tag:env = prod", NULL);

    assert_memory_equal(bytes, "PAR1", 4);
    assert_memory_equal(bytes + size - 4, "PAR1", 4);
    assert_memory_equal(charges, "PAR1", 4);
    assert_memory_equal(home_ask(home, "dimensions", "name=region_id&format=parquet"), "PAR1", 4);
    assert_memory_equal(home_ask(home, "tags", "format=parquet"), "PAR1", 4);
    assert_has(home, "status", "format=csv",
               "usage format: format: this question is answered in JSON alone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currencies_are_never_added_up),
        cmocka_unit_test(one_currency_alone_is_a_filter),
        cmocka_unit_test(every_step_of_a_series_is_there),
        cmocka_unit_test(weeks_begin_on_monday),
        cmocka_unit_test(the_rest_is_one_row_and_the_totals_stay),
        cmocka_unit_test(a_period_is_compared_with_the_one_before),
        cmocka_unit_test(a_billing_period_holds_late_charges),
        cmocka_unit_test(tags_group_and_filter),
        cmocka_unit_test(single_charges_can_be_asked_by_their_cost),
        cmocka_unit_test(quantities_are_kept_apart_by_unit),
        cmocka_unit_test(a_cell_is_no_formula),
        cmocka_unit_test(lines_of_json_are_the_items),
        cmocka_unit_test(pages_continue_where_they_ended),
        cmocka_unit_test(a_cursor_does_not_outlive_the_data),
        cmocka_unit_test(charges_come_in_the_order_of_the_bill_page_by_page),
        cmocka_unit_test(dimensions_list_values_with_their_cost),
        cmocka_unit_test(the_status_says_what_data_there_is),
        cmocka_unit_test(the_older_interface_is_answered_field_for_field),
        cmocka_unit_test(a_parquet_file_has_every_row),
        cmocka_unit_test(an_answer_may_be_a_parquet_file),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
