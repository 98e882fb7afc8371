/* SPDX-License-Identifier: Apache-2.0 */
#include "run/earlier.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/duck.h"

#include <inttypes.h>
#include <string.h>

const char *object_name(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash && slash[1] ? slash + 1 : name;
}

static int32_t day_of(struct rows *rows, size_t column, int32_t missing)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);
    int32_t day;

    return text && date_parse(text, size, &day) ? day : missing;
}

struct mapping_earlier earlier_of(struct rows *rows, size_t column, const char *home,
                                  int64_t delivery_id, struct arena *arena)
{
    return (struct mapping_earlier){
        .path = path_join(arena, home_delivery(arena, home, delivery_id), "charge.parquet"),
        .first_charge_day = day_of(rows, column, 0),
        .last_charge_day = day_of(rows, column + 1, 0),
    };
}

bool earlier_list(struct catalogue *catalogue, const char *home, const char *format,
                  const char *source, const char *object, struct arena *arena,
                  struct mapping_earlier **out, size_t *count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct mapping_earlier *list = NULL;
    size_t used = 0, capacity = 0;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_earlier_list,
                  PARAMS(param_text(format), param_text(object), param_text(source)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        if (used == capacity) {
            struct mapping_earlier *more =
                ARENA_ARRAY(arena, struct mapping_earlier, capacity * 2 + 64);

            if (used)
                memcpy(more, list, used * sizeof(*more));
            list = more;
            capacity = capacity * 2 + 64;
        }
        list[used++] = earlier_of(rows, 1, home, rows_int(rows, 0), arena);
    }
    *out = list;
    *count = used;
    return step == END;
}

static char *quote_paths(const struct mapping_earlier *list, size_t count, struct arena *arena)
{
    struct buf text SCOPED(buf_done);

    buf_init(&text, LIMIT_SQL);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add_text(&text, ", ");
        sql_quote_text(&text, list[i].path);
    }
    return arena_strdup(arena, buf_text(&text));
}

static bool count_repeated(struct db *duck, const struct mapping_earlier *mine,
                           const struct mapping_earlier *others, size_t count, struct arena *arena,
                           const char **message, struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct sql_slot slots[] = {
        { "mine", quote_paths(mine, 1, arena) },
        { "others", quote_paths(others, count, arena) },
    };

    buf_init(&text, LIMIT_SQL);
    if (!sql_fill(&sql_life_repeated_rows, slots, ARRAY_COUNT(slots), &text, err) ||
        !db_query_text(duck, sql_life_repeated_rows.name, buf_text(&text), NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    if (rows_int(rows, 0))
        *message = arena_printf(arena, "%" PRId64 " rows, among them number %s", rows_int(rows, 0),
                                rows_text(rows, 1, NULL));
    return true;
}

/* Those with charges of the same days; the same row has the same day. */
static size_t keep_same_days(const struct mapping_earlier *mine, struct mapping_earlier *list,
                             size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (list[i].first_charge_day <= mine->last_charge_day &&
            list[i].last_charge_day >= mine->first_charge_day)
            list[kept++] = list[i];
    return kept;
}

bool earlier_repeated(struct catalogue *catalogue, const char *home,
                      const struct mapping_earlier *mine, const char *format, const char *source,
                      const char *object, struct arena *arena, const char **message,
                      struct err *err)
{
    const char *const directories[] = { home, NULL };
    struct duck_options options = { .directories = directories,
                                    .memory_limit = 256 * MIB,
                                    .threads = 1,
                                    .temp_directory = home_spill(arena, home) };
    struct duck *duck SCOPED(duck_closep) = NULL;
    struct db *db SCOPED(db_closep) = NULL;
    struct mapping_earlier *others;
    size_t count;

    *message = NULL;
    if (!earlier_list(catalogue, home, format, source, object, arena, &others, &count, err))
        return false;
    count = keep_same_days(mine, others, count);
    return !count || (duck_open(&options, &duck, err) && duck_connect(duck, &db, err) &&
                      count_repeated(db, mine, others, count, arena, message, err));
}

bool earlier_advice(struct db *db, int64_t delivery_id, struct arena *arena, const char **advice,
                    struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *list = "";
    enum step step;

    if (!db_query(db, &sql_state_again_wanted, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        list = arena_printf(arena, "%s %" PRId64, list, rows_int(rows, 0));
    *advice = *list ? arena_printf(arena,
                                   "rows of other files were compared with what does not count any "
                                   "more: map them again (`centavo ingest --again%s`)",
                                   list)
                    : "";
    return step == END;
}
