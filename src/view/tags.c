/* SPDX-License-Identifier: Apache-2.0 */
/* tags.c -- which keys of tags there are, and which of them are called the same. */
#include "view/call.h"

#include "sql_files.h"
#include "view/norm_tags.h"

static const char *tags_text(struct statement *statement, struct err *err)
{
    const struct query *query = &statement->call->query;
    int64_t limit = query->limit ? query->limit : LIMIT_PAGE_ROW_COUNT;
    const struct sql_slot slots[] = {
        { "from", statement->relation.from },
        { "count", relation_charge_count(&statement->relation) },
        { "tag_value", statement->relation.tag_value },
        { "search",
          query->q && *query->q ? statement_contains(statement, "pair.key", query->q) : "true" },
        { "limit", statement_count(statement, limit) },
    };

    return statement_fill(statement, &sql_view_tag_keys, slots, ARRAY_COUNT(slots), err);
}

bool tags_answer(struct view_call *call, struct buf *out, struct err *err)
{
    static const struct field fields[] = { { .name = "key", .column = 0 },
                                           { .name = "charge_count", .column = 1 },
                                           { .name = "value_count", .column = 2 } };
    struct need need = { .tags = true, .periods = { { INT32_MIN, INT32_MAX } } };
    struct statement statement;
    const char *text;

    need.periods[0] = (struct period){ month_start(call->query.period.start),
                                       month_add(call->query.period.end, 1) };
    if (!statement_begin(&statement, call, &need, err))
        return false;
    text = tags_text(&statement, err);
    return text &&
           call_list(&statement, &sql_view_tag_keys, text, fields, ARRAY_COUNT(fields),
                     call->query.limit ? call->query.limit : LIMIT_PAGE_ROW_COUNT, out, err);
}

/* ---- keys that are called the same ---- */

const struct field tag_collision_fields[TAG_COLLISION_FIELD_COUNT] = {
    { .name = "norm_key", .column = 0 },    { .name = "provider_name", .column = 1 },
    { .name = "key", .column = 2 },         { .name = "charge_count", .column = 3 },
    { .name = "value_count", .column = 4 }, { .name = "conflict_count", .column = 5 },
};

bool tag_collisions_text(struct view_call *call, const struct need *of, const char *feeds,
                         struct statement *statement, const char **text, struct err *err)
{
    struct need need = *of;
    struct norm_tags norm;

    need.tags = true;
    need_column(&need, column_find("provider_name"));
    if (!norm_tables(call->snapshot, call->arena, &norm, err) ||
        !statement_begin(statement, call, &need, err))
        return false;
    const struct sql_slot slots[] = {
        { "from", statement->relation.from },
        { "count", relation_charge_count(&statement->relation) },
        { "tag_value", statement->relation.tag_value },
        { "keys", norm.keys },
        { "values", norm.values },
        { "group", norm.group },
        { "date", statement->relation.date },
        { "start", statement_date(statement, call->query.period.start) },
        { "end", statement_date(statement, call->query.period.end) },
        { "filter", statement->filter },
        { "sources", feeds ? feeds : "" },
        { "feed", feeds ? "feed_no" : "0" },
        { "shown", feeds ? ", feed" : "" },
    };
    *text = statement_fill(statement, &sql_view_tag_collisions, slots, ARRAY_COUNT(slots), err);
    return *text != NULL;
}

bool tag_collisions_answer(struct view_call *call, struct buf *out, struct err *err)
{
    const struct need need = call_need(call);
    struct statement statement;
    const char *text;

    return tag_collisions_text(call, &need, NULL, &statement, &text, err) &&
           call_list(&statement, &sql_view_tag_collisions, text, tag_collision_fields,
                     TAG_COLLISION_FIELD_COUNT, 0, out, err);
}
