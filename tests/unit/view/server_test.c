/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a server: what PostgreSQL answers first, cubes in memory answer next, with the same
 * bytes. What else it answers is compared with an embedded home in tests/engine. */
#include "unit_postgres.h"

#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "view/relation.h"
#include "view/view.h"

#include <pthread.h>

struct world {
    char home[64];
    char *url;
    struct arena arena;
    struct dataset *dataset;
};

static void must(bool done, const struct err *err)
{
    if (!done)
        fail_msg("%s", err_text(err));
}

/* Run the program itself. */
static void centavo(struct world *world, const char *arguments)
{
    const char *command = arena_printf(
        &world->arena, "CENTAVO_DATABASE_URL=%s %s %s --home %s --log-level error >/dev/null",
        world->url, getenv("CENTAVO_BIN"), arguments, world->home);

    assert_int_equal(system(command), 0);
}

static const char *bill(struct world *world, const char *name)
{
    return arena_printf(&world->arena, "ingest %s/tests/golden/view/bills/%s.csv",
                        getenv("CENTAVO_ROOT"), name);
}

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    struct err err SCOPED(err_done) = { 0 };

    snprintf(world->home, sizeof(world->home), "/tmp/centavo-server-XXXXXX");
    assert_non_null(mkdtemp(world->home));
    world->url = test_postgres_database(test_server);
    centavo(world, bill(world, "nimbus"));
    centavo(world, bill(world, "aurora"));
    centavo(world, "rates add EUR USD 1.083333333333333 --set ecb_daily --from 2025-01-01");
    const struct dataset_options options = { .place = &(struct place){ world->home, world->url },
                                             .keeps_cubes = true };
    must(dataset_open(&options, &world->dataset, &err), &err);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;
    struct err err SCOPED(err_done) = { 0 };

    dataset_close(world->dataset);
    must(directory_remove(world->home, &err), &err);
    arena_done(&world->arena);
    free(world->url);
    free(world);
    return 0;
}

static struct snapshot *snapshot_of(struct world *world)
{
    struct snapshot *snapshot = NULL;
    struct err err SCOPED(err_done) = { 0 };

    dataset_refresh(world->dataset);
    must(dataset_snapshot(world->dataset, &snapshot, &err), &err);
    return snapshot;
}

static bool prepare(struct world *world, struct snapshot *snapshot, const char *words,
                    struct view_call **call, struct err *err)
{
    struct query_pair pairs[16];
    size_t count = 0;
    char *rest = arena_strdup(&world->arena, words);
    const char *parameter;

    for (char *pair; (pair = strsep(&rest, "&")) && *pair;) {
        char *value = strchr(pair, '=');

        *value++ = '\0';
        pairs[count++] = (struct query_pair){ pair, value };
    }
    const struct view_request request = { view_question_find("costs"), pairs, count, VIEW_JSON,
                                          "/api/v1/costs" };

    return view_prepare(snapshot, &request, &world->arena, call, &parameter, err);
}

static bool answer(struct world *world, const char *words, const char **out, struct err *err)
{
    struct snapshot *snapshot SCOPED(snapshot_releasep) = snapshot_of(world);
    struct view_call *call SCOPED(view_donep) = NULL;
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };

    if (!prepare(world, snapshot, words, &call, err) || !view_answer(call, &text, err))
        return false;
    *out = arena_strndup(&world->arena, buf_text(&text), text.size);
    return true;
}

static const char *ask(struct world *world, const char *words)
{
    const char *out = NULL;
    struct err err SCOPED(err_done) = { 0 };

    must(answer(world, words, &out, &err), &err);
    return out;
}

/* Where costs by service are answered from. */
static struct relation relation_of(struct world *world, const char *column)
{
    struct snapshot *snapshot SCOPED(snapshot_releasep) = snapshot_of(world);
    struct relation relation;
    struct need need = { .metric = column_find("effective_cost"),
                         .periods = { snapshot_days(snapshot) } };
    struct err err SCOPED(err_done) = { 0 };

    need_column(&need, column_find("billing_currency"));
    need_column(&need, column_find(column));
    must(snapshot_relation(snapshot, &need, &world->arena, &relation, &err), &err);
    return relation;
}

#define MARCH "start=2025-03-01&end=2025-04-30&"

static void a_cube_answers_what_postgresql_answered(void **state)
{
    static const char *const questions[] = {
        MARCH "group_by=service_name&granularity=total&compare=previous",
        MARCH "group_by=service_name&granularity=day",
        MARCH "group_by=service_name,sub_account_id&granularity=month&metric=billed_cost",
        MARCH "group_by=region_id&granularity=week&sort=-effective_cost",
        MARCH "group_by=service_name&granularity=month&currency=USD",
        MARCH "granularity=total&currency=EUR&rate_policy=billing_period_end&basis=billing_period",
        MARCH "filter=service_name ~ \"STORE\"&group_by=service_name",
    };
    struct world *world = *state;
    const char *first[ARRAY_COUNT(questions)];

    assert_false(relation_of(world, "service_name").engine == ENGINE_MEMORY);
    for (size_t i = 0; i < ARRAY_COUNT(questions); i++)
        first[i] = ask(world, questions[i]);
    dataset_settle(world->dataset);
    assert_true(relation_of(world, "service_name").engine == ENGINE_MEMORY);
    for (size_t i = 0; i < ARRAY_COUNT(questions); i++)
        assert_string_equal(ask(world, questions[i]), first[i]);
}

static void a_new_version_has_cubes_of_its_own(void **state)
{
    struct world *world = *state;
    const char *words = MARCH "group_by=service_name&granularity=total";
    const char *before = ask(world, words);

    dataset_settle(world->dataset);
    assert_string_equal(ask(world, words), before);
    centavo(world, "tags map env environment");
    ask(world, words);
    dataset_settle(world->dataset);
    assert_true(relation_of(world, "service_name").engine == ENGINE_MEMORY);
    /* its data version is another one, its rows are not */
    assert_string_equal(strstr(ask(world, words), "\"items\""), strstr(before, "\"items\""));
}

static void what_breaks_is_made_again(void **state)
{
    struct world *world = *state;
    const char *words = MARCH "group_by=service_name&granularity=total";
    const char *before = ask(world, words);

    test_postgres_tell(test_server, "restart");
    assert_string_equal(ask(world, words), before);
    dataset_settle(world->dataset);
    ask(world, MARCH "group_by=service_name&granularity=day");
    dataset_settle(world->dataset);
    assert_true(relation_of(world, "service_name").engine == ENGINE_MEMORY);
}

struct asking {
    struct world *world;
    struct view_call *call;
    struct buf out;
    struct err err;
    bool done;
};

static void *ask_aside(void *context)
{
    struct asking *asking = context;

    asking->done = view_answer(asking->call, &asking->out, &asking->err);
    return NULL;
}

static bool is_waiting(struct db *db)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err SCOPED(err_done) = { 0 };

    must(db_query_text(db, "waiting", "SELECT 1 FROM pg_locks WHERE NOT granted", NO_PARAMS, &rows,
                       &err),
         &err);
    return rows_next(rows, &err) == ROW;
}

static void a_question_can_be_interrupted(void **state)
{
    struct world *world = *state;
    struct snapshot *snapshot SCOPED(snapshot_releasep) = snapshot_of(world);
    struct db *db SCOPED(db_closep) = NULL;
    struct asking asking = { .world = world, .out = { .maximum = LIMIT_ANSWER } };
    struct err err SCOPED(err_done) = { 0 };
    pthread_t thread;

    must(postgres_connect(world->url, &db, &err) && db_begin(db, &err) &&
             db_script(db, "lock", "LOCK TABLE cost_daily, cost_overview IN ACCESS EXCLUSIVE MODE",
                       &err),
         &err);
    must(prepare(world, snapshot, MARCH "group_by=charge_class,region_name", &asking.call, &err),
         &err);
    assert_int_equal(pthread_create(&thread, NULL, ask_aside, &asking), 0);
    while (!is_waiting(db))
        usleep(1000);
    view_interrupt(asking.call);
    pthread_join(thread, NULL);
    assert_false(asking.done);
    assert_int_equal(asking.err.code, ERR_UPSTREAM);
    view_done(asking.call);
    buf_done(&asking.out);
    err_done(&asking.err);
    db_rollback(db);
    assert_non_null(strstr(ask(world, MARCH "group_by=charge_class,region_name"), "\"items\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cube_answers_what_postgresql_answered, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_new_version_has_cubes_of_its_own, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(what_breaks_is_made_again, open_world, close_world),
        cmocka_unit_test_setup_teardown(a_question_can_be_interrupted, open_world, close_world),
    };

    return cmocka_run_group_tests(tests, test_postgres_setup, test_postgres_teardown);
}
