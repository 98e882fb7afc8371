/* SPDX-License-Identifier: Apache-2.0 */
/* artifact.h -- the files that centavo makes of a delivery: its rollups, and how all of them come
 * to their place. */
#ifndef CENTAVO_RUN_ARTIFACT_H
#define CENTAVO_RUN_ARTIFACT_H

#include "run/activate.h"
#include "store/db.h"

struct artifacts {
    struct artifact *list; /* from the arena, by name */
    size_t count;
};

/* Write every rollup of directory/charge.parquet beside it. */
MUST_CHECK bool rollups_make(struct db *duck, const char *directory, struct arena *arena,
                             struct err *err);

/* Does every rollup add up to the charges, in each currency and month? ERR_BUG with the first
 * difference when not. */
MUST_CHECK bool rollups_verify(struct db *duck, const char *directory, struct arena *arena,
                               struct err *err);

/* Hash and sync all files of the directory, and give it its final name. Whole or not at all. */
MUST_CHECK bool artifacts_publish(const char *directory, const char *final_path,
                                  struct arena *arena, struct artifacts *out, struct err *err);

#endif
