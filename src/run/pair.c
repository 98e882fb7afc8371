/* SPDX-License-Identifier: Apache-2.0 */
#include "run/pair.h"

#include "base/clock.h"
#include "sql_files.h"

#include <stdio.h>
#include <string.h>

static bool time_value(struct rows *rows, size_t column, int64_t *time, struct err *err)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);

    return (text && timestamp_parse(text, size, time)) ||
           err_set(err, ERR_BUG, "catalogue: produced_at '%s' is no time", text ? text : "");
}

static bool find_delivery(struct db *db, const char *source, int64_t delivery_id,
                          int64_t produced_at, const struct mapping_result *mapped,
                          struct pair *out, struct err *err)
{
    char first[DATE_TEXT_SIZE];
    char last[DATE_TEXT_SIZE];
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    date_format(mapped->scopes[0].start, first);
    date_format(mapped->scopes[mapped->scope_count - 1].start, last);
    first[7] = last[7] = '\0';
    if (!db_query(db, &sql_state_pair_find,
                  PARAMS(param_text(source), param_text(out->kind), param_text(mapped->kind),
                         param_timestamp(produced_at), param_text(first), param_text(last),
                         param_int((int64_t)mapped->scope_count), param_int(delivery_id)),
                  &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step != ROW)
        return step != FAILED;
    out->delivery_id = rows_int(rows, 0);
    out->is_whole = strcmp(rows_is_null(rows, 1) ? "" : rows_text(rows, 1, NULL), "both") == 0;
    return time_value(rows, 2, &out->produced_at, err);
}

static bool find_files(struct db *db, const char *home, struct arena *arena, struct pair *out,
                       struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct pair_file *files = NULL;
    enum step step;

    if (!db_query(db, &sql_state_pair_files,
                  PARAMS(param_int(out->delivery_id), param_text(out->kind)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        struct pair_file *file;

        ARENA_ROOM(arena, files, out->file_count);
        file = &files[out->file_count++];
        *file = (struct pair_file){ .name = rows_keep(rows, 0, arena) };
        file->landed.size = rows_int(rows, 1);
        snprintf(file->landed.sha256, sizeof(file->landed.sha256), "%s", rows_text(rows, 2, NULL));
        file->landed.path = landing_path(home, file->landed.sha256, arena);
        if (!time_value(rows, 3, &file->produced_at, err))
            return false;
    }
    out->files = files;
    return step == END;
}

bool pair_find(struct catalogue *catalogue, const char *home, const char *source,
               int64_t delivery_id, int64_t produced_at, const struct mapping_result *mapped,
               struct arena *arena, struct pair *out, struct err *err)
{
    struct pair pair = { 0 };
    bool is_actual = mapped->kind && strcmp(mapped->kind, "actual") == 0;
    bool is_amortized = mapped->kind && strcmp(mapped->kind, "amortized") == 0;

    *out = pair;
    if ((!is_actual && !is_amortized) || !mapped->scope_count)
        return true;
    pair.kind = is_actual ? "amortized" : "actual";
    if (!find_delivery(catalogue_db(catalogue), source, delivery_id, produced_at, mapped, &pair,
                       err) ||
        (pair.delivery_id && !find_files(catalogue_db(catalogue), home, arena, &pair, err)))
        return false;
    *out = pair;
    return true;
}

bool pair_write(struct db *db, int64_t delivery_id, const struct pair *pair, const char *half,
                const char *kind, int64_t produced_at, size_t own_file_count, struct err *err)
{
    struct param delivery = param_int(delivery_id);

    if (!db_run(db, &sql_state_pair_set,
                PARAMS(delivery, param_text(kind), param_timestamp(produced_at)), NULL, err) ||
        (half &&
         !db_run(db, &sql_state_pair_file_kind, PARAMS(delivery, param_text(half)), NULL, err)))
        return false;
    for (size_t i = 0; i < pair->file_count; i++) {
        const struct pair_file *file = &pair->files[i];

        if (!db_run(db, &sql_state_file_add,
                    PARAMS(delivery, param_int((int64_t)(own_file_count + i) + 1),
                           param_text(file->name), param_int(file->landed.size),
                           param_text(file->landed.sha256), param_timestamp(file->produced_at),
                           param_text(pair->kind), param_int(pair->delivery_id)),
                    NULL, err))
            return false;
    }
    return true;
}
