/* SPDX-License-Identifier: Apache-2.0 */
/* json_split.h -- one JSON file cut into its documents, so that several threads can parse them.
 *
 * Read are documents one after the other (with or without line ends between them), one document a
 * line, and one array, whose elements are the documents. Only this needs the file's order: it
 * counts brackets outside of texts and numbers the documents from 1. Where every document is a
 * line, as the first one tells, a damaged line damages no other. One caller at a time.
 */
#ifndef CENTAVO_MAPPING_JSON_SPLIT_H
#define CENTAVO_MAPPING_JSON_SPLIT_H

#include "mapping/input.h"
#include "store/db.h"

struct json_span {
    size_t start; /* in the block's bytes */
    size_t size;
};

/* Owned by whoever reads it. */
struct json_block {
    char *bytes;
    size_t size;
    size_t room;
    struct json_span *spans;
    size_t span_count;
    size_t span_room;
    int64_t first_document; /* number of its first document */
};

void json_block_done(struct json_block *block);

struct json_split;

/* limit: bytes of one document, ERR_LIMIT when there are more. */
MUST_CHECK bool json_split_open(const struct input *input, size_t limit, struct json_split **out,
                                struct err *err);
void json_split_close(struct json_split *split); /* NULL is fine */

/* The next documents into the caller's block; its memory is used again. ROW, END, or FAILED, also
 * when the file ends inside a document. */
enum step json_split_next(struct json_split *split, struct json_block *block, struct err *err);

/* Bytes of the file as received that have been worked on. */
int64_t json_split_position(const struct json_split *split);

#endif
