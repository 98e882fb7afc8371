/* SPDX-License-Identifier: Apache-2.0 */
/* dimensions.c -- what there is to choose from: dimensions, their values, tags. */
#include "view/call.h"

#include "sql_files.h"

#include <string.h>

enum { PAGE_DEFAULT = 100 };

/* Columns of dimension_values. */
enum {
    COLUMN_VALUE,
    COLUMN_LABEL,
    COLUMN_COUNT,
    COLUMN_FIRST,
    COLUMN_LAST,
    COLUMN_CURRENCY,
    COLUMN_AMOUNT,
    COLUMN_NUMBER
};

struct values {
    struct view_call *call;
    const struct query *query;
    struct statement statement;
    const struct column *label; /* the name of an id, or NULL */
    int64_t offset;
    int64_t limit;
};

/* An id's name stands in the column of the same name with _name. */
static const struct column *label_column(const struct query_key *key)
{
    size_t size;

    if (!key->column)
        return NULL;
    size = strlen(key->column->sql_name);
    if (size < 3 || strcmp(key->column->sql_name + size - 3, "_id") != 0)
        return NULL;
    for (size_t i = 0; i < column_count; i++)
        if (strncmp(columns[i].sql_name, key->column->sql_name, size - 2) == 0 &&
            strcmp(columns[i].sql_name + size - 2, "name") == 0)
            return &columns[i];
    return NULL;
}

static const char *search_text(struct values *values)
{
    const char *q = values->query->q;

    if (!q || !*q)
        return "true";
    return arena_printf(values->call->arena, "(%s OR %s)",
                        statement_contains(&values->statement, "value", q),
                        statement_contains(&values->statement, "label", q));
}

static const char *values_text(struct values *values, struct err *err)
{
    struct statement *statement = &values->statement;
    const struct query_key *key = &values->query->name;
    const char *joins = key->column ? "" : statement_tag_join(statement, key, 1, err);

    if (!joins)
        return NULL;
    const struct sql_slot slots[] = {
        { "value", key->column ? column_stored_name(key->column) : "value_1" },
        { "label", values->label ? values->label->sql_name : "CAST(NULL AS VARCHAR)" },
        { "amount",
          relation_sum(&statement->relation, values->query->metric, values->call->arena) },
        { "count", relation_charge_count(&statement->relation) },
        { "from", statement->relation.from },
        { "joins", joins },
        { "date", statement->relation.date },
        { "start", statement_date(statement, values->query->period.start) },
        { "end", statement_date(statement, values->query->period.end) },
        { "filter", statement->filter },
        { "day", statement->relation.charge_date },
        { "search", search_text(values) },
        { "offset", statement_count(statement, values->offset) },
        { "limit", statement_count(statement, values->limit + 1) },
    };
    return statement_fill(statement, &sql_view_dimension_values, slots, ARRAY_COUNT(slots), err);
}

/* One value with all its currencies; the rows of a value follow each other. */
static enum step encode_value_item(const struct values *values, struct json *json,
                                   struct rows *rows, struct err *err)
{
    static const struct field fields[] = {
        { .name = "value", .column = COLUMN_VALUE },
        { .name = "label", .column = COLUMN_LABEL },
        { .name = "charge_count", .column = COLUMN_COUNT },
        { .name = "first_charge_date", .column = COLUMN_FIRST },
        { .name = "last_charge_date", .column = COLUMN_LAST },
    };
    const struct field cost[] = { { .name = "billing_currency", .column = COLUMN_CURRENCY },
                                  { .name = values->query->metric->sql_name,
                                    .column = COLUMN_AMOUNT } };
    int64_t number = rows_int(rows, COLUMN_NUMBER);
    enum step step;

    json_object(json);
    for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
        json_key(json, fields[i].name);
        encode_value(json, rows, &fields[i]);
    }
    json_key(json, "cost");
    json_array(json);
    do {
        encode_object(json, rows, cost, ARRAY_COUNT(cost));
        step = rows_next(rows, err);
    } while (step == ROW && rows_int(rows, COLUMN_NUMBER) == number);
    json_array_end(json);
    json_object_end(json);
    return step;
}

static bool values_json(const struct values *values, struct rows *rows, struct buf *out,
                        struct err *err)
{
    struct view_call *call = values->call;
    struct json json;
    int64_t count = 0;
    enum step step = rows_next(rows, err);

    json_init(&json, out);
    json_object(&json);
    encode_context(&json, call, NULL, NULL);
    json_key(&json, "items");
    json_array(&json);
    for (; step == ROW && count < values->limit; count++)
        step = encode_value_item(values, &json, rows, err);
    json_array_end(&json);
    encode_page(&json, values->limit,
                step == ROW ? cursor_at(call, values->offset + values->limit) : NULL);
    encode_links(&json, call);
    json_object_end(&json);
    return step != FAILED;
}

static bool values_lines(const struct values *values, struct rows *rows, struct buf *out,
                         struct err *err)
{
    const struct field fields[] = {
        { .name = "value", .column = COLUMN_VALUE },
        { .name = "label", .column = COLUMN_LABEL },
        { .name = "charge_count", .column = COLUMN_COUNT },
        { .name = "first_charge_date", .column = COLUMN_FIRST },
        { .name = "last_charge_date", .column = COLUMN_LAST },
        { .name = "billing_currency", .column = COLUMN_CURRENCY },
        { .name = values->query->metric->sql_name, .column = COLUMN_AMOUNT },
    };

    return encode_lines(values->call, rows, fields, ARRAY_COUNT(fields), out, err);
}

bool dimensions_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct values values = { .call = call,
                             .query = &call->query,
                             .label = label_column(&call->query.name) };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct need need = call_need(call);
    const char *text;

    values.limit = call->query.limit           ? call->query.limit
                   : call->format == VIEW_JSON ? PAGE_DEFAULT
                                               : LIMIT_ANSWER_ROW_COUNT;
    need.metric = call->query.metric;
    need.days = true; /* of the first and the last charge */
    need_key(&need, &call->query.name);
    if (values.label)
        need_column(&need, values.label);
    if (!cursor_position(call, &values.offset, err) ||
        !statement_begin(&values.statement, call, &need, err))
        return false;
    text = values_text(&values, err);
    if (!text)
        return false;
    if (call->format == VIEW_PARQUET) {
        const struct sql_slot slots[] = { { "metric", call->query.metric->sql_name },
                                          { "query", text } };

        text = statement_fill(&values.statement, &sql_view_dimension_file, slots,
                              ARRAY_COUNT(slots), err);
        return text && call_parquet(call, text, &values.statement, out, err);
    }
    if (!call_query(call, &sql_view_dimension_values, text, &values.statement, &rows, err))
        return false;
    return call->format == VIEW_JSON ? values_json(&values, rows, out, err)
                                     : values_lines(&values, rows, out, err);
}

bool dimension_names_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct json json;

    (void)call;
    (void)err;
    json_init(&json, out);
    json_object(&json);
    json_key(&json, "items");
    json_array(&json);
    for (size_t i = 0; i < column_count; i++) {
        if (!columns[i].is_dimension)
            continue;
        json_object(&json);
        json_member_text(&json, "name", columns[i].sql_name);
        json_member_text(&json, "focus_name", columns[i].focus_name);
        json_member_text(&json, "help", columns[i].help);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return true;
}
