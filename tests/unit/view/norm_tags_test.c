/* SPDX-License-Identifier: Apache-2.0 */
/* Tags under normalised keys: which spellings are one, whose rule wins, what collides. */
#include "home.h"

#include "run/tag_rules.h"
#include "view/dataset_internal.h"

/* Sets 1 to 3 are AWS's, 4 is also GCP's; 5 has two spellings that disagree. */
static const char tag_rows[] =
    "INSERT INTO tag_value VALUES (1, 'Env', 'prod'), (1, 'name', 'a'), (2, 'env', 'PRD'), "
    "(3, 'environment', 'dev'), (4, 'Cost Center', '7'), (4, 'cost-center', '7'), "
    "(5, 'Cost Center', '8'), (5, 'cost-center', '9'), (5, 'env', ''), (5, ' ENV ', 'late')";

static const char charge_rows[] =
    "VALUES ('2026-03-02','2026-03-01','AWS','1','S','Usage','USD','1',1),"
    "('2026-03-02','2026-03-01','AWS','1','S','Usage','USD','2',2),"
    "('2026-03-03','2026-03-01','AWS','1','S','Usage','USD','4',3),"
    "('2026-03-03','2026-03-01','GCP','1','S','Usage','USD','8',3),"
    "('2026-03-04','2026-03-01','AWS','1','S','Usage','USD','16',4),"
    "('2026-03-04','2026-03-01','GCP','1','S','Usage','USD','32',5),"
    "('2026-03-04','2026-03-01','AWS','1','S','Usage','USD','64',NULL),"
    "('2026-03-04','2026-03-01',NULL,'1','S','Usage','USD','128',1)";

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    run_text(home->db, tag_rows);
    home_deliver(home, 1, "s", charge_rows, false);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

static void store(struct home *home, struct tag_rule rule, bool remove, int64_t expected)
{
    struct err err SCOPED(err_done) = { 0 };
    int64_t changed;

    must(tag_rules_store(home->catalogue, &rule, 1, remove, &changed, &err), &err);
    assert_int_equal(changed, expected);
}

static void assert_csv(struct home *home, const char *question, const char *words,
                       const char *expected)
{
    assert_string_equal(home_ask_as(home, question, VIEW_CSV, words, NULL), expected);
}

#define COSTS "window=2026-03&granularity=total&"

static void assert_groups(struct home *home, const char *key, const char *expected)
{
    const char *words = arena_printf(
        &home->arena, "%sgroup_by=%s&sort=%s&fields=%s,billing_currency,is_other,effective_cost",
        COSTS, key, key, key);
    const char *all = arena_printf(&home->arena, "%s,billing_currency,is_other,effective_cost\n%s",
                                   key, expected);

    assert_csv(home, "costs", words, all);
}

static void assert_total(struct home *home, const char *filter, const char *amount)
{
    const char *words = arena_printf(&home->arena, "%sfilter=%s", COSTS, filter);
    const char *answer = home_ask_as(home, "costs", VIEW_CSV, words, NULL);
    const char *expected =
        arena_printf(&home->arena, "billing_currency,effective_cost\nUSD,%s\n", amount);

    assert_string_equal(answer, expected);
}

static void spellings_of_a_key_are_one(void **state)
{
    assert_groups(*state, "norm_tag:env",
                  "PRD,USD,false,2.000000000000\nlate,USD,false,32.000000000000\nprod,USD,false,"
                  "129.000000000000\n,USD,false,92.000000000000\n");
    assert_groups(
        *state, "norm_tag:cost_center",
        "7,USD,false,16.000000000000\n8,USD,false,32.000000000000\n,USD,false,207.000000000000\n");
}

static void raw_keys_stay(void **state)
{
    assert_groups(*state, "tag:Env",
                  "prod,USD,false,129.000000000000\n,USD,false,126.000000000000\n");
}

static void a_filter_takes_normalised_keys(void **state)
{
    assert_total(*state, "norm_tag:env in (prod, PRD)", "131.000000000000");
    assert_total(*state, "norm_tag:env is not null", "163.000000000000");
    assert_total(*state, "norm_tag:env != prod", "126.000000000000");
    assert_total(*state, "norm_tag:cost_center = 8 and provider_name = GCP", "32.000000000000");
}

static void a_day_gives_the_same(void **state)
{
    assert_csv(
        *state, "costs",
        "start=2026-03-02&end=2026-03-02&granularity=total&sort=norm_tag:env&group_by=norm_tag:env&"
        "fields=norm_tag:env,billing_currency,is_other,effective_cost",
        "norm_tag:env,billing_currency,is_other,effective_cost\nPRD,USD,false,2.000000000000\nprod,"
        "USD,false,1.000000000000\n");
}

static void the_values_of_a_normalised_key_are_listed(void **state)
{
    assert_csv(*state, "dimensions", "name=norm_tag:cost_center&window=2026-03",
               "value,label,charge_count,first_charge_date,last_charge_date,billing_currency,"
               "effective_cost\n"
               ",,6,2026-03-02,2026-03-04,USD,207.000000000000\n8,,1,2026-03-04,2026-03-04,USD,32."
               "000000000000\n7,,1,2026-03-04,2026-03-04,USD,16.000000000000\n");
}

static void keys_that_collide_are_reported(void **state)
{
    assert_csv(*state, "tag_collisions", "window=2026-03",
               "norm_key,provider_name,key,charge_count,value_count,conflict_count\n"
               "cost_center,AWS,Cost Center,1,1,0\ncost_center,AWS,cost-center,1,1,0\n"
               "cost_center,GCP,Cost Center,1,1,1\ncost_center,GCP,cost-center,1,1,1\n"
               "env,AWS,env,1,1,0\nenv,AWS,Env,1,1,0\n"
               "env,GCP,env,1,1,0\nenv,GCP, ENV ,1,1,0\n");
    assert_csv(*state, "tag_collisions", "start=2026-03-02&end=2026-03-02&service_name=S",
               "norm_key,provider_name,key,charge_count,value_count,conflict_count\n"
               "env,AWS,env,1,1,0\nenv,AWS,Env,1,1,0\n");
}

/* ---- rules ---- */

static void a_rule_names_keys_and_values(void **state)
{
    store(*state, (struct tag_rule){ .norm_key = "env", .raw_key = "environ*" }, false, 1);
    store(*state, (struct tag_rule){ .norm_key = "env", .raw_key = "environ*" }, false, 0);
    store(*state, (struct tag_rule){ .norm_key = "env", .raw_value = "PRD", .norm_value = "prod" },
          false, 1);
    assert_groups(*state, "norm_tag:env",
                  "dev,USD,false,12.000000000000\nlate,USD,false,32.000000000000\nprod,USD,false,"
                  "131.000000000000\n,USD,false,80.000000000000\n");
    assert_total(*state, "norm_tag:env = prod", "131.000000000000");
}

static void a_providers_rule_is_for_its_keys(void **state)
{
    store(
        *state,
        (struct tag_rule){ .norm_key = "stage", .raw_key = "environment", .provider_name = "GCP" },
        false, 1);
    assert_groups(*state, "norm_tag:stage",
                  "dev,USD,false,8.000000000000\n,USD,false,247.000000000000\n");
    assert_total(*state, "norm_tag:env = dev", "4.000000000000");
}

static void the_highest_priority_wins(void **state)
{
    store(*state, (struct tag_rule){ .norm_key = "cc", .raw_key = "cost-center", .priority = 1 },
          false, 1);
    store(*state, (struct tag_rule){ .norm_key = "cc", .raw_key = "Cost*" }, false, 1);
    store(*state, (struct tag_rule){ .norm_key = "no", .raw_key = "cost*", .priority = -1 }, false,
          1);
    assert_groups(
        *state, "norm_tag:cc",
        "7,USD,false,16.000000000000\n9,USD,false,32.000000000000\n,USD,false,207.000000000000\n");
    assert_groups(*state, "norm_tag:no", ",USD,false,255.000000000000\n");
    store(*state, (struct tag_rule){ .raw_key = "cost*", .norm_key = "no" }, true, 1);
    store(*state, (struct tag_rule){ .raw_key = "cost*", .norm_key = "no" }, true, 0);
}

static void a_star_takes_over_what_it_stood_for(void **state)
{
    store(*state, (struct tag_rule){ .norm_key = "x_*", .raw_key = "cos*er", .priority = 9 }, false,
          1);
    assert_groups(*state, "norm_tag:x_t_cent",
                  "7,USD,false,16.000000000000\n9,USD,false,32.000000000000\n"
                  ",USD,false,207.000000000000\n");
    store(*state, (struct tag_rule){ .norm_key = "x_*", .raw_key = "cos*er" }, true, 1);
}

/* project/env of Google Cloud says what env is where the resource does not. */
static void a_label_of_a_google_project_stands_behind_that_of_the_resource(void **state)
{
    struct home *home = *state;

    run_text(home->db, "INSERT INTO tag_value VALUES (8, 'project/Env', 'p'), (9, 'env', 'r'), "
                       "(9, 'project/Env', 'p')");
    home_deliver(home, 2, "g",
                 "VALUES ('2026-05-02','2026-05-01','Google Cloud','1','S','Usage','USD','1',8),"
                 "('2026-05-02','2026-05-01','Google Cloud','1','S','Usage','USD','2',9),"
                 "('2026-05-02','2026-05-01','AWS','1','S','Usage','USD','4',8)",
                 false);
    assert_csv(home, "dimensions", "name=norm_tag:env&window=2026-05",
               "value,label,charge_count,first_charge_date,last_charge_date,billing_currency,"
               "effective_cost\n"
               ",,1,2026-05-02,2026-05-02,USD,4.000000000000\nr,,1,2026-05-02,2026-05-02,USD,2."
               "000000000000\np,,1,2026-05-02,2026-05-02,USD,1.000000000000\n");
    store(home,
          (struct tag_rule){
              .norm_key = "project_*", .raw_key = "project/*", .provider_name = "Google Cloud" },
          false, 1);
    assert_csv(home, "dimensions", "name=norm_tag:project_env&window=2026-05",
               "value,label,charge_count,first_charge_date,last_charge_date,billing_currency,"
               "effective_cost\n"
               "p,,3,2026-05-02,2026-05-02,USD,7.000000000000\n");
}

static void a_rule_that_has_ended_is_still_there_as_of_then(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *then;

    must(db_query_text(catalogue_db(home->catalogue), "then",
                       "SELECT changed_at FROM data_change ORDER BY version DESC LIMIT 1",
                       NO_PARAMS, &rows, &err),
         &err);
    assert_int_equal(rows_next(rows, &err), ROW);
    then = arena_strdup(&home->arena, rows_text(rows, 0, NULL));
    store(home, (struct tag_rule){ .norm_key = "cc", .raw_key = "cost-center" }, true, 1);
    assert_groups(
        home, "norm_tag:cc",
        "7,USD,false,16.000000000000\n8,USD,false,32.000000000000\n,USD,false,207.000000000000\n");
    assert_csv(
        home, "costs",
        arena_printf(&home->arena,
                     "%sgroup_by=norm_tag:cc&sort=norm_tag:cc&as_of=%s&fields=norm_tag:cc,billing_"
                     "currency,is_other,effective_cost",
                     COSTS, then),
        "norm_tag:cc,billing_currency,is_other,effective_cost\n7,USD,false,16.000000000000\n9,USD,"
        "false,32.000000000000\n,USD,false,207.000000000000\n");
}

/* Of the two tables the second cannot be made. */
static void what_was_made_before_a_failure_is_gone(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *words = arena_printf(&home->arena, "%sgroup_by=norm_tag:new", COSTS);
    uint64_t next;
    struct db *db;

    store(home, (struct tag_rule){ .norm_key = "new", .raw_key = "brand*" }, false, 1);
    dataset_refresh(home->dataset);
    must(dataset_snapshot(home->dataset, &snapshot, &err), &err);
    must(snapshot_connect(snapshot, ENGINE_WAREHOUSE, &db, &err), &err);
    next = atomic_load(&home->dataset->rate_name_count);
    run_text(db,
             arena_printf(&home->arena, "CREATE TABLE norm_%" PRIu64 "_value (x INTEGER)", next));
    assert_non_null(strstr(home_ask(home, "costs", words), "already exists"));
    assert_int_equal(atomic_load(&home->dataset->rate_name_count), next + 1);
    must(db_query_text(db, "tables",
                       arena_printf(&home->arena,
                                    "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE "
                                    "'norm_%" PRIu64 "_%%'",
                                    next),
                       NO_PARAMS, &rows, &err),
         &err);
    assert_int_equal(rows_next(rows, &err), ROW);
    assert_int_equal(rows_int(rows, 0), 0);
    rows_free(rows);
    rows = NULL;
    snapshot_disconnect(snapshot, ENGINE_WAREHOUSE, db);
    assert_non_null(strstr(home_ask(home, "costs", words), "totals"));
}

static void rules_that_say_nothing_are_refused(void **state)
{
    static const struct tag_rule wrong[] = {
        { .raw_key = "a" },
        { .norm_key = "a" },
        { .norm_key = "a", .raw_key = "" },
        { .norm_key = "a", .raw_key = "b", .raw_value = "c" },
        { .norm_key = "a", .raw_value = "b", .provider_name = "AWS" },
        { .norm_key = "*", .raw_value = "b" },
        { .norm_key = "*", .raw_key = "b" },
        { .norm_key = "*", .raw_key = "*-*" },
    };
    struct home *home = *state;

    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        struct err err SCOPED(err_done) = { 0 };
        int64_t changed;

        assert_false(tag_rules_store(home->catalogue, &wrong[i], 1, false, &changed, &err));
        assert_int_equal(err.code, ERR_USAGE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_a_key_are_one),
        cmocka_unit_test(raw_keys_stay),
        cmocka_unit_test(a_filter_takes_normalised_keys),
        cmocka_unit_test(a_day_gives_the_same),
        cmocka_unit_test(the_values_of_a_normalised_key_are_listed),
        cmocka_unit_test(keys_that_collide_are_reported),
        cmocka_unit_test(a_rule_names_keys_and_values),
        cmocka_unit_test(a_providers_rule_is_for_its_keys),
        cmocka_unit_test(the_highest_priority_wins),
        cmocka_unit_test(a_star_takes_over_what_it_stood_for),
        cmocka_unit_test(a_rule_that_has_ended_is_still_there_as_of_then),
        cmocka_unit_test(what_was_made_before_a_failure_is_gone),
        cmocka_unit_test(rules_that_say_nothing_are_refused),
        cmocka_unit_test(a_label_of_a_google_project_stands_behind_that_of_the_resource),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, setup, teardown);
}
