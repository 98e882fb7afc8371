/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_split.h"

#include "base/limits.h"
#include "mapping/text_stream.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK_SIZE = 64 << 10, BLOCK_SIZE = 1 << 20 };

enum mode {
    MODE_START,  /* nothing was seen yet */
    MODE_FIRST,  /* in the first document of several */
    MODE_BEHIND, /* behind it: is there a line end? */
    MODE_LINES,
    MODE_VALUES,
    MODE_ARRAY,
    MODE_CLOSED /* behind the array */
};

struct json_split {
    const struct input *input;
    struct text_stream *stream;
    size_t limit;
    char *rest; /* read, and not handed out */
    size_t rest_size;
    size_t rest_room;
    size_t block_size;
    int64_t next_document;
    bool ended; /* nothing follows what was read */

    enum mode mode;
    size_t at;    /* in the bytes that were read: those before it have been looked at */
    size_t start; /* of the document that at is in */
    size_t depth; /* of brackets in it */
    bool is_inside;
    bool in_text;
    bool after_backslash;
    bool has_lines;   /* a line ends in it */
    bool after_comma; /* of the array */
};

static void make_room(char **bytes, size_t *room, size_t size)
{
    if (*room >= size)
        return;
    *room = size;
    *bytes = realloc(*bytes, size);
    if (!*bytes)
        abort();
}

void json_block_done(struct json_block *block)
{
    free(block->bytes);
    free(block->spans);
    *block = (struct json_block){ .size = 0 };
}

bool json_split_open(const struct input *input, size_t limit, struct json_split **out,
                     struct err *err)
{
    struct json_split *split = calloc(1, sizeof(*split));

    if (!split)
        abort();
    split->input = input;
    split->limit = limit;
    split->next_document = 1;
    split->block_size = FIRST_BLOCK_SIZE;
    if (!text_stream_open(input, &split->stream, err)) {
        json_split_close(split);
        return err_wrap(err, "%s", input_name(input));
    }
    *out = split;
    return true;
}

void json_split_close(struct json_split *split)
{
    if (!split)
        return;
    text_stream_close(split->stream);
    free(split->rest);
    free(split);
}

int64_t json_split_position(const struct json_split *split)
{
    return text_stream_position(split->stream);
}

/* ---- looking for ends ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void add_span(struct json_split *split, struct json_block *block, size_t start, size_t end)
{
    if (block->span_count == block->span_room) {
        block->span_room = block->span_room ? 2 * block->span_room : 1024;
        block->spans = realloc(block->spans, block->span_room * sizeof(*block->spans));
        if (!block->spans)
            abort();
    }
    block->spans[block->span_count++] = (struct json_span){ start, end - start };
    split->next_document++;
    split->is_inside = false;
    split->depth = 0;
}

static void begin(struct json_split *split)
{
    split->is_inside = true;
    split->start = split->at;
    split->has_lines = false;
}

/* Inside a text, up to its closing quote or the end of what was read. */
static void pass_text(struct json_split *split, const struct json_block *block)
{
    while (split->at < block->size) {
        char byte = block->bytes[split->at++];

        split->has_lines |= byte == '\n';
        if (split->after_backslash)
            split->after_backslash = false;
        else if (byte == '\\')
            split->after_backslash = true;
        else if (byte == '"') {
            split->in_text = false;
            return;
        }
    }
}

/* One byte of a document that is no text; true: it ends behind the byte. */
static bool pass_byte(struct json_split *split, char byte)
{
    switch (byte) {
    case '"':
        split->in_text = true;
        return false;
    case '\n':
        split->has_lines = true;
        return split->depth == 0 && split->mode != MODE_ARRAY;
    case '{':
    case '[':
        split->depth++;
        return false;
    case '}':
    case ']':
        if (split->depth)
            split->depth--;
        return split->depth == 0 && split->mode != MODE_ARRAY;
    default:
        return false;
    }
}

static void step_values(struct json_split *split, struct json_block *block)
{
    char byte = block->bytes[split->at];

    if (!split->is_inside) {
        if (is_blank(byte)) {
            split->at++;
            return;
        }
        begin(split);
    }
    split->at++;
    if (!pass_byte(split, byte))
        return;
    add_span(split, block, split->start, split->at);
    if (split->mode == MODE_FIRST)
        split->mode = MODE_BEHIND;
}

/* The first document says how the others stand. */
static void step_behind(struct json_split *split, const struct json_block *block)
{
    char byte = block->bytes[split->at];

    if (byte == '\n')
        split->mode = split->has_lines ? MODE_VALUES : MODE_LINES;
    else if (!is_blank(byte))
        split->mode = MODE_VALUES;
    else
        split->at++;
}

static void step_line(struct json_split *split, struct json_block *block)
{
    const char *newline = memchr(block->bytes + split->at, '\n', block->size - split->at);
    size_t end = newline ? (size_t)(newline - block->bytes) : block->size;

    while (!split->is_inside && split->at < end && is_blank(block->bytes[split->at]))
        split->at++;
    if (!split->is_inside && split->at < end)
        begin(split);
    split->at = end;
    if (!newline)
        return;
    if (split->is_inside)
        add_span(split, block, split->start, end);
    split->at++;
}

static void step_array(struct json_split *split, struct json_block *block)
{
    char byte = block->bytes[split->at];
    bool separates = split->depth == 0 && (byte == ',' || byte == ']');

    if (separates) {
        /* Between two commas something is missing; that is for the parser to say. */
        if (split->is_inside || byte == ',' || split->after_comma)
            add_span(split, block, split->is_inside ? split->start : split->at, split->at);
        split->after_comma = byte == ',';
        if (byte == ']')
            split->mode = MODE_CLOSED;
    } else if (!split->is_inside && !is_blank(byte)) {
        begin(split);
    }
    split->at++;
    if (!separates && split->is_inside)
        (void)pass_byte(split, byte);
}

static void step_start(struct json_split *split, const struct json_block *block)
{
    char byte = block->bytes[split->at];

    if (is_blank(byte))
        split->at++;
    else if (byte != '[')
        split->mode = MODE_FIRST;
    else {
        split->mode = MODE_ARRAY;
        split->at++;
    }
}

static bool find_documents(struct json_split *split, struct json_block *block, struct err *err)
{
    while (split->at < block->size) {
        if (split->in_text) {
            pass_text(split, block);
            continue;
        }
        switch (split->mode) {
        case MODE_START:
            step_start(split, block);
            break;
        case MODE_FIRST:
        case MODE_VALUES:
            step_values(split, block);
            break;
        case MODE_BEHIND:
            step_behind(split, block);
            break;
        case MODE_LINES:
            step_line(split, block);
            break;
        case MODE_ARRAY:
            step_array(split, block);
            break;
        case MODE_CLOSED:
            if (!is_blank(block->bytes[split->at]))
                return err_set(err, ERR_DATA, "something stands behind the end of the JSON array");
            split->at++;
            break;
        }
    }
    return true;
}

/* At the end of the file. A line needs no line end; everything else has a bracket to wait for. */
static bool finish(struct json_split *split, struct json_block *block, struct err *err)
{
    if (split->mode == MODE_ARRAY)
        return err_set(err, ERR_DATA, "the JSON array is not closed: the file is not complete");
    if (!split->is_inside)
        return true;
    if (split->mode != MODE_LINES && (split->depth || split->in_text))
        return err_set(err, ERR_DATA,
                       "document %lld of the JSON is not closed: the file is not complete",
                       (long long)split->next_document);
    add_span(split, block, split->start, block->size);
    return true;
}

/* ---- blocks ---- */

/* Read on behind what the block holds, up to size in all. */
static bool read_up_to(struct json_split *split, struct json_block *block, size_t size,
                       struct err *err)
{
    size_t got;

    make_room(&block->bytes, &block->room, size);
    if (!text_stream_read(split->stream, block->bytes + block->size, size - block->size, &got, err))
        return false;
    block->size += got;
    split->ended = block->size < size;
    return true;
}

/* Keep the document that has no end yet for the next block. */
static void cut(struct json_split *split, const struct json_block *block)
{
    size_t from = split->is_inside ? split->start : split->at;

    split->rest_size = block->size - from;
    make_room(&split->rest, &split->rest_room, split->rest_size);
    if (split->rest_size)
        memcpy(split->rest, block->bytes + from, split->rest_size);
    split->start = 0;
    split->at -= from;
}

static bool check_sizes(const struct json_split *split, const struct json_block *block,
                        struct err *err)
{
    int64_t document = block->first_document;
    size_t open_size = split->is_inside ? block->size - split->start : 0;

    for (size_t i = 0; i < block->span_count; i++, document++)
        if (block->spans[i].size > split->limit)
            break;
    if (document == split->next_document && open_size <= split->limit)
        return true;
    return err_set(err, ERR_LIMIT, "document %lld of the JSON is longer than %zu MiB",
                   (long long)document, split->limit / MIB);
}

static bool next_block(struct json_split *split, struct json_block *block, struct err *err)
{
    size_t size = split->block_size;

    while (size <= split->rest_size)
        size *= 2;
    make_room(&block->bytes, &block->room, size);
    if (split->rest_size)
        memcpy(block->bytes, split->rest, split->rest_size);
    block->size = split->rest_size;
    block->span_count = 0;
    block->first_document = split->next_document;
    for (; !split->ended && !block->span_count; size *= 2) {
        if (!read_up_to(split, block, size, err) || !find_documents(split, block, err))
            return false;
        if ((split->ended && !finish(split, block, err)) || !check_sizes(split, block, err))
            return false;
    }
    cut(split, block);
    if (split->block_size < BLOCK_SIZE)
        split->block_size *= 2;
    return true;
}

enum step json_split_next(struct json_split *split, struct json_block *block, struct err *err)
{
    if (split->ended)
        return END;
    if (!next_block(split, block, err)) {
        err_wrap(err, "%s", input_name(split->input));
        return FAILED;
    }
    return block->span_count ? ROW : END;
}
