/* SPDX-License-Identifier: Apache-2.0 */
#include "run/artifact.h"

#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which they are made. */
static const struct {
    enum warehouse_table table;
    const struct sql *sql;
} rollups[] = {
    { TABLE_DAILY, &sql_rollup_cost_daily },
    { TABLE_OVERVIEW, &sql_rollup_cost_overview }, /* reads cost_daily */
    { TABLE_MONTHLY, &sql_rollup_cost_monthly },
};

static const char *file_of(const char *directory, enum warehouse_table table, struct arena *arena)
{
    return arena_printf(arena, "%s/%s.parquet", directory, warehouse_table_name(table));
}

static bool rollup_make(struct db *duck, size_t number, const char *directory, const char *charge,
                        struct arena *arena, struct err *err)
{
    struct buf query SCOPED(buf_done);
    struct buf path SCOPED(buf_done);
    struct buf text SCOPED(buf_done);
    struct sql_slot from[] = {
        { "charge", charge },
        { "daily", parquet_relation(arena, file_of(directory, TABLE_DAILY, arena)) },
    };
    struct sql_slot slots[2];

    buf_init(&query, LIMIT_SQL);
    buf_init(&path, LIMIT_SQL);
    buf_init(&text, LIMIT_SQL);
    sql_quote_text(&path, file_of(directory, rollups[number].table, arena));
    if (!sql_fill(rollups[number].sql, from, ARRAY_COUNT(from), &query, err))
        return false;
    slots[0] = (struct sql_slot){ "query", buf_text(&query) };
    slots[1] = (struct sql_slot){ "path", buf_text(&path) };
    return sql_fill(&sql_schema_copy_parquet, slots, ARRAY_COUNT(slots), &text, err) &&
           db_run_text(duck, rollups[number].sql->name, buf_text(&text), NO_PARAMS, NULL, err);
}

bool rollups_make(struct db *duck, const char *directory, struct arena *arena, struct err *err)
{
    const char *charge = parquet_relation(arena, file_of(directory, TABLE_CHARGE, arena));

    for (size_t i = 0; i < ARRAY_COUNT(rollups); i++)
        if (!rollup_make(duck, i, directory, charge, arena, err))
            return false;
    return true;
}

static bool rollup_verify(struct db *engine, enum warehouse_table table, const char *rollup,
                          const char *charge, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct sql_slot slots[] = { { "charge", charge }, { "rollup", rollup } };

    if (!sql_fill(&sql_verify_rollup_difference, slots, ARRAY_COUNT(slots), &text, err) ||
        !db_query_text(engine, sql_verify_rollup_difference.name, buf_text(&text), NO_PARAMS, &rows,
                       err))
        return false;
    switch (rows_next(rows, err)) {
    case END:
        return true;
    case ROW:
        return err_set(err, ERR_BUG, "%s does not add up to its charges: %s",
                       warehouse_table_name(table), rows_text(rows, 0, NULL));
    case FAILED:
        break;
    }
    return false;
}

bool rollups_verify_files(struct db *duck, const char *directory, struct arena *arena,
                          struct err *err)
{
    const char *charge = parquet_relation(arena, file_of(directory, TABLE_CHARGE, arena));

    for (size_t i = 0; i < ARRAY_COUNT(rollups); i++)
        if (!rollup_verify(duck, rollups[i].table,
                           parquet_relation(arena, file_of(directory, rollups[i].table, arena)),
                           charge, err))
            return false;
    return true;
}

bool rollups_verify(struct db *engine, struct warehouse *warehouse, int64_t delivery_id,
                    struct arena *arena, struct err *err)
{
    const char *charge;

    if (!warehouse_from(warehouse, TABLE_CHARGE, &delivery_id, 1, NULL, arena, &charge, err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(rollups); i++) {
        const char *rollup;

        if (!warehouse_from(warehouse, rollups[i].table, &delivery_id, 1, NULL, arena, &rollup,
                            err) ||
            !rollup_verify(engine, rollups[i].table, rollup, charge, err))
            return false;
    }
    return true;
}

static int is_file_name(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Sorted names of a directory. */
static bool list_directory(const char *directory, struct arena *arena, char ***names, size_t *count,
                           struct err *err)
{
    struct dirent **entries = NULL;
    int found = scandir(directory, &entries, is_file_name, alphasort);

    if (found < 0)
        return err_errno(err, ERR_UPSTREAM, "list %s", directory);
    *names = ARENA_ARRAY(arena, char *, (size_t)found + 1);
    *count = (size_t)found;
    for (int i = 0; i < found; i++) {
        (*names)[i] = arena_strdup(arena, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return true;
}

/* Hashed and on disk. */
static bool list_files(const char *directory, struct arena *arena, struct artifacts *out,
                       struct err *err)
{
    char **names = NULL;

    if (!list_directory(directory, arena, &names, &out->count, err))
        return false;
    out->list = ARENA_ARRAY(arena, struct artifact, out->count + 1);
    for (size_t i = 0; i < out->count; i++) {
        struct artifact *artifact = &out->list[i];
        const char *path = path_join(arena, directory, names[i]);

        artifact->name = names[i];
        if (!landing_hash(path, artifact->sha256, &artifact->size, err) || !file_sync(path, err))
            return false;
    }
    return true;
}

bool artifacts_publish(struct warehouse *warehouse, int64_t source_id, int64_t delivery_id,
                       const char *directory, struct arena *arena, struct artifacts *out,
                       struct err *err)
{
    *out = (struct artifacts){ 0 };
    return (warehouse_is_server(warehouse) || list_files(directory, arena, out, err)) &&
           warehouse_keep(warehouse, source_id, delivery_id, directory, err);
}
