/* SPDX-License-Identifier: Apache-2.0 */
#include "run/bundle.h"

#include "unit.h"

static void write_text(const char *directory, const char *name, const char *text)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    FILE *file = fopen(path_join(&arena, directory, name), "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A bucket's copy: exports/report/20260501-20260601/E2/part-1.csv and its manifest two folders up.
 */
static char *make_copy(const char *manifest)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    char *directory = fresh_directory();
    char *month = path_join(&arena, directory, "20260501-20260601");

    assert_done(directory_make(path_join(&arena, month, "E1"), &err));
    assert_done(directory_make(path_join(&arena, month, "E2"), &err));
    write_text(month, "E1/part-1.csv", "old\n");
    write_text(month, "E2/part-1.csv", "new\n");
    write_text(month, "E2/not-listed.csv", "left over\n");
    write_text(month, "report-Manifest.json", manifest);
    return directory;
}

static void only_the_files_of_the_manifest_count(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory =
        make_copy("{\"assemblyId\":\"E2\",\"columns\":[{\"name\":\"x\"}],"
                  "\"reportKeys\":[\"exports/report/20260501-20260601/E2/part-1.csv\"]}");

    (void)state;
    assert_done(bundle_open(directory, NULL, &arena, &bundle, &err));
    assert_int_equal(bundle.file_count, 1);
    assert_non_null(strstr(bundle.files[0].path, "/E2/part-1.csv"));
    assert_string_equal(bundle.execution_id, "E2");
    assert_null(bundle.missing);
    assert_true(bundle.produced_at > 0);
    drop_directory(directory);
}

static void a_file_that_is_not_there_yet_is_named(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory = make_copy("{\"dataFiles\":[\"s3://bucket/x/20260501-20260601/E2/part-1.csv\","
                                "\"s3://bucket/x/20260501-20260601/E2/part-2.csv\"]}");

    (void)state;
    assert_done(bundle_open(directory, NULL, &arena, &bundle, &err));
    assert_string_equal(bundle.missing, "part-2.csv");
    drop_directory(directory);
}

static void assert_refused(const char *manifest, const char *expected)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory = make_copy(manifest);

    assert_false(bundle_open(directory, NULL, &arena, &bundle, &err));
    if (!strstr(err_text(&err), expected))
        fail_msg("\"%s\" does not say \"%s\"", err_text(&err), expected);
    drop_directory(directory);
}

static void a_manifest_that_is_wrong_is_refused(void **state)
{
    (void)state;
    assert_refused("{\"reportKeys\":[\"E2/part-1.csv\",\"E2/part-1.csv\"]}", "twice");
    assert_refused("{\"reportKeys\":[\"../../etc/part-1.csv\"]}", "leaves its directory");
    assert_refused("{\"reportKeys\":[]}", "lists no bill files");
    assert_refused("{\"reportKeys\":[", "report-Manifest.json:1:");
}

static void a_directory_without_a_manifest_is_refused(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory = fresh_directory();

    (void)state;
    write_text(directory, "bill.csv", "a,b\n");
    assert_false(bundle_open(directory, NULL, &arena, &bundle, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_non_null(strstr(err_text(&err), "without a manifest"));
    drop_directory(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_files_of_the_manifest_count),
        cmocka_unit_test(a_file_that_is_not_there_yet_is_named),
        cmocka_unit_test(a_manifest_that_is_wrong_is_refused),
        cmocka_unit_test(a_directory_without_a_manifest_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
