/* SPDX-License-Identifier: Apache-2.0 */
/* dataset.h -- the active charges and rollups of a home, ready to be asked.
 *
 * A dataset follows the catalogue: a snapshot is everything that one data version consists of, and it stays as it is for as
 * long as somebody holds it, also when another process activates the next delivery meanwhile. Safe from several threads.
 * Answers come from the rollups' Parquet files at first; a dataset that keeps rollups loads them into memory behind the
 * scenes once they are asked for, and answers from there as soon as they are complete.
 */
#ifndef CENTAVO_VIEW_DATASET_H
#define CENTAVO_VIEW_DATASET_H

#include "base/err.h"

#include <stdint.h>

struct dataset;
struct snapshot;

struct dataset_options {
    const char *home;
    int64_t memory_limit; /* bytes for the engine; 0: a default */
    bool keeps_rollups;   /* a server: load rollups into memory; a command reads the files just once */
};

/* The home must have a catalogue. Reads nothing but that. */
MUST_CHECK bool dataset_open(const struct dataset_options *options, struct dataset **out, struct err *err);
void dataset_close(struct dataset *dataset); /* after its snapshots; NULL is fine */
void dataset_closep(struct dataset **dataset);

/* The snapshot of the catalogue's present data version. One small SQLite read when nothing has changed. */
MUST_CHECK bool dataset_snapshot(struct dataset *dataset, struct snapshot **out, struct err *err);
void snapshot_release(struct snapshot *snapshot); /* NULL is fine */
void snapshot_releasep(struct snapshot **snapshot);

int64_t snapshot_version(const struct snapshot *snapshot);

#endif
