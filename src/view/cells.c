/* SPDX-License-Identifier: Apache-2.0 */
#include "view/cells.h"

#include "sql_files.h"

bool cells_begin(struct cells *cells, struct view_call *call, const struct need *need,
                 struct err *err)
{
    const struct column *metric = call->query.metric;

    cells->call = call;
    cells->need = *need;
    cells->has_unit = metric->kind == COLUMN_QUANTITY;
    cells->need.metric = metric;
    cells->need.days |=
        cells->granularity == GRANULARITY_DAY || cells->granularity == GRANULARITY_WEEK;
    for (size_t i = 0; i < cells->key_count; i++)
        need_key(&cells->need, &cells->keys[i]);
    if (cells->has_unit)
        need_column(&cells->need, column_find("consumed_unit"));
    if (!conversion_need(&cells->conversion, call, &cells->need, err))
        return false;
    cells->need.no_cube |= call->compared != NULL;
    return statement_begin(&cells->statement, call, &cells->need, err) &&
           conversion_begin(&cells->conversion, &cells->statement, err);
}

static const char *step_expression(const struct cells *cells)
{
    static const char *const units[] = {
        [GRANULARITY_WEEK] = "week",
        [GRANULARITY_MONTH] = "month",
        [GRANULARITY_QUARTER] = "quarter",
        [GRANULARITY_YEAR] = "year",
    };
    const char *date = cells->statement.relation.date;

    if (cells->granularity == GRANULARITY_TOTAL)
        return "CAST(NULL AS DATE)";
    if (cells->granularity == GRANULARITY_DAY)
        return date;
    return arena_printf(cells->call->arena, "CAST(date_trunc('%s', CAST(%s AS TIMESTAMP)) AS DATE)",
                        units[cells->granularity], date);
}

/* Group columns as expressions; a tag comes from a join. */
static bool add_keys(struct cells *cells, struct buf *keys, struct buf *group, struct buf *joins,
                     struct err *err)
{
    for (size_t i = 0; i < LIMIT_GROUP_COUNT; i++) {
        const struct query_key *key = &cells->keys[i];
        const char *expression = "CAST(NULL AS VARCHAR)";

        if (i < cells->key_count && key->column) {
            expression = column_stored_name(key->column);
            buf_printf(group, "%s, ", expression);
        } else if (i < cells->key_count) {
            const char *join = statement_tag_join(&cells->statement, key, i + 1, err);

            if (!join)
                return false;
            buf_add_text(joins, join);
            expression = arena_printf(cells->call->arena, "value_%zu", i + 1);
            buf_printf(group, "%s, ", expression);
        }
        buf_printf(keys, "%s%s AS key_%zu", i ? ", " : "", expression, i + 1);
    }
    return true;
}

struct cell_parts {
    struct buf keys;
    struct buf group;
    struct buf joins;
};

static void cell_parts_done(struct cell_parts *parts)
{
    buf_done(&parts->keys);
    buf_done(&parts->group);
    buf_done(&parts->joins);
}

static const char *cell_text(struct cells *cells, const struct cell_parts *parts, const char *side,
                             struct period period, struct err *err)
{
    struct statement *statement = &cells->statement;
    const struct relation *relation = &statement->relation;
    const char *count = cells->has_count
                            ? arena_printf(cells->call->arena, ",\n    %s AS charge_count",
                                           relation_charge_count(relation))
                            : "";
    const struct sql_slot slots[] = {
        { "side", side },
        { "keys", buf_text(&parts->keys) },
        { "step", step_expression(cells) },
        { "unit", cells->has_unit ? "consumed_unit" : "CAST(NULL AS VARCHAR)" },
        { "rate_day", conversion_day(&cells->conversion, statement) },
        { "amount", relation_sum(relation, cells->call->query.metric, cells->call->arena) },
        { "sums", count },
        { "from", relation->from },
        { "joins", buf_text(&parts->joins) },
        { "date", relation->date },
        { "start", statement_date(statement, period.start) },
        { "end", statement_date(statement, period.end) },
        { "filter", statement->filter },
        { "group", buf_text(&parts->group) },
    };

    return statement_fill(statement, cells->template ? cells->template : &sql_view_cost_cell, slots,
                          ARRAY_COUNT(slots), err);
}

const char *cells_side(struct cells *cells, const char *side, struct period period, struct err *err)
{
    struct cell_parts parts SCOPED(cell_parts_done) = {
        .keys = { .maximum = LIMIT_SQL },
        .group = { .maximum = LIMIT_SQL },
        .joins = { .maximum = LIMIT_SQL },
    };

    if (!add_keys(cells, &parts.keys, &parts.group, &parts.joins, err) ||
        !conversion_add_join(&cells->conversion, &cells->statement, &parts.joins, err))
        return NULL;
    if (cells->granularity != GRANULARITY_TOTAL)
        buf_printf(&parts.group, "%s, ", step_expression(cells));
    if (cells->has_unit)
        buf_add_text(&parts.group, "consumed_unit, ");
    if (conversion_has_days(&cells->conversion))
        buf_printf(&parts.group, "%s, ", conversion_day(&cells->conversion, &cells->statement));
    return cell_text(cells, &parts, side, period, err);
}

const char *cells_convert(struct cells *cells, const char *sides, struct err *err)
{
    struct arena *arena = cells->call->arena;
    const char *count =
        cells->has_count ? ",\n    CAST(sum(charge_count) AS BIGINT) AS charge_count" : "";

    return conversion_text(
        &cells->conversion, &cells->statement, sides,
        arena_printf(arena, "side, key_1, key_2, key_3, key_4, step, unit%s",
                     cells->more_names ? cells->more_names : ""),
        arena_printf(arena, "%s%s", count, cells->more_sums ? cells->more_sums : ""), err);
}

const char *cells_text(struct cells *cells, struct err *err)
{
    const struct query *query = &cells->call->query;
    struct snapshot *compared = cells->call->compared;
    const char *now = cells_side(cells, "0", query->period, err);
    const char *before;

    if (!now)
        return NULL;
    if (query->compare == COMPARE_NONE)
        return cells_convert(cells, now, err);
    if (compared && !statement_turn(&cells->statement, compared, &cells->need, err))
        return NULL;
    before = cells_side(cells, "1", query->previous, err);
    if (!before)
        return NULL;
    return cells_convert(cells, arena_printf(cells->call->arena, "%s\nUNION ALL\n%s", now, before),
                         err);
}
