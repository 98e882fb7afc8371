/* SPDX-License-Identifier: Apache-2.0 */
/* bundle.c -- a file by itself, or a directory with the manifest of an AWS export
 * (mappings.md 3.1).
 *
 * The manifest is `*Manifest.json`, nearest to the directory's top. Its file list is the array of
 * names that end like bills
 * (`reportKeys` of a legacy report, `dataFiles` and others of Data Exports: the name varies). A key
 * is looked for below the manifest's directory and below the given one, whole and with its leading
 * folders taken off one by one, because a copy of a bucket begins somewhere in the key. Files that
 * the manifest does not list do not count. */
#include "run/bundle.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 8 }; /* folders between the given directory and its manifest */

static bool bundle_of_file(const char *path, const char *name, struct arena *arena,
                           struct bundle *out, struct err *err)
{
    struct bundle_file *file = ARENA_NEW(arena, struct bundle_file);
    struct bundle bundle = { .files = file, .file_count = 1 };

    *file = (struct bundle_file){ path, name };
    if (!file_size(path, &bundle.byte_count, err))
        return false;
    *out = bundle;
    return true;
}

/* ---- finding the manifest ---- */

struct search {
    struct arena *arena;
    const char *found[2]; /* a second one at the same depth is one too many */
    size_t found_count;
};

static bool ends_with(const char *text, const char *end)
{
    size_t text_size = strlen(text);
    size_t end_size = strlen(end);

    return text_size >= end_size && strcasecmp(text + text_size - end_size, end) == 0;
}

static bool search_level(struct search *search, const char *directory, int depth, struct err *err)
{
    struct dirent **entries = NULL;
    int count = scandir(directory, &entries, NULL, alphasort);
    bool done = true;

    if (count < 0)
        return err_errno(err, ERR_DENIED, "list %s", directory);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        const char *path = path_join(search->arena, directory, name);

        if (done && name[0] != '.') {
            if (depth > 0 && directory_exists(path))
                done = search_level(search, path, depth - 1, err);
            else if (depth == 0 && ends_with(name, "manifest.json") && search->found_count < 2)
                search->found[search->found_count++] = path;
        }
        free(entries[i]);
    }
    free(entries);
    return done;
}

static bool find_manifest(const char *directory, struct arena *arena, const char **manifest,
                          struct err *err)
{
    struct search search = { .arena = arena };

    for (int depth = 0; depth <= DEPTH_MAX && search.found_count == 0; depth++)
        if (!search_level(&search, directory, depth, err))
            return false;
    if (search.found_count == 0)
        return err_set(
            err, ERR_USAGE,
            "%s is a directory without a manifest (*Manifest.json): name the files of the bill",
            directory);
    if (search.found_count > 1)
        return err_set(
            err, ERR_USAGE,
            "%s has several manifests, among them %s and %s: each is a delivery, name one "
            "directory at a time",
            directory, search.found[0], search.found[1]);
    *manifest = search.found[0];
    return true;
}

/* ---- reading it ---- */

static bool is_bill_name(const char *name)
{
    static const char *const ends[] = { ".csv", ".csv.gz",  ".csv.zip", ".zip",
                                        ".gz",  ".parquet", ".zst" };

    for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
        if (ends_with(name, ends[i]))
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

static const char *without_bucket(const char *key)
{
    if (strncmp(key, "s3://", 5) == 0) {
        const char *slash = strchr(key + 5, '/');

        key = slash ? slash + 1 : key + 5;
    }
    while (*key == '/')
        key++;
    return key;
}

/* Where the file of a key is; NULL when it is not there. */
static const char *locate(const char *key, const char *const *directories, struct arena *arena)
{
    for (const char *at = key; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL) {
        for (size_t i = 0; i < 2; i++) {
            const char *path = path_join(arena, directories[i], at);

            if (file_exists(path))
                return path;
        }
    }
    return NULL;
}

static bool is_unsafe(const char *key)
{
    return strstr(key, "../") || strcmp(key, "..") == 0;
}

static bool take_files(const json_t *list, const char *manifest_path,
                       const char *const *directories, struct arena *arena, struct bundle *bundle,
                       struct err *err)
{
    size_t i;
    json_t *item;

    if (json_array_size(list) > LIMIT_DELIVERY_FILE_COUNT)
        return err_set(err, ERR_LIMIT, "%s lists more than %u files", manifest_path,
                       LIMIT_DELIVERY_FILE_COUNT);
    bundle->files = ARENA_ARRAY(arena, struct bundle_file, json_array_size(list));
    json_array_foreach(list, i, item)
    {
        const char *key = without_bucket(json_string_value(item));
        const char *path = is_unsafe(key) ? NULL : locate(key, directories, arena);
        int64_t size;

        if (is_unsafe(key))
            return err_set(err, ERR_DATA, "%s lists %s, which leaves its directory", manifest_path,
                           key);
        if (!path) {
            bundle->missing = bundle->missing
                                  ? arena_printf(arena, "%s, %s", bundle->missing, path_name(key))
                                  : arena_strdup(arena, path_name(key));
            continue;
        }
        for (size_t k = 0; k < bundle->file_count; k++)
            if (strcmp(bundle->files[k].path, path) == 0)
                return err_set(err, ERR_DATA, "%s lists %s twice", manifest_path, key);
        if (!file_size(path, &size, err))
            return false;
        bundle->byte_count += size;
        bundle->files[bundle->file_count++] =
            (struct bundle_file){ path, arena_strdup(arena, path_name(key)) };
    }
    return true;
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

static bool read_manifest(const json_t *list, json_t *manifest, const char *path,
                          const char *directory, struct arena *arena, struct bundle *bundle,
                          struct err *err)
{
    char *own = arena_strdup(arena, path);
    const char *directories[2] = { own, directory };

    *strrchr(own, '/') = '\0';
    if (!list)
        return err_set(err, ERR_DATA, "%s lists no bill files", path);
    if (!take_files(list, path, directories, arena, bundle, err))
        return false;
    bundle->execution_id = text_member(manifest, "executionId", arena);
    if (!bundle->execution_id)
        bundle->execution_id = text_member(manifest, "assemblyId", arena);
    bundle->produced_at = produced_at(path);
    return true;
}

static bool bundle_of_directory(const char *directory, struct arena *arena, struct bundle *out,
                                struct err *err)
{
    struct bundle bundle = { 0 };
    struct buf bytes SCOPED(buf_done);
    const char *path = NULL;
    json_error_t problem;
    json_t *manifest;
    bool done;

    buf_init(&bytes, LIMIT_MANIFEST);
    if (!find_manifest(directory, arena, &path, err) || !file_read(path, &bytes, err))
        return false;
    manifest = json_loadb(buf_text(&bytes), bytes.size, JSON_REJECT_DUPLICATES, &problem);
    if (!manifest)
        return err_set(err, ERR_DATA, "%s:%d: %s", path, problem.line, problem.text);
    done = read_manifest(find_file_list(manifest), manifest, path, directory, arena, &bundle, err);
    json_decref(manifest);
    if (done)
        *out = bundle;
    return done;
}

bool bundle_open(const char *path, const char *name, struct arena *arena, struct bundle *out,
                 struct err *err)
{
    if (directory_exists(path))
        return bundle_of_directory(path, arena, out, err);
    return bundle_of_file(path, name ? name : path, arena, out, err);
}
