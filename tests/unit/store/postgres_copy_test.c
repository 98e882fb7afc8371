/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres_copy.h"
#include "unit_duck.h"
#include "unit_postgres.h"

#include <pthread.h>

/* A DuckDB to take rows from, and a database of PostgreSQL to load them into. */
struct pair {
    struct test_duck duck;
    char *url;
    struct db *from;
    struct db *to;
};

static struct pair pair_open(void)
{
    struct pair pair = { .duck = test_duck_open(), .url = test_postgres_database(test_server) };
    struct err err = { 0 };

    pair.from = pair.duck.db;
    assert_done(postgres_connect(pair.url, &pair.to, &err));
    return pair;
}

static void pair_close(struct pair *pair)
{
    db_close(pair->to);
    free(pair->url);
    test_duck_close(&pair->duck);
}

/* Load what `text` asks of `from`. */
static bool load(struct db *from, const char *text, struct db *to, const char *table,
                 int64_t *row_count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    return db_query_text(from, "from", text, NO_PARAMS, &rows, err) &&
           postgres_copy(to, table, rows, row_count, err);
}

/* Both questions have the same answer, to the last character. */
static void assert_same(struct db *first, struct db *second, const char *text)
{
    struct rows *a SCOPED(rows_freep) = NULL;
    struct rows *b SCOPED(rows_freep) = NULL;
    struct err err = { 0 };
    size_t row = 0;
    enum step step;

    assert_done(db_query_text(first, "first", text, NO_PARAMS, &a, &err));
    assert_done(db_query_text(second, "second", text, NO_PARAMS, &b, &err));
    while ((step = rows_next(a, &err)) == ROW) {
        row++;
        assert_int_equal(rows_next(b, &err), ROW);
        for (size_t i = 0; i < rows_column_count(a); i++) {
            const char *x = rows_text(a, i, NULL);
            const char *y = rows_text(b, i, NULL);

            if (!x != !y || (x && strcmp(x, y) != 0))
                fail_msg("row %zu, %s: %s, not %s", row, rows_column_name(a, i), y ? y : "NULL",
                         x ? x : "NULL");
        }
    }
    assert_int_equal(step, END);
    assert_int_equal(rows_next(b, &err), END);
    assert_true(row > 0);
}

static void every_type_arrives_as_it_was(void **state)
{
    struct pair pair = pair_open();
    struct err err = { 0 };
    int64_t loaded = 0;

    (void)state;
    test_run(
        pair.from,
        "CREATE TABLE t AS SELECT CAST(i AS BIGINT) AS i, i % 2 = 0 AS b, CAST(i AS INTEGER) AS n, "
        "CAST(i % 100 AS SMALLINT) AS s, CAST(i AS HUGEINT) * 1000000007 AS h, "
        "CAST(i / 7.0 AS DOUBLE) AS f, DATE '0001-01-01' + CAST(i * 3652 AS INTEGER) AS d, "
        "TIMESTAMP '0001-01-01 00:00:00.000001' + to_days(CAST(i * 3650 AS INTEGER)) AS ts, "
        "CASE WHEN i % 3 = 0 THEN NULL WHEN i % 3 = 1 THEN '' ELSE repeat('é\t\\', i) END AS x "
        "FROM range(0, 1000) r(i)");
    test_run(pair.to, "CREATE TABLE t (x text, ts timestamp, d date, f double precision, h bigint, "
                      "s smallint, n integer, b boolean, i bigint, rest text DEFAULT 'default')");
    assert_done(load(pair.from, "SELECT * FROM t", pair.to, "t", &loaded, &err));
    assert_int_equal(loaded, 1000);
    assert_same(pair.from, pair.to, "SELECT i, b, n, s, h, f, d, ts, x FROM t ORDER BY i");
    assert_int_equal(test_number(pair.to, "SELECT count(*) FROM t WHERE rest = 'default'"), 1000);
    pair_close(&pair);
}

/* Numbers of all lengths with digits that matter at the seams of base 10000, as texts with `scale`
 * decimals, and the same as decimals of a width. */
static void make_decimals(struct db *db, int width, int scale)
{
    struct buf text SCOPED(buf_done);

    buf_init(&text, 4096);
    buf_printf(
        &text,
        "CREATE OR REPLACE TABLE n AS "
        "WITH a AS (SELECT CAST(k AS INTEGER) AS k FROM range(0, %d) r(k)), "
        "b AS (SELECT first || repeat(fill, k) || last AS d FROM a, "
        "(VALUES ('1'), ('9'), ('')) f(first), (VALUES ('0'), ('9'), ('0001')) g(fill), "
        "(VALUES (''), ('1'), ('5000')) h(last)), "
        "c AS (SELECT DISTINCT lpad(d, CAST(greatest(length(d), %d) AS INTEGER), '0') AS d FROM b "
        "WHERE length(d) BETWEEN 1 AND %d) "
        "SELECT sign || left(d, length(d) - %d) || '%s' || right(d, %d) AS t FROM c, "
        "(VALUES ('-'), ('')) s(sign)",
        width, scale + 1, width, scale, scale ? "." : "", scale);
    test_run(db, buf_text(&text));
    buf_clear(&text);
    buf_printf(&text,
               "CREATE OR REPLACE TABLE d AS SELECT t, CAST(t AS DECIMAL(%d,%d)) AS v FROM n "
               "WHERE length(replace(replace(t, '-', ''), '.', '')) <= %d",
               width, scale, width);
    test_run(db, buf_text(&text));
}

static void decimals_arrive_to_the_last_digit(void **state)
{
    static const int widths[] = { 4, 9, 18, 38 };
    static const int scales[] = { 0, 1, 2, 3, 4, 6, 12, 15 };
    struct pair pair = pair_open();
    struct err err = { 0 };

    (void)state;
    for (size_t w = 0; w < ARRAY_COUNT(widths); w++) {
        for (size_t s = 0; s < ARRAY_COUNT(scales) && scales[s] < widths[w]; s++) {
            struct buf text SCOPED(buf_done);
            int64_t loaded = 0;

            buf_init(&text, 1000);
            make_decimals(pair.from, widths[w], scales[s]);
            buf_printf(&text,
                       "DROP TABLE IF EXISTS d; CREATE TABLE d (t text COLLATE \"C\", v "
                       "numeric(38,%d))",
                       scales[s]);
            test_run(pair.to, buf_text(&text));
            assert_done(load(pair.from, "SELECT * FROM d", pair.to, "d", &loaded, &err));
            assert_true(loaded >= 20);
            assert_int_equal(
                test_number(pair.to,
                            "SELECT count(*) FROM d WHERE v IS DISTINCT FROM CAST(t AS numeric)"),
                0);
            assert_same(pair.from, pair.to, "SELECT v, t FROM d ORDER BY t");
        }
    }
    pair_close(&pair);
}

static void what_does_not_fit_is_refused(void **state)
{
    static const struct {
        const char *from;
        enum err_code code;
        const char *words;
    } cases[] = {
        { "SELECT 40000 AS s", ERR_DATA, "column s" },
        { "SELECT 3000000000 AS n", ERR_DATA, "column n" },
        { "SELECT CAST(1e20 AS HUGEINT) AS i", ERR_DATA, "column i" },
        { "SELECT CAST(1 AS DECIMAL(38,15)) AS m", ERR_BUG, "column m" },
        { "SELECT [1, 2] AS x", ERR_BUG, "column x" },
        { "SELECT 'x' AS i", ERR_BUG, "column i" },
        { "SELECT 1 AS nothing", ERR_BUG, "nothing" },
        { "SELECT DATE 'infinity' AS d", ERR_DATA, "column d" },
        { "SELECT 'a' || chr(0) AS x", ERR_DATA, "" },
        { "SELECT 7 AS i UNION ALL SELECT 7", ERR_CONFLICT, "" },
        { "SELECT -1 AS i", ERR_CONFLICT, "" },
        { "SELECT 1 AS i UNION ALL SELECT error('made up')", ERR_DATA, "made up" },
        { "SELECT CASE WHEN i = 90000 THEN CAST(repeat('x', i) AS BIGINT) ELSE i END AS i FROM "
          "range(1, 100000) r(i)",
          ERR_DATA, "Conversion" },
    };
    struct pair pair = pair_open();

    (void)state;
    test_run(pair.to, "CREATE TABLE t (s smallint, n integer, i bigint UNIQUE CHECK (i >= 0), "
                      "m numeric(38,12), x text, d date)");
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct err err SCOPED(err_done) = { 0 };

        if (load(pair.from, cases[i].from, pair.to, "t", NULL, &err))
            fail_msg("%s: is loaded", cases[i].from);
        if (err.code != cases[i].code || !strstr(err_text(&err), cases[i].words))
            fail_msg("%s: %s: %s", cases[i].from, err_code_name(err.code), err_text(&err));
        assert_int_equal(test_number(pair.to, "SELECT count(*) FROM t"), 0);
    }
    assert_false(load(pair.from, "SELECT 1 AS i", pair.to, "missing", NULL, NULL));
    pair_close(&pair);
}

static void a_load_is_part_of_its_transaction(void **state)
{
    struct pair pair = pair_open();
    struct err err = { 0 };

    (void)state;
    assert_done(db_begin(pair.to, &err));
    test_run(pair.to, "CREATE TABLE t (i bigint)");
    assert_done(load(pair.from, "SELECT * FROM range(0, 10000) r(i)", pair.to, "t", NULL, &err));
    assert_done(load(pair.from, "SELECT 1 AS i WHERE false", pair.to, "t", NULL, &err));
    assert_int_equal(test_number(pair.to, "SELECT count(*) FROM t"), 10000);
    db_rollback(pair.to);
    assert_int_equal(
        test_number(pair.to, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('t')"), 0);
    pair_close(&pair);
}

/* It takes two COPYs, and the first is there before the second fails. */
static void a_large_load_is_all_or_nothing(void **state)
{
    struct pair pair = pair_open();
    struct err err SCOPED(err_done) = { 0 };
    int64_t loaded = 0;

    (void)state;
    test_run(pair.to, "CREATE TABLE t (i bigint CHECK (i < 80), x text)");
    assert_true(load(pair.from, "SELECT i, repeat('x', 1000000) AS x FROM range(0, 80) r(i)",
                     pair.to, "t", &loaded, &err));
    assert_int_equal(loaded, 80);
    assert_int_equal(test_number(pair.to, "SELECT count(DISTINCT i) FROM t WHERE length(x) = "
                                          "1000000"),
                     80);
    test_run(pair.to, "TRUNCATE t");
    assert_false(load(pair.from, "SELECT i, repeat('x', 1000000) AS x FROM range(0, 81) r(i)",
                      pair.to, "t", &loaded, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_int_equal(test_number(pair.to, "SELECT count(*) FROM t"), 0);
    pair_close(&pair);
}

static void rows_of_another_engine_are_sent_as_text(void **state)
{
    struct pair pair = pair_open();
    struct db *other SCOPED(db_closep) = NULL;
    struct err err = { 0 };
    int64_t loaded = 0;

    (void)state;
    assert_done(postgres_connect(pair.url, &other, &err));
    test_run(other,
             "CREATE TABLE t AS SELECT g AS i, g % 2 = 0 AS b, CAST(g / 7.0 AS numeric(38,12)) AS "
             "m, DATE '2026-01-01' + g AS d, TIMESTAMP '2026-01-01 00:00:00.5' + g * INTERVAL '1 "
             "second' AS ts, CASE WHEN g % 3 = 0 THEN NULL ELSE repeat(E'\\\\N\t\r\n', g % 5) END "
             "AS x FROM generate_series(1, 5000) g");
    test_run(other, "CREATE TABLE u (LIKE t)");
    assert_done(load(other, "SELECT * FROM t", pair.to, "u", &loaded, &err));
    assert_int_equal(loaded, 5000);
    assert_same(other, pair.to, "SELECT * FROM u ORDER BY i");
    assert_int_equal(
        test_number(other, "SELECT count(*) FROM (SELECT * FROM t EXCEPT SELECT * FROM u) x"), 0);
    pair_close(&pair);
}

static void what_was_loaded_fills_a_table_of_duckdb_again(void **state)
{
    struct pair pair = pair_open();
    struct rows *rows = NULL;
    struct err err = { 0 };
    int64_t filled = 0;

    (void)state;
    test_run(pair.from,
             "CREATE TABLE t AS SELECT i, i % 2 = 0 AS b, CAST(i AS DECIMAL(38,12)) / 1 AS f, "
             "CAST(i * 0.000000000001 AS DECIMAL(38,12)) AS m, CAST(i * -0.000000000000001 AS "
             "DECIMAL(38,15)) AS p, DATE '2026-01-01' + CAST(i AS INTEGER) AS d, TIMESTAMP "
             "'2026-01-01 00:00:00.5' + to_hours(CAST(i AS INTEGER)) AS ts, CASE WHEN i % 3 "
             "> 0 THEN repeat('é', i % 9) END AS x FROM range(0, 5000) r(i)");
    test_run(pair.to, "CREATE TABLE t (i bigint, b boolean, f double precision, m numeric(38,12), "
                      "p numeric(38,15), d date, ts timestamp, x text)");
    assert_done(load(pair.from, "SELECT * FROM t", pair.to, "t", NULL, &err));
    assert_done(db_query_text(pair.to, "ask", "SELECT * FROM t", NO_PARAMS, &rows, &err));
    assert_done(duck_fill_new(pair.from, "again", rows, &filled, &err));
    rows_free(rows);
    assert_int_equal(filled, 5000);
    assert_int_equal(test_number(pair.from,
                                 "SELECT count(*) FROM (SELECT * FROM t EXCEPT ALL SELECT * FROM "
                                 "again) x"),
                     0);
    assert_int_equal(test_number(pair.from,
                                 "SELECT count(*) FROM again WHERE typeof(m) = 'DECIMAL(38,12)' "
                                 "AND typeof(p) = 'DECIMAL(38,15)'"),
                     5000);
    pair_close(&pair);
}

/* Without noticing, either would go on for an hour. */
static void what_postgresql_refuses_ends_the_reading(void **state)
{
    struct pair pair = pair_open();
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    test_run(pair.to, "CREATE TABLE t (i bigint CHECK (i < 1000))");
    assert_false(
        load(pair.from, "SELECT * FROM range(0, 100000000000) r(i)", pair.to, "t", NULL, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_non_null(strstr(err_text(&err), "check constraint"));
    assert_int_equal(test_number(pair.to, "SELECT count(*) FROM t"), 0);
    pair_close(&pair);
}

static void *interrupt_once_it_loads(void *context)
{
    const struct pair *pair = context;
    struct db *db SCOPED(db_closep) = NULL;
    struct err err = { 0 };

    assert_done(postgres_connect(pair->url, &db, &err));
    while (test_number(
               db, "SELECT count(*) FROM pg_stat_progress_copy WHERE tuples_processed > 100000") ==
           0)
        continue;
    db_interrupt(pair->to);
    return NULL;
}

static void a_load_can_be_interrupted(void **state)
{
    struct pair pair = pair_open();
    struct err err SCOPED(err_done) = { 0 };
    pthread_t thread;

    (void)state;
    test_run(pair.to, "CREATE TABLE t (i bigint)");
    assert_int_equal(pthread_create(&thread, NULL, interrupt_once_it_loads, &pair), 0);
    assert_false(
        load(pair.from, "SELECT * FROM range(0, 100000000000) r(i)", pair.to, "t", NULL, &err));
    pthread_join(thread, NULL);
    assert_int_equal(err.code, ERR_UPSTREAM);
    assert_int_equal(test_number(pair.to, "SELECT count(*) FROM t"), 0);
    pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_arrives_as_it_was),
        cmocka_unit_test(decimals_arrive_to_the_last_digit),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(a_load_is_part_of_its_transaction),
        cmocka_unit_test(a_large_load_is_all_or_nothing),
        cmocka_unit_test(rows_of_another_engine_are_sent_as_text),
        cmocka_unit_test(what_was_loaded_fills_a_table_of_duckdb_again),
        cmocka_unit_test(what_postgresql_refuses_ends_the_reading),
        cmocka_unit_test(a_load_can_be_interrupted),
    };

    return cmocka_run_group_tests(tests, test_postgres_setup, test_postgres_teardown);
}
