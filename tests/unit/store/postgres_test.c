/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres.h"
#include "unit_postgres.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>

static struct db *connect_to(const char *url)
{
    struct err err = { 0 };
    struct db *db = NULL;

    assert_done(postgres_connect(url, &db, &err));
    return db;
}

static struct db *fresh_database(void)
{
    char *url = test_postgres_database(test_server);
    struct db *db = connect_to(url);

    free(url);
    return db;
}

static void assert_fails(struct db *db, const char *text, enum err_code code)
{
    struct err err SCOPED(err_done) = { 0 };

    if (db_run_text(db, "run", text, NO_PARAMS, NULL, &err))
        fail_msg("%s: is done", text);
    if (err.code != code)
        fail_msg("%s: %s: %s", text, err_code_name(err.code), err_text(&err));
    assert_null(strchr(err_text(&err), '\n'));
}

static void values_have_one_spelling(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
        enum value_kind kind;
    } cases[] = {
        { "SELECT 1.5::numeric(38,12)", "1.500000000000", VALUE_DECIMAL },
        { "SELECT sum(x) FROM (VALUES (0.1::numeric(38,12)), (-0.2)) v(x)", "-0.100000000000",
          VALUE_DECIMAL },
        { "SELECT count(*) FROM generate_series(1, 7)", "7", VALUE_INT },
        { "SELECT -9223372036854775808", "-9223372036854775808", VALUE_INT },
        { "SELECT DATE '2026-10-31'", "2026-10-31", VALUE_DATE },
        { "SELECT TIMESTAMP '2026-10-31 23:59:59'", "2026-10-31T23:59:59Z", VALUE_TIMESTAMP },
        { "SELECT TIMESTAMP '2026-10-31 23:59:59.5'", "2026-10-31T23:59:59.500000Z",
          VALUE_TIMESTAMP },
        { "SELECT TIMESTAMPTZ '2026-10-31 01:00:00+02'", "2026-10-30T23:00:00Z", VALUE_TIMESTAMP },
        { "SELECT true", "true", VALUE_BOOL },
        { "SELECT 1 = 2", "false", VALUE_BOOL },
        { "SELECT 0.1::double precision", "0.1", VALUE_DOUBLE },
        { "SELECT 1e20::double precision", "1e+20", VALUE_DOUBLE },
        { "SELECT 'a' || chr(10) || 'é'", "a\né", VALUE_TEXT },
        { "SELECT ''", "", VALUE_TEXT },
        { "SELECT CAST(NULL AS bigint)", NULL, VALUE_INT },
    };
    struct db *db SCOPED(db_closep) = fresh_database();

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct rows *rows SCOPED(rows_freep) = NULL;
        struct err err = { 0 };

        assert_answers(db, cases[i].text, cases[i].expected);
        assert_done(db_query_text(db, "ask", cases[i].text, NO_PARAMS, &rows, &err));
        assert_int_equal(rows_column_kind(rows, 0), cases[i].kind); /* before the first row */
    }
}

static void numbers_dates_and_booleans_are_integers_too(void **state)
{
    struct db *db SCOPED(db_closep) = fresh_database();
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };

    (void)state;
    assert_done(db_query_text(db, "ask",
                              "SELECT 42 AS a, DATE '1970-01-03', TIMESTAMP '1970-01-01 00:00:01', "
                              "true, NULL, -7.9",
                              NO_PARAMS, &rows, &err));
    assert_int_equal(rows_column_count(rows), 6);
    assert_string_equal(rows_column_name(rows, 0), "a");
    assert_int_equal(rows_next(rows, &err), ROW);
    assert_int_equal(rows_int(rows, 0), 42);
    assert_int_equal(rows_int(rows, 1), 2);
    assert_int_equal(rows_int(rows, 2), 1000000);
    assert_int_equal(rows_int(rows, 3), 1);
    assert_int_equal(rows_int(rows, 4), 0);
    assert_int_equal(rows_int(rows, 5), -7);
}

static void insert_typed(struct db *db, const struct param *params, size_t param_count)
{
    struct err err = { 0 };
    int64_t changed = 0;

    assert_done(db_run_text(db, "insert",
                            "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", params,
                            param_count, &changed, &err));
    assert_int_equal(changed, 1);
}

static void a_parameter_takes_the_type_of_what_it_stands_beside(void **state)
{
    static const char *const wheres[] = {
        "d = $1",
        "dt = $1",
        "ts >= $1",
        "ts = $2",
        "tt = $2",
        "d IN ($1)",
        "n = $3 AND m = 7",
        "n < $3 + 1",
        "CAST($3 AS bigint) IS NOT NULL AND n = $3",
        "tt BETWEEN $1 AND $2",
        "m = $3 AND dt LIKE '2026-%'",
    };
    struct db *db SCOPED(db_closep) = fresh_database();
    const int64_t time = 1793491199500000; /* 2026-10-31T23:59:59.5Z */
    const int32_t day = 20757;             /* 2026-10-31 */

    (void)state;
    test_run(db,
             "CREATE TABLE t (d date, ts timestamp, dt text, tt text, n bigint, m numeric(38,12), "
             "x text, b boolean, empty date)");
    insert_typed(db, PARAMS(param_date(day), param_timestamp(time), param_date(day),
                            param_timestamp(time), param_int(7), param_int(7), param_text("it's"),
                            param_int(1), param_null()));
    assert_answers(db, "SELECT dt || ' ' || tt FROM t", "2026-10-31 2026-10-31T23:59:59.500000Z");
    assert_answers(db, "SELECT ts FROM t", "2026-10-31T23:59:59.500000Z");
    assert_answers(db, "SELECT x FROM t WHERE empty IS NULL", "it's");
    for (size_t i = 0; i < ARRAY_COUNT(wheres); i++) {
        struct buf text SCOPED(buf_done);

        buf_init(&text, 1024);
        buf_printf(&text, "SELECT count(*) FROM t WHERE %s", wheres[i]);
        assert_answer_to(db, buf_text(&text),
                         PARAMS(param_date(day), param_timestamp(time), param_int(7)), "1");
    }
}

static void parameters_that_a_text_does_not_use_are_left_out(void **state)
{
    struct db *db SCOPED(db_closep) = fresh_database();

    (void)state;
    assert_answer_to(db, "-- $1 is not asked for, nor '$4\nSELECT $2 || '$1'",
                     PARAMS(param_int(1), param_text("two"), param_int(3), param_null()), "two$1");
    assert_answer_to(db, "SELECT 1", PARAMS(param_int(1)), "1");
}

static void what_changed_is_counted(void **state)
{
    static const struct {
        const char *text;
        int64_t changed;
    } cases[] = {
        { "CREATE TABLE t (a bigint PRIMARY KEY)", 0 },
        { "INSERT INTO t SELECT g FROM generate_series(1, 5) g", 5 },
        { "INSERT INTO t VALUES (6) RETURNING a", 1 },
        { "UPDATE t SET a = a + 10 WHERE a > 4", 2 },
        { "SELECT * FROM t", 0 },
        { "DELETE FROM t", 6 },
        { "CREATE TABLE u AS SELECT g FROM generate_series(1, 3) g", 3 },
    };
    struct db *db SCOPED(db_closep) = fresh_database();
    struct err err = { 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        int64_t changed = -1;

        assert_done(db_run_text(db, "run", cases[i].text, NO_PARAMS, &changed, &err));
        assert_int_equal(changed, cases[i].changed);
    }
}

static void a_query_amid_rows_does_not_disturb_them(void **state)
{
    struct db *db SCOPED(db_closep) = fresh_database();
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };
    int64_t count = 0;

    (void)state;
    assert_done(db_query_text(db, "ask", "SELECT g FROM generate_series(1, 100) g", NO_PARAMS,
                              &rows, &err));
    while (rows_next(rows, &err) == ROW) {
        struct buf text SCOPED(buf_done);

        buf_init(&text, 100);
        buf_printf(&text, "%d", (int)++count);
        assert_int_equal(rows_int(rows, 0), count);
        assert_answer_to(db, "SELECT CAST($1 AS bigint)", PARAMS(param_int(count)),
                         buf_text(&text));
    }
    assert_int_equal(count, 100);
    assert_int_equal(err.code, ERR_NONE);
}

static void an_error_amid_rows_is_told_at_its_row(void **state)
{
    struct db *db SCOPED(db_closep) = fresh_database();
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    int count = 0;

    (void)state;
    assert_done(db_query_text(db, "ask", "SELECT 10 / (5 - g) FROM generate_series(1, 100) g",
                              NO_PARAMS, &rows, &err));
    while (rows_next(rows, &err) == ROW)
        if (++count == 2)
            assert_answers(db, "SELECT 1", "1");
    assert_int_equal(count, 4);
    assert_int_equal(err.code, ERR_DATA);
}

static void rows_may_be_left_unread(void **state)
{
    static const char *const texts[] = {
        "SELECT g FROM generate_series(1, 100000000) g",
        "WITH x AS (INSERT INTO t SELECT g FROM generate_series(1, 3000) g RETURNING a) "
        "SELECT a FROM x",
        "INSERT INTO t SELECT g FROM generate_series(3001, 6000) g RETURNING a",
    };
    struct db *db SCOPED(db_closep) = fresh_database();
    struct err err = { 0 };

    (void)state;
    test_run(db, "CREATE TABLE t (a bigint PRIMARY KEY)");
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct rows *rows = NULL;

        assert_done(db_query_text(db, "ask", texts[i], NO_PARAMS, &rows, &err));
        assert_int_equal(rows_next(rows, &err), ROW);
        rows_free(rows);
    }
    assert_answers(db, "SELECT count(*) FROM t", "6000"); /* leaving undid nothing */
    assert_done(db_begin(db, &err));
    test_run(db, "DELETE FROM t");
    for (int i = 0; i < 3; i++) {
        struct rows *rows = NULL;

        assert_done(db_query_text(db, "ask", "SELECT g FROM generate_series(1, 9999) g", NO_PARAMS,
                                  &rows, &err));
        rows_free(rows);
    }
    assert_done(db_commit(db, &err));
    assert_answers(db, "SELECT count(*) FROM t", "0");
}

static long peak_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void a_million_rows_need_the_memory_of_one(void **state)
{
    struct db *db SCOPED(db_closep) = fresh_database();
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };
    long before = peak_kib();
    int64_t count = 0;

    (void)state;
    assert_done(db_query_text(db, "ask",
                              "SELECT g, repeat('x', 100) FROM generate_series(1, 1000000) g",
                              NO_PARAMS, &rows, &err));
    while (rows_next(rows, &err) == ROW)
        count++;
    assert_int_equal(count, 1000000);
    assert_true(peak_kib() - before < 8 * 1024);
}

static void errors_have_the_code_of_what_to_do_next(void **state)
{
    static const struct {
        const char *text;
        enum err_code code;
    } cases[] = {
        { "INSERT INTO t VALUES (1)", ERR_CONFLICT },
        { "SELECT CAST('a' AS bigint)", ERR_DATA },
        { "SELECT 1 / 0", ERR_DATA },
        { "SELECT nothing", ERR_BUG },
        { "SELEC 1", ERR_BUG },
        { "SELECT $1", ERR_BUG },
        { "COPY t FROM STDIN", ERR_BUG },
        { "SELECT repeat('x', 2000000000)", ERR_LIMIT },
    };
    struct db *db SCOPED(db_closep) = fresh_database();

    (void)state;
    test_run(db, "CREATE TABLE t (a bigint PRIMARY KEY)");
    test_run(db, "INSERT INTO t VALUES (1)");
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        assert_fails(db, cases[i].text, cases[i].code);
        assert_answers(db, "SELECT 1", "1"); /* the connection is as good as before */
    }
    test_run(db, "SET default_transaction_read_only = on");
    assert_fails(db, "INSERT INTO t VALUES (2)", ERR_DENIED);
    test_run(db, "SET default_transaction_read_only = off");
    test_run(db, "SET statement_timeout = 10");
    assert_fails(db, "SELECT pg_sleep(60)", ERR_UPSTREAM);
    test_run(db, "SET statement_timeout = 0");
    test_run(db, "CREATE ROLE reader");
    test_run(db, "GRANT USAGE ON SCHEMA centavo TO reader");
    test_run(db, "SET ROLE reader");
    assert_fails(db, "SELECT * FROM t", ERR_DENIED);
}

static void an_error_names_a_key_but_shows_no_row(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        { "INSERT INTO t VALUES (1, 'x')",
          "run: duplicate key value violates unique constraint \"t_pkey\" (Key (a)=(1) already "
          "exists.)" },
        { "INSERT INTO t VALUES (-2, 'x')",
          "run: new row for relation \"t\" violates check constraint \"t_a_check\"" },
        { "INSERT INTO t VALUES (2, NULL)",
          "run: null value in column \"b\" of relation \"t\" violates not-null constraint" },
    };
    struct db *db SCOPED(db_closep) = fresh_database();

    (void)state;
    test_run(db, "CREATE TABLE t (a bigint PRIMARY KEY CHECK (a > 0), b text NOT NULL)");
    test_run(db, "INSERT INTO t VALUES (1, 'x')");
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct err err SCOPED(err_done) = { 0 };

        assert_false(db_run_text(db, "run", cases[i].text, NO_PARAMS, NULL, &err));
        assert_int_equal(err.code, ERR_CONFLICT);
        assert_string_equal(err_text(&err), cases[i].expected);
    }
}

static void a_lock_that_is_not_had_is_busy(void **state)
{
    char *url = test_postgres_database(test_server);
    struct db *first SCOPED(db_closep) = connect_to(url);
    struct db *second SCOPED(db_closep) = connect_to(url);
    struct err err = { 0 };

    (void)state;
    free(url);
    test_run(first, "CREATE TABLE t (a bigint)");
    test_run(second, "SET lock_timeout = 10");
    assert_done(db_begin(first, &err));
    test_run(first, "LOCK TABLE t");
    assert_fails(second, "SELECT * FROM t", ERR_BUSY);
    db_rollback(first);
    assert_answers(second, "SELECT count(*) FROM t", "0");
}

static void connecting_says_what_is_wrong(void **state)
{
    static const struct {
        const char *url;
        enum err_code code;
    } cases[] = {
        { "postgresql://u:SeCrEt@127.0.0.1:1/x", ERR_UPSTREAM },
        { "postgresql://u:SeCrEt%zz@127.0.0.1/x", ERR_USAGE },
        { "mysql://u:SeCrEt@127.0.0.1/x", ERR_USAGE },
        { "host=127.0.0.1 password=SeCrEt", ERR_USAGE },
        { "", ERR_USAGE },
    };
    struct db *db = NULL;
    struct err err SCOPED(err_done) = { 0 };
    char *url = NULL;

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        assert_false(postgres_connect(cases[i].url, &db, &err));
        assert_int_equal(err.code, cases[i].code);
        assert_null(strstr(err_text(&err), "SeCrEt"));
        assert_null(strchr(err_text(&err), '\n'));
    }
    assert_true(asprintf(&url, "%s_not", test_server->url) > 0);
    assert_false(postgres_connect(url, &db, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_string_equal(err_text(&err), "database \"postgres_not\" does not exist");
    free(url);
    assert_true(asprintf(&url, "postgresql://nobody:SeCrEt@%s", strchr(test_server->url, '@') + 1) >
                0);
    assert_false(postgres_connect(url, &db, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_null(strstr(err_text(&err), "SeCrEt"));
    free(url);
}

static void a_server_that_does_not_answer_is_waited_for_so_long(void **state)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof(address);
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct err err SCOPED(err_done) = { 0 };
    struct db *db = NULL;
    char *url = NULL;

    (void)state;
    assert_int_equal(bind(listening, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listening, 1), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&address, &size), 0);
    assert_true(asprintf(&url, "postgresql://u@127.0.0.1:%d/x?connect_timeout=1",
                         ntohs(address.sin_port)) > 0);
    assert_false(postgres_connect(url, &db, &err));
    assert_int_equal(err.code, ERR_UPSTREAM);
    assert_non_null(strstr(err_text(&err), "no answer from 127.0.0.1 within 1 s"));
    close(listening);
    free(url);
}

/* A server that greets with "which password?", as text. */
static void *ask_for_a_password(void *listening)
{
    static const char question[] = { 'R', 0, 0, 0, 8, 0, 0, 0, 3 };
    int taken = accept(*(int *)listening, NULL, NULL);
    char ignored;

    if (write(taken, question, sizeof(question)) == (ssize_t)sizeof(question))
        while (read(taken, &ignored, 1) > 0)
            continue;
    close(taken);
    return NULL;
}

static void a_password_that_is_not_given_is_denied(void **state)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof(address);
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct err err SCOPED(err_done) = { 0 };
    struct db *db = NULL;
    pthread_t server;
    char *url = NULL;

    (void)state;
    unsetenv("PGPASSWORD");
    assert_int_equal(bind(listening, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listening, 1), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&address, &size), 0);
    assert_true(asprintf(&url,
                         "postgresql://u@127.0.0.1:%d/x?sslmode=disable&gssencmode=disable"
                         "&passfile=/nowhere",
                         ntohs(address.sin_port)) > 0);
    assert_int_equal(pthread_create(&server, NULL, ask_for_a_password, &listening), 0);
    assert_false(postgres_connect(url, &db, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_non_null(strstr(err_text(&err), "wants a password for the user u"));
    pthread_join(server, NULL);
    close(listening);
    free(url);
}

static void a_server_that_has_no_connection_left_is_upstream(void **state)
{
    char *url = test_postgres_database(test_server);
    struct db *db SCOPED(db_closep) = connect_to(url);
    struct db *second = NULL;
    struct err err SCOPED(err_done) = { 0 };
    char *other = NULL;

    (void)state;
    test_run(db, "CREATE ROLE few LOGIN CONNECTION LIMIT 0");
    assert_true(asprintf(&other, "postgresql://few@%s", strchr(url, '@') + 1) > 0);
    assert_false(postgres_connect(other, &second, &err));
    assert_int_equal(err.code, ERR_UPSTREAM);
    assert_non_null(strstr(err_text(&err), "no connection left"));
    free(other);
    free(url);
}

static void a_failed_statement_undoes_its_transaction(void **state)
{
    struct db *db SCOPED(db_closep) = fresh_database();
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    test_run(db, "CREATE TABLE t (a bigint)");
    assert_true(db_begin(db, &err));
    assert_false(db_begin(db, &err));
    db_rollback(db);
    assert_true(db_begin(db, &err));
    test_run(db, "INSERT INTO t VALUES (1)");
    assert_fails(db, "SELECT 1 / 0", ERR_DATA);
    assert_false(db_commit(db, &err)); /* PostgreSQL itself says nothing */
    db_rollback(db);
    assert_answers(db, "SELECT count(*) FROM t", "0");
    assert_true(db_begin(db, &err));
    test_run(db, "INSERT INTO t VALUES (1)");
    assert_true(db_commit(db, &err));
    assert_answers(db, "SELECT count(*) FROM t", "1");
    assert_true(db_begin_read(db, &err));
    assert_fails(db, "INSERT INTO t VALUES (1)", ERR_DENIED);
    db_rollback(db);
}

/* End the connection of db from another one, and wait until it is gone. */
static void cut(struct db *db, const char *url)
{
    struct db *other SCOPED(db_closep) = connect_to(url);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };

    assert_done(db_query_text(db, "pid", "SELECT pg_backend_pid()", NO_PARAMS, &rows, &err));
    assert_int_equal(rows_next(rows, &err), ROW);
    assert_answer_to(other, "SELECT pg_terminate_backend($1, 10000)",
                     PARAMS(param_int(rows_int(rows, 0))), "true");
}

static void an_idle_connection_that_broke_is_made_again(void **state)
{
    char *url = test_postgres_database(test_server);
    struct db *db SCOPED(db_closep) = connect_to(url);
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    test_run(db, "CREATE TABLE t (a bigint)");
    cut(db, url);
    assert_answers(db, "SHOW search_path", "centavo"); /* with its settings */
    cut(db, url);
    cut(db, url);
    assert_done(db_begin(db, &err));
    test_run(db, "INSERT INTO t VALUES (1)");
    assert_done(db_commit(db, &err));
    assert_answers(db, "SELECT count(*) FROM t", "1");
    postgres_keep_session(db);
    cut(db, url);
    assert_fails(db, "SELECT 1", ERR_UPSTREAM);
    assert_fails(db, "SELECT 1", ERR_UPSTREAM);
    free(url);
}

static void a_transaction_that_broke_stays_broken_until_it_ends(void **state)
{
    char *url = test_postgres_database(test_server);
    struct db *db SCOPED(db_closep) = connect_to(url);
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    test_run(db, "CREATE TABLE t (a bigint)");
    assert_true(db_begin(db, &err));
    test_run(db, "INSERT INTO t VALUES (1)");
    cut(db, url);
    assert_fails(db, "INSERT INTO t VALUES (2)", ERR_UPSTREAM);
    assert_fails(db, "INSERT INTO t VALUES (3)", ERR_UPSTREAM);
    assert_false(db_commit(db, &err));
    assert_int_equal(err.code, ERR_UPSTREAM);
    assert_answers(db, "SELECT count(*) FROM t", "0");
    assert_true(db_begin(db, &err));
    cut(db, url);
    assert_false(db_commit(db, &err));
    db_rollback(db);
    assert_answers(db, "SELECT count(*) FROM t", "0");
    free(url);
}

static void a_server_that_stops_amid_rows_is_an_error_of_them(void **state)
{
    char *url = test_postgres_database(test_server);
    struct db *db SCOPED(db_closep) = connect_to(url);
    struct rows *rows = NULL;
    struct err err SCOPED(err_done) = { 0 };
    enum step step;

    (void)state;
    assert_true(db_query_text(db, "ask",
                              "SELECT g, pg_sleep(g / 100000) FROM "
                              "generate_series(1, 1000000) g",
                              NO_PARAMS, &rows, &err));
    test_postgres_tell(test_server, "stop");
    while ((step = rows_next(rows, &err)) == ROW)
        continue;
    assert_int_equal(step, FAILED);
    assert_int_equal(err.code, ERR_UPSTREAM);
    assert_int_equal(rows_next(rows, &err), FAILED);
    rows_free(rows);
    assert_fails(db, "SELECT 1", ERR_UPSTREAM);
    test_postgres_tell(test_server, "restart");
    assert_answers(db, "SELECT 1", "1");
    free(url);
}

static void *interrupt_once_it_runs(void *context)
{
    struct db *const *dbs = context; /* the one to interrupt, and one to look with */
    struct rows *rows = NULL;
    struct err err = { 0 };
    bool runs = false;

    while (!runs) {
        if (!db_query_text(dbs[1], "look",
                           "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query "
                           "LIKE 'SELECT pg_sleep%'",
                           NO_PARAMS, &rows, &err))
            return NULL;
        runs = rows_next(rows, &err) == ROW && rows_int(rows, 0) == 1;
        rows_freep(&rows);
    }
    db_interrupt(dbs[0]);
    return NULL;
}

static void an_interrupt_ends_the_query_that_runs_and_no_other(void **state)
{
    char *url = test_postgres_database(test_server);
    struct db *db SCOPED(db_closep) = connect_to(url);
    struct db *other SCOPED(db_closep) = connect_to(url);
    struct db *both[] = { db, other };
    pthread_t thread;

    (void)state;
    free(url);
    db_interrupt(db); /* nothing runs */
    for (int i = 0; i < 3; i++) {
        assert_answers(db, "SELECT 1", "1");
        assert_int_equal(pthread_create(&thread, NULL, interrupt_once_it_runs, both), 0);
        assert_fails(db, "SELECT pg_sleep(600)", ERR_UPSTREAM);
        pthread_join(thread, NULL);
        assert_answers(db, "SELECT 1", "1");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_one_spelling),
        cmocka_unit_test(numbers_dates_and_booleans_are_integers_too),
        cmocka_unit_test(a_parameter_takes_the_type_of_what_it_stands_beside),
        cmocka_unit_test(parameters_that_a_text_does_not_use_are_left_out),
        cmocka_unit_test(what_changed_is_counted),
        cmocka_unit_test(a_query_amid_rows_does_not_disturb_them),
        cmocka_unit_test(an_error_amid_rows_is_told_at_its_row),
        cmocka_unit_test(rows_may_be_left_unread),
        cmocka_unit_test(a_million_rows_need_the_memory_of_one),
        cmocka_unit_test(errors_have_the_code_of_what_to_do_next),
        cmocka_unit_test(an_error_names_a_key_but_shows_no_row),
        cmocka_unit_test(a_lock_that_is_not_had_is_busy),
        cmocka_unit_test(connecting_says_what_is_wrong),
        cmocka_unit_test(a_server_that_does_not_answer_is_waited_for_so_long),
        cmocka_unit_test(a_password_that_is_not_given_is_denied),
        cmocka_unit_test(a_server_that_has_no_connection_left_is_upstream),
        cmocka_unit_test(a_failed_statement_undoes_its_transaction),
        cmocka_unit_test(an_idle_connection_that_broke_is_made_again),
        cmocka_unit_test(a_transaction_that_broke_stays_broken_until_it_ends),
        cmocka_unit_test(a_server_that_stops_amid_rows_is_an_error_of_them),
        cmocka_unit_test(an_interrupt_ends_the_query_that_runs_and_no_other),
    };

    return cmocka_run_group_tests(tests, test_postgres_setup, test_postgres_teardown);
}
