/* SPDX-License-Identifier: Apache-2.0 */
/* landing.h -- raw provider files, exactly as received.
 *
 * Kept so that a mapping can be corrected and run again years later on the same input. Files are
 * named by their SHA-256, HOME/landing/ab/abcdef...; what is there is whole. Nothing here
 * understands cost. Safe from several processes.
 */
#ifndef CENTAVO_LANDING_LANDING_H
#define CENTAVO_LANDING_LANDING_H

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"

#include <stdint.h>

struct landed {
    char sha256[HASH_TEXT_SIZE];
    int64_t size;     /* bytes */
    const char *path; /* where it is now; from the arena */
    bool known;       /* it was here before */
};

enum landing_how {
    LANDING_COPY, /* the file stays where it is */
    LANDING_MOVE  /* the file is below the home already (an upload) and goes away */
};

/* Keep the bytes of the file. stage: a directory on the home's file system for the unfinished copy.
 * progress (may be NULL) is told the bytes done so far. */
MUST_CHECK bool landing_add(const char *home, const char *stage, const char *path,
                            enum landing_how how, void (*progress)(void *context, int64_t bytes),
                            void *context, struct arena *arena, struct landed *out,
                            struct err *err);

/* HOME/landing/ab/abcdef... from the arena. */
char *landing_path(const char *home, const char *sha256, struct arena *arena);

/* Does the landed file still have the hash that it is named by? ERR_DATA when not, ERR_MISSING when
 * it is gone. */
MUST_CHECK bool landing_verify(const char *home, const char *sha256, struct err *err);

/* SHA-256 of a file. */
MUST_CHECK bool landing_hash(const char *path, char sha256[static HASH_TEXT_SIZE], int64_t *size,
                             struct err *err);

#endif
