/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/csv_mask.h"

#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

/* Every function here is inlined into one loop per instruction set. */
#define INLINE static inline __attribute__((always_inline))

/* The bytes of interest among 64. */
struct bytes {
    uint64_t quotes;
    uint64_t delimiters;
    uint64_t newlines;
    bool has_nul;
    bool has_high; /* some byte is not ASCII */
};

/* What an instruction set has to bring. */
struct eyes {
    struct bytes (*classify)(struct csv_cut cut, const char *text);
    uint64_t (*find)(const char *text, char byte); /* among 64 */
};

#ifdef __x86_64__

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

INLINE uint64_t join4(unsigned a, unsigned b, unsigned c, unsigned d)
{
    return a | (uint64_t)b << 16 | (uint64_t)c << 32 | (uint64_t)d << 48;
}

INLINE uint64_t where_sse2(const __m128i part[4], char byte)
{
    __m128i same = _mm_set1_epi8(byte);

    return join4((unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[0], same)),
                 (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[1], same)),
                 (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[2], same)),
                 (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[3], same)));
}

INLINE void load_sse2(const char *text, __m128i part[4])
{
    for (int i = 0; i < 4; i++)
        part[i] = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i));
}

INLINE uint64_t find_sse2(const char *text, char byte)
{
    __m128i part[4];

    load_sse2(text, part);
    return where_sse2(part, byte);
}

INLINE struct bytes classify_sse2(struct csv_cut cut, const char *text)
{
    __m128i part[4];
    __m128i all;
    __m128i least;

    load_sse2(text, part);
    all = _mm_or_si128(_mm_or_si128(part[0], part[1]), _mm_or_si128(part[2], part[3]));
    least = _mm_min_epu8(_mm_min_epu8(part[0], part[1]), _mm_min_epu8(part[2], part[3]));
    return (struct bytes){
        .quotes = where_sse2(part, '"'),
        .delimiters = where_sse2(part, cut.delimiter),
        .newlines = where_sse2(part, cut.newline),
        .has_nul = _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0,
        .has_high = _mm_movemask_epi8(all) != 0,
    };
}

AVX2 INLINE uint64_t where_avx2(__m256i low, __m256i high, char byte)
{
    __m256i same = _mm256_set1_epi8(byte);

    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, same)) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, same)) << 32;
}

AVX2 INLINE uint64_t find_avx2(const char *text, char byte)
{
    return where_avx2(_mm256_loadu_si256((const __m256i *)(const void *)text),
                      _mm256_loadu_si256((const __m256i *)(const void *)(text + 32)), byte);
}

AVX2 INLINE struct bytes classify_avx2(struct csv_cut cut, const char *text)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)text);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(text + 32));
    __m256i least = _mm256_min_epu8(low, high);

    return (struct bytes){
        .quotes = where_avx2(low, high, '"'),
        .delimiters = where_avx2(low, high, cut.delimiter),
        .newlines = where_avx2(low, high, cut.newline),
        .has_nul = _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256())) != 0,
        .has_high = _mm256_movemask_epi8(_mm256_or_si256(low, high)) != 0,
    };
}

#else

INLINE uint64_t find_plainly(const char *text, char byte)
{
    uint64_t mask = 0;

    for (int i = 0; i < CSV_CHUNK; i++)
        mask |= (uint64_t)(text[i] == byte) << i;
    return mask;
}

INLINE struct bytes classify_plainly(struct csv_cut cut, const char *text)
{
    struct bytes bytes = { .quotes = find_plainly(text, '"'),
                           .delimiters = find_plainly(text, cut.delimiter),
                           .newlines = find_plainly(text, cut.newline) };

    bytes.has_nul = memchr(text, '\0', CSV_CHUNK);
    for (int i = 0; i < CSV_CHUNK; i++)
        bytes.has_high |= (unsigned char)text[i] >= 0x80;
    return bytes;
}

#endif

/* Bit i of the result: whether an odd number of the bits 0 to i is set. */
INLINE uint64_t running_xor(uint64_t bits)
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
    uint64_t text_after_quote; /* CR of a line end included */
    struct csv_state next;     /* inside, after_separator, after_quote */
};

/* False when a quote opens where it may not. */
INLINE bool cells_by_mask(const struct bytes *bytes, const struct csv_state *state,
                          struct cells *out)
{
    uint64_t inside = running_xor(bytes->quotes) ^ state->inside;
    uint64_t before = inside << 1 | (state->inside & 1);
    uint64_t separators = (bytes->delimiters | bytes->newlines) & ~inside;
    uint64_t closers = bytes->quotes & before;
    uint64_t after_quote = closers << 1 | state->after_quote;
    uint64_t may_open = separators << 1 | state->after_separator | after_quote;

    *out = (struct cells){
        .separators = separators,
        .text_after_quote = after_quote & ~(separators | bytes->quotes),
        .next = { .inside = (uint64_t)((int64_t)inside >> 63),
                  .after_separator = separators >> 63,
                  .after_quote = closers >> 63 },
    };
    return !(bytes->quotes & ~before & ~may_open);
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

static __attribute__((noinline)) struct cells cells_by_walk(const struct bytes *bytes,
                                                            const struct csv_state *state,
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

INLINE struct csv_mask next_mask(const struct eyes *eyes, struct csv_cut cut,
                                 struct csv_state *state, const char *text, size_t size)
{
    uint64_t valid = size == CSV_CHUNK ? UINT64_MAX : (UINT64_C(1) << size) - 1;
    struct bytes bytes = eyes->classify(cut, text);
    struct cells cells;
    struct csv_mask mask;
    uint64_t returns = 0; /* CR, where records end in LF */
    uint64_t starts;      /* of records */

    if (size < CSV_CHUNK) {
        bytes.quotes &= valid;
        bytes.has_nul = eyes->find(text, '\0') & valid;
    }
    if (__builtin_expect(!cells_by_mask(&bytes, state, &cells), 0))
        cells = cells_by_walk(&bytes, state, size);
    mask.separators = cells.separators & valid;
    mask.newlines = mask.separators & bytes.newlines;
    starts = mask.newlines << 1 | state->after_newline;
    if (starts || cells.text_after_quote)
        returns = cut.newline == '\n' ? eyes->find(text, '\r') : 0;
    mask.blank = mask.newlines & (starts | (returns & starts) << 1 | state->after_bare_cr);
    /* Of a CR at the very end it is not known whether a newline follows: then the row is looked at
     * in vain. */
    cells.text_after_quote &= ~(returns & bytes.newlines >> 1) & valid;
    mask.odd = (bytes.has_nul ? CSV_ODD_NUL : 0U) | (bytes.has_high ? CSV_ODD_HIGH : 0U) |
               (cells.text_after_quote ? CSV_ODD_TEXT : 0U);
    cells.next.after_newline = mask.newlines >> 63;
    cells.next.after_bare_cr = (returns & starts) >> 63;
    *state = cells.next;
    return mask;
}

INLINE size_t next_masks(const struct eyes *eyes, struct csv_cut cut, struct csv_state *state,
                         const char *text, size_t size, struct csv_mask *masks)
{
    size_t full = size / CSV_CHUNK;
    size_t count = full < CSV_MASK_COUNT ? full : CSV_MASK_COUNT;

    for (size_t i = 0; i < count; i++)
        masks[i] = next_mask(eyes, cut, state, text + i * CSV_CHUNK, CSV_CHUNK);
    if (count < CSV_MASK_COUNT && size % CSV_CHUNK) {
        masks[count] = next_mask(eyes, cut, state, text + count * CSV_CHUNK, size % CSV_CHUNK);
        count++;
    }
    return count;
}

#ifdef __x86_64__

AVX2 static size_t next_masks_avx2(struct csv_cut cut, struct csv_state *state, const char *text,
                                   size_t size, struct csv_mask *masks)
{
    static const struct eyes eyes = { classify_avx2, find_avx2 };

    return next_masks(&eyes, cut, state, text, size, masks);
}

size_t csv_masks_next(struct csv_cut cut, struct csv_state *state, const char *text, size_t size,
                      struct csv_mask masks[static CSV_MASK_COUNT])
{
    static const struct eyes eyes = { classify_sse2, find_sse2 };

    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
        return next_masks_avx2(cut, state, text, size, masks);
    return next_masks(&eyes, cut, state, text, size, masks);
}

#else

size_t csv_masks_next(struct csv_cut cut, struct csv_state *state, const char *text, size_t size,
                      struct csv_mask masks[static CSV_MASK_COUNT])
{
    static const struct eyes eyes = { classify_plainly, find_plainly };

    return next_masks(&eyes, cut, state, text, size, masks);
}

#endif
