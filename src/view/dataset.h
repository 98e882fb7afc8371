/* SPDX-License-Identifier: Apache-2.0 */
/* dataset.h -- the active charges and rollups of an installation, ready to be asked.
 *
 * A dataset follows the catalogue: a snapshot is everything that one data version consists of, and
 * it stays as it is for as long as somebody holds it, also when another process activates the next
 * delivery meanwhile. Safe from several threads. Answers come from the rollups' Parquet files, of
 * which only those of the asked period are opened. A dataset that keeps cubes notes which columns
 * questions ask for and makes, behind the scenes, a small cube in memory of just these; the next
 * such question is answered from there. So nothing is loaded before it is needed, and memory stays
 * small. A snapshot of what was known at an earlier moment is one like any other; the last few that
 * were asked for are kept, cubes included.
 */
#ifndef CENTAVO_VIEW_DATASET_H
#define CENTAVO_VIEW_DATASET_H

#include "base/err.h"
#include "base/place.h"

#include <stdint.h>

struct dataset;
struct snapshot;

struct dataset_options {
    const struct place *place; /* copied */
    int64_t memory_limit;      /* bytes for the engine; 0: a default */
    bool keeps_cubes;          /* a server; a command asks just once */
};

/* The place must have a catalogue. Reads nothing but that. */
MUST_CHECK bool dataset_open(const struct dataset_options *options, struct dataset **out,
                             struct err *err);
void dataset_close(struct dataset *dataset); /* after its snapshots; NULL is fine */
void dataset_closep(struct dataset **dataset);

/* The snapshot of the catalogue's data version, which is looked up at most every 50 ms: a look
 * costs a SQLite read. */
MUST_CHECK bool dataset_snapshot(struct dataset *dataset, struct snapshot **out, struct err *err);
void snapshot_release(struct snapshot *snapshot); /* NULL is fine */

/* What was known at a moment (microseconds), and no later than in `snapshot`, which is itself the
 * answer when nothing has changed since. To be released, either way. */
MUST_CHECK bool snapshot_as_of(struct snapshot *snapshot, int64_t moment, struct snapshot **out,
                               struct err *err);
void snapshot_releasep(struct snapshot **snapshot);

/* Look at once next time; for who has just activated a delivery in this process. */
void dataset_refresh(struct dataset *dataset);

/* Wait until no cube is being made or waits for it. For tests and benchmarks. */
void dataset_settle(struct dataset *dataset);

int64_t snapshot_version(const struct snapshot *snapshot);

#endif
