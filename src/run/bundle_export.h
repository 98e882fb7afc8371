/* SPDX-License-Identifier: Apache-2.0 */
/* bundle_export.h -- the manifest that `centavo export` writes beside its file.
 *
 * It says when the file was written and what its bytes are: a file that was cut, mixed up with
 * another export or changed on the way is found before it is read.
 */
#ifndef CENTAVO_RUN_BUNDLE_EXPORT_H
#define CENTAVO_RUN_BUNDLE_EXPORT_H

#include "run/bundle.h"

#include <jansson.h>

bool export_manifest_is(const json_t *manifest);

/* The files that the manifest at path lists. */
MUST_CHECK bool export_manifest_open(const json_t *manifest, const char *path,
                                     const char *directory, struct arena *arena, struct bundle *out,
                                     struct err *err);

/* A file by itself: what FILE.manifest.json says of it, if that is there and is such a manifest. */
MUST_CHECK bool export_manifest_beside(const char *path, struct arena *arena, struct bundle *bundle,
                                       struct err *err);

#endif
