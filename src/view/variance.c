/* SPDX-License-Identifier: Apache-2.0 */
/* variance.c -- why a period cost more or less than another, group by group.
 *
 * The charges of both periods are added up by group and product; sql/view/variance splits each
 * change into five that add up to it. The totals come first (kind 0), then the items (1). */
#include "view/cells.h"

#include "sql_files.h"

enum { KIND_TOTAL, KIND_ITEM };

enum { PAGE_DEFAULT = 100, EVERY_PLACE = 1 << 30 };

/* Columns of sql/view/variance. */
enum { COLUMN_KIND, COLUMN_KEY_1, COLUMN_CURRENCY = COLUMN_KEY_1 + LIMIT_GROUP_COUNT };

/* What an item has after its group, in this order from COLUMN_CURRENCY on; metric stands for its
 * name. Totals have no is_other. */
static const struct {
    const char *name;
    const char *column;
} parts[] = {
    { "billing_currency", "billing_currency" },
    { "is_other", "is_other" },
    { "metric", "amount" },
    { "previous", "previous" },
    { "delta", "delta" },
    { "delta_ratio", "delta_ratio" },
    { "reason", "reason" },
    { "usage_delta", "usage_delta" },
    { "price_delta", "price_delta" },
    { "new_delta", "new_delta" },
    { "gone_delta", "gone_delta" },
    { "other_delta", "other_delta" },
};

enum {
    PART_IS_OTHER = 1,
    PART_METRIC = 2,
    COLUMN_DELTA = COLUMN_CURRENCY + 4,
    FIELD_MAX = LIMIT_GROUP_COUNT + ARRAY_COUNT(parts)
};

struct variance {
    struct view_call *call;
    const struct query *query;
    struct cells cells;
    bool has_other; /* a row of the rest may be there */
    int64_t offset;
    int64_t limit;
    struct field fields[FIELD_MAX]; /* of items */
    const char *columns[FIELD_MAX]; /* of the statement */
    size_t field_count;
    struct field total_fields[FIELD_MAX];
    size_t total_field_count;
    struct currency_seen currency;
    bool misses_rates;
};

/* ---- the statement ---- */

static const char *variance_text(struct variance *variance, struct err *err)
{
    const struct query *query = variance->query;
    struct statement *statement = &variance->cells.statement;
    struct buf names SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf places SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    int64_t top = query->top && query->group_count ? query->top : EVERY_PLACE;
    const char *cells = cells_text(&variance->cells, err);

    if (!cells)
        return NULL;
    buf_add_text(&places,
                 "abs(amount - previous) DESC NULLS LAST, amount DESC NULLS LAST, previous");
    for (size_t i = 1; i <= query->group_count; i++) {
        buf_printf(&names, "key_%zu, ", i);
        buf_printf(&places, ", key_%zu NULLS LAST", i);
    }
    const struct sql_slot slots[] = {
        { "cells", cells },
        { "names", buf_text(&names) },
        { "places", buf_text(&places) },
        { "top", statement_count(statement, top) },
        { "shown", statement_count(statement, query->others ? EVERY_PLACE : top) },
    };
    return statement_fill(statement, &sql_view_variance, slots, ARRAY_COUNT(slots), err);
}

/* The items of this page alone, for a file and for lines. Names in a Parquet file are ours: the
 * third group, if it is a tag, is tag_3. */
static const char *items_text(struct variance *variance, const char *text, struct err *err)
{
    struct statement *statement = &variance->cells.statement;
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    int64_t limit = variance->query->limit ? variance->query->limit
                    : variance->call->format == VIEW_PARQUET
                        ? EVERY_PLACE
                        : LIMIT_ANSWER_ROW_COUNT + 1; /* too many is noticed */

    for (size_t i = 0; i < variance->field_count; i++) {
        bool is_tag = i < variance->query->group_count && !variance->query->group[i].column;

        buf_printf(&list, "%s%s AS ", i ? ", " : "", variance->columns[i]);
        if (is_tag)
            buf_printf(&list, "tag_%zu", i + 1);
        else
            buf_add_text(&list, variance->fields[i].name);
    }
    const struct sql_slot slots[] = {
        { "columns", buf_text(&list) },
        { "query", text },
        { "order", "billing_currency, shown_place" },
        { "offset", statement_count(statement, variance->offset) },
        { "limit", statement_count(statement, limit) },
    };
    return statement_fill(statement, &sql_view_cost_items, slots, ARRAY_COUNT(slots), err);
}

/* ---- what is shown ---- */

static void add_field(struct variance *variance, const char *name, const char *column, size_t at)
{
    struct field *field = &variance->fields[variance->field_count];

    *field = (struct field){ .name = name, .column = at };
    field->when_true = at == COLUMN_CURRENCY + PART_IS_OTHER;
    variance->columns[variance->field_count++] = column;
}

static void describe(struct variance *variance)
{
    const struct query *query = variance->query;

    for (size_t i = 0; i < query->group_count; i++)
        add_field(variance, query->group[i].name,
                  arena_printf(variance->call->arena, "key_%zu", i + 1), COLUMN_KEY_1 + i);
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
        const char *name = i == PART_METRIC ? query->metric->sql_name : parts[i].name;

        if (i != PART_IS_OTHER)
            variance->total_fields[variance->total_field_count++] =
                (struct field){ .name = name, .column = COLUMN_CURRENCY + i };
        if (i != PART_IS_OTHER || variance->has_other)
            add_field(variance, name, parts[i].column, COLUMN_CURRENCY + i);
    }
}

static bool begin(struct variance *variance, struct view_call *call, struct err *err)
{
    const struct query *query = &call->query;
    struct need need = call_need(call);

    *variance = (struct variance){
        .call = call,
        .query = query,
        .has_other = query->group_count && query->top && query->others,
        .cells = { .keys = query->group,
                   .key_count = query->group_count,
                   .granularity = GRANULARITY_TOTAL,
                   .template = &sql_view_variance_cell,
                   .more_names = ", product_service, product, is_counted, product_unit",
                   .more_sums = ", sum(quantity) AS quantity" },
    };
    need.charges = true;
    variance->limit = query->limit                ? query->limit
                      : call->format == VIEW_JSON ? PAGE_DEFAULT
                                                  : LIMIT_ANSWER_ROW_COUNT;
    describe(variance);
    return cells_begin(&variance->cells, call, &need, err) &&
           cursor_position(call, &variance->offset, err);
}

/* ---- the answer ---- */

/* The totals come first, but stand behind the items. */
static bool encode_totals(struct variance *variance, struct buf *out, struct rows *rows,
                          enum step *step, struct err *err)
{
    struct json json;

    json_init(&json, out);
    json_array(&json);
    while ((*step = rows_next(rows, err)) == ROW && rows_int(rows, COLUMN_KIND) == KIND_TOTAL) {
        currency_see(&variance->currency, rows, COLUMN_CURRENCY, variance->call->arena);
        variance->misses_rates |= rows_is_null(rows, COLUMN_DELTA);
        encode_object(&json, rows, variance->total_fields, variance->total_field_count);
    }
    json_array_end(&json);
    return *step != FAILED;
}

/* *more: whether another page follows. */
static bool encode_items(const struct variance *variance, struct json *json, struct rows *rows,
                         enum step step, bool *more, struct err *err)
{
    int64_t count = 0;

    json_array(json);
    for (; step == ROW && count < variance->offset + variance->limit; count++) {
        if (count >= variance->offset)
            encode_object(json, rows, variance->fields, variance->field_count);
        step = rows_next(rows, err);
    }
    json_array_end(json);
    *more = step == ROW;
    return step != FAILED;
}

static bool answer_json(struct variance *variance, struct rows *rows, struct buf *out,
                        struct err *err)
{
    struct view_call *call = variance->call;
    struct conversion *conversion = &variance->cells.conversion;
    const char *currency = call->query.currency;
    struct buf totals SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;
    enum step step;
    bool more;

    if (!encode_totals(variance, &totals, rows, &step, err) ||
        (variance->misses_rates && currency &&
         !conversion_find_missing(conversion, &variance->cells.statement, err)))
        return false;
    json_init(&json, out);
    json_object(&json);
    encode_context(&json, call, currency ? currency : variance->currency.only,
                   currency ? conversion : NULL);
    json_key(&json, "items");
    if (!encode_items(variance, &json, rows, step, &more, err))
        return false;
    json_key(&json, "totals");
    json_raw(&json, buf_text(&totals), totals.size);
    encode_page(&json, variance->limit,
                more ? cursor_at(call, variance->offset + variance->limit) : NULL);
    encode_links(&json, call);
    json_object_end(&json);
    return buf_check(&totals, "the list of totals", err);
}

/* CSV and NDJSON: the items alone. */
static bool answer_lines(struct variance *variance, const char *text, struct buf *out,
                         struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    for (size_t i = 0; i < variance->field_count; i++)
        variance->fields[i].column = i;
    return call_query(variance->call, &sql_view_cost_items, text, &variance->cells.statement, &rows,
                      err) &&
           encode_lines(variance->call, rows, variance->fields, variance->field_count, out, err);
}

bool variance_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct variance variance;
    const char *text;

    if (!begin(&variance, call, err))
        return false;
    text = variance_text(&variance, err);
    if (text && call->format != VIEW_JSON)
        text = items_text(&variance, text, err);
    if (!text)
        return false;
    if (call->format == VIEW_PARQUET)
        return call_parquet(call, text, &variance.cells.statement, out, err);
    if (call->format != VIEW_JSON)
        return answer_lines(&variance, text, out, err);
    return call_query(call, &sql_view_variance, text, &variance.cells.statement, &rows, err) &&
           answer_json(&variance, rows, out, err);
}
