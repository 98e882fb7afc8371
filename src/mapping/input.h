/* SPDX-License-Identifier: Apache-2.0 */
/* input.h -- what a received file is, told from its bytes and never from its name.
 *
 * A bill is Parquet or text; text may be compressed (gzip of one or more members, zip of one file,
 * zstd) and is UTF-8, UTF-16 or Windows-1252. Everything else is refused with a line that says what
 * it is and what to do. Opening looks at the first INPUT_GUESS bytes of text; nothing is kept open
 * between uses. Nothing here understands columns.
 */
#ifndef CENTAVO_MAPPING_INPUT_H
#define CENTAVO_MAPPING_INPUT_H

#include "base/err.h"
#include "mapping/encoding.h"
#include "mapping/inflate.h"

#include <stddef.h>
#include <stdint.h>

enum {
    INPUT_GUESS = 8 << 20,  /* bytes that decide about the encoding */
    INPUT_SAMPLE = 1 << 20, /* most bytes of text that are kept */
    INPUT_SHORT_SAMPLE =
        128 << 10 /* that many where lines are not enormous: a delivery may have many files */
};

enum input_kind {
    INPUT_TEXT,   /* rows of text: see csv.h */
    INPUT_PARQUET /* plain Parquet: the engine reads it by its path */
};

struct input;

/* name is what the user called the file, for messages; it is copied. ERR_DATA when it is no bill
 * that can be read. */
MUST_CHECK bool input_open(const char *path, const char *name, struct input **out, struct err *err);
void input_close(struct input *input); /* NULL is fine */
void input_closep(struct input **input);

enum input_kind input_kind(const struct input *input);
const char *input_path(const struct input *input);
const char *input_name(const struct input *input);
int64_t input_size(const struct input *input); /* bytes of the file as received */
enum compression input_compression(const struct input *input);
enum encoding input_encoding(const struct input *input);
const char *input_member(
    const struct input *input); /* name inside the zip; NULL when it is no zip */

/* How to get at the bytes, and how many bytes of byte order mark to pass over: for text_stream.h.
 */
const struct packed *input_packed(const struct input *input);
size_t input_mark_size(const struct input *input);

/* The first text of the file as UTF-8, without byte order mark: at most INPUT_SAMPLE bytes, fewer
 * when the file is shorter. Empty for Parquet. is_whole says that nothing follows. Does not change
 * while the input is open. */
const char *input_sample(const struct input *input, size_t *size, bool *is_whole);
void input_forget_sample(struct input *input); /* what is gone is as if it were empty */

#endif
