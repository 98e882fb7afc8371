/* SPDX-License-Identifier: Apache-2.0 */
/* The views that other programs read (sql/bi/). */
#include "store/bi.h"

#include "focus/column.h"
#include "sql_files.h"
#include "store/schema.h"
#include "unit_postgres.h"

/* A fresh database with our schema. */
static struct db *fresh(char **url)
{
    char *made = test_postgres_database(test_server);
    struct schema_change change;
    struct err err = { 0 };
    struct db *db = NULL;

    assert_done(postgres_connect(made, &db, &err));
    assert_done(schema_upgrade(db, SCHEMA_POSTGRES, &change, &err));
    if (url)
        *url = made;
    else
        free(made);
    return db;
}

/* A delivery: a charge of 1.000000000001 on each of some days of a month, and its rollups as the
 * program would make them. */
static const struct sql delivery_of_days = {
    "delivery_of_days",
    "INSERT INTO source (source_id, name, format, created_at) VALUES (1, 's', 'f', 't') ON "
    "CONFLICT "
    "DO NOTHING;"
    "INSERT INTO delivery (delivery_id, source_id, dataset, name, produced_at, arrived_at, "
    "content_hash, byte_count, state) VALUES ({{delivery}}, 1, 'd', 'n', '2026-10-01T00:00:00Z', "
    "'2026-10-01T00:00:00Z', 'h', 1, 'held');"
    "INSERT INTO charge_delivery VALUES ({{delivery}}, 1);"
    "SELECT make_leaf({{delivery}}, 1, '{{month}}', '2000-01-01', '2100-01-01');"
    "INSERT INTO charge_leaf SELECT {{delivery}}, 1, '{{month}}', min(d), max(d), count(*) FROM "
    "unnest(CAST('{{days}}' AS date[])) AS g(d);"
    "SELECT make_charge_view({{delivery}});"
    "INSERT INTO tag_set VALUES ({{delivery}}, 7, '{\"app\":\"shop\"}');"
    "INSERT INTO tag_value VALUES ({{delivery}}, 7, 'app', 'shop');"
    "INSERT INTO {{leaf}} (billed_cost, effective_cost, list_cost, contracted_cost, "
    "billing_currency, charge_category, charge_frequency, billing_period_start, "
    "billing_period_end, charge_period_start, charge_period_end, billing_account_id, "
    "service_provider_name, invoice_issuer_name, service_name, service_category, "
    "service_subcategory, sys_delivery_id, sys_file_no, sys_row_no, sys_part_no, "
    "sys_billing_month, sys_charge_date, sys_mapping_version, x_contracted_cost_is_estimated, "
    "x_list_cost_is_estimated, x_effective_cost_is_estimated, sys_source_id, tag_set_id) "
    "SELECT 1.000000000001, 1.000000000001, 1, 1, 'USD', 'Usage', 'Usage-Based', '{{month}}', "
    "CAST('{{month}}' AS date) + 30, d, d + 1, 'a', 'p', 'i', 's', 'Compute', 'Other (Compute)', "
    "{{delivery}}, 1, 1, 1, '{{month}}', d, '1', false, false, false, 1, 7 FROM "
    "unnest(CAST('{{days}}' AS date[])) AS g(d);"
    "INSERT INTO cost_daily SELECT {{delivery}}, sys_charge_date, '{{month}}', NULL, 'p', 'i', "
    "'a', "
    "NULL, NULL, NULL, 'Compute', 'Other (Compute)', 's', NULL, NULL, 'Usage', NULL, "
    "'Usage-Based', NULL, NULL, NULL, 'USD', 1000000, 1, 1000000, 1, 1000000, 0, 1000000, 0, 1, 1 "
    "FROM {{leaf}};"
    "INSERT INTO cost_monthly SELECT {{delivery}}, '{{month}}', '{{month}}', NULL, 'a', NULL, "
    "NULL, "
    "NULL, 'Compute', 's', NULL, 'Usage', 'USD', 7, count(*) * 1000000, count(*), count(*) * "
    "1000000, count(*), count(*) * 1000000, 0, count(*) * 1000000, 0, count(*), 1 FROM {{leaf}};"
};

static void load(struct db *db, const char *delivery, const char *month, const char *days)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf text SCOPED(buf_done) = { .maximum = 1 << 20 };
    const struct sql_slot slots[] = {
        { "delivery", delivery },
        { "month", month },
        { "days", days },
        { "leaf", arena_printf(&arena, "charge_%s_%.4s%.2s", delivery, month, month + 5) },
    };
    struct err err = { 0 };

    assert_done(sql_fill(&delivery_of_days, slots, ARRAY_COUNT(slots), &text, &err));
    test_run(db, buf_text(&text));
}

static void scope(struct db *db, int delivery, const char *key, const char *date, const char *state)
{
    struct err err = { 0 };

    assert_done(db_run_text(
        db, "scope",
        "INSERT INTO delivery_scope (delivery_id, source_id, dataset, scope_key, scope_start, "
        "scope_end, state, charge_count) VALUES ($1, 1, 'd', $2, $3, $3, $4, 5) "
        "ON CONFLICT (delivery_id, scope_key) DO UPDATE SET state = $4",
        PARAMS(param_int(delivery), param_text(key), param_text(date), param_text(state)), NULL,
        &err));
    test_run(db, "SELECT settle_leaves(1)");
}

/* All three views say the same sum, to the last decimal. */
static void assert_sums(struct db *db, const char *expected)
{
    assert_answers(db, "SELECT coalesce(sum(billed_cost), 0) FROM bi.charge", expected);
    assert_answers(db, "SELECT coalesce(sum(billed_cost), 0) FROM bi.cost_daily", expected);
    assert_answers(db, "SELECT coalesce(sum(billed_cost), 0) FROM bi.cost_monthly", expected);
}

static void every_column_has_a_comment_and_those_of_focus_its_words(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);
    struct err err = { 0 };

    (void)state;
    assert_answers(
        db,
        "SELECT coalesce(string_agg(concat(c.relname, '.', a.attname), ', '), 'all') FROM "
        "pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = "
        "CAST('bi' AS REGNAMESPACE) AND col_description(c.oid, a.attnum) IS NULL",
        "all");
    assert_answers(db,
                   "SELECT coalesce(string_agg(relname, ', '), 'all') FROM pg_class WHERE "
                   "relnamespace = CAST('bi' AS REGNAMESPACE) AND obj_description(oid) IS NULL",
                   "all");
    for (size_t i = 0; i < column_count; i++) {
        struct rows *rows SCOPED(rows_freep) = NULL;

        assert_done(db_query_text(
            db, "comment",
            "SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute a WHERE a.attrelid = "
            "CAST('bi.charge' AS REGCLASS) AND a.attname = $1",
            PARAMS(param_text(columns[i].sql_name)), &rows, &err));
        if (rows_next(rows, &err) != ROW)
            fail_msg("bi.charge has no %s", columns[i].sql_name);
        assert_string_equal(rows_text(rows, 0, NULL), columns[i].help);
    }
}

static void views_have_what_counts(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);

    (void)state;
    load(db, "1", "2026-10-01", "{2026-10-01,2026-10-02}");
    assert_sums(db, "0");
    scope(db, 1, "2026-10", "2026-10-01", "active");
    assert_sums(db, "2.000000000002");
    assert_answers(db, "SELECT concat(min(tags), min(source_name), count(*)) FROM bi.charge",
                   "{\"app\":\"shop\"}s2");
    assert_answers(db, "SELECT concat(key, '=', value) FROM bi.tag", "app=shop");
    load(db, "2", "2026-10-01", "{2026-10-01,2026-10-02,2026-10-03}");
    scope(db, 1, "2026-10", "2026-10-01", "superseded");
    scope(db, 2, "2026-10", "2026-10-01", "active");
    assert_sums(db, "3.000000000003");
}

static void days_that_others_replaced_do_not_count(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);

    (void)state;
    load(db, "1", "2026-10-01", "{2026-10-01,2026-10-02,2026-10-03}");
    load(db, "2", "2026-10-01", "{2026-10-02}");
    scope(db, 1, "2026-10-01", "2026-10-01", "active");
    scope(db, 1, "2026-10-02", "2026-10-02", "superseded");
    scope(db, 1, "2026-10-03", "2026-10-03", "active");
    assert_sums(db, "2.000000000002");
    scope(db, 2, "2026-10-02", "2026-10-02", "active");
    assert_sums(db, "3.000000000003");
    assert_answers(db,
                   "SELECT string_agg(concat(sys_delivery_id, ' ', charge_count), ', ' ORDER BY "
                   "sys_delivery_id) FROM bi.cost_monthly",
                   "1 2, 2 1");
}

/* The tables that a question about bi.charge would read. */
static void assert_reads(struct db *db, const char *question, const char *expected)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct buf tables SCOPED(buf_done) = { .maximum = 1 << 20 };
    struct err err = { 0 };

    assert_done(db_query_text(db, "plan", question, NO_PARAMS, &rows, &err));
    while (rows_next(rows, &err) == ROW) {
        const char *found = strstr(rows_text(rows, 0, NULL), " on ");

        if (found)
            buf_printf(&tables, "%.*s ", (int)strcspn(found + 4, " "), found + 4);
    }
    assert_string_equal(buf_text(&tables), expected);
}

static void a_month_reads_its_partitions_only(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);

    (void)state;
    load(db, "1", "2026-09-01", "{2026-09-01}");
    load(db, "2", "2026-10-01", "{2026-10-01}");
    load(db, "3", "2026-10-01", "{2026-10-02}");
    scope(db, 1, "2026-09", "2026-09-01", "active");
    scope(db, 2, "2026-10-01", "2026-10-01", "active");
    scope(db, 3, "2026-10-02", "2026-10-02", "active");
    test_run(db, "ANALYZE");
    assert_reads(db,
                 "EXPLAIN SELECT sum(effective_cost) FROM bi.charge WHERE sys_billing_month = "
                 "'2026-09-01'",
                 "charge_1_202609 delivery_scope charge_leaf ");
    assert_answers(
        db, "SELECT sum(effective_cost) FROM bi.charge WHERE sys_billing_month = '2026-09-01'",
        "1.000000000001");
}

static void a_reader_reads_views_and_nothing_else(void **state)
{
    static const char *const refused[] = {
        "SELECT * FROM centavo.charge",          "SELECT * FROM centavo.charge_1",
        "SELECT * FROM centavo.charge_1_202610", "SELECT * FROM centavo.charge_reject",
        "SELECT * FROM centavo.source",          "SELECT centavo.settle_leaves(1)",
        "DELETE FROM bi.delivery_total",         "UPDATE bi.tag SET value = 'x'",
        "CREATE TABLE bi.mine (n int)",          "CREATE TABLE centavo.mine (n int)",
        "CREATE TABLE public.mine (n int)",      "DROP VIEW bi.tag",
    };
    char *url = NULL;
    struct db *db SCOPED(db_closep) = fresh(&url);
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    load(db, "1", "2026-10-01", "{2026-10-01}");
    scope(db, 1, "2026-10", "2026-10-01", "active");
    test_run(db, "CREATE ROLE \"a \"\"reader\" LOGIN");
    assert_done(bi_add_reader(db, "a \"reader", &err));
    test_run(db, "CREATE VIEW bi.later AS SELECT 1 AS one; SET ROLE \"a \"\"reader\"");
    assert_sums(db, "1.000000000001");
    assert_answers(db, "SELECT one FROM bi.later", "1");
    assert_answers(db, "SELECT concat(delivery_id, state) FROM bi.delivery", "1held");
    for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
        struct err denied SCOPED(err_done) = { 0 };

        if (db_script(db, "refused", refused[i], &denied))
            fail_msg("a reader may do this: %s", refused[i]);
        assert_int_equal(denied.code, ERR_DENIED);
    }
    test_run(db, "RESET ROLE; DROP OWNED BY \"a \"\"reader\"; DROP ROLE \"a \"\"reader\"");
    free(url);
}

static void a_role_that_may_more_or_is_not_there_is_no_reader(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);
    struct err missing SCOPED(err_done) = { 0 };
    struct err owner SCOPED(err_done) = { 0 };

    (void)state;
    assert_false(bi_add_reader(db, "nobody", &missing));
    assert_int_equal(missing.code, ERR_MISSING);
    assert_false(bi_add_reader(db, "centavo", &owner));
    assert_int_equal(owner.code, ERR_CONFLICT);
}

/* As when a later version has another column in the middle of its table. */
static void a_view_keeps_the_columns_and_the_order_that_it_had(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);
    struct err err = { 0 };

    (void)state;
    test_run(db, "DROP VIEW bi.charge; CREATE VIEW bi.charge AS SELECT s.name AS source_name, "
                 "c.tag_set_id, c.service_name, c.billed_cost FROM charge c CROSS JOIN source s;"
                 "CREATE VIEW public.report AS SELECT service_name FROM bi.charge");
    test_run(db, "BEGIN");
    assert_done(bi_make(db, &err));
    test_run(db, "COMMIT");
    assert_answers(
        db,
        "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid "
        "= CAST('bi.charge' AS REGCLASS) AND attnum BETWEEN 1 AND 6",
        "source_name tag_set_id service_name billed_cost effective_cost list_cost");
    assert_answers(db, "SELECT count(*) FROM public.report", "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_has_a_comment_and_those_of_focus_its_words),
        cmocka_unit_test(views_have_what_counts),
        cmocka_unit_test(days_that_others_replaced_do_not_count),
        cmocka_unit_test(a_month_reads_its_partitions_only),
        cmocka_unit_test(a_reader_reads_views_and_nothing_else),
        cmocka_unit_test(a_role_that_may_more_or_is_not_there_is_no_reader),
        cmocka_unit_test(a_view_keeps_the_columns_and_the_order_that_it_had),
    };

    return cmocka_run_group_tests_name("bi", tests, test_postgres_setup, test_postgres_teardown);
}
