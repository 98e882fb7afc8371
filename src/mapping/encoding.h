/* SPDX-License-Identifier: Apache-2.0 */
/* encoding.h -- which character encoding bytes are in, and the same text as UTF-8.
 *
 * A byte order mark decides. Without one, NULs at every other byte mean UTF-16, valid UTF-8 is
 * UTF-8, and anything else is Windows-1252 (where every byte means something). What cannot be
 * decoded comes out as bytes that are not UTF-8, so that whoever checks the rows finds it at its
 * row and column.
 */
#ifndef CENTAVO_MAPPING_ENCODING_H
#define CENTAVO_MAPPING_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_WINDOWS1252 };

const char *encoding_name(enum encoding encoding); /* "UTF-8", "Windows-1252" */

/* From the first bytes of a file; is_whole: there are no more. mark_size is the length of the byte
 * order mark. */
enum encoding encoding_guess(const char *bytes, size_t size, bool is_whole, size_t *mark_size);

/* Turn bytes into UTF-8 in out, as many as fit; *used says how many were taken. Bytes of an
 * unfinished character at the end are left for the next call unless is_last. Not for ENCODING_UTF8.
 * Room must be at least 8. Returns the size written. */
size_t encoding_decode(enum encoding encoding, const char *bytes, size_t size, bool is_last,
                       char *out, size_t room, size_t *used);

#endif
