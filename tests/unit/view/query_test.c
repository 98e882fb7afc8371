/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "view/cloud.h"
#include "view/filter.h"
#include "view/query.h"
#include "view/query_period.h"

static const char *const providers[] = { "AWS", "Acme Cloud", "Microsoft", NULL };

static const uint64_t all_words = WORD_PERIOD | WORD_FILTERS | WORD_GRANULARITY | WORD_GROUP_BY |
                                  WORD_METRIC | WORD_BASIS | WORD_COMPARE | WORD_TOP | WORD_OTHERS |
                                  WORD_SORT | WORD_LIMIT | WORD_CURSOR | WORD_AS_OF |
                                  WORD_CURRENCY | WORD_FIELDS;

struct asked {
    struct arena arena;
    struct err err;
    struct query query;
    const char *parameter;
    bool done;
};

static void asked_done(struct asked *asked)
{
    err_done(&asked->err);
    arena_done(&asked->arena);
}

static int32_t day(const char *text)
{
    int32_t value = 0;

    assert_true(date_parse(text, strlen(text), &value));
    return value;
}

/* words: "a=b&c=d". The data goes from 2025-01-01 to 2026-10-30, in bills of February 2025 to
 * November 2026; today is 2026-11-21. */
static struct asked ask_words(const char *words, uint64_t allowed)
{
    struct asked asked = { 0 };
    const struct query_facts facts = { .today = day("2026-11-21"),
                                       .has_charges = true,
                                       .first_charge_day = day("2025-01-01"),
                                       .last_charge_day = day("2026-10-30"),
                                       .billing = { day("2025-02-01"), day("2026-12-01") },
                                       .providers = providers };
    struct query_pair pairs[32];
    size_t count = 0;
    char *rest = arena_strdup(&asked.arena, words);

    for (char *pair; (pair = strsep(&rest, "&")) && *pair; count++) {
        char *value = strchr(pair, '=');

        *value++ = '\0';
        pairs[count] = (struct query_pair){ pair, value };
    }
    asked.done = query_parse(pairs, count, allowed, &facts, &asked.arena, &asked.query,
                             &asked.parameter, &asked.err);
    return asked;
}

static struct asked ask(const char *words)
{
    struct asked asked = ask_words(words, all_words);

    if (!asked.done)
        fail_msg("%s: %s", words, err_text(&asked.err));
    return asked;
}

static void assert_period(const char *words, const char *start, const char *end)
{
    struct asked asked SCOPED(asked_done) = ask(words);

    assert_int_equal(asked.query.period.start, day(start));
    assert_int_equal(asked.query.period.end, day(end) + 1);
}

static void assert_previous(const char *words, const char *start, const char *end)
{
    struct asked asked SCOPED(asked_done) = ask(words);

    assert_int_equal(asked.query.previous.start, day(start));
    assert_int_equal(asked.query.previous.end, day(end) + 1);
}

static void assert_refused(const char *words, const char *parameter, const char *message)
{
    struct asked asked SCOPED(asked_done) = ask_words(words, all_words);

    assert_false(asked.done);
    assert_string_equal(err_text(&asked.err), message);
    assert_string_equal(asked.parameter, parameter);
}

static void nothing_said_means_thirty_days_by_day(void **state)
{
    struct asked asked SCOPED(asked_done) = ask("");

    (void)state;
    assert_int_equal(asked.query.period.start, day("2026-10-01"));
    assert_int_equal(asked.query.period.end, day("2026-10-31"));
    assert_int_equal(asked.query.granularity, GRANULARITY_DAY);
    assert_string_equal(asked.query.metric->sql_name, "effective_cost");
    assert_int_equal(asked.query.top, 10);
    assert_true(asked.query.others);
    assert_null(asked.query.filter);
    assert_null(asked.query.currency);
}

static void no_currency_can_be_said_outright(void **state)
{
    struct asked asked SCOPED(asked_done) = ask("currency=none");

    (void)state;
    assert_null(asked.query.currency);
}

static void windows_end_on_the_last_day_with_charges(void **state)
{
    (void)state;
    assert_period("window=7d", "2026-10-24", "2026-10-30");
    assert_period("window=mtd", "2026-10-01", "2026-10-30");
    assert_period("window=qtd", "2026-10-01", "2026-10-30");
    assert_period("window=ytd", "2026-01-01", "2026-10-30");
    assert_period("window=last_month", "2026-09-01", "2026-09-30");
    assert_period("window=2026-05", "2026-05-01", "2026-05-31");
    assert_period("window=2024", "2024-01-01", "2024-12-31");
    assert_period("window=all", "2025-01-01", "2026-10-30");
    assert_period("window=all&basis=billing_period", "2025-02-01", "2026-11-30");
    assert_period("window=2026&basis=billing_period", "2026-01-01", "2026-12-31");
    assert_period("start=2026-02-01&end=2026-02-01", "2026-02-01", "2026-02-01");
}

static void the_previous_period_is_as_long_and_just_before(void **state)
{
    (void)state;
    assert_previous("start=2026-10-08&end=2026-10-14&compare=previous", "2026-10-01", "2026-10-07");
    assert_previous("start=2024-02-29&end=2024-02-29&compare=year_ago", "2023-02-28", "2023-02-28");
    assert_previous("window=2026-09&compare=previous", "2026-08-01", "2026-08-31");
    assert_previous("start=2026-01-01&end=2026-03-31&compare=previous", "2025-10-01", "2025-12-31");
    assert_previous("window=2026-03&compare=year_ago", "2025-03-01", "2025-03-31");
    assert_previous("window=2026-03&compare=previous&basis=billing_period", "2026-02-01",
                    "2026-02-28");
}

static void billing_periods_are_whole_months(void **state)
{
    struct asked asked SCOPED(asked_done) =
        ask("start=2026-02-10&end=2026-03-02&basis=billing_period");

    (void)state;
    assert_int_equal(asked.query.period.start, day("2026-02-01"));
    assert_int_equal(asked.query.period.end, day("2026-04-01"));
    assert_int_equal(asked.query.granularity, GRANULARITY_MONTH);
}

static void a_wrong_word_says_what_is_allowed(void **state)
{
    (void)state;
    assert_refused("metric=cost", "metric",
                   "metric: must be billed_cost, effective_cost, contracted_cost, list_cost or "
                   "consumed_quantity; it is "
                   "\"cost\"");
    assert_refused("granularity=hour", "granularity",
                   "granularity: must be total, day, week, month, quarter or year; it is \"hour\"");
    assert_refused("start=2026-13-01&end=2026-12-01", "start",
                   "start: must be a date such as 2026-10-31; it is \"2026-13-01\"");
    assert_refused("start=2026-01-01", "end", "end: missing; start and end go together");
    assert_refused("start=2026-02-02&end=2026-02-01", "end",
                   "end: must not be before start (2026-02-02)");
    assert_refused("window=7d&start=2026-02-02&end=2026-02-01", "window",
                   "window: either this or start and end");
    assert_refused("limit=0", "limit", "limit: must be a number from 1 to 1000; it is \"0\"");
    assert_refused("limit=5x", "limit", "limit: must be a number from 1 to 1000; it is \"5x\"");
    assert_refused("limit=5&limit=6", "limit", "limit: given twice");
    assert_refused(
        "as_of=yesterday", "as_of",
        "as_of: must be a time such as 2026-10-31T12:00:00Z, or a date for its end; it is "
        "\"yesterday\"");
    assert_refused("compare=as_of:", "compare",
                   "compare: must be as_of: and a time such as 2026-10-31T12:00:00Z, or a date for "
                   "its end; it is \"as_of:\"");
    assert_refused("compare=before", "compare",
                   "compare: must be previous, year_ago, as_of:<time> or none; it is \"before\"");
    assert_refused("currency=dollars", "currency",
                   "currency: must be a currency code such as USD; it is \"dollars\"");
    assert_refused(
        "charge_category=Usage,Fee", "charge_category",
        "charge_category: must be one or more of Usage, Purchase, Credit, Adjustment, Tax; it is "
        "\"Usage,Fee\"");
    assert_refused("cloud=ibm", "cloud",
                   "cloud: must be all, aws, azure, gcp, oci, acme-cloud; it is \"ibm\"");
    assert_refused(
        "filter=x", "filter",
        "filter: character 1: expected a FOCUS column such as service_name, or tag:<key>, found x");
    assert_refused("group_by=service_name,", "group_by",
                   "group_by: must be a FOCUS dimension such as service_name, tag:<key> or "
                   "norm_tag:<key>; it is \"\"");
    assert_refused("group_by=service_name,service_name", "group_by",
                   "group_by: service_name is there twice");
    assert_refused("group_by=region_id,service_name,sku_id,resource_id,tag:a", "group_by",
                   "group_by: at most 4 columns");
    assert_refused(
        "basis=billing_period&granularity=day", "granularity",
        "granularity: with basis=billing_period it must be total, month, quarter or year");
    assert_refused("sort=region_id", "sort",
                   "sort: \"region_id\" is no column of the answer; use charge_date, "
                   "billing_currency, effective_cost or charge_count");
    assert_refused("group_by=tag:env&granularity=total&fields=tag:env,delta", "fields",
                   "fields: \"delta\" is no column of the answer; use tag:env, billing_currency, "
                   "is_other, effective_cost, share or charge_count");
    assert_refused("fields=charge_date,charge_date", "fields",
                   "fields: charge_date is there twice");
    assert_refused("fields=", "fields",
                   "fields: \"\" is no column of the answer; use charge_date, "
                   "billing_currency, effective_cost or charge_count");
}

static void an_unknown_word_is_named_with_the_known_ones(void **state)
{
    struct asked asked SCOPED(asked_done) = ask_words("wndow=7d", WORD_PERIOD | WORD_LIMIT);

    (void)state;
    assert_false(asked.done);
    assert_string_equal(asked.parameter, "wndow");
    assert_string_equal(
        err_text(&asked.err),
        "wndow is not understood here; what may be said: start, end, window, limit");
}

static void short_forms_become_one_filter(void **state)
{
    struct asked asked SCOPED(asked_done) =
        ask("cloud=acme-cloud&service_name=a&service_name=b&tag:env=&charge_category="
            "Usage,Tax&filter=region_id = \"x\"");
    struct buf text SCOPED(buf_done) = { .maximum = 4096 };

    (void)state;
    filter_print(asked.query.filter, &text);
    assert_string_equal(buf_text(&text),
                        "(((provider_name = \"Acme Cloud\" and service_name in (\"a\", \"b\")) and "
                        "tag:env is null) and "
                        "charge_category in (\"Usage\", \"Tax\")) and region_id = \"x\"");
}

static void groups_may_be_tags_with_any_key(void **state)
{
    struct asked asked SCOPED(asked_done) =
        ask("group_by=ServiceName,tag:\"a,b\"&sort=-effective_cost,charge_date");

    (void)state;
    assert_int_equal(asked.query.group_count, 2);
    assert_string_equal(asked.query.group[0].name, "service_name");
    assert_string_equal(asked.query.group[1].name, "tag:a,b");
    assert_int_equal(asked.query.sort_count, 2);
    assert_int_equal(asked.query.sort[0].item, ITEM_METRIC);
    assert_true(asked.query.sort[0].descending);
}

static void an_empty_list_of_groups_is_none(void **state)
{
    struct asked asked SCOPED(asked_done) = ask("group_by=&granularity=total");

    (void)state;
    assert_int_equal(asked.query.group_count, 0);
}

static void one_query_has_one_canonical_text(void **state)
{
    struct asked one SCOPED(asked_done) =
        ask("service_name=b&window=7d&service_name=a b&metric=billed_cost&cursor=x");
    struct asked two SCOPED(asked_done) =
        ask("metric=billed_cost&service_name=a b&window=7d&service_name=b");

    (void)state;
    assert_string_equal(one.query.canonical,
                        "window=7d&metric=billed_cost&service_name=a%20b&service_name=b");
    assert_string_equal(one.query.canonical, two.query.canonical);
}

static void a_json_body_says_the_same_words(void **state)
{
    static const char body[] =
        "{\"group_by\":[\"service_name\",\"tag:env\"],\"charge_category\":[\"Usage\",\"Tax\"],"
        "\"limit\":5,\"others\":false,\"service_name\":[\"a\",\"b\"],\"currency\":null}";
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    const struct query_pair *pairs;
    struct buf text SCOPED(buf_done) = { .maximum = 4096 };
    size_t count;

    (void)state;
    assert_done(query_pairs_from_json(body, sizeof(body) - 1, &arena, &pairs, &count, &err));
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s=%s ", pairs[i].name, pairs[i].value);
    assert_string_equal(buf_text(&text),
                        "group_by=service_name group_by=tag:env charge_category=Usage,Tax limit=5 "
                        "others=false service_name=a service_name=b ");
    assert_false(query_pairs_from_json("[1]", 3, &arena, &pairs, &count, &err));
    assert_string_equal(err_text(&err), "the body must be a JSON object of the query's words");
    assert_false(query_pairs_from_json("{\"top\":1.5}", 11, &arena, &pairs, &count, &err));
    assert_string_equal(err_text(&err),
                        "top: must be a text, a whole number, true, false, or a list of texts");
}

static void providers_have_short_names(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };

    (void)state;
    assert_string_equal(cloud_of_provider("Google Cloud", &arena), "gcp");
    assert_string_equal(cloud_of_provider("Oracle", &arena), "oci");
    assert_string_equal(cloud_of_provider("Snow & Flake, Inc.", &arena), "snow-flake-inc");
    assert_string_equal(cloud_providers("azure", providers, &arena)[0], "Microsoft");
    assert_null(cloud_providers("nobody", providers, &arena));
}

static void fields_are_kept_in_their_order(void **state)
{
    struct asked asked SCOPED(asked_done) =
        ask("fields=share,service_name,delta&group_by=service_name&granularity=total"
            "&compare=previous&sort=-delta,charge_count");

    (void)state;
    assert_int_equal(asked.query.field_count, 3);
    assert_int_equal(asked.query.fields[0], ITEM_SHARE);
    assert_int_equal(asked.query.fields[1], 0);
    assert_int_equal(asked.query.fields[2], ITEM_DELTA);
    assert_int_equal(asked.query.sort[0].item, ITEM_DELTA);
    assert_int_equal(asked.query.sort[1].item, ITEM_COUNT);
    assert_string_equal(asked.query.canonical,
                        "granularity=total&group_by=service_name&compare=previous"
                        "&sort=-delta,charge_count&fields=share,service_name,delta");
}

static struct asked ask_pivot(const char *words)
{
    return ask_words(words, WORD_PERIOD | WORD_GROUP_BY | WORD_COLUMNS | WORD_PIVOT_STEP |
                                WORD_PIVOT_TOP | WORD_PIVOT_LIMIT | WORD_METRIC | WORD_BASIS);
}

static void columns_follow_the_rows_of_a_pivot(void **state)
{
    struct asked asked SCOPED(asked_done) =
        ask_pivot("columns=tag:a,region_id&group_by=service_name&limit=7");

    (void)state;
    assert_true(asked.done);
    assert_int_equal(asked.query.group_count, 3);
    assert_int_equal(asked.query.column_count, 2);
    assert_string_equal(asked.query.group[0].name, "service_name");
    assert_string_equal(asked.query.group[1].name, "tag:a");
    assert_string_equal(asked.query.group[2].name, "region_id");
    assert_int_equal(asked.query.limit, 7);
    assert_string_equal(asked.query.canonical,
                        "group_by=service_name&columns=tag:a,region_id&limit=7");
}

static void a_pivot_has_defaults_of_its_own(void **state)
{
    struct asked plain SCOPED(asked_done) = ask_pivot("group_by=service_name");
    struct asked bills SCOPED(asked_done) = ask_pivot("basis=billing_period");
    struct asked costs SCOPED(asked_done) = ask("group_by=service_name");

    (void)state;
    assert_int_equal(plain.query.granularity, GRANULARITY_TOTAL);
    assert_int_equal(plain.query.top, 20);
    assert_int_equal(bills.query.granularity, GRANULARITY_TOTAL);
    assert_int_equal(costs.query.granularity, GRANULARITY_DAY);
    assert_int_equal(costs.query.top, 10);
}

static void assert_pivot_refused(const char *words, const char *parameter, const char *text)
{
    struct asked asked SCOPED(asked_done) = ask_pivot(words);

    assert_false(asked.done);
    assert_string_equal(asked.parameter, parameter);
    assert_string_equal(err_text(&asked.err), text);
}

static void columns_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    assert_pivot_refused("columns=tag:a,tag:b,tag:c", "columns", "columns: at most 2");
    assert_pivot_refused("columns=tag:a,tag:b&group_by=tag:c,tag:d,tag:e", "columns",
                         "columns: at most 4 together with group_by");
    assert_pivot_refused("columns=tag:a,tag:a", "columns",
                         "columns: tag:a is there twice, or in group_by too");
    assert_pivot_refused("columns=region_id&group_by=region_id", "columns",
                         "columns: region_id is there twice, or in group_by too");
    assert_pivot_refused("columns=billing_currency", "columns",
                         "columns: billing_currency always stands in the rows");
    assert_pivot_refused("columns=list_cost", "columns",
                         "columns: must be a FOCUS dimension such as service_name, tag:<key> or "
                         "norm_tag:<key>; it is \"list_cost\"");
    assert_pivot_refused(
        "basis=billing_period&granularity=day", "granularity",
        "granularity: with basis=billing_period it must be total, month, quarter or year");
}

static void groups_that_are_said_one_by_one_keep_their_order(void **state)
{
    struct asked asked SCOPED(asked_done) = ask("group_by=tag:b&group_by=tag:a");

    (void)state;
    assert_string_equal(asked.query.group[0].name, "tag:b");
    assert_string_equal(asked.query.canonical, "group_by=tag:b&group_by=tag:a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_follow_the_rows_of_a_pivot),
        cmocka_unit_test(a_pivot_has_defaults_of_its_own),
        cmocka_unit_test(columns_that_do_not_fit_are_refused),
        cmocka_unit_test(fields_are_kept_in_their_order),
        cmocka_unit_test(groups_that_are_said_one_by_one_keep_their_order),
        cmocka_unit_test(nothing_said_means_thirty_days_by_day),
        cmocka_unit_test(no_currency_can_be_said_outright),
        cmocka_unit_test(windows_end_on_the_last_day_with_charges),
        cmocka_unit_test(the_previous_period_is_as_long_and_just_before),
        cmocka_unit_test(billing_periods_are_whole_months),
        cmocka_unit_test(a_wrong_word_says_what_is_allowed),
        cmocka_unit_test(an_unknown_word_is_named_with_the_known_ones),
        cmocka_unit_test(short_forms_become_one_filter),
        cmocka_unit_test(groups_may_be_tags_with_any_key),
        cmocka_unit_test(an_empty_list_of_groups_is_none),
        cmocka_unit_test(one_query_has_one_canonical_text),
        cmocka_unit_test(a_json_body_says_the_same_words),
        cmocka_unit_test(providers_have_short_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
