/* SPDX-License-Identifier: Apache-2.0 */
/* history.c -- how the total of one billing month came to be what it is: one step for every change
 * of what counts, with what it changed by service and account.
 *
 * The catalogue knows which scopes counted from which data version on until before which; one
 * statement adds up the rollups of them all. */
#include "view/call.h"

#include "sql_files.h"
#include "view/month_steps.h"

#include <inttypes.h>
#include <stdio.h>

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

struct history {
    struct view_call *call;
    struct month_steps steps;
};

/* ---- the answer ---- */

static bool ask(const struct history *history, struct rows **rows, struct err *err)
{
    struct view_call *call = history->call;
    const struct relation relation = { .is_rollup = true };
    struct statement statement = { .call = call, .params = { .arena = call->arena } };
    const char *from;
    const char *text;

    if (!snapshot_overview_of(call->snapshot, history->steps.deliveries,
                              history->steps.delivery_count, call->arena, &from, err))
        return false;
    const struct sql_slot slots[] = {
        { "spans", buf_text(&history->steps.spans) },
        { "steps", buf_text(&history->steps.step_values) },
        { "from", from },
        { "amount", relation_sum(&relation, call->query.metric, call->arena) },
        { "limit",
          statement_count(&statement, call->query.limit ? call->query.limit : CHANGES_DEFAULT) },
    };
    text = statement_fill(&statement, &sql_view_period_history, slots, ARRAY_COUNT(slots), err);
    return text && call_query(call, &sql_view_period_history, text, &statement, rows, err);
}

static void encode_step(struct json *json, const struct month_step *step)
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
                              const struct month_step *of, struct rows *rows, struct err *err)
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
static void encode_bare_step(struct json *json, const struct month_step *step)
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

    if (!history->steps.step_count)
        return true;
    if (!ask(history, &rows, err))
        return false;
    step = rows_next(rows, err);
    for (size_t i = 0; i < history->steps.step_count && step != FAILED; i++) {
        const struct month_step *of = &history->steps.steps[i];
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

bool history_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct history history = { .call = call };
    struct json json;
    bool done;

    json_init(&json, out);
    json_object(&json);
    encode_context(&json, call, NULL, NULL);
    json_key(&json, "items");
    json_array(&json);
    done = month_steps_read(&history.steps, call, err) && encode_items(&json, &history, err);
    json_array_end(&json);
    json_object_end(&json);
    month_steps_done(&history.steps);
    return done;
}
