/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/dates.h"

#include "base/limits.h"
#include "mapping/functions.h"
#include "mapping/raw.h"
#include "sql_files.h"

#include <string.h>

void dates_look(struct dates_seen *seen, const char *text, size_t size, bool is_period)
{
    const char *rest;
    int parts[3];

    if (!date_parts(text, size, parts, &rest))
        return;
    seen->differ = seen->differ || parts[0] != parts[1];
    seen->first_past_12 = seen->first_past_12 || parts[0] > 12;
    seen->second_past_12 = seen->second_past_12 || parts[1] > 12;
    seen->has_dots = seen->has_dots || memchr(text, '.', (size_t)(rest - text));
    if (!is_period)
        return;
    seen->first_is_one = (seen->first_is_one || !seen->has_periods) && parts[0] == 1;
    seen->second_is_one = (seen->second_is_one || !seen->has_periods) && parts[1] == 1;
    seen->has_periods = true;
}

bool dates_order(const struct dates_seen *seen, enum date_order configured, enum date_order *out)
{
    if (seen->first_past_12 && seen->second_past_12)
        return false;
    if (seen->first_past_12 || seen->has_dots)
        *out = DATE_ORDER_DAY_FIRST;
    else if (seen->second_past_12)
        *out = DATE_ORDER_MONTH_FIRST;
    else if (seen->has_periods && seen->first_is_one != seen->second_is_one)
        *out = seen->first_is_one ? DATE_ORDER_DAY_FIRST : DATE_ORDER_MONTH_FIRST;
    else
        *out = configured;
    /* 02/02/2025 alone: either way it is the same day. */
    if (*out == DATE_ORDER_UNKNOWN && !seen->differ)
        *out = DATE_ORDER_MONTH_FIRST;
    return *out != DATE_ORDER_UNKNOWN;
}

static bool look_at_column(struct db *db, const char *column, struct dates_seen *seen,
                           struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    bool is_period = strcmp(column, "billing_period_start") == 0;
    enum step step;

    buf_init(&text, LIMIT_SQL);
    if (!sql_fill(&sql_mapping_run_dates, (struct sql_slot[]){ { "columns", column } }, 1, &text,
                  err) ||
        !db_query_text(db, sql_mapping_run_dates.name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *value = rows_text(rows, 0, &size);

        dates_look(seen, value, size, is_period);
    }
    return step == END;
}

bool dates_decide(struct db *db, const struct binding *binding, enum date_order configured,
                  enum date_order *out, struct err *err)
{
    struct dates_seen seen = { 0 };

    for (size_t i = 0; i < binding->column_count; i++)
        if (raw_is_date_column(binding->columns[i].name) && binding->columns[i].source_count &&
            !look_at_column(db, binding->columns[i].name, &seen, err))
            return false;
    if (seen.first_past_12 && seen.second_past_12)
        return err_set(err, ERR_DATA, "some dates put the day first and some the month");
    if (!dates_order(&seen, configured, out))
        return err_set(err, ERR_DATA,
                       "are the dates day first or month first? All of them fit both; say "
                       "--date-order day-first or "
                       "--date-order month-first");
    return true;
}
