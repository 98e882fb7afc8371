/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite.h"
#include "unit_duck.h"

/* A table is filled through one connection with rows of another. */
struct box {
    struct test_duck duck;
    struct db *db;
    struct db *from;
};

static struct box box_open(void)
{
    struct box box = { .duck = test_duck_open() };
    struct err err = { 0 };

    box.db = box.duck.db;
    assert_done(duck_connect(box.duck.duck, &box.from, &err));
    return box;
}

static void box_close(struct box *box)
{
    db_close(box->from);
    test_duck_close(&box->duck);
}

static bool fill(struct db *from, const char *text, struct db *to, const char *table,
                 int64_t *row_count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    return db_query_text(from, "from", text, NO_PARAMS, &rows, err) &&
           duck_fill(to, table, rows, row_count, err);
}

static void a_table_is_filled_to_the_last_digit(void **state)
{
    struct box box = box_open();
    struct err err = { 0 };
    int64_t filled = 0;

    (void)state;
    test_run(
        box.from,
        "CREATE TABLE t AS SELECT i, CAST(i AS INTEGER) AS n, CAST(i % 99 AS SMALLINT) AS s, "
        "CAST(i AS HUGEINT) * 1000000000000 AS h, i % 2 = 0 AS b, CAST(i / 7.0 AS DOUBLE) AS f, "
        "CAST(i * 1.000000000001 AS DECIMAL(38,12)) * (CASE WHEN i % 5 = 0 THEN -1 ELSE 1 END) AS "
        "m, CAST(i AS DECIMAL(18,6)) / 1 AS unused, CAST(i % 90 AS DECIMAL(4,2)) AS small, "
        "DATE '2026-01-01' + CAST(i AS INTEGER) AS d, TIMESTAMP '2026-01-01 00:00:00.000001' + "
        "to_hours(CAST(i AS INTEGER)) AS ts, CASE WHEN i % 3 = 0 THEN NULL ELSE repeat('é', i % "
        "20) END AS x FROM range(-100, 9900) r(i)");
    test_run(box.db, "CREATE TABLE u AS SELECT 'more' AS more, * FROM t WHERE false");
    assert_done(fill(box.from, "SELECT * FROM t", box.db, "u", &filled, &err));
    assert_int_equal(filled, 10000);
    assert_int_equal(test_number(box.db, "SELECT count(*) FROM (SELECT * FROM t EXCEPT ALL "
                                         "SELECT * EXCLUDE (more) FROM u) x"),
                     0);
    assert_int_equal(test_number(box.db, "SELECT count(*) FROM u WHERE more IS NULL"), 10000);
    box_close(&box);
}

static void rows_of_any_engine_make_a_new_table(void **state)
{
    struct box box = box_open();
    struct db *sqlite SCOPED(db_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };
    char *path = NULL;
    int64_t filled = 0;

    (void)state;
    assert_true(asprintf(&path, "%s/test.db", box.duck.directory) > 0);
    assert_done(sqlite_connect(path, &sqlite, &err));
    free(path);
    test_run(sqlite,
             "CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, NULL)");
    assert_done(
        db_query_text(box.from, "from",
                      "SELECT 1 AS i, CAST(1 AS DECIMAL(18,3)) AS m, DATE '2026-10-31' AS d, "
                      "true AS b, 'x' AS \"a name\"",
                      NO_PARAMS, &rows, &err));
    assert_done(duck_fill_new(box.db, "made", rows, &filled, &err));
    assert_int_equal(filled, 1);
    assert_int_equal(test_number(box.db,
                                 "SELECT count(*) FROM made WHERE typeof(i) = 'BIGINT' AND "
                                 "typeof(m) = 'DECIMAL(38,3)' AND m = 1 AND typeof(d) = 'DATE' "
                                 "AND typeof(b) = 'BOOLEAN' AND \"a name\" = 'x'"),
                     1);
    test_run(box.db, "CREATE TABLE u (a BIGINT, b VARCHAR)");
    assert_done(fill(sqlite, "SELECT * FROM t ORDER BY a", box.db, "u", &filled, &err));
    assert_int_equal(test_number(box.db, "SELECT count(*) FROM u WHERE b IS NULL AND a = 2"), 1);
    assert_done(fill(sqlite, "SELECT * FROM t WHERE a > 2", box.db, "u", &filled, &err));
    assert_int_equal(filled, 0);
    box_close(&box);
}

static void what_a_column_cannot_hold_leaves_the_table_as_it_was(void **state)
{
    static const struct {
        const char *from;
        enum err_code code;
    } cases[] = {
        { "SELECT 0.125 AS m", ERR_DATA },
        { "SELECT 100 AS m", ERR_DATA },
        { "SELECT 40000 AS s", ERR_DATA },
        { "SELECT '340282366920938463463374607431768211457' AS h", ERR_DATA }, /* 2^128 + 1 */
        { "SELECT '100000000000000000000000000' AS f", ERR_DATA },
        { "SELECT 'x' AS s", ERR_DATA },
        { "SELECT '' AS s", ERR_DATA },
        { "SELECT '2026-02-30' AS d", ERR_DATA },
        { "SELECT 2 AS b", ERR_DATA },
        { "SELECT [1] AS l", ERR_BUG },
        { "SELECT 1 AS nothing", ERR_BUG },
        { "SELECT CASE WHEN i = 90000 THEN CAST(repeat('x', i) AS BIGINT) ELSE 1 END AS s FROM "
          "range(1, 100000) r(i)",
          ERR_DATA },
        { "SELECT CASE WHEN i = 90000 THEN 'x' ELSE '1' END AS s FROM range(1, 100000) r(i)",
          ERR_DATA },
    };
    struct box box = box_open();

    (void)state;
    test_run(box.db, "CREATE TABLE u (m DECIMAL(4,2), s SMALLINT, d DATE, b BOOLEAN, l INTEGER[], "
                     "h DECIMAL(38,0), f DECIMAL(38,12))");
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct err err SCOPED(err_done) = { 0 };

        if (fill(box.from, cases[i].from, box.db, "u", NULL, &err))
            fail_msg("%s: fits", cases[i].from);
        if (err.code != cases[i].code)
            fail_msg("%s: %s: %s", cases[i].from, err_code_name(err.code), err_text(&err));
        assert_int_equal(test_number(box.db, "SELECT count(*) FROM u"), 0);
    }
    assert_false(fill(box.from, "SELECT 1 AS a", box.db, "missing", NULL, NULL));
    box_close(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_filled_to_the_last_digit),
        cmocka_unit_test(rows_of_any_engine_make_a_new_table),
        cmocka_unit_test(what_a_column_cannot_hold_leaves_the_table_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
