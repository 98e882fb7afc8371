/* SPDX-License-Identifier: Apache-2.0 */
/* charges.c -- the charges one by one, page by page. A page begins behind the last charge of the
 * one before, not at a position, so that a page is the same when other deliveries have come. */
#include "view/call.h"

#include "sql_files.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PAGE_DEFAULT = 100, FIELD_MAX = 128 };

/* The columns that order charges stand before all others in the statement. */
static const char *const order_columns[] = { "sys_billing_month", "sys_delivery_id", "sys_file_no",
                                             "sys_row_no", "sys_part_no" };

struct charge_place {
    int32_t month;
    int64_t numbers[4]; /* delivery, file, row, part */
};

struct charges {
    struct view_call *call;
    struct statement statement;
    struct field fields[FIELD_MAX];
    size_t field_count;
    struct buf columns;
    int64_t limit;
};

/* What is shown: all that a FOCUS file may have, and where the charge comes from. */
static bool is_shown(const struct column *column)
{
    return column->focus_name || strcmp(column->sql_name, "sys_delivery_id") == 0 ||
           strcmp(column->sql_name, "sys_file_no") == 0 ||
           strcmp(column->sql_name, "sys_row_no") == 0 ||
           strcmp(column->sql_name, "sys_part_no") == 0;
}

static void describe(struct charges *charges)
{
    size_t position = 0;

    for (size_t i = 0; i < ARRAY_COUNT(order_columns); i++, position++)
        buf_printf(&charges->columns, "%s%s", i ? ", " : "", order_columns[i]);
    if (charges->call->format == VIEW_PARQUET) {
        buf_clear(&charges->columns);
        position = 0;
    }
    for (size_t i = 0; i < column_count && charges->field_count < FIELD_MAX; i++) {
        if (!is_shown(&columns[i]))
            continue;
        charges->fields[charges->field_count++] = (struct field){
            .name = columns[i].sql_name,
            .column = position++,
            .is_json = columns[i].kind == COLUMN_JSON || columns[i].kind == COLUMN_TAGS,
        };
        buf_printf(&charges->columns, "%s%s", charges->columns.size ? ", " : "",
                   columns[i].sql_name);
    }
}

static bool read_cursor(const struct view_call *call, struct charge_place *place, struct err *err)
{
    int end = 0;
    int count =
        sscanf(call->query.cursor, "c%" SCNd32 "-%" SCNd64 "-%" SCNd64 "-%" SCNd64 "-%" SCNd64 "%n",
               &place->month, &place->numbers[0], &place->numbers[1], &place->numbers[2],
               &place->numbers[3], &end);

    if (count != 5 || call->query.cursor[end])
        return err_set(err, ERR_USAGE,
                       "cursor: is not a next_cursor of this query; begin again without it");
    return true;
}

static const char *after_text(struct charges *charges, struct err *err)
{
    struct statement *statement = &charges->statement;
    struct charge_place place = { 0 };
    const char *after = "";

    if (!charges->call->query.cursor)
        return after;
    if (!read_cursor(charges->call, &place, err))
        return NULL;
    after = arena_printf(charges->call->arena,
                         "\n    AND (sys_billing_month, sys_delivery_id, sys_file_no, sys_row_no, "
                         "sys_part_no) > (%s",
                         statement_date(statement, place.month));
    for (size_t i = 0; i < ARRAY_COUNT(place.numbers); i++)
        after = arena_printf(charges->call->arena, "%s, %s", after,
                             statement_count(statement, place.numbers[i]));
    return arena_printf(charges->call->arena, "%s)", after);
}

static const char *charges_text(struct charges *charges, struct err *err)
{
    struct statement *statement = &charges->statement;
    const struct query *query = &charges->call->query;
    const char *after = after_text(charges, err);

    if (!after)
        return NULL;
    const struct sql_slot slots[] = {
        { "columns", buf_text(&charges->columns) },
        { "from", statement->relation.from },
        { "tag_set", statement->relation.tag_set },
        { "date", statement->relation.date },
        { "start", statement_date(statement, query->period.start) },
        { "end", statement_date(statement, query->period.end) },
        { "filter", statement->filter },
        { "after", after },
        { "limit", statement_count(statement, charges->limit + 1) },
    };
    return statement_fill(statement, &sql_view_charge_page, slots, ARRAY_COUNT(slots), err);
}

static const char *cursor_here(const struct charges *charges, struct rows *rows)
{
    return arena_printf(charges->call->arena,
                        "c%" PRId64 "-%" PRId64 "-%" PRId64 "-%" PRId64 "-%" PRId64,
                        rows_int(rows, 0), rows_int(rows, 1), rows_int(rows, 2), rows_int(rows, 3),
                        rows_int(rows, 4));
}

static bool answer_json(struct charges *charges, struct rows *rows, struct buf *out,
                        struct err *err)
{
    const char *cursor = NULL;
    struct json json;
    int64_t count = 0;
    enum step step;

    json_init(&json, out);
    json_object(&json);
    encode_context(&json, charges->call, NULL, NULL);
    json_key(&json, "items");
    json_array(&json);
    while ((step = rows_next(rows, err)) == ROW && count < charges->limit) {
        encode_object(&json, rows, charges->fields, charges->field_count);
        if (++count == charges->limit)
            cursor = cursor_here(charges, rows);
    }
    json_array_end(&json);
    encode_page(&json, charges->limit, step == ROW ? cursor : NULL);
    encode_links(&json, charges->call);
    json_object_end(&json);
    return step != FAILED;
}

static bool answer(struct charges *charges, struct buf *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct view_call *call = charges->call;
    const char *text = charges_text(charges, err);

    if (!text)
        return false;
    if (call->format == VIEW_PARQUET)
        return call_parquet(call, text, &charges->statement, out, err);
    if (!call_query(call, &sql_view_charge_page, text, &charges->statement, &rows, err))
        return false;
    if (call->format == VIEW_JSON)
        return answer_json(charges, rows, out, err);
    return encode_lines(call, rows, charges->fields, charges->field_count, out, err);
}

bool charges_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct charges charges = { .call = call, .columns = { .maximum = LIMIT_SQL } };
    struct need need = call_need(call);
    bool done;

    need.charges = true;
    need.tag_sets = true;
    charges.limit = call->query.limit           ? call->query.limit
                    : call->format == VIEW_JSON ? PAGE_DEFAULT
                                                : LIMIT_ANSWER_ROW_COUNT;
    describe(&charges);
    done = statement_begin(&charges.statement, call, &need, err) && answer(&charges, out, err);
    buf_done(&charges.columns);
    return done;
}
