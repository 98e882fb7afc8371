/* SPDX-License-Identifier: Apache-2.0 */
/* Conversion: whose rate counts, and what happens where there is none. */
#include "home.h"

#include "run/rates.h"
#include "view/dataset_internal.h"

static void import(struct home *home, const char *name, const char *text, const char *set,
                   int64_t expected)
{
    struct err err SCOPED(err_done) = { 0 };
    struct rate_list rates SCOPED(rate_list_done) = { 0 };
    const char *path = path_join(&home->arena, home->path, name);
    FILE *file = fopen(path, "w");
    int64_t added;

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    must(rates_read(path, set, &rates, &err), &err);
    must(rates_store(home->catalogue, &rates, path, &added, &err), &err);
    assert_int_equal(added, expected);
}

static void assert_refused(struct home *home, const char *text, const char *message)
{
    struct err err SCOPED(err_done) = { 0 };
    struct rate_list rates SCOPED(rate_list_done) = { 0 };
    const char *path = path_join(&home->arena, home->path, "refused.csv");
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    assert_false(rates_read(path, NULL, &rates, &err));
    if (!strstr(err_text(&err), message))
        fail_msg("%s\nwithout %s", err_text(&err), message);
}

static const char own[] =
    "rate_set,base_currency,quote_currency,valid_from,valid_to,rate\n"
    "budget,EUR,USD,2026-01-01,2027-01-01,1.25\nbudget,EUR,BRL,2026-01-01,,5\n";

static const char ecb[] = "Date,USD,BRL,CHF,\n"
                          "2026-03-06,1.2,6,N/A,\n2026-03-03,1.1,5.5,N/A,\n2026-03-02,1,5,N/A,\n";

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    home_deliver(home, 1, "s",
                 "VALUES ('2026-03-02','2026-03-01','A','1','S','Usage','EUR','10',NULL),"
                 "('2026-03-02','2026-03-01','A','1','T','Usage','USD','10',NULL),"
                 "('2026-03-03','2026-03-01','A','1','S','Usage','USD','11',NULL),"
                 "('2026-03-05','2026-03-01','A','1','S','Usage','BRL','55',NULL)",
                 false);
    import(home, "own.csv", own, NULL, 2);
    import(home, "ecb.csv", ecb, NULL, 6);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

#define TOTAL "window=2026-03&granularity=total"

static const char *csv(struct home *home, const char *words)
{
    return home_ask_as(home, "costs", VIEW_CSV, words, NULL);
}

static void assert_total(struct home *home, const char *words, const char *amount)
{
    const char *currency = strstr(words, "currency=");
    const char *expected = arena_printf(&home->arena, "billing_currency,effective_cost\n%.3s,%s\n",
                                        currency + 9, amount);

    assert_string_equal(csv(home, arena_printf(&home->arena, "%s&%s", TOTAL, words)), expected);
}

static void assert_has(struct home *home, const char *words, const char *part)
{
    const char *answer = home_ask(home, "costs", words);

    if (!strstr(answer, part))
        fail_msg("%s\nwithout %s\n%s", words, part, answer);
}

static void each_day_has_its_rate(void **state)
{
    /* 10 + 10 / 1 + 11 / 1.1 + 55 / 5.5: the rate of the 3rd holds on the 5th */
    assert_total(*state, "currency=EUR", "40.000000000000");
    assert_total(*state, "currency=EUR&rate_set=ecb_daily&rate_policy=charge_day",
                 "40.000000000000");
}

static void a_cross_rate_is_computed_once(void **state)
{
    /* 10 x 1 + 10 + 11 + 55 x 1.1 / 5.5 */
    assert_total(*state, "currency=USD", "42.000000000000");
    /* budget: 10 x 5 + 10 x 5 / 1.25 + 11 x 4 + 55 */
    assert_total(*state, "currency=BRL&rate_set=budget", "189.000000000000");
}

static void a_fixed_day_is_constant_currency(void **state)
{
    assert_total(*state, "currency=EUR&rate_policy=fixed:2026-03-03", "39.090909090909");
    assert_has(*state, TOTAL "&currency=EUR&rate_policy=fixed:2026-03-03",
               "\"currency\":\"EUR\",\"basis\":\"charge_period\"");
    assert_has(
        *state, TOTAL "&currency=EUR&rate_policy=fixed:2026-03-03",
        "\"rate_set\":\"ecb_daily\",\"rate_policy\":\"fixed:2026-03-03\",\"missing_rates\":[]");
    assert_has(*state,
               "start=2026-03-03&end=2026-03-03&granularity=total&compare=previous&currency=EUR"
               "&rate_policy=fixed:2026-03-02&billing_currency=USD",
               "\"effective_cost\":\"11.000000000000\",\"previous\":\"10.000000000000\"");
}

static void a_missing_rate_is_named_and_never_one(void **state)
{
    struct home *home = *state;

    /* the bank's last rate is of the 6th, and holds seven days: not to the end of March */
    assert_total(home, "currency=EUR&rate_policy=billing_period_end", "");
    assert_has(home, TOTAL "&currency=EUR&rate_policy=billing_period_end",
               "\"missing_rates\":[{\"billing_currency\":\"BRL\",\"first_day\":\"2026-03-31\","
               "\"last_day\":\"2026-03-31\",\"day_count\":1},{\"billing_currency\":\"USD\"");
    assert_total(home, "currency=EUR&rate_policy=billing_period_end&rate_set=budget",
                 "37.800000000000");
    assert_total(home, "currency=CHF", "");
    /* only what has the missing rate is unknown */
    assert_string_equal(csv(home, TOTAL "&currency=GBP&group_by=service_name&top=all"),
                        "service_name,billing_currency,effective_cost,share\nS,GBP,,\nT,GBP,,\n");
    assert_string_equal(csv(home, "start=2026-03-02&end=2026-03-04&currency=USD&granularity=day"
                                  "&billing_currency=USD"),
                        "charge_date,billing_currency,effective_cost\n"
                        "2026-03-02,USD,10.000000000000\n2026-03-03,USD,11.000000000000\n"
                        "2026-03-04,USD,0.000000000000\n");
    assert_has(home, TOTAL "&currency=CHF&compare=previous",
               "\"totals\":[{\"billing_currency\":\"CHF\",\"effective_cost\":null");
}

static void groups_and_steps_add_up_to_the_total(void **state)
{
    assert_string_equal(csv(*state, TOTAL "&currency=EUR&group_by=service_name"),
                        "service_name,billing_currency,is_other,effective_cost,share\n"
                        "S,EUR,false,30.000000000000,0.7500\nT,EUR,false,10.000000000000,0.2500\n");
    assert_string_equal(csv(*state, "start=2026-03-02&end=2026-03-05&currency=EUR"),
                        "charge_date,billing_currency,effective_cost\n"
                        "2026-03-02,EUR,20.000000000000\n2026-03-03,EUR,10.000000000000\n"
                        "2026-03-04,EUR,0.000000000000\n2026-03-05,EUR,10.000000000000\n");
}

static void a_set_must_exist_and_be_told_apart(void **state)
{
    assert_has(*state, TOTAL "&currency=EUR&rate_set=nobody",
               "usage rate_set: rate_set: there is no set nobody; there is budget, ecb_daily");
    assert_has(*state, TOTAL "&rate_set=budget", "usage currency: currency: missing");
    assert_has(*state, TOTAL "&currency=EUR&metric=consumed_quantity", "quantities cannot be");
    assert_has(*state, TOTAL "&currency=EUR&rate_policy=monday", "usage rate_policy: rate_policy:");
}

static void large_amounts_and_small_rates_keep_their_digits(void **state)
{
    struct home *home = *state;

    home_deliver(home, 2, "idr",
                 "VALUES ('2026-06-01','2026-06-01','B','1','S','Usage','IDR',"
                 "'123456789012.890000000001',NULL)",
                 false);
    import(home, "idr.csv",
           "base_currency,quote_currency,valid_from,rate\nUSD,IDR,2026-06-01,20000\n", "bank", 1);
    assert_string_equal(csv(home, "window=2026-06&granularity=total&currency=USD&rate_set=bank"),
                        "billing_currency,effective_cost\nUSD,6172839.450644500000\n");
}

static void the_past_had_other_rates(void **state)
{
    struct home *home = *state;
    const char *words = TOTAL "&currency=BRL&rate_set=budget&billing_currency=EUR";

    run_text(catalogue_db(home->catalogue),
             "UPDATE data_change SET changed_at = '2026-04-01T00:00:00.000000Z'");
    import(home, "own2.csv",
           "rate_set,base_currency,quote_currency,valid_from,rate\nbudget,EUR,BRL,2026-01-01,7\n",
           NULL, 1);
    assert_string_equal(csv(home, words), "billing_currency,effective_cost\nBRL,70.000000000000\n");
    assert_string_equal(csv(home, arena_printf(&home->arena, "%s&as_of=2026-04-02", words)),
                        "billing_currency,effective_cost\nBRL,50.000000000000\n");
    /* nothing new, no new version */
    import(home, "own2.csv",
           "rate_set,base_currency,quote_currency,valid_from,rate\nbudget,EUR,BRL,2026-01-01,7\n",
           NULL, 0);
}

/* As eurofxref.csv has it, with its blanks. */
static void the_banks_file_of_a_day_is_read_too(void **state)
{
    import(*state, "day.csv", "Date, USD, JPY, \n30 October 2026, 1.0956, 160.5, \n", "day", 2);
    assert_refused(*state, "Date, USD, \n31 June 2026, 1.0956, \n", "a date is written");
    assert_refused(*state, "Date, USD, \n3 Oct 2026, 1.0956, \n", "a date is written");
}

/* Days and codes are thought up without end; a table lives as long as the data version. */
static void questions_do_not_pile_up_tables(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    uint64_t before;

    assert_total(home, "currency=EUR", "40.000000000000");
    before = atomic_load(&home->dataset->rate_name_count);
    for (int i = 0; i < 20; i++) {
        (void)csv(home,
                  arena_printf(&home->arena, TOTAL "&currency=EUR&rate_policy=fixed:2026-%02d-01",
                               i % 12 + 1));
        assert_total(home, arena_printf(&home->arena, "currency=Z%c%c", 'A' + i, 'A' + i), "");
    }
    assert_total(home, "currency=EUR&rate_policy=fixed:2026-03-03", "39.090909090909");
    assert_total(home, "currency=EUR", "40.000000000000");
    assert_int_equal(atomic_load(&home->dataset->rate_name_count), before);
    (void)csv(home, TOTAL "&currency=BRL&rate_set=ecb_daily");
    assert_int_equal(atomic_load(&home->dataset->rate_name_count), before + 1);
    must(dataset_snapshot(home->dataset, &snapshot, &err), &err);
    assert_non_null(snapshot->rate_tables);
}

static void nothing_needs_no_rate(void **state)
{
    struct home *home = *state;

    home_deliver(home, 9, "free",
                 "VALUES ('2026-07-02','2026-07-01','A','1','S','Usage','USD','0',NULL),"
                 "('2026-07-02','2026-07-01','A','1','S','Usage','EUR','3',NULL)",
                 false);
    assert_has(home, "window=2026-07&granularity=total&currency=EUR&rate_set=budget",
               "\"totals\":[{\"billing_currency\":\"EUR\",\"effective_cost\":\"3.000000000000\"}]");
    assert_has(home, "window=2026-07&granularity=total&currency=EUR&rate_set=ecb_daily",
               "\"missing_rates\":[]");
    assert_has(home, "window=2026-07&granularity=total&currency=EUR&rate_set=ecb_daily",
               "\"effective_cost\":\"3.000000000000\"");
}

static void rates_that_were_a_mistake_can_be_ended(void **state)
{
    struct home *home = *state;
    struct err err SCOPED(err_done) = { 0 };
    int64_t ended;

    import(home, "wrong.csv",
           "base_currency,quote_currency,valid_from,rate\nEUR,USD,2026-01-01,9\n"
           "EUR,BRL,2026-01-01,9\n",
           "wrong", 2);
    must(rates_remove(home->catalogue,
                      &(struct rate){ .rate_set = "wrong", .quote_currency = "BRL" }, &ended, &err),
         &err);
    assert_int_equal(ended, 1);
    must(rates_remove(home->catalogue, &(struct rate){ .rate_set = "wrong" }, &ended, &err), &err);
    assert_int_equal(ended, 1);
    assert_false(
        rates_remove(home->catalogue, &(struct rate){ .rate_set = "wrong" }, &ended, &err));
    assert_int_equal(err.code, ERR_MISSING);
    err_done(&err);
    assert_has(home, TOTAL "&currency=EUR&rate_set=wrong", "there is no set wrong");
}

static void the_banks_xml_is_read_too(void **state)
{
    import(*state, "ecb.xml",
           "<?xml version=\"1.0\"?><gesmes:Envelope><Cube>\n<Cube time='2026-05-04'>"
           "<Cube currency=\"USD\" rate=\"1.5\"/><Cube rate='8' currency='BRL'/></Cube>\n"
           "<Cube time=\"2026-05-05\"><Cube currency='USD' "
           "rate='1.6'/></Cube></Cube></gesmes:Envelope>",
           "xml", 3);
}

static void what_is_no_rate_is_refused_with_its_line(void **state)
{
    const char *header = "base_currency,quote_currency,valid_from,valid_to,rate\n";
    struct home *home = *state;
    static const struct {
        const char *line;
        const char *message;
    } cases[] = {
        { "EUR,USD,2026-01-01,,0", "line 2: a rate is a number above 0; it is \"0\"" },
        { "EUR,USD,2026-01-01,,-1", "a rate is a number above 0" },
        { "EUR,USD,2026-01-01,,1e-20", "a rate is a number above 0" },
        { "EUR,usd,2026-01-01,,1", "a currency is three capital letters; it is \"usd\"" },
        { "EUR,EUR,2026-01-01,,1", "a currency has no rate in itself" },
        { "EUR,USD,1.1.2026,,1", "a date is written 2026-10-31; it is \"1.1.2026\"" },
        { "EUR,USD,2026-01-01,2026-01-01,1", "valid_to must be later than valid_from" },
    };

    for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
        assert_refused(home, arena_printf(&home->arena, "%s%s\n", header, cases[i].line),
                       cases[i].message);
    assert_refused(home, header, "has no rates");
    assert_refused(home, "a,b\n1,2\n", "the column base_currency is missing");
    assert_refused(home, "<Cube time='2026-01-01'><Cube currency='USD'/></Cube>",
                   "a rate has a time");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_day_has_its_rate),
        cmocka_unit_test(a_cross_rate_is_computed_once),
        cmocka_unit_test(a_fixed_day_is_constant_currency),
        cmocka_unit_test(a_missing_rate_is_named_and_never_one),
        cmocka_unit_test(groups_and_steps_add_up_to_the_total),
        cmocka_unit_test(questions_do_not_pile_up_tables),
        cmocka_unit_test(a_set_must_exist_and_be_told_apart),
        cmocka_unit_test(large_amounts_and_small_rates_keep_their_digits),
        cmocka_unit_test(the_past_had_other_rates),
        cmocka_unit_test(the_banks_xml_is_read_too),
        cmocka_unit_test(the_banks_file_of_a_day_is_read_too),
        cmocka_unit_test(nothing_needs_no_rate),
        cmocka_unit_test(rates_that_were_a_mistake_can_be_ended),
        cmocka_unit_test(what_is_no_rate_is_refused_with_its_line),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
