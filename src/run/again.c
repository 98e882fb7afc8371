/* SPDX-License-Identifier: Apache-2.0 */
#include "run/again.h"

#include "base/clock.h"
#include "run/transaction.h"
#include "sql_files.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool find_head(struct db *db, int64_t delivery_id, struct arena *arena, struct again *out,
                      struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *state;

    if (!delivery_row(db, &sql_state_again_head, delivery_id, &rows, err))
        return false;
    out->name = rows_keep(rows, 0, arena);
    out->source = rows_keep(rows, 1, arena);
    out->bundle.execution_id = rows_keep(rows, 2, arena);
    state = rows_text(rows, 3, NULL);
    if (strcmp(state, "staged") == 0 || strcmp(state, "duplicate") == 0)
        return err_set(err, ERR_CONFLICT,
                       "delivery %" PRId64 " is %s: there is nothing of it to map again",
                       delivery_id, state);
    out->bundle.files = ARENA_ARRAY(arena, struct bundle_file, (size_t)rows_int(rows, 4));
    out->landed = ARENA_ARRAY(arena, struct landed, (size_t)rows_int(rows, 4));
    return true;
}

static bool read_file(struct rows *rows, const char *home, struct arena *arena, struct again *out,
                      struct err *err)
{
    struct landed *landed = &out->landed[out->bundle.file_count];
    int64_t produced_at;
    const char *text;
    size_t size;

    landed->size = rows_int(rows, 1);
    snprintf(landed->sha256, sizeof(landed->sha256), "%s", rows_text(rows, 2, NULL));
    landed->path = landing_path(home, landed->sha256, arena);
    landed->known = true;
    out->bundle.files[out->bundle.file_count++] =
        (struct bundle_file){ landed->path, rows_keep(rows, 0, arena), rows_keep(rows, 3, arena) };
    out->bundle.byte_count += landed->size;
    text = rows_text(rows, 4, &size);
    if (!timestamp_parse(text, size, &produced_at))
        return err_set(err, ERR_BUG, "catalogue: produced_at '%s' is no time", text);
    if (produced_at > out->bundle.produced_at)
        out->bundle.produced_at = produced_at;
    return true;
}

bool again_find(struct catalogue *catalogue, const char *home, int64_t delivery_id,
                struct arena *arena, struct again *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct again again = { 0 };
    enum step step;

    if (!find_head(catalogue_db(catalogue), delivery_id, arena, &again, err) ||
        !db_query(catalogue_db(catalogue), &sql_state_again_files, PARAMS(param_int(delivery_id)),
                  &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        if (!read_file(rows, home, arena, &again, err))
            return false;
    if (step == FAILED)
        return false;
    *out = again;
    return true;
}
