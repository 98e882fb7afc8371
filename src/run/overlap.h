/* SPDX-License-Identifier: Apache-2.0 */
/* overlap.h -- two feeds of the same money: found by the accounts that their scopes hold (INV-13).
 *
 * When one feed has every sub account of another's scope, the one of lower priority becomes a
 * shadow, which is compared and not counted (sql/state/role_set.sql). When it has only some of them
 * nobody can tell which of the two is right, and the delivery that brought it about is held.
 */
#ifndef CENTAVO_RUN_OVERLAP_H
#define CENTAVO_RUN_OVERLAP_H

#include "run/check.h"
#include "store/catalogue.h"
#include "store/warehouse.h"

/* Inside a transaction: whose money the scopes of a delivery hold, read from its rollup in
 * the warehouse. */
MUST_CHECK bool overlap_accounts_add(struct db *db, struct db *engine, struct warehouse *warehouse,
                                     int64_t delivery_id, const struct mapping_result *mapped,
                                     struct arena *arena, struct err *err);

/* Inside a transaction, while the scopes of the delivery are checked: adds a finding INV-13 when it
 * would overlap with another feed in part. findings then is a list of the arena. */
MUST_CHECK bool overlap_find(struct db *db, int64_t delivery_id, struct arena *arena,
                             struct findings *findings, struct err *err);

/* In words, from the arena: which source counts in place of the delivery, when it is a shadow;
 * NULL: it is none. */
MUST_CHECK bool overlap_primary(struct db *db, int64_t delivery_id, struct arena *arena,
                                const char **message, struct err *err);

/* The feeds that are shadows where the delivery counts, in words, from the arena; NULL: none. */
MUST_CHECK bool overlap_shadows(struct db *db, int64_t delivery_id, struct arena *arena,
                                const char **sources, struct err *err);

struct source_change {
    const char *name;
    const char *role; /* "primary" or "shadow"; NULL: as it is */
    bool has_priority;
    int64_t priority;
};

/* What a person decides about a feed, one transaction: roles follow at once. ERR_MISSING: there is
 * no such source; ERR_USAGE: no such role, or nothing to change. */
MUST_CHECK bool source_change(struct catalogue *catalogue, const struct source_change *change,
                              struct err *err);

#endif
