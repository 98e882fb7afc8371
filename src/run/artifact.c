/* SPDX-License-Identifier: Apache-2.0 */
#include "run/artifact.h"

#include "base/file.h"
#include "base/limits.h"
#include "sql_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAILY "cost_daily.parquet"

/* In the order in which they are made. */
static const struct {
    const char *file;
    const struct sql *sql;
} rollups[] = {
    { DAILY, &sql_rollup_cost_daily },
    { "cost_overview.parquet", &sql_rollup_cost_overview }, /* reads cost_daily */
    { "cost_monthly.parquet", &sql_rollup_cost_monthly },
};

static bool rollup_make(struct db *duck, size_t number, const char *directory, const char *charge,
                        struct arena *arena, struct err *err)
{
    struct buf query SCOPED(buf_done);
    struct buf path SCOPED(buf_done);
    struct buf text SCOPED(buf_done);
    struct sql_slot from[] = { { "charge", charge },
                               { "daily",
                                 parquet_relation(arena, path_join(arena, directory, DAILY)) } };
    struct sql_slot slots[2];

    buf_init(&query, LIMIT_SQL);
    buf_init(&path, LIMIT_SQL);
    buf_init(&text, LIMIT_SQL);
    sql_quote_text(&path, path_join(arena, directory, rollups[number].file));
    if (!sql_fill(rollups[number].sql, from, ARRAY_COUNT(from), &query, err))
        return false;
    slots[0] = (struct sql_slot){ "query", buf_text(&query) };
    slots[1] = (struct sql_slot){ "path", buf_text(&path) };
    return sql_fill(&sql_schema_copy_parquet, slots, ARRAY_COUNT(slots), &text, err) &&
           db_run_text(duck, rollups[number].sql->name, buf_text(&text), NO_PARAMS, NULL, err);
}

bool rollups_make(struct db *duck, const char *directory, struct arena *arena, struct err *err)
{
    const char *charge = parquet_relation(arena, path_join(arena, directory, "charge.parquet"));

    for (size_t i = 0; i < ARRAY_COUNT(rollups); i++)
        if (!rollup_make(duck, i, directory, charge, arena, err))
            return false;
    return true;
}

static bool rollup_verify(struct db *duck, const char *path, const char *charge,
                          struct arena *arena, struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct sql_slot slots[] = { { "charge", charge }, { "rollup", parquet_relation(arena, path) } };

    buf_init(&text, LIMIT_SQL);
    if (!sql_fill(&sql_verify_rollup_difference, slots, ARRAY_COUNT(slots), &text, err) ||
        !db_query_text(duck, sql_verify_rollup_difference.name, buf_text(&text), NO_PARAMS, &rows,
                       err))
        return false;
    switch (rows_next(rows, err)) {
    case END:
        return true;
    case ROW: {
        size_t size;
        const char *detail = rows_text(rows, 0, &size);

        return err_set(err, ERR_BUG, "%s does not add up to its charges: %.*s", path, (int)size,
                       detail);
    }
    case FAILED:
        break;
    }
    return false;
}

bool rollups_verify(struct db *duck, const char *directory, struct arena *arena, struct err *err)
{
    const char *charge = parquet_relation(arena, path_join(arena, directory, "charge.parquet"));

    for (size_t i = 0; i < ARRAY_COUNT(rollups); i++)
        if (!rollup_verify(duck, path_join(arena, directory, rollups[i].file), charge, arena, err))
            return false;
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

bool artifacts_publish(const char *directory, const char *final_path, struct arena *arena,
                       struct artifacts *out, struct err *err)
{
    struct artifacts artifacts = { 0 };
    struct err ignored SCOPED(err_done) = { 0 };
    char **names;

    if (!list_directory(directory, arena, &names, &artifacts.count, err))
        return false;
    artifacts.list = ARENA_ARRAY(arena, struct artifact, artifacts.count + 1);
    for (size_t i = 0; i < artifacts.count; i++) {
        struct artifact *artifact = &artifacts.list[i];
        const char *path = path_join(arena, directory, names[i]);

        artifact->name = names[i];
        if (!landing_hash(path, artifact->sha256, &artifact->size, err) || !file_sync(path, err))
            return false;
    }
    if (!directory_sync(directory, err))
        return false;
    /* Nothing of this delivery is in the catalogue yet, so whatever has the name is of a run that
     * died. */
    if (directory_exists(final_path) && !directory_remove(final_path, &ignored)) {
        err_move(err, &ignored);
        return false;
    }
    if (rename(directory, final_path) != 0)
        return err_errno(err, ERR_UPSTREAM, "rename %s to %s", directory, final_path);
    if (!directory_sync(arena_printf(arena, "%s/..", final_path), err))
        return false;
    *out = artifacts;
    return true;
}
