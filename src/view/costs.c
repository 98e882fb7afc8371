/* SPDX-License-Identifier: Apache-2.0 */
/* costs.c -- what things cost: by group and over time, the largest and the rest, now and before.
 *
 * One statement gives everything: the totals first (kind 0), then the items (1), then those of the
 * period before (2). The statement is put together from cost_cell, once for each period, and
 * cost_total or cost_series around it. */
#include "view/cells.h"

#include "sql_files.h"
#include "view/query_item.h"

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
    COLUMN_SHARE,
    COLUMN_COUNT
};

/* Where an item's own columns stand in the rows, and their names there. */
static const struct {
    int item;
    size_t column;
    const char *name;
} item_columns[] = {
    { ITEM_METRIC, COLUMN_AMOUNT, "amount" },
    { ITEM_TIME, COLUMN_STEP, "step" },
    { ITEM_CURRENCY, COLUMN_CURRENCY, "billing_currency" },
    { ITEM_UNIT, COLUMN_UNIT, "unit" },
    { ITEM_IS_OTHER, COLUMN_IS_OTHER, "is_other" },
    { ITEM_PREVIOUS, COLUMN_PREVIOUS, "previous" },
    { ITEM_DELTA, COLUMN_DELTA, "delta" },
    { ITEM_RATIO, COLUMN_RATIO, "delta_ratio" },
    { ITEM_SHARE, COLUMN_SHARE, "share" },
    { ITEM_COUNT, COLUMN_COUNT, "charge_count" },
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
    int64_t limit;       /* items of this answer */
    int64_t page_limit;  /* as said in the answer; 0: not paged */
    int items[ITEM_MAX]; /* what is shown */
    size_t item_count;
    struct field fields[ITEM_MAX]; /* of them */
    struct field total_fields[ITEM_MAX];
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

/* What a column of an item is called in the statement's rows. */
static const char *item_column(const struct costs *costs, int item, size_t *column)
{
    size_t i = 0;

    if (item >= 0) {
        *column = COLUMN_KEY_1 + (size_t)item;
        return arena_printf(costs->call->arena, "key_%d", item + 1);
    }
    while (item_columns[i].item != item)
        i++;
    *column = item_columns[i].column;
    return item_columns[i].name;
}

static const char *order_text(const struct costs *costs)
{
    const struct query *query = costs->query;
    const char *order = "";

    for (size_t i = 0; i < query->sort_count; i++) {
        size_t column;
        const char *name = item_column(costs, query->sort[i].item, &column);

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
        { "count", costs->cells.has_count ? "charge_count" : "CAST(NULL AS BIGINT)" },
        { "order", costs->order },
    };
    return statement_fill(statement, costs->template, slots, ARRAY_COUNT(slots), err);
}

/* ---- the answer ---- */

static void describe_items(struct costs *costs)
{
    const struct query *query = costs->query;

    costs->item_count = query->field_count;
    memcpy(costs->items, query->fields, sizeof(costs->items));
    if (!costs->item_count)
        costs->item_count = query_items(query, costs->items);
    for (size_t i = 0; i < costs->item_count; i++) {
        struct field *field = &costs->fields[i];

        *field = (struct field){ .name = query_item_name(query, costs->items[i]),
                                 .when_true = costs->items[i] == ITEM_IS_OTHER };
        item_column(costs, costs->items[i], &field->column);
    }
}

static bool shows(const struct query *query, int item)
{
    for (size_t i = 0; i < query->field_count; i++)
        if (query->fields[i] == item)
            return true;
    return false;
}

static bool sorts_by(const struct query *query, int item)
{
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sort[i].item == item)
            return true;
    return false;
}

static void describe_totals(struct costs *costs)
{
    const struct query *query = costs->query;
    bool compares = query->compare != COMPARE_NONE;
    const struct {
        int item;
        bool is_there;
    } wanted[] = {
        { ITEM_CURRENCY, true },
        { ITEM_UNIT, costs->cells.has_unit },
        { ITEM_METRIC, true },
        { ITEM_PREVIOUS, compares },
        { ITEM_DELTA, compares },
        { ITEM_RATIO, compares },
        { ITEM_COUNT, shows(query, ITEM_COUNT) },
    };

    for (size_t i = 0; i < ARRAY_COUNT(wanted); i++) {
        struct field *field = &costs->total_fields[costs->total_field_count];

        if (!wanted[i].is_there)
            continue;
        field->name = query_item_name(query, wanted[i].item);
        item_column(costs, wanted[i].item, &field->column);
        costs->total_field_count++;
    }
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
                   .granularity = query->granularity,
                   .has_count = shows(query, ITEM_COUNT) || sorts_by(query, ITEM_COUNT) },
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
    describe_items(costs);
    describe_totals(costs);
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
    struct currency_seen seen = { 0 };
    struct json json;

    json_init(&json, out);
    json_array(&json);
    while ((*step = rows_next(rows, err)) == ROW && rows_int(rows, COLUMN_KIND) == KIND_TOTAL) {
        currency_see(&seen, rows, COLUMN_CURRENCY, costs->call->arena);
        costs->misses_rates |=
            rows_is_null(rows, COLUMN_AMOUNT) || rows_is_null(rows, COLUMN_PREVIOUS);
        encode_object(&json, rows, costs->total_fields, costs->total_field_count);
    }
    json_array_end(&json);
    costs->currency = costs->query->currency ? costs->query->currency : seen.only;
    return *step != FAILED;
}

/* Rows of one kind as a list, from `offset` on and at most `limit`; *step says where the rows
 * stand, before and after. *count is how many there were, but no further than one behind the last
 * that was wanted when nothing follows. */
static bool encode_items(const struct costs *costs, struct json *json, struct rows *rows,
                         enum step *step, int64_t kind, int64_t *count, struct err *err)
{
    bool is_item = kind == KIND_ITEM;
    int64_t first = is_item ? costs->offset : 0;
    int64_t end = is_item ? costs->offset + costs->limit : LIMIT_ANSWER_ROW_COUNT;
    bool is_last = !costs->is_series || costs->query->compare == COMPARE_NONE;

    *count = 0;
    json_array(json);
    while (*step == ROW && rows_int(rows, COLUMN_KIND) == kind && !(is_last && *count > end)) {
        if (*count >= first && *count < end)
            encode_object(json, rows, costs->fields, costs->item_count);
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
        encode_csv_header(out, costs->fields, costs->item_count);
    while ((step = rows_next(rows, err)) == ROW) {
        if (rows_int(rows, COLUMN_KIND) != KIND_ITEM || ++count <= costs->offset ||
            count > costs->offset + costs->limit)
            continue;
        if (is_csv) {
            encode_csv_row(out, rows, costs->fields, costs->item_count);
        } else {
            struct json json;

            json_init(&json, out);
            encode_object(&json, rows, costs->fields, costs->item_count);
            buf_add_char(out, '\n');
        }
    }
    return step == END && check_count(costs, count, err);
}

/* All items, unless pages are asked for. Names in a file are ours: the third group, if it is a tag,
 * is tag_3. */
static bool answer_parquet(struct costs *costs, const char *text, struct buf *out, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 0; i < costs->item_count; i++) {
        int item = costs->items[i];
        size_t column;

        buf_printf(&list, "%s%s AS ", i ? ", " : "", item_column(costs, item, &column));
        if (item >= 0 && !costs->query->group[item].column)
            buf_printf(&list, "tag_%d", item + 1);
        else
            buf_add_text(&list, costs->fields[i].name);
    }
    const struct sql_slot slots[] = {
        { "columns", buf_text(&list) },
        { "query", text },
        { "order", costs->order },
        { "offset", statement_count(&costs->cells.statement, costs->offset) },
        { "limit", statement_count(&costs->cells.statement,
                                   costs->page_limit ? costs->page_limit : EVERY_PLACE) },
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
