/* SPDX-License-Identifier: Apache-2.0 */
/* The quality of a month's data: lost values, missing days, colliding keys, late charges. */
#include "home.h"

#include <jansson.h>

static void deliver(struct home *home, int64_t delivery, const char *source, const char *produced,
                    const char *rows)
{
    home_deliver(home, delivery, source, rows, false);
    run_text(catalogue_db(home->catalogue),
             arena_printf(&home->arena,
                          "UPDATE delivery SET produced_at = '%sT06:00:00.000000Z' WHERE "
                          "delivery_id = %" PRId64,
                          produced, delivery));
}

/* February is whole; of March the bill comes three times, and the 4th to 6th and the 8th never; the
 * accounts of the last March bill are gone. b bills by the month, c has nothing in March. */
static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    run_text(home->db, "INSERT INTO tag_value VALUES (1, 'Env', 'prod'), (1, 'env', 'dev')");
    deliver(home, 1, "a", "2026-03-02",
            "SELECT CAST(d AS DATE), '2026-02-01', 'A', '1', 'S', 'Usage', 'USD', '1', 1 FROM "
            "generate_series(DATE '2026-02-01', DATE '2026-02-28', INTERVAL 1 DAY) AS t(d)");
    deliver(home, 2, "a", "2026-03-03",
            "VALUES ('2026-03-01','2026-03-01','A','1','S','Usage','USD','6',1),"
            "('2026-03-02','2026-03-01','A','1','S','Usage','USD','2',1)");
    deliver(home, 3, "a", "2026-03-20",
            "SELECT CAST(d AS DATE), '2026-03-01', 'A', '1', 'S', 'Usage', 'USD', '8', 1 FROM "
            "generate_series(DATE '2026-03-01', DATE '2026-03-10', INTERVAL 1 DAY) AS t(d)");
    deliver(home, 4, "a", "2026-04-05",
            "SELECT CAST(d AS DATE), '2026-03-01', 'A', NULL, 'S', CASE WHEN d = DATE '2026-03-08' "
            "THEN 'Tax' ELSE 'Usage' END, 'USD', '8', 1 FROM "
            "generate_series(DATE '2026-03-01', DATE '2026-03-31', INTERVAL 1 DAY) AS t(d) "
            "WHERE d NOT BETWEEN DATE '2026-03-04' AND DATE '2026-03-06'");
    deliver(home, 5, "b", "2026-04-02",
            "VALUES ('2026-03-01','2026-03-01','B','1','S','Purchase','EUR','5',NULL)");
    deliver(home, 7, "d", "2026-01-20",
            "VALUES ('2026-01-19','2026-01-01','AWS','1','S','Usage','USD','5',NULL),"
            "('2026-01-20','2026-01-01','AWS','1','S','Usage','USD','5',NULL)");
    run_text(catalogue_db(home->catalogue),
             "UPDATE source SET provider_name = 'AWS' WHERE name = 'd'");
    deliver(home, 6, "c", "2026-03-02",
            "VALUES ('2026-02-01','2026-02-01','C','1','S','Usage','USD','5',NULL)");
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

static void free_json(json_t **json)
{
    json_decref(*json);
}

/* One list of one feed as compact JSON, from the arena. */
static const char *part(struct home *home, const char *words, size_t feed, const char *name)
{
    const char *text = home_ask(home, "quality", words);
    json_t *answer SCOPED(free_json) = json_loads(text, 0, NULL);
    const json_t *found =
        json_object_get(json_array_get(json_object_get(answer, "items"), feed), name);
    char *dump;
    const char *copy;

    if (!found)
        fail_msg("no %s of feed %zu in %s", name, feed, text);
    dump = json_dumps(found, JSON_COMPACT | JSON_ENCODE_ANY);
    copy = arena_strdup(&home->arena, dump);
    free(dump);
    return copy;
}

static void days_without_usage_are_missing(void **state)
{
    assert_string_equal(
        part(*state, "month=2026-03", 0, "missing_days"),
        "[{\"first_day\":\"2026-03-04\",\"last_day\":\"2026-03-06\",\"day_count\":3},"
        "{\"first_day\":\"2026-03-08\",\"last_day\":\"2026-03-08\",\"day_count\":1}]");
    assert_string_equal(part(*state, "month=2026-02", 0, "missing_days"), "[]");
    assert_string_equal(part(*state, "month=2026-03", 0, "last_charge_date"), "\"2026-03-31\"");
}

static void a_month_that_is_not_over_misses_only_what_later_days_have(void **state)
{
    assert_string_equal(part(*state, "month=2026-03&metric=list_cost", 0, "charge_count"), "28");
    run_text(catalogue_db(((struct home *)*state)->catalogue),
             "UPDATE data_change SET changed_at = '2026-03-21T00:00:00.000000Z' WHERE version < 4");
    assert_string_equal(part(*state, "month=2026-03&as_of=2026-03-21", 0, "missing_days"), "[]");
    assert_string_equal(part(*state, "month=2026-03&as_of=2026-03-21", 0, "charge_count"), "10");
}

/* A bill of the 20th has not all of that day, and AWS takes a day for each. */
static void a_day_is_complete_when_a_later_bill_has_it(void **state)
{
    const char *answer = home_ask(*state, "quality", "month=2026-01");
    const char *expected =
        "{\"source\":\"d\",\"last_complete_day\":\"2026-01-18\",\"estimated\":false}";

    if (!strstr(answer, expected))
        fail_msg("%s", answer);
    assert_non_null(strstr(answer, "{\"source\":\"a\",\"last_complete_day\":\"2026-03-31\""));
}

static void who_bills_by_the_month_misses_no_day(void **state)
{
    assert_string_equal(part(*state, "month=2026-03", 1, "missing_days"), "[]");
    assert_string_equal(part(*state, "month=2026-03", 1, "grain"), "\"month\"");
}

static void a_feed_that_stays_away_misses_the_whole_month(void **state)
{
    assert_string_equal(
        part(*state, "month=2026-03&source=c", 0, "missing_days"),
        "[{\"first_day\":\"2026-03-01\",\"last_day\":\"2026-03-31\",\"day_count\":31}]");
    assert_string_equal(part(*state, "month=2026-03&source=c", 0, "charge_count"), "0");
    assert_string_equal(part(*state, "month=2026-03&source=c", 0, "previous_charge_count"), "1");
    assert_string_equal(part(*state, "month=2026-03&source=c", 0, "first_charge_date"), "null");
}

static void columns_that_lost_values_stand_first(void **state)
{
    const char *found = part(*state, "month=2026-03", 0, "columns");
    const char *expected = "[{\"column\":\"sub_account_id\",\"null_count\":28,\"null_ratio\":"
                           "\"1.0000\",\"previous_null_count\":0,\"previous_null_ratio\":"
                           "\"0.0000\",\"is_worse\":true},{\"column\":\"sub_account_name\"";

    if (strncmp(found, expected, strlen(expected)) != 0)
        fail_msg("%s", found);
    assert_null(strstr(found, "billed_cost"));      /* always there */
    assert_null(strstr(found, "pricing_quantity")); /* never */
    assert_string_equal(part(*state, "month=2026-02", 0, "columns"), "[]");
}

static void colliding_keys_are_those_of_the_feed(void **state)
{
    assert_string_equal(part(*state, "month=2026-03", 0, "tag_collisions"),
                        "[{\"norm_key\":\"env\",\"provider_name\":\"A\",\"key\":\"env\",\"charge_"
                        "count\":28,\"value_count\":1,\"conflict_count\":28},"
                        "{\"norm_key\":\"env\",\"provider_name\":\"A\",\"key\":\"Env\",\"charge_"
                        "count\":28,\"value_count\":1,\"conflict_count\":28}]");
    assert_string_equal(part(*state, "month=2026-03", 1, "tag_collisions"), "[]");
}

/* 8 was known on the 3rd of March, 80 on the 20th, 224 after the month. */
static void the_total_grew_as_deliveries_came(void **state)
{
    assert_string_equal(
        part(*state, "month=2026-03", 0, "growth"),
        "[{\"days_after_end\":-29,\"billing_currency\":\"USD\",\"effective_cost\":\"8."
        "000000000000\",\"ratio\":\"0.0357\"},"
        "{\"days_after_end\":-12,\"billing_currency\":\"USD\",\"effective_cost\":\"80."
        "000000000000\",\"ratio\":\"0.3571\"},"
        "{\"days_after_end\":4,\"billing_currency\":\"USD\",\"effective_cost\":\"224."
        "000000000000\",\"ratio\":\"1.0000\"}]");
}

/* After a day the 2 of the 2nd, after two the 6 of the 1st; the 8 of the 10th came after ten. */
static void charges_came_so_many_days_after_their_use(void **state)
{
    const char *lateness = part(*state, "month=2026-03&metric=billed_cost", 0, "lateness");
    const char *expected =
        "[{\"days_after_use\":1,\"billing_currency\":\"USD\",\"billed_cost\":\"2.000000000000\","
        "\"ratio\":\"0.0089\"},"
        "{\"days_after_use\":2,\"billing_currency\":\"USD\",\"billed_cost\":\"8.000000000000\","
        "\"ratio\":\"0.0357\"},"
        "{\"days_after_use\":5,\"billing_currency\":\"USD\",\"billed_cost\":\"16.000000000000\"";

    if (strncmp(lateness, expected, strlen(expected)) != 0)
        fail_msg("%s", lateness);
    assert_non_null(strstr(lateness, "\"224.000000000000\",\"ratio\":\"1.0000\"}]"));
}

static void a_month_without_charges_has_no_feeds(void **state)
{
    const char *answer = home_ask(*state, "quality", "month=2020-01");

    assert_non_null(strstr(answer, "\"items\":[]"));
    assert_non_null(
        strstr(home_ask(*state, "quality", "month=2026-03&source=nobody"), "\"items\":[]"));
    assert_non_null(
        strstr(home_ask(*state, "quality", "month=2026-03&metric=consumed_quantity"), "usage"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_without_usage_are_missing),
        cmocka_unit_test(a_day_is_complete_when_a_later_bill_has_it),
        cmocka_unit_test(who_bills_by_the_month_misses_no_day),
        cmocka_unit_test(a_feed_that_stays_away_misses_the_whole_month),
        cmocka_unit_test(columns_that_lost_values_stand_first),
        cmocka_unit_test(colliding_keys_are_those_of_the_feed),
        cmocka_unit_test(the_total_grew_as_deliveries_came),
        cmocka_unit_test(charges_came_so_many_days_after_their_use),
        cmocka_unit_test(a_month_without_charges_has_no_feeds),
        cmocka_unit_test(a_month_that_is_not_over_misses_only_what_later_days_have),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
