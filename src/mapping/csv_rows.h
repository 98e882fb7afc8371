/* SPDX-License-Identifier: Apache-2.0 */
/* csv_rows.h -- the records of a piece of CSV text, their cells, and what is wrong with them.
 *
 * Finding the cells touches each byte once and writes one number per cell; only the cells that
 * somebody asks for are looked at. Whether a row is sound does not depend on which cells are asked
 * for.
 */
#ifndef CENTAVO_MAPPING_CSV_ROWS_H
#define CENTAVO_MAPPING_CSV_ROWS_H

#include "mapping/csv_mask.h"
#include "store/scan.h"

#include <stdint.h>

struct csv_row {
    uint32_t start; /* of its first byte */
    uint32_t cell;  /* its first one in ends */
    uint32_t cell_count;
    uint32_t odd; /* enum csv_odd: what may be in it */
};

struct csv_rows {
    struct csv_cut cut;
    const char *text;
    uint32_t *ends; /* position of the separator behind each cell */
    size_t end_count;
    size_t end_room;
    struct csv_row *rows; /* without the blank ones */
    size_t row_count;
    size_t row_room;
    bool is_open; /* the text ends inside quotes */
};

void csv_rows_init(struct csv_rows *rows, struct csv_cut cut);
void csv_rows_done(struct csv_rows *rows);

/* Find all records of text, which starts with one; CSV_CHUNK bytes behind it must be readable. The
 * last record needs no newline. Stops after max_rows records. The text must stay while rows are
 * used. */
void csv_rows_find(struct csv_rows *rows, const char *text, size_t size, size_t max_rows);

/* Offset behind row's newline; the text's size when it has none. */
size_t csv_rows_end(const struct csv_rows *rows, size_t row, size_t size);

/* The bytes of a cell as they stand in the text, quotes included, line end excluded. */
static inline struct scan_cell csv_rows_raw(const struct csv_rows *rows, const struct csv_row *row,
                                            size_t cell)
{
    const uint32_t *ends = rows->ends + row->cell;
    uint32_t start = cell == 0 ? row->start : ends[cell - 1] + 1;
    uint32_t end = ends[cell];

    if (cell + 1 == row->cell_count && end > start && rows->cut.newline == '\n' &&
        rows->text[end - 1] == '\r')
        end--;
    return (struct scan_cell){ .text = rows->text + start, .size = end - start };
}

/* ---- what a row may be like ---- */

struct csv_shape {
    size_t column_count; /* of the header */
    size_t short_count;  /* rows of this width are read, too; equal to column_count when there are
                            none */
};

enum { CSV_REASON_SIZE = 96 };

struct csv_fault {
    size_t column; /* SIZE_MAX: the whole row */
    char reason[CSV_REASON_SIZE];
};

enum csv_verdict {
    CSV_ROW_SOUND,
    CSV_ROW_EMPTY, /* nothing but separators: no row at all */
    CSV_ROW_FAULTY
};

/* fault is written when the row is faulty. */
enum csv_verdict csv_rows_check(const struct csv_rows *rows, size_t row, struct csv_shape shape,
                                struct csv_fault *fault);

/* ---- values ---- */

/* Memory for cells that are not the same bytes as in the text. */
struct scratch_chunk;
struct scratch {
    struct scratch_chunk *first;
    struct scratch_chunk *current;
};

void *scratch_alloc(struct scratch *scratch, size_t size);
void scratch_clear(struct scratch *scratch); /* keeps the memory */
void scratch_done(struct scratch *scratch);

/* The value of a cell that is quoted, or might be a word for NULL. */
struct scan_cell csv_rows_value_quoted(struct scan_cell raw, struct scratch *scratch);

/* The value of a cell of a sound row; text NULL for NULL. Beyond the row's cells it is NULL, too.
 */
static inline struct scan_cell csv_rows_value(const struct csv_rows *rows,
                                              const struct csv_row *row, size_t cell,
                                              struct scratch *scratch)
{
    struct scan_cell raw;

    if (cell >= row->cell_count)
        return (struct scan_cell){ .text = NULL };
    raw = csv_rows_raw(rows, row, cell);
    if (raw.size == 0)
        return (struct scan_cell){ .text = NULL };
    if (raw.text[0] == '"' || raw.size == 4 || raw.size == 2)
        return csv_rows_value_quoted(raw, scratch);
    return raw;
}

#endif
