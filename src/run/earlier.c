/* SPDX-License-Identifier: Apache-2.0 */
#include "run/earlier.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/warehouse.h"

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

struct earlier earlier_of(struct rows *rows, size_t column, int64_t delivery_id)
{
    return (struct earlier){
        .delivery_id = delivery_id,
        .first_charge_day = day_of(rows, column, 0),
        .last_charge_day = day_of(rows, column + 1, 0),
    };
}

bool earlier_list(struct catalogue *catalogue, const char *format, const char *source,
                  const char *object, struct arena *arena, struct earlier **out, size_t *count,
                  struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct earlier *list = NULL;
    size_t used = 0;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_earlier_list,
                  PARAMS(param_text(format), param_text(object), param_text(source)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(arena, list, used);
        list[used++] = earlier_of(rows, 1, rows_int(rows, 0));
    }
    *out = list;
    *count = used;
    return step == END;
}

const char *earlier_path(const struct place *place, const char *directory, int64_t delivery_id,
                         struct arena *arena)
{
    if (place->database_url)
        return arena_printf(arena, "%s/earlier-%" PRId64 ".parquet", directory, delivery_id);
    return path_join(arena, home_delivery(arena, place->home, delivery_id), "charge.parquet");
}

/* What DuckDB has in earlier_row, as a file. */
static bool write_rows(struct db *duck, const char *path, struct err *err)
{
    struct buf quoted SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[] = { { "query", sql_life_earlier_all_duckdb.text }, { "path", NULL } };

    sql_quote_text(&quoted, path);
    slots[1].text = buf_text(&quoted);
    return sql_fill(&sql_schema_copy_parquet, slots, ARRAY_COUNT(slots), &text, err) &&
           db_run_text(duck, sql_schema_copy_parquet.name, buf_text(&text), NO_PARAMS, NULL, err);
}

static bool fetch(struct warehouse *warehouse, int64_t delivery_id, const char *path,
                  struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slot = { "charge", NULL };
    struct db *duck SCOPED(db_closep) = NULL;
    struct db *engine SCOPED(db_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;

    return warehouse_from(warehouse, TABLE_CHARGE, &delivery_id, 1, NULL, &arena, &slot.text,
                          err) &&
           sql_fill(&sql_life_earlier_rows, &slot, 1, &text, err) &&
           warehouse_connect(warehouse, &engine, err) &&
           duck_connect(warehouse_duck(warehouse), &duck, err) &&
           db_query_text(engine, sql_life_earlier_rows.name, buf_text(&text), NO_PARAMS, &rows,
                         err) &&
           duck_fill_new(duck, "earlier_row", rows, NULL, err) && write_rows(duck, path, err);
}

bool earlier_fetch(const struct place *place, int64_t delivery_id, const char *path,
                   struct err *err)
{
    const struct warehouse_options options = { .place = place,
                                               .memory_limit = 256 * MIB,
                                               .threads = 1 };
    struct warehouse *warehouse SCOPED(warehouse_closep) = NULL;

    return !place->database_url || file_exists(path) ||
           (warehouse_open(&options, &warehouse, err) && fetch(warehouse, delivery_id, path, err));
}

/* The charges of deliveries, as a relation. */
static bool charges_of(struct warehouse *warehouse, const struct earlier *list, size_t count,
                       struct arena *arena, const char **from, struct err *err)
{
    int64_t *deliveries = ARENA_ARRAY(arena, int64_t, count);

    for (size_t i = 0; i < count; i++)
        deliveries[i] = list[i].delivery_id;
    return warehouse_from(warehouse, TABLE_CHARGE, deliveries, count, NULL, arena, from, err);
}

static bool count_repeated(struct warehouse *warehouse, const struct earlier *mine,
                           const struct earlier *others, size_t count, struct arena *arena,
                           const char **message, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct db *engine SCOPED(db_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct sql_slot slots[] = { { "mine", NULL }, { "others", NULL } };

    if (!charges_of(warehouse, mine, 1, arena, &slots[0].text, err) ||
        !charges_of(warehouse, others, count, arena, &slots[1].text, err) ||
        !sql_fill(&sql_life_repeated_rows, slots, ARRAY_COUNT(slots), &text, err) ||
        !warehouse_connect(warehouse, &engine, err) ||
        !db_query_text(engine, sql_life_repeated_rows.name, buf_text(&text), NO_PARAMS, &rows,
                       err) ||
        rows_next(rows, err) != ROW)
        return false;
    if (rows_int(rows, 0))
        *message = arena_printf(arena, "%" PRId64 " rows, among them number %s", rows_int(rows, 0),
                                rows_text(rows, 1, NULL));
    return true;
}

/* Those with charges of the same days; the same row has the same day. */
static size_t keep_same_days(const struct earlier *mine, struct earlier *list, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (list[i].first_charge_day <= mine->last_charge_day &&
            list[i].last_charge_day >= mine->first_charge_day)
            list[kept++] = list[i];
    return kept;
}

bool earlier_repeated(struct catalogue *catalogue, const struct place *place,
                      const struct earlier *mine, const char *format, const char *source,
                      const char *object, struct arena *arena, const char **message,
                      struct err *err)
{
    const struct warehouse_options options = { .place = place,
                                               .memory_limit = 256 * MIB,
                                               .threads = 1 };
    struct warehouse *warehouse SCOPED(warehouse_closep) = NULL;
    struct earlier *others;
    size_t count;

    *message = NULL;
    if (!earlier_list(catalogue, format, source, object, arena, &others, &count, err))
        return false;
    count = keep_same_days(mine, others, count);
    return !count || (warehouse_open(&options, &warehouse, err) &&
                      count_repeated(warehouse, mine, others, count, arena, message, err));
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
