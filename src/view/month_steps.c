/* SPDX-License-Identifier: Apache-2.0 */
#include "view/month_steps.h"

#include "base/clock.h"
#include "sql_files.h"

#include <inttypes.h>
#include <string.h>

/* Sources are numbered by their names' order, as both statements give them. */
static void add_step(struct month_steps *list, struct rows *rows)
{
    const struct month_step *before;
    struct month_step *step;

    ARENA_ROOM(list->arena, list->steps, list->step_count);
    step = &list->steps[list->step_count];
    before = list->step_count ? step - 1 : NULL;
    *step = (struct month_step){
        .source = rows_keep(rows, 0, list->arena),
        .version = rows_int(rows, 1),
        .changed_at = rows_keep(rows, 2, list->arena),
        .reason = rows_keep(rows, 3, list->arena),
        .delivery_id = rows_int(rows, 4),
        .delivery = rows_keep(rows, 5, list->arena),
        .produced_at = rows_keep(rows, 6, list->arena),
    };
    if (before && strcmp(before->source, step->source) == 0) {
        step->source_no = before->source_no;
        step->step_no = before->step_no + 1;
    } else {
        step->source_no = before ? before->source_no + 1 : 0;
    }
    buf_printf(&list->step_values, "%s(%" PRId64 ", %" PRId64 ", %" PRId64 ")",
               list->step_count ? ", " : "", step->source_no, step->step_no, step->version);
    list->step_count++;
}

static void add_delivery(struct month_steps *list, int64_t delivery_id)
{
    for (size_t i = 0; i < list->delivery_count; i++)
        if (list->deliveries[i] == delivery_id)
            return;
    ARENA_ROOM(list->arena, list->deliveries, list->delivery_count);
    list->deliveries[list->delivery_count++] = delivery_id;
}

static bool read_span(struct month_steps *list, struct rows *rows, struct err *err)
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
    for (size_t i = 0; i < list->step_count; i++)
        if (strcmp(list->steps[i].source, rows_text(rows, 0, NULL)) == 0)
            source_no = list->steps[i].source_no;
    date_format(first_day, first_text);
    date_format(end_day, end_text);
    buf_printf(&list->spans, "%s(%" PRId64 ", %" PRId64 ", DATE '%s', DATE '%s', %s, %" PRId64 ", ",
               list->spans.size ? ",\n        " : "", source_no, rows_int(rows, 1), first_text,
               end_text, end_day == first_day + 1 ? "TRUE" : "FALSE", rows_int(rows, 4));
    if (rows_is_null(rows, 5))
        buf_add_text(&list->spans, "CAST(NULL AS BIGINT))");
    else
        buf_printf(&list->spans, "%" PRId64 ")", rows_int(rows, 5));
    add_delivery(list, rows_int(rows, 1));
    return true;
}

struct reading {
    struct view_call *call;
    struct month_steps *list;
};

static bool read_catalogue(struct db *db, void *context, struct err *err)
{
    const struct reading *reading = context;
    const struct query *query = &reading->call->query;
    const struct param params[] = {
        param_date(query->period.start),
        param_date(query->period.end),
        param_int(snapshot_version(reading->call->snapshot)),
        param_text(query->source),
    };
    struct rows *steps SCOPED(rows_freep) = NULL;
    struct rows *spans SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_period_step, params, ARRAY_COUNT(params), &steps, err))
        return false;
    while ((step = rows_next(steps, err)) == ROW)
        add_step(reading->list, steps);
    if (step == FAILED ||
        !db_query(db, &sql_state_period_activity, params, ARRAY_COUNT(params), &spans, err))
        return false;
    while ((step = rows_next(spans, err)) == ROW)
        if (!read_span(reading->list, spans, err))
            return false;
    return step == END && buf_check(&reading->list->spans, "the list of scopes", err) &&
           buf_check(&reading->list->step_values, "the list of changes", err);
}

bool month_steps_read(struct month_steps *list, struct view_call *call, struct err *err)
{
    struct reading reading = { call, list };

    *list = (struct month_steps){ .arena = call->arena,
                                  .spans = { .maximum = LIMIT_SQL },
                                  .step_values = { .maximum = LIMIT_SQL } };
    return snapshot_catalogue(call->snapshot, read_catalogue, &reading, err);
}

void month_steps_done(struct month_steps *list)
{
    buf_done(&list->spans);
    buf_done(&list->step_values);
}
