/* SPDX-License-Identifier: Apache-2.0 */
/* watch.h -- a thread beside a mapping that tells its progress and stops it when the caller
 * cancels. */
#ifndef CENTAVO_MAPPING_WATCH_H
#define CENTAVO_MAPPING_WATCH_H

#include "mapping/raw.h"

struct watch;

/* The raw must be attached before rows are read; both must live until watch_stop. */
struct watch *watch_start(const struct mapping_job *job, struct raw *raw, struct db *db);

/* End the thread. True when it cancelled the mapping. */
bool watch_stop(struct watch *watch);

#endif
