/* SPDX-License-Identifier: Apache-2.0 */
#include "view/conversion.h"

#include "sql_files.h"
#include "view/rates.h"

#include <string.h>

static const char *day_text(struct arena *arena, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    return arena_printf(arena, "DATE '%s'", text);
}

/* Its last day. A month that is not over has none with a rate yet: today's counts. */
static const char *billing_period_end(const struct view_call *call,
                                      const struct statement *statement)
{
    return arena_printf(call->arena,
                        "least(CAST(date_trunc('month', CAST(%s AS TIMESTAMP)) + INTERVAL '1 "
                        "month' - INTERVAL '1 day' AS DATE), %s)",
                        statement->relation.billing_date, day_text(call->arena, call->facts.today));
}

/* A month without an invoice is converted as its end is. */
const char *conversion_day(const struct conversion *conversion, const struct statement *statement)
{
    const struct view_call *call = conversion->call;

    if (!conversion->rates)
        return "CAST(NULL AS DATE)";
    switch (call->query.rate_policy) {
    case RATE_CHARGE_DAY:
        return statement->relation.charge_date;
    case RATE_BILLING_PERIOD_END:
        return billing_period_end(call, statement);
    case RATE_INVOICE_DATE:
        return arena_printf(call->arena, "coalesce(issued_on, %s)",
                            billing_period_end(call, statement));
    case RATE_FIXED:
        break;
    }
    return day_text(call->arena, call->query.rate_day);
}

bool conversion_has_days(const struct conversion *conversion)
{
    return conversion->rates && conversion->call->query.rate_policy != RATE_FIXED;
}

/* SQL rows of what the invoices say, each with a comma in front. */
static bool read_issued(struct db *db, void *context, struct err *err)
{
    struct conversion *conversion = context;
    const struct view_call *call = conversion->call;
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(
            db, &sql_state_invoice_dates,
            PARAMS(param_date(call->facts.today), param_int(snapshot_version(call->snapshot))),
            &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const char *const kinds[] = { "", "", "DATE ", "DATE " };
        const char *day = rows_text(rows, 3, NULL);
        int32_t ignored;

        if (!date_parse(day, strlen(day), &ignored))
            continue;
        for (size_t i = 0; i < ARRAY_COUNT(kinds); i++) {
            buf_add_text(&list, i ? ", " : ", (");
            buf_add_text(&list, kinds[i]);
            sql_quote_text(&list, rows_text(rows, i, NULL));
        }
        buf_add_char(&list, ')');
    }
    conversion->issued = arena_strdup(call->arena, buf_text(&list));
    return step == END && buf_check(&list, "the list of invoices", err);
}

bool conversion_need(struct conversion *conversion, struct view_call *call, struct need *need,
                     struct err *err)
{
    const struct query *query = &call->query;

    *conversion = (struct conversion){ .call = call };
    if (!query->currency)
        return true;
    conversion->missing = "[]";
    conversion->days = snapshot_days(call->snapshot);
    if (query->rate_policy == RATE_FIXED)
        conversion->days = (struct period){ query->rate_day, query->rate_day + 1 };
    need->days |= query->rate_policy == RATE_CHARGE_DAY;
    need->both_dates |= query->rate_policy == RATE_CHARGE_DAY ? need->basis != BASIS_CHARGE_PERIOD
                        : query->rate_policy == RATE_FIXED    ? false
                                                              : need->basis != BASIS_BILLING_PERIOD;
    if (query->rate_policy == RATE_INVOICE_DATE) {
        need_column(need, column_find("invoice_issuer_name"));
        need_column(need, column_find("billing_account_id"));
        if (!snapshot_catalogue(call->snapshot, read_issued, conversion, err))
            return false;
    }
    return rates_choose_set(call->snapshot, query->rate_set, call->arena, &conversion->set, err);
}

bool conversion_begin(struct conversion *conversion, const struct statement *statement,
                      struct err *err)
{
    const struct view_call *call = conversion->call;

    return !call->query.currency ||
           rates_from(call->snapshot, statement->relation.engine, conversion->set,
                      call->query.currency, conversion->days, call->arena, &conversion->rates, err);
}

bool conversion_add_join(const struct conversion *conversion, const struct statement *statement,
                         struct buf *joins, struct err *err)
{
    const struct sql_slot slots[] = {
        { "issued", conversion->issued },
        { "month", statement->relation.billing_date },
    };

    if (!conversion->issued)
        return true;
    buf_add_char(joins, '\n');
    return sql_fill(&sql_view_cost_issue_join, slots, ARRAY_COUNT(slots), joins, err);
}

const char *conversion_text(struct conversion *conversion, struct statement *statement,
                            const char *cells, const char *names, const char *sums, struct err *err)
{
    if (!conversion->rates)
        return cells;
    conversion->cells = cells;
    conversion->cell_param_count = statement->params.count;
    const struct sql_slot slots[] = {
        { "cells", cells },
        { "names", names },
        { "sums", sums },
        { "rates", conversion->rates },
        { "target", statement_param(statement, param_text(conversion->call->query.currency)) },
    };
    return statement_fill(statement, &sql_view_cost_convert, slots, ARRAY_COUNT(slots), err);
}

static bool ask_missing(const struct conversion *conversion, const struct statement *of,
                        struct buf *out, struct err *err)
{
    static const struct field fields[] = { { .name = "billing_currency", .column = 0 },
                                           { .name = "first_day", .column = 1 },
                                           { .name = "last_day", .column = 2 },
                                           { .name = "day_count", .column = 3 } };
    const struct sql_slot slots[] = { { "cells", conversion->cells },
                                      { "rates", conversion->rates } };
    struct statement statement = *of;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct json json;
    const char *text;
    enum step step;

    statement.params.count = conversion->cell_param_count;
    text = statement_fill(&statement, &sql_view_missing_rates, slots, ARRAY_COUNT(slots), err);
    if (!text ||
        !call_query(conversion->call, &sql_view_missing_rates, text, &statement, &rows, err))
        return false;
    json_init(&json, out);
    json_array(&json);
    while ((step = rows_next(rows, err)) == ROW)
        encode_object(&json, rows, fields, ARRAY_COUNT(fields));
    json_array_end(&json);
    return step == END;
}

bool conversion_find_missing(struct conversion *conversion, const struct statement *statement,
                             struct err *err)
{
    struct view_call *call = conversion->call;
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct db *answering[ENGINE_COUNT];
    struct db *db = call->db;
    bool done;

    memcpy(answering, call->dbs, sizeof(answering));
    memset(call->dbs, 0, sizeof(call->dbs));
    done = ask_missing(conversion, statement, &list, err);
    call_disconnect(call);
    memcpy(call->dbs, answering, sizeof(answering));
    call_set_db(call, db);
    conversion->missing = arena_strdup(call->arena, buf_text(&list));
    return done;
}
