/* SPDX-License-Identifier: Apache-2.0 */
/* csv_split.h -- one CSV file cut into blocks of whole records, so that several threads can parse
 * it.
 *
 * Only this needs the file's order: it looks for record ends alone and counts records, so that each
 * block knows the number of its first row. One caller at a time.
 */
#ifndef CENTAVO_MAPPING_CSV_SPLIT_H
#define CENTAVO_MAPPING_CSV_SPLIT_H

#include "mapping/csv.h"
#include "store/db.h"

/* Owned by whoever reads it; CSV_CHUNK bytes behind size are readable. */
struct csv_block {
    char *bytes;
    size_t size;
    size_t room;
    int64_t first_row; /* number of its first record */
};

void csv_block_done(struct csv_block *block);

struct csv_split;

MUST_CHECK bool csv_split_open(const struct csv *csv, struct csv_split **out, struct err *err);
void csv_split_close(struct csv_split *split); /* NULL is fine */

/* The next block into the caller's; its memory is used again. ROW, END, or FAILED. */
enum step csv_split_next(struct csv_split *split, struct csv_block *block, struct err *err);

/* Bytes of the file as received that have been worked on. */
int64_t csv_split_position(const struct csv_split *split);

#endif
