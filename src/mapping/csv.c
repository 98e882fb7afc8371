/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/csv.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

struct csv {
    struct arena arena; /* owns the names and the rows */
    const struct input *input;
    struct dialect dialect;
    size_t column_count;
    const char **names;
    size_t body_offset;
    struct csv_shape shape;
    struct csv_rows rows; /* of the sample, behind the header */
    size_t *sample;       /* those of them that are sound */
    size_t sample_count;
    struct scratch *scratch; /* of cells that csv_sample_cell had to undouble */
};

static struct csv_cut cut_of(const struct dialect *dialect)
{
    return (struct csv_cut){ .delimiter = dialect->delimiter, .newline = dialect->newline };
}

/* ---- header ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Blanks go, and the quotes that were not seen as such because of them. */
static struct scan_cell trim(struct scan_cell cell)
{
    while (cell.size && is_blank(cell.text[0])) {
        cell.text++;
        cell.size--;
    }
    while (cell.size && is_blank(cell.text[cell.size - 1]))
        cell.size--;
    if (cell.size >= 2 && cell.text[0] == '"' && cell.text[cell.size - 1] == '"') {
        cell.text++;
        cell.size -= 2;
    }
    return cell;
}

/* A header is short and printable; a file that is no text shows here at the latest. */
static bool check_header_text(const char *text, size_t size, struct err *err)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < 0x20 && text[i] != '\t' && text[i] != '\r' && text[i] != '\n')
            return err_set(err, ERR_DATA,
                           "is not text: its first line holds the byte 0x%02x, so this is no CSV",
                           (unsigned char)text[i]);
    if (utf8_valid_prefix(text, size) != size)
        return err_set(err, ERR_DATA, "the header is not valid text");
    return true;
}

static void copy_names(struct csv *csv, const struct csv_rows *rows)
{
    struct scratch scratch = { .first = NULL };

    csv->names = ARENA_ARRAY(&csv->arena, const char *, csv->column_count);
    for (size_t i = 0; i < csv->column_count; i++) {
        struct scan_cell name = trim(csv_rows_value(rows, &rows->rows[0], i, &scratch));

        csv->names[i] = arena_strndup(&csv->arena, name.text ? name.text : "", name.size);
    }
    scratch_done(&scratch);
}

/* is_cut: the text that was looked at is not the whole file. */
static bool check_header(const struct csv *csv, const struct csv_rows *rows, bool is_cut,
                         struct err *err)
{
    struct csv_shape any = { .column_count = csv->column_count, .short_count = csv->column_count };
    struct csv_fault fault;

    if (!check_header_text(rows->text, csv->body_offset, err))
        return false;
    if (is_cut && rows->text[csv->body_offset - 1] != rows->cut.newline)
        return err_set(err, ERR_LIMIT,
                       "the header line is longer than can be read (at most %u bytes)",
                       LIMIT_HEADER_LINE);
    if (csv->column_count > LIMIT_COLUMN_COUNT)
        return err_set(err, ERR_LIMIT, "the header has %zu columns, more than %u",
                       csv->column_count, LIMIT_COLUMN_COUNT);
    if (csv_rows_check(rows, 0, any, &fault) == CSV_ROW_FAULTY)
        return err_set(err, ERR_DATA, "column %zu of the header: %s", fault.column + 1,
                       fault.reason);
    return true;
}

static bool read_header(struct csv *csv, const char *text, size_t size, bool is_whole,
                        struct err *err)
{
    struct csv_rows rows;
    bool is_cut = !is_whole || size > LIMIT_HEADER_LINE;
    bool read;

    if (size > LIMIT_HEADER_LINE)
        size = LIMIT_HEADER_LINE;
    csv_rows_init(&rows, cut_of(&csv->dialect));
    csv_rows_find(&rows, text, size, 1);
    if (rows.row_count == 0) {
        csv_rows_done(&rows);
        return err_set(err, ERR_DATA, "the file is empty");
    }
    csv->column_count = rows.rows[0].cell_count;
    csv->body_offset = csv_rows_end(&rows, 0, size);
    read = check_header(csv, &rows, is_cut, err);
    if (read)
        copy_names(csv, &rows);
    csv_rows_done(&rows);
    return read;
}

/* Columns without a name at the end are what a spreadsheet leaves behind. */
static void drop_nameless_end(struct csv *csv)
{
    while (csv->column_count > 1 && csv->names[csv->column_count - 1][0] == '\0')
        csv->column_count--;
}

/* ---- sample ---- */

/* The width of most rows, when that is less than the header's. */
static size_t common_width(const struct csv *csv)
{
    size_t *counts = calloc(csv->column_count + 1, sizeof(*counts));
    size_t best = csv->column_count;
    struct csv_shape full = { .column_count = best, .short_count = best };
    struct csv_fault fault;

    if (!counts)
        abort();
    for (size_t i = 0; i < csv->rows.row_count; i++)
        if (csv->rows.rows[i].cell_count <= csv->column_count &&
            csv_rows_check(&csv->rows, i, full, &fault) != CSV_ROW_EMPTY)
            counts[csv->rows.rows[i].cell_count]++;
    for (size_t i = 0; i < csv->column_count; i++)
        if (counts[i] > counts[best])
            best = i;
    free(counts);
    return best;
}

static void take_sample(struct csv *csv, const char *text, size_t size, bool is_whole)
{
    struct csv_fault fault;

    csv_rows_init(&csv->rows, cut_of(&csv->dialect));
    csv_rows_find(&csv->rows, text, size, CSV_SAMPLE_ROWS);
    if (!is_whole && csv->rows.row_count &&
        csv_rows_end(&csv->rows, csv->rows.row_count - 1, size) == size) {
        csv->rows.row_count--; /* it may go on behind the sample */
        csv->rows.is_open = false;
    }
    csv->shape =
        (struct csv_shape){ .column_count = csv->column_count, .short_count = common_width(csv) };
    csv->sample = ARENA_ARRAY(&csv->arena, size_t, csv->rows.row_count + 1);
    for (size_t i = 0; i < csv->rows.row_count; i++)
        if (csv_rows_check(&csv->rows, i, csv->shape, &fault) == CSV_ROW_SOUND)
            csv->sample[csv->sample_count++] = i;
}

/* ---- opening ---- */

bool csv_open(const struct input *input, struct csv **out, struct err *err)
{
    struct csv *csv SCOPED(csv_closep) = calloc(1, sizeof(*csv));
    size_t size;
    bool is_whole;
    const char *text = input_sample(input, &size, &is_whole);
    size_t header;

    if (!csv || !(csv->scratch = calloc(1, sizeof(*csv->scratch))))
        abort();
    csv->input = input;
    csv->dialect = dialect_guess(text, size, is_whole);
    header = csv->dialect.header_offset;
    if (!read_header(csv, text + header, size - header, is_whole, err))
        return err_wrap(err, "%s", input_name(input));
    csv->body_offset += header;
    drop_nameless_end(csv);
    take_sample(csv, text + csv->body_offset, size - csv->body_offset, is_whole);
    *out = csv;
    csv = NULL;
    return true;
}

void csv_close(struct csv *csv)
{
    if (!csv)
        return;
    csv_rows_done(&csv->rows);
    scratch_done(csv->scratch);
    free(csv->scratch);
    arena_done(&csv->arena);
    free(csv);
}

void csv_closep(struct csv **csv)
{
    csv_close(*csv);
}

const struct input *csv_input(const struct csv *csv)
{
    return csv->input;
}

const struct dialect *csv_dialect(const struct csv *csv)
{
    return &csv->dialect;
}

size_t csv_column_count(const struct csv *csv)
{
    return csv->column_count;
}

const char *csv_column_name(const struct csv *csv, size_t column)
{
    return csv->names[column];
}

struct csv_shape csv_shape(const struct csv *csv)
{
    return csv->shape;
}

size_t csv_body_offset(const struct csv *csv)
{
    return csv->body_offset;
}

size_t csv_sample_row_count(const struct csv *csv)
{
    return csv->sample_count;
}

size_t csv_sample_row_number(const struct csv *csv, size_t row)
{
    return csv->sample[row] + 1;
}

struct scan_cell csv_sample_cell(const struct csv *csv, size_t row, size_t column)
{
    return csv_rows_value(&csv->rows, &csv->rows.rows[csv->sample[row]], column, csv->scratch);
}

void csv_forget_sample(struct csv *csv)
{
    csv_rows_done(&csv->rows);
    scratch_done(csv->scratch);
    csv->sample_count = 0;
}
