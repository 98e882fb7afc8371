/* SPDX-License-Identifier: Apache-2.0 */
/* csv_mask.h -- where the cells and records of a CSV text end, 64 bytes at a time, as bit masks.
 *
 * Bit i of a mask speaks of byte i. Inside quotes nothing separates. With the quotes as bits,
 * "inside" is the running exclusive or over them, so a doubled quote inside a cell closes and opens
 * again and takes care of itself:
 *
 *     text     a , " b , " " c " , d
 *     quotes   0 0 1 0 0 1 1 0 1 0 0
 *     inside   0 0 1 1 1 0 1 1 0 0 0
 *     comma    0 1 0 0 1 0 0 0 0 1 0   ->  separators: comma and not inside
 *
 * That holds as long as every quote that opens stands at the start of a cell or right behind a
 * closing one. Where it does not
 * (`5" disk`), those 64 bytes are walked by a state machine instead; the result is the same either
 * way.
 */
#ifndef CENTAVO_MAPPING_CSV_MASK_H
#define CENTAVO_MAPPING_CSV_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CSV_CHUNK = 64,     /* bytes that may be read behind the end of a text, too */
    CSV_MASK_COUNT = 64 /* chunks at a time */
};

/* How the text is cut; from the dialect. */
struct csv_cut {
    char delimiter;
    char newline; /* '\n' or '\r' */
};

/* What the next 64 bytes need to know of those before. */
struct csv_state {
    uint64_t inside;          /* all ones inside quotes */
    uint64_t after_separator; /* 1: a cell starts here */
    uint64_t after_quote;     /* 1: the byte before closed a quoted cell, or is the first half of a
                                 doubled quote */
    uint64_t after_newline;   /* 1: a record starts here */
    uint64_t after_bare_cr;   /* 1: the record so far is nothing but a CR */
};

/* What makes a row worth a closer look; bits of csv_mask.odd. */
enum csv_odd {
    CSV_ODD_NUL = 1,
    CSV_ODD_HIGH = 2, /* not ASCII */
    CSV_ODD_TEXT = 4  /* perhaps text behind a closing quote */
};

struct csv_mask {
    uint64_t separators; /* ends of cells: delimiters and newlines outside quotes */
    uint64_t newlines;   /* ends of records */
    uint64_t blank;      /* those of them that end a record without a byte */
    unsigned odd;
};

/* The state at the start of a record. */
static inline struct csv_state csv_state_start(void)
{
    return (struct csv_state){ .after_separator = 1, .after_newline = 1 };
}

/* The masks of the next chunks of a text: all of it up to CSV_MASK_COUNT chunks. CSV_CHUNK bytes
 * behind size must be readable; the last chunk may be a part of one, and then the state is good for
 * `inside` alone. Returns the number of chunks. */
size_t csv_masks_next(struct csv_cut cut, struct csv_state *state, const char *text, size_t size,
                      struct csv_mask masks[static CSV_MASK_COUNT]);

#endif
