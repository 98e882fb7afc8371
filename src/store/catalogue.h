/* SPDX-License-Identifier: Apache-2.0 */
/* catalogue.h -- the state of an installation: sources, deliveries, what of them counts now.
 *
 * Small typed calls over sql/state/ and sql/schema/. A catalogue belongs to one thread at a time;
 * open as many as needed, in any number of processes. What a home looks like on disk is also said
 * here.
 */
#ifndef CENTAVO_STORE_CATALOGUE_H
#define CENTAVO_STORE_CATALOGUE_H

#include "base/arena.h"
#include "base/place.h"
#include "store/db.h"
#include "store/schema.h"

#include <stdint.h>

struct catalogue;

/* Opens HOME/centavo.db, or the database of the server, making home and schema or upgrading the
 * schema when needed. Refuses a newer schema. */
MUST_CHECK bool catalogue_open(const struct place *place, struct catalogue **out, struct err *err);
void catalogue_close(struct catalogue *catalogue);
void catalogue_closep(struct catalogue **catalogue);

/* What opening it found and made of the schema. */
struct schema_change catalogue_schema(const struct catalogue *catalogue);

/* The connection, for queries that only list. */
struct db *catalogue_db(struct catalogue *catalogue);

/* ---- paths below a home; from the arena ---- */
char *home_landing(struct arena *arena, const char *home);
char *home_stage(struct arena *arena, const char *home);
char *home_charge(struct arena *arena, const char *home);
char *home_spill(struct arena *arena,
                 const char *home); /* what engines spill; process.h names them */
char *home_delivery(struct arena *arena, const char *home,
                    int64_t delivery_id); /* HOME/charge/17 */

/* ---- sources ---- */
struct source_row {
    int64_t source_id;
    const char *name;
    const char *format;
    const char *layout; /* may be NULL */
};

/* out->source_id is 0 when there is no such source. */
MUST_CHECK bool catalogue_source(struct catalogue *catalogue, const char *name, struct arena *arena,
                                 struct source_row *out, struct err *err);
MUST_CHECK bool catalogue_source_add(struct catalogue *catalogue, const char *name,
                                     const char *provider_name, const char *format,
                                     const char *billing_account_id, const char *layout,
                                     int64_t priority, int64_t *source_id, struct err *err);

/* ---- what counts, and what counted ---- */
struct active_scope {
    int64_t delivery_id;
    int64_t source_id;
    const char *source;
    const char *scope_key; /* "2026-10": a billing month; "2026-10-31": a charge date;
                              "2026-10/name": what an object adds to a billing month */
    int32_t start;         /* days, half-open */
    int32_t end;
    int64_t charge_count;
    int32_t first_charge_day; /* INT32_MAX and INT32_MIN when it has no charges */
    int32_t last_charge_day;
    bool is_day;   /* the scope is a charge date, not a billing month */
    bool is_whole; /* every scope of the delivery is active: none of its rows need be left out */
    bool is_estimated;         /* the provider says that it has not completed it */
    const char *provider_name; /* of the source; NULL: several */
    int32_t produced_day;      /* on which the provider made the delivery; INT32_MAX: unknown */
};

struct active_set {
    int64_t data_version;
    struct active_scope *scopes; /* by start, delivery, key */
    size_t count;
};

enum { DATA_VERSION_NOW = -1 };

/* One consistent picture of a data version, from the arena. Of version 0 it is empty; a version
 * that has not been is ERR_BUG. */
MUST_CHECK bool catalogue_active(struct catalogue *catalogue, int64_t data_version,
                                 struct arena *arena, struct active_set *out, struct err *err);

/* The version at a moment (microseconds): the last that had begun; 0 before the first. */
MUST_CHECK bool catalogue_version_at(struct catalogue *catalogue, int64_t moment, int64_t *version,
                                     struct err *err);

/* Inside a transaction, after scopes got other states or roles, or anything else changed what is
 * answered: a new data version begins, and the history of scopes follows, as does what of the
 * charges counts in the tables of a server. ERR_BUSY when a question to those keeps on.
 * delivery_id: 0 for none. reason: a word of data_change. */
MUST_CHECK bool catalogue_change(struct catalogue *catalogue, const char *reason,
                                 int64_t delivery_id, int64_t *version, struct err *err);

/* A cheap read: one row. Grows with every activation, by whatever process. */
MUST_CHECK bool catalogue_data_version(struct catalogue *catalogue, int64_t *version,
                                       struct err *err);

#endif
