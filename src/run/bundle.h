/* SPDX-License-Identifier: Apache-2.0 */
/* bundle.h -- which files make up one delivery: a single file, or the files that a manifest in a
 * directory lists. */
#ifndef CENTAVO_RUN_BUNDLE_H
#define CENTAVO_RUN_BUNDLE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

struct bundle_file {
    const char *path;
    const char *name; /* for messages */
};

struct bundle {
    struct bundle_file *files; /* those that are there */
    size_t file_count;
    int64_t byte_count;
    const char *
        missing; /* names of files that the manifest lists and that are not there; NULL: complete */
    const char *execution_id; /* the provider's id of this export run; NULL: none */
    int64_t produced_at;      /* microseconds; 0: the manifest does not say */
};

/* name: what the user calls it; NULL: path. */
MUST_CHECK bool bundle_open(const char *path, const char *name, struct arena *arena,
                            struct bundle *out, struct err *err);

#endif
