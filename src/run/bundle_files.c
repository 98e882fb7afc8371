/* SPDX-License-Identifier: Apache-2.0 */
#include "run/bundle_files.h"

#include "base/file.h"
#include "base/limits.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool name_ends_with(const char *text, const char *end)
{
    size_t text_size = strlen(text);
    size_t end_size = strlen(end);

    return text_size >= end_size && strcasecmp(text + text_size - end_size, end) == 0;
}

bool manifest_search(const char *directory, int depth, struct arena *arena, manifest_taker take,
                     void *context, struct err *err)
{
    struct dirent **entries = NULL;
    int count = scandir(directory, &entries, NULL, alphasort);
    bool done = true;

    if (count < 0)
        return err_errno(err, ERR_DENIED, "list %s", directory);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        const char *path = path_join(arena, directory, name);

        if (done && name[0] != '.') {
            if (depth > 0 && directory_exists(path))
                done = manifest_search(path, depth - 1, arena, take, context, err);
            else if (depth == 0 && name_ends_with(name, "manifest.json"))
                done = take(context, path, err);
        }
        free(entries[i]);
    }
    free(entries);
    return done;
}

bool manifest_read(const char *path, json_t **out, struct err *err)
{
    struct buf bytes SCOPED(buf_done);
    json_error_t problem;

    buf_init(&bytes, LIMIT_MANIFEST);
    if (!file_read(path, &bytes, err))
        return false;
    *out = json_loadb(buf_text(&bytes), bytes.size, JSON_REJECT_DUPLICATES, &problem);
    return *out || err_set(err, ERR_DATA, "%s:%d: %s", path, problem.line, problem.text);
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

static void note_missing(struct bundle *bundle, const char *what, struct arena *arena)
{
    bundle->missing = bundle->missing ? arena_printf(arena, "%s, %s", bundle->missing, what) : what;
}

bool bundle_take_file(struct bundle *bundle, const struct listed_file *listed,
                      const char *manifest_path, const char *directory, struct arena *arena,
                      struct err *err)
{
    const char *key = without_bucket(listed->key);
    char *own = arena_strdup(arena, manifest_path);
    const char *directories[2] = { own, directory };
    const char *path;
    int64_t size;

    *strrchr(own, '/') = '\0';
    if (is_unsafe(key))
        return err_set(err, ERR_DATA, "%s lists %s, which leaves its directory", manifest_path,
                       key);
    path = locate(key, directories, arena);
    if (!path) {
        note_missing(bundle, arena_strdup(arena, path_name(key)), arena);
        return true;
    }
    for (size_t i = 0; i < bundle->file_count; i++)
        if (strcmp(bundle->files[i].path, path) == 0)
            return err_set(err, ERR_DATA, "%s lists %s twice", manifest_path, key);
    if (!file_size(path, &size, err))
        return false;
    if (size < listed->byte_count) {
        note_missing(bundle,
                     arena_printf(arena, "the rest of %s (%" PRId64 " of %" PRId64 " bytes)",
                                  path_name(key), size, listed->byte_count),
                     arena);
        return true;
    }
    bundle->byte_count += size;
    bundle->files[bundle->file_count++] = (struct bundle_file){
        .path = path, .name = arena_strdup(arena, path_name(key)), .kind = listed->kind
    };
    return true;
}
