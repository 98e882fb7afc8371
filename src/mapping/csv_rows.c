/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/csv_rows.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void csv_rows_init(struct csv_rows *rows, struct csv_cut cut)
{
    *rows = (struct csv_rows){ .cut = cut };
}

void csv_rows_done(struct csv_rows *rows)
{
    free(rows->ends);
    free(rows->rows);
    csv_rows_init(rows, rows->cut);
}

/* ---- finding ---- */

static void *grow(void *memory, size_t *room, size_t needed, size_t size)
{
    while (*room < needed)
        *room = *room ? *room * 2 : 4096;
    memory = realloc(memory, *room * size);
    if (!memory)
        abort();
    return memory;
}

/* Room for what one chunk can hold. */
static void make_room(struct csv_rows *rows)
{
    if (rows->end_room - rows->end_count < CSV_CHUNK + 4)
        rows->ends =
            grow(rows->ends, &rows->end_room, rows->end_count + CSV_CHUNK + 4, sizeof(*rows->ends));
    if (rows->row_room - rows->row_count < CSV_CHUNK + 1)
        rows->rows =
            grow(rows->rows, &rows->row_room, rows->row_count + CSV_CHUNK + 1, sizeof(*rows->rows));
}

static void add_ends(struct csv_rows *rows, uint64_t separators, uint32_t base)
{
    uint32_t *at = rows->ends + rows->end_count;

    rows->end_count += (size_t)__builtin_popcountll(separators);
    /* Four at a time: what is too many is written over by the next chunk. */
    while (separators) {
        for (int i = 0; i < 4; i++) {
            *at++ = base + (uint32_t)__builtin_ctzll(separators | UINT64_C(1) << 63);
            separators &= separators - 1;
        }
    }
}

/* The record that is being read while the chunks go by. */
struct open_row {
    uint32_t start;
    uint32_t cell;
    unsigned odd;
};

static void add_row(struct csv_rows *rows, const struct open_row *open, size_t next_cell)
{
    rows->rows[rows->row_count++] = (struct csv_row){
        .start = open->start,
        .cell = open->cell,
        .cell_count = (uint32_t)next_cell - open->cell,
        .odd = open->odd,
    };
}

static void add_rows(struct csv_rows *rows, const struct csv_mask *mask, uint32_t base,
                     size_t cell_base, struct open_row *open)
{
    uint64_t newlines = mask->newlines;

    open->odd |= mask->odd;
    while (newlines) {
        uint64_t bit = newlines & -newlines;
        size_t next_cell =
            cell_base + (size_t)__builtin_popcountll(mask->separators & (bit | (bit - 1)));

        if (!(mask->blank & bit))
            add_row(rows, open, next_cell);
        *open = (struct open_row){ .start = base + (uint32_t)__builtin_ctzll(bit) + 1,
                                   .cell = (uint32_t)next_cell,
                                   .odd = mask->odd };
        newlines ^= bit;
    }
}

/* The last record, when no newline ends it. A lone CR is the half of a blank line. */
static void add_rest(struct csv_rows *rows, size_t size, const struct open_row *open)
{
    if (open->start >= size ||
        (size - open->start == 1 && rows->text[open->start] == '\r' && rows->cut.newline == '\n'))
        return;
    make_room(rows);
    rows->ends[rows->end_count++] = (uint32_t)size;
    add_row(rows, open, rows->end_count);
}

void csv_rows_find(struct csv_rows *rows, const char *text, size_t size, size_t max_rows)
{
    struct csv_state state = csv_state_start();
    struct csv_mask masks[CSV_MASK_COUNT];
    struct open_row open = { .start = 0 };
    size_t at = 0;

    assert(size < UINT32_MAX - CSV_CHUNK);
    rows->text = text;
    rows->end_count = 0;
    rows->row_count = 0;
    while (at < size && rows->row_count < max_rows) {
        size_t count = csv_masks_next(rows->cut, &state, text + at, size - at, masks);

        for (size_t i = 0; i < count; i++, at += CSV_CHUNK) {
            size_t cell_base = rows->end_count;

            make_room(rows);
            add_ends(rows, masks[i].separators, (uint32_t)at);
            if (masks[i].newlines)
                add_rows(rows, &masks[i], (uint32_t)at, cell_base, &open);
            else
                open.odd |= masks[i].odd;
        }
    }
    rows->is_open = at >= size && state.inside;
    if (at >= size)
        add_rest(rows, size, &open);
    if (rows->row_count > max_rows) {
        rows->row_count = max_rows;
        rows->is_open = false;
    }
}

size_t csv_rows_end(const struct csv_rows *rows, size_t row, size_t size)
{
    const struct csv_row *at = &rows->rows[row];
    size_t end = (size_t)rows->ends[at->cell + at->cell_count - 1] + 1;

    return end < size ? end : size;
}

/* ---- checking ---- */

static bool is_all_separators(const struct csv_rows *rows, const struct csv_row *row)
{
    const char *at = rows->text + row->start;
    const char *end = rows->text + rows->ends[row->cell + row->cell_count - 1];

    while (at < end &&
           (*at == rows->cut.delimiter || *at == ' ' || *at == '"' || *at == '\t' || *at == '\r'))
        at++;
    return at == end;
}

/* Where a quoted cell's closing quote is; size when there is none. */
static size_t closing_quote(const char *text, size_t size)
{
    for (size_t i = 1; i < size; i++) {
        if (text[i] != '"')
            continue;
        if (i + 1 < size && text[i + 1] == '"')
            i++;
        else
            return i;
    }
    return size;
}

static bool cell_is_sound(struct scan_cell cell, struct csv_fault *fault)
{
    size_t valid;

    if (cell.size > LIMIT_CELL) {
        snprintf(fault->reason, sizeof(fault->reason), "has %u bytes, more than %u", cell.size,
                 LIMIT_CELL);
        return false;
    }
    if (memchr(cell.text, '\0', cell.size)) {
        snprintf(fault->reason, sizeof(fault->reason), "holds a NUL byte");
        return false;
    }
    valid = utf8_valid_prefix(cell.text, cell.size);
    if (valid != cell.size) {
        snprintf(fault->reason, sizeof(fault->reason), "byte 0x%02x at position %zu is not UTF-8",
                 (unsigned char)cell.text[valid], valid + 1);
        return false;
    }
    if (cell.size && cell.text[0] == '"') {
        size_t closing = closing_quote(cell.text, cell.size);

        if (closing + 1 == cell.size)
            return true;
        snprintf(fault->reason, sizeof(fault->reason), "%s",
                 closing == cell.size ? "a quote is opened and never closed"
                                      : "there is text behind the closing quote");
        return false;
    }
    return true;
}

/* Which width is wrong; cells too many are fine when they are empty. */
static bool width_is_sound(const struct csv_rows *rows, const struct csv_row *row,
                           struct csv_shape shape, struct csv_fault *fault)
{
    size_t i = shape.column_count;

    if (row->cell_count == shape.column_count || row->cell_count == shape.short_count)
        return true;
    if (row->cell_count > shape.column_count) {
        while (i < row->cell_count && csv_rows_raw(rows, row, i).size == 0)
            i++;
        if (i == row->cell_count)
            return true;
    }
    fault->column = SIZE_MAX;
    snprintf(fault->reason, sizeof(fault->reason), "has %u cell%s, the header has %zu",
             row->cell_count, row->cell_count == 1 ? "" : "s", shape.column_count);
    return false;
}

static bool cells_are_sound(const struct csv_rows *rows, const struct csv_row *row,
                            struct csv_fault *fault)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        fault->column = i;
        if (!cell_is_sound(csv_rows_raw(rows, row, i), fault))
            return false;
    }
    return true;
}

enum csv_verdict csv_rows_check(const struct csv_rows *rows, size_t row_index,
                                struct csv_shape shape, struct csv_fault *fault)
{
    const struct csv_row *row = &rows->rows[row_index];
    bool is_last_open = rows->is_open && row_index + 1 == rows->row_count;
    uint32_t size = rows->ends[row->cell + row->cell_count - 1] - row->start;

    if (!is_last_open && is_all_separators(rows, row))
        return CSV_ROW_EMPTY;
    /* A cell that swallowed its neighbours explains a wrong width better than the width does. */
    if ((row->odd || is_last_open || size > LIMIT_CELL) && !cells_are_sound(rows, row, fault))
        return CSV_ROW_FAULTY;
    return width_is_sound(rows, row, shape, fault) ? CSV_ROW_SOUND : CSV_ROW_FAULTY;
}

/* ---- values ---- */

enum { SCRATCH_ROOM = 64 * 1024 };

struct scratch_chunk {
    struct scratch_chunk *next;
    size_t room;
    size_t used;
    char bytes[];
};

static struct scratch_chunk *chunk_new(size_t room)
{
    struct scratch_chunk *chunk = malloc(sizeof(*chunk) + room);

    if (!chunk)
        abort();
    *chunk = (struct scratch_chunk){ .room = room };
    return chunk;
}

void *scratch_alloc(struct scratch *scratch, size_t size)
{
    struct scratch_chunk *chunk = scratch->current;

    while (chunk && chunk->room - chunk->used < size && chunk->next) {
        chunk = chunk->next;
        chunk->used = 0;
    }
    if (!chunk || chunk->room - chunk->used < size) {
        struct scratch_chunk *fresh = chunk_new(size > SCRATCH_ROOM ? size : SCRATCH_ROOM);

        if (chunk)
            chunk->next = fresh;
        else
            scratch->first = fresh;
        chunk = fresh;
    }
    scratch->current = chunk;
    chunk->used += size;
    return chunk->bytes + chunk->used - size;
}

void scratch_clear(struct scratch *scratch)
{
    scratch->current = scratch->first;
    if (scratch->first)
        scratch->first->used = 0;
}

void scratch_done(struct scratch *scratch)
{
    while (scratch->first) {
        struct scratch_chunk *next = scratch->first->next;

        free(scratch->first);
        scratch->first = next;
    }
    scratch->current = NULL;
}

/* What programs write for "nothing" when they write no quotes around it. */
static bool is_null_word(const char *text, uint32_t size)
{
    return (size == 4 && (memcmp(text, "NULL", 4) == 0 || memcmp(text, "null", 4) == 0)) ||
           (size == 2 && memcmp(text, "\\N", 2) == 0);
}

/* "" becomes " inside a quoted cell. */
static struct scan_cell undouble(const char *text, uint32_t size, const char *first_quote,
                                 struct scratch *scratch)
{
    char *out = scratch_alloc(scratch, size);
    size_t written = 0;
    const char *from = text;
    const char *end = text + size;

    for (const char *quote = first_quote; quote; quote = memchr(from, '"', (size_t)(end - from))) {
        size_t part = (size_t)(quote - from) + 1;

        memcpy(out + written, from, part);
        written += part;
        from = quote + 2; /* in a sound row a quote inside is always doubled */
        if (from >= end)
            break;
    }
    if (from < end) {
        memcpy(out + written, from, (size_t)(end - from));
        written += (size_t)(end - from);
    }
    return (struct scan_cell){ .text = out, .size = (uint32_t)written };
}

struct scan_cell csv_rows_value_quoted(struct scan_cell raw, struct scratch *scratch)
{
    const char *quote;

    if (raw.text[0] != '"')
        return is_null_word(raw.text, raw.size) ? (struct scan_cell){ .text = NULL } : raw;
    raw.text++;
    raw.size -= 2;
    if (raw.size == 0)
        return (struct scan_cell){ .text = NULL };
    quote = memchr(raw.text, '"', raw.size);
    return quote ? undouble(raw.text, raw.size, quote, scratch) : raw;
}
