/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.c -- what things cost as a table: rows in a tree with subtotals, beside columns of
 * dimensions and time.
 *
 * The rows of sql/view/cost_pivot come as the columns first (kind 0), then the totals (1), then the
 * items (2). Of a row of the table comes its sum first, with number 0, then a row for each column
 * where something was charged: they are gathered to a line, and a line is what is written. */
#include "view/cells.h"

#include "sql_files.h"

#include <inttypes.h>
#include <string.h>

enum { KIND_COLUMN, KIND_TOTAL, KIND_ITEM };

enum { PAGE_DEFAULT = LIMIT_PAGE_ROW_COUNT, EVERY_PLACE = 1 << 30, COLUMN_KEY_MAX = 2 };

/* Columns of cost_pivot. */
enum {
    COLUMN_KIND,
    COLUMN_DEPTH,
    COLUMN_KEY_1,
    COLUMN_STEP = COLUMN_KEY_1 + LIMIT_GROUP_COUNT,
    COLUMN_CURRENCY,
    COLUMN_UNIT,
    COLUMN_IS_OTHER,
    COLUMN_NUMBER,
    COLUMN_AMOUNT,
    COLUMN_PREVIOUS,
    COLUMN_DELTA,
    COLUMN_RATIO,
    COLUMN_SHARE,
    COLUMN_END
};

/* Of a line: the columns above, then the cells. */
enum { VALUE_MAX = COLUMN_END + LIMIT_PIVOT_COLUMN_COUNT + 1, FIELD_MAX = COLUMN_END };

struct line_value {
    size_t at; /* in line.bytes */
    size_t size;
    bool is_null;
};

struct line {
    struct buf bytes;
    struct line_value values[VALUE_MAX];
};

struct pivot {
    struct view_call *call;
    const struct query *query;
    struct cells cells;
    size_t depth;   /* levels of the rows */
    bool is_series; /* time is a level of the columns */
    bool misses_rates;
    const char *currency; /* the only one, or NULL */
    const char *headings[LIMIT_PIVOT_COLUMN_COUNT + 1];
    size_t column_count;
    struct field fields[FIELD_MAX]; /* of an item, but for its cells */
    size_t field_count;
    size_t lead_count; /* of them stand in front of the cells in a file */
    int64_t offset;
    int64_t limit;
    int64_t page_limit; /* as said in the answer; 0: not paged */
    struct rows *rows;
    enum step step; /* where the rows stand */
    struct line line;
};

static void pivot_done(struct pivot *pivot)
{
    rows_free(pivot->rows);
    buf_done(&pivot->line.bytes);
}

/* ---- the statement ---- */

static const char *key_text(const struct pivot *pivot, size_t index, size_t end)
{
    return index < end ? arena_printf(pivot->call->arena, "key_%zu", index + 1)
                       : "CAST(NULL AS VARCHAR)";
}

static const char *number_text(const struct pivot *pivot, int64_t number)
{
    return arena_printf(pivot->call->arena, "%" PRId64, number);
}

static const char *pivot_text(struct pivot *pivot, struct err *err)
{
    const struct query *query = pivot->query;
    const char *cells = cells_text(&pivot->cells, err);
    size_t depth = pivot->depth;

    if (!cells)
        return NULL;
    const struct sql_slot slots[] = {
        { "cells", cells },
        { "row_1", key_text(pivot, 0, depth) },
        { "row_2", key_text(pivot, 1, depth) },
        { "row_3", key_text(pivot, 2, depth) },
        { "row_4", key_text(pivot, 3, depth) },
        { "column_1", key_text(pivot, depth, query->group_count) },
        { "column_2", key_text(pivot, depth + 1, query->group_count) },
        { "depth", number_text(pivot, (int64_t)depth) },
        { "has_columns", query->column_count || pivot->is_series ? "TRUE" : "FALSE" },
        { "top", statement_count(&pivot->cells.statement, query->top ? query->top : EVERY_PLACE) },
        { "show", number_text(pivot, query->show) },
        { "column_top", number_text(pivot, LIMIT_PIVOT_COLUMN_COUNT) },
    };
    return statement_fill(&pivot->cells.statement, &sql_view_cost_pivot, slots, ARRAY_COUNT(slots),
                          err);
}

static void add_field(struct pivot *pivot, const char *name, size_t column)
{
    pivot->fields[pivot->field_count++] =
        (struct field){ .name = name, .column = column, .when_true = column == COLUMN_IS_OTHER };
}

static void describe(struct pivot *pivot)
{
    const struct query *query = pivot->query;

    add_field(pivot, "depth", COLUMN_DEPTH);
    for (size_t i = 0; i < pivot->depth; i++)
        add_field(pivot, query->group[i].name, COLUMN_KEY_1 + i);
    add_field(pivot, "billing_currency", COLUMN_CURRENCY);
    if (pivot->cells.has_unit)
        add_field(pivot, "consumed_unit", COLUMN_UNIT);
    add_field(pivot, "is_other", COLUMN_IS_OTHER);
    pivot->lead_count = pivot->field_count;
    add_field(pivot, query->metric->sql_name, COLUMN_AMOUNT);
    if (query->compare != COMPARE_NONE) {
        add_field(pivot, "previous", COLUMN_PREVIOUS);
        add_field(pivot, "delta", COLUMN_DELTA);
        add_field(pivot, "delta_ratio", COLUMN_RATIO);
    }
    add_field(pivot, "share", COLUMN_SHARE);
}

static bool pivot_begin(struct pivot *pivot, struct view_call *call, struct err *err)
{
    const struct query *query = &call->query;
    const struct need need = call_need(call);

    *pivot = (struct pivot){
        .call = call,
        .query = query,
        .cells = { .keys = query->group,
                   .key_count = query->group_count,
                   .granularity = query->granularity },
        .depth = query->group_count - query->column_count,
        .is_series = query->granularity != GRANULARITY_TOTAL,
        .page_limit = query->limit                ? query->limit
                      : call->format == VIEW_JSON ? PAGE_DEFAULT
                                                  : 0,
        .line = { .bytes = { .maximum = LIMIT_ANSWER } },
    };
    pivot->limit = pivot->page_limit ? pivot->page_limit : LIMIT_ANSWER_ROW_COUNT;
    if (!cells_begin(&pivot->cells, call, &need, err) ||
        !cursor_position(call, &pivot->offset, err))
        return false;
    describe(pivot);
    return true;
}

/* ---- lines ---- */

static bool advance(struct pivot *pivot, struct err *err)
{
    pivot->step = rows_next(pivot->rows, err);
    return pivot->step != FAILED;
}

static bool stands_at(const struct pivot *pivot, int64_t kind)
{
    return pivot->step == ROW && rows_int(pivot->rows, COLUMN_KIND) == kind;
}

static void line_take(struct pivot *pivot, size_t column, size_t place)
{
    struct line *line = &pivot->line;
    size_t size = 0;
    const char *text = rows_text(pivot->rows, column, &size);

    line->values[place] = (struct line_value){ line->bytes.size, size, text == NULL };
    if (text)
        buf_add(&line->bytes, text, size);
}

/* From the row of a sum up to the one of the next. */
static bool line_next(struct pivot *pivot, struct err *err)
{
    struct line *line = &pivot->line;

    line->bytes.size = 0;
    for (size_t i = 0; i < COLUMN_END; i++)
        line_take(pivot, i, i);
    for (size_t i = COLUMN_END; i < VALUE_MAX; i++)
        line->values[i] = (struct line_value){ .is_null = true };
    while (advance(pivot, err) && pivot->step == ROW) {
        int64_t number = rows_int(pivot->rows, COLUMN_NUMBER);

        if (number == 0)
            break;
        line_take(pivot, COLUMN_AMOUNT, COLUMN_END + (size_t)number - 1);
    }
    return pivot->step != FAILED && buf_check(&line->bytes, "a row", err);
}

static const char *line_text(const struct line *line, size_t place)
{
    return buf_text(&line->bytes) + line->values[place].at;
}

static bool line_is_true(const struct line *line, size_t place)
{
    return line->values[place].size == 4 && memcmp(line_text(line, place), "true", 4) == 0;
}

static void write_value(struct json *json, const struct line *line, size_t place)
{
    const struct line_value *value = &line->values[place];

    if (value->is_null)
        json_null(json);
    else if (place == COLUMN_DEPTH || place == COLUMN_IS_OTHER)
        json_raw(json, line_text(line, place), value->size);
    else
        json_text_sized(json, line_text(line, place), value->size);
}

static void write_fields(struct json *json, const struct pivot *pivot, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct field *field = &pivot->fields[i];

        if (field->when_true && !line_is_true(&pivot->line, field->column))
            continue;
        json_key(json, field->name);
        write_value(json, &pivot->line, field->column);
    }
}

static void write_cells(struct json *json, const struct pivot *pivot)
{
    json_key(json, "cells");
    json_array(json);
    for (size_t i = 0; i < pivot->column_count; i++)
        write_value(json, &pivot->line, COLUMN_END + i);
    json_array_end(json);
}

/* ---- columns ---- */

/* "AWS / 2026-10-01". A value that is not there has a name; so has the empty text. */
static const char *heading_text(const struct pivot *pivot)
{
    const struct query *query = pivot->query;
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };

    if (rows_int(pivot->rows, COLUMN_IS_OTHER))
        return "(others)";
    for (size_t i = 0; i < query->column_count; i++) {
        size_t size = 0;
        const char *value = rows_text(pivot->rows, COLUMN_KEY_1 + i, &size);

        buf_add_text(&text, i ? " / " : "");
        buf_add_text(&text, !value ? "(none)" : size == 0 ? "(empty)" : "");
        if (value)
            buf_add(&text, value, size);
    }
    if (pivot->is_series) {
        buf_add_text(&text, query->column_count ? " / " : "");
        buf_add_text(&text, rows_text(pivot->rows, COLUMN_STEP, NULL));
    }
    return arena_strdup(pivot->call->arena, buf_text(&text));
}

static bool is_taken(const struct pivot *pivot, const char *heading)
{
    for (size_t i = 0; i < pivot->field_count; i++)
        if (strcasecmp(pivot->fields[i].name, heading) == 0)
            return true;
    for (size_t i = 0; i < pivot->column_count; i++)
        if (strcasecmp(pivot->headings[i], heading) == 0)
            return true;
    return false;
}

/* A name that no other column of a file has, in upper or lower case. */
static void add_heading(struct pivot *pivot)
{
    const char *wanted = heading_text(pivot);
    const char *heading = wanted;

    for (int number = 2; is_taken(pivot, heading); number++)
        heading = arena_printf(pivot->call->arena, "%s (%d)", wanted, number);
    pivot->headings[pivot->column_count++] = heading;
}

static void write_column(const struct pivot *pivot, struct json *json)
{
    const struct query *query = pivot->query;

    json_object(json);
    for (size_t i = 0; i < query->column_count; i++) {
        const struct field field = { .column = COLUMN_KEY_1 + i };

        json_key(json, query->group[pivot->depth + i].name);
        encode_value(json, pivot->rows, &field);
    }
    if (pivot->is_series) {
        json_key(json, "charge_date");
        encode_value(json, pivot->rows, &(struct field){ .column = COLUMN_STEP });
    }
    json_member_bool(json, "is_other", rows_int(pivot->rows, COLUMN_IS_OTHER) != 0);
    json_member_text(json, "name", pivot->headings[pivot->column_count - 1]);
    json_object_end(json);
}

/* The columns as JSON, and their headings. The first row is fetched here. */
static bool read_columns(struct pivot *pivot, struct buf *out, struct err *err)
{
    struct json json;

    json_init(&json, out);
    json_array(&json);
    for (advance(pivot, err); stands_at(pivot, KIND_COLUMN); advance(pivot, err)) {
        add_heading(pivot);
        write_column(pivot, &json);
    }
    json_array_end(&json);
    return pivot->step != FAILED && buf_check(out, "the columns", err);
}

/* ---- totals ---- */

static void note_currency(struct pivot *pivot, bool is_first)
{
    const struct line_value *value = &pivot->line.values[COLUMN_CURRENCY];
    const char *text = line_text(&pivot->line, COLUMN_CURRENCY);

    if (is_first)
        pivot->currency = arena_strndup(pivot->call->arena, text, value->size);
    else if (pivot->currency && (strlen(pivot->currency) != value->size ||
                                 memcmp(pivot->currency, text, value->size) != 0))
        pivot->currency = NULL;
}

/* As in costs, they come before the items and stand behind them. */
static bool read_totals(struct pivot *pivot, struct buf *out, struct err *err)
{
    struct json json;
    size_t first = 1 + pivot->depth; /* behind depth and the keys */

    json_init(&json, out);
    json_array(&json);
    for (bool is_first = true; stands_at(pivot, KIND_TOTAL); is_first = false) {
        if (!line_next(pivot, err))
            return false;
        note_currency(pivot, is_first);
        pivot->misses_rates |= pivot->line.values[COLUMN_AMOUNT].is_null ||
                               pivot->line.values[COLUMN_PREVIOUS].is_null;
        json_object(&json);
        write_fields(&json, pivot, first, pivot->field_count - 1); /* without its share */
        write_cells(&json, pivot);
        json_object_end(&json);
    }
    json_array_end(&json);
    if (pivot->query->currency)
        pivot->currency = pivot->query->currency;
    return pivot->step != FAILED && buf_check(out, "the totals", err);
}

/* ---- answers ---- */

static bool check_count(const struct pivot *pivot, int64_t count, struct err *err)
{
    if (pivot->page_limit || count <= LIMIT_ANSWER_ROW_COUNT)
        return true;
    return err_set(err, ERR_LIMIT,
                   "the answer has more than %u rows; ask for a smaller top, fewer levels in "
                   "group_by, or for pages with limit",
                   LIMIT_ANSWER_ROW_COUNT);
}

typedef void write_line_fn(struct pivot *pivot, struct buf *out);

/* The items of this page. *count is how many there are, but no further than one behind it when that
 * is all that has to be known. */
static bool write_items(struct pivot *pivot, write_line_fn *write, struct buf *out, int64_t *count,
                        struct err *err)
{
    int64_t end = pivot->offset + pivot->limit;

    for (*count = 0; stands_at(pivot, KIND_ITEM) && *count <= end; ++*count) {
        if (!line_next(pivot, err))
            return false;
        if (*count >= pivot->offset && *count < end)
            write(pivot, out);
    }
    return pivot->step != FAILED && check_count(pivot, *count, err);
}

static void write_object(struct pivot *pivot, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_object(&json);
    write_fields(&json, pivot, 0, pivot->field_count);
    write_cells(&json, pivot);
    json_object_end(&json);
    buf_add_char(out, ',');
}

static bool answer_json(struct pivot *pivot, struct buf *out, struct err *err)
{
    struct buf across SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct buf totals SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct buf items SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    int64_t end = pivot->offset + pivot->limit;
    int64_t count;
    struct json json;

    if (!read_columns(pivot, &across, err) || !read_totals(pivot, &totals, err) ||
        (pivot->misses_rates &&
         !conversion_find_missing(&pivot->cells.conversion, &pivot->cells.statement, err)))
        return false;
    buf_add_char(&items, '[');
    if (!write_items(pivot, write_object, &items, &count, err))
        return false;
    if (items.size > 1)
        items.size--; /* the last comma */
    buf_add_char(&items, ']');
    json_init(&json, out);
    json_object(&json);
    encode_context(&json, pivot->call, pivot->currency,
                   pivot->query->currency ? &pivot->cells.conversion : NULL);
    json_key(&json, "columns");
    json_raw(&json, buf_text(&across), across.size);
    json_key(&json, "items");
    json_raw(&json, buf_text(&items), items.size);
    json_key(&json, "totals");
    json_raw(&json, buf_text(&totals), totals.size);
    encode_page(&json, pivot->page_limit, count > end ? cursor_at(pivot->call, end) : NULL);
    encode_links(&json, pivot->call);
    json_object_end(&json);
    return buf_check(&items, "the rows", err);
}

static void write_csv_value(struct buf *out, const struct line *line, size_t place)
{
    const struct line_value *value = &line->values[place];
    bool is_text = place >= COLUMN_KEY_1 && place <= COLUMN_UNIT;

    if (!value->is_null)
        encode_csv_cell(out, line_text(line, place), value->size, is_text);
}

static void write_csv(struct pivot *pivot, struct buf *out)
{
    for (size_t i = 0; i < pivot->lead_count; i++) {
        if (i)
            buf_add_char(out, ',');
        write_csv_value(out, &pivot->line, pivot->fields[i].column);
    }
    for (size_t i = 0; i < pivot->column_count; i++) {
        buf_add_char(out, ',');
        write_csv_value(out, &pivot->line, COLUMN_END + i);
    }
    for (size_t i = pivot->lead_count; i < pivot->field_count; i++) {
        buf_add_char(out, ',');
        write_csv_value(out, &pivot->line, pivot->fields[i].column);
    }
    buf_add_char(out, '\n');
}

static void write_csv_header(const struct pivot *pivot, struct buf *out)
{
    encode_csv_names(out, pivot->fields, pivot->lead_count);
    for (size_t i = 0; i < pivot->column_count; i++) {
        buf_add_char(out, ',');
        encode_csv_cell(out, pivot->headings[i], strlen(pivot->headings[i]), true);
    }
    buf_add_char(out, ',');
    encode_csv_header(out, pivot->fields + pivot->lead_count,
                      pivot->field_count - pivot->lead_count);
}

/* The cells by the names that they have in CSV: a line has no columns beside it. */
static void write_ndjson(struct pivot *pivot, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_object(&json);
    write_fields(&json, pivot, 0, pivot->lead_count);
    for (size_t i = 0; i < pivot->column_count; i++) {
        json_key(&json, pivot->headings[i]);
        write_value(&json, &pivot->line, COLUMN_END + i);
    }
    write_fields(&json, pivot, pivot->lead_count, pivot->field_count);
    json_object_end(&json);
    buf_add_char(out, '\n');
}

static bool answer_lines(struct pivot *pivot, struct buf *out, struct err *err)
{
    struct buf ignored SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    bool is_csv = pivot->call->format == VIEW_CSV;
    int64_t count;

    if (!read_columns(pivot, &ignored, err) || !read_totals(pivot, &ignored, err))
        return false;
    if (is_csv)
        write_csv_header(pivot, out);
    return write_items(pivot, is_csv ? write_csv : write_ndjson, out, &count, err);
}

/* ---- Parquet ---- */

static void write_nothing(struct pivot *pivot, struct buf *out)
{
    (void)pivot;
    (void)out;
}

/* What the columns of the wide statement are called in the file, in their order there. Tags are
 * tag_1, as in the files of costs. */
static void add_names(const struct pivot *pivot, size_t first, size_t end, struct buf *out)
{
    static const char *const wide[] = {
        [COLUMN_DEPTH] = "depth",        [COLUMN_CURRENCY] = "billing_currency",
        [COLUMN_UNIT] = "consumed_unit", [COLUMN_IS_OTHER] = "is_other",
        [COLUMN_AMOUNT] = "amount",      [COLUMN_PREVIOUS] = "previous",
        [COLUMN_DELTA] = "delta",        [COLUMN_RATIO] = "delta_ratio",
        [COLUMN_SHARE] = "share",
    };

    for (size_t i = first; i < end; i++) {
        size_t column = pivot->fields[i].column;
        size_t key = column - COLUMN_KEY_1;
        bool is_key = column >= COLUMN_KEY_1 && column < COLUMN_STEP;

        buf_add_text(out, i ? ", " : "");
        if (is_key)
            buf_printf(out, "key_%zu AS ", key + 1);
        else
            buf_printf(out, "%s AS ", wide[column]);
        if (is_key && !pivot->query->group[key].column)
            buf_printf(out, "tag_%zu", key + 1);
        else
            buf_add_text(out, pivot->fields[i].name);
    }
}

static const char *wide_text(struct pivot *pivot, const char *text, struct err *err)
{
    struct buf cells SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 1; i <= pivot->column_count; i++) {
        const struct sql_slot slot = { "number", number_text(pivot, (int64_t)i) };

        buf_add_text(&cells, ",\n    ");
        if (!sql_fill(&sql_view_cost_pivot_cell, &slot, 1, &cells, err))
            return NULL;
    }
    const struct sql_slot slots[] = { { "query", text }, { "cells", buf_text(&cells) } };
    return statement_fill(&pivot->cells.statement, &sql_view_cost_pivot_wide, slots,
                          ARRAY_COUNT(slots), err);
}

/* The columns are known after the statement has run once: it runs again around itself. */
static bool answer_parquet(struct pivot *pivot, const char *text, struct buf *out, struct err *err)
{
    struct buf ignored SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct buf names SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    int64_t count;
    const char *wide;

    if (!read_columns(pivot, &ignored, err) || !read_totals(pivot, &ignored, err) ||
        !write_items(pivot, write_nothing, &ignored, &count, err))
        return false;
    rows_free(pivot->rows);
    pivot->rows = NULL;
    add_names(pivot, 0, pivot->lead_count, &names);
    for (size_t i = 0; i < pivot->column_count; i++) {
        buf_printf(&names, ", cell_%zu AS ", i + 1);
        sql_quote_name(&names, pivot->headings[i]);
    }
    add_names(pivot, pivot->lead_count, pivot->field_count, &names);
    wide = wide_text(pivot, text, err);
    const struct sql_slot slots[] = {
        { "columns", buf_text(&names) },
        { "first", number_text(pivot, pivot->offset + 1) },
        { "last", number_text(pivot, pivot->offset + pivot->limit) },
    };
    return wide && buf_check(&names, "the list of columns", err) &&
           call_parquet_of(pivot->call, wide, &sql_view_cost_pivot_file, slots, ARRAY_COUNT(slots),
                           &pivot->cells.statement, out, err);
}

bool pivot_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct pivot pivot SCOPED(pivot_done) = { 0 };
    const char *text;

    if (!pivot_begin(&pivot, call, err))
        return false;
    text = pivot_text(&pivot, err);
    if (!text ||
        !call_query(call, &sql_view_cost_pivot, text, &pivot.cells.statement, &pivot.rows, err))
        return false;
    switch (call->format) {
    case VIEW_JSON:
        return answer_json(&pivot, out, err);
    case VIEW_PARQUET:
        return answer_parquet(&pivot, text, out, err);
    default:
        return answer_lines(&pivot, out, err);
    }
}
