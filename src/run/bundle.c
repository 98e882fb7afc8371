/* SPDX-License-Identifier: Apache-2.0 */
#include "run/bundle.h"

#include "base/file.h"

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

bool bundle_open(const char *path, const char *name, struct arena *arena, struct bundle *out,
                 struct err *err)
{
    if (!name)
        name = path;
    if (directory_exists(path))
        return err_set(err, ERR_USAGE, "%s is a directory", path);
    return bundle_of_file(path, name, arena, out, err);
}
