/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "store/duck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const directories[] = { "/tmp", NULL };

static struct duck *open_duck(void)
{
    struct duck_options options = { .directories = directories,
                                    .temp_directory = "/tmp",
                                    .memory_limit = 256 << 20,
                                    .threads = 2 };
    struct duck *duck = NULL;
    struct err err = { 0 };

    if (!duck_open(&options, &duck, &err))
        fail_msg("%s", err_text(&err));
    return duck;
}

/* The first value of the first row. */
static void assert_answer(struct db *db, const char *sql, const char *expected)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    size_t size = 0;
    const char *text;

    if (!db_query_text(db, "test", sql, NO_PARAMS, &rows, &err))
        fail_msg("%s", err_text(&err));
    assert_int_equal(rows_next(rows, &err), ROW);
    text = rows_text(rows, 0, &size);
    assert_non_null(text);
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(text, expected, size);
}

static void ratios_are_rounded_from_the_exact_quotient(void **state)
{
    static const char *const cases[][2] = {
        { "ratio_of(1, 8, 4)", "0.125000000000" },
        { "ratio_of(12.345, 100, 4)", "0.123500000000" }, /* a tie goes away from zero */
        { "ratio_of(-12.345, 100, 4)", "-0.123500000000" },
        { "ratio_of(12.344999999999, 100, 4)", "0.123400000000" },
        { "ratio_of(2, -3, 12)", "-0.666666666667" },
        { "ratio_of(0, 5, 4)", "0.000000000000" },
        { "ratio_of(99999999999999999999999999.999999999999, "
          "-99999999999999999999999999.999999999999, 4)",
          "-1.000000000000" },
        { "ratio_of(1, 0, 4) IS NULL", "true" },
        { "ratio_of(1, 0.000000000001, 4) IS NULL", "true" },
        { "ratio_of(0.999999999999, 0.000000000001, 1)", "999999999999.000000000000" },
        { "ratio_of(NULL, 1, 4) IS NULL AND ratio_of(1, NULL, 4) IS NULL", "true" },
    };
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        char sql[256];

        snprintf(sql, sizeof(sql), "SELECT %s", cases[i][0]);
        assert_answer(db, sql, cases[i][1]);
    }
}

static void money_is_read_exactly(void **state)
{
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    assert_answer(db, "SELECT money('2.32E-9')", "0.000000002320");
    assert_answer(db, "SELECT money('7.405e-15')", "0.000000000000");
    assert_answer(db, "SELECT sum(money(t)) FROM (VALUES ('0.1'), ('0.2'), (NULL), ('')) v(t)",
                  "0.300000000000");
    assert_answer(db, "SELECT money('NaN') IS NULL", "true");
    assert_answer(db,
                  "SELECT exact_text(sum(money(t)), sum(money_rest(t))) FROM (VALUES "
                  "('0.0827499841274349353'), ('1')) v(t)",
                  "1.0827499841274349353");
    assert_answer(db,
                  "SELECT exact_text(money('-0.0000000000005'), money_rest('-0.0000000000005'))",
                  "-0.0000000000005");
    assert_answer(db, "SELECT exact_text(money('12.50'), money_rest('12.50'))", "12.5");
}

static void values_have_one_spelling(void **state)
{
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    assert_answer(db, "SELECT TIMESTAMP '2026-10-31 23:00:00'", "2026-10-31T23:00:00Z");
    assert_answer(db, "SELECT DATE '2026-10-31'", "2026-10-31");
    assert_answer(db, "SELECT CAST(-1.5 AS DECIMAL(18,6))", "-1.500000");
    assert_answer(db, "SELECT 7 / 2", "3");
    assert_answer(db, "SELECT 0.1::DOUBLE", "0.1");
    assert_answer(db, "SELECT sum(x) FROM range(10) t(x)", "45");
    assert_answer(db, "SELECT current_setting('TimeZone')", "UTC");
}

/* Texts of a chunk lie behind each other in memory: asked for without its size, none may go on into
 * the next. */
static void a_text_without_its_size_ends(void **state)
{
    static const char *const expected[] = { "twelve bytes", "a text of more than twelve bytes", "",
                                            "and another one of more than twelve bytes" };
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    assert_true(db_query_text(db, "test",
                              "SELECT t || '' FROM (VALUES (1, 'twelve bytes'), "
                              "(2, 'a text of more than twelve bytes'), (3, ''), "
                              "(4, 'and another one of more than twelve bytes')) v(n, t) "
                              "ORDER BY n",
                              NO_PARAMS, &rows, &err));
    for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
        assert_int_equal(rows_next(rows, &err), ROW);
        assert_string_equal(rows_text(rows, 0, NULL), expected[i]);
    }
    assert_int_equal(rows_next(rows, &err), END);
}

static void an_instance_sees_its_directories_only(void **state)
{
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    assert_false(
        db_run_text(db, "test", "SELECT * FROM read_text('/etc/passwd')", NO_PARAMS, NULL, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_false(db_run_text(db, "test", "SET threads = 4", NO_PARAMS, NULL, &err));
}

/* A scan of 5000 rows in one column, read by one thread; a run is the number of its last row. */
static bool scan_begin(void *context, void **run, struct err *err)
{
    (void)context;
    (void)err;
    *run = calloc(1, sizeof(int64_t));
    return *run;
}

static void scan_end(void *run)
{
    free(run);
}

static bool scan_open(void *run, const size_t *wanted, size_t count, void **reader, struct err *err)
{
    (void)wanted;
    (void)count;
    (void)err;
    *reader = run;
    return true;
}

static bool scan_next(void *reader, struct scan_batch *batch, bool *ended, struct err *err)
{
    int64_t *at = reader;

    (void)err;
    for (; batch->row_count < 1000 && *at < 5000; batch->row_count++) {
        batch->cells[0][batch->row_count] = (struct scan_cell){ "17", *at % 5 ? 2 : 1 };
        batch->file_numbers[batch->row_count] = 1;
        batch->row_numbers[batch->row_count] = ++*at;
    }
    *ended = batch->row_count == 0;
    return true;
}

static void scan_close(void *reader)
{
    (void)reader;
}

static void rows_come_from_c(void **state)
{
    static const char *const names[] = { "cost" };
    /* before the instance, which it must outlive */
    struct scan scan = {
        NULL, 1, names, 1, scan_begin, scan_end, scan_open, scan_next, scan_close
    };
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_add_scan(duck, "bill", &scan, &err));
    assert_true(duck_connect(duck, &db, &err));
    assert_answer(db, "SELECT sum(money(cost)) || '/' || max(sys_row_no) FROM bill()",
                  "69000.000000000000/5000");
    assert_answer(db,
                  "SELECT count(*) FROM (FROM bill() UNION ALL FROM bill() UNION ALL SELECT a.* "
                  "FROM bill() a JOIN bill() b USING (sys_row_no, cost))",
                  "15000");
}

/* What a statement that is planned once says of a value: its text, and its type. */
static void assert_value(struct db *db, const char *text, struct param param, const char *value,
                         const char *type)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    struct buf whole SCOPED(buf_done) = { .maximum = 1000 };

    buf_printf(&whole, "SELECT %s, typeof(%s), '$1', \"$2\" FROM (SELECT 7 AS \"$2\") -- '$3", text,
               text);
    assert_true(db_query_once(db, "ask", buf_text(&whole), PARAMS(param), &rows, &err));
    assert_int_equal(rows_next(rows, &err), ROW);
    if (value)
        assert_string_equal(rows_text(rows, 0, NULL), value);
    else
        assert_true(rows_is_null(rows, 0));
    assert_string_equal(rows_text(rows, 1, NULL), type);
    assert_string_equal(rows_text(rows, 2, NULL), "$1");
    assert_int_equal(rows_int(rows, 3), 7);
    assert_int_equal(rows_next(rows, &err), END);
}

static void what_is_planned_once_knows_values_by_their_type(void **state)
{
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    assert_value(db, "$1", param_int(INT64_MIN), "-9223372036854775808", "BIGINT");
    assert_value(db, "$1", param_int(INT64_MAX), "9223372036854775807", "BIGINT");
    assert_value(db, "2 - $1", param_int(-3), "5", "BIGINT");
    assert_value(db, "$1", param_date(20757), "2026-10-31", "DATE");
    assert_value(db, "$1 - 1", param_date(-719162), "0000-12-31", "DATE");
    assert_value(db, "$1", param_timestamp(-1), "1969-12-31T23:59:59.999999Z", "TIMESTAMP");
    assert_value(db, "$1", param_text(NULL), NULL, "\"NULL\"");
    assert_false(db_query_once(db, "ask", "SELECT $2", PARAMS(param_int(1)),
                               &(struct rows *){ NULL }, &err));
    assert_int_equal(err.code, ERR_BUG);
    assert_false(
        db_query_once(db, "ask", "SELECT nothing", NO_PARAMS, &(struct rows *){ NULL }, &err));
}

static void a_text_of_a_statement_planned_once_stays_a_text(void **state)
{
    static const char *const hostile[] = {
        "",
        "'",
        "''",
        "'; DROP TABLE t; --",
        "\\'; DROP TABLE t; --",
        "' || (SELECT a FROM t) || '",
        "$1",
        "$1'$1",
        "$$; DROP TABLE t; $$",
        "--",
        "/* ' */",
        "\"; DROP TABLE t",
        "E'\\''",
        "a\nb'--\nDROP TABLE t",
        "\xe2\x80\x99; DROP TABLE t",
        "\xef\xbc\x87 OR 1 = 1",
    };
    struct duck *duck SCOPED(duck_closep) = open_duck();
    struct db *db SCOPED(db_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_true(duck_connect(duck, &db, &err));
    assert_true(db_script(db, "make", "CREATE TABLE t AS SELECT 'secret' AS a", &err));
    for (size_t i = 0; i < ARRAY_COUNT(hostile); i++) {
        struct buf around SCOPED(buf_done) = { .maximum = 1000 };

        buf_printf(&around, "x%s$1", hostile[i]);
        assert_value(db, "$1", param_text(hostile[i]), hostile[i], "VARCHAR");
        assert_value(db, "'x' || $1 || '$1'", param_text(hostile[i]), buf_text(&around), "VARCHAR");
    }
    assert_answer(db, "SELECT a FROM t", "secret");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratios_are_rounded_from_the_exact_quotient),
        cmocka_unit_test(money_is_read_exactly),
        cmocka_unit_test(values_have_one_spelling),
        cmocka_unit_test(a_text_without_its_size_ends),
        cmocka_unit_test(an_instance_sees_its_directories_only),
        cmocka_unit_test(rows_come_from_c),
        cmocka_unit_test(what_is_planned_once_knows_values_by_their_type),
        cmocka_unit_test(a_text_of_a_statement_planned_once_stays_a_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
