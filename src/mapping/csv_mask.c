/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/csv_mask.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The bytes of interest among 64. */
struct bytes {
    uint64_t quotes;
    uint64_t delimiters;
    uint64_t newlines;
    uint64_t returns; /* CR, where records end in LF */
    uint64_t nuls;
    uint64_t high;
};

#ifdef __SSE2__

static uint64_t where(const __m128i part[4], char byte)
{
    __m128i same = _mm_set1_epi8(byte);
    uint64_t mask = 0;

    for (int i = 0; i < 4; i++)
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], same)) << (16 * i);
    return mask;
}

static struct bytes classify(struct csv_cut cut, const char *text)
{
    __m128i part[4];
    struct bytes bytes = { .high = 0 };

    for (int i = 0; i < 4; i++) {
        part[i] = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i));
        bytes.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(part[i]) << (16 * i);
    }
    bytes.quotes = where(part, '"');
    bytes.delimiters = where(part, cut.delimiter);
    bytes.newlines = where(part, cut.newline);
    bytes.returns = cut.newline == '\n' ? where(part, '\r') : 0;
    bytes.nuls = where(part, '\0');
    return bytes;
}

#else

static struct bytes classify(struct csv_cut cut, const char *text)
{
    struct bytes bytes = { .high = 0 };

    for (int i = 0; i < CSV_CHUNK; i++) {
        char byte = text[i];

        bytes.quotes |= (uint64_t)(byte == '"') << i;
        bytes.delimiters |= (uint64_t)(byte == cut.delimiter) << i;
        bytes.newlines |= (uint64_t)(byte == cut.newline) << i;
        bytes.returns |= (uint64_t)(byte == '\r' && cut.newline == '\n') << i;
        bytes.nuls |= (uint64_t)(byte == '\0') << i;
        bytes.high |= (uint64_t)((unsigned char)byte >> 7) << i;
    }
    return bytes;
}

#endif

/* Bit i of the result: whether an odd number of the bits 0 to i is set. */
static uint64_t running_xor(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

/* What the quotes make of the 64 bytes. */
struct cells {
    uint64_t separators;
    uint64_t text_after_quote;
    struct csv_state next; /* inside, after_separator, after_quote */
};

/* False when a quote opens where it may not. */
static bool cells_by_mask(const struct bytes *bytes, const struct csv_state *state,
                          struct cells *out)
{
    uint64_t inside = running_xor(bytes->quotes) ^ state->inside;
    uint64_t before = inside << 1 | (state->inside & 1);
    uint64_t separators = (bytes->delimiters | bytes->newlines) & ~inside;
    uint64_t closers = bytes->quotes & before;
    uint64_t after_quote = closers << 1 | state->after_quote;
    uint64_t may_open = separators << 1 | state->after_separator | after_quote;
    /* A CR belongs to the newline behind it; of the last byte it is not known yet. */
    uint64_t line_end = bytes->returns & (bytes->newlines >> 1);

    if (bytes->quotes & ~before & ~may_open)
        return false;
    *out = (struct cells){
        .separators = separators,
        .text_after_quote = after_quote & ~(separators | bytes->quotes | line_end),
        .next = { .inside = (uint64_t)((int64_t)inside >> 63),
                  .after_separator = separators >> 63,
                  .after_quote = closers >> 63 },
    };
    return true;
}

enum place { CELL_START, IN_TEXT, IN_QUOTES, QUOTE_IN_QUOTES };

static enum place place_after(enum place place, bool is_quote, bool is_separator)
{
    if (place == IN_QUOTES)
        return is_quote ? QUOTE_IN_QUOTES : IN_QUOTES;
    if (place == QUOTE_IN_QUOTES && is_quote)
        return IN_QUOTES;
    if (is_separator)
        return CELL_START;
    return place == CELL_START && is_quote ? IN_QUOTES : IN_TEXT;
}

static struct cells cells_by_walk(const struct bytes *bytes, const struct csv_state *state,
                                  size_t size)
{
    enum place place = state->inside            ? IN_QUOTES
                       : state->after_quote     ? QUOTE_IN_QUOTES
                       : state->after_separator ? CELL_START
                                                : IN_TEXT;
    uint64_t cuts = bytes->delimiters | bytes->newlines;
    struct cells cells = { .separators = 0 };

    for (size_t i = 0; i < size; i++) {
        enum place next = place_after(place, bytes->quotes >> i & 1, cuts >> i & 1);

        if (next == CELL_START)
            cells.separators |= UINT64_C(1) << i;
        if (place == QUOTE_IN_QUOTES && next == IN_TEXT)
            cells.text_after_quote |= UINT64_C(1) << i;
        place = next;
    }
    cells.next = (struct csv_state){ .inside = place == IN_QUOTES ? UINT64_MAX : 0,
                                     .after_separator = place == CELL_START,
                                     .after_quote = place == QUOTE_IN_QUOTES };
    return cells;
}

struct csv_mask csv_mask_next(struct csv_cut cut, struct csv_state *state, const char *text,
                              size_t size)
{
    uint64_t valid = size == CSV_CHUNK ? UINT64_MAX : (UINT64_C(1) << size) - 1;
    struct bytes bytes = classify(cut, text);
    struct cells cells;
    struct csv_mask mask;
    uint64_t starts; /* of records */
    uint64_t bare_returns;

    if (size < CSV_CHUNK) {
        bytes.quotes &= valid;
        bytes.nuls &= valid;
        bytes.high &= valid;
    }
    if (!cells_by_mask(&bytes, state, &cells))
        cells = cells_by_walk(&bytes, state, size);
    mask.separators = cells.separators & valid;
    mask.newlines = mask.separators & bytes.newlines;
    starts = mask.newlines << 1 | state->after_newline;
    bare_returns = bytes.returns & starts;
    mask.blank = mask.newlines & (starts | bare_returns << 1 | state->after_bare_cr);
    mask.odd = (bytes.nuls ? CSV_ODD_NUL : 0U) | (bytes.high ? CSV_ODD_HIGH : 0U) |
               (cells.text_after_quote & valid ? CSV_ODD_TEXT : 0U);
    cells.next.after_newline = mask.newlines >> 63;
    cells.next.after_bare_cr = bare_returns >> 63;
    *state = cells.next;
    return mask;
}
