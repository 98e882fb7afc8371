/* SPDX-License-Identifier: Apache-2.0 */
/* bundle.c -- a file by itself, or a directory with the manifest of an AWS export
 * (mappings.md 3.1); the exports of Azure are in bundle_azure.c, ours in bundle_export.c.
 *
 * The manifest is `*Manifest.json`, nearest to the directory's top. Its file list is the array of
 * names that end like bills
 * (`reportKeys` of a legacy report, `dataFiles` and others of Data Exports: the name varies).
 * Files that the manifest does not list do not count. */
#include "run/bundle.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "run/bundle_azure.h"
#include "run/bundle_export.h"
#include "run/bundle_files.h"

#include <string.h>
#include <sys/stat.h>

static bool bundle_of_file(const char *path, const char *name, struct arena *arena,
                           struct bundle *out, struct err *err)
{
    struct bundle_file *file = ARENA_NEW(arena, struct bundle_file);
    struct bundle bundle = { .files = file, .file_count = 1 };

    *file = (struct bundle_file){ .path = path, .name = name };
    if (!file_size(path, &bundle.byte_count, err) ||
        !export_manifest_beside(path, arena, &bundle, err))
        return false;
    *out = bundle;
    return true;
}

/* ---- finding the manifest ---- */

struct search {
    const char *found[2]; /* a second one at the same depth is one too many */
    size_t found_count;
};

static bool take_manifest(void *context, const char *path, struct err *err)
{
    struct search *search = context;

    (void)err;
    if (search->found_count < ARRAY_COUNT(search->found))
        search->found[search->found_count++] = path;
    return true;
}

/* The manifests nearest to the top. */
static bool find_manifests(const char *directory, struct arena *arena, struct search *search,
                           struct err *err)
{
    for (int depth = 0; depth <= MANIFEST_DEPTH_MAX && search->found_count == 0; depth++)
        if (!manifest_search(directory, depth, arena, take_manifest, search, err))
            return false;
    return search->found_count ||
           err_set(
               err, ERR_USAGE,
               "%s is a directory without a manifest (*Manifest.json): name the files of the bill",
               directory);
}

static bool check_single(const struct search *search, const char *directory, struct err *err)
{
    return search->found_count == 1 ||
           err_set(err, ERR_USAGE,
                   "%s has several manifests, among them %s and %s: each is a delivery, name one "
                   "directory at a time",
                   directory, search->found[0], search->found[1]);
}

/* ---- reading it ---- */

static bool is_bill_name(const char *name)
{
    static const char *const ends[] = { ".csv", ".csv.gz",  ".csv.zip", ".zip",
                                        ".gz",  ".parquet", ".zst" };

    for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
        if (name_ends_with(name, ends[i]))
            return true;
    return false;
}

static bool is_file_list(const json_t *value)
{
    size_t i;
    json_t *item;

    json_array_foreach(value, i, item)
    {
        if (!json_is_string(item) || !is_bill_name(json_string_value(item)))
            return false;
    }
    return json_array_size(value) > 0;
}

static const json_t *find_file_list(json_t *manifest)
{
    const char *key;
    json_t *value;

    json_object_foreach(manifest, key, value)
    {
        if (is_file_list(value))
            return value;
    }
    return NULL;
}

static const char *text_member(const json_t *object, const char *key, struct arena *arena)
{
    return arena_strdup(arena, json_string_value(json_object_get(object, key)));
}

/* AWS writes the manifest last, and copies of a bucket keep its time: that is when the export was
 * produced. */
static int64_t produced_at(const char *manifest_path)
{
    struct stat status;
    int64_t now = clock_now();
    int64_t time;

    if (stat(manifest_path, &status) != 0)
        return 0;
    time = (int64_t)status.st_mtim.tv_sec * 1000000 + status.st_mtim.tv_nsec / 1000;
    return time < now ? time : now;
}

static bool take_files(const json_t *list, const char *path, const char *directory,
                       struct arena *arena, struct bundle *bundle, struct err *err)
{
    size_t i;
    json_t *item;

    if (json_array_size(list) > LIMIT_DELIVERY_FILE_COUNT)
        return err_set(err, ERR_LIMIT, "%s lists more than %u files", path,
                       LIMIT_DELIVERY_FILE_COUNT);
    bundle->files = ARENA_ARRAY(arena, struct bundle_file, json_array_size(list));
    json_array_foreach(list, i, item)
    {
        struct listed_file listed = { .key = json_string_value(item) };

        if (!bundle_take_file(bundle, &listed, path, directory, arena, err))
            return false;
    }
    return true;
}

static bool read_aws(json_t *manifest, const char *path, const char *directory, struct arena *arena,
                     struct bundle *bundle, struct err *err)
{
    const json_t *list = find_file_list(manifest);

    if (!list)
        return err_set(err, ERR_DATA, "%s lists no bill files", path);
    if (!take_files(list, path, directory, arena, bundle, err))
        return false;
    bundle->execution_id = text_member(manifest, "executionId", arena);
    if (!bundle->execution_id)
        bundle->execution_id = text_member(manifest, "assemblyId", arena);
    bundle->produced_at = produced_at(path);
    return true;
}

static bool bundle_of_directory(const char *directory, const struct period *period,
                                struct arena *arena, struct bundle *out, struct err *err)
{
    struct bundle bundle = { 0 };
    struct search search = { 0 };
    json_t *manifest;
    bool done;

    if (!find_manifests(directory, arena, &search, err) ||
        !manifest_read(search.found[0], &manifest, err))
        return false;
    done = azure_manifest_is(manifest)
               ? azure_open(directory, period, arena, &bundle, err)
               : check_single(&search, directory, err) &&
                     (export_manifest_is(manifest)
                          ? export_manifest_open(manifest, search.found[0], directory, arena,
                                                 &bundle, err)
                          : read_aws(manifest, search.found[0], directory, arena, &bundle, err));
    json_decref(manifest);
    if (done)
        *out = bundle;
    return done;
}

bool bundle_open(const char *path, const char *name, const struct period *period,
                 struct arena *arena, struct bundle *out, struct err *err)
{
    if (directory_exists(path))
        return bundle_of_directory(path, period, arena, out, err);
    return bundle_of_file(path, name ? name : path, arena, out, err);
}

bool bundle_periods(const char *path, struct arena *arena, struct period **periods, size_t *count,
                    struct err *err)
{
    struct search search = { 0 };
    json_t *manifest;
    bool done = true;

    *count = 0;
    if (!directory_exists(path))
        return true;
    if (!find_manifests(path, arena, &search, err) ||
        !manifest_read(search.found[0], &manifest, err))
        return false;
    if (azure_manifest_is(manifest))
        done = azure_periods(path, arena, periods, count, err);
    json_decref(manifest);
    return done;
}

bool bundle_open_together(const char *const *paths, struct arena *arena, struct bundle *out,
                          struct err *err)
{
    struct bundle bundle = { 0 };
    size_t count = 0;

    while (paths[count])
        count++;
    if (count > LIMIT_DELIVERY_FILE_COUNT)
        return err_set(err, ERR_LIMIT, "more than %u files", LIMIT_DELIVERY_FILE_COUNT);
    bundle.files = ARENA_ARRAY(arena, struct bundle_file, count + 1);
    for (size_t i = 0; i < count; i++) {
        int64_t size;

        if (directory_exists(paths[i]))
            return err_set(err, ERR_USAGE,
                           "%s is a directory: its manifest says what belongs together", paths[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(paths[k], paths[i]) == 0)
                return err_set(err, ERR_USAGE, "%s is given twice", paths[i]);
        if (!file_size(paths[i], &size, err))
            return false;
        bundle.byte_count += size;
        bundle.files[bundle.file_count++] = (struct bundle_file){ paths[i], paths[i] };
    }
    *out = bundle;
    return true;
}
