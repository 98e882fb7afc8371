/* SPDX-License-Identifier: Apache-2.0 */
/* s0.c -- the answers of an older interface, field for field, so that its clients need no change.
 *
 * It knows one cost, which is what the invoice says (billed_cost), shows money as JSON numbers, and
 * has no word for currencies: when a period has several, they are not added up but the client is
 * told to choose one with `currency`. A scope is a sub account, keys are its id and the service's
 * name. */
#include "view/call.h"

#include "sql_files.h"
#include "view/cloud.h"
#include "view/query_period.h"

#include <string.h>

enum { TOP_FILTERS = 10, TOP_SUMMARY = 5, TOP_DEFAULT = 10 };

/* A decimal as a JSON number: 12.500000000000 is 12.5. */
static void number(struct json *json, struct rows *rows, size_t column)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);

    if (!text) {
        json_null(json);
        return;
    }
    if (memchr(text, '.', size)) {
        while (text[size - 1] == '0')
            size--;
        if (text[size - 1] == '.')
            size++;
    }
    json_raw(json, text, size);
}

static void text_member(struct json *json, struct rows *rows, const char *name, size_t column)
{
    const struct field field = { .name = name, .column = column };

    json_key(json, name);
    encode_value(json, rows, &field);
}

static struct need s0_need(const struct view_call *call)
{
    struct need need = call_need(call);

    need.metric = column_find("billed_cost");
    return need;
}

/* ---- totals, and which currency ---- */

static const char *total_text(struct statement *statement, struct period previous, struct err *err)
{
    const struct query *query = &statement->call->query;
    const struct sql_slot slots[] = {
        { "amount",
          relation_sum(&statement->relation, column_find("billed_cost"), statement->call->arena) },
        { "from", statement->relation.from },
        { "date", statement->relation.date },
        { "filter", statement->filter },
        { "start", statement_date(statement, query->period.start) },
        { "end", statement_date(statement, query->period.end) },
        { "previous_start", statement_date(statement, previous.start) },
    };

    return statement_fill(statement, &sql_view_s0_total, slots, ARRAY_COUNT(slots), err);
}

static bool several(struct rows *rows, const char *first, size_t first_size, size_t second,
                    struct err *err)
{
    size_t size;
    const char *other = rows_text(rows, second, &size);

    return err_set(
        err, ERR_USAGE,
        "currency: the period has charges in several currencies, %.*s and %.*s among them, "
        "and they are never added up; choose one, for instance currency=%.*s",
        (int)first_size, first, (int)size, other, (int)first_size, first);
}

/* A row that names the first and the last of all currencies. */
static bool check_currencies(struct rows *rows, size_t first, size_t last, struct err *err)
{
    size_t first_size;
    size_t last_size;
    const char *one = rows_text(rows, first, &first_size);
    const char *two = rows_text(rows, last, &last_size);

    if (first_size == last_size && memcmp(one, two, first_size) == 0)
        return true;
    return several(rows, one, first_size, last, err);
}

/* Totals of a period without charges. */
static void encode_nothing(struct json *json)
{
    json_key(json, "total_current");
    json_raw(json, "0.0", 3);
    json_key(json, "total_previous");
    json_raw(json, "0.0", 3);
    json_key(json, "delta");
    json_object(json);
    json_key(json, "absolute");
    json_raw(json, "0.0", 3);
    json_member_text(json, "percent", NULL);
    json_object_end(json);
}

/* The members total_current, total_previous and delta. */
static bool encode_totals(struct json *json, struct view_call *call, struct err *err)
{
    struct period previous = period_previous(call->query.period, false);
    struct need need = s0_need(call);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    const char *text;
    const char *currency = NULL;
    enum step step;

    need.periods[1] = previous;
    need.days = true;
    if (!statement_begin(&statement, call, &need, err))
        return false;
    text = total_text(&statement, previous, err);
    if (!text || !call_query(call, &sql_view_s0_total, text, &statement, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *value = rows_text(rows, 0, &size);

        if (currency)
            return several(rows, currency, strlen(currency), 0, err);
        currency = arena_strndup(call->arena, value, size);
        json_key(json, "total_current");
        number(json, rows, 1);
        json_key(json, "total_previous");
        number(json, rows, 2);
        json_key(json, "delta");
        json_object(json);
        json_key(json, "absolute");
        number(json, rows, 3);
        json_key(json, "percent");
        number(json, rows, 4);
        json_object_end(json);
    }
    if (step == END && !currency)
        encode_nothing(json);
    return step == END;
}

/* ---- lists ---- */

struct top {
    const struct sql *template; /* s0_top or s0_choice */
    const char *key;
    const char *name;
    int64_t limit;
};

static bool encode_top(struct json *json, struct view_call *call, const struct top *top,
                       struct err *err)
{
    struct need need = s0_need(call);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    const char *text;
    enum step step;

    need_column(&need, column_find(top->key));
    need_column(&need, column_find(top->name));
    if (!statement_begin(&statement, call, &need, err))
        return false;
    const struct sql_slot slots[] = {
        { "key", top->key },
        { "name", top->name },
        { "amount", relation_sum(&statement.relation, column_find("billed_cost"), call->arena) },
        { "from", statement.relation.from },
        { "date", statement.relation.date },
        { "start", statement_date(&statement, call->query.period.start) },
        { "end", statement_date(&statement, call->query.period.end) },
        { "filter", statement.filter },
        { "limit", statement_count(&statement, top->limit) },
    };
    text = statement_fill(&statement, top->template, slots, ARRAY_COUNT(slots), err);
    if (!text || !call_query(call, top->template, text, &statement, &rows, err))
        return false;
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        bool has_total = rows_column_count(rows) > 2;

        if (has_total && !check_currencies(rows, 3, 4, err))
            return false;
        json_object(json);
        text_member(json, rows, "key", 0);
        text_member(json, rows, "name", 1);
        if (has_total) {
            json_key(json, "total");
            number(json, rows, 2);
        }
        json_object_end(json);
    }
    json_array_end(json);
    return step == END;
}

bool s0_summary_answer(struct view_call *call, struct buf *out, struct err *err)
{
    const struct top services = { &sql_view_s0_top, "service_name", "service_name", TOP_SUMMARY };
    const struct top scopes = { &sql_view_s0_top, "sub_account_id", "sub_account_name",
                                TOP_SUMMARY };
    struct json json;

    json_init(&json, out);
    json_object(&json);
    if (!encode_totals(&json, call, err))
        return false;
    json_key(&json, "top_services");
    if (!encode_top(&json, call, &services, err))
        return false;
    json_key(&json, "top_scopes");
    if (!encode_top(&json, call, &scopes, err))
        return false;
    json_object_end(&json);
    return true;
}

bool s0_top_services_answer(struct view_call *call, struct buf *out, struct err *err)
{
    const struct top services = { &sql_view_s0_top, "service_name", "service_name",
                                  call->query.limit ? call->query.limit : TOP_DEFAULT };
    struct json json;

    json_init(&json, out);
    return encode_top(&json, call, &services, err);
}

bool s0_timeseries_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct need need = s0_need(call);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    struct json json;
    const char *currency = NULL;
    const char *text;
    enum step step;

    need.days = true;
    if (!statement_begin(&statement, call, &need, err))
        return false;
    const struct sql_slot slots[] = {
        { "amount", relation_sum(&statement.relation, column_find("billed_cost"), call->arena) },
        { "from", statement.relation.from },
        { "date", statement.relation.date },
        { "start", statement_date(&statement, call->query.period.start) },
        { "end", statement_date(&statement, call->query.period.end) },
        { "filter", statement.filter },
    };
    text = statement_fill(&statement, &sql_view_s0_series, slots, ARRAY_COUNT(slots), err);
    if (!text || !call_query(call, &sql_view_s0_series, text, &statement, &rows, err))
        return false;
    json_init(&json, out);
    json_object(&json);
    json_member_text(&json, "granularity", "daily");
    json_key(&json, "points");
    json_array(&json);
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *value = rows_text(rows, 2, &size);

        if (!currency)
            currency = arena_strndup(call->arena, value, size);
        else if (strlen(currency) != size || memcmp(currency, value, size) != 0)
            return several(rows, currency, strlen(currency), 2, err);
        json_object(&json);
        text_member(&json, rows, "date", 0);
        json_key(&json, "total");
        number(&json, rows, 1);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return step == END;
}

/* ---- what may be filtered by ---- */

static bool is_listed(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

/* The interface's own words first, then the other providers that have charges. */
static bool encode_clouds(struct json *json, struct view_call *call, struct err *err)
{
    static const char *const known[] = { "all", "aws", "azure", "gcp", "oci" };
    struct query_facts facts;

    if (!snapshot_facts(call->snapshot, true, &facts, err))
        return false;
    json_key(json, "clouds");
    json_array(json);
    for (size_t i = 0; i < ARRAY_COUNT(known); i++)
        json_text(json, known[i]);
    for (const char *const *name = facts.providers; name && *name; name++) {
        const char *cloud = cloud_of_provider(*name, call->arena);

        if (!is_listed(known, ARRAY_COUNT(known), cloud))
            json_text(json, cloud);
    }
    json_array_end(json);
    return true;
}

/* One entry per provider name; names of one cloud follow each other only if they sort so, which the
 * four known ones do. */
static bool encode_scopes(struct json *json, struct view_call *call, struct err *err)
{
    struct need need = call_need(call);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    const char *cloud = NULL;
    const char *text;
    enum step step;

    need_column(&need, column_find("provider_name"));
    need_column(&need, column_find("sub_account_id"));
    need_column(&need, column_find("sub_account_name"));
    if (!statement_begin(&statement, call, &need, err))
        return false;
    const struct sql_slot slots[] = { { "from", statement.relation.from },
                                      { "filter", statement.filter } };
    text = statement_fill(&statement, &sql_view_s0_scopes, slots, ARRAY_COUNT(slots), err);
    if (!text || !call_query(call, &sql_view_s0_scopes, text, &statement, &rows, err))
        return false;
    json_key(json, "scopes_by_cloud");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *name = rows_text(rows, 0, &size);
        const char *next = cloud_of_provider(arena_strndup(call->arena, name, size), call->arena);

        if (!cloud || strcmp(cloud, next) != 0) {
            if (cloud) {
                json_array_end(json);
                json_object_end(json);
            }
            cloud = next;
            json_object(json);
            json_member_text(json, "cloud", cloud);
            json_key(json, "scopes");
            json_array(json);
        }
        json_object(json);
        text_member(json, rows, "key", 1);
        text_member(json, rows, "name", 2);
        json_object_end(json);
    }
    if (cloud) {
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
    return step == END;
}

static void encode_range(struct json *json, const struct query_facts *facts)
{
    char text[DATE_TEXT_SIZE];

    json_key(json, "available_range");
    json_object(json);
    date_format(facts->first_charge_day, text);
    json_member_text(json, "min_date", facts->has_charges ? text : NULL);
    date_format(facts->last_charge_day, text);
    json_member_text(json, "max_date", facts->has_charges ? text : NULL);
    json_object_end(json);
}

bool s0_filters_answer(struct view_call *call, struct buf *out, struct err *err)
{
    const struct top services = { &sql_view_s0_choice, "service_name", "service_name",
                                  TOP_FILTERS };
    const struct top regions = { &sql_view_s0_choice, "region_id", "region_name", TOP_FILTERS };
    struct json json;

    json_init(&json, out);
    json_object(&json);
    if (!encode_clouds(&json, call, err) || !encode_scopes(&json, call, err))
        return false;
    json_key(&json, "services_top");
    if (!encode_top(&json, call, &services, err))
        return false;
    json_key(&json, "regions_top");
    if (!encode_top(&json, call, &regions, err))
        return false;
    encode_range(&json, &call->facts);
    json_object_end(&json);
    return true;
}
