/* SPDX-License-Identifier: Apache-2.0 */
/* Who may be at work beside whom (home_lock.h). home_lock_postgres_test.c is the same with the
 * locks of a database. */
#include "run/home_lock.h"

#include "unit.h"

#include <pthread.h>

#ifndef TEST_DATABASE
#define TEST_DATABASE NULL
#define GROUP_SETUP NULL
#define GROUP_TEARDOWN NULL
#endif

enum { LONG = 60 };

struct home {
    char *path;
    char *url; /* NULL: embedded */
    struct place place;
    struct home_lock *first;
    struct home_lock *second;
};

static struct home home_make(void)
{
    return (struct home){ .path = fresh_directory(), .url = TEST_DATABASE };
}

static void home_enter(struct home *home)
{
    home->place = (struct place){ .home = home->path, .database_url = home->url };
    home->first = home_lock_new(&home->place);
    home->second = home_lock_new(&home->place);
}

static void home_done(struct home *home)
{
    home_lock_close(home->first);
    home_lock_close(home->second);
    drop_directory(home->path);
    free(home->url);
}

static void runs_are_at_work_beside_one_another_but_no_sweep(void **state)
{
    struct home home = home_make();
    struct home_lock *sweep;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    home_enter(&home);
    sweep = home_lock_new(&home.place);
    assert_done(home_lock_run(home.first, &err));
    assert_done(home_lock_run(home.second, &err));
    assert_false(home_lock_sweep(sweep, &err));
    assert_int_equal(err.code, ERR_BUSY);
    home_lock_close(home.first);
    home.first = NULL;
    assert_false(home_lock_sweep(sweep, &err));
    home_lock_close(home.second);
    home.second = NULL;
    err_done(&err);
    assert_done(home_lock_sweep(sweep, &err));
    home_lock_close(sweep);
    home_done(&home);
}

static void of_two_runs_of_one_source_the_second_is_busy(void **state)
{
    struct home home = home_make();
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    home_enter(&home);
    assert_done(home_lock_source(home.first, "aws", 0, NULL, &err));
    assert_false(home_lock_source(home.second, "aws", 0, NULL, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_non_null(strstr(err_text(&err), "aws"));
    err_done(&err);
    assert_done(home_lock_source(home.second, "azure", 0, NULL, &err));
    assert_done(home_lock_held(home.first, &err));
    assert_done(home_lock_held(home.second, &err));
    home_done(&home);
}

struct waiting {
    struct home *home;
    struct err err;
    bool was_taken;
    atomic_bool cancel;
};

static void *wait_for_source(void *argument)
{
    struct waiting *waiting = argument;

    waiting->was_taken =
        home_lock_source(waiting->home->second, "aws", LONG, &waiting->cancel, &waiting->err);
    return NULL;
}

static void a_run_goes_on_when_the_other_of_its_source_has_ended(void **state)
{
    struct home home = home_make();
    struct waiting waiting = { .home = &home };
    struct err err SCOPED(err_done) = { 0 };
    pthread_t thread;

    (void)state;
    home_enter(&home);
    assert_done(home_lock_source(home.first, "aws", 0, NULL, &err));
    assert_int_equal(pthread_create(&thread, NULL, wait_for_source, &waiting), 0);
    home_lock_close(home.first);
    home.first = NULL;
    pthread_join(thread, NULL);
    if (!waiting.was_taken)
        fail_msg("%s", err_text(&waiting.err));
    home_done(&home);
}

static void a_wait_can_be_cancelled(void **state)
{
    struct home home = home_make();
    struct waiting waiting = { .home = &home };
    struct err err SCOPED(err_done) = { 0 };
    pthread_t thread;

    (void)state;
    home_enter(&home);
    assert_done(home_lock_source(home.first, "aws", 0, NULL, &err));
    assert_int_equal(pthread_create(&thread, NULL, wait_for_source, &waiting), 0);
    atomic_store(&waiting.cancel, true);
    pthread_join(thread, NULL);
    assert_false(waiting.was_taken);
    assert_int_equal(waiting.err.code, ERR_USAGE);
    err_done(&waiting.err);
    home_done(&home);
}

static void *wait_to_append(void *argument)
{
    struct waiting *waiting = argument;

    waiting->was_taken = home_lock_append(waiting->home->second, &waiting->err);
    return NULL;
}

static void one_run_appends_at_a_time(void **state)
{
    struct home home = home_make();
    struct waiting waiting = { .home = &home };
    struct err err SCOPED(err_done) = { 0 };
    pthread_t thread;

    (void)state;
    home_enter(&home);
    assert_done(home_lock_append(home.first, &err));
    assert_done(home_lock_append(home.first, &err)); /* it has it already */
    assert_done(home_lock_held(home.first, &err));
    assert_int_equal(pthread_create(&thread, NULL, wait_to_append, &waiting), 0);
    home_lock_close(home.first);
    home.first = NULL;
    pthread_join(thread, NULL);
    assert_true(waiting.was_taken);
    home_done(&home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_at_work_beside_one_another_but_no_sweep),
        cmocka_unit_test(of_two_runs_of_one_source_the_second_is_busy),
        cmocka_unit_test(a_run_goes_on_when_the_other_of_its_source_has_ended),
        cmocka_unit_test(a_wait_can_be_cancelled),
        cmocka_unit_test(one_run_appends_at_a_time),
    };

    return cmocka_run_group_tests(tests, GROUP_SETUP, GROUP_TEARDOWN);
}
