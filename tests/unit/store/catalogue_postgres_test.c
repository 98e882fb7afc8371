/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue that PostgreSQL keeps: its schema, and that all SQL on it is understood. What it
 * does is in run/activate_postgres_test.c. */
#include "store/catalogue.h"

#include "base/limits.h"
#include "sql_files.h"
#include "unit_postgres.h"

#include <pthread.h>

static char *columns_of(struct db *db, const char *text)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct buf out;
    struct err err SCOPED(err_done) = { 0 };
    char *columns;

    buf_init(&out, 1 << 20);
    assert_done(db_query_text(db, "columns", text, NO_PARAMS, &rows, &err));
    while (rows_next(rows, &err) == ROW)
        buf_printf(&out, "%s\n", rows_text(rows, 0, NULL));
    columns = strdup(buf_text(&out));
    buf_done(&out);
    return columns;
}

static void its_tables_are_those_of_sqlite(void **state)
{
    char *home = fresh_directory();
    char *url = test_postgres_database(test_server);
    const struct place embedded = { .home = home };
    const struct place server = { .home = home, .database_url = url };
    struct catalogue *one = NULL;
    struct catalogue *other = NULL;
    struct err err SCOPED(err_done) = { 0 };
    char *expected;
    char *names;
    char *query = NULL;
    char *found;

    (void)state;
    assert_done(catalogue_open(&embedded, &one, &err));
    assert_done(catalogue_open(&server, &other, &err));
    expected = columns_of(
        catalogue_db(one),
        "SELECT t.name || '.' || c.name || ' ' || replace(c.type, 'INTEGER', 'BIGINT') || "
        "CASE WHEN c.\"notnull\" OR c.pk THEN ' NOT NULL' ELSE '' END || ' ' || c.cid "
        "FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
        "AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid");
    assert_non_null(strstr(expected, "delivery.delivery_id BIGINT NOT NULL 0\n"));
    names = columns_of(catalogue_db(one),
                       "SELECT group_concat(char(39) || name || char(39)) FROM sqlite_master "
                       "WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    if (asprintf(&query,
                 "SELECT table_name || '.' || column_name || ' ' || upper(data_type) || "
                 "CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END || ' ' || "
                 "ordinal_position - 1 FROM information_schema.columns "
                 "WHERE table_schema = 'centavo' AND table_name IN (%s) "
                 "ORDER BY table_name COLLATE \"C\", ordinal_position",
                 names) < 0)
        abort();
    found = columns_of(catalogue_db(other), query);
    assert_string_equal(found, expected);
    free(names);
    free(query);
    free(expected);
    free(found);
    catalogue_close(one);
    catalogue_close(other);
    drop_directory(home);
    free(url);
}

/* Planned with NULL for every parameter, not done. */
static void all_sql_of_the_state_is_understood(void **state)
{
    char *home = fresh_directory();
    char *url = test_postgres_database(test_server);
    const struct place server = { .home = home, .database_url = url };
    const struct param nothing[40] = { 0 };
    const struct sql_slot rates = {
        "rates", "('s', 'EUR', 'USD', '2026-01-01', CAST(NULL AS TEXT), '1.1')"
    };
    struct catalogue *catalogue = NULL;
    struct err err SCOPED(err_done) = { 0 };
    int count = 0;

    (void)state;
    assert_done(catalogue_open(&server, &catalogue, &err));
    for (uint64_t i = 0; i < embedded_sql_count; i++) {
        const char *name = embedded_sql[i]->name;
        const char *dot = strchr(name, '.');
        struct buf filled SCOPED(buf_done) = { .maximum = LIMIT_SQL };
        char *text = NULL;

        if (strncmp(name, "state/", 6) != 0 || dot)
            continue;
        assert_done(sql_fill(embedded_sql[i], &rates, 1, &filled, &err));
        if (asprintf(&text, "EXPLAIN %s", buf_text(&filled)) < 0)
            abort();
        assert_done(db_run_text(catalogue_db(catalogue), name, text, nothing, ARRAY_COUNT(nothing),
                                NULL, &err));
        free(text);
        count++;
    }
    assert_true(count > 100);
    catalogue_close(catalogue);
    drop_directory(home);
    free(url);
}

struct opening {
    struct place place;
    struct schema_change schema;
    struct err err;
    bool done;
};

static void *open_one(void *argument)
{
    struct opening *opening = argument;
    struct catalogue *catalogue = NULL;

    opening->done = catalogue_open(&opening->place, &catalogue, &opening->err);
    if (opening->done)
        opening->schema = catalogue_schema(catalogue);
    catalogue_close(catalogue);
    return NULL;
}

static void of_several_that_open_at_once_one_makes_the_schema(void **state)
{
    enum { COUNT = 8 };
    char *home = fresh_directory();
    char *url = test_postgres_database(test_server);
    struct opening openings[COUNT];
    pthread_t threads[COUNT];
    int made = 0;

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        openings[i] = (struct opening){ .place = { .home = home, .database_url = url } };
        assert_int_equal(pthread_create(&threads[i], NULL, open_one, &openings[i]), 0);
    }
    for (int i = 0; i < COUNT; i++) {
        pthread_join(threads[i], NULL);
        if (!openings[i].done)
            fail_msg("%s", err_text(&openings[i].err));
        made += openings[i].schema.from == 0; /* another may have gone on from there */
    }
    assert_int_equal(made, 1);
    drop_directory(home);
    free(url);
}

static void a_database_of_another_encoding_is_refused(void **state)
{
    static const char *const encodings[] = { "LATIN1", "SQL_ASCII" };
    char *home = fresh_directory();

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(encodings); i++) {
        struct catalogue *catalogue = NULL;
        struct err err SCOPED(err_done) = { 0 };
        char *url = test_postgres_database_with(
            test_server, "TEMPLATE template0 LOCALE 'C' ENCODING", encodings[i]);
        const struct place place = { .home = home, .database_url = url };

        assert_false(catalogue_open(&place, &catalogue, &err));
        assert_int_equal(err.code, ERR_CONFLICT);
        assert_non_null(strstr(err_text(&err), "the database has the encoding"));
        assert_non_null(strstr(err_text(&err), encodings[i]));
        free(url);
    }
    drop_directory(home);
}

static void a_server_that_comes_back_is_used_again(void **state)
{
    char *home = fresh_directory();
    char *url = test_postgres_database(test_server);
    const struct place server = { .home = home, .database_url = url };
    struct catalogue *catalogue = NULL;
    struct err err SCOPED(err_done) = { 0 };
    int64_t version = -1;

    (void)state;
    assert_done(catalogue_open(&server, &catalogue, &err));
    test_postgres_tell(test_server, "stop");
    assert_false(catalogue_data_version(catalogue, &version, &err));
    assert_int_equal(err.code, ERR_UPSTREAM);
    err_done(&err);
    test_postgres_tell(test_server, "restart");
    assert_done(catalogue_data_version(catalogue, &version, &err));
    assert_int_equal(version, 0);
    catalogue_close(catalogue);
    drop_directory(home);
    free(url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_tables_are_those_of_sqlite),
        cmocka_unit_test(all_sql_of_the_state_is_understood),
        cmocka_unit_test(of_several_that_open_at_once_one_makes_the_schema),
        cmocka_unit_test(a_database_of_another_encoding_is_refused),
        cmocka_unit_test(a_server_that_comes_back_is_used_again),
    };

    return cmocka_run_group_tests(tests, test_postgres_setup, test_postgres_teardown);
}
