/* SPDX-License-Identifier: Apache-2.0 */
#include "view/query_period.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char query_window_values[] =
    "a number of days such as 30d, mtd, qtd, ytd, last_month, a month such as 2026-05, "
    "a year such as 2026, or all";

enum { WINDOW_DAYS_MAX = 36600 };

static int32_t year_start(int32_t day)
{
    struct date date = date_from_day(day);

    return date_to_day((struct date){ date.year, 1, 1 });
}

static int32_t quarter_start(int32_t day)
{
    struct date date = date_from_day(day);

    return date_to_day((struct date){ date.year, (date.month - 1) / 3 * 3 + 1, 1 });
}

static bool named_window(const char *text, int32_t last, const struct query_facts *facts,
                         struct period *out)
{
    const struct {
        const char *name;
        struct period period;
    } windows[] = {
        { "mtd", { month_start(last), last + 1 } },
        { "qtd", { quarter_start(last), last + 1 } },
        { "ytd", { year_start(last), last + 1 } },
        { "last_month", { month_add(last, -1), month_start(last) } },
        { "all",
          { facts->has_charges ? facts->first_charge_day : last,
            facts->has_charges ? facts->last_charge_day + 1 : last + 1 } },
    };

    for (size_t i = 0; i < ARRAY_COUNT(windows); i++) {
        if (strcmp(windows[i].name, text) != 0)
            continue;
        *out = windows[i].period;
        return true;
    }
    return false;
}

bool query_window(const char *text, const struct query_facts *facts, struct period *out)
{
    bool is_old = facts->has_charges && facts->last_charge_day < facts->today;
    int32_t last = is_old ? facts->last_charge_day : facts->today;
    char date[DATE_TEXT_SIZE];
    char *end;
    long count;
    int32_t day;

    if (named_window(text, last, facts, out))
        return true;
    if (!isdigit((unsigned char)*text))
        return false;
    count = strtol(text, &end, 10);
    if (strcmp(end, "d") == 0 && count >= 1 && count <= WINDOW_DAYS_MAX) {
        *out = (struct period){ last + 1 - (int32_t)count, last + 1 };
        return true;
    }
    if (strlen(text) == 4) {
        snprintf(date, sizeof(date), "%s-01-01", text);
        if (!date_parse(date, strlen(date), &day))
            return false;
        *out = (struct period){ day, month_add(day, 12) };
        return true;
    }
    if (strlen(text) != 7)
        return false;
    snprintf(date, sizeof(date), "%s-01", text);
    if (!date_parse(date, strlen(date), &day))
        return false;
    *out = (struct period){ day, month_add(day, 1) };
    return true;
}

struct period period_whole_months(struct period period)
{
    return (struct period){ month_start(period.start), month_add(period.end - 1, 1) };
}

bool period_is_whole_months(struct period period)
{
    return month_start(period.start) == period.start && month_start(period.end) == period.end;
}

static int month_count(struct period period)
{
    struct date start = date_from_day(period.start);
    struct date end = date_from_day(period.end);

    return (end.year - start.year) * 12 + end.month - start.month;
}

struct period period_previous(struct period period, bool by_month)
{
    if (by_month)
        return (struct period){ month_add(period.start, -month_count(period)), period.start };
    return (struct period){ period.start - (period.end - period.start), period.start };
}

/* 29 February becomes 28 February. */
static int32_t day_year_ago(int32_t day)
{
    struct date date = date_from_day(day);

    date.year--;
    if (!date_is_valid(date))
        date.day--;
    return date_to_day(date);
}

struct period period_year_ago(struct period period)
{
    return (struct period){ day_year_ago(period.start), day_year_ago(period.end) };
}
