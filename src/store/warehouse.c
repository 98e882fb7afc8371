/* SPDX-License-Identifier: Apache-2.0 */
#include "store/warehouse.h"

#include "base/limits.h"
#include "store/catalogue.h"
#include "store/warehouse_driver.h"

#include <stdlib.h>

static const char *const table_names[WAREHOUSE_TABLE_COUNT] = {
    [TABLE_CHARGE] = "charge",    [TABLE_OVERVIEW] = "cost_overview",
    [TABLE_DAILY] = "cost_daily", [TABLE_MONTHLY] = "cost_monthly",
    [TABLE_TAG_SET] = "tag_set",  [TABLE_TAG_VALUE] = "tag_value",
};

const char *warehouse_table_name(enum warehouse_table table)
{
    return table_names[table];
}

static bool open_duck(struct warehouse *warehouse, const struct warehouse_options *options,
                      struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *const directories[] = { options->place->home, NULL };
    const struct duck_options duck = {
        .directories = directories,
        .temp_directory = options->temp_directory ? options->temp_directory
                                                  : home_spill(&arena, options->place->home),
        .memory_limit = options->memory_limit,
        .threads = options->threads,
    };

    return duck_open(&duck, &warehouse->duck, err);
}

bool warehouse_open(const struct warehouse_options *options, struct warehouse **out,
                    struct err *err)
{
    struct warehouse *warehouse = calloc(1, sizeof(*warehouse));

    if (!warehouse)
        abort();
    warehouse->driver = options->place->database_url ? &warehouse_postgres : &warehouse_parquet;
    warehouse->place = options->place;
    if (!open_duck(warehouse, options, err)) {
        free(warehouse);
        return false;
    }
    *out = warehouse;
    return true;
}

void warehouse_close(struct warehouse *warehouse)
{
    if (!warehouse)
        return;
    duck_close(warehouse->duck);
    free(warehouse);
}

void warehouse_closep(struct warehouse **warehouse)
{
    warehouse_close(*warehouse);
    *warehouse = NULL;
}

bool warehouse_is_server(const struct warehouse *warehouse)
{
    return warehouse->driver->is_server;
}

bool warehouse_connect(struct warehouse *warehouse, struct db **out, struct err *err)
{
    return warehouse->driver->connect(warehouse, out, err);
}

struct duck *warehouse_duck(struct warehouse *warehouse)
{
    return warehouse->duck;
}

bool warehouse_from(struct warehouse *warehouse, enum warehouse_table table,
                    const int64_t *deliveries, size_t count, const char *where, struct arena *arena,
                    const char **from, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    warehouse->driver->from(warehouse, table, deliveries, count, where, &text);
    if (!buf_check(&text, "the list of deliveries", err))
        return false;
    *from = arena_strdup(arena, buf_text(&text));
    return true;
}

bool warehouse_fill(struct warehouse *warehouse, const int64_t *deliveries, size_t count,
                    struct arena *arena, const char **from, struct err *err)
{
    struct buf of SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    warehouse->driver->fill_of(warehouse, deliveries, count, &of);
    if (!buf_check(&of, "the list of deliveries", err) ||
        !sql_fill(warehouse->driver->fill, &(struct sql_slot){ "charge", buf_text(&of) }, 1, &text,
                  err))
        return false;
    *from = arena_strdup(arena, buf_text(&text));
    return true;
}

bool warehouse_keep(struct warehouse *warehouse, int64_t source_id, int64_t delivery_id,
                    const char *directory, struct err *err)
{
    return warehouse->driver->keep(warehouse, source_id, delivery_id, directory, err);
}

bool warehouse_forget(struct warehouse *warehouse, int64_t delivery_id, struct err *err)
{
    return warehouse->driver->forget(warehouse, delivery_id, err);
}
