/* SPDX-License-Identifier: Apache-2.0 */
/* costs.c -- what things cost: by group and over time, the largest and the rest, now and before.
 *
 * One statement gives everything: the totals first (kind 0), then the items (1), then those of the
 * period before (2). The statement is put together from cost_cell, once for each period, and
 * cost_total or cost_series around it. */
#include "view/cells.h"

#include "sql_files.h"

#include <string.h>

enum { KIND_TOTAL, KIND_ITEM, KIND_PREVIOUS };

enum { PAGE_DEFAULT = 100, EVERY_PLACE = 1 << 30 };

/* Columns of cost_total and cost_series. */
enum {
    COLUMN_KIND,
    COLUMN_KEY_1,
    COLUMN_STEP = COLUMN_KEY_1 + LIMIT_GROUP_COUNT,
    COLUMN_CURRENCY,
    COLUMN_UNIT,
    COLUMN_IS_OTHER,
    COLUMN_AMOUNT,
    COLUMN_PREVIOUS,
    COLUMN_DELTA,
    COLUMN_RATIO,
    FIELD_MAX
};

struct costs {
    struct view_call *call;
    const struct query *query;
    struct cells cells;
    const struct sql *template;
    const char *order;
    bool is_series;
    const char *currency; /* the only one, or NULL */
    bool misses_rates;
    int64_t offset;
    int64_t limit;      /* items of this answer */
    int64_t page_limit; /* as said in the answer; 0: not paged */
    struct field item_fields[FIELD_MAX];
    size_t item_field_count;
    struct field previous_fields[FIELD_MAX];
    size_t previous_field_count;
    struct field total_fields[FIELD_MAX];
    size_t total_field_count;
};

/* ---- the statement ---- */

static int32_t first_step(enum granularity granularity, int32_t day)
{
    struct date date = date_from_day(day);

    switch (granularity) {
    case GRANULARITY_TOTAL:
    case GRANULARITY_DAY:
        return day;
    case GRANULARITY_WEEK:
        return day - (date_weekday(day) - 1);
    case GRANULARITY_MONTH:
        return month_start(day);
    case GRANULARITY_QUARTER:
        return date_to_day((struct date){ date.year, (date.month - 1) / 3 * 3 + 1, 1 });
    case GRANULARITY_YEAR:
        return date_to_day((struct date){ date.year, 1, 1 });
    }
    return day;
}

static const char *steps_text(struct costs *costs, const char *side, struct period period,
                              struct err *err)
{
    static const char *const lengths[] = { "'1 day'",   "'1 day'",    "'7 days'",
                                           "'1 month'", "'3 months'", "'1 year'" };
    enum granularity granularity = costs->query->granularity;
    const struct sql_slot slots[] = {
        { "side", side },
        { "first", arena_printf(costs->call->arena, "CAST(%s AS DATE)",
                                statement_date(&costs->cells.statement,
                                               first_step(granularity, period.start))) },
        { "end", arena_printf(costs->call->arena, "CAST(%s AS DATE)",
                              statement_date(&costs->cells.statement, period.end)) },
        { "length", lengths[granularity] },
    };

    return statement_fill(&costs->cells.statement, &sql_view_cost_step, slots, ARRAY_COUNT(slots),
                          err);
}

static const char *order_text(const struct costs *costs)
{
    const struct query *query = costs->query;
    const char *order = "";

    for (size_t i = 0; i < query->sort_count; i++) {
        int column = query->sort[i].group;
        const char *name = column == SORT_METRIC ? "amount"
                           : column == SORT_TIME ? "step"
                           : column == SORT_CURRENCY
                               ? "billing_currency"
                               : arena_printf(costs->call->arena, "key_%d", column + 1);

        order = arena_printf(costs->call->arena, "%s%s %s NULLS LAST, ", order, name,
                             query->sort[i].descending ? "DESC" : "ASC");
    }
    return arena_printf(
        costs->call->arena, "%s%s", order,
        costs->is_series ? "step, billing_currency, unit NULLS LAST, shown_place"
        : costs->call->compared
            ? "billing_currency, unit NULLS LAST, is_other, shown_place"
            : "billing_currency, unit NULLS LAST, is_other, amount DESC NULLS LAST, shown_place");
}

/* The key columns in use: their names, their order, and that two rows agree in them. */
static void add_key_texts(const struct costs *costs, struct buf *names, struct buf *places,
                          struct buf *same)
{
    /* what was restated most comes first, whichever way it went */
    buf_add_text(places, costs->call->compared && !costs->is_series
                             ? "abs(amount - previous) DESC NULLS LAST, amount DESC NULLS LAST"
                             : "amount DESC NULLS LAST");
    for (size_t i = 1; i <= costs->query->group_count; i++) {
        buf_printf(names, "key_%zu, ", i);
        buf_printf(places, ", key_%zu NULLS LAST", i);
        /* PostgreSQL hashes an = and nothing else */
        buf_printf(same,
                   "\n        AND coalesce(placed.key_%zu, '') = coalesce(cell.key_%zu, '')"
                   " AND placed.key_%zu IS NOT DISTINCT FROM cell.key_%zu",
                   i, i, i, i);
    }
}

static const char *all_steps_text(struct costs *costs, struct err *err)
{
    const char *now = steps_text(costs, "0", costs->query->period, err);
    const char *before;

    if (!now || costs->query->compare == COMPARE_NONE)
        return now;
    before = steps_text(costs, "1", costs->query->previous, err);
    return before ? arena_printf(costs->call->arena, "%s\nUNION ALL\n%s", now, before) : NULL;
}

static const char *costs_text(struct costs *costs, struct err *err)
{
    const struct query *query = costs->query;
    struct statement *statement = &costs->cells.statement;
    struct buf names SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf places SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf same SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    int64_t top = query->top && query->group_count ? query->top : EVERY_PLACE;
    const char *cells = cells_text(&costs->cells, err);
    const char *steps = costs->is_series && cells ? all_steps_text(costs, err) : "";

    if (!cells || !steps)
        return NULL;
    add_key_texts(costs, &names, &places, &same);
    const struct sql_slot slots[] = {
        { "cells", cells },
        { "steps", steps },
        { "names", buf_text(&names) },
        { "places", buf_text(&places) },
        { "same", buf_text(&same) },
        { "top", statement_count(statement, top) },
        { "shown", statement_count(statement, query->others ? EVERY_PLACE : top) },
        { "order", costs->order },
    };
    return statement_fill(statement, costs->template, slots, ARRAY_COUNT(slots), err);
}

/* ---- the answer ---- */

static void add_field(struct field *fields, size_t *count, const char *name, size_t column)
{
    fields[(*count)++] = (struct field){ .name = name, .column = column };
}

static void add_row_fields(const struct costs *costs, struct field *fields, size_t *count)
{
    const struct query *query = costs->query;

    for (size_t i = 0; i < query->group_count; i++)
        add_field(fields, count, query->group[i].name, COLUMN_KEY_1 + i);
    if (costs->is_series)
        add_field(fields, count, "charge_date", COLUMN_STEP);
    add_field(fields, count, "billing_currency", COLUMN_CURRENCY);
    if (costs->cells.has_unit)
        add_field(fields, count, "consumed_unit", COLUMN_UNIT);
    if (query->group_count && query->top && query->others) {
        fields[*count].when_true = true;
        fields[*count].name = "is_other";
        fields[(*count)++].column = COLUMN_IS_OTHER;
    }
    add_field(fields, count, query->metric->sql_name, COLUMN_AMOUNT);
}

static void add_change_fields(struct field *fields, size_t *count)
{
    add_field(fields, count, "previous", COLUMN_PREVIOUS);
    add_field(fields, count, "delta", COLUMN_DELTA);
    add_field(fields, count, "delta_ratio", COLUMN_RATIO);
}

static void describe(struct costs *costs)
{
    bool compares = costs->query->compare != COMPARE_NONE;

    add_row_fields(costs, costs->item_fields, &costs->item_field_count);
    add_row_fields(costs, costs->previous_fields, &costs->previous_field_count);
    if (compares && !costs->is_series)
        add_change_fields(costs->item_fields, &costs->item_field_count);
    add_field(costs->total_fields, &costs->total_field_count, "billing_currency", COLUMN_CURRENCY);
    if (costs->cells.has_unit)
        add_field(costs->total_fields, &costs->total_field_count, "consumed_unit", COLUMN_UNIT);
    add_field(costs->total_fields, &costs->total_field_count, costs->query->metric->sql_name,
              COLUMN_AMOUNT);
    if (compares)
        add_change_fields(costs->total_fields, &costs->total_field_count);
}

static bool costs_begin(struct costs *costs, struct view_call *call, struct err *err)
{
    const struct query *query = &call->query;
    const struct need need = call_need(call);

    *costs = (struct costs){
        .call = call,
        .query = query,
        .cells = { .keys = query->group,
                   .key_count = query->group_count,
                   .granularity = query->granularity },
        .is_series = query->granularity != GRANULARITY_TOTAL,
    };
    if (query->limit)
        costs->page_limit = query->limit;
    else if (!costs->is_series && call->format == VIEW_JSON)
        costs->page_limit = PAGE_DEFAULT;
    costs->limit = costs->page_limit ? costs->page_limit : LIMIT_ANSWER_ROW_COUNT;
    costs->template = costs->is_series ? &sql_view_cost_series : &sql_view_cost_total;
    costs->order = order_text(costs);
    if (!cells_begin(&costs->cells, call, &need, err) ||
        !cursor_position(call, &costs->offset, err))
        return false;
    describe(costs);
    return true;
}

/* More items than an answer holds and no pages: say how to get fewer. */
static bool check_count(const struct costs *costs, int64_t count, struct err *err)
{
    if (costs->page_limit || count <= LIMIT_ANSWER_ROW_COUNT)
        return true;
    return err_set(err, ERR_LIMIT,
                   "the answer has more than %u rows; ask for a shorter period, a coarser "
                   "granularity or a smaller top, "
                   "or for pages with limit",
                   LIMIT_ANSWER_ROW_COUNT);
}

/* The totals come first, but stand behind the items: they are written aside. The answer's one
 * currency, if it has one, is known after them. */
static bool encode_totals(struct costs *costs, struct buf *out, struct rows *rows, enum step *step,
                          struct err *err)
{
    struct json json;
    size_t count = 0;
    size_t size;
    const char *text;

    json_init(&json, out);
    json_array(&json);
    while ((*step = rows_next(rows, err)) == ROW && rows_int(rows, COLUMN_KIND) == KIND_TOTAL) {
        text = rows_text(rows, COLUMN_CURRENCY, &size);
        if (count++ == 0)
            costs->currency = arena_strndup(costs->call->arena, text, size);
        else if (costs->currency &&
                 (strlen(costs->currency) != size || memcmp(costs->currency, text, size) != 0))
            costs->currency = NULL;
        costs->misses_rates |=
            rows_is_null(rows, COLUMN_AMOUNT) || rows_is_null(rows, COLUMN_PREVIOUS);
        encode_object(&json, rows, costs->total_fields, costs->total_field_count);
    }
    json_array_end(&json);
    if (costs->query->currency)
        costs->currency = costs->query->currency;
    return *step != FAILED;
}

/* Rows of one kind as a list, from `offset` on and at most `limit`; *step says where the rows
 * stand, before and after. *count is how many there were, but no further than one behind the last
 * that was wanted when nothing follows. */
static bool encode_items(const struct costs *costs, struct json *json, struct rows *rows,
                         enum step *step, int64_t kind, int64_t *count, struct err *err)
{
    bool is_item = kind == KIND_ITEM;
    const struct field *fields = is_item ? costs->item_fields : costs->previous_fields;
    size_t field_count = is_item ? costs->item_field_count : costs->previous_field_count;
    int64_t first = is_item ? costs->offset : 0;
    int64_t end = is_item ? costs->offset + costs->limit : LIMIT_ANSWER_ROW_COUNT;
    bool is_last = !costs->is_series || costs->query->compare == COMPARE_NONE;

    *count = 0;
    json_array(json);
    while (*step == ROW && rows_int(rows, COLUMN_KIND) == kind && !(is_last && *count > end)) {
        if (*count >= first && *count < end)
            encode_object(json, rows, fields, field_count);
        ++*count;
        *step = rows_next(rows, err);
    }
    json_array_end(json);
    return *step != FAILED;
}

static bool answer_json(struct costs *costs, struct rows *rows, struct buf *out, struct err *err)
{
    struct buf totals SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;
    int64_t end = costs->offset + costs->limit;
    int64_t count;
    int64_t ignored;
    enum step step;

    if (!encode_totals(costs, &totals, rows, &step, err) ||
        (costs->misses_rates &&
         !conversion_find_missing(&costs->cells.conversion, &costs->cells.statement, err)))
        return false;
    json_init(&json, out);
    json_object(&json);
    encode_context(&json, costs->call, costs->currency,
                   costs->query->currency ? &costs->cells.conversion : NULL);
    json_key(&json, "items");
    if (!encode_items(costs, &json, rows, &step, KIND_ITEM, &count, err) ||
        !check_count(costs, count, err))
        return false;
    if (costs->is_series && costs->query->compare != COMPARE_NONE) {
        json_key(&json, "previous_items");
        if (!encode_items(costs, &json, rows, &step, KIND_PREVIOUS, &ignored, err))
            return false;
    }
    json_key(&json, "totals");
    json_raw(&json, buf_text(&totals), totals.size);
    encode_page(&json, costs->page_limit, count > end ? cursor_at(costs->call, end) : NULL);
    encode_links(&json, costs->call);
    json_object_end(&json);
    return buf_check(&totals, "the list of totals", err);
}

/* CSV and NDJSON: the items alone. */
static bool answer_lines(struct costs *costs, struct rows *rows, struct buf *out, struct err *err)
{
    bool is_csv = costs->call->format == VIEW_CSV;
    int64_t count = 0;
    enum step step;

    if (is_csv)
        encode_csv_header(out, costs->item_fields, costs->item_field_count);
    while ((step = rows_next(rows, err)) == ROW) {
        if (rows_int(rows, COLUMN_KIND) != KIND_ITEM || ++count <= costs->offset ||
            count > costs->offset + costs->limit)
            continue;
        if (is_csv) {
            encode_csv_row(out, rows, costs->item_fields, costs->item_field_count);
        } else {
            struct json json;

            json_init(&json, out);
            encode_object(&json, rows, costs->item_fields, costs->item_field_count);
            buf_add_char(out, '\n');
        }
    }
    return step == END && check_count(costs, count, err);
}

/* Names in a file are ours: the third group, if it is a tag, is tag_3. */
static bool answer_parquet(struct costs *costs, const char *text, struct buf *out, struct err *err)
{
    static const char *const names[] = {
        [COLUMN_STEP] = "step",     [COLUMN_CURRENCY] = "billing_currency",
        [COLUMN_UNIT] = "unit",     [COLUMN_IS_OTHER] = "is_other",
        [COLUMN_AMOUNT] = "amount", [COLUMN_PREVIOUS] = "previous",
        [COLUMN_DELTA] = "delta",   [COLUMN_RATIO] = "delta_ratio",
    };
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 0; i < costs->item_field_count; i++) {
        const struct field *field = &costs->item_fields[i];
        bool is_group = field->column < COLUMN_STEP;
        bool is_tag = is_group && !costs->query->group[field->column - COLUMN_KEY_1].column;

        buf_add_text(&list, i ? ", " : "");
        if (is_group)
            buf_printf(&list, "key_%zu AS ", field->column - COLUMN_KEY_1 + 1);
        else
            buf_printf(&list, "%s AS ", names[field->column]);
        if (is_tag)
            buf_printf(&list, "tag_%zu", field->column - COLUMN_KEY_1 + 1);
        else
            buf_add_text(&list, field->name);
    }
    const struct sql_slot slots[] = {
        { "columns", buf_text(&list) },
        { "query", text },
        { "order", costs->order },
        { "offset", statement_count(&costs->cells.statement, costs->offset) },
        { "limit", statement_count(&costs->cells.statement, costs->limit) }
    };
    text = statement_fill(&costs->cells.statement, &sql_view_cost_items, slots, ARRAY_COUNT(slots),
                          err);
    return text && call_parquet(costs->call, text, &costs->cells.statement, out, err);
}

bool costs_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct costs costs;
    const char *text;

    if (!costs_begin(&costs, call, err))
        return false;
    text = costs_text(&costs, err);
    if (!text)
        return false;
    if (call->format == VIEW_PARQUET)
        return answer_parquet(&costs, text, out, err);
    if (!call_query(call, costs.template, text, &costs.cells.statement, &rows, err))
        return false;
    return call->format == VIEW_JSON ? answer_json(&costs, rows, out, err)
                                     : answer_lines(&costs, rows, out, err);
}
