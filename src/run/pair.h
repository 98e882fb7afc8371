/* SPDX-License-Identifier: Apache-2.0 */
/* pair.h -- a month that a provider delivers as two datasets, actual and amortized costs
 * (mappings.md 4): each says what the other does not, and only both are the whole bill.
 *
 * They arrive one after the other. What comes second takes in the landed files of the first, and
 * the two are mapped as one delivery.
 */
#ifndef CENTAVO_RUN_PAIR_H
#define CENTAVO_RUN_PAIR_H

#include "landing/landing.h"
#include "mapping/map.h"
#include "store/catalogue.h"

struct pair_file {
    struct landed landed;
    const char *name;
    int64_t produced_at;
};

/* The other half. */
struct pair {
    int64_t delivery_id; /* 0: there is none */
    const char *kind;    /* of its files: "actual" or "amortized" */
    bool is_whole;       /* that delivery holds both halves already */
    int64_t produced_at;
    const struct pair_file *files;
    size_t file_count;
};

/* The half that mapped is not, of the same source and months, landed before. */
MUST_CHECK bool pair_find(struct catalogue *catalogue, const char *home, const char *source,
                          int64_t delivery_id, int64_t produced_at,
                          const struct mapping_result *mapped, struct arena *arena,
                          struct pair *out, struct err *err);

/* Inside a transaction: keep what the delivery was made of. half: what its own files are, or NULL
 * when that is not told; produced_at of the composed delivery. */
MUST_CHECK bool pair_write(struct db *db, int64_t delivery_id, const struct pair *pair,
                           const char *half, const char *kind, int64_t produced_at,
                           size_t own_file_count, struct err *err);

#endif
