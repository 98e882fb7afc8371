/* SPDX-License-Identifier: Apache-2.0 */
/* bundle_azure.c -- see bundle_azure.h. What is read of a manifest:
 *
 *     {"exportConfig": {"resourceId": "/subscriptions/…/providers/…/exports/daily", "type":
 * "ActualCost"}, "runInfo": {"runId": "…", "submittedTime": "2025-01-05T08:00:00.1234567Z",
 *                  "startDate": "2025-01-01T00:00:00", "endDate": "2025-01-31T00:00:00"},
 *      "blobs": [{"blobName": "exports/daily/20250101-20250131/…/part_0.csv", "byteCount": 100}]}
 */
#include "run/bundle_azure.h"

#include "base/attr.h"
#include "base/limits.h"
#include "run/bundle_files.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char actual[] = "actual";

static const struct export_type {
    const char *name;
    const char *kind;
    bool is_focus;
} export_types[] = {
    { "ActualCost", actual, false },
    { "AmortizedCost", "amortized", false },
    { "Usage", actual, false },
    { "FocusCost", NULL, true },
};

struct export_run {
    const char *path; /* of its manifest */
    json_t *manifest;
    const struct export_type *type;
    const char *scope; /* what the export is of: the resource without the export's own name */
    const char *run_id;
    int64_t submitted_at;
    struct period period; /* whole months */
};

struct tree {
    const char *directory;
    struct arena *arena;
    struct export_run *runs; /* after keep_newest: the newest of each type and period */
    size_t run_count;
};

enum { RUNS_MAX = 100000 };

bool azure_manifest_is(const json_t *manifest)
{
    return json_is_object(json_object_get(manifest, "exportConfig")) &&
           json_is_object(json_object_get(manifest, "runInfo"));
}

/* ---- one manifest ---- */

static const char *member(const json_t *manifest, const char *object, const char *key)
{
    const char *text = json_string_value(json_object_get(json_object_get(manifest, object), key));

    return text ? text : "";
}

/* Azure writes seven decimals. */
static bool read_time(const char *text, int64_t *out)
{
    size_t size = strcspn(text, ".");

    return timestamp_parse(text, size, out);
}

static bool read_day(const char *text, int32_t *day)
{
    return strlen(text) >= 10 && date_parse(text, 10, day);
}

static bool read_type(const char *path, const char *name, const struct export_type **out,
                      struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(export_types); i++) {
        if (strcasecmp(export_types[i].name, name) != 0)
            continue;
        *out = &export_types[i];
        return true;
    }
    return err_set(err, ERR_USAGE,
                   "%s is the manifest of an export of type %s, which holds no charges: name a "
                   "directory of cost exports",
                   path, name);
}

/* An export of ten days in the middle would replace a month by them. */
static bool read_period(const char *path, const json_t *manifest, struct period *out,
                        struct err *err)
{
    const char *start = member(manifest, "runInfo", "startDate");
    const char *end = member(manifest, "runInfo", "endDate");
    int32_t first, last;

    if (!read_day(start, &first) || !read_day(end, &last) || last < first)
        return err_set(err, ERR_DATA, "%s: startDate '%s' and endDate '%s' are no period", path,
                       start, end);
    if (first != month_start(first))
        return err_set(err, ERR_DATA,
                       "%s is an export from %s on, a part of a month: export whole months", path,
                       start);
    *out = (struct period){ first, month_add(month_start(last), 1) };
    return true;
}

static const char *scope_of(const char *resource, struct arena *arena)
{
    static const char mark[] = "/providers/Microsoft.CostManagement/exports/";
    const char *end = strcasestr(resource, mark);

    return end ? arena_strndup(arena, resource, (size_t)(end - resource)) : resource;
}

static bool read_run(struct tree *tree, struct export_run *run, struct err *err)
{
    const char *submitted = member(run->manifest, "runInfo", "submittedTime");

    if (!read_type(run->path, member(run->manifest, "exportConfig", "type"), &run->type, err) ||
        !read_period(run->path, run->manifest, &run->period, err))
        return false;
    if (!read_time(submitted, &run->submitted_at))
        return err_set(err, ERR_DATA, "%s: submittedTime '%s' is no time", run->path, submitted);
    run->run_id = arena_strdup(tree->arena, member(run->manifest, "runInfo", "runId"));
    run->scope =
        scope_of(arena_strdup(tree->arena, member(run->manifest, "exportConfig", "resourceId")),
                 tree->arena);
    return true;
}

/* ---- all of them ---- */

/* Room for as many again. */
static void grow_runs(struct tree *tree)
{
    struct export_run *more =
        ARENA_ARRAY(tree->arena, struct export_run, tree->run_count ? tree->run_count * 2 : 1);

    if (tree->run_count)
        memcpy(more, tree->runs, tree->run_count * sizeof(*more));
    tree->runs = more;
}

static bool take_run(void *context, const char *path, struct err *err)
{
    struct tree *tree = context;
    struct export_run run = { .path = path };

    if (tree->run_count == RUNS_MAX)
        return err_set(err, ERR_LIMIT, "%s has more than %d runs of exports", tree->directory,
                       RUNS_MAX);
    if (!manifest_read(path, &run.manifest, err))
        return false;
    if (!azure_manifest_is(run.manifest)) {
        json_decref(run.manifest);
        return true;
    }
    if (!(tree->run_count & (tree->run_count - 1)))
        grow_runs(tree);
    tree->runs[tree->run_count++] = run; /* the tree owns the manifest from now on */
    return read_run(tree, &tree->runs[tree->run_count - 1], err);
}

static void tree_done(struct tree *tree)
{
    for (size_t i = 0; i < tree->run_count; i++)
        json_decref(tree->runs[i].manifest);
}

static bool same_period(struct period a, struct period b)
{
    return a.start == b.start && a.end == b.end;
}

static bool check_same_feed(const struct tree *tree, struct err *err)
{
    for (size_t i = 1; i < tree->run_count; i++) {
        const struct export_run *first = &tree->runs[0];
        const struct export_run *run = &tree->runs[i];

        if (strcasecmp(first->scope, run->scope) != 0)
            return err_set(err, ERR_USAGE,
                           "%s has exports of %s and of %s: name the directory of one of them",
                           tree->directory, first->scope, run->scope);
        if (first->type->is_focus != run->type->is_focus)
            return err_set(err, ERR_USAGE,
                           "%s has exports of type %s and of type %s, which describe the same "
                           "money: name the directory of one of them",
                           tree->directory, first->type->name, run->type->name);
    }
    return true;
}

/* Newest first, then by path, so that the same tree always gives the same. */
static int compare_runs(const void *a, const void *b)
{
    const struct export_run *left = a;
    const struct export_run *right = b;

    if (left->submitted_at != right->submitted_at)
        return left->submitted_at > right->submitted_at ? -1 : 1;
    return strcmp(left->path, right->path);
}

static void keep_newest(struct tree *tree)
{
    size_t kept = 0;

    qsort(tree->runs, tree->run_count, sizeof(*tree->runs), compare_runs);
    for (size_t i = 0; i < tree->run_count; i++) {
        bool is_old = false;

        for (size_t j = 0; j < kept; j++)
            is_old = is_old || (tree->runs[j].type == tree->runs[i].type &&
                                same_period(tree->runs[j].period, tree->runs[i].period));
        if (is_old)
            json_decref(tree->runs[i].manifest);
        else
            tree->runs[kept++] = tree->runs[i];
    }
    tree->run_count = kept;
}

/* Usage lacks the purchases that ActualCost has, so which of them is newer does not decide. */
static bool check_one_of_each_kind(const struct tree *tree, struct err *err)
{
    for (size_t i = 0; i < tree->run_count; i++) {
        const struct export_run *run = &tree->runs[i];

        for (size_t j = 0; j < i; j++) {
            const struct export_run *other = &tree->runs[j];

            if (same_period(other->period, run->period) && other->type != run->type &&
                other->type->kind == run->type->kind)
                return err_set(err, ERR_USAGE,
                               "%s has exports of type %s and of type %s of one period, which "
                               "describe the same money: name the directory of one of them",
                               tree->directory, other->type->name, run->type->name);
        }
    }
    return true;
}

static bool read_tree(struct tree *tree, struct err *err)
{
    for (int depth = 0; depth <= MANIFEST_DEPTH_MAX; depth++)
        if (!manifest_search(tree->directory, depth, tree->arena, take_run, tree, err))
            return false;
    if (!check_same_feed(tree, err))
        return false;
    keep_newest(tree);
    return check_one_of_each_kind(tree, err);
}

static size_t list_periods(const struct tree *tree, struct period *periods)
{
    size_t count = 0;

    /* Oldest first: a later export may repeat a month of an earlier one, and counts. */
    for (size_t i = tree->run_count; i-- > 0;) {
        bool is_listed = false;

        for (size_t j = 0; j < count; j++)
            is_listed = is_listed || same_period(periods[j], tree->runs[i].period);
        if (!is_listed)
            periods[count++] = tree->runs[i].period;
    }
    return count;
}

bool azure_periods(const char *directory, struct arena *arena, struct period **periods,
                   size_t *count, struct err *err)
{
    struct tree tree SCOPED(tree_done) = { .directory = directory, .arena = arena };

    if (!read_tree(&tree, err))
        return false;
    *periods = ARENA_ARRAY(arena, struct period, tree.run_count);
    *count = list_periods(&tree, *periods);
    return true;
}

/* ---- one delivery ---- */

static bool take_blobs(const struct tree *tree, const struct export_run *run, struct bundle *bundle,
                       struct err *err)
{
    const json_t *blobs = json_object_get(run->manifest, "blobs");
    size_t i;
    json_t *blob;

    if (!json_array_size(blobs))
        return err_set(err, ERR_DATA, "%s lists no bill files", run->path);
    json_array_foreach(blobs, i, blob)
    {
        struct listed_file listed = {
            .key = json_string_value(json_object_get(blob, "blobName")),
            .kind = run->type->kind,
            .byte_count = json_integer_value(json_object_get(blob, "byteCount")),
        };

        if (!listed.key)
            return err_set(err, ERR_DATA, "%s: a blob has no blobName", run->path);
        if (!bundle_take_file(bundle, &listed, run->path, tree->directory, tree->arena, err))
            return false;
    }
    return true;
}

/* How many rows the run has; 0 when its manifest does not say. */
static int64_t promised_rows(const struct export_run *run)
{
    const json_t *blobs = json_object_get(run->manifest, "blobs");
    int64_t sum = 0;
    size_t i;
    json_t *blob;

    if (json_is_integer(json_object_get(run->manifest, "dataRowCount")))
        return json_integer_value(json_object_get(run->manifest, "dataRowCount"));
    json_array_foreach(blobs, i, blob)
    {
        const json_t *count = json_object_get(blob, "dataRowCount");

        if (!json_is_integer(count))
            return 0;
        sum += json_integer_value(count);
    }
    return sum;
}

static bool open_period(const struct tree *tree, struct period period, struct bundle *bundle,
                        struct err *err)
{
    bool all_promise = true;
    size_t blob_count = 0;

    for (size_t i = 0; i < tree->run_count; i++)
        if (same_period(tree->runs[i].period, period))
            blob_count += json_array_size(json_object_get(tree->runs[i].manifest, "blobs"));
    if (blob_count > LIMIT_DELIVERY_FILE_COUNT)
        return err_set(err, ERR_LIMIT, "%s lists more than %u files", tree->directory,
                       LIMIT_DELIVERY_FILE_COUNT);
    bundle->files = ARENA_ARRAY(tree->arena, struct bundle_file, blob_count);
    for (size_t i = 0; i < tree->run_count; i++) {
        const struct export_run *run = &tree->runs[i];

        if (!same_period(run->period, period))
            continue;
        if (!take_blobs(tree, run, bundle, err))
            return false;
        all_promise = all_promise && promised_rows(run) > 0;
        bundle->row_count += promised_rows(run);
        if (run->submitted_at > bundle->produced_at)
            bundle->produced_at = run->submitted_at;
        bundle->execution_id =
            bundle->execution_id
                ? arena_printf(tree->arena, "%s+%s", bundle->execution_id, run->run_id)
                : run->run_id;
    }
    if (!all_promise)
        bundle->row_count = 0;
    return true;
}

bool azure_open(const char *directory, const struct period *period, struct arena *arena,
                struct bundle *out, struct err *err)
{
    struct tree tree SCOPED(tree_done) = { .directory = directory, .arena = arena };
    struct bundle bundle = { 0 };
    struct period *periods;

    if (!read_tree(&tree, err))
        return false;
    periods = ARENA_ARRAY(arena, struct period, tree.run_count);
    if (!period && list_periods(&tree, periods) != 1)
        return err_set(err, ERR_USAGE, "%s has exports of several periods: each is a delivery",
                       directory);
    if (!open_period(&tree, period ? *period : periods[0], &bundle, err))
        return false;
    *out = bundle;
    return true;
}
