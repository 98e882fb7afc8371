/* SPDX-License-Identifier: Apache-2.0 */
#include "api/saved_call.h"

#include "api/saved_check.h"
#include "base/hash.h"
#include "base/limits.h"

#include <string.h>

enum { OWNER_LEAST = 22, OWNER_MOST = 64 };

static const char owner_name[] = "Centavo-Owner";

static bool find_viewer(struct saved_call *saved, struct err *err)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    struct call *call = saved->call;
    const char *owner = call->request->head.values[HTTP_CENTAVO_OWNER];
    char text[HASH_TEXT_SIZE];
    struct hash *hash;

    if (!owner)
        return true;
    if (strlen(owner) < OWNER_LEAST || strlen(owner) > OWNER_MOST || owner[strspn(owner, letters)])
        return call_wrong(call, owner_name, "22 to 64 letters, digits, - and _", err);
    hash = hash_new();
    hash_add(hash, owner, strlen(owner));
    hash_finish(hash, text);
    hash_free(hash);
    saved->viewer = arena_strdup(&call->request->arena, text);
    return true;
}

bool saved_call_begin(struct saved_call *saved, struct call *call, struct err *err)
{
    static const char *const none[] = { NULL };

    *saved = (struct saved_call){ .call = call };
    buf_init(&saved->body, LIMIT_ANSWER);
    json_init(&saved->json, &saved->body);
    if (!call_check_names(call, none, err) || !find_viewer(saved, err) ||
        !dataset_snapshot(call->service->dataset, &saved->snapshot, err))
        return false;
    saved->check = (struct saved_view_check){ saved_problems, saved->snapshot };
    return true;
}

void saved_call_done(struct saved_call *saved)
{
    snapshot_release(saved->snapshot);
    buf_done(&saved->body);
}

bool saved_check_private(struct saved_call *saved, const char *visibility, struct err *err)
{
    if (saved->viewer || strcmp(visibility, "shared") == 0)
        return true;
    return call_wrong(saved->call, "visibility",
                      "shared where no header Centavo-Owner says whose it is", err);
}

const char *saved_path_id(const struct saved_call *saved)
{
    return saved->call->rest;
}

static void reply_conflict(struct saved_call *saved, int64_t present, struct err *err)
{
    struct http_answer *answer =
        respond_conflict(saved->call->request, err, "version", present, &saved->body);

    err_done(err);
    call_reply(saved->call, answer);
}

void saved_reply(struct saved_call *saved, bool fine, const char *made, int64_t present,
                 struct err *err)
{
    struct call *call = saved->call;

    if (!fine && present)
        reply_conflict(saved, present, err);
    else if (!fine)
        call_fail(call, err);
    else if (made)
        call_reply_made(call, &saved->body,
                        arena_printf(&call->request->arena, "/api/v1/%s", made));
    else
        call_reply_json(call, &saved->body);
}

void saved_reply_removed(struct saved_call *saved, bool fine, struct err *err)
{
    struct http_answer *answer;

    if (!fine) {
        call_fail(saved->call, err);
        return;
    }
    answer = respond_empty(204);
    http_answer_add(answer, "Cache-Control", "no-store");
    call_reply(saved->call, answer);
}
