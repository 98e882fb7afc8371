/* SPDX-License-Identifier: Apache-2.0 */
/* saved.c -- saved views and boards over HTTP: who asks, which data their problems are seen
 * against, and answers to two who change the same thing at once.
 *
 * Until there is sign-in, whose a private thing is follows from a secret that the page keeps in the
 * browser and sends as Centavo-Owner. It is kept as its SHA-256 alone, and never logged.
 */
#include "api/call.h"
#include "api/routes.h"

#include "api/saved_check.h"
#include "base/hash.h"
#include "base/limits.h"
#include "run/boards.h"
#include "run/saved_body.h"

#include <string.h>

enum { OWNER_LEAST = 22, OWNER_MOST = 64 };

/* One request for a thing. */
struct saved {
    struct call *call;
    const struct kind *kind;
    const char *viewer; /* NULL: no owner was sent */
    struct snapshot *snapshot;
    struct saved_view_check check;
    const char *made; /* id of what was added; NULL */
    int64_t present;  /* after a conflict: the version that the thing has now; else 0 */
    struct json json; /* of the answer; after a conflict, the thing itself */
};

/* What views and boards do not share. */
struct kind {
    const char *path;
    bool (*list)(struct saved *saved, struct err *err);
    bool (*one)(struct saved *saved, const char *id, struct err *err);
    bool (*add)(struct saved *saved, struct err *err);
    bool (*set)(struct saved *saved, struct err *err);
    bool (*remove)(struct saved *saved, struct err *err);
};

static struct catalogue *catalogue_of(const struct saved *saved)
{
    return call_catalogue(saved->call);
}

static struct arena *arena_of(const struct saved *saved)
{
    return &saved->call->request->arena;
}

/* The id behind the path's `/`. */
static const char *id_of(const struct saved *saved)
{
    return saved->call->rest;
}

/* ERR_USAGE unless what is private has an owner. */
static bool check_private(struct saved *saved, const char *visibility, struct err *err)
{
    return saved->viewer || strcmp(visibility, "shared") == 0 ||
           call_wrong(saved->call, "visibility",
                      "shared where no header Centavo-Owner says whose it is", err);
}

/* ---- views ---- */

static bool list_views(struct saved *saved, struct err *err)
{
    return saved_views_json(catalogue_of(saved), saved->viewer, &saved->check, &saved->json, err);
}

static bool one_view(struct saved *saved, const char *id, struct err *err)
{
    return saved_view_json(catalogue_of(saved), saved->viewer, id, &saved->check, &saved->json,
                           err);
}

static bool read_view(struct saved *saved, enum saved_use use, struct saved_view *view,
                      struct err *err)
{
    const struct buf *body = &saved->call->request->body;

    if (!saved_view_read(buf_text(body), body->size, use, arena_of(saved), view,
                         &saved->call->parameter, err) ||
        !check_private(saved, view->visibility, err))
        return false;
    if (saved_query_check(view->query, err))
        return true;
    saved->call->parameter = "query";
    return false;
}

static bool add_view(struct saved *saved, struct err *err)
{
    struct saved_view view;

    return read_view(saved, SAVED_NEW, &view, err) &&
           saved_view_add(catalogue_of(saved), saved->viewer, &view, arena_of(saved), &saved->made,
                          err);
}

static bool set_view(struct saved *saved, struct err *err)
{
    struct saved_view view;

    if (!read_view(saved, SAVED_CHANGE, &view, err))
        return false;
    view.view_id = id_of(saved);
    return saved_view_set(catalogue_of(saved), saved->viewer, &view, &saved->present, err);
}

static bool remove_view(struct saved *saved, struct err *err)
{
    return saved_view_remove(catalogue_of(saved), saved->viewer, id_of(saved), err);
}

/* ---- boards ---- */

static bool list_boards(struct saved *saved, struct err *err)
{
    return boards_json(catalogue_of(saved), saved->viewer, &saved->json, err);
}

static bool one_board(struct saved *saved, const char *id, struct err *err)
{
    return board_json(catalogue_of(saved), saved->viewer, id, &saved->check, &saved->json, err);
}

static bool read_board(struct saved *saved, enum saved_use use, struct board *board,
                       struct err *err)
{
    const struct buf *body = &saved->call->request->body;

    return board_read(buf_text(body), body->size, use, arena_of(saved), board,
                      &saved->call->parameter, err) &&
           check_private(saved, board->visibility, err);
}

static bool add_board(struct saved *saved, struct err *err)
{
    struct board board;

    return read_board(saved, SAVED_NEW, &board, err) &&
           board_add(catalogue_of(saved), saved->viewer, &board, arena_of(saved), &saved->made,
                     &saved->call->parameter, err);
}

static bool set_board(struct saved *saved, struct err *err)
{
    struct board board;

    if (!read_board(saved, SAVED_CHANGE, &board, err))
        return false;
    board.board_id = id_of(saved);
    return board_set(catalogue_of(saved), saved->viewer, &board, arena_of(saved), &saved->present,
                     &saved->call->parameter, err);
}

static bool remove_board(struct saved *saved, struct err *err)
{
    return board_remove(catalogue_of(saved), saved->viewer, id_of(saved), err);
}

static const struct kind kinds[] = {
    { "/api/v1/saved_views", list_views, one_view, add_view, set_view, remove_view },
    { "/api/v1/boards", list_boards, one_board, add_board, set_board, remove_board },
};

/* ---- who asks, and the answer ---- */

static bool find_viewer(struct saved *saved, struct err *err)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *owner = saved->call->request->head.values[HTTP_CENTAVO_OWNER];
    char text[HASH_TEXT_SIZE];
    struct hash *hash;

    if (!owner)
        return true;
    if (strlen(owner) < OWNER_LEAST || strlen(owner) > OWNER_MOST || owner[strspn(owner, letters)])
        return call_wrong(saved->call, "Centavo-Owner", "22 to 64 letters, digits, - and _", err);
    hash = hash_new();
    hash_add(hash, owner, strlen(owner));
    hash_finish(hash, text);
    hash_free(hash);
    saved->viewer = arena_strdup(arena_of(saved), text);
    return true;
}

static bool begin(struct saved *saved, struct err *err)
{
    if (!find_viewer(saved, err) ||
        !dataset_snapshot(saved->call->service->dataset, &saved->snapshot, err))
        return false;
    saved->check = (struct saved_view_check){ saved_problems, saved->snapshot };
    return true;
}

static void reply_fine(const struct saved *saved, struct buf *body)
{
    struct call *call = saved->call;
    struct http_answer *answer;

    if (call->route->status == 204) {
        answer = respond_empty(204);
        http_answer_add(answer, "Cache-Control", "no-store");
        call_reply(call, answer);
    } else {
        call_reply_json(call, body,
                        saved->made
                            ? arena_printf(arena_of(saved), "%s/%s", saved->kind->path, saved->made)
                            : NULL);
    }
}

static void run(struct call *call, bool (*write)(struct saved *saved, struct err *err))
{
    struct buf body SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct saved saved = { .call = call };
    struct err err = { 0 };

    for (size_t i = 0; !saved.kind; i++)
        if (strncmp(call->route->path, kinds[i].path, strlen(kinds[i].path)) == 0)
            saved.kind = &kinds[i];
    json_init(&saved.json, &body);
    if (begin(&saved, &err) && write(&saved, &err))
        reply_fine(&saved, &body);
    else if (saved.present)
        call_reply(call, respond_conflict(call->request, &err, "version", saved.present, &body));
    else
        call_fail(call, &err);
    err_done(&err);
    snapshot_release(saved.snapshot);
}

static bool list(struct saved *saved, struct err *err)
{
    return saved->kind->list(saved, err);
}

static void saved_list(struct call *call)
{
    run(call, list);
}

static bool add(struct saved *saved, struct err *err)
{
    return saved->kind->add(saved, err) && saved->kind->one(saved, saved->made, err);
}

static void saved_add(struct call *call)
{
    run(call, add);
}

static bool get(struct saved *saved, struct err *err)
{
    return saved->kind->one(saved, id_of(saved), err);
}

static void saved_get(struct call *call)
{
    run(call, get);
}

/* present is 0 again when what the version belongs to cannot be shown any more. */
static bool set(struct saved *saved, struct err *err)
{
    struct err ignored SCOPED(err_done) = { 0 };

    if (saved->kind->set(saved, err))
        return get(saved, err);
    if (err->code == ERR_DENIED)
        saved->call->parameter = "visibility";
    if (saved->present && !get(saved, &ignored))
        saved->present = 0;
    return false;
}

static void saved_set(struct call *call)
{
    run(call, set);
}

static bool remove_one(struct saved *saved, struct err *err)
{
    return saved->kind->remove(saved, err);
}

static void saved_remove(struct call *call)
{
    run(call, remove_one);
}

/* ---- routes ---- */

static const struct route_param saved_view_params[] = {
    { "name", "string", "What it is called, 1 to 120 characters; others may be called the same.",
      "Storage by team", true },
    { "description", "string", "What it is for, at most 2000 characters.", NULL, false },
    { "page", "string", "Path of the page that shows it; `/explore` without it.", "/explore",
      false },
    { "query", "string", "Its words as in a URL, at most 2 kB.",
      "group_by=tag%3Ateam&window=90d&filter=service_category%20%3D%20Storage", true },
    { "look", "object", "The page's own words: an object of texts, at most 2 kB.",
      "{\"chart\":\"area\"}", false },
    { "visibility", "string", "`shared` with all, or `private`, which needs `Centavo-Owner`.",
      "shared", true },
    { 0 },
};

static const struct route_param saved_view_set_params[] = {
    { "name", "string", "What it is called from now on.", "Storage by team", true },
    { "description", "string", "What it is for; empty without it.", NULL, false },
    { "page", "string", "Path of the page that shows it; `/explore` without it.", "/explore",
      false },
    { "query", "string", "Its words as in a URL, at most 2 kB.", "group_by=tag%3Ateam&window=90d",
      true },
    { "look", "object", "The page's own words; none without it.", "{\"chart\":\"area\"}", false },
    { "visibility", "string", "`shared` or `private`.", "shared", true },
    { "version", "integer", "The version that was looked at; another one there is a conflict.", "1",
      true },
    { 0 },
};

static const struct route_param board_params[] = {
    { "name", "string", "What it is called, 1 to 120 characters.", "Monday", true },
    { "description", "string", "What it is for, at most 2000 characters.", NULL, false },
    { "visibility", "string", "`shared` with all, or `private`, which needs `Centavo-Owner`.",
      "shared", true },
    { "items", "array",
      "At most 60 of `{view_id, title, width, height}` in their order: width 1 to 4 of four "
      "columns, height `small`, `medium` or `tall`; without a title the view's name.",
      "[{\"view_id\":\"k3v9xw5nq2mtz8ra\",\"width\":2,\"height\":\"medium\"}]", true },
    { 0 },
};

static const struct route_param board_set_params[] = {
    { "name", "string", "What it is called from now on.", "Monday", true },
    { "description", "string", "What it is for; empty without it.", NULL, false },
    { "visibility", "string", "`shared` or `private`.", "shared", true },
    { "items", "array", "All of them, as they are from now on.",
      "[{\"view_id\":\"k3v9xw5nq2mtz8ra\",\"width\":2,\"height\":\"medium\"}]", true },
    { "version", "integer", "The version that was looked at; another one there is a conflict.", "1",
      true },
    { 0 },
};

const struct route saved_routes[] = {
    { .method = HTTP_GET,
      .path = "/api/v1/saved_views",
      .scope = SCOPE_READ,
      .group = "Saved views and boards",
      .help = "The views that were saved: those that are shared, and your own.",
      .schema = "SavedViewList",
      .takes_owner = true,
      .is_live = true,
      .run = saved_list },
    { .method = HTTP_POST,
      .path = "/api/v1/saved_views",
      .scope = SCOPE_ADMIN,
      .group = "Saved views and boards",
      .help = "Save a view.",
      .params = saved_view_params,
      .schema = "SavedView",
      .status = 201,
      .body = BODY_JSON,
      .takes_owner = true,
      .is_live = true,
      .run = saved_add },
    { .method = HTTP_GET,
      .path = "/api/v1/saved_views/{id}",
      .scope = SCOPE_READ,
      .group = "Saved views and boards",
      .help = "One saved view, and what of it no longer exists.",
      .path_help = "The `view_id`.",
      .schema = "SavedView",
      .takes_owner = true,
      .is_live = true,
      .run = saved_get },
    { .method = HTTP_PUT,
      .path = "/api/v1/saved_views/{id}",
      .scope = SCOPE_ADMIN,
      .group = "Saved views and boards",
      .help = "Replace a saved view.",
      .path_help = "The `view_id`.",
      .params = saved_view_set_params,
      .schema = "SavedView",
      .conflict = "SavedViewConflict",
      .body = BODY_JSON,
      .takes_owner = true,
      .is_live = true,
      .run = saved_set },
    { .method = HTTP_DELETE,
      .path = "/api/v1/saved_views/{id}",
      .scope = SCOPE_ADMIN,
      .group = "Saved views and boards",
      .help = "Remove a saved view; boards that show it say that it is gone.",
      .path_help = "The `view_id`.",
      .status = 204,
      .takes_owner = true,
      .is_live = true,
      .run = saved_remove },
    { .method = HTTP_GET,
      .path = "/api/v1/boards",
      .scope = SCOPE_READ,
      .group = "Saved views and boards",
      .help = "The boards: those that are shared, and your own.",
      .schema = "BoardList",
      .takes_owner = true,
      .is_live = true,
      .run = saved_list },
    { .method = HTTP_POST,
      .path = "/api/v1/boards",
      .scope = SCOPE_ADMIN,
      .group = "Saved views and boards",
      .help = "Make a board of saved views.",
      .params = board_params,
      .schema = "Board",
      .status = 201,
      .body = BODY_JSON,
      .takes_owner = true,
      .is_live = true,
      .run = saved_add },
    { .method = HTTP_GET,
      .path = "/api/v1/boards/{id}",
      .scope = SCOPE_READ,
      .group = "Saved views and boards",
      .help = "One board with its views.",
      .path_help = "The `board_id`.",
      .schema = "Board",
      .takes_owner = true,
      .is_live = true,
      .run = saved_get },
    { .method = HTTP_PUT,
      .path = "/api/v1/boards/{id}",
      .scope = SCOPE_ADMIN,
      .group = "Saved views and boards",
      .help = "Replace a board with all its items.",
      .path_help = "The `board_id`.",
      .params = board_set_params,
      .schema = "Board",
      .conflict = "BoardConflict",
      .body = BODY_JSON,
      .takes_owner = true,
      .is_live = true,
      .run = saved_set },
    { .method = HTTP_DELETE,
      .path = "/api/v1/boards/{id}",
      .scope = SCOPE_ADMIN,
      .group = "Saved views and boards",
      .help = "Remove a board; its views stay.",
      .path_help = "The `board_id`.",
      .status = 204,
      .takes_owner = true,
      .is_live = true,
      .run = saved_remove },
    { 0 },
};
