/* SPDX-License-Identifier: Apache-2.0 */
/* table.c -- columns are the members of the items, in their order; widths are those of the widest
 * cells. */
#include "cli/table.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

enum { TABLE_COLUMN_MAX = 160, CELL_WIDTH_MAX = 48 };

struct table_column {
    const char *name;
    bool is_number;
    size_t width;
};

struct table {
    struct arena arena;
    struct table_column columns[TABLE_COLUMN_MAX];
    size_t column_count;
    const char ***rows; /* cells; NULL: nothing */
    size_t row_count;
    const json_t *money_columns; /* names of columns that are money besides those that sound so */
    const json_t *ratio_columns; /* the same of ratios */
    struct buf *out;
};

static void free_json(json_t **json)
{
    json_decref(*json);
}

static void table_done(struct table *table)
{
    arena_done(&table->arena);
}

/* ---- cells ---- */

static bool ends_in(const char *text, const char *end)
{
    size_t size = strlen(text);
    size_t end_size = strlen(end);

    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

static bool is_among(const json_t *columns, const char *name)
{
    size_t index;
    json_t *column;

    json_array_foreach(columns, index, column)
    {
        if (strcmp(json_string_value(column), name) == 0)
            return true;
    }
    return false;
}

/* What is money, by the name it has in an answer. */
static bool is_money(const struct table *table, const char *name)
{
    if (is_among(table->ratio_columns, name))
        return false;
    return is_among(table->money_columns, name) || ends_in(name, "_cost") ||
           ends_in(name, "_price") || ends_in(name, "_quantity") || strcmp(name, "previous") == 0 ||
           ends_in(name, "delta") || strcmp(name, "old") == 0 || strcmp(name, "new") == 0 ||
           strncmp(name, "daily", 5) == 0 || strcmp(name, "month_end") == 0;
}

/* "1234.567000000000" -> "1,234.57". Rounds half to even, on integers. */
static const char *money_text(struct table *table, const char *text)
{
    const int128 unit = (int128)10000000000; /* one cent in units of 1e-12 */
    char digits[DECIMAL_TEXT_SIZE];
    char grouped[DECIMAL_TEXT_SIZE * 2];
    int128 value;
    int128 cents;
    int128 rest;
    size_t size;
    size_t used = 0;

    if (decimal_parse(text, strlen(text), &value, NULL) != DECIMAL_OK)
        return text;
    cents = value / unit;
    rest = value < 0 ? -(value % unit) : value % unit;
    if (rest * 2 > unit || (rest * 2 == unit && (cents & 1)))
        cents += value < 0 ? -1 : 1;
    size = decimal_format(cents, 2, digits);
    for (size_t i = 0; i < size; i++) {
        size_t left = size - 3 - i; /* digits before the point from here on */

        if (i + 3 < size && left % 3 == 0 && used && digits[i - 1] != '-')
            grouped[used++] = ',';
        grouped[used++] = digits[i];
    }
    return arena_strndup(&table->arena, grouped, used);
}

/* A ratio as a percentage: "0.0312" -> "3.12 %", and "+3.12 %" of a change. */
static const char *percent_text(struct table *table, const char *name, const char *text)
{
    bool is_change = strcmp(name, "delta_ratio") == 0;
    char digits[DECIMAL_TEXT_SIZE];
    int128 value;

    if (decimal_parse(text, strlen(text), &value, NULL) != DECIMAL_OK)
        return text;
    decimal_format(value / 100000000, 2, digits);
    return arena_printf(&table->arena, "%s%s %%", is_change && value > 0 ? "+" : "", digits);
}

static bool is_percent(const struct table *table, const char *name)
{
    return is_among(table->ratio_columns, name) || ends_in(name, "ratio") ||
           strcmp(name, "share") == 0;
}

static const char *cell_text(struct table *table, const char *name, const json_t *value)
{
    struct buf list SCOPED(buf_done) = { .maximum = 1 << 20 };
    char *text;

    if (json_is_string(value) && is_money(table, name))
        return money_text(table, json_string_value(value));
    if (json_is_string(value) && is_percent(table, name))
        return percent_text(table, name, json_string_value(value));
    if (json_is_string(value))
        return arena_strdup(&table->arena, json_string_value(value));
    if (json_is_integer(value))
        return arena_printf(&table->arena, "%" PRId64, (int64_t)json_integer_value(value));
    if (json_is_boolean(value))
        return json_is_true(value) ? "yes" : "no";
    if (json_is_array(value)) { /* cost per currency */
        size_t index;
        json_t *part;

        json_array_foreach(value, index, part)
        {
            const char *key;
            json_t *member;

            buf_add_text(&list, index ? ", " : "");
            json_object_foreach(part, key, member)
                buf_printf(&list, "%s%s", list.size && list.bytes[list.size - 1] != ' ' ? " " : "",
                           cell_text(table, key, member));
        }
        return arena_strdup(&table->arena, buf_text(&list));
    }
    if (json_is_object(value)) {
        const char *copy;

        text = json_dumps(value, JSON_COMPACT);
        copy = arena_strdup(&table->arena, text);
        free(text);
        return copy;
    }
    return "";
}

/* Code points, which is what a terminal aligns by for the texts that bills have. */
static size_t text_width(const char *text)
{
    size_t width = 0;

    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

/* A list that items have becomes a table of its own below, each row with what it is of. */
static const struct {
    const char *name;
    const char *title;
    const char *of_item[4];
} lists[] = {
    { "changes", "What changed", { "data_version", "source", "billing_currency" } },
    { "missing_days", "Days without usage", { "source" } },
    { "columns", "Charges without a value, by column", { "source" } },
    { "tag_collisions", "Keys of tags that are called the same", { "source" } },
    { "growth", "What was known, by days after the month's end", { "source" } },
    { "lateness", "What was delivered, by days after its use", { "source" } },
};

static bool is_list(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
        if (strcmp(lists[i].name, name) == 0)
            return true;
    return false;
}

/* ---- columns ---- */

static size_t column_of(struct table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return i;
    if (table->column_count == TABLE_COLUMN_MAX)
        return TABLE_COLUMN_MAX;
    table->columns[table->column_count] = (struct table_column){
        .name = arena_strdup(&table->arena, name),
        .is_number = is_money(table, name) || is_percent(table, name) || ends_in(name, "_count") ||
                     strncmp(name, "days_", 5) == 0,
        .width = text_width(name),
    };
    return table->column_count++;
}

static void set_cell(struct table *table, const char **cells, const char *name, const json_t *value,
                     bool is_other)
{
    size_t column;

    if (strcmp(name, "is_other") == 0 || is_list(name))
        return;
    column = column_of(table, name);
    if (column == TABLE_COLUMN_MAX)
        return;
    cells[column] = cell_text(table, name, value);
    if (json_is_null(value) && !table->columns[column].is_number)
        cells[column] = is_other ? "(others)" : "-";
    if (text_width(cells[column]) > table->columns[column].width)
        table->columns[column].width = text_width(cells[column]);
}

static void add_row(struct table *table, const json_t *item, const char **cells)
{
    const char *name;
    json_t *value;
    bool is_other = json_is_true(json_object_get(item, "is_other"));

    json_object_foreach((json_t *)(uintptr_t)item, name, value)
    {
        set_cell(table, cells, name, value, is_other);
    }
    table->rows[table->row_count++] = cells;
}

/* A column in which no row has anything tells nothing: charges have seventy columns. */
static bool is_empty(const struct table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const char *cell = table->rows[i][column];

        if (cell && *cell && strcmp(cell, "-") != 0)
            return false;
    }
    return table->row_count > 0 && table->column_count > 12;
}

/* ---- lines ---- */

static void add_cell(struct table *table, const struct table_column *column, const char *text,
                     bool is_last)
{
    size_t width = column->width > CELL_WIDTH_MAX ? CELL_WIDTH_MAX : column->width;
    size_t own = text_width(text);
    size_t size = strlen(text);

    if (own > width && !column->is_number) {
        size_t kept = 0;

        for (own = 0; own + 1 < width; own++)
            kept += utf8_sequence(text + kept, size - kept)
                        ? utf8_sequence(text + kept, size - kept)
                        : 1;
        buf_add(table->out, text, kept);
        buf_add_text(table->out, "\xe2\x80\xa6"); /* an ellipsis */
        own = width;
        size = 0;
    }
    if (column->is_number)
        buf_printf(table->out, "%*s", (int)(width > own ? width - own : 0), "");
    buf_add(table->out, text, size);
    if (!column->is_number && !is_last)
        buf_printf(table->out, "%*s", (int)(width > own ? width - own : 0), "");
}

static void add_line(struct table *table, const char *const *cells)
{
    bool first = true;

    for (size_t i = 0; i < table->column_count; i++) {
        if (is_empty(table, i))
            continue;
        if (!first)
            buf_add_text(table->out, "  ");
        first = false;
        add_cell(table, &table->columns[i], cells[i] ? cells[i] : "", i + 1 == table->column_count);
    }
    while (table->out->size && table->out->bytes[table->out->size - 1] == ' ')
        table->out->size--;
    buf_add_char(table->out, '\n');
}

static void add_rule(struct table *table)
{
    bool first = true;

    for (size_t i = 0; i < table->column_count; i++) {
        size_t width =
            table->columns[i].width > CELL_WIDTH_MAX ? CELL_WIDTH_MAX : table->columns[i].width;

        if (is_empty(table, i))
            continue;
        if (!first)
            buf_add_text(table->out, "  ");
        first = false;
        for (size_t j = 0; j < width; j++)
            buf_add_char(table->out, '-');
    }
    buf_add_char(table->out, '\n');
}

/* A totals row has the item's columns where both have them; the first free text column says that it
 * is a total. */
static void add_totals(struct table *table, const json_t *totals)
{
    size_t index;
    json_t *total;

    if (table->row_count)
        add_rule(table);
    json_array_foreach(totals, index, total)
    {
        const char **cells = ARENA_ARRAY(&table->arena, const char *, TABLE_COLUMN_MAX);
        const char *name;
        json_t *value;
        size_t first;

        json_object_foreach(total, name, value)
        {
            size_t column = column_of(table, name);

            if (column < TABLE_COLUMN_MAX)
                cells[column] = cell_text(table, name, value);
        }
        for (first = 0;
             first < table->column_count && (cells[first] || table->columns[first].is_number);
             first++)
            continue;
        if (first < table->column_count)
            cells[first] = "Total";
        add_line(table, cells);
    }
}

/* Totals are the longest numbers: their widths count before anything is printed. */
static void measure_totals(struct table *table, const json_t *totals)
{
    size_t index;
    json_t *total;

    json_array_foreach(totals, index, total)
    {
        const char *name;
        json_t *value;

        json_object_foreach(total, name, value)
        {
            size_t column = column_of(table, name);
            size_t width = text_width(cell_text(table, name, value));

            if (column < TABLE_COLUMN_MAX && width > table->columns[column].width)
                table->columns[column].width = width;
        }
    }
}

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

static void add_heading(struct table *table, const json_t *context)
{
    if (!json_is_object(context))
        return;
    buf_printf(table->out, "%s to %s", member(context, "start"), member(context, "end"));
    if (*member(context, "as_of"))
        buf_printf(table->out, ", as known at %s", member(context, "as_of"));
    if (*member(context, "compare_as_of"))
        buf_printf(table->out, ", compared with what was known at %s",
                   member(context, "compare_as_of"));
    else if (*member(context, "compare"))
        buf_printf(table->out, ", compared with %s to %s", member(context, "previous_start"),
                   member(context, "previous_end"));
    if (strcmp(member(context, "basis"), "billing_period") == 0)
        buf_add_text(table->out, ", by billing period");
    buf_add_text(table->out, "\n\n");
}

static void add_notes(struct table *table, const json_t *answer)
{
    const json_t *context = json_object_get(answer, "context");
    const json_t *missing = json_object_get(context, "missing_rates");
    const char *cursor = member(json_object_get(answer, "page"), "next_cursor");
    size_t index;
    json_t *rate;

    if (json_array_size(missing))
        buf_add_text(table->out, "\nAmounts are not known where a rate is missing:\n");
    json_array_foreach(missing, index, rate) buf_printf(
        table->out, "    %s to %s, %s to %s\n", member(rate, "billing_currency"),
        member(context, "currency"), member(rate, "first_day"), member(rate, "last_day"));
    if (json_is_true(json_object_get(context, "estimated")))
        buf_add_text(table->out, "\nThe period reaches into a month that may still change.\n");
    if (*cursor)
        buf_printf(table->out, "\nThere is more: --cursor %s\n", cursor);
}

static void add_lines(struct table *table)
{
    const char **names = ARENA_ARRAY(&table->arena, const char *, TABLE_COLUMN_MAX);

    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    add_line(table, names);
    add_rule(table);
    for (size_t i = 0; i < table->row_count; i++)
        add_line(table, table->rows[i]);
}

/* ---- an item that says many things: a line for each, a column for each item ---- */

enum { CARD_PART_MAX = 3 }; /* members of an object that stand on one line */

static bool is_card(const json_t *item)
{
    return json_object_get(item, "run_rate") != NULL;
}

/* A few members side by side. */
static const char *parts_text(struct table *table, const json_t *object)
{
    const char *text = "";
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        const char *part = json_is_boolean(value) ? "" : cell_text(table, name, value);

        text = arena_printf(&table->arena, "%s%s%s", text, *text && *part ? "  " : "", part);
    }
    return text;
}

static void add_card_line(struct table *table, const json_t *items, const char *name,
                          const char *member_name)
{
    const char **cells = ARENA_ARRAY(&table->arena, const char *, TABLE_COLUMN_MAX);
    size_t index;
    json_t *item;

    cells[0] = member_name ? arena_printf(&table->arena, "%s %s", name, member_name) : name;
    json_array_foreach(items, index, item)
    {
        json_t *value = json_object_get(item, name);

        if (index + 1 >= TABLE_COLUMN_MAX)
            break;
        if (member_name)
            value = json_object_get(value, member_name);
        cells[index + 1] = json_is_object(value) ? parts_text(table, value)
                           : json_is_null(value) ? "-"
                           : value ? cell_text(table, member_name ? member_name : name, value)
                                   : "-";
    }
    for (size_t i = 0; i < table->column_count; i++)
        if (cells[i] && text_width(cells[i]) > table->columns[i].width)
            table->columns[i].width = text_width(cells[i]);
    table->rows[table->row_count++] = cells;
}

/* An object of more members than fit on a line, of the first item that has it. */
static const json_t *long_object(const json_t *items, const char *name)
{
    size_t index;
    json_t *item;

    json_array_foreach(items, index, item) if (json_object_size(json_object_get(item, name)) >
                                               CARD_PART_MAX) return json_object_get(item, name);
    return NULL;
}

static void add_cards(struct table *table, const json_t *items)
{
    const char *name;
    json_t *value;
    size_t index;
    json_t *item;

    table->rows = ARENA_ARRAY(&table->arena, const char **, TABLE_COLUMN_MAX);
    table->row_count = 0;
    table->column_count = 1;
    table->columns[0] = (struct table_column){ .name = "" };
    json_array_foreach(items, index, item) if (table->column_count < TABLE_COLUMN_MAX)
        table->columns[table->column_count++] = (struct table_column){
        .name = arena_strdup(&table->arena, member(item, "billing_currency")),
        .is_number = true,
        .width = 3,
    };
    json_object_foreach(json_array_get(items, 0), name, value)
    {
        const json_t *object = long_object(items, name);
        const char *part;
        json_t *ignored;

        if (strcmp(name, "billing_currency") == 0)
            continue;
        if (!object)
            add_card_line(table, items, name, NULL);
        json_object_foreach((json_t *)(uintptr_t)object, part, ignored)
            add_card_line(table, items, name, part);
    }
    add_lines(table);
}

static void add_list(struct table *table, const json_t *items, size_t which)
{
    const char *name = lists[which].name;
    struct table more SCOPED(table_done) = { .out = table->out };
    size_t count = 0;
    size_t index;
    json_t *item;

    json_array_foreach(items, index, item) count += json_array_size(json_object_get(item, name));
    if (!count)
        return;
    more.rows = ARENA_ARRAY(&more.arena, const char **, count);
    json_array_foreach(items, index, item)
    {
        json_t *list = json_object_get(item, name);
        size_t at;
        json_t *row;

        json_array_foreach(list, at, row)
        {
            const char **cells = ARENA_ARRAY(&more.arena, const char *, TABLE_COLUMN_MAX);

            for (const char *const *of = lists[which].of_item; *of; of++)
                set_cell(&more, cells, *of, json_object_get(item, *of), false);
            add_row(&more, row, cells);
        }
    }
    buf_printf(table->out, "\n%s\n\n", lists[which].title);
    add_lines(&more);
}

bool table_print(const char *answer_text, size_t size, struct buf *out, struct err *err)
{
    return table_print_or(answer_text, size,
                          "No charges in this period, or none that the filter lets through.", out,
                          err);
}

bool table_print_or(const char *answer_text, size_t size, const char *nothing, struct buf *out,
                    struct err *err)
{
    json_t *answer SCOPED(free_json) = json_loadb(answer_text, size, 0, NULL);
    struct table table SCOPED(table_done) = { .out = out };
    const json_t *items = json_object_get(answer, "items");
    const json_t *totals = json_object_get(answer, "totals");
    size_t index;
    json_t *item;

    if (!answer)
        return err_set(err, ERR_BUG, "the answer is no JSON");
    table.money_columns = json_object_get(answer, "money_columns");
    table.ratio_columns = json_object_get(answer, "ratio_columns");
    table.rows = ARENA_ARRAY(&table.arena, const char **, json_array_size(items) + 1);
    json_array_foreach(items, index, item)
        add_row(&table, item, ARENA_ARRAY(&table.arena, const char *, TABLE_COLUMN_MAX));
    measure_totals(&table, totals);
    add_heading(&table, json_object_get(answer, "context"));
    if (table.row_count == 0) {
        buf_printf(out, "%s\n", nothing);
        return buf_check(out, "the table", err);
    }
    if (is_card(json_array_get(items, 0))) {
        add_cards(&table, items);
        add_notes(&table, answer);
        return buf_check(out, "the table", err);
    }
    add_lines(&table);
    if (json_array_size(totals) && strcmp(table.columns[0].name, "billing_currency") != 0)
        add_totals(&table, totals); /* else the rows are the totals */
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
        add_list(&table, items, i);
    add_notes(&table, answer);
    return buf_check(out, "the table", err);
}
