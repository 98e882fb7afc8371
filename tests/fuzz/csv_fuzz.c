/* SPDX-License-Identifier: Apache-2.0 */
/* csv_fuzz.c -- any text cut into records and cells by masks, and by a reader that is as simple as
 * can be: both must agree.
 *
 * The first byte chooses the dialect, the rest is the text.
 */
#include "mapping/csv_rows.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Where the cell that starts at `at` ends, by the letter of the rules. */
static size_t cell_end(struct csv_cut cut, const char *text, size_t size, size_t at)
{
    if (at < size && text[at] == '"') {
        at++;
        while (at < size) {
            if (text[at] != '"')
                at++;
            else if (at + 1 < size && text[at + 1] == '"')
                at += 2;
            else
                break;
        }
        at++;
    }
    while (at < size && text[at] != cut.delimiter && text[at] != cut.newline)
        at++;
    return at < size ? at : size;
}

/* Compare one record with the next row; returns where the record behind it starts. */
static size_t walk_record(const struct csv_rows *rows, const char *text, size_t size, size_t start,
                          size_t *row)
{
    struct csv_cut cut = rows->cut;
    size_t end = cell_end(cut, text, size, start);
    const struct csv_row *found = &rows->rows[*row];
    bool is_blank = (end == start && (end == size || text[end] == cut.newline)) ||
                    (end == start + 1 && text[start] == '\r' && cut.newline == '\n' &&
                     (end == size || text[end] == '\n'));

    if (!is_blank) {
        size_t cell = 0;

        demand(*row < rows->row_count && found->start == start);
        for (size_t at = start;; at = end + 1) {
            end = cell_end(cut, text, size, at);
            demand(cell < found->cell_count && rows->ends[found->cell + cell] == end);
            cell++;
            if (end == size || text[end] == cut.newline)
                break;
        }
        demand(cell == found->cell_count);
        demand(csv_rows_end(rows, *row, size) == (end < size ? end + 1 : size));
        ++*row;
    }
    return end + 1;
}

static void read_cells(const struct csv_rows *rows, const char *text, size_t size)
{
    struct scratch scratch = { .first = NULL };
    struct csv_fault fault;

    for (size_t row = 0; row < rows->row_count; row++) {
        const struct csv_row *at = &rows->rows[row];
        struct csv_shape shape = { .column_count = at->cell_count, .short_count = at->cell_count };

        if (csv_rows_check(rows, row, shape, &fault) != CSV_ROW_SOUND)
            continue;
        for (size_t cell = 0; cell <= at->cell_count; cell++) {
            struct scan_cell value = csv_rows_value(rows, at, cell, &scratch);

            demand(!value.text || (value.size > 0 && value.size <= size));
            demand(!value.text || !memchr(value.text, '\0', value.size));
        }
        scratch_clear(&scratch);
    }
    (void)text;
    scratch_done(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct csv_cut cuts[] = {
        { ',', '\n' }, { ';', '\n' }, { '\t', '\r' }, { '|', '\r' }
    };
    struct csv_rows rows;
    char *text;
    size_t row = 0;

    if (size == 0)
        return 0;
    csv_rows_init(&rows, cuts[bytes[0] % 4]);
    size--;
    text = calloc(1, size + CSV_CHUNK);
    demand(text != NULL);
    memcpy(text, bytes + 1, size);
    csv_rows_find(&rows, text, size, SIZE_MAX);
    for (size_t at = 0; at < size;)
        at = walk_record(&rows, text, size, at, &row);
    demand(row == rows.row_count);
    read_cells(&rows, text, size);
    csv_rows_done(&rows);
    free(text);
    return 0;
}
