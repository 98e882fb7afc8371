/* SPDX-License-Identifier: Apache-2.0 */
/* What was known earlier: as_of, compare=as_of, the history of a month. */
#include "home.h"

/* Version n begins on day n of May. */
static void date_versions(struct home *home)
{
    run_text(
        catalogue_db(home->catalogue),
        "UPDATE data_change SET changed_at = printf('2026-05-%02dT12:00:00.000000Z', version)");
}

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    run_text(home->db, "INSERT INTO tag_value VALUES (1,'env','prod'),(2,'env','dev')");
    home_deliver(home, 1, "s",
                 "VALUES ('2026-04-01','2026-04-01','AWS','1','EC2','Usage','USD','10',1),"
                 "('2026-04-02','2026-04-01','AWS','1','S3','Usage','USD','5',1),"
                 "('2026-04-02','2026-04-01','AWS','2','RDS','Usage','USD','3',NULL)",
                 false);
    home_deliver(home, 2, "t",
                 "VALUES ('2026-04-05','2026-04-01','X','9','Bikes','Usage','EUR','100',NULL)",
                 false);
    home_deliver(home, 3, "s",
                 "VALUES ('2026-04-01','2026-04-01','AWS','1','EC2','Usage','USD','10.5',2),"
                 "('2026-04-02','2026-04-01','AWS','1','S3','Usage','USD','5',1),"
                 "('2026-04-03','2026-04-01','AWS','1','Credit','Credit','USD','-2',NULL)",
                 false);
    date_versions(home);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

static const char *csv(struct home *home, const char *words)
{
    return home_ask_as(home, "costs", VIEW_CSV, words, NULL);
}

static void assert_has(struct home *home, const char *question, const char *words, const char *part)
{
    const char *answer = home_ask(home, question, words);

    if (!strstr(answer, part))
        fail_msg("%s %s\nwithout %s\n%s", question, words, part, answer);
}

#define TOTAL "window=2026-04&granularity=total"
#define USD(amount) "billing_currency,effective_cost\nUSD," amount "\n"

static void every_question_can_be_asked_as_of_then(void **state)
{
    struct home *home = *state;

    assert_string_equal(csv(home, TOTAL "&as_of=2026-04-30"), "billing_currency,effective_cost\n");
    assert_string_equal(csv(home, TOTAL "&as_of=2026-05-01T11:59:59Z"),
                        "billing_currency,effective_cost\n");
    assert_string_equal(csv(home, TOTAL "&as_of=2026-05-01T12:00:00Z"), USD("18.000000000000"));
    assert_string_equal(csv(home, TOTAL "&as_of=2026-05-01"), USD("18.000000000000"));
    assert_string_equal(csv(home, TOTAL "&as_of=2026-05-02"),
                        "billing_currency,effective_cost\nEUR,100.000000000000\n"
                        "USD,18.000000000000\n");
    assert_string_equal(csv(home, TOTAL "&as_of=2026-05-03&billing_currency=USD"),
                        USD("13.500000000000"));
    assert_string_equal(csv(home, TOTAL "&as_of=2099-01-01&billing_currency=USD"),
                        USD("13.500000000000"));
    assert_string_equal(csv(home, TOTAL "&as_of=2026-05-01&tag:env=prod"), USD("15.000000000000"));
    assert_string_equal(csv(home, TOTAL "&tag:env=prod"), USD("5.000000000000"));
    assert_has(home, "charges", "window=2026-04&as_of=2026-05-01", "\"service_name\":\"RDS\"");
    assert_null(strstr(home_ask(home, "charges", "window=2026-04"), "\"service_name\":\"RDS\""));
    assert_has(home, "dimensions", "name=service_name&as_of=2026-05-01", "\"value\":\"RDS\"");
    assert_null(strstr(home_ask(home, "dimensions", "name=service_name"), "\"value\":\"RDS\""));
    assert_has(home, "tags", "as_of=2026-05-01",
               "\"items\":[{\"key\":\"env\",\"charge_count\":2,\"value_count\":1}]");
}

static void the_context_says_what_was_known(void **state)
{
    struct home *home = *state;

    assert_has(home, "costs", TOTAL "&as_of=2026-05-02",
               "\"data_version\":\"2\",\"as_of\":\"2026-05-02T23:59:59.999999Z\"");
    assert_has(home, "costs", TOTAL, "\"data_version\":\"3\",\"as_of\":null");
    /* April was open on the 2nd of May, and the feed reached just as far */
    assert_has(home, "costs", TOTAL "&as_of=2026-05-01", "\"estimated\":true");
    assert_has(home, "costs", TOTAL "&as_of=2026-05-01",
               "\"freshness\":[{\"source\":\"s\",\"last_complete_day\":\"2026-04-02\","
               "\"estimated\":true}]");
    assert_has(home, "costs", TOTAL "&as_of=2026-05-20", "\"estimated\":false");
    /* a window ended where the data ended */
    assert_has(home, "costs", "window=7d&as_of=2026-05-01", "\"end\":\"2026-04-02\"");
}

static void what_was_restated_is_listed_by_its_size(void **state)
{
    struct home *home = *state;
    const char *expected =
        "service_name,billing_currency,is_other,effective_cost,previous,delta,delta_ratio,share\n"
        "RDS,USD,false,0.000000000000,3.000000000000,-3.000000000000,-1.0000,0.0000\n"
        "Credit,USD,false,-2.000000000000,0.000000000000,-2.000000000000,,-0.1481\n"
        "EC2,USD,false,10.500000000000,10.000000000000,0.500000000000,0.0500,0.7778\n"
        "S3,USD,false,5.000000000000,5.000000000000,0.000000000000,0.0000,0.3704\n";

    assert_string_equal(csv(home, TOTAL "&billing_currency=USD&group_by=service_name"
                                        "&compare=as_of:2026-05-02"),
                        expected);
    assert_string_equal(csv(home,
                            TOTAL "&billing_currency=USD&group_by=service_name&as_of=2026-05-03"
                                  "&compare=as_of:2026-05-01T12:00:00Z"),
                        expected);
    assert_has(home, "costs", TOTAL "&compare=as_of:2026-05-02",
               "\"compare\":\"as_of\",\"previous_start\":\"2026-04-01\",\"previous_end\":"
               "\"2026-04-30\",\"compare_as_of\":\"2026-05-02T23:59:59.999999Z\","
               "\"compare_data_version\":\"2\"");
    /* tags are those of each time: EC2 was prod then and is dev now */
    assert_string_equal(csv(home,
                            TOTAL "&billing_currency=USD&group_by=tag:env&compare=as_of:2026-05-02"
                                  "&filter=tag:env is not null"),
                        "tag:env,billing_currency,is_other,effective_cost,previous,delta,"
                        "delta_ratio,share\n"
                        "dev,USD,false,10.500000000000,0.000000000000,10.500000000000,,0.6774\n"
                        "prod,USD,false,5.000000000000,15.000000000000,-10.000000000000,-0.6667,"
                        "0.3226\n");
    assert_has(home, "costs",
               "start=2026-04-02&end=2026-04-03&billing_currency=USD&compare=as_of:2026-05-02",
               "\"previous_items\":[{\"charge_date\":\"2026-04-02\",\"billing_currency\":\"USD\","
               "\"effective_cost\":\"8.000000000000\"},{\"charge_date\":\"2026-04-03\"");
    assert_has(home, "costs", TOTAL "&compare=as_of:yesterday", "usage compare: compare: must be");
}

static void cubes_of_the_past_answer_the_same(void **state)
{
    struct home *home = *state;

    for (int day = 1; day <= 3; day++) {
        const char *words = arena_printf(
            &home->arena,
            TOTAL "&group_by=service_name&as_of=2026-05-%02d&compare=as_of:2026-05-01", day);
        const char *first = home_ask(home, "costs", words);

        dataset_settle(home->dataset);
        assert_string_equal(home_ask(home, "costs", words), first);
    }
}

static void more_moments_than_are_kept_can_be_asked(void **state)
{
    struct home *home = *state;

    for (int64_t delivery = 4; delivery < 14; delivery++)
        home_deliver(
            home, delivery, "u",
            arena_printf(&home->arena,
                         "VALUES ('2026-06-01','2026-06-01','U','1','A','Usage','CHF','%" PRId64
                         "',NULL)",
                         delivery),
            false);
    date_versions(home);
    for (int round = 0; round < 2; round++) {
        for (int day = 4; day < 14; day++) {
            const char *words = arena_printf(
                &home->arena, "window=2026-06&granularity=total&as_of=2026-05-%02d", day);
            const char *expected = arena_printf(
                &home->arena, "billing_currency,effective_cost\nCHF,%d.000000000000\n", day);

            assert_string_equal(csv(home, words), expected);
            dataset_settle(home->dataset);
            assert_string_equal(csv(home, words), expected);
        }
    }
}

static void a_month_tells_how_its_total_came_to_be(void **state)
{
    struct home *home = *state;

    assert_has(home, "period_history", "month=2026-04&source=s",
               "\"items\":[{\"source\":\"s\",\"data_version\":\"1\",\"changed_at\":"
               "\"2026-05-01T12:00:00.000000Z\",\"reason\":\"ingested\",\"delivery_id\":1,"
               "\"delivery\":\"x\",\"produced_at\":\"\",\"billing_currency\":\"USD\","
               "\"effective_cost\":\"18.000000000000\",\"previous\":\"0.000000000000\","
               "\"delta\":\"18.000000000000\",\"charge_count\":3,\"previous_charge_count\":0,"
               "\"change_count\":3,\"changes\":[{\"change\":\"added\",\"sub_account_id\":\"1\","
               "\"service_name\":\"EC2\"");
    assert_has(home, "period_history", "month=2026-04&source=s&metric=billed_cost",
               "\"billing_currency\":\"USD\",\"billed_cost\":\"13.500000000000\","
               "\"previous\":\"18.000000000000\",\"delta\":\"-4.500000000000\","
               "\"charge_count\":3,\"previous_charge_count\":3,\"change_count\":3,\"changes\":["
               "{\"change\":\"removed\",\"sub_account_id\":\"2\",\"service_name\":\"RDS\"");
    assert_has(home, "period_history", "month=2026-04&source=s&limit=1",
               "\"delta\":\"-3.000000000000\",\"charge_count\":0,\"previous_charge_count\":1}]}]");
    assert_has(home, "period_history", "month=2026-04", "\"source\":\"t\",\"data_version\":\"2\"");
    assert_null(strstr(home_ask(home, "period_history", "month=2026-04&as_of=2026-05-02"),
                       "\"data_version\":\"3\",\"changed_at\""));
    assert_has(home, "period_history", "month=2025-01", "\"items\":[]");
    assert_has(home, "period_history", "month=2026-13", "usage month: month: must be a month");
    assert_has(home, "period_history", "month=2026-04&metric=consumed_quantity",
               "usage metric: metric: must be billed_cost");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_can_be_asked_as_of_then),
        cmocka_unit_test(the_context_says_what_was_known),
        cmocka_unit_test(what_was_restated_is_listed_by_its_size),
        cmocka_unit_test(cubes_of_the_past_answer_the_same),
        cmocka_unit_test(a_month_tells_how_its_total_came_to_be),
        cmocka_unit_test(more_moments_than_are_kept_can_be_asked),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
