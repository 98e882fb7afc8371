/* SPDX-License-Identifier: Apache-2.0 */
/* bundle.h -- which files make up one delivery: a single file, or the files that manifests in a
 * directory list. */
#ifndef CENTAVO_RUN_BUNDLE_H
#define CENTAVO_RUN_BUNDLE_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

#include <stdint.h>

struct bundle_file {
    const char *path;
    const char *name;   /* for messages */
    const char *kind;   /* "actual", "amortized": what its manifest says; NULL: nothing */
    const char *sha256; /* what its bytes must be; NULL: the manifest does not say */
};

struct bundle {
    struct bundle_file *files; /* those that are there */
    size_t file_count;
    int64_t byte_count;
    const char *
        missing; /* names of files that the manifest lists and that are not there; NULL: complete */
    int64_t row_count;        /* that the manifests promise; 0: they do not say */
    const char *execution_id; /* the provider's id of this export run; NULL: none */
    int64_t produced_at;      /* microseconds; 0: the manifest does not say */
};

/* The deliveries that a path holds: none are listed for a file or a directory that is one delivery;
 * a directory of Azure exports is one per period, in the order in which they were produced. */
MUST_CHECK bool bundle_periods(const char *path, struct arena *arena, struct period **periods,
                               size_t *count, struct err *err);

/* name: what the user calls it; NULL: path. period: one of bundle_periods; NULL: there are none, or
 * only one. */
MUST_CHECK bool bundle_open(const char *path, const char *name, const struct period *period,
                            struct arena *arena, struct bundle *out, struct err *err);

/* Files that are one delivery because the caller says so, such as the pages of an answer. NULL ends
 * the list. */
MUST_CHECK bool bundle_open_together(const char *const *paths, struct arena *arena,
                                     struct bundle *out, struct err *err);

#endif
