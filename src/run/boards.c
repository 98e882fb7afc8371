/* SPDX-License-Identifier: Apache-2.0 */
#include "run/boards.h"

#include "base/clock.h"
#include "base/limits.h"
#include "sql_files.h"

#include <string.h>

/* Columns of board_one. */
enum {
    COLUMN_ID,
    COLUMN_NAME,
    COLUMN_DESCRIPTION,
    COLUMN_VISIBILITY,
    COLUMN_OWNER,
    COLUMN_VERSION,
    COLUMN_CREATED,
    COLUMN_UPDATED,
    COLUMN_COUNT
};

/* Columns of board_item_list, behind those of the view. */
enum { ITEM_SEEN_ID = 0, ITEM_VISIBILITY = 6, ITEM_ID = 11, ITEM_TITLE, ITEM_WIDTH, ITEM_HEIGHT };

/* Who is shown what on a board. */
struct board_showing {
    struct db *db;
    const char *viewer;
    const char *board_id;
    const struct saved_view_check *check;
    bool is_shared;
};

static bool missing(const char *board_id, struct err *err)
{
    return err_set(err, ERR_MISSING, "there is no board %.40s", board_id);
}

/* ---- out ---- */

static void encode_members(struct rows *rows, const char *viewer, struct json *json)
{
    const char *owner;

    json_member_text(json, "board_id", rows_text(rows, COLUMN_ID, NULL));
    json_member_text(json, "name", rows_text(rows, COLUMN_NAME, NULL));
    json_member_text(json, "description", rows_text(rows, COLUMN_DESCRIPTION, NULL));
    json_member_text(json, "visibility", rows_text(rows, COLUMN_VISIBILITY, NULL));
    owner = rows_text(rows, COLUMN_OWNER, NULL);
    json_member_bool(json, "is_mine", owner && viewer && strcmp(owner, viewer) == 0);
    json_member_int(json, "version", rows_int(rows, COLUMN_VERSION));
    json_member_text(json, "created_at", rows_text(rows, COLUMN_CREATED, NULL));
    json_member_text(json, "updated_at", rows_text(rows, COLUMN_UPDATED, NULL));
    json_member_int(json, "item_count", rows_int(rows, COLUMN_COUNT));
}

bool boards_json(struct catalogue *catalogue, const char *viewer, struct json *json,
                 struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_board_list, PARAMS(param_text(viewer)), &rows,
                  err))
        return false;
    json_object(json);
    json_key(json, "items");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        json_object(json);
        encode_members(rows, viewer, json);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
    return step == END;
}

/* What keeps a view from being seen by all who see the board. */
static void encode_item_problem(const struct board_showing *showing, const char *visibility,
                                struct json *json)
{
    const char *code = NULL;
    const char *detail = NULL;

    if (!visibility) {
        code = "missing";
        detail = "the view has been deleted, or it is not shared";
    } else if (showing->is_shared && strcmp(visibility, "private") == 0) {
        code = "private";
        detail = "the view is private: others see the board without it";
    }
    json_member_text(json, "problem", detail);
    json_member_text(json, "problem_code", code);
}

static bool encode_item(const struct board_showing *showing, struct rows *rows, struct json *json,
                        struct err *err)
{
    json_object(json);
    json_member_text(json, "view_id", rows_text(rows, ITEM_ID, NULL));
    json_member_text(json, "title", rows_text(rows, ITEM_TITLE, NULL));
    json_member_int(json, "width", rows_int(rows, ITEM_WIDTH));
    json_member_text(json, "height", rows_text(rows, ITEM_HEIGHT, NULL));
    encode_item_problem(showing, rows_text(rows, ITEM_VISIBILITY, NULL), json);
    json_key(json, "view");
    if (rows_is_null(rows, ITEM_SEEN_ID))
        json_null(json);
    else if (!saved_view_encode(rows, showing->viewer, showing->check, json, err))
        return false;
    json_object_end(json);
    return true;
}

static bool encode_items(const struct board_showing *showing, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(showing->db, &sql_state_board_item_list,
                  PARAMS(param_text(showing->viewer), param_text(showing->board_id)), &rows, err))
        return false;
    json_key(json, "items");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW)
        if (!encode_item(showing, rows, json, err))
            return false;
    json_array_end(json);
    return step == END;
}

static bool encode_head(struct board_showing *showing, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(showing->db, &sql_state_board_one,
                  PARAMS(param_text(showing->viewer), param_text(showing->board_id)), &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step != ROW)
        return step == END && missing(showing->board_id, err);
    encode_members(rows, showing->viewer, json);
    showing->is_shared = strcmp(rows_text(rows, COLUMN_VISIBILITY, NULL), "shared") == 0;
    return true;
}

bool board_json(struct catalogue *catalogue, const char *viewer, const char *board_id,
                const struct saved_view_check *check, struct json *json, struct err *err)
{
    struct board_showing showing = {
        .db = catalogue_db(catalogue), .viewer = viewer, .board_id = board_id, .check = check
    };
    bool done;

    /* Head and items are of one moment. */
    if (!db_begin_read(showing.db, err))
        return false;
    json_object(json);
    done = encode_head(&showing, json, err) && encode_items(&showing, json, err);
    if (done)
        json_object_end(json);
    db_rollback(showing.db);
    return done;
}

/* ---- in ---- */

static bool check_room(struct db *db, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_state_board_count, NO_PARAMS, &rows, err) || rows_next(rows, err) != ROW)
        return false;
    return rows_int(rows, 0) < LIMIT_BOARD_COUNT ||
           err_set(err, ERR_LIMIT, "there are %u boards, and no more can be: remove some",
                   LIMIT_BOARD_COUNT);
}

static bool check_items(struct db *db, const char *viewer, const struct board *board,
                        struct arena *arena, const char **parameter, struct err *err)
{
    for (size_t i = 0; i < board->item_count; i++) {
        struct rows *rows SCOPED(rows_freep) = NULL;

        if (!db_query(db, &sql_state_board_item_known,
                      PARAMS(param_text(viewer), param_text(board->board_id),
                             param_text(board->items[i].view_id)),
                      &rows, err) ||
            rows_next(rows, err) != ROW)
            return false;
        if (rows_int(rows, 0) > 0)
            continue;
        *parameter = arena_printf(arena, "items[%zu].view_id", i);
        return err_set(err, ERR_USAGE, "%s: there is no view %.40s", *parameter,
                       board->items[i].view_id);
    }
    return true;
}

static bool add_items(struct db *db, const struct board *board, struct err *err)
{
    for (size_t i = 0; i < board->item_count; i++) {
        const struct board_item *item = &board->items[i];

        if (!db_run(db, &sql_state_board_item_add,
                    PARAMS(param_text(board->board_id), param_int((int64_t)i + 1),
                           param_text(item->view_id), param_text(item->title),
                           param_int(item->width), param_text(item->height)),
                    NULL, err))
            return false;
    }
    return true;
}

static bool finish(struct db *db, bool done, struct err *err)
{
    if (done)
        return db_commit(db, err);
    db_rollback(db);
    return false;
}

bool board_add(struct catalogue *catalogue, const char *viewer, const struct board *board,
               struct arena *arena, const char **board_id, const char **parameter, struct err *err)
{
    struct db *db = catalogue_db(catalogue);
    struct board added = *board;
    char id[SAVED_ID_SIZE];
    bool done;

    if (!saved_id_make(id, err) || !db_begin(db, err))
        return false;
    added.board_id = id;
    done = check_room(db, err) && check_items(db, viewer, &added, arena, parameter, err) &&
           db_run(db, &sql_state_board_add,
                  PARAMS(param_text(id), param_text(board->name), param_text(board->description),
                         param_text(board->visibility), param_text(viewer),
                         param_timestamp(clock_now())),
                  NULL, err) &&
           add_items(db, &added, err);
    if (!finish(db, done, err))
        return false;
    *board_id = arena_strdup(arena, id);
    return true;
}

static bool explain(struct db *db, const char *viewer, const struct board *board, int64_t *present,
                    struct err *err)
{
    const struct saved_state state = { "board", board->board_id, board->version };
    struct rows *rows SCOPED(rows_freep) = NULL;

    return db_query(db, &sql_state_board_one,
                    PARAMS(param_text(viewer), param_text(board->board_id)), &rows, err) &&
           saved_refusal(&state, rows, COLUMN_VERSION, present, err);
}

static bool set_head(struct db *db, const char *viewer, const struct board *board, int64_t *present,
                     struct err *err)
{
    int64_t changed;

    return db_run(db, &sql_state_board_set,
                  PARAMS(param_text(viewer), param_text(board->board_id), param_int(board->version),
                         param_text(board->name), param_text(board->description),
                         param_text(board->visibility), param_timestamp(clock_now())),
                  &changed, err) &&
           (changed > 0 || explain(db, viewer, board, present, err));
}

bool board_set(struct catalogue *catalogue, const char *viewer, const struct board *board,
               struct arena *arena, int64_t *present, const char **parameter, struct err *err)
{
    struct db *db = catalogue_db(catalogue);

    *present = 0;
    /* The head comes first: it is what two who change the board wait for each other at. */
    return db_begin(db, err) && finish(db,
                                       set_head(db, viewer, board, present, err) &&
                                           check_items(db, viewer, board, arena, parameter, err) &&
                                           db_run(db, &sql_state_board_item_clear,
                                                  PARAMS(param_text(board->board_id)), NULL, err) &&
                                           add_items(db, board, err),
                                       err);
}

bool board_remove(struct catalogue *catalogue, const char *viewer, const char *board_id,
                  struct err *err)
{
    int64_t changed;

    return db_run(catalogue_db(catalogue), &sql_state_board_remove,
                  PARAMS(param_text(viewer), param_text(board_id)), &changed, err) &&
           (changed > 0 || missing(board_id, err));
}
