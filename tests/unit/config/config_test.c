/* SPDX-License-Identifier: Apache-2.0 */
#include "config/config.h"

#include "unit.h"

#include <stdio.h>

static char *write_file(const char *directory, const char *text)
{
    char *path = NULL;
    FILE *file;

    if (asprintf(&path, "%s/centavo.yaml", directory) < 0)
        abort();
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static void a_flag_beats_the_environment_beats_the_file(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    char *directory = fresh_directory();
    char *path = write_file(directory, "listen: 127.0.0.1:1\nmemory_limit: 64MB\nthreads: 3\n"
                                       "gcp_commitment: cpu=8\n");
    struct config_flag flags[] = { { "listen", "127.0.0.1:3" } };
    struct config config;

    (void)state;
    setenv("CENTAVO_LISTEN", "127.0.0.1:2", 1);
    setenv("CENTAVO_THREADS", "5", 1);
    assert_done(config_load(path, flags, 1, &arena, &config, &err));
    unsetenv("CENTAVO_LISTEN");
    unsetenv("CENTAVO_THREADS");
    assert_string_equal(config.listen, "127.0.0.1:3");
    assert_int_equal(config.threads, 5);
    assert_int_equal(config.memory_limit, 64 << 20);
    assert_string_equal(config.gcp_commitment, "cpu=8");
    assert_int_equal(config.log_level, LOG_INFO);
    free(path);
    drop_directory(directory);
}

static void assert_shown(const char *url, const char *expected)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const struct config config = { .place.database_url = url };

    for (size_t i = 0; i < config_key_count; i++)
        if (strcmp(config_keys[i].name, "database_url") == 0)
            assert_string_equal(config_value(&config, &config_keys[i], &arena), expected);
}

static void a_password_is_not_shown(void **state)
{
    (void)state;
    assert_shown("postgresql://me:s3:c@r@et@host/db", "postgresql://me:***@host/db");
    assert_shown("postgresql://me:a/b@host/db?password=x&sslmode=require",
                 "postgresql://me:***@host/db?password=***&sslmode=require");
    assert_shown("postgresql://host/db?password=x&sslkey=k&sslpassword=y",
                 "postgresql://host/db?password=***&sslkey=k&sslpassword=***");
    assert_shown("postgresql://me@host:5432/db", "postgresql://me@host:5432/db");
    assert_shown("postgresql:///db", "postgresql:///db");
}

static void assert_refused(const char *text, const char *expected)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    char *directory = fresh_directory();
    char *path = write_file(directory, text);
    struct config config;

    assert_false(config_load(path, NULL, 0, &arena, &config, &err));
    assert_int_equal(err.code, ERR_USAGE);
    if (!strstr(err_text(&err), expected))
        fail_msg("\"%s\" does not say \"%s\"", err_text(&err), expected);
    free(path);
    drop_directory(directory);
}

static void a_file_that_is_wrong_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_refused("home: x\nlisten_to: y\n", "centavo.yaml:2: there is no key listen_to");
    assert_refused("home: x\nhome: y\n", "centavo.yaml:2: home is there twice");
    assert_refused("memory_limit: lots\n", "lots is not a size");
    assert_refused("log_level: loud\n", "loud is not one of error|warning|info|debug");
    assert_refused("home: [a, b]\n", "centavo.yaml:1: a key has one plain value");
    assert_refused("home:\n  nested: 1\n", "centavo.yaml:2: a key has one value");
    assert_refused("just text\n", "expected `key: value`");
    assert_refused("home: \"unclosed\n", "centavo.yaml:");
    assert_refused("home: &a x\nlisten: *a\n", "centavo.yaml:2: a key has one plain value");
}

static void a_file_that_is_named_must_be_there(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct config config;

    (void)state;
    assert_false(config_load("/no/such/centavo.yaml", NULL, 0, &arena, &config, &err));
    assert_int_equal(err.code, ERR_MISSING);
}

static void an_empty_file_is_fine(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    char *directory = fresh_directory();
    char *path = write_file(directory, "# nothing\n");
    struct config config;

    (void)state;
    assert_done(config_load(path, NULL, 0, &arena, &config, &err));
    assert_string_equal(config.place.home, "./centavo-data");
    free(path);
    drop_directory(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_password_is_not_shown),
        cmocka_unit_test(a_flag_beats_the_environment_beats_the_file),
        cmocka_unit_test(a_file_that_is_wrong_is_refused_with_its_line),
        cmocka_unit_test(a_file_that_is_named_must_be_there),
        cmocka_unit_test(an_empty_file_is_fine),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
