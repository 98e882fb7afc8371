/* SPDX-License-Identifier: Apache-2.0 */
/* boards.c -- boards over HTTP; as saved_views.c. */
#include "run/boards.h"
#include "api/saved_call.h"
#include "api/saved_views.h"
#include "run/saved_body.h"

void boards_list(struct call *call)
{
    struct saved_call saved;
    struct err err = { 0 };

    saved_reply(&saved,
                saved_call_begin(&saved, call, &err) &&
                    boards_json(call_catalogue(call), saved.viewer, &saved.json, &err),
                NULL, 0, &err);
    saved_call_done(&saved);
}

static bool encode(struct saved_call *saved, const char *board_id, struct err *err)
{
    return board_json(call_catalogue(saved->call), saved->viewer, board_id, &saved->check,
                      &saved->json, err);
}

static bool read_board(struct saved_call *saved, enum saved_use use, struct board *board,
                       struct err *err)
{
    const struct buf *body = &saved->call->request->body;

    return board_read(buf_text(body), body->size, use, &saved->call->request->arena, board,
                      &saved->call->parameter, err) &&
           saved_check_private(saved, board->visibility, err);
}

static bool add(struct saved_call *saved, const char **board_id, struct err *err)
{
    struct board board;

    return read_board(saved, SAVED_NEW, &board, err) &&
           board_add(call_catalogue(saved->call), saved->viewer, &board,
                     &saved->call->request->arena, board_id, &saved->call->parameter, err) &&
           encode(saved, *board_id, err);
}

void boards_add(struct call *call)
{
    struct saved_call saved;
    const char *board_id = NULL;
    struct err err = { 0 };
    bool fine = saved_call_begin(&saved, call, &err) && add(&saved, &board_id, &err);

    saved_reply(&saved, fine,
                fine ? arena_printf(&call->request->arena, "boards/%s", board_id) : NULL, 0, &err);
    saved_call_done(&saved);
}

void boards_get(struct call *call)
{
    struct saved_call saved;
    struct err err = { 0 };

    saved_reply(&saved,
                saved_call_begin(&saved, call, &err) && encode(&saved, saved_path_id(&saved), &err),
                NULL, 0, &err);
    saved_call_done(&saved);
}

static bool set(struct saved_call *saved, int64_t *present, struct err *err)
{
    struct err ignored SCOPED(err_done) = { 0 };
    struct board board;

    if (!read_board(saved, SAVED_CHANGE, &board, err))
        return false;
    board.board_id = saved_path_id(saved);
    if (board_set(call_catalogue(saved->call), saved->viewer, &board, &saved->call->request->arena,
                  present, &saved->call->parameter, err))
        return encode(saved, board.board_id, err);
    if (*present && !encode(saved, board.board_id, &ignored))
        *present = 0;
    return false;
}

void boards_set(struct call *call)
{
    struct saved_call saved;
    int64_t present = 0;
    struct err err = { 0 };
    bool fine = saved_call_begin(&saved, call, &err) && set(&saved, &present, &err);

    saved_reply(&saved, fine, NULL, present, &err);
    saved_call_done(&saved);
}

void boards_remove(struct call *call)
{
    struct saved_call saved;
    struct err err = { 0 };

    saved_reply_removed(
        &saved,
        saved_call_begin(&saved, call, &err) &&
            board_remove(call_catalogue(call), saved.viewer, saved_path_id(&saved), &err),
        &err);
    saved_call_done(&saved);
}
