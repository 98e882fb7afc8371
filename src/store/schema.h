/* SPDX-License-Identifier: Apache-2.0 */
/* schema.h -- the schema of a catalogue, and how a database comes to have it.
 *
 * Migrations are the files sql/schema/NNNN_what.sql for SQLite and NNNN_what.postgres.sql for
 * PostgreSQL, forward only. A version means the same on both; PostgreSQL begins with a baseline,
 * 0010. Files with one number are one migration, applied in the order of their names.
 */
#ifndef CENTAVO_STORE_SCHEMA_H
#define CENTAVO_STORE_SCHEMA_H

#include "store/db.h"

enum schema_engine { SCHEMA_SQLITE, SCHEMA_POSTGRES };

/* The version that a database has while an installation is copied into it (catalogue_copy.h). */
enum { SCHEMA_COPYING = 1000000 };

struct schema_change {
    int64_t from; /* what was found; 0: nothing was there */
    int64_t to;   /* what it is now: the newest that we know */
};

/* Bring the database up to the newest version, one transaction per migration. Of several processes
 * that begin at once one applies each migration and the others find it done. A schema that is newer
 * than ours is ERR_CONFLICT, one that is being copied into ERR_BUSY; both stay as they are. */
MUST_CHECK bool schema_upgrade(struct db *db, enum schema_engine engine, struct schema_change *out,
                               struct err *err);

#endif
