/* SPDX-License-Identifier: Apache-2.0 */
/* status.c -- what data there is. */
#include "view/call.h"

#include "base/clock.h"
#include "sql_files.h"

#include <inttypes.h>
#include <stdio.h>

static bool encode_currencies(struct json *json, struct view_call *call, struct err *err)
{
    const struct need need = { .periods = { { INT32_MIN, INT32_MAX } } };
    struct rows *rows SCOPED(rows_freep) = NULL;
    const struct field field = { .name = "billing_currency" };
    struct statement statement;
    const char *text;
    enum step step;

    if (!statement_begin(&statement, call, &need, err))
        return false;
    text = statement_fill(&statement, &sql_view_currencies,
                          &(struct sql_slot){ "from", statement.relation.from }, 1, err);
    if (!text || !call_query(call, &sql_view_currencies, text, &statement, &rows, err))
        return false;
    json_key(json, "currencies");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW)
        encode_value(json, rows, &field);
    json_array_end(json);
    return step == END;
}

static bool encode_delivery_counts(struct db *db, void *context, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct json *json = context;
    enum step step;

    if (!db_query(db, &sql_state_delivery_counts, NO_PARAMS, &rows, err))
        return false;
    json_key(json, "delivery_counts");
    json_object(json);
    while ((step = rows_next(rows, err)) == ROW)
        json_member_int(json, rows_text(rows, 0, NULL), rows_int(rows, 1));
    json_object_end(json);
    return step == END;
}

static void member_day(struct json *json, const char *key, bool exists, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    json_member_text(json, key, exists ? text : NULL);
}

bool status_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct query_facts facts;
    struct json json;
    char version[32];

    if (!snapshot_facts(call->snapshot, true, &facts, err))
        return false;
    snprintf(version, sizeof(version), "%" PRId64, snapshot_version(call->snapshot));
    json_init(&json, out);
    json_object(&json);
    json_member_text(&json, "name", "centavo");
    json_member_text(&json, "version", CENTAVO_VERSION);
    json_member_text(&json, "data_version", version);
    if (!encode_currencies(&json, call, err))
        return false;
    member_day(&json, "first_charge_date", facts.has_charges, facts.first_charge_day);
    member_day(&json, "last_charge_date", facts.has_charges, facts.last_charge_day);
    json_key(&json, "providers");
    json_array(&json);
    for (const char *const *name = facts.providers; name && *name; name++)
        json_text(&json, *name);
    json_array_end(&json);
    if (!snapshot_catalogue(call->snapshot, encode_delivery_counts, &json, err))
        return false;
    json_member_text(&json, "engine", "embedded");
    json_object_end(&json);
    return true;
}
