/* SPDX-License-Identifier: Apache-2.0 */
/* unit_duck.h -- a DuckDB with a directory of its own. */
#ifndef CENTAVO_TESTS_UNIT_DUCK_H
#define CENTAVO_TESTS_UNIT_DUCK_H

#include "store/duck.h"
#include "unit_db.h"

struct test_duck {
    char *directory;
    struct duck *duck;
    struct db *db;
};

static inline struct test_duck test_duck_open(void)
{
    struct test_duck test = { .directory = fresh_directory() };
    const char *const directories[] = { test.directory, NULL };
    struct duck_options options = { .directories = directories,
                                    .temp_directory = test.directory,
                                    .memory_limit = 256 << 20,
                                    .threads = 2 };
    struct err err = { 0 };

    assert_done(duck_open(&options, &test.duck, &err));
    assert_done(duck_connect(test.duck, &test.db, &err));
    return test;
}

static inline void test_duck_close(struct test_duck *test)
{
    db_close(test->db);
    duck_close(test->duck);
    drop_directory(test->directory);
}

#endif
