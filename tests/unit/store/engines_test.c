/* SPDX-License-Identifier: Apache-2.0 */
/* Checks, rollups and the functions that both engines have under one name: the same rows in DuckDB
 * and in PostgreSQL, whose database orders texts otherwise, and the same answers to the last
 * digit. Questions are compared in tests/engine. */
#include "unit_postgres.h"

#include "base/limits.h"
#include "focus/column.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "store/duck.h"

#include <inttypes.h>

struct engines {
    struct arena arena;
    struct duck *duck;
    struct db *both[2]; /* DuckDB, PostgreSQL */
};

static const char *const engine_names[] = { "DuckDB", "PostgreSQL" };

static void must(bool done, const struct err *err)
{
    if (!done)
        fail_msg("%s", err_text(err));
}

static void run_both(struct engines *engines, const char *text)
{
    for (size_t i = 0; i < ARRAY_COUNT(engines->both); i++) {
        struct err err SCOPED(err_done) = { 0 };

        if (!db_script(engines->both[i], engine_names[i], text, &err))
            fail_msg("%s\n%s", err_text(&err), text);
    }
}

/* The columns of charges, and some that break every rule. Both engines read the same text. */
static const char sample[] =
    "INSERT INTO sample (sys_delivery_id, sys_file_no, sys_row_no, sys_part_no, "
    "billing_currency, billed_cost, effective_cost, list_cost, contracted_cost, x_native_cost, "
    "service_name, service_category, service_subcategory, provider_name, service_provider_name, "
    "invoice_issuer_name, billing_account_id, sub_account_id, sub_account_name, charge_category, "
    "charge_frequency, charge_class, x_coverage, commitment_discount_id, "
    "commitment_discount_category, commitment_discount_type, commitment_discount_status, "
    "commitment_discount_quantity, commitment_discount_unit, list_unit_price, pricing_quantity, "
    "consumed_quantity, sku_id, sku_price_id, resource_id, tag_set_id, sys_charge_date, "
    "charge_period_start, charge_period_end, billing_period_start, billing_period_end, "
    "sys_billing_month) "
    "SELECT 7, f, r, 1, cur, billed, effective, billed, billed, billed, s, sc, ss, p, p, p, 'acc', "
    "a, 'name of ' || a, c, fr, CAST(NULL AS VARCHAR), cov, cid, ccat, ctyp, cst, cq, 'Hours', up, "
    "pq, pq, sku, skup, res, t, d, CAST(d AS TIMESTAMP), CAST(e AS TIMESTAMP), "
    "CAST(DATE '2026-03-01' AS TIMESTAMP), CAST(DATE '2026-04-01' AS TIMESTAMP), DATE '2026-03-01' "
    "FROM (VALUES "
    /* file, row, currency, billed, effective, service, category, subcategory, provider, account */
    "(1, 1, 'USD', CAST(10.5 AS DECIMAL(38,12)), CAST(10.5 AS DECIMAL(38,12)), 'vm', 'Compute', "
    "'Virtual Machines', 'AWS', 'a-1', 'Usage', 'Usage-Based', CAST(NULL AS VARCHAR), "
    "CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), "
    "CAST(NULL AS DECIMAL(38,12)), CAST(2.1 AS DECIMAL(38,15)), CAST(5 AS DECIMAL(38,12)), 'k1', "
    "'p1', 'r1', CAST(4 AS BIGINT), DATE '2026-03-01', DATE '2026-03-02'), "
    "(1, 2, 'USD', 0.000000000001, 0.000000000001, 'VM', 'Compute', 'Virtual Machines', 'AWS', "
    "'A-1', 'Usage', 'Usage-Based', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
    "NULL, NULL, DATE '2026-03-01', DATE '2026-03-02'), "
    "(1, 3, 'USD', -3.999999500001, -3.999999500001, 'vm', 'Compute', 'Virtual Machines', 'AWS', "
    "'a-1', 'Usage', 'Usage-Based', NULL, NULL, NULL, NULL, NULL, NULL, -1.25, 3, 'k2', 'p1', "
    "'r2', 4, DATE '2026-03-01', DATE '2026-03-02'), "
    "(2, 1, 'EUR', 7.0000005, 7.0000005, 'vm', 'Databases', 'Other', 'AWS', '_a', 'Credit', "
    "'Usage-Based', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, "
    "DATE '2026-03-09', DATE '2026-03-09'), "
    "(2, 2, 'USD', 100, 0, 'vm', 'Compute', 'Virtual Machines', 'AWS', 'a-1', 'Purchase', "
    "'Recurring', 'covering', 'sp-1', 'Spend', 'Savings', NULL, 744, NULL, NULL, NULL, NULL, "
    "'sp-1', NULL, DATE '2026-03-01', DATE '2026-03-31'), "
    "(2, 3, 'USD', 0, 42.25, 'vm', 'Compute', 'Virtual Machines', 'AWS', 'a-1', 'Usage', "
    "'Usage-Based', 'covered', 'sp-1', 'Spend', 'Savings', 'Used', 700, NULL, NULL, NULL, NULL, "
    "'r1', NULL, DATE '2026-03-01', DATE '2026-03-31'), "
    "(2, 4, 'USD', 1, 2, 'vm', 'Compute', 'Virtual Machines', 'AWS', 'a-1', 'Purchase', "
    "'Usage-Based', 'covering', 'sp-2', NULL, NULL, 'Unused', NULL, NULL, NULL, NULL, NULL, NULL, "
    "NULL, DATE '2026-03-05', DATE '2026-03-06'), "
    "(2, 5, 'USD', 3, 4, 'vm', 'Compute', 'Virtual Machines', 'AWS', 'a-1', 'Freebie', 'Daily', "
    "'covered', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
    "DATE '2026-03-05', DATE '2026-03-06'), "
    "(3, 900000000001, 'USD', 3, 5, 'Zürich', 'Other', 'Other', 'Nimbus', 'z', 'Usage', "
    "'Usage-Based', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
    "DATE '2026-03-05', DATE '2026-03-06')"
    ") AS given(f, r, cur, billed, effective, s, sc, ss, p, a, c, fr, cov, cid, ccat, ctyp, cst, "
    "cq, up, pq, sku, skup, res, t, d, e)";

static void make_sample(struct engines *engines)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    buf_add_text(&text, "CREATE TEMP TABLE sample (");
    for (size_t i = 0; i < column_count; i++)
        buf_printf(&text, "%s%s %s%s", i ? ", " : "", column_stored_name(&columns[i]),
                   column_sql_type(&columns[i]),
                   strcmp(column_sql_type(&columns[i]), "VARCHAR") == 0 ? " COLLATE \"C\"" : "");
    buf_add_char(&text, ')');
    run_both(engines, buf_text(&text));
    run_both(engines, sample);
    run_both(engines, sql_check_control_make.text);
    run_both(engines, "INSERT INTO control VALUES ('USD', 0.000002, 20.5, 20.5, 1, 30), "
                      "('CHF', 0, 1, 1, 0, NULL)");
}

static int open_engines(void **state)
{
    static const char *const directories[] = { "/tmp", NULL };
    const struct duck_options options = { .directories = directories,
                                          .temp_directory = "/tmp",
                                          .memory_limit = 256 << 20,
                                          .threads = 2 };
    struct engines *engines = calloc(1, sizeof(*engines));
    struct catalogue *catalogue = NULL;
    struct err err SCOPED(err_done) = { 0 };
    char *url;

    test_postgres_setup(state);
    url = test_postgres_database(test_server);
    must(catalogue_open(&(struct place){ "/tmp", url }, &catalogue, &err), &err);
    catalogue_close(catalogue);
    must(duck_open(&options, &engines->duck, &err) &&
             duck_connect(engines->duck, &engines->both[0], &err) &&
             postgres_connect(url, &engines->both[1], &err),
         &err);
    free(url);
    make_sample(engines);
    *state = engines;
    return 0;
}

static int close_engines(void **state)
{
    struct engines *engines = *state;

    db_close(engines->both[0]);
    db_close(engines->both[1]);
    duck_close(engines->duck);
    arena_done(&engines->arena);
    free(engines);
    return test_postgres_teardown(state);
}

/* All rows, a line each; NULL is (null). */
static const char *answer_of(struct engines *engines, size_t engine, const char *text,
                             const struct param *params, size_t param_count)
{
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    enum step step;

    if (!db_query_text(engines->both[engine], engine_names[engine], text, params, param_count,
                       &rows, &err))
        fail_msg("%s\n%s", err_text(&err), text);
    while ((step = rows_next(rows, &err)) == ROW) {
        for (size_t i = 0; i < rows_column_count(rows); i++)
            buf_printf(&out, "%s%s", i ? "|" : "",
                       rows_is_null(rows, i) ? "(null)" : rows_text(rows, i, NULL));
        buf_add_char(&out, '\n');
    }
    if (step == FAILED)
        fail_msg("%s\n%s", err_text(&err), text);
    return arena_strdup(&engines->arena, buf_text(&out));
}

/* What both answer. */
static const char *same_answer(struct engines *engines, const char *text,
                               const struct param *params, size_t param_count)
{
    const char *duck = answer_of(engines, 0, text, params, param_count);
    const char *postgres = answer_of(engines, 1, text, params, param_count);

    if (strcmp(duck, postgres) != 0)
        fail_msg("DuckDB:\n%sPostgreSQL:\n%s%s", duck, postgres, text);
    return duck;
}

static const char *fill(struct engines *engines, const struct sql *template,
                        const struct sql_slot *slots, size_t slot_count)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct err err SCOPED(err_done) = { 0 };

    must(sql_fill(template, slots, slot_count, &text, &err), &err);
    return arena_strdup(&engines->arena, buf_text(&text));
}

static void every_check_finds_the_same_rows(void **state)
{
    struct engines *engines = *state;
    size_t count = 0;

    for (uint64_t i = 0; i < embedded_sql_count; i++) {
        const struct sql_slot charge = { "charge", "sample" };
        struct sql_slot rule = { "rule", NULL };
        const char *found;
        int64_t broken = 0;
        int64_t file_no = 0;
        int64_t row_no = 0;

        if (strncmp(embedded_sql[i]->name, "check/inv_", 10) != 0)
            continue;
        count++;
        rule.text = fill(engines, embedded_sql[i], &charge, 1);
        found = same_answer(engines, fill(engines, &sql_check_frame_count, &rule, 1), NO_PARAMS);
        if (sscanf(found, "%" SCNd64 "|%" SCNd64 "|%" SCNd64, &broken, &file_no, &row_no) != 3 ||
            !broken)
            fail_msg("%s: the sample does not break it: %s", embedded_sql[i]->name, found);
        found = same_answer(engines, fill(engines, &sql_check_frame_detail, &rule, 1),
                            PARAMS(param_int(file_no), param_int(row_no)));
        assert_true(strlen(found) > 10);
        /* and every other row that breaks it */
        same_answer(engines,
                    arena_printf(&engines->arena,
                                 "SELECT sys_file_no, sys_row_no, detail FROM (%s) AS broken "
                                 "ORDER BY 1, 2, detail COLLATE \"C\"",
                                 rule.text),
                    NO_PARAMS);
    }
    assert_int_equal(count, 16);
}

/* The rows of a rollup with each cost as one number. */
static const char *rollup_rows(struct engines *engines, const char *rollup)
{
    static const char *const costs[] = { "billed_cost", "effective_cost", "list_cost",
                                         "contracted_cost" };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    must(db_query_text(engines->both[0], "rollup", rollup, NO_PARAMS, &rows, &err), &err);
    buf_add_text(&text, "SELECT ");
    for (size_t i = 0; i < rows_column_count(rows); i++)
        if (!strstr(rows_column_name(rows, i), "_cost_"))
            buf_printf(&text, "%s, ", rows_column_name(rows, i));
    for (size_t i = 0; i < ARRAY_COUNT(costs); i++)
        buf_printf(&text, "%scost_of(%s_micro, %s_rest)", i ? ", " : "", costs[i], costs[i]);
    buf_printf(&text, " FROM (%s) AS rollup", rollup);
    return arena_strdup(&engines->arena, buf_text(&text));
}

static void every_rollup_has_the_same_rows_in_the_same_order(void **state)
{
    struct engines *engines = *state;
    const struct sql_slot charge = { "charge", "sample" };
    const char *daily = fill(engines, &sql_rollup_cost_daily, &charge, 1);
    const struct sql_slot of_daily = { "daily", arena_printf(&engines->arena, "(%s)", daily) };
    const char *const rollups[] = {
        daily,
        fill(engines, &sql_rollup_cost_monthly, &charge, 1),
        fill(engines, &sql_rollup_cost_overview, &of_daily, 1),
    };

    for (size_t i = 0; i < ARRAY_COUNT(rollups); i++) {
        const struct sql_slot both[] = {
            { "charge", "sample" },
            { "rollup", arena_printf(&engines->arena, "(%s)", rollups[i]) },
        };

        assert_true(strlen(same_answer(engines, rollup_rows(engines, rollups[i]), NO_PARAMS)) >
                    500);
        assert_string_equal(
            same_answer(engines, fill(engines, &sql_verify_rollup_difference, both, 2), NO_PARAMS),
            "");
    }
}

static void functions_with_one_name_are_one_function(void **state)
{
    static const char *const expressions[] = {
        "cost_of(cost_micro(c), cost_rest(c))",
        "cost_of(as_micro(sum(cost_micro(c))), as_rest(sum(cost_rest(c))))",
        "cost_of(sum(cost_micro(c)), sum(cost_rest(c)))",
        "micro_cost(sum(cost_micro(c))), rest_cost(sum(cost_rest(c)))",
        "ratio_of(c, 3, 4), ratio_of(3, nullif(c, 0), 12), ratio_of(c, 0, 4), ratio_of(NULL, c, 4)",
        "ratio_of(12.345, 100, 4), ratio_of(-12.345, 100, 4), ratio_of(1, 0.000000000001, 4)",
        "rec_round(c, 'USD'), rec_round(c, 'JPY'), rec_round(c, 'KWD'), rec_round(c, 'CLF')",
        "rec_round_share(c, 3, 7, 'USD'), rec_round_share(c, 1, 2, 'JPY'), rec_subunit('BHD')",
        "fold('ΟΔΟΣ'), fold('İstanbul STRASSE ß'), fold('Ünïcode €')",
        "usual_key(' Cost-Center '), usual_key('a//b::C..D--e'), usual_key('_x_'), usual_key('')",
        "usual_key('Cafe' || chr(769)) = usual_key('CAF' || chr(201)), usual_key(chr(160) || 'Env' "
        "|| "
        "chr(8195)), usual_key(chr(9) || 'tab')",
    };
    static const char *const amounts[] = { "0",          "1.5",     "-1.5",
                                           "0.005",      "0.015",   "-0.025",
                                           "2.5",        "-0.0005", "123456789012.000000499999",
                                           "0.00000050", "0.5",     "-999999999.999999999999" };
    struct engines *engines = *state;

    for (size_t i = 0; i < ARRAY_COUNT(expressions); i++)
        for (size_t j = 0; j < ARRAY_COUNT(amounts); j++)
            same_answer(
                engines,
                arena_printf(&engines->arena,
                             "SELECT %s FROM (VALUES (CAST(%s AS DECIMAL(38,12)))) AS v(c)%s",
                             expressions[i], amounts[j],
                             strstr(expressions[i], "sum(") ? "" : " WHERE true"),
                NO_PARAMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_check_finds_the_same_rows),
        cmocka_unit_test(every_rollup_has_the_same_rows_in_the_same_order),
        cmocka_unit_test(functions_with_one_name_are_one_function),
    };

    return cmocka_run_group_tests(tests, open_engines, close_engines);
}
