/* SPDX-License-Identifier: Apache-2.0 */
/* Charges of deliveries in PostgreSQL. */
#include "focus/column.h"
#include "run/artifact.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "store/schema.h"
#include "store/warehouse.h"
#include "unit_postgres.h"

#include "base/limits.h"

static struct test_postgres *server;

static int start(void **state)
{
    (void)state;
    server = test_postgres_start();
    return 0;
}

static int stop(void **state)
{
    (void)state;
    test_postgres_stop(server);
    return 0;
}

struct world {
    struct arena arena;
    struct place place;
    char *home;
    char *url;
    struct warehouse *warehouse;
    struct db *duck;
    struct db *db;
};

static void run(struct db *db, const char *text)
{
    struct err err = { 0 };

    assert_done(db_script(db, "run", text, &err));
}

/* Source 1 has deliveries 1 to 3, of which nothing is kept. */
static struct world *world_make(void)
{
    struct world *world = calloc(1, sizeof(*world));
    struct schema_change change;
    struct err err = { 0 };

    world->home = fresh_directory();
    world->url = test_postgres_database(server);
    world->place = (struct place){ .home = world->home, .database_url = world->url };
    assert_done(directory_make(home_spill(&world->arena, world->home), &err));
    assert_done(warehouse_open(&(struct warehouse_options){ .place = &world->place,
                                                            .memory_limit = 256 * MIB,
                                                            .threads = 1 },
                               &world->warehouse, &err));
    assert_true(warehouse_is_server(world->warehouse));
    assert_done(duck_connect(warehouse_duck(world->warehouse), &world->duck, &err));
    assert_done(warehouse_connect(world->warehouse, &world->db, &err));
    assert_done(schema_upgrade(world->db, SCHEMA_POSTGRES, &change, &err));
    run(world->db,
        "INSERT INTO source (name, format, created_at) VALUES ('s', 'f', 't');"
        "INSERT INTO delivery (source_id, dataset, name, produced_at, arrived_at, content_hash, "
        "byte_count, state) SELECT 1, 'd', 'n', 't', 't', 'h', 1, 'discovered' FROM "
        "generate_series(1, 3);");
    return world;
}

static void world_done(struct world *world)
{
    db_close(world->db);
    db_close(world->duck);
    warehouse_close(world->warehouse);
    drop_directory(world->home);
    arena_done(&world->arena);
    free(world->url);
    free(world);
}

static const char *cell(const struct column *column)
{
    static const char *const texts[] = {
        [COLUMN_COST] = "n * -1.000000000001",
        [COLUMN_PRICE] = "n * 0.000000000000001",
        [COLUMN_QUANTITY] = "n",
        [COLUMN_TIME] = "TIMESTAMP '2026-10-31 23:59:59'",
        [COLUMN_DATE] = "DATE '2026-10-31'",
        [COLUMN_TEXT] = "'\xc3\xa9' || n % 7",
        [COLUMN_JSON] = "'{\"a\": ' || n || '}'",
        [COLUMN_TAGS] = "n % 3",
        [COLUMN_BOOL] = "n % 2 = 0",
        [COLUMN_INT] = "n",
    };

    if (strcmp(column->sql_name, "sys_billing_month") == 0)
        return "CASE WHEN n % 10 = 0 THEN DATE '2026-09-01' ELSE DATE '2026-10-01' END";
    if (strcmp(column->sql_name, "billing_period_start") == 0)
        return "CASE WHEN n % 10 = 0 THEN DATE '2026-09-01' ELSE DATE '2026-10-01' END";
    return texts[column->kind];
}

/* A directory as a run makes it: so many charges of two billing months. */
static char *stage(struct world *world, int64_t delivery_id, int count)
{
    char *path = path_join(&world->arena, world->home, "stage");
    struct buf text = { .maximum = LIMIT_SQL };
    struct err err = { 0 };

    assert_done(directory_make(path, &err));
    buf_add_text(&text, "COPY (SELECT ");
    for (size_t i = 0; i < column_count; i++) {
        const char *name = columns[i].sql_name;

        if (strcmp(name, "sys_delivery_id") == 0)
            buf_printf(&text, "CAST(%d AS BIGINT) AS sys_delivery_id", (int)delivery_id);
        else
            buf_printf(&text, "CAST(%s AS %s) AS %s",
                       columns[i].is_not_null || i % 2 ? cell(&columns[i]) : "NULL",
                       column_sql_type(&columns[i]), column_stored_name(&columns[i]));
        buf_add_text(&text, i + 1 < column_count ? ", " : "");
    }
    buf_printf(&text, " FROM range(%d) AS r(n)) TO '%s/charge.parquet' (FORMAT parquet);", count,
               path);
    buf_printf(&text,
               "COPY (SELECT CAST(7 AS BIGINT) AS tag_set_id, '{\"k\": \"v\"}' AS tags) TO "
               "'%s/tag_set.parquet' (FORMAT parquet);"
               "COPY (SELECT CAST(7 AS BIGINT) AS tag_set_id, 'k' AS key, 'v' AS value) TO "
               "'%s/tag_value.parquet' (FORMAT parquet);"
               "COPY (SELECT 1 AS file_no, 5 AS row_no, NULL AS \"column\", 'a \"b\", c' AS "
               "reason) TO '%s/reject.csv' (HEADER)",
               path, path, path);
    run(world->duck, buf_text(&text));
    buf_done(&text);
    assert_done(rollups_make(world->duck, path, &world->arena, &err));
    return path;
}

static const char *answer(struct world *world, struct db *db, const char *text)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };

    assert_done(db_query_text(db, "ask", text, NO_PARAMS, &rows, &err));
    if (rows_next(rows, &err) != ROW)
        fail_msg("%s: no row: %s", text, err_text(&err));
    return rows_keep(rows, 0, &world->arena);
}

static const char *from(struct world *world, enum warehouse_table table, const char *where)
{
    const int64_t deliveries[] = { 1, 2 };
    const char *text;
    struct err err = { 0 };

    assert_done(
        warehouse_from(world->warehouse, table, deliveries, 2, where, &world->arena, &text, &err));
    return text;
}

/* How many rows of a table deliveries 1 and 2 have. */
static void assert_rows(struct world *world, enum warehouse_table table, const char *where,
                        const char *expected)
{
    assert_string_equal(answer(world, world->db,
                               arena_printf(&world->arena, "SELECT count(*) FROM %s AS t",
                                            from(world, table, where))),
                        expected);
}

/* Every column of every charge as one text, which both engines write alike. */
static const char *fingerprint(struct world *world, struct db *db, const char *charges)
{
    struct buf text = { .maximum = LIMIT_SQL };
    const char *found;

    buf_add_text(&text, "SELECT md5(string_agg(concat_ws('|'");
    for (size_t i = 0; i < column_count; i++)
        buf_printf(&text, ", coalesce(CAST(%s AS VARCHAR), 'null')",
                   column_stored_name(&columns[i]));
    buf_printf(&text, "), ';' ORDER BY sys_row_no)) FROM %s AS charge", charges);
    found = answer(world, db, buf_text(&text));
    buf_done(&text);
    return found;
}

static void what_is_kept_is_what_was_made(void **state)
{
    struct world *world = world_make();
    char *path = stage(world, 1, 3000);
    const char *made =
        fingerprint(world, world->duck, arena_printf(&world->arena, "'%s/charge.parquet'", path));
    const char *cells =
        answer(world, world->duck,
               arena_printf(&world->arena, "SELECT count(*) FROM '%s/cost_daily.parquet'", path));
    const char *micro =
        answer(world, world->duck,
               arena_printf(&world->arena,
                            "SELECT CAST(sum(billed_cost_micro) * 1000000 AS BIGINT) FROM "
                            "'%s/cost_daily.parquet'",
                            path));
    struct err err = { 0 };

    (void)state;
    assert_done(warehouse_keep(world->warehouse, 1, 1, path, &err));
    assert_false(directory_exists(path));
    assert_done(warehouse_keep(world->warehouse, 1, 2, stage(world, 2, 5), &err));
    assert_string_equal(fingerprint(world, world->db, "charge_1"), made);
    assert_rows(world, TABLE_CHARGE, NULL, "3005");
    assert_rows(world, TABLE_CHARGE, "sys_billing_month = DATE '2026-09-01'", "301");
    assert_rows(world, TABLE_DAILY, "sys_delivery_id <> 2", cells);
    assert_rows(world, TABLE_TAG_SET, NULL, "2");
    assert_rows(world, TABLE_TAG_VALUE, "key = 'k'", "2");
    assert_string_equal(answer(world, world->db,
                               "SELECT CAST(sum(billed_cost_micro) AS BIGINT) FROM cost_daily "
                               "WHERE sys_delivery_id = 1"),
                        micro);
    assert_string_equal(answer(world, world->db,
                               "SELECT string_agg(concat_ws(' ', delivery_id, source_id, "
                               "billing_month, first_charge_date, charge_count, is_attached), ', ' "
                               "ORDER BY delivery_id, billing_month) FROM charge_leaf"),
                        "1 1 2026-09-01 2026-10-31 300 f, 1 1 2026-10-01 2026-10-31 2700 f, "
                        "2 1 2026-09-01 2026-10-31 1 f, 2 1 2026-10-01 2026-10-31 4 f");
    assert_string_equal(answer(world, world->db,
                               "SELECT concat_ws('|', file_no, row_no, \"column\" IS NULL, reason) "
                               "FROM charge_reject WHERE sys_delivery_id = 1"),
                        "1|5|t|a \"b\", c");
    assert_string_equal(answer(world, world->db,
                               "SELECT concat_ws(' ', charge_count, filled_count) FROM charge_fill "
                               "WHERE sys_delivery_id = 1 AND name = 'billed_cost'"),
                        "3000 3000");
    world_done(world);
}

static void what_a_run_that_died_left_is_replaced(void **state)
{
    struct world *world = world_make();
    struct err err = { 0 };

    (void)state;
    assert_done(warehouse_keep(world->warehouse, 1, 1, stage(world, 1, 100), &err));
    assert_done(warehouse_keep(world->warehouse, 1, 2, stage(world, 2, 100), &err));
    assert_done(warehouse_keep(world->warehouse, 1, 1, stage(world, 1, 7), &err));
    assert_rows(world, TABLE_CHARGE, NULL, "107");
    assert_done(warehouse_forget(world->warehouse, 1, &err));
    assert_done(warehouse_forget(world->warehouse, 1, &err));
    assert_done(warehouse_forget(world->warehouse, 2, &err));
    assert_rows(world, TABLE_DAILY, NULL, "0");
    assert_rows(world, TABLE_TAG_VALUE, NULL, "0");
    assert_string_equal(answer(world, world->db,
                               "SELECT count(*) FROM pg_class WHERE relname LIKE 'charge\\__%' AND "
                               "relname ~ '[0-9]'"),
                        "0");
    world_done(world);
}

static void a_delivery_without_charges_is_one(void **state)
{
    struct world *world = world_make();
    struct err err = { 0 };

    (void)state;
    assert_done(warehouse_keep(world->warehouse, 1, 1, stage(world, 1, 0), &err));
    assert_done(warehouse_keep(world->warehouse, 1, 2, stage(world, 2, 3), &err));
    assert_rows(world, TABLE_CHARGE, NULL, "3");
    world_done(world);
}

/* Its files stay where they are, and nothing of it is in the database. */
static void what_cannot_be_loaded_is_not_there(void **state)
{
    struct world *world = world_make();
    struct err err SCOPED(err_done) = { 0 };
    char *path = stage(world, 1, 10);

    (void)state;
    run(world->db, "ALTER TABLE tag_value ADD CHECK (value <> 'v')");
    assert_false(warehouse_keep(world->warehouse, 1, 1, path, &err));
    assert_non_null(strstr(err_text(&err), "delivery 1"));
    assert_true(directory_exists(path));
    assert_string_equal(answer(world, world->db,
                               "SELECT (SELECT count(*) FROM charge_delivery) + (SELECT count(*) "
                               "FROM cost_daily) + (SELECT count(*) FROM charge_leaf)"),
                        "0");
    assert_string_equal(answer(world, world->db, "SELECT to_regclass('charge_1_202610') IS NULL"),
                        "true");
    world_done(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_what_was_made),
        cmocka_unit_test(what_a_run_that_died_left_is_replaced),
        cmocka_unit_test(a_delivery_without_charges_is_one),
        cmocka_unit_test(what_cannot_be_loaded_is_not_there),
    };

    return cmocka_run_group_tests_name("warehouse_postgres", tests, start, stop);
}
