/* SPDX-License-Identifier: Apache-2.0 */
/* utf8.h -- which bytes are UTF-8. */
#ifndef CENTAVO_BASE_UTF8_H
#define CENTAVO_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length (1 to 4) of the well-formed sequence at the start of bytes, 0 when there is none. Overlong
 * forms, surrogates and values past U+10FFFF are not well formed. */
size_t utf8_sequence(const char *bytes, size_t size);

/* Number of leading bytes that are well-formed UTF-8; equal to size when all are. */
size_t utf8_valid_prefix(const char *bytes, size_t size);

/* Write one code point; returns its length, 1 to 4. */
size_t utf8_encode(uint32_t code_point, char out[static 4]);

#endif
