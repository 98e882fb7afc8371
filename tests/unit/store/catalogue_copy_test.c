/* SPDX-License-Identifier: Apache-2.0 */
#include "store/catalogue_copy.h"

#include "store/catalogue.h"
#include "unit_postgres.h"

/* An embedded catalogue, held, and an empty database to copy it into. */
struct world {
    char *home;
    char *url;
    struct catalogue *catalogue;
};

static struct db *from(struct world *world)
{
    return catalogue_db(world->catalogue);
}

static void open_world(struct world *world)
{
    struct place place;
    struct err err = { 0 };

    world->home = fresh_directory();
    world->url = test_postgres_database(test_server);
    place = (struct place){ .home = world->home };
    assert_done(catalogue_open(&place, &world->catalogue, &err));
}

static void close_world(struct world *world)
{
    catalogue_close(world->catalogue);
    drop_directory(world->home);
    free(world->url);
}

/* The error with which the database is opened; "" when it can be. */
static enum err_code open_code(const struct world *world)
{
    const struct place place = { .home = world->home, .database_url = world->url };
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    return catalogue_open(&place, &catalogue, &err) ? ERR_NONE : err.code;
}

static void add_rows(struct db *db)
{
    test_run(
        db,
        "INSERT INTO source (source_id, name, format, created_at) VALUES (3, 'aé\"s', 'f', 't');"
        "INSERT INTO delivery (delivery_id, source_id, dataset, name, produced_at, arrived_at, "
        "content_hash, byte_count, state, message, duplicate_of) VALUES "
        "(5, 3, 'd', 'tab\tand\\line\nend', 't', 't', 'h', 9007199254740993, 'superseded', '', 7),"
        "(7, NULL, 'd', '\\N', 't', 't', 'h', 1, 'rejected', '', NULL);"
        "INSERT INTO delivery_total VALUES (5, 'USD', '-0.000000000001', '1e3', '', ' ', '0', 0);"
        "INSERT INTO data_change VALUES (1, 't', 'migrated', 5); UPDATE data_version SET version = "
        "1;");
}

static void every_row_comes_and_numbers_go_on(void **state)
{
    struct world world;
    struct catalogue_copy *copy SCOPED(catalogue_copy_closep) = NULL;
    struct catalogue_copied copied;
    struct err err SCOPED(err_done) = { 0 };
    struct db *to SCOPED(db_closep) = NULL;

    (void)state;
    open_world(&world);
    add_rows(from(&world));
    assert_done(catalogue_copy_open(from(&world), world.url, &copy, &err));
    assert_done(catalogue_copy_finish(copy, &copied, &err));
    assert_int_equal(copied.row_count, 6);
    assert_int_equal(open_code(&world), ERR_NONE);
    assert_done(postgres_connect(world.url, &to, &err));
    assert_answers(to, "SELECT name FROM source", "aé\"s");
    assert_answers(to, "SELECT name FROM delivery WHERE delivery_id = 5", "tab\tand\\line\nend");
    assert_answers(to, "SELECT name FROM delivery WHERE delivery_id = 7", "\\N");
    assert_answers(to, "SELECT byte_count FROM delivery WHERE delivery_id = 5", "9007199254740993");
    assert_answers(
        to, "SELECT concat('[', effective_cost, '|', list_cost, ']') FROM delivery_total", "[| ]");
    assert_answers(
        to,
        "INSERT INTO source (name, format, created_at) VALUES ('b', 'f', 't') RETURNING source_id",
        "4");
    assert_answers(
        to,
        "INSERT INTO delivery (dataset, name, produced_at, arrived_at, content_hash, byte_count, "
        "state) VALUES ('d', 'n', 't', 't', 'h', 1, 'held') RETURNING delivery_id",
        "8");
    close_world(&world);
}

static void nobody_opens_a_database_before_all_is_there(void **state)
{
    struct world world;
    struct catalogue_copy *copy = NULL;
    struct catalogue_copied copied;
    struct err err SCOPED(err_done) = { 0 };
    struct db *to SCOPED(db_closep) = NULL;

    (void)state;
    open_world(&world);
    add_rows(from(&world));
    assert_done(catalogue_copy_open(from(&world), world.url, &copy, &err));
    assert_int_equal(open_code(&world), ERR_BUSY);
    catalogue_copy_close(copy); /* interrupted */
    assert_int_equal(open_code(&world), ERR_BUSY);
    assert_done(postgres_connect(world.url, &to, &err));
    assert_answers(to, "SELECT count(*) FROM source", "0");
    assert_done(catalogue_copy_open(from(&world), world.url, &copy, &err)); /* begun again */
    assert_done(catalogue_copy_finish(copy, &copied, &err));
    assert_int_equal(open_code(&world), ERR_NONE);
    assert_done(catalogue_copy_withdraw(copy, &err));
    assert_int_equal(open_code(&world), ERR_BUSY);
    catalogue_copy_close(copy);
    assert_false(
        catalogue_copy_open(from(&world), world.url, &copy, &err)); /* it holds something */
    assert_int_equal(err.code, ERR_CONFLICT);
    close_world(&world);
}

static void a_database_that_holds_something_is_refused(void **state)
{
    static const char *const held[] = {
        "INSERT INTO centavo.source (name, format, created_at) VALUES ('s', 'f', 't')",
        "UPDATE centavo.data_version SET version = 1",
        "INSERT INTO centavo.fx_rate VALUES ('s', 'USD', 'EUR', 'd', NULL, '1', 'f', 't', 1, NULL)",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(held); i++) {
        struct world world;
        struct catalogue_copy *copy = NULL;
        struct err err SCOPED(err_done) = { 0 };
        struct db *to SCOPED(db_closep) = NULL;

        open_world(&world);
        assert_int_equal(open_code(&world), ERR_NONE);
        assert_done(postgres_connect(world.url, &to, &err));
        test_run(to, held[i]);
        assert_false(catalogue_copy_open(from(&world), world.url, &copy, &err));
        assert_int_equal(err.code, ERR_CONFLICT);
        assert_int_equal(open_code(&world), ERR_NONE); /* it stays as it is */
        close_world(&world);
    }
}

static void a_row_that_is_not_the_same_undoes_all(void **state)
{
    struct world world;
    struct catalogue_copy *copy SCOPED(catalogue_copy_closep) = NULL;
    struct catalogue_copied copied;
    struct err err SCOPED(err_done) = { 0 };
    struct db *to SCOPED(db_closep) = NULL;

    (void)state;
    open_world(&world);
    add_rows(from(&world));
    assert_done(catalogue_copy_open(from(&world), world.url, &copy, &err));
    assert_done(postgres_connect(world.url, &to, &err));
    test_run(to,
             "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
             "NEW.name = upper(NEW.name); RETURN NEW; END $$;"
             "CREATE TRIGGER spoil BEFORE INSERT ON source FOR EACH ROW EXECUTE FUNCTION spoil()");
    assert_false(catalogue_copy_finish(copy, &copied, &err));
    assert_non_null(strstr(err_text(&err), "source is not the same"));
    assert_answers(to, "SELECT count(*) FROM source", "0");
    assert_int_equal(open_code(&world), ERR_BUSY);
    close_world(&world);
}

static void a_table_that_was_forgotten_is_told(void **state)
{
    struct world world;
    struct catalogue_copy *copy SCOPED(catalogue_copy_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    open_world(&world);
    assert_done(catalogue_copy_open(from(&world), world.url, &copy, &err)); /* none is */
    catalogue_copy_closep(&copy);
    test_run(from(&world), "CREATE TABLE budget (name TEXT)");
    assert_false(catalogue_copy_open(from(&world), world.url, &copy, &err));
    assert_int_equal(err.code, ERR_BUG);
    assert_non_null(strstr(err_text(&err), "budget"));
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_comes_and_numbers_go_on),
        cmocka_unit_test(nobody_opens_a_database_before_all_is_there),
        cmocka_unit_test(a_database_that_holds_something_is_refused),
        cmocka_unit_test(a_row_that_is_not_the_same_undoes_all),
        cmocka_unit_test(a_table_that_was_forgotten_is_told),
    };

    return cmocka_run_group_tests_name("catalogue_copy", tests, test_postgres_setup,
                                       test_postgres_teardown);
}
