/* SPDX-License-Identifier: Apache-2.0 */
#include "run/bundle_export.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "run/bundle_files.h"

#include <string.h>

static const char schema_prefix[] = "centavo-focus-";

static const char *text_member(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

bool export_manifest_is(const json_t *manifest)
{
    return strncmp(text_member(manifest, "schema_id"), schema_prefix, sizeof(schema_prefix) - 1) ==
           0;
}

/* When it was written, and an id of this one export: the hash of its first file. */
static bool read_head(const json_t *manifest, const char *path, struct arena *arena,
                      struct bundle *bundle, struct err *err)
{
    const char *created = text_member(manifest, "created_at");
    const json_t *first = json_array_get(json_object_get(manifest, "files"), 0);

    if (!first || !*text_member(first, "sha256"))
        return err_set(err, ERR_DATA, "%s lists no files with their sha256", path);
    if (!timestamp_parse(created, strlen(created), &bundle->produced_at))
        return err_set(err, ERR_DATA, "%s: created_at is no time: \"%s\"", path, created);
    bundle->execution_id = arena_strdup(arena, text_member(first, "sha256"));
    return true;
}

bool export_manifest_open(const json_t *manifest, const char *path, const char *directory,
                          struct arena *arena, struct bundle *out, struct err *err)
{
    const json_t *files = json_object_get(manifest, "files");
    struct bundle bundle = { 0 };
    size_t i;
    json_t *file;

    if (!read_head(manifest, path, arena, &bundle, err))
        return false;
    if (json_array_size(files) > LIMIT_DELIVERY_FILE_COUNT)
        return err_set(err, ERR_LIMIT, "%s lists more than %u files", path,
                       LIMIT_DELIVERY_FILE_COUNT);
    bundle.files = ARENA_ARRAY(arena, struct bundle_file, json_array_size(files));
    json_array_foreach(files, i, file)
    {
        size_t before = bundle.file_count;
        struct listed_file listed = { .key = arena_strdup(arena, text_member(file, "name")),
                                      .byte_count =
                                          json_integer_value(json_object_get(file, "byte_count")) };

        if (!bundle_take_file(&bundle, &listed, path, directory, arena, err))
            return false;
        if (bundle.file_count > before)
            bundle.files[before].sha256 = arena_strdup(arena, text_member(file, "sha256"));
    }
    *out = bundle;
    return true;
}

/* The entry of a file; the only one, when the file was renamed. */
static const json_t *find_file(const json_t *manifest, const char *path)
{
    const json_t *files = json_object_get(manifest, "files");
    size_t i;
    const json_t *file;

    for (i = 0; i < json_array_size(files); i++) {
        file = json_array_get(files, i);
        if (strcmp(text_member(file, "name"), path_name(path)) == 0)
            return file;
    }
    return json_array_size(files) == 1 ? json_array_get(files, 0) : NULL;
}

bool export_manifest_beside(const char *path, struct arena *arena, struct bundle *bundle,
                            struct err *err)
{
    const char *beside = arena_printf(arena, "%s.manifest.json", path);
    const json_t *file;
    json_t *manifest;
    bool done = true;

    if (!file_exists(beside))
        return true;
    if (!manifest_read(beside, &manifest, err))
        return false;
    if (export_manifest_is(manifest)) {
        done = read_head(manifest, beside, arena, bundle, err);
        file = find_file(manifest, path);
        if (done && file)
            bundle->files[0].sha256 = arena_strdup(arena, text_member(file, "sha256"));
    }
    json_decref(manifest);
    return done;
}
