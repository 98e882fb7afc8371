/* SPDX-License-Identifier: Apache-2.0 */
/* distribute.h -- the charges of a server installation over the workers of a Citus cluster.
 *
 * Nothing else of the program knows whether they are: the statements stay the same, and leaves that
 * are loaded later follow (place_leaf of sql/schema/distribute.postgres.sql).
 */
#ifndef CENTAVO_STORE_DISTRIBUTE_H
#define CENTAVO_STORE_DISTRIBUTE_H

#include "store/db.h"

struct distribution {
    int64_t worker_count;
    int64_t table_count; /* of ours that are distributed, or are on every node */
    bool is_new;         /* some of them were not so before */
};

/* Distribute what is not distributed yet, in one transaction; rows that are there move. db: the
 * coordinator's, with the schema of this program; nothing may be loading charges. Without the
 * extension ERR_MISSING, without workers ERR_CONFLICT, and then nothing has changed. */
MUST_CHECK bool distribute(struct db *db, struct distribution *out, struct err *err);

#endif
