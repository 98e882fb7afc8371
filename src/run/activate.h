/* SPDX-License-Identifier: Apache-2.0 */
/* activate.h -- what a run writes into the catalogue, each step one transaction. */
#ifndef CENTAVO_RUN_ACTIVATE_H
#define CENTAVO_RUN_ACTIVATE_H

#include "landing/landing.h"
#include "mapping/map.h"
#include "run/check.h"
#include "run/guard.h"
#include "run/pair.h"
#include "store/catalogue.h"

/* What arrived. */
struct arrival {
    const char *name;
    const char *execution_id; /* NULL: the provider gave none */
    int64_t produced_at;
    int64_t arrived_at;
    const char *content_hash;
    int64_t byte_count;
    const struct landed *files;
    const char *const *file_names;
    const char *const *file_kinds; /* what their manifests say; NULL: nothing about any */
    size_t file_count;
    const char *state; /* "discovered", or "staged" when files are missing */
    const char *message;
};

/* A file of ours that belongs to a delivery. */
struct artifact {
    const char *name;
    int64_t size;
    char sha256[HASH_TEXT_SIZE];
};

struct activation {
    int64_t delivery_id;
    int64_t produced_at;
    const char *source;       /* name of the feed */
    const char *layout;       /* of a simple CSV, else NULL */
    const char *object;       /* SCOPE_OBJECT: its name, else NULL */
    const char *content_hash; /* NULL: it may be known */
    int64_t dated_at;         /* when its files were produced, if somebody said so, else 0 */
    int64_t again;            /* the delivery whose files were mapped again, or 0 */
    const struct mapping_result *mapped;
    const struct findings *findings;
    const struct artifact *artifacts;
    size_t artifact_count;
    const struct pair *pair; /* the other half that was taken in, or none */
    const char *half;        /* what its own files are; NULL: not told */
    size_t own_file_count;
    struct guard_rules guard; /* engine NULL: nothing is compared with what counts now */
};

/* Is what delivery_id brings known, so that it changes nothing? Bytes that the provider says it has
 * made again (dated_at), after others, are not: they are restated back. *message, from the arena,
 * says what became of the known ones. */
MUST_CHECK bool arrival_known(struct catalogue *catalogue, const char *content_hash,
                              int64_t delivery_id, int64_t dated_at, struct arena *arena,
                              int64_t *known_delivery_id, const char **message, struct err *err);

MUST_CHECK bool arrival_add(struct catalogue *catalogue, const struct arrival *arrival,
                            int64_t *delivery_id, struct err *err);

/* Incomplete deliveries that arrived before a moment are given up. */
MUST_CHECK bool deliveries_expire(struct catalogue *catalogue, int64_t arrived_before,
                                  struct err *err);

/* The run ends here: "rejected" or "duplicate". duplicate_of: 0 for none. */
MUST_CHECK bool delivery_settle(struct catalogue *catalogue, int64_t delivery_id, const char *state,
                                const char *message, int64_t duplicate_of, struct err *err);

/* The feed that a delivery belongs to, which is made when it is new: its charges say whose they
 * are, and they are kept before they count. ERR_CONFLICT when it has bills of another format. */
MUST_CHECK bool delivery_source(struct catalogue *catalogue, const struct activation *activation,
                                struct arena *arena, int64_t *source_id, struct err *err);

/* The whole delivery enters the catalogue: active where nothing produced later counts already; held
 * when a check failed or a guard tripped; a duplicate when another run was faster with the same
 * bytes, and then nothing of it is kept. *state: "active", "superseded", "held" or "duplicate";
 * *message from the arena. ERR_CONFLICT when the source has another format, ERR_UPSTREAM when a
 * sweep took the run for dead, whose locks were lost. */
MUST_CHECK bool delivery_activate(struct catalogue *catalogue, const struct activation *activation,
                                  struct arena *arena, const char **state, const char **message,
                                  struct err *err);

/* What becomes of a delivery whose run failed: it is rejected with the message; *counts says that
 * it is not, because its activation came to the database although the answer was lost. Then *state
 * and *message are what it became. */
MUST_CHECK bool delivery_fail(struct catalogue *catalogue, int64_t delivery_id, struct arena *arena,
                              const char **state, const char **message, bool *counts,
                              struct err *err);

#endif
