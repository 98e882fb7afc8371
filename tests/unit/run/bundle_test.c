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
    assert_done(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
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
    assert_done(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
    assert_string_equal(bundle.missing, "part-2.csv");
    drop_directory(directory);
}

static void assert_refused(const char *manifest, const char *expected)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory = make_copy(manifest);

    assert_false(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
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
    assert_false(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_non_null(strstr(err_text(&err), "without a manifest"));
    drop_directory(directory);
}

/* ---- exports of Azure ---- */

struct azure_run {
    const char *folder;
    const char *type;
    const char *submitted;
    const char *start;
    const char *end;
    const char *resource;
};

static void write_run(const char *directory, const struct azure_run *run)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    const char *folder = path_join(&arena, directory, run->folder);

    assert_done(directory_make(folder, &err));
    write_text(folder, "part_0.csv", run->folder);
    write_text(folder, "manifest.json",
               arena_printf(&arena,
                            "{\"exportConfig\":{\"type\":\"%s\",\"resourceId\":"
                            "\"/%s/providers/Microsoft.CostManagement/exports/x\"},"
                            "\"runInfo\":{\"runId\":\"id-%s\",\"submittedTime\":\"%s\","
                            "\"startDate\":\"%sT00:00:00\",\"endDate\":\"%sT00:00:00\"},"
                            "\"blobs\":[{\"blobName\":\"root/%s/part_0.csv\",\"byteCount\":%zu,"
                            "\"dataRowCount\":7}]}",
                            run->type, run->resource ? run->resource : "a", run->folder,
                            run->submitted, run->start, run->end, run->folder,
                            strlen(run->folder)));
}

static char *make_tree(const struct azure_run *runs)
{
    char *directory = fresh_directory();

    for (; runs->folder; runs++)
        write_run(directory, runs);
    return directory;
}

static void of_the_runs_of_an_azure_export_the_newest_of_each_month_counts(void **state)
{
    static const struct azure_run runs[] = {
        { "r1", "ActualCost", "2025-01-30T08:00:00.1234567Z", "2025-01-01", "2025-01-31", NULL },
        { "r2", "ActualCost", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", NULL },
        { "r3", "ActualCost", "2025-02-04T08:00:00Z", "2025-02-01", "2025-02-28", NULL },
        { NULL, NULL, NULL, NULL, NULL, NULL },
    };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    struct period *periods = NULL;
    char *directory = make_tree(runs);
    size_t count;

    (void)state;
    assert_done(bundle_periods(directory, &arena, &periods, &count, &err));
    assert_int_equal(count, 2);
    assert_done(bundle_open(directory, NULL, &periods[1], &arena, &bundle, &err));
    assert_string_equal(bundle.execution_id, "id-r2");
    assert_int_equal(bundle.file_count, 1);
    assert_int_equal(bundle.row_count, 7);
    assert_string_equal(bundle.files[0].kind, "actual");
    assert_non_null(strstr(bundle.files[0].path, "/r2/"));
    assert_true(bundle.produced_at > 0);
    assert_false(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
    drop_directory(directory);
}

static void an_actual_and_an_amortized_export_are_one_delivery(void **state)
{
    static const struct azure_run runs[] = {
        { "r1", "ActualCost", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", NULL },
        { "r2", "AmortizedCost", "2025-02-05T09:00:00Z", "2025-01-01", "2025-01-31", NULL },
        { NULL, NULL, NULL, NULL, NULL, NULL },
    };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory = make_tree(runs);

    (void)state;
    assert_done(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
    assert_int_equal(bundle.file_count, 2);
    assert_string_equal(bundle.files[0].kind, "amortized");
    assert_string_equal(bundle.files[1].kind, "actual");
    drop_directory(directory);
}

/* What was exported as usage once may stand beside the exports of today. */
static void an_export_of_usage_of_another_month_counts(void **state)
{
    static const struct azure_run runs[] = {
        { "r1", "Usage", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", NULL },
        { "r2", "ActualCost", "2025-03-05T08:00:00Z", "2025-02-01", "2025-02-28", NULL },
        { NULL, NULL, NULL, NULL, NULL, NULL },
    };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct period *periods = NULL;
    char *directory = make_tree(runs);
    size_t count;

    (void)state;
    assert_done(bundle_periods(directory, &arena, &periods, &count, &err));
    assert_int_equal(count, 2);
    drop_directory(directory);
}

static void assert_tree_refused(const struct azure_run *runs, const char *expected)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct period *periods = NULL;
    char *directory = make_tree(runs);
    size_t count;

    assert_false(bundle_periods(directory, &arena, &periods, &count, &err));
    if (!strstr(err_text(&err), expected))
        fail_msg("\"%s\" does not say \"%s\"", err_text(&err), expected);
    drop_directory(directory);
}

static void azure_exports_that_do_not_belong_together_are_refused(void **state)
{
    static const struct azure_run first = { "r1",         "ActualCost", "2025-02-05T08:00:00Z",
                                            "2025-01-01", "2025-01-31", NULL };
    static const struct {
        struct azure_run run;
        const char *expected;
    } others[] = {
        { { "r2", "ActualCost", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", "b" },
          "exports of /a and of /b" },
        { { "r2", "FocusCost", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", NULL },
          "describe the same money" },
        { { "r2", "Usage", "2025-02-05T09:00:00Z", "2025-01-01", "2025-01-31", NULL },
          "type Usage and of type ActualCost of one period" },
        { { "r2", "PriceSheet", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", NULL },
          "holds no charges" },
        { { "r2", "ActualCost", "2025-02-05T08:00:00Z", "2025-01-10", "2025-01-20", NULL },
          "a part of a month" },
        { { "r2", "ActualCost", "yesterday", "2025-01-01", "2025-01-31", NULL }, "is no time" },
        { { "r2", "ActualCost", "2025-02-05T08:00:00Z", "2025-01-31", "2025-01-01", NULL },
          "are no period" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        const struct azure_run runs[] = { first, others[i].run, { .folder = NULL } };

        assert_tree_refused(runs, others[i].expected);
    }
}

static void a_blob_that_is_still_being_written_is_missing(void **state)
{
    static const struct azure_run runs[] = {
        { "r1", "ActualCost", "2025-02-05T08:00:00Z", "2025-01-01", "2025-01-31", NULL },
        { NULL, NULL, NULL, NULL, NULL, NULL },
    };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct bundle bundle = { 0 };
    char *directory = make_tree(runs);

    (void)state;
    write_text(directory, "r1/part_0.csv", "r");
    assert_done(bundle_open(directory, NULL, NULL, &arena, &bundle, &err));
    assert_string_equal(bundle.missing, "the rest of part_0.csv (1 of 2 bytes)");
    drop_directory(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_files_of_the_manifest_count),
        cmocka_unit_test(a_file_that_is_not_there_yet_is_named),
        cmocka_unit_test(a_manifest_that_is_wrong_is_refused),
        cmocka_unit_test(a_directory_without_a_manifest_is_refused),
        cmocka_unit_test(of_the_runs_of_an_azure_export_the_newest_of_each_month_counts),
        cmocka_unit_test(an_actual_and_an_amortized_export_are_one_delivery),
        cmocka_unit_test(an_export_of_usage_of_another_month_counts),
        cmocka_unit_test(azure_exports_that_do_not_belong_together_are_refused),
        cmocka_unit_test(a_blob_that_is_still_being_written_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
