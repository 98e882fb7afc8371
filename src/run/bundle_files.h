/* SPDX-License-Identifier: Apache-2.0 */
/* bundle_files.h -- what bundle.c and bundle_azure.c share: manifests in a tree of folders, and the
 * files that they list. */
#ifndef CENTAVO_RUN_BUNDLE_FILES_H
#define CENTAVO_RUN_BUNDLE_FILES_H

#include "run/bundle.h"

#include <jansson.h>

enum { MANIFEST_DEPTH_MAX = 8 }; /* folders between the given directory and a manifest */

bool name_ends_with(const char *text, const char *end); /* in any case of letters */

/* Every file in the given depth below the directory, in the order of the names: whether it is a
 * manifest says its name, *manifest.json. */
typedef bool (*manifest_taker)(void *context, const char *path, struct err *err);
MUST_CHECK bool manifest_search(const char *directory, int depth, struct arena *arena,
                                manifest_taker take, void *context, struct err *err);

MUST_CHECK bool manifest_read(const char *path, json_t **out, struct err *err);

/* A file that a manifest lists under a key: looked for below the manifest's directory and below the
 * given one, whole and with its leading folders taken off one by one, because a copy of a bucket
 * begins somewhere in the key. byte_count: 0 when the manifest does not say; else a shorter file is
 * still on its way. The list of files of the bundle has room. */
struct listed_file {
    const char *key;
    const char *kind;
    int64_t byte_count;
};

MUST_CHECK bool bundle_take_file(struct bundle *bundle, const struct listed_file *listed,
                                 const char *manifest_path, const char *directory,
                                 struct arena *arena, struct err *err);

#endif
