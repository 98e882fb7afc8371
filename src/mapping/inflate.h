/* SPDX-License-Identifier: Apache-2.0 */
/* inflate.h -- the bytes of a file, decompressed as they are asked for.
 *
 * Checks every checksum that the container carries. A file that ends early, has other bytes behind
 * it, or expands past LIMIT_EXPANSION is an error that says so; the caller puts the file's name in
 * front.
 */
#ifndef CENTAVO_MAPPING_INFLATE_H
#define CENTAVO_MAPPING_INFLATE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum compression { COMPRESSION_NONE, COMPRESSION_GZIP, COMPRESSION_ZIP, COMPRESSION_ZSTD };

/* Where the compressed bytes are in the file, and what must come out of them where the container
 * says it beforehand. */
struct packed {
    enum compression compression;
    int64_t offset;     /* zip: where the member's bytes start; else 0 */
    int64_t size;       /* bytes from there on */
    bool is_stored;     /* zip: member without compression */
    int64_t plain_size; /* zip: what must come out */
    uint32_t plain_crc;
};

struct inflate;

MUST_CHECK bool inflate_open(const char *path, const struct packed *packed, struct inflate **out,
                             struct err *err);
void inflate_close(struct inflate *inflate); /* NULL is fine */
void inflate_closep(struct inflate **inflate);

/* Up to room bytes; fewer only at the end, 0 behind it. */
MUST_CHECK bool inflate_read(struct inflate *inflate, char *bytes, size_t room, size_t *size,
                             struct err *err);

/* Compressed bytes used so far. */
int64_t inflate_position(const struct inflate *inflate);

#endif
