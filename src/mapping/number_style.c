/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/number_style.h"

#include "base/decimal.h"
#include "mapping/functions.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 128 /* bytes of a number that is looked at */ };

static void remember(struct number_place *place, const struct csv *csv, const char *file_name,
                     size_t row, size_t column, struct scan_cell cell)
{
    if (place->file)
        return;
    place->file = file_name;
    place->row = csv_sample_row_number(csv, row);
    snprintf(place->column, sizeof(place->column), "%s", csv_column_name(csv, column));
    snprintf(place->text, sizeof(place->text), "%.*s", (int)cell.size, cell.text);
}

static void look_at(struct number_seen *seen, const struct csv *csv, const char *file_name,
                    size_t row, size_t column)
{
    bool has_commas_between = csv_dialect(csv)->delimiter == ',';
    struct scan_cell cell = csv_sample_cell(csv, row, column);
    char plain[LONGEST + 2];
    size_t plain_size;
    bool is_comma, is_point;
    int128 value;

    if (!cell.text)
        return;
    seen->is_formatted |= decimal_parse(cell.text, cell.size, &value, NULL) == DECIMAL_NO_NUMBER;
    if (cell.size > LONGEST)
        return;
    is_comma = amount_plain(cell.text, cell.size, ',', plain, &plain_size);
    is_point = amount_plain(cell.text, cell.size, '.', plain, &plain_size);
    if (is_comma && is_point) { /* either, or no mark at all */
        is_comma = memchr(cell.text, ',', cell.size) && !has_commas_between;
        is_point = memchr(cell.text, '.', cell.size) && has_commas_between;
    }
    if (is_comma)
        remember(&seen->comma, csv, file_name, row, column, cell);
    if (is_point)
        remember(&seen->point, csv, file_name, row, column, cell);
}

void number_look(struct number_seen *seen, const struct csv *csv, const char *file_name,
                 const size_t *columns, size_t column_count)
{
    for (size_t row = 0; row < csv_sample_row_count(csv); row++)
        for (size_t i = 0; i < column_count; i++)
            look_at(seen, csv, file_name, row, columns[i]);
}

bool number_decide(const struct number_seen *seen, enum number_style *out, struct err *err)
{
    const struct number_place *comma = &seen->comma;
    const struct number_place *point = &seen->point;

    if (comma->file && point->file)
        return err_set(err, ERR_DATA,
                       "some numbers have a decimal comma and some a decimal point: %s, row %zu, "
                       "%s: %s; %s, row %zu, %s: %s",
                       comma->file, comma->row, comma->column, comma->text, point->file, point->row,
                       point->column, point->text);
    *out = comma->file ? NUMBER_COMMA : seen->is_formatted ? NUMBER_FORMATTED : NUMBER_PLAIN;
    return true;
}
