/* SPDX-License-Identifier: Apache-2.0 */
/* hash.h -- SHA-256 of bytes as they pass by. */
#ifndef CENTAVO_BASE_HASH_H
#define CENTAVO_BASE_HASH_H

#include <stddef.h>

enum { HASH_TEXT_SIZE = 65 }; /* 64 hexadecimal digits and NUL */

struct hash;

struct hash *hash_new(void);
void hash_free(struct hash *hash);
void hash_add(struct hash *hash, const void *bytes, size_t size);

/* Lower-case hexadecimal. The hash starts anew afterwards. */
void hash_finish(struct hash *hash, char text[static HASH_TEXT_SIZE]);

#endif
