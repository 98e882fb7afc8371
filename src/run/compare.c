/* SPDX-License-Identifier: Apache-2.0 */
#include "run/compare.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/catalogue.h"

#include <string.h>

void compare_add(struct comparison *comparison, struct arena *arena,
                 const struct compare_part *part)
{
    if (comparison->count == comparison->capacity) {
        size_t capacity = comparison->capacity ? 2 * comparison->capacity : 16;
        struct compare_part *parts = ARENA_ARRAY(arena, struct compare_part, capacity);

        if (comparison->count)
            memcpy(parts, comparison->parts, comparison->count * sizeof(*parts));
        comparison->parts = parts;
        comparison->capacity = capacity;
    }
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

const char *compare_paths(const char *home, const struct comparison *comparison, int side,
                          const char *file, struct arena *arena)
{
    struct buf text SCOPED(buf_done);

    buf_init(&text, LIMIT_SQL);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct compare_part *part = &comparison->parts[i];

        if ((side != COMPARE_BOTH && (int)part->side != side) || is_repeated(comparison, i, side))
            continue;
        if (text.size)
            buf_add_text(&text, ", ");
        sql_quote_text(&text,
                       path_join(arena, home_delivery(arena, home, part->delivery_id), file));
    }
    return arena_strdup(arena, buf_text(&text));
}

/* "2026-10-31" is a charge date; "2026-10", or the name of an object, stands for billing months. */
static bool is_day(const char *scope_key)
{
    int32_t day;

    return strlen(scope_key) == 10 && date_parse(scope_key, 10, &day);
}

static bool add_part(struct db *duck, const struct compare_part *part, struct err *err)
{
    return db_run(duck, &sql_life_part_add,
                  PARAMS(param_text(part->side == COMPARE_OLD ? "old" : "new"),
                         param_int(part->delivery_id), param_date(part->start),
                         param_date(part->end), param_int(is_day(part->scope_key)),
                         param_date(month_add(part->start, 0)), param_int(part->is_closed)),
                  NULL, err);
}

bool compare_load(struct db *duck, const char *home, const struct comparison *comparison,
                  struct arena *arena, struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct sql_slot slot = { "daily", compare_paths(home, comparison, COMPARE_BOTH,
                                                    "cost_daily.parquet", arena) };

    if (!comparison->count)
        return true;
    if (!db_run(duck, &sql_life_part_make, NO_PARAMS, NULL, err))
        return false;
    for (size_t i = 0; i < comparison->count; i++)
        if (!add_part(duck, &comparison->parts[i], err))
            return false;
    buf_init(&text, LIMIT_SQL);
    return sql_fill(&sql_life_part_cost, &slot, 1, &text, err) &&
           db_run_text(duck, sql_life_part_cost.name, buf_text(&text), NO_PARAMS, NULL, err);
}
