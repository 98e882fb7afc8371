/* SPDX-License-Identifier: Apache-2.0 */
/* dataset_internal.h -- what dataset.c, cube.c and relation.c share. */
#ifndef CENTAVO_VIEW_DATASET_INTERNAL_H
#define CENTAVO_VIEW_DATASET_INTERNAL_H

#include "store/catalogue.h"
#include "store/warehouse.h"
#include "view/relation.h"

#include <pthread.h>
#include <stdatomic.h>

enum { CUBE_MAX = 32, CONNECTION_MAX = 16, PAST_MAX = 4 };

enum cube_state {
    CUBE_WANTED,
    CUBE_READY,
    CUBE_REFUSED, /* too large, or it failed */
    CUBE_LACKING  /* a server did not answer; wanted by the next question again */
};

struct cube {
    enum relation_kind kind;
    const char *date;
    const struct column *metric;
    const struct column *columns[NEED_COLUMN_MAX]; /* in the order of the FOCUS table */
    size_t column_count;
    enum cube_state state;
    int64_t row_count;
    char name[48];
};

/* Rates of one set into one currency, in memory. */
struct rate_table {
    struct rate_table *next;
    char *set; /* NULL: none */
    char target[8];
    struct period days;
    char name[48];
};

/* Names in the order of their bytes. */
struct tag_names {
    const char **names;
    size_t count;
};

struct snapshot {
    struct dataset *dataset;
    size_t holder_count; /* guarded by dataset->lock, as everything below that changes */
    struct arena arena;
    struct active_set active;
    bool has_charges;
    int32_t first_charge_day;
    int32_t last_charge_day;
    struct period billing;        /* their billing months */
    const char *const *providers; /* NULL: not asked for yet */
    struct cube cubes[CUBE_MAX];
    size_t cube_count;
    int64_t cube_row_count;         /* of those that are ready */
    struct rate_table *rate_tables; /* guarded by dataset->rates_lock */
    bool has_norm;                  /* the next four are known; the same lock */
    char norm_name[48];             /* of the tables of normalised tags; "" on a server */
    struct buf norm_keys;           /* FROM texts of them */
    struct buf norm_values;
    struct buf norm_group; /* SQL of the group of a charge's provider */
    bool has_tag_names;    /* the next two are known; guarded by dataset->tags_lock */
    struct arena tag_arena;
    struct tag_names tag_names[2]; /* keys of tags, and what they are called */
};

/* Connections that nobody uses just now. */
struct idle {
    struct db *list[CONNECTION_MAX];
    size_t count;
};

struct dataset {
    struct place place; /* texts of its own */
    struct warehouse *warehouse;
    struct catalogue *catalogue; /* guarded by catalogue_lock */
    pthread_mutex_t catalogue_lock;
    pthread_mutex_t rates_lock; /* taken before the other two, ... */
    pthread_mutex_t tags_lock;  /* ... and this one, but never both */
    atomic_uint_fast64_t rate_name_count;
    pthread_mutex_t lock;
    struct snapshot *current;
    struct snapshot *past[PAST_MAX]; /* of older data versions, the last asked for first */
    size_t past_count;
    int64_t checked_at;             /* clock_steady of the last look at the catalogue */
    struct idle idle[ENGINE_COUNT]; /* embedded only the first */
    unsigned scratch_count;
    unsigned cube_name_count;
    bool none_made;
    bool keeps_cubes;

    pthread_t builder;
    pthread_cond_t work; /* a cube is wanted, or the end */
    pthread_cond_t settled;
    bool building;
    bool closing;
};

/* ---- cube.c ---- */

/* The thread that makes wanted cubes. */
void *cube_builder(void *dataset);

/* The ready cube for this need, or NULL, in which case one is wanted from now on. */
const char *cube_find(struct snapshot *snapshot, enum relation_kind kind, const struct need *need,
                      const char *date);

/* Whether the dataset itself holds it: then its connections and plans serve again. */
bool snapshot_is_kept(const struct snapshot *snapshot);

/* What the cubes of the version before were good for is wanted again. Both under the lock. */
void cube_inherit(struct snapshot *snapshot, const struct snapshot *before);
void cube_drop_all(struct snapshot *snapshot, struct db *db);

/* ---- norm_tags.c ---- */

void norm_drop(struct snapshot *snapshot, struct db *db);

/* ---- rates.c ---- */

void rates_drop_all(struct snapshot *snapshot, struct db *db);

/* ---- relation.c ---- */

/* FROM text of one kind of file; the periods choose the deliveries. */
bool relation_from(struct snapshot *snapshot, enum relation_kind kind, const struct need *need,
                   struct arena *arena, const char **from, struct err *err);

/* The same without rows, in DuckDB. */
MUST_CHECK bool relation_none(struct snapshot *snapshot, enum relation_kind kind,
                              struct arena *arena, const char **from, struct err *err);

/* For the empty relations; once per dataset. */
bool relation_make_none(struct dataset *dataset, struct db *db, struct err *err);

const char *relation_date(enum relation_kind kind, enum basis basis);
const char *relation_name(enum relation_kind kind); /* "cost_daily" */

#endif
