/* SPDX-License-Identifier: Apache-2.0 */
/* sweep.h -- take away what runs that died have left: unfinished files, files that nothing refers
 * to.
 *
 * Never touches what the catalogue mentions. Landed bytes of rejected bills are mentioned and stay.
 * Where several installations use the same home, an embedded one and databases, none knows all of
 * its files: then landed bills and what is staged stay. Each database leaves a mark in the home, a
 * file server-..., by which the others know.
 */
#ifndef CENTAVO_RUN_SWEEP_H
#define CENTAVO_RUN_SWEEP_H

#include "base/err.h"
#include "base/place.h"

#include <stdint.h>

struct sweep_result {
    int64_t removed_count; /* files and directories */
    int64_t removed_bytes;
    int64_t settled_count; /* deliveries whose run died */
};

/* ERR_BUSY when a run is at work: nothing was done then. */
MUST_CHECK bool sweep(const struct place *place, struct sweep_result *out, struct err *err);

#endif
