/* SPDX-License-Identifier: Apache-2.0 */
#include "api/saved_views.h"

#include "api/saved_call.h"
#include "api/saved_check.h"
#include "run/saved_body.h"

void saved_views_list(struct call *call)
{
    struct saved_call saved;
    struct err err = { 0 };

    saved_reply(
        &saved,
        saved_call_begin(&saved, call, &err) &&
            saved_views_json(call_catalogue(call), saved.viewer, &saved.check, &saved.json, &err),
        NULL, 0, &err);
    saved_call_done(&saved);
}

static bool encode(struct saved_call *saved, const char *view_id, struct err *err)
{
    return saved_view_json(call_catalogue(saved->call), saved->viewer, view_id, &saved->check,
                           &saved->json, err);
}

static bool read_view(struct saved_call *saved, enum saved_use use, struct saved_view *view,
                      struct err *err)
{
    const struct buf *body = &saved->call->request->body;

    if (!saved_view_read(buf_text(body), body->size, use, &saved->call->request->arena, view,
                         &saved->call->parameter, err) ||
        !saved_check_private(saved, view->visibility, err))
        return false;
    if (saved_query_check(view->query, err))
        return true;
    saved->call->parameter = "query";
    return false;
}

static bool add(struct saved_call *saved, const char **view_id, struct err *err)
{
    struct saved_view view;

    return read_view(saved, SAVED_NEW, &view, err) &&
           saved_view_add(call_catalogue(saved->call), saved->viewer, &view,
                          &saved->call->request->arena, view_id, err) &&
           encode(saved, *view_id, err);
}

void saved_views_add(struct call *call)
{
    struct saved_call saved;
    const char *view_id = NULL;
    struct err err = { 0 };
    bool fine = saved_call_begin(&saved, call, &err) && add(&saved, &view_id, &err);

    saved_reply(&saved, fine,
                fine ? arena_printf(&call->request->arena, "saved_views/%s", view_id) : NULL, 0,
                &err);
    saved_call_done(&saved);
}

void saved_views_get(struct call *call)
{
    struct saved_call saved;
    struct err err = { 0 };

    saved_reply(&saved,
                saved_call_begin(&saved, call, &err) && encode(&saved, saved_path_id(&saved), &err),
                NULL, 0, &err);
    saved_call_done(&saved);
}

/* present stays 0 when what the version belongs to cannot be shown any more. */
static bool set(struct saved_call *saved, int64_t *present, struct err *err)
{
    struct err ignored SCOPED(err_done) = { 0 };
    struct saved_view view;

    if (!read_view(saved, SAVED_CHANGE, &view, err))
        return false;
    view.view_id = saved_path_id(saved);
    if (saved_view_set(call_catalogue(saved->call), saved->viewer, &view, present, err))
        return encode(saved, view.view_id, err);
    if (*present && !encode(saved, view.view_id, &ignored))
        *present = 0;
    return false;
}

void saved_views_set(struct call *call)
{
    struct saved_call saved;
    int64_t present = 0;
    struct err err = { 0 };
    bool fine = saved_call_begin(&saved, call, &err) && set(&saved, &present, &err);

    saved_reply(&saved, fine, NULL, present, &err);
    saved_call_done(&saved);
}

void saved_views_remove(struct call *call)
{
    struct saved_call saved;
    struct err err = { 0 };

    saved_reply_removed(
        &saved,
        saved_call_begin(&saved, call, &err) &&
            saved_view_remove(call_catalogue(call), saved.viewer, saved_path_id(&saved), &err),
        &err);
    saved_call_done(&saved);
}
