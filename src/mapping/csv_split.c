/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/csv_split.h"

#include "base/limits.h"
#include "mapping/text_stream.h"

#include <stdlib.h>
#include <string.h>

/* Blocks grow from the one to the other, since most files are small. */
enum {
    FIRST_BLOCK_SIZE = 64 << 10,
    BLOCK_SIZE = 4 << 20 /* enough for SCAN_BATCH rows of ordinary width */
};

struct csv_split {
    const struct csv *csv;
    struct csv_cut cut;
    struct text_stream *stream;
    char *rest; /* the start of a record whose end is still to be read */
    size_t rest_size;
    size_t rest_room;
    size_t block_size;
    int64_t next_row;
    bool ended;
};

static void make_room(char **bytes, size_t *room, size_t size)
{
    if (*room >= size + CSV_CHUNK)
        return;
    *room = size + CSV_CHUNK;
    *bytes = realloc(*bytes, *room);
    if (!*bytes)
        abort();
}

void csv_block_done(struct csv_block *block)
{
    free(block->bytes);
    *block = (struct csv_block){ .size = 0 };
}

static bool skip(struct csv_split *split, size_t size, struct err *err)
{
    char *bytes = malloc(size + 1);
    size_t got;
    bool skipped;

    if (!bytes)
        abort();
    skipped = text_stream_read(split->stream, bytes, size, &got, err);
    free(bytes);
    return skipped;
}

bool csv_split_open(const struct csv *csv, struct csv_split **out, struct err *err)
{
    struct csv_split *split = calloc(1, sizeof(*split));
    const struct dialect *dialect = csv_dialect(csv);

    if (!split)
        abort();
    split->csv = csv;
    split->cut = (struct csv_cut){ .delimiter = dialect->delimiter, .newline = dialect->newline };
    split->next_row = 1;
    split->block_size = FIRST_BLOCK_SIZE;
    if (!text_stream_open(csv_input(csv), &split->stream, err) ||
        !skip(split, csv_body_offset(csv), err)) {
        csv_split_close(split);
        return err_wrap(err, "%s", input_name(csv_input(csv)));
    }
    *out = split;
    return true;
}

void csv_split_close(struct csv_split *split)
{
    if (!split)
        return;
    text_stream_close(split->stream);
    free(split->rest);
    free(split);
}

int64_t csv_split_position(const struct csv_split *split)
{
    return text_stream_position(split->stream);
}

/* Where the last record ends, 0 when none does; and how many there are up to there, blank lines
 * aside. */
static size_t last_end(struct csv_cut cut, const char *text, size_t size, int64_t *record_count)
{
    struct csv_state state = csv_state_start();
    struct csv_mask masks[CSV_MASK_COUNT];
    size_t end = 0;
    size_t count;

    *record_count = 0;
    for (size_t at = 0; at < size; at += count * CSV_CHUNK) {
        count = csv_masks_next(cut, &state, text + at, size - at, masks);
        for (size_t i = 0; i < count; i++) {
            uint64_t newlines = masks[i].newlines;

            if (!newlines)
                continue;
            *record_count += __builtin_popcountll(newlines & ~masks[i].blank);
            end = at + (i + 1) * CSV_CHUNK - (size_t)__builtin_clzll(newlines);
        }
    }
    return end;
}

static bool too_long(const struct csv_split *split, struct err *err)
{
    return err_set(err, ERR_LIMIT, "row %lld is longer than %u MiB (a quote that is never closed?)",
                   (long long)split->next_row, LIMIT_RECORD / MIB);
}

/* Read on behind what the block holds, up to size in all. */
static bool read_up_to(struct csv_split *split, struct csv_block *block, size_t size,
                       struct err *err)
{
    size_t got;

    make_room(&block->bytes, &block->room, size);
    if (!text_stream_read(split->stream, block->bytes + block->size, size - block->size, &got, err))
        return false;
    block->size += got;
    split->ended = block->size < size;
    memset(block->bytes + block->size, 0, CSV_CHUNK);
    return true;
}

/* Keep what stands behind end for the next block. */
static void cut_at(struct csv_split *split, struct csv_block *block, size_t end)
{
    split->rest_size = block->size - end;
    make_room(&split->rest, &split->rest_room, split->rest_size);
    memcpy(split->rest, block->bytes + end, split->rest_size);
    block->size = end;
    memset(block->bytes + end, 0, CSV_CHUNK);
}

static bool next_block(struct csv_split *split, struct csv_block *block, struct err *err)
{
    size_t size = split->block_size;
    int64_t record_count = 0;

    while (size <= split->rest_size)
        size *= 2;
    make_room(&block->bytes, &block->room, size);
    if (split->rest_size)
        memcpy(block->bytes, split->rest, split->rest_size);
    block->size = split->rest_size;
    block->first_row = split->next_row;
    split->rest_size = 0;
    for (;;) {
        size_t end;

        if (!read_up_to(split, block, size, err))
            return false;
        end = last_end(split->cut, block->bytes, block->size, &record_count);
        if (split->ended || end) {
            if (!split->ended)
                cut_at(split, block, end);
            else if (block->size - end > LIMIT_RECORD)
                return too_long(split, err);
            break;
        }
        if (block->size > LIMIT_RECORD)
            return too_long(split, err);
        size *= 2;
    }
    split->next_row += record_count;
    if (split->block_size < BLOCK_SIZE)
        split->block_size *= 2;
    return true;
}

enum step csv_split_next(struct csv_split *split, struct csv_block *block, struct err *err)
{
    if (split->ended)
        return END;
    if (!next_block(split, block, err)) {
        err_wrap(err, "%s", input_name(csv_input(split->csv)));
        return FAILED;
    }
    return block->size ? ROW : END;
}
