/* SPDX-License-Identifier: Apache-2.0 */
#include "run/saved_views.h"

#include "base/clock.h"
#include "base/limits.h"
#include "sql_files.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>

/* Columns of saved_view_one. */
enum {
    COLUMN_ID,
    COLUMN_NAME,
    COLUMN_DESCRIPTION,
    COLUMN_PAGE,
    COLUMN_QUERY,
    COLUMN_LOOK,
    COLUMN_VISIBILITY,
    COLUMN_OWNER,
    COLUMN_VERSION,
    COLUMN_CREATED,
    COLUMN_UPDATED
};

bool saved_id_make(char id[static SAVED_ID_SIZE], struct err *err)
{
    /* without l and o, which are read as 1 and 0 */
    static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
    unsigned char bytes[SAVED_ID_SIZE - 1];

    if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
        return err_errno(err, ERR_UPSTREAM, "random bytes");
    for (size_t i = 0; i < sizeof(bytes); i++)
        id[i] = letters[bytes[i] % 32];
    id[SAVED_ID_SIZE - 1] = '\0';
    return true;
}

bool saved_view_encode(struct rows *rows, const char *viewer, const struct saved_view_check *check,
                       struct json *json, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *owner = rows_keep(rows, COLUMN_OWNER, &arena);
    const char *query = rows_keep(rows, COLUMN_QUERY, &arena);
    const char *look = rows_keep(rows, COLUMN_LOOK, &arena);

    json_object(json);
    json_member_text(json, "view_id", rows_text(rows, COLUMN_ID, NULL));
    json_member_text(json, "name", rows_text(rows, COLUMN_NAME, NULL));
    json_member_text(json, "description", rows_text(rows, COLUMN_DESCRIPTION, NULL));
    json_member_text(json, "page", rows_text(rows, COLUMN_PAGE, NULL));
    json_member_text(json, "query", query);
    json_key(json, "look");
    json_raw(json, look, strlen(look));
    json_member_text(json, "visibility", rows_text(rows, COLUMN_VISIBILITY, NULL));
    json_member_bool(json, "is_mine", owner && viewer && strcmp(owner, viewer) == 0);
    json_member_int(json, "version", rows_int(rows, COLUMN_VERSION));
    json_member_text(json, "created_at", rows_text(rows, COLUMN_CREATED, NULL));
    json_member_text(json, "updated_at", rows_text(rows, COLUMN_UPDATED, NULL));
    json_key(json, "problems");
    if (!check->problems(check->context, query, json, err))
        return false;
    json_object_end(json);
    return true;
}

bool saved_views_json(struct catalogue *catalogue, const char *viewer,
                      const struct saved_view_check *check, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_saved_view_list, PARAMS(param_text(viewer)),
                  &rows, err))
        return false;
    json_object(json);
    json_key(json, "items");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW)
        if (!saved_view_encode(rows, viewer, check, json, err))
            return false;
    json_array_end(json);
    json_object_end(json);
    return step == END;
}

static bool missing(const char *what, const char *id, struct err *err)
{
    return err_set(err, ERR_MISSING, "there is no %s %.40s", what, id);
}

bool saved_view_json(struct catalogue *catalogue, const char *viewer, const char *view_id,
                     const struct saved_view_check *check, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_saved_view_one,
                  PARAMS(param_text(viewer), param_text(view_id)), &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step == ROW)
        return saved_view_encode(rows, viewer, check, json, err);
    return step == END && missing("view", view_id, err);
}

static bool check_room(struct db *db, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_state_saved_view_count, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    return rows_int(rows, 0) < LIMIT_SAVED_VIEW_COUNT ||
           err_set(err, ERR_LIMIT, "there are %u saved views, and no more can be: remove some",
                   LIMIT_SAVED_VIEW_COUNT);
}

bool saved_view_add(struct catalogue *catalogue, const char *viewer, const struct saved_view *view,
                    struct arena *arena, const char **view_id, struct err *err)
{
    struct db *db = catalogue_db(catalogue);
    char id[SAVED_ID_SIZE];

    if (!check_room(db, err) || !saved_id_make(id, err) ||
        !db_run(db, &sql_state_saved_view_add,
                PARAMS(param_text(id), param_text(view->name), param_text(view->description),
                       param_text(view->page), param_text(view->query), param_text(view->look),
                       param_text(view->visibility), param_text(viewer),
                       param_timestamp(clock_now())),
                NULL, err))
        return false;
    *view_id = arena_strdup(arena, id);
    return true;
}

bool saved_refusal(const struct saved_state *state, struct rows *rows, size_t version_column,
                   int64_t *present, struct err *err)
{
    int64_t version;
    enum step step = rows_next(rows, err);

    if (step != ROW)
        return step == END && missing(state->what, state->id, err);
    version = rows_int(rows, version_column);
    if (version == state->version)
        return err_set(err, ERR_DENIED, "visibility: only who made a shared %s can make it private",
                       state->what);
    *present = version;
    return err_set(err, ERR_CONFLICT,
                   "version: the %s was changed meanwhile, it is version %" PRId64
                   " and not %" PRId64,
                   state->what, version, state->version);
}

bool saved_view_set(struct catalogue *catalogue, const char *viewer, const struct saved_view *view,
                    int64_t *present, struct err *err)
{
    const struct saved_state state = { "view", view->view_id, view->version };
    struct db *db = catalogue_db(catalogue);
    struct rows *rows SCOPED(rows_freep) = NULL;
    int64_t changed;

    *present = 0;
    if (!db_run(db, &sql_state_saved_view_set,
                PARAMS(param_text(viewer), param_text(view->view_id), param_int(view->version),
                       param_text(view->name), param_text(view->description),
                       param_text(view->page), param_text(view->query), param_text(view->look),
                       param_text(view->visibility), param_timestamp(clock_now())),
                &changed, err))
        return false;
    return changed > 0 ||
           (db_query(db, &sql_state_saved_view_one,
                     PARAMS(param_text(viewer), param_text(view->view_id)), &rows, err) &&
            saved_refusal(&state, rows, COLUMN_VERSION, present, err));
}

bool saved_view_remove(struct catalogue *catalogue, const char *viewer, const char *view_id,
                       struct err *err)
{
    int64_t changed;

    return db_run(catalogue_db(catalogue), &sql_state_saved_view_remove,
                  PARAMS(param_text(viewer), param_text(view_id)), &changed, err) &&
           (changed > 0 || missing("view", view_id, err));
}
