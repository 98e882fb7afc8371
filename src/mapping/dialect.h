/* SPDX-License-Identifier: Apache-2.0 */
/* dialect.h -- how a table is written as text: its separator, its line ends, and where its header
 * stands.
 *
 * Told from the first DIALECT_LINES lines. The separator is the one of `,` `;` tab `|` that,
 * outside quotes, makes a header of the first line if any does, and cuts most of the lines into the
 * same number of cells, and into the most. Lines that are at most half as wide as most lines are a
 * preamble when they stand before the header; so is Excel's "sep=;".
 */
#ifndef CENTAVO_MAPPING_DIALECT_H
#define CENTAVO_MAPPING_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

enum { DIALECT_LINES = 20 };

struct dialect {
    char delimiter;
    char newline;         /* '\n' (also for CRLF) or '\r' */
    size_t header_offset; /* bytes before the header */
};

/* The start of a text in UTF-8 without byte order mark; is_whole: nothing follows. */
struct dialect dialect_guess(const char *text, size_t size, bool is_whole);

#endif
