/* SPDX-License-Identifier: Apache-2.0 */
/* artifact.h -- the files that centavo makes of a delivery: its rollups, and how all of them come
 * to their place. */
#ifndef CENTAVO_RUN_ARTIFACT_H
#define CENTAVO_RUN_ARTIFACT_H

#include "run/activate.h"
#include "store/warehouse.h"

struct artifacts {
    struct artifact *list; /* from the arena, by name */
    size_t count;
};

/* Write every rollup of directory/charge.parquet beside it. duck may read and write there. */
MUST_CHECK bool rollups_make(struct db *duck, const char *directory, struct arena *arena,
                             struct err *err);

/* Does every rollup add up to the charges, in each currency and month? ERR_BUG with the first
 * difference when not. Of the files that rollups_make made, and of a delivery in a warehouse. */
MUST_CHECK bool rollups_verify_files(struct db *duck, const char *directory, struct arena *arena,
                                     struct err *err);
MUST_CHECK bool rollups_verify(struct db *engine, struct warehouse *warehouse, int64_t delivery_id,
                               struct arena *arena, struct err *err);

/* The files of the directory become the delivery's, whole or not at all. *out: those that are kept
 * as files, hashed; none on a server. */
MUST_CHECK bool artifacts_publish(struct warehouse *warehouse, int64_t source_id,
                                  int64_t delivery_id, const char *directory, struct arena *arena,
                                  struct artifacts *out, struct err *err);

#endif
