/* SPDX-License-Identifier: Apache-2.0 */
/* again.h -- a delivery from the bytes that were landed before: what its rows become depends on
 * more than on them, on the program's mappings, on the other half of a pair, on the other objects
 * of an append feed.
 */
#ifndef CENTAVO_RUN_AGAIN_H
#define CENTAVO_RUN_AGAIN_H

#include "landing/landing.h"
#include "run/bundle.h"
#include "store/catalogue.h"

struct again {
    const char *name;
    const char *source; /* NULL: it could not be read */
    struct bundle bundle;
    struct landed *landed; /* one for each file of the bundle */
};

/* From the arena. ERR_MISSING: there is no such delivery. ERR_CONFLICT: not all of it had come, or
 * it was a duplicate. */
MUST_CHECK bool again_find(struct catalogue *catalogue, const char *home, int64_t delivery_id,
                           struct arena *arena, struct again *out, struct err *err);

#endif
