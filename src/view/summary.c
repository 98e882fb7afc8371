/* SPDX-License-Identifier: Apache-2.0 */
/* summary.c -- a period in short: what it cost, the change, its days and extremes, the month so far
 * and where that is heading; one item per currency.
 *
 * One statement gives it all, from three kinds of cells: those of the period and of what is read
 * before it, by service, provider and day, and the totals of both periods, which are those of
 * costs. */
#include "view/cells.h"

#include "sql_files.h"

#include <string.h>

enum { RUN_DAY_COUNT = 30 }; /* as sql/view/summary has it */

/* Columns of sql/view/summary. */
enum {
    COLUMN_CURRENCY,
    COLUMN_UNIT,
    COLUMN_AMOUNT,
    COLUMN_PREVIOUS,
    COLUMN_DELTA,
    COLUMN_RATIO,
    COLUMN_CHARGE_COUNT,
    COLUMN_FIRST,
    COLUMN_LAST,
    COLUMN_DAY_COUNT,
    COLUMN_MISSING_COUNT,
    COLUMN_MEAN,
    COLUMN_HIGHEST_DAY,
    COLUMN_LOWEST_DAY = COLUMN_HIGHEST_DAY + 2,
    COLUMN_HIGHEST_MONTH = COLUMN_LOWEST_DAY + 2,
    COLUMN_LOWEST_MONTH = COLUMN_HIGHEST_MONTH + 3,
    COLUMN_DEAREST = COLUMN_LOWEST_MONTH + 3,
    COLUMN_CHEAPEST = COLUMN_DEAREST + 3,
    COLUMN_MONTH = COLUMN_CHEAPEST + 3,
    COLUMN_LAST_DAY,
    COLUMN_MONTH_AMOUNT,
    COLUMN_MONTH_BEFORE,
    COLUMN_MONTH_BEFORE_END,
    COLUMN_MONTH_PREVIOUS,
    COLUMN_MONTH_DELTA,
    COLUMN_MONTH_RATIO,
    COLUMN_RUN,
    COLUMN_RUN_COUNT,
    COLUMN_DAILY,
    COLUMN_MONTH_END,
};

struct summary {
    struct view_call *call;
    struct query_key keys[2]; /* service and provider */
    struct cells cells;
    struct relation all; /* every charge, whatever the filter says */
    bool by_day;
    struct period read; /* days, or billing months */
    const char *start;  /* places of the asked days */
    const char *end;
    const char *first;
};

/* The month so far and its last 30 days begin before the period, and the month before that. */
static struct period days_to_read(struct period asked)
{
    int32_t month_before = month_add(month_start(asked.start), -1);
    int32_t run = asked.start - RUN_DAY_COUNT + 1;

    return (struct period){ month_before < run ? month_before : run, asked.end };
}

static const char *date_place(struct summary *summary, int32_t day)
{
    return arena_printf(summary->call->arena, "CAST(%s AS DATE)",
                        statement_date(&summary->cells.statement, day));
}

/* Which days have bills is read from a rollup, though the filter may need the charges. */
static bool find_all(struct summary *summary, struct err *err)
{
    struct need need = { .basis = summary->call->query.basis,
                         .days = summary->by_day,
                         .no_cube = true, /* two relations of one statement are on one engine */
                         .periods = { summary->read } };

    summary->all = summary->cells.statement.relation;
    if (summary->all.is_rollup)
        return true;
    need_column(&need, column_find("provider_name"));
    need_column(&need, column_find("charge_category"));
    return snapshot_relation(summary->call->snapshot, &need, summary->call->arena, &summary->all,
                             err);
}

static bool begin(struct summary *summary, struct view_call *call, struct err *err)
{
    struct need need = call_need(call);

    *summary = (struct summary){
        .call = call,
        .keys = { key_of_column(column_find("service_name")),
                  key_of_column(column_find("provider_name")) },
        .by_day = call->query.basis == BASIS_CHARGE_PERIOD,
    };
    summary->read = summary->by_day ? days_to_read(call->query.period) : call->query.period;
    summary->cells = (struct cells){
        .keys = summary->keys,
        .key_count = ARRAY_COUNT(summary->keys),
        .granularity = summary->by_day ? GRANULARITY_DAY : GRANULARITY_MONTH,
        .has_count = true,
    };
    need.periods[0] = summary->read;
    need_column(&need, column_find("charge_category"));
    return cells_begin(&summary->cells, call, &need, err) && find_all(summary, err);
}

/* A converted total is rounded once, as that of costs is; any other is the sum of its days. */
static bool has_own_total(const struct summary *summary)
{
    return summary->call->query.currency != NULL;
}

/* The sides; what the totals are grouped by is what costs without groups has. */
static const char *sides_text(struct summary *summary, struct err *err)
{
    struct cells *cells = &summary->cells;
    const struct query *query = &summary->call->query;
    struct snapshot *compared = summary->call->compared;
    const char *fine = cells_side(cells, "0", summary->read, err);
    const char *total = "";
    const char *before = "";

    if (!fine)
        return NULL;
    cells->key_count = 0;
    cells->granularity = GRANULARITY_TOTAL;
    if (has_own_total(summary))
        total = cells_side(cells, "2", query->period, err);
    if (total && query->compare != COMPARE_NONE) {
        if (compared && !statement_turn(&cells->statement, compared, &cells->need, err))
            return NULL;
        before = cells_side(cells, "1", query->previous, err);
    }
    if (!total || !before)
        return NULL;
    return cells_convert(cells,
                         arena_printf(summary->call->arena, "%s%s%s%s%s", fine,
                                      *total ? "\nUNION ALL\n" : "", total,
                                      *before ? "\nUNION ALL\n" : "", before),
                         err);
}

static const char *steps_text(struct summary *summary, struct err *err)
{
    const struct sql_slot slots[] = {
        { "side", "0" },
        { "first", summary->first },
        { "end", summary->end },
        { "length", "'1 day'" },
    };

    return statement_fill(&summary->cells.statement, &sql_view_cost_step, slots, ARRAY_COUNT(slots),
                          err);
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

static const char *summary_text(struct summary *summary, struct err *err)
{
    const struct query *query = &summary->call->query;
    struct statement *statement = &summary->cells.statement;
    struct buf complete SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const char *cells = sides_text(summary, err);
    const char *steps;

    if (!cells || !call_complete_days(summary->call, &complete, err))
        return NULL;
    summary->first = date_place(summary, summary->read.start);
    summary->start = date_place(summary, query->period.start);
    summary->end = date_place(summary, query->period.end);
    steps = steps_text(summary, err);
    if (!steps)
        return NULL;
    const struct sql_slot slots[] = {
        { "cells", cells },
        { "total_side", has_own_total(summary) ? "2" : "0" },
        { "steps", steps },
        { "all", summary->all.from },
        { "all_date", summary->all.date },
        { "first", summary->first },
        { "start", summary->start },
        { "end", summary->end },
        { "complete", buf_text(&complete) },
        { "today", date_place(summary, summary->call->facts.today) },
        { "by_day", truth(summary->by_day) },
        { "months", truth(month_start(query->period.start) != month_start(query->period.end - 1)) },
        { "compares", truth(query->compare != COMPARE_NONE) },
    };
    return statement_fill(statement, &sql_view_summary, slots, ARRAY_COUNT(slots), err);
}

/* ---- the answer ---- */

/* An object, or null when its first column is. */
static void add_part(struct json *json, struct rows *rows, const char *name,
                     const struct field *fields, size_t field_count)
{
    json_key(json, name);
    if (rows_is_null(rows, fields[0].column))
        json_null(json);
    else
        encode_object(json, rows, fields, field_count);
}

static void add_day(struct json *json, struct rows *rows, const char *name, const char *metric,
                    size_t column)
{
    const struct field fields[] = { { .name = "charge_date", .column = column },
                                    { .name = metric, .column = column + 1 } };

    add_part(json, rows, name, fields, ARRAY_COUNT(fields));
}

static void add_month(struct json *json, struct rows *rows, const char *name, const char *metric,
                      size_t column)
{
    const struct field fields[] = { { .name = "month", .column = column },
                                    { .name = metric, .column = column + 1 },
                                    { .name = "is_whole", .column = column + 2 } };

    add_part(json, rows, name, fields, ARRAY_COUNT(fields));
}

static void add_service(struct json *json, struct rows *rows, const char *name, const char *metric,
                        size_t column)
{
    const struct field fields[] = { { .name = "service_name", .column = column },
                                    { .name = metric, .column = column + 1 },
                                    { .name = "share", .column = column + 2 } };

    add_part(json, rows, name, fields, ARRAY_COUNT(fields));
}

static void add_progress(struct json *json, struct rows *rows, const char *metric)
{
    const struct field month[] = {
        { .name = "start", .column = COLUMN_MONTH },
        { .name = "end", .column = COLUMN_LAST_DAY },
        { .name = metric, .column = COLUMN_MONTH_AMOUNT },
        { .name = "previous_start", .column = COLUMN_MONTH_BEFORE },
        { .name = "previous_end", .column = COLUMN_MONTH_BEFORE_END },
        { .name = "previous", .column = COLUMN_MONTH_PREVIOUS },
        { .name = "delta", .column = COLUMN_MONTH_DELTA },
        { .name = "delta_ratio", .column = COLUMN_MONTH_RATIO },
    };
    const struct field run[] = {
        { .name = "start", .column = COLUMN_RUN },
        { .name = "end", .column = COLUMN_LAST_DAY },
        { .name = "day_count", .column = COLUMN_RUN_COUNT },
        { .name = "daily", .column = COLUMN_DAILY },
        { .name = "month_end", .column = COLUMN_MONTH_END },
    };

    add_part(json, rows, "month_to_date", month, ARRAY_COUNT(month));
    add_part(json, rows, "run_rate", run, ARRAY_COUNT(run));
    json_key(json, "forecast");
    json_null(json);
}

static void add_item(const struct summary *summary, struct json *json, struct rows *rows)
{
    const char *metric = summary->call->query.metric->sql_name;
    const struct field fields[] = {
        { .name = "billing_currency", .column = COLUMN_CURRENCY },
        { .name = "consumed_unit", .column = COLUMN_UNIT },
        { .name = metric, .column = COLUMN_AMOUNT },
        { .name = "previous", .column = COLUMN_PREVIOUS },
        { .name = "delta", .column = COLUMN_DELTA },
        { .name = "delta_ratio", .column = COLUMN_RATIO },
        { .name = "charge_count", .column = COLUMN_CHARGE_COUNT },
        { .name = "first_charge_date", .column = COLUMN_FIRST },
        { .name = "last_charge_date", .column = COLUMN_LAST },
        { .name = "day_count", .column = COLUMN_DAY_COUNT },
        { .name = "missing_day_count", .column = COLUMN_MISSING_COUNT },
        { .name = "daily_mean", .column = COLUMN_MEAN },
    };

    json_object(json);
    for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
        if (fields[i].column == COLUMN_UNIT && !summary->cells.has_unit)
            continue;
        json_key(json, fields[i].name);
        encode_value(json, rows, &fields[i]);
    }
    add_day(json, rows, "highest_day", metric, COLUMN_HIGHEST_DAY);
    add_day(json, rows, "lowest_day", metric, COLUMN_LOWEST_DAY);
    add_month(json, rows, "highest_month", metric, COLUMN_HIGHEST_MONTH);
    add_month(json, rows, "lowest_month", metric, COLUMN_LOWEST_MONTH);
    add_service(json, rows, "dearest_service", metric, COLUMN_DEAREST);
    add_service(json, rows, "cheapest_service", metric, COLUMN_CHEAPEST);
    add_progress(json, rows, metric);
    json_object_end(json);
}

struct items {
    struct buf text; /* the list as JSON */
    struct currency_seen currency;
    bool misses_rates;
};

/* Whether an amount is not known though it would be there. */
static bool misses_rates(const struct summary *summary, struct rows *rows)
{
    bool compares = summary->call->query.compare != COMPARE_NONE;
    const struct {
        size_t column;
        bool exists;
    } amounts[] = {
        { COLUMN_AMOUNT, true },
        { COLUMN_PREVIOUS, compares },
        { COLUMN_MONTH_AMOUNT, !rows_is_null(rows, COLUMN_MONTH) },
        { COLUMN_MONTH_PREVIOUS, !rows_is_null(rows, COLUMN_MONTH) },
        { COLUMN_DAILY, !rows_is_null(rows, COLUMN_RUN) },
    };

    for (size_t i = 0; i < ARRAY_COUNT(amounts); i++)
        if (amounts[i].exists && rows_is_null(rows, amounts[i].column))
            return true;
    return false;
}

static bool add_items(const struct summary *summary, struct items *items, struct rows *rows,
                      struct err *err)
{
    struct json json;
    enum step step;

    json_init(&json, &items->text);
    json_array(&json);
    while ((step = rows_next(rows, err)) == ROW) {
        currency_see(&items->currency, rows, COLUMN_CURRENCY, summary->call->arena);
        items->misses_rates |= misses_rates(summary, rows);
        add_item(summary, &json, rows);
    }
    json_array_end(&json);
    return step == END && buf_check(&items->text, "the list of items", err);
}

static bool answer(struct summary *summary, struct rows *rows, struct buf *out, struct err *err)
{
    struct view_call *call = summary->call;
    struct conversion *conversion = &summary->cells.conversion;
    struct items items = { .text = { .maximum = LIMIT_ANSWER } };
    const char *currency = call->query.currency;
    struct json json;
    bool done = add_items(summary, &items, rows, err) &&
                (!items.misses_rates || !conversion->rates ||
                 conversion_find_missing(conversion, &summary->cells.statement, err));

    if (done) {
        json_init(&json, out);
        json_object(&json);
        encode_context(&json, call, currency ? currency : items.currency.only,
                       currency ? conversion : NULL);
        json_key(&json, "items");
        json_raw(&json, buf_text(&items.text), items.text.size);
        encode_links(&json, call);
        json_object_end(&json);
    }
    buf_done(&items.text);
    return done;
}

bool summary_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct summary summary;
    const char *text;

    if (!begin(&summary, call, err))
        return false;
    text = summary_text(&summary, err);
    return text &&
           call_query(call, &sql_view_summary, text, &summary.cells.statement, &rows, err) &&
           answer(&summary, rows, out, err);
}
