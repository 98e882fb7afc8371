/* SPDX-License-Identifier: Apache-2.0 */
/* relation.h -- which table answers a question: the coarsest one that has all that is asked for.
 *
 *     cost_overview < cost_daily < cost_monthly (tags; whole months only) < the charges
 *
 * Only the files of deliveries that reach into the asked period are read. What is asked for again
 * and again from a rollup is kept in memory as a cube of just those columns (dataset.h).
 */
#ifndef CENTAVO_VIEW_RELATION_H
#define CENTAVO_VIEW_RELATION_H

#include "base/arena.h"
#include "store/db.h"
#include "view/dataset.h"
#include "view/filter.h"
#include "view/query.h"

enum relation_kind {
    RELATION_OVERVIEW,
    RELATION_DAILY,
    RELATION_MONTHLY,
    RELATION_CHARGE,
    RELATION_COUNT
};

enum { NEED_COLUMN_MAX = 32 };

/* What a question asks of a relation. */
struct need {
    const struct column *columns[NEED_COLUMN_MAX]; /* text columns: grouped, filtered, shown */
    size_t column_count;
    bool tags;                   /* tag_set_id and tag_value */
    bool norm_tags;              /* the same under normalised keys */
    bool tag_sets;               /* and the sets as JSON */
    bool charges;                /* single charges, or columns that no rollup has */
    bool days;                   /* steps or bounds inside a month */
    bool both_dates;             /* charge period and billing period; no cube has both */
    bool no_cube;                /* a second relation stands beside it, which may have none */
    const struct column *metric; /* NULL: only charge_count */
    enum basis basis;
    struct period periods[2]; /* that are read; the second may be empty */
};

/* Where a statement runs. Embedded both are one. */
enum engine {
    ENGINE_WAREHOUSE, /* on charges and rollups */
    ENGINE_MEMORY     /* on cubes: DuckDB in the process */
};
enum { ENGINE_COUNT = ENGINE_MEMORY + 1 };

struct relation {
    enum relation_kind kind;
    enum engine engine;
    const char *from;       /* FROM text */
    const char *tag_value;  /* FROM text of (tag_set_id, key, value); NULL without tags */
    const char *norm_tag;   /* FROM text of (provider_group, tag_set_id, key, value); the same */
    const char *norm_group; /* SQL of the group that a charge is in; the same */
    const char *tag_set;    /* FROM text of (tag_set_id, tags); NULL unless needed */
    const char *date;       /* DATE column of the basis */
    const char *charge_date;
    const char *billing_date;
    bool is_rollup; /* a metric is two columns, _micro and _rest, and charge_count exists */
};

void need_column(struct need *need, const struct column *column);
void need_key(struct need *need, const struct query_key *key);
void need_filter(struct need *need, const struct filter *filter);

/* The relation's texts live in the arena; it may be read while the snapshot is held. */
MUST_CHECK bool snapshot_relation(struct snapshot *snapshot, const struct need *need,
                                  struct arena *arena, struct relation *out, struct err *err);

/* FROM text of cost_overview of these deliveries, whether they count or not. */
MUST_CHECK bool snapshot_overview_of(struct snapshot *snapshot, const int64_t *deliveries,
                                     size_t count, struct arena *arena, const char **from,
                                     struct err *err);

/* The SQL of a metric's exact sum, and of the number of charges. Never NULL. */
const char *relation_sum(const struct relation *relation, const struct column *metric,
                         struct arena *arena);
const char *relation_charge_count(const struct relation *relation);

/* ---- for the questions of view/ ---- */

/* Does PostgreSQL keep the charges? Then the engines are two. */
bool snapshot_is_server(const struct snapshot *snapshot);

/* A connection of the snapshot's dataset; give it back. */
MUST_CHECK bool snapshot_connect(struct snapshot *snapshot, enum engine engine, struct db **out,
                                 struct err *err);
void snapshot_disconnect(struct snapshot *snapshot, enum engine engine, struct db *db);

/* Facts for query_parse; providers only when asked for, since they cost a query. The texts live
 * with the snapshot. */
MUST_CHECK bool snapshot_facts(struct snapshot *snapshot, bool with_providers,
                               struct query_facts *out, struct err *err);

/* Active scopes and their sources. */
struct active_set;
const struct active_set *snapshot_active(const struct snapshot *snapshot);

/* Every day of use and of billing months that a charge may be of, and today. */
struct period snapshot_days(const struct snapshot *snapshot);

/* Path for a file of our own that lives shortly; its directory exists. From the arena. */
MUST_CHECK bool snapshot_scratch(struct snapshot *snapshot, struct arena *arena, const char **path,
                                 struct err *err);

/* Deliveries' state counts and other facts of the catalogue: run visit under the catalogue's lock.
 */
MUST_CHECK bool snapshot_catalogue(struct snapshot *snapshot,
                                   bool (*visit)(struct db *db, void *context, struct err *err),
                                   void *context, struct err *err);

#endif
