/* SPDX-License-Identifier: Apache-2.0 */
#include "run/compare.h"

#include "base/clock.h"
#include "base/limits.h"
#include "sql_files.h"

#include <string.h>

void compare_add(struct comparison *comparison, struct arena *arena,
                 const struct compare_part *part)
{
    ARENA_ROOM(arena, comparison->parts, comparison->count);
    comparison->parts[comparison->count] = *part;
    comparison->parts[comparison->count++].scope_key = arena_strdup(arena, part->scope_key);
}

/* Whether an earlier part of the same side is of the same delivery. */
static bool is_repeated(const struct comparison *comparison, size_t index, int side)
{
    for (size_t i = 0; i < index; i++)
        if (comparison->parts[i].delivery_id == comparison->parts[index].delivery_id &&
            (side == COMPARE_BOTH || (int)comparison->parts[i].side == side))
            return true;
    return false;
}

const int64_t *compare_deliveries(const struct comparison *comparison, int side,
                                  struct arena *arena, size_t *count)
{
    int64_t *deliveries = ARENA_ARRAY(arena, int64_t, comparison->count + 1);

    *count = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct compare_part *part = &comparison->parts[i];

        if ((side == COMPARE_BOTH || (int)part->side == side) && !is_repeated(comparison, i, side))
            deliveries[(*count)++] = part->delivery_id;
    }
    return deliveries;
}

/* "2026-10-31" is a charge date; "2026-10", or the name of an object, stands for billing months. */
static bool is_day(const char *scope_key)
{
    int32_t day;

    return strlen(scope_key) == 10 && date_parse(scope_key, 10, &day);
}

static bool add_part(struct db *engine, const struct compare_part *part, struct err *err)
{
    return db_run(engine, &sql_life_part_add,
                  PARAMS(param_text(part->side == COMPARE_OLD ? "old" : "new"),
                         param_int(part->delivery_id), param_date(part->start),
                         param_date(part->end), param_int(is_day(part->scope_key)),
                         param_date(month_add(part->start, 0)), param_int(part->is_closed)),
                  NULL, err);
}

bool compare_load(struct db *engine, struct warehouse *warehouse,
                  const struct comparison *comparison, struct arena *arena, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slot = { "daily", NULL };
    const int64_t *deliveries;
    size_t count;

    if (!comparison->count)
        return true;
    deliveries = compare_deliveries(comparison, COMPARE_BOTH, arena, &count);
    if (!warehouse_from(warehouse, TABLE_DAILY, deliveries, count, NULL, arena, &slot.text, err) ||
        !db_run(engine, &sql_life_part_make, NO_PARAMS, NULL, err))
        return false;
    for (size_t i = 0; i < comparison->count; i++)
        if (!add_part(engine, &comparison->parts[i], err))
            return false;
    return sql_fill(&sql_life_part_cost, &slot, 1, &text, err) &&
           db_run_text(engine, sql_life_part_cost.name, buf_text(&text), NO_PARAMS, NULL, err);
}
