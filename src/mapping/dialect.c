/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/dialect.h"

#include "mapping/csv_rows.h"

#include <string.h>
#include <strings.h>

/* In order of preference when nothing else decides. */
static const char delimiters[] = { ',', ';', '\t', '|' };

/* How the first lines look when they are cut at one delimiter. */
struct cutting {
    size_t line_count;
    size_t widths[DIALECT_LINES]; /* cells up to the last one that is not empty */
    size_t offsets[DIALECT_LINES];
    size_t mode;       /* the most frequent width, the wider of two */
    size_t mode_count; /* lines of that width */
    size_t header;     /* the first line that is no preamble */
};

/* LF wins wherever there is one before the first record could be longer than any is. */
static char guess_newline(const char *text, size_t size)
{
    return !memchr(text, '\n', size) && memchr(text, '\r', size) ? '\r' : '\n';
}

static bool is_filled(struct scan_cell cell)
{
    for (uint32_t i = 0; i < cell.size; i++)
        if (cell.text[i] != ' ' && cell.text[i] != '"')
            return true;
    return false;
}

static size_t filled_width(const struct csv_rows *rows, const struct csv_row *row)
{
    size_t width = row->cell_count;

    while (width && !is_filled(csv_rows_raw(rows, row, width - 1)))
        width--;
    return width;
}

static void find_mode(struct cutting *cutting)
{
    for (size_t i = 0; i < cutting->line_count; i++) {
        size_t width = cutting->widths[i];
        size_t count = 0;

        if (width == 0)
            continue;
        for (size_t j = 0; j < cutting->line_count; j++)
            count += cutting->widths[j] == width;
        if (count > cutting->mode_count ||
            (count == cutting->mode_count && width > cutting->mode)) {
            cutting->mode = width;
            cutting->mode_count = count;
        }
    }
}

static struct cutting cut_lines(const char *text, size_t size, bool is_whole, struct csv_cut cut)
{
    struct cutting cutting = { .line_count = 0 };
    struct csv_rows rows;

    csv_rows_init(&rows, cut);
    csv_rows_find(&rows, text, size, DIALECT_LINES);
    for (size_t i = 0; i < rows.row_count; i++) {
        /* A line that the sample cuts off says nothing, unless it is all there is. */
        if (i > 0 && !is_whole && csv_rows_end(&rows, i, size) == size)
            break;
        cutting.widths[i] = filled_width(&rows, &rows.rows[i]);
        cutting.offsets[i] = rows.rows[i].start;
        cutting.line_count++;
    }
    csv_rows_done(&rows);
    find_mode(&cutting);
    while (cutting.header + 1 < cutting.line_count &&
           cutting.widths[cutting.header] * 2 <= cutting.mode)
        cutting.header++;
    return cutting;
}

/* Does a cut text better than b? By whether the very first line can be the header, then by the
 * share of lines of the most frequent width, then by that width. */
static bool is_better(const struct cutting *a, const struct cutting *b)
{
    size_t a_share;
    size_t b_share;

    if (a->mode < 2 || b->mode < 2)
        return a->mode >= 2;
    if ((a->header == 0) != (b->header == 0))
        return a->header == 0;
    a_share = a->mode_count * b->line_count;
    b_share = b->mode_count * a->line_count;
    /* One line in twenty may be odd without deciding. */
    if (a_share * DIALECT_LINES > b_share * (DIALECT_LINES + 1))
        return true;
    if (b_share * DIALECT_LINES > a_share * (DIALECT_LINES + 1))
        return false;
    return a->mode > b->mode;
}

/* Excel's own first line: sep=; */
static bool read_separator_line(const char *text, size_t size, char newline, char *delimiter,
                                size_t *line_size)
{
    const char *end = memchr(text, newline, size);
    size_t length = end ? (size_t)(end - text) : size;

    *line_size = end ? length + 1 : size;
    if (length == 6 && text[5] == '\r')
        length--;
    if (length != 5 || strncasecmp(text, "sep=", 4) != 0 || !memchr(delimiters, text[4], 4))
        return false;
    *delimiter = text[4];
    return true;
}

struct dialect dialect_guess(const char *text, size_t size, bool is_whole)
{
    struct dialect dialect = { .delimiter = ',', .newline = guess_newline(text, size) };
    struct cutting best = { .line_count = 0 };
    size_t skipped = 0;
    char only = '\0';

    if (!read_separator_line(text, size, dialect.newline, &only, &skipped))
        skipped = 0;
    for (size_t i = 0; i < sizeof(delimiters); i++) {
        struct csv_cut cut = { .delimiter = delimiters[i], .newline = dialect.newline };
        struct cutting cutting;

        if (only && delimiters[i] != only)
            continue;
        cutting = cut_lines(text + skipped, size - skipped, is_whole, cut);
        if (only || i == 0 || is_better(&cutting, &best)) {
            best = cutting;
            dialect.delimiter = delimiters[i];
        }
    }
    dialect.header_offset = skipped + (best.line_count ? best.offsets[best.header] : 0);
    return dialect;
}
