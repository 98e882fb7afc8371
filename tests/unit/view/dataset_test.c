/* SPDX-License-Identifier: Apache-2.0 */
#include "home.h"

#include <pthread.h>

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

static const char *total(struct home *home, const char *words)
{
    return home_ask_as(
        home, "costs", VIEW_CSV,
        arena_printf(&home->arena, "window=all&granularity=total%s%s", *words ? "&" : "", words),
        NULL);
}

#define USD(amount) "billing_currency,effective_cost\nUSD," amount "\n"

static void a_home_without_deliveries_has_empty_answers(void **state)
{
    struct home *home = *state;

    assert_string_equal(total(home, ""), "billing_currency,effective_cost\n");
    assert_string_equal(total(home, "filter=billed_cost > 1 and tag:env = a"),
                        "billing_currency,effective_cost\n");
    assert_non_null(strstr(home_ask(home, "charges", ""), "\"items\":[]"));
    assert_non_null(strstr(home_ask(home, "status", ""), "\"first_charge_date\":null"));
    assert_non_null(strstr(home_ask(home, "tags", ""), "\"items\":[]"));
    assert_non_null(strstr(home_ask(home, "dimensions", "name=region_id"), "\"items\":[]"));
    assert_non_null(strstr(home_ask(home, "s0_filters", ""), "\"min_date\":null"));
}

static void what_another_delivery_replaced_does_not_count(void **state)
{
    struct home *home = *state;

    home_deliver(home, 1, "s",
                 "VALUES ('2026-01-01','2026-01-01','AWS','1','EC2','Usage','USD','1',NULL),"
                 "('2026-02-01','2026-02-01','AWS','1','EC2','Usage','USD','10',NULL)",
                 false);
    assert_string_equal(total(home, ""), USD("11.000000000000"));
    home_deliver(home, 2, "s",
                 "VALUES ('2026-02-01','2026-02-01','AWS','1','EC2','Usage','USD','200',NULL)",
                 false);
    assert_string_equal(total(home, ""), USD("201.000000000000"));
    assert_string_equal(total(home, "region_id=eu-west-1"), USD("201.000000000000"));
    assert_string_equal(total(home, "tag:env="), USD("201.000000000000"));
    assert_string_equal(total(home, "filter=billed_cost > 0"), USD("201.000000000000"));
}

static void a_delivery_may_count_for_some_of_its_days(void **state)
{
    struct home *home = *state;

    home_deliver(home, 3, "days",
                 "VALUES ('2026-03-01','2026-03-01','X','1','A','Usage','USD','1000',NULL),"
                 "('2026-03-02','2026-03-01','X','1','A','Usage','USD','2000',NULL)",
                 true);
    home_deliver(home, 4, "days",
                 "VALUES ('2026-03-02','2026-03-01','X','1','A','Usage','USD','5000',NULL)", true);
    assert_string_equal(total(home, ""), USD("6201.000000000000"));
    /* whole months and tags are cost_monthly's, which cannot leave out a day */
    assert_string_equal(
        home_ask_as(home, "costs", VIEW_CSV, "window=2026-03&granularity=month&tag:env=", NULL),
        "charge_date,billing_currency,effective_cost\n2026-03-01,USD,6000.000000000000\n");
    assert_string_equal(
        home_ask_as(home, "costs", VIEW_CSV,
                    "window=2026-03&granularity=total&basis=billing_period&service_name=A", NULL),
        USD("6000.000000000000"));
}

static void a_snapshot_stays_what_it_was(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    struct snapshot *old SCOPED(snapshot_releasep) = NULL;
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    const struct query_pair pairs[] = { { "window", "all" }, { "granularity", "total" } };
    const struct view_request request = { view_question_find("costs"), pairs, 2, VIEW_CSV, "/" };
    struct view_call *call SCOPED(view_donep) = NULL;
    const char *parameter;
    int64_t version;

    dataset_refresh(home->dataset);
    must(dataset_snapshot(home->dataset, &old, &err), &err);
    version = snapshot_version(old);
    home_deliver(home, 5, "s",
                 "VALUES ('2026-02-01','2026-02-01','AWS','1','EC2','Usage','USD','7',NULL)",
                 false);
    assert_string_equal(total(home, ""), USD("6008.000000000000"));
    must(view_prepare(old, &request, &home->arena, &call, &parameter, &err) &&
             view_answer(call, &out, &err),
         &err);
    assert_string_equal(buf_text(&out), USD("6201.000000000000"));
    assert_int_equal(snapshot_version(old), version);
}

static void a_cube_answers_what_the_files_answered(void **state)
{
    struct home *home = *state;
    static const char *const asks[] = {
        "window=all&group_by=service_name",
        "window=all&granularity=month&group_by=sub_account_id&compare=previous",
        "window=all&granularity=total&group_by=region_id,charge_category",
        "window=all&granularity=month&basis=billing_period&metric=billed_cost",
        "start=2026-01-01&end=2026-02-28&granularity=month&group_by=billing_account_id",
    };

    for (size_t i = 0; i < ARRAY_COUNT(asks); i++) {
        const char *first = home_ask(home, "costs", asks[i]);

        dataset_settle(home->dataset);
        assert_string_equal(home_ask(home, "costs", asks[i]), first);
    }
}

/* ---- rollups, cubes and charges agree to the last digit ---- */

static void deliver_random(struct home *home, int64_t delivery, unsigned seed)
{
    run_text(home->db,
             arena_printf(&home->arena,
                          "CREATE OR REPLACE TABLE given AS SELECT CAST(DATE '2027-01-01' + "
                          "CAST(hash(i, %u) %% 90 AS INTEGER) AS VARCHAR) AS d, "
                          "'2027-0' || CAST(1 + hash(i, %u) %% 3 AS VARCHAR) || '-01' AS m, 'P' || "
                          "CAST(hash(i, 1) %% 3 AS VARCHAR) AS p, "
                          "nullif('A' || CAST(hash(i, 2) %% 7 AS VARCHAR), 'A0') AS a, 'S' || "
                          "CAST(hash(i, 3) %% 9 AS VARCHAR) AS s, "
                          "CASE WHEN hash(i, 4) %% 5 = 0 THEN 'Tax' ELSE 'Usage' END AS c, CASE "
                          "WHEN hash(i, 5) %% 4 = 0 THEN 'EUR' ELSE 'USD' "
                          "END AS cur, CASE WHEN hash(i, 6) %% 7 = 0 THEN '-' ELSE '' END || "
                          "CAST(hash(i, %u) %% 1000000 AS VARCHAR) || '.' || "
                          "CAST(hash(i, 8) %% 1000000000000 AS VARCHAR) AS cost, nullif(hash(i, 9) "
                          "%% 3, 0) AS t FROM range(20000) AS r(i)",
                          seed, seed, seed));
    home_deliver(home, delivery, arena_printf(&home->arena, "random-%" PRId64, delivery),
                 "SELECT * FROM given", false);
}

static void rollups_give_exactly_the_sum_of_the_charges(void **state)
{
    struct home *home = *state;
    static const char *const groups[] = { "",
                                          "&group_by=service_name",
                                          "&group_by=sub_account_id,charge_category",
                                          "&group_by=region_id,service_name",
                                          "&group_by=tag:env",
                                          "&group_by=billing_account_id",
                                          "&group_by=service_name&top=3",
                                          "&cloud=p1&group_by=sub_account_id",
                                          "&filter=tag:env != prod" };
    static const char *const steps[] = { "total", "day", "week", "month", "quarter" };

    run_text(home->db,
             "INSERT INTO tag_value VALUES (1,'env','prod'),(2,'env','dev'),(2,'team','x')");
    deliver_random(home, 10, 1);
    deliver_random(home, 11, 2);
    for (size_t g = 0; g < ARRAY_COUNT(groups); g++) {
        for (size_t s = 0; s < ARRAY_COUNT(steps); s++) {
            const char *words =
                arena_printf(&home->arena, "start=2027-01-01&end=2027-03-31&granularity=%s%s",
                             steps[s], groups[g]);
            /* a condition on a cost is the charges' alone */
            const char *charges =
                home_ask_as(home, "costs", VIEW_CSV,
                            arena_printf(&home->arena, "%s&filter=list_cost > -1e20", words), NULL);

            assert_string_equal(home_ask_as(home, "costs", VIEW_CSV, words, NULL), charges);
            dataset_settle(home->dataset);
            assert_string_equal(home_ask_as(home, "costs", VIEW_CSV, words, NULL), charges);
        }
    }
}

/* ---- many at once ---- */

struct reader {
    struct dataset *dataset;
    int failed_count;
};

static void *read_many(void *context)
{
    struct reader *reader = context;
    const struct query_pair pairs[] = { { "window", "2027-02" }, { "group_by", "service_name" } };
    const struct view_request request = { view_question_find("costs"), pairs, 2, VIEW_JSON, "/" };

    for (int i = 0; i < 60; i++) {
        struct arena arena SCOPED(arena_done) = { 0 };
        struct err err SCOPED(err_done) = { 0 };
        struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
        struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
        struct view_call *call SCOPED(view_donep) = NULL;
        const char *parameter;

        if (i % 7 == 0)
            dataset_refresh(reader->dataset);
        if (!dataset_snapshot(reader->dataset, &snapshot, &err) ||
            !view_prepare(snapshot, &request, &arena, &call, &parameter, &err) ||
            !view_answer(call, &out, &err))
            reader->failed_count++;
    }
    return NULL;
}

static void readers_and_activations_do_not_disturb_each_other(void **state)
{
    struct home *home = *state;
    pthread_t threads[4];
    struct reader readers[4];

    for (size_t i = 0; i < ARRAY_COUNT(threads); i++) {
        readers[i] = (struct reader){ .dataset = home->dataset };
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, &readers[i]), 0);
    }
    for (int64_t i = 0; i < 10; i++)
        home_deliver(home, 20 + i, "more",
                     "VALUES ('2027-02-01','2027-02-01','AWS','1','EC2','Usage','USD','7',NULL)",
                     false);
    for (size_t i = 0; i < ARRAY_COUNT(threads); i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(readers[i].failed_count, 0);
    }
}

static void files_from_before_a_column_still_answer(void **state)
{
    struct home *home = *state;
    const char *question = "filter=x_compartment_name = \"shop\" or region_id = eu-west-1";

    for (int64_t delivery = 1; delivery <= 2; delivery++) {
        home_deliver(home, delivery, delivery == 1 ? "old" : "new",
                     delivery == 1 ? "VALUES ('2026-01-01','2026-01-01','AWS','1','EC2','Usage',"
                                     "'USD','1',NULL)"
                                   : "VALUES ('2026-02-01','2026-02-01','AWS','1','EC2','Usage',"
                                     "'USD','10',NULL)",
                     false);
        if (delivery == 1)
            home_copy(home, "SELECT * EXCLUDE (x_compartment_name) FROM charge", 1, "charge");
        assert_string_equal(total(home, question),
                            delivery == 1 ? USD("1.000000000000") : USD("11.000000000000"));
        assert_non_null(
            strstr(home_ask(home, "charges", "window=all"), "\"x_compartment_name\":null"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_home_without_deliveries_has_empty_answers),
        cmocka_unit_test(what_another_delivery_replaced_does_not_count),
        cmocka_unit_test(a_delivery_may_count_for_some_of_its_days),
        cmocka_unit_test(a_snapshot_stays_what_it_was),
        cmocka_unit_test(a_cube_answers_what_the_files_answered),
        cmocka_unit_test(rollups_give_exactly_the_sum_of_the_charges),
        cmocka_unit_test(readers_and_activations_do_not_disturb_each_other),
        cmocka_unit_test_setup_teardown(files_from_before_a_column_still_answer, setup, teardown),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
