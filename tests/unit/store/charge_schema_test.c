/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of charges on PostgreSQL (sql/schema/0010_charge.postgres.sql). */
#include "focus/column.h"
#include "sql_files.h"
#include "store/schema.h"
#include "unit_postgres.h"

/* A connection to a fresh database with our schema; *again is another one to the same. */
static struct db *fresh(struct db **again)
{
    char *url = test_postgres_database(test_server);
    struct schema_change change;
    struct err err = { 0 };
    struct db *db = NULL;

    assert_done(postgres_connect(url, &db, &err));
    assert_done(schema_upgrade(db, SCHEMA_POSTGRES, &change, &err));
    if (again)
        assert_done(postgres_connect(url, again, &err));
    free(url);
    return db;
}

/* Deliveries 1 and 2 of a month are loaded, and delivery 3 of two months; nothing counts. */
static void load(struct db *db)
{
    test_run(
        db,
        "INSERT INTO source (name, format, created_at) VALUES ('s', 'f', 't');"
        "INSERT INTO delivery (source_id, dataset, name, produced_at, arrived_at, content_hash, "
        "byte_count, state) SELECT 1, 'd', 'n', 't', 't', 'h', 1, 'held' FROM "
        "generate_series(1, 3);"
        "INSERT INTO charge_delivery SELECT n, 1 FROM generate_series(1, 3) AS g(n);"
        "SELECT make_leaf(n, 1, '2026-10-01', '2026-10-01', '2026-10-31') "
        "FROM generate_series(1, 3) AS g(n);"
        "SELECT make_leaf(3, 1, '2026-11-01', '2026-11-01', '2026-11-30');"
        "INSERT INTO charge_leaf VALUES (1, 1, '2026-10-01', '2026-10-01', '2026-10-31', 5), "
        "(2, 1, '2026-10-01', '2026-10-01', '2026-10-31', 5), (3, 1, '2026-10-01', "
        "'2026-10-03', '2026-10-05', 5), (3, 1, '2026-11-01', '2026-11-02', '2026-11-02', 5);"
        "SELECT make_charge_view(n) FROM generate_series(1, 3) AS g(n);");
}

static void scope(struct db *db, int delivery, const char *key, const char *start,
                  const char *state, const char *role)
{
    struct err err = { 0 };

    assert_done(db_run_text(
        db, "scope",
        "INSERT INTO delivery_scope (delivery_id, source_id, dataset, scope_key, scope_start, "
        "scope_end, state, role, charge_count) VALUES ($1, 1, 'd', $2, $3, $3, $4, $5, 5) "
        "ON CONFLICT (delivery_id, scope_key) DO UPDATE SET state = $4, role = $5",
        PARAMS(param_int(delivery), param_text(key), param_text(start), param_text(state),
               param_text(role)),
        NULL, &err));
}

/* The partitions of charge, by name. */
static void assert_attached(struct db *db, const char *expected)
{
    assert_answers(db,
                   "SELECT coalesce(string_agg(CAST(inhrelid AS REGCLASS)::text, ' ' ORDER BY "
                   "CAST(inhrelid AS REGCLASS)::text COLLATE \"C\"), '') FROM pg_inherits WHERE "
                   "inhparent = CAST('charge' AS REGCLASS)",
                   expected);
    assert_answers(db, "SELECT count(*) FROM charge_leaf_due WHERE is_due <> is_attached", "0");
}

static void charges_have_the_columns_of_the_table_of_columns(void **state)
{
    static const char *const types[] = {
        [COLUMN_COST] = "numeric(38,12)",
        [COLUMN_PRICE] = "numeric(38,15)",
        [COLUMN_QUANTITY] = "numeric(38,12)",
        [COLUMN_TIME] = "timestamp without time zone",
        [COLUMN_DATE] = "date",
        [COLUMN_TEXT] = "text COLLATE C",
        [COLUMN_JSON] = "text COLLATE C",
        [COLUMN_TAGS] = "bigint",
        [COLUMN_BOOL] = "boolean",
        [COLUMN_INT] = "bigint",
    };
    struct db *db SCOPED(db_closep) = fresh(NULL);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };
    size_t i = 0;

    (void)state;
    assert_done(db_query_text(
        db, "columns",
        "SELECT a.attname, concat(format_type(a.atttypid, a.atttypmod), ' COLLATE ' || "
        "c.collname), a.attnotnull FROM pg_attribute a LEFT JOIN pg_collation c ON c.oid = "
        "a.attcollation WHERE a.attrelid = CAST('charge' AS REGCLASS) AND a.attnum > 0 AND NOT "
        "a.attisdropped ORDER BY a.attnum",
        NO_PARAMS, &rows, &err));
    for (; rows_next(rows, &err) == ROW; i++) {
        if (i == column_count) {
            assert_string_equal(rows_text(rows, 0, NULL), "sys_source_id");
            continue;
        }
        assert_true(i < column_count);
        assert_string_equal(rows_text(rows, 0, NULL), column_stored_name(&columns[i]));
        assert_string_equal(rows_text(rows, 1, NULL), types[columns[i].kind]);
        assert_int_equal(rows_int(rows, 2), columns[i].is_not_null);
    }
    assert_int_equal(i, column_count + 1);
}

static void a_leaf_is_a_partition_while_it_counts(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);

    (void)state;
    load(db);
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "");
    scope(db, 1, "2026-10", "2026-10-01", "active", "primary");
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "charge_1_202610");
    scope(db, 1, "2026-10", "2026-10-01", "superseded", "primary");
    scope(db, 2, "2026-10", "2026-10-01", "active", "primary");
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "charge_2_202610");
    scope(db, 2, "2026-10", "2026-10-01", "active", "shadow");
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "");
}

static void a_leaf_whose_days_count_in_part_is_one_too(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);

    (void)state;
    load(db);
    scope(db, 3, "2026-10-03", "2026-10-03", "superseded", "primary");
    scope(db, 3, "2026-10-04", "2026-10-04", "active", "primary");
    scope(db, 3, "2026-11-02", "2026-11-02", "superseded", "primary");
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "charge_3_202610");
    assert_answers(db,
                   "SELECT string_agg(concat(sys_delivery_id, ' ', sys_charge_date), ', ' ORDER BY "
                   "sys_charge_date) FROM charge_day_out",
                   "3 2026-10-03, 3 2026-11-02");
}

/* Somebody's report reads charge for a long time: the change gives up and leaves nothing behind. */
static void a_question_that_goes_on_makes_a_change_give_up(void **state)
{
    struct db *report SCOPED(db_closep) = NULL;
    struct db *db SCOPED(db_closep) = fresh(&report);
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    load(db);
    scope(db, 1, "2026-10", "2026-10-01", "active", "primary");
    test_run(db, "SELECT settle_leaves(1)");
    test_run(report, "BEGIN; SELECT count(*) FROM charge");
    assert_done(db_begin(db, &err));
    scope(db, 1, "2026-10", "2026-10-01", "superseded", "primary");
    scope(db, 2, "2026-10", "2026-10-01", "active", "primary");
    assert_false(db_script(db, "settle", "SELECT settle_leaves(2)", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_non_null(strstr(err_text(&err), "pg_stat_activity"));
    db_rollback(db);
    assert_attached(db, "charge_1_202610");
    db_rollback(report);
    scope(db, 1, "2026-10", "2026-10-01", "superseded", "primary");
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "");
}

static void what_counts_is_not_forgotten(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    load(db);
    scope(db, 1, "2026-10", "2026-10-01", "active", "primary");
    test_run(db, "SELECT settle_leaves(1); SELECT forget_delivery(2); SELECT forget_delivery(2)");
    assert_answers(db, "SELECT coalesce(CAST(to_regclass('charge_2_202610') AS text), 'gone')",
                   "gone");
    assert_answers(db, "SELECT count(*) FROM charge_delivery", "2");
    assert_false(db_script(db, "forget", "SELECT forget_delivery(1)", &err));
    assert_attached(db, "charge_1_202610");
}

static void a_new_column_reaches_every_leaf_and_view(void **state)
{
    struct db *db SCOPED(db_closep) = fresh(NULL);

    (void)state;
    load(db);
    scope(db, 1, "2026-10", "2026-10-01", "active", "primary");
    test_run(db,
             "SELECT settle_leaves(1); SELECT add_charge_column('x_new', 'TEXT COLLATE \"C\"')");
    scope(db, 1, "2026-10", "2026-10-01", "superseded", "primary");
    scope(db, 3, "2026-10", "2026-10-01", "active", "primary");
    test_run(db, "SELECT settle_leaves(1)");
    assert_attached(db, "charge_3_202610");
    assert_answers(db,
                   "SELECT count(*) FROM (SELECT x_new FROM charge UNION ALL SELECT x_new FROM "
                   "charge_1 UNION ALL SELECT x_new FROM charge_2 UNION ALL SELECT x_new FROM "
                   "charge_3) AS c",
                   "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charges_have_the_columns_of_the_table_of_columns),
        cmocka_unit_test(a_leaf_is_a_partition_while_it_counts),
        cmocka_unit_test(a_leaf_whose_days_count_in_part_is_one_too),
        cmocka_unit_test(a_question_that_goes_on_makes_a_change_give_up),
        cmocka_unit_test(what_counts_is_not_forgotten),
        cmocka_unit_test(a_new_column_reaches_every_leaf_and_view),
    };

    return cmocka_run_group_tests_name("charge_schema", tests, test_postgres_setup,
                                       test_postgres_teardown);
}
