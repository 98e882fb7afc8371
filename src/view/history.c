/* SPDX-License-Identifier: Apache-2.0 */
/* history.c -- how the total of one billing month came to be what it is: one step for every change
 * of what counts, with what it changed by service and account.
 *
 * The catalogue knows which scopes counted from which data version on until before which; one
 * statement adds up the rollups of them all. */
#include "view/call.h"

#include "base/clock.h"
#include "sql_files.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { CHANGES_DEFAULT = 20 };

/* Columns of period_history. */
enum {
    COLUMN_KIND,
    COLUMN_SOURCE,
    COLUMN_STEP,
    COLUMN_CURRENCY,
    COLUMN_CHANGE,
    COLUMN_ACCOUNT,
    COLUMN_SERVICE,
    COLUMN_AMOUNT,
    COLUMN_PREVIOUS,
    COLUMN_DELTA,
    COLUMN_COUNT,
    COLUMN_PREVIOUS_COUNT,
    COLUMN_CHANGES,
};

struct history_step {
    int64_t source_no;
    int64_t step_no;
    const char *source;
    int64_t version;
    const char *changed_at;
    const char *reason;
    int64_t delivery_id; /* 0: none */
    const char *delivery;
    const char *produced_at;
};

struct history {
    struct view_call *call;
    struct history_step *steps;
    size_t step_count;
    size_t step_capacity;
    struct buf spans;
    struct buf step_values;
    int64_t *deliveries;
    size_t delivery_count;
    size_t delivery_capacity;
};

/* ---- what the catalogue says ---- */

static const char *copy(const struct history *history, struct rows *rows, size_t column)
{
    return arena_strdup(history->call->arena, rows_text(rows, column, NULL));
}

/* Sources are numbered by their names' order, as both statements give them. */
static void add_step(struct history *history, struct rows *rows)
{
    const struct history_step *before;
    struct history_step *step;

    if (history->step_count == history->step_capacity) {
        size_t capacity = history->step_capacity * 2 + 64;
        struct history_step *more =
            ARENA_ARRAY(history->call->arena, struct history_step, capacity);

        if (history->step_count)
            memcpy(more, history->steps, history->step_count * sizeof(*more));
        history->steps = more;
        history->step_capacity = capacity;
    }
    step = &history->steps[history->step_count];
    before = history->step_count ? step - 1 : NULL;
    *step = (struct history_step){
        .source = copy(history, rows, 0),
        .version = rows_int(rows, 1),
        .changed_at = copy(history, rows, 2),
        .reason = copy(history, rows, 3),
        .delivery_id = rows_int(rows, 4),
        .delivery = copy(history, rows, 5),
        .produced_at = copy(history, rows, 6),
    };
    if (before && strcmp(before->source, step->source) == 0) {
        step->source_no = before->source_no;
        step->step_no = before->step_no + 1;
    } else {
        step->source_no = before ? before->source_no + 1 : 0;
    }
    buf_printf(&history->step_values, "%s(%" PRId64 ", %" PRId64 ", %" PRId64 ")",
               history->step_count ? ", " : "", step->source_no, step->step_no, step->version);
    history->step_count++;
}

static void add_delivery(struct history *history, int64_t delivery_id)
{
    for (size_t i = 0; i < history->delivery_count; i++)
        if (history->deliveries[i] == delivery_id)
            return;
    if (history->delivery_count == history->delivery_capacity) {
        size_t capacity = history->delivery_capacity * 2 + 64;
        int64_t *more = ARENA_ARRAY(history->call->arena, int64_t, capacity);

        if (history->delivery_count)
            memcpy(more, history->deliveries, history->delivery_count * sizeof(*more));
        history->deliveries = more;
        history->delivery_capacity = capacity;
    }
    history->deliveries[history->delivery_count++] = delivery_id;
}

static bool read_span(struct history *history, struct rows *rows, struct err *err)
{
    size_t start_size;
    size_t end_size;
    const char *start = rows_text(rows, 2, &start_size);
    const char *end = rows_text(rows, 3, &end_size);
    int64_t source_no = 0;
    int32_t first_day;
    int32_t end_day;
    char first_text[DATE_TEXT_SIZE];
    char end_text[DATE_TEXT_SIZE];

    if (!date_parse(start, start_size, &first_day) || !date_parse(end, end_size, &end_day))
        return err_set(err, ERR_BUG, "catalogue: a scope from %s to %s", start, end);
    for (size_t i = 0; i < history->step_count; i++)
        if (strcmp(history->steps[i].source, rows_text(rows, 0, NULL)) == 0)
            source_no = history->steps[i].source_no;
    date_format(first_day, first_text);
    date_format(end_day, end_text);
    buf_printf(&history->spans,
               "%s(%" PRId64 ", %" PRId64 ", DATE '%s', DATE '%s', %s, %" PRId64 ", ",
               history->spans.size ? ",\n        " : "", source_no, rows_int(rows, 1), first_text,
               end_text, end_day == first_day + 1 ? "TRUE" : "FALSE", rows_int(rows, 4));
    if (rows_is_null(rows, 5))
        buf_add_text(&history->spans, "CAST(NULL AS BIGINT))");
    else
        buf_printf(&history->spans, "%" PRId64 ")", rows_int(rows, 5));
    add_delivery(history, rows_int(rows, 1));
    return true;
}

static bool read_catalogue(struct db *db, void *context, struct err *err)
{
    struct history *history = context;
    const struct query *query = &history->call->query;
    const struct param params[] = {
        param_date(query->period.start),
        param_date(query->period.end),
        param_int(snapshot_version(history->call->snapshot)),
        param_text(query->source),
    };
    struct rows *steps SCOPED(rows_freep) = NULL;
    struct rows *spans SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_period_step, params, ARRAY_COUNT(params), &steps, err))
        return false;
    while ((step = rows_next(steps, err)) == ROW)
        add_step(history, steps);
    if (step == FAILED ||
        !db_query(db, &sql_state_period_activity, params, ARRAY_COUNT(params), &spans, err))
        return false;
    while ((step = rows_next(spans, err)) == ROW)
        if (!read_span(history, spans, err))
            return false;
    return step == END && buf_check(&history->spans, "the list of scopes", err);
}

/* ---- the answer ---- */

static bool ask(const struct history *history, struct rows **rows, struct err *err)
{
    struct view_call *call = history->call;
    const struct relation relation = { .is_rollup = true };
    struct statement statement = { .call = call, .params = { .arena = call->arena } };
    const char *from;
    const char *text;

    if (!snapshot_overview_of(call->snapshot, history->deliveries, history->delivery_count,
                              call->arena, &from, err))
        return false;
    const struct sql_slot slots[] = {
        { "spans", buf_text(&history->spans) },
        { "steps", buf_text(&history->step_values) },
        { "from", from },
        { "amount", relation_sum(&relation, call->query.metric, call->arena) },
        { "limit",
          statement_count(&statement, call->query.limit ? call->query.limit : CHANGES_DEFAULT) },
    };
    text = statement_fill(&statement, &sql_view_period_history, slots, ARRAY_COUNT(slots), err);
    return text && call_query(call, &sql_view_period_history, text, &statement, rows, err);
}

static void encode_step(struct json *json, const struct history_step *step)
{
    char version[32];

    snprintf(version, sizeof(version), "%" PRId64, step->version);
    json_member_text(json, "source", step->source);
    json_member_text(json, "data_version", version);
    json_member_text(json, "changed_at", step->changed_at);
    json_member_text(json, "reason", step->reason);
    json_key(json, "delivery_id");
    if (step->delivery_id)
        json_int(json, step->delivery_id);
    else
        json_null(json);
    json_member_text(json, "delivery", step->delivery);
    json_member_text(json, "produced_at", step->produced_at);
}

static void encode_amounts(struct json *json, const struct history *history, struct rows *rows)
{
    const struct field fields[] = {
        { .name = history->call->query.metric->sql_name, .column = COLUMN_AMOUNT },
        { .name = "previous", .column = COLUMN_PREVIOUS },
        { .name = "delta", .column = COLUMN_DELTA },
        { .name = "charge_count", .column = COLUMN_COUNT },
        { .name = "previous_charge_count", .column = COLUMN_PREVIOUS_COUNT },
    };

    for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
        json_key(json, fields[i].name);
        encode_value(json, rows, &fields[i]);
    }
}

/* The total that the rows stand at, and the changes behind it. */
static enum step encode_total(struct json *json, const struct history *history,
                              const struct history_step *of, struct rows *rows, struct err *err)
{
    static const struct field names[] = {
        { .name = "change", .column = COLUMN_CHANGE },
        { .name = "sub_account_id", .column = COLUMN_ACCOUNT },
        { .name = "service_name", .column = COLUMN_SERVICE },
    };
    const struct field currency = { .name = "billing_currency", .column = COLUMN_CURRENCY };
    enum step step;

    json_object(json);
    encode_step(json, of);
    json_key(json, "billing_currency");
    encode_value(json, rows, &currency);
    encode_amounts(json, history, rows);
    json_member_int(json, "change_count", rows_int(rows, COLUMN_CHANGES));
    json_key(json, "changes");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW && rows_int(rows, COLUMN_KIND) == 1) {
        json_object(json);
        for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
            json_key(json, names[i].name);
            encode_value(json, rows, &names[i]);
        }
        encode_amounts(json, history, rows);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
    return step;
}

/* A step of which nothing was charged, before or after, still took place. */
static void encode_bare_step(struct json *json, const struct history_step *step)
{
    json_object(json);
    encode_step(json, step);
    json_member_text(json, "billing_currency", NULL);
    json_member_int(json, "charge_count", 0);
    json_member_int(json, "change_count", 0);
    json_key(json, "changes");
    json_array(json);
    json_array_end(json);
    json_object_end(json);
}

static bool encode_items(struct json *json, const struct history *history, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!history->step_count)
        return true;
    if (!ask(history, &rows, err))
        return false;
    step = rows_next(rows, err);
    for (size_t i = 0; i < history->step_count && step != FAILED; i++) {
        const struct history_step *of = &history->steps[i];
        bool is_bare = true;

        while (step == ROW && rows_int(rows, COLUMN_SOURCE) == of->source_no &&
               rows_int(rows, COLUMN_STEP) == of->step_no) {
            step = encode_total(json, history, of, rows, err);
            is_bare = false;
        }
        if (is_bare)
            encode_bare_step(json, of);
    }
    return step != FAILED;
}

static bool check_metric(const struct view_call *call, struct err *err)
{
    if (call->query.metric->rollups & ROLLUP_OVERVIEW)
        return true;
    return err_set(err, ERR_USAGE,
                   "metric: must be billed_cost, effective_cost, contracted_cost or list_cost");
}

bool history_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct history history = { .call = call,
                               .spans = { .maximum = LIMIT_SQL },
                               .step_values = { .maximum = LIMIT_SQL } };
    struct json json;
    bool done;

    json_init(&json, out);
    json_object(&json);
    encode_context(&json, call, NULL, NULL);
    json_key(&json, "items");
    json_array(&json);
    done = check_metric(call, err) &&
           snapshot_catalogue(call->snapshot, read_catalogue, &history, err) &&
           encode_items(&json, &history, err);
    json_array_end(&json);
    json_object_end(&json);
    buf_done(&history.spans);
    buf_done(&history.step_values);
    return done;
}
