/* SPDX-License-Identifier: Apache-2.0 */
#include "view/query_item.h"

#include <assert.h>
#include <string.h>

static bool always(const struct query *query)
{
    (void)query;
    return true;
}

static bool is_series(const struct query *query)
{
    return query->granularity != GRANULARITY_TOTAL;
}

static bool has_unit(const struct query *query)
{
    return query->metric->kind == COLUMN_QUANTITY;
}

static bool folds(const struct query *query)
{
    return query->group_count && query->top && query->others;
}

static bool shows_change(const struct query *query)
{
    return !is_series(query) && query->compare != COMPARE_NONE;
}

static bool has_share(const struct query *query)
{
    return !is_series(query) && query->group_count;
}

/* Behind the columns of group_by, in this order. */
static const struct {
    int item;
    const char *name; /* NULL: that of the metric */
    bool (*is_there)(const struct query *query);
    bool is_extra; /* only when fields names it */
} own_items[] = {
    { ITEM_TIME, "charge_date", is_series, false },
    { ITEM_CURRENCY, "billing_currency", always, false },
    { ITEM_UNIT, "consumed_unit", has_unit, false },
    { ITEM_IS_OTHER, "is_other", folds, false },
    { ITEM_METRIC, NULL, always, false },
    { ITEM_PREVIOUS, "previous", shows_change, false },
    { ITEM_DELTA, "delta", shows_change, false },
    { ITEM_RATIO, "delta_ratio", shows_change, false },
    { ITEM_SHARE, "share", has_share, false },
    { ITEM_COUNT, "charge_count", always, true },
};

static_assert(ARRAY_COUNT(own_items) == ITEM_MAX - LIMIT_GROUP_COUNT, "ITEM_MAX counts them");

static size_t list_items(const struct query *query, bool with_extra, int items[static ITEM_MAX])
{
    size_t count = 0;

    while (count < query->group_count) {
        items[count] = (int)count;
        count++;
    }
    for (size_t i = 0; i < ARRAY_COUNT(own_items); i++)
        if (own_items[i].is_there(query) && (with_extra || !own_items[i].is_extra))
            items[count++] = own_items[i].item;
    return count;
}

size_t query_items(const struct query *query, int items[static ITEM_MAX])
{
    return list_items(query, false, items);
}

const char *query_item_name(const struct query *query, int item)
{
    size_t i = 0;

    if (item >= 0)
        return query->group[item].name;
    while (own_items[i].item != item)
        i++;
    return own_items[i].name ? own_items[i].name : query->metric->sql_name;
}

bool query_item_find(const struct query *query, const char *name, int *out)
{
    int items[ITEM_MAX];
    size_t count = list_items(query, true, items);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(query_item_name(query, items[i]), name) != 0)
            continue;
        *out = items[i];
        return true;
    }
    return false;
}

void query_item_names(const struct query *query, struct buf *out)
{
    int items[ITEM_MAX];
    size_t count = list_items(query, true, items);

    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%s",
                   i == 0           ? ""
                   : i + 1 == count ? " or "
                                    : ", ",
                   query_item_name(query, items[i]));
}
