/* SPDX-License-Identifier: Apache-2.0 */
/* text_stream.h -- the text of an input as UTF-8, from its start to its end.
 *
 * What has to be decompressed or decoded is worked on by a thread of its own, a few blocks ahead of
 * the reader; plain UTF-8 is read straight into the reader's memory. One reader at a time.
 */
#ifndef CENTAVO_MAPPING_TEXT_STREAM_H
#define CENTAVO_MAPPING_TEXT_STREAM_H

#include "mapping/input.h"

struct text_stream;

/* The input must outlive the stream. */
MUST_CHECK bool text_stream_open(const struct input *input, struct text_stream **out,
                                 struct err *err);
void text_stream_close(struct text_stream *stream); /* NULL is fine; may be called before the end */
void text_stream_closep(struct text_stream **stream);

/* Up to room bytes; fewer only at the end, 0 behind it. */
MUST_CHECK bool text_stream_read(struct text_stream *stream, char *bytes, size_t room, size_t *size,
                                 struct err *err);

/* Bytes of the file as received that have been worked on. */
int64_t text_stream_position(const struct text_stream *stream);

#endif
