/* SPDX-License-Identifier: Apache-2.0 */
#include "api/question.h"

#include "api/negotiate.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND = 1000000, GZIP_LEAST = 1024, TAG_SIZE = 32 };

/* What one computation of an answer needs. The view call has an arena of its own: once the answer
 * is sent, that of the request may be gone. */
struct asking {
    struct call *call;
    struct arena arena;
    struct snapshot *snapshot;
    struct view_call *view;
    struct key key; /* canonical question, data version included */
    const char *tag;
};

static void asking_done(struct asking *asking)
{
    view_done(asking->view);
    snapshot_release(asking->snapshot);
    arena_done(&asking->arena);
}

/* ---- sending what is cached ---- */

static bool wants_gzip(const struct call *call)
{
    return accept_coding(call->request->head.values[HTTP_ACCEPT_ENCODING], "gzip") > 0;
}

/* The variant that the client wants, one reference; NULL: its gzip has not been made yet. */
static struct http_answer *pick(struct call *call, struct cached *cached)
{
    const char *known = call->request->head.values[HTTP_IF_NONE_MATCH];
    struct http_answer *gzip;

    if (known && (etag_matches(known, cached->tag) ||
                  etag_matches(known, arena_printf(&call->request->arena, "%s-gzip", cached->tag))))
        return http_answer_retain(cached->not_modified);
    if (!cached->gzip_pays || !wants_gzip(call))
        return http_answer_retain(cached->plain);
    gzip = cache_gzip(call->service->cache, cached);
    return gzip ? http_answer_retain(gzip) : NULL;
}

/* What every variant carries: who may keep it, and what it depends on. */
static void add_validators(struct http_answer *answer, const char *tag, const char *suffix)
{
    char quoted[TAG_SIZE + 16];

    snprintf(quoted, sizeof(quoted), "\"%s%s\"", tag, suffix);
    http_answer_add(answer, "ETag", quoted);
    http_answer_add(answer, "Cache-Control", "private, no-cache");
    http_answer_add(answer, "Vary", "Authorization, Accept, Accept-Encoding");
}

static struct http_answer *make_gzip(const char *bytes, size_t size, const char *content_type,
                                     const char *tag)
{
    struct http_answer *answer;
    struct buf packed;

    if (!respond_gzip(bytes, size, &packed))
        return NULL;
    answer = respond_bytes(200, content_type, &packed);
    http_answer_add(answer, "Content-Encoding", "gzip");
    add_validators(answer, tag, "-gzip");
    return answer;
}

/* On a worker: the variant that the client wants, made if need be. The call is over. */
static void reply_cached(struct call *call, struct cached *cached)
{
    struct http_answer *answer = pick(call, cached);

    if (!answer) {
        struct http_answer *gzip =
            make_gzip(http_answer_bytes(cached->plain), http_answer_size(cached->plain),
                      view_content_type(call->format), cached->tag);

        if (gzip)
            cache_add_gzip(call->service->cache, cached, gzip);
        answer =
            http_answer_retain(gzip ? cache_gzip(call->service->cache, cached) : cached->plain);
    }
    /* The data may have changed between the request's arrival and its snapshot. */
    if (call->alias && call->alias_version == call->version)
        cache_alias(call->service->cache, cached, (struct key){ call->alias, call->alias_size });
    call_reply(call, answer);
}

/* ---- the raw request as a key ---- */

/* The same target and Accept mean the same as long as neither the data nor the day changes. */
static void make_alias(struct call *call)
{
    struct http_request *request = call->request;
    int64_t stamp[3] = { atomic_load_explicit(&call->service->data_version, memory_order_relaxed),
                         clock_now() / ((int64_t)86400 * SECOND), (int64_t)call->format };
    size_t target_size = request->path_size;
    char *alias;

    if (*request->query)
        target_size += 1 + strlen(request->query);
    alias = arena_alloc(&request->arena, sizeof(stamp) + target_size);
    memcpy(alias, stamp, sizeof(stamp));
    memcpy(alias + sizeof(stamp), request->path, target_size);
    call->alias = alias;
    call->alias_version = stamp[0];
    call->alias_size = sizeof(stamp) + target_size;
}

void question_begin(struct call *call)
{
    struct cached *cached;
    struct http_answer *answer;

    /* What is cached may be old by now, and nothing can say that it is not. */
    if (!service_is_ready(call->service)) {
        call_fail_status(call, 503, "the catalogue cannot be read; try again later");
        return;
    }
    make_alias(call);
    cached = cache_find(call->service->cache, (struct key){ call->alias, call->alias_size });
    if (!cached)
        return;
    answer = pick(call, cached);
    cached_release(cached);
    if (!answer)
        return; /* a worker makes the gzip variant */
    call->cache = "hit";
    call_reply(call, answer);
}

/* ---- asking ---- */

static const char *canonical_path(const struct call *call)
{
    return arena_strndup(&call->request->arena, call->request->path, call->request->path_size);
}

/* Words to a checked view call, its key and its ETag. */
static bool prepare(struct asking *asking, const struct query_pair *pairs, size_t pair_count,
                    struct err *err)
{
    struct call *call = asking->call;
    struct arena *arena = &call->request->arena;
    struct view_request request = { .question = view_question_find(call->route->question),
                                    .pairs = pairs,
                                    .pair_count = pair_count,
                                    .format = call->format,
                                    .path = canonical_path(call) };
    struct hash *hash;
    char digest[HASH_TEXT_SIZE];
    const char *parameter = NULL;
    char *key;

    if (!request.question)
        return err_set(err, ERR_BUG, "there is no question %s", call->route->question);
    if (!dataset_snapshot(call->service->dataset, &asking->snapshot, err))
        return false;
    if (!view_prepare(asking->snapshot, &request, &asking->arena, &asking->view, &parameter, err)) {
        call->parameter = arena_strdup(arena, parameter);
        return false;
    }
    call->version = snapshot_version(asking->snapshot);
    key = arena_printf(arena, "%s %d %s %s", CENTAVO_VERSION, (int)call->format, request.path,
                       view_canonical(asking->view));
    asking->key = (struct key){ key, strlen(key) };
    hash = hash_new();
    hash_add(hash, key, asking->key.size);
    hash_finish(hash, digest);
    hash_free(hash);
    asking->tag = arena_strndup(arena, digest, TAG_SIZE);
    return true;
}

static void running_set(struct call *call, struct view_call *view)
{
    struct service *service = call->service;
    struct running_question *running = &service->running[call->worker];

    pthread_mutex_lock(&service->lock);
    *running = (struct running_question){
        .call = view, .end = clock_steady() + (int64_t)LIMIT_QUESTION_SECONDS * SECOND
    };
    pthread_mutex_unlock(&service->lock);
}

static bool running_end(struct call *call)
{
    struct service *service = call->service;
    struct running_question *running = &service->running[call->worker];
    bool was_cut;

    pthread_mutex_lock(&service->lock);
    was_cut = running->was_cut;
    running->call = NULL;
    pthread_mutex_unlock(&service->lock);
    return was_cut;
}

static void cut(struct service *service, int64_t now)
{
    pthread_mutex_lock(&service->lock);
    for (size_t i = 0; i < service->worker_count; i++) {
        struct running_question *running = &service->running[i];

        if (running->call && running->end <= now) {
            running->was_cut = true;
            view_interrupt(running->call);
        }
    }
    pthread_mutex_unlock(&service->lock);
}

void question_cut_late(struct service *service)
{
    cut(service, clock_steady());
}

void question_cut_all(struct service *service)
{
    cut(service, INT64_MAX);
}

static bool compute(struct asking *asking, struct buf *out, struct err *err)
{
    bool fine;

    running_set(asking->call, asking->view);
    fine = view_answer(asking->view, out, err) && buf_check(out, "the answer", err);
    if (running_end(asking->call) && !fine)
        return err_set(err, ERR_UPSTREAM,
                       "the question took longer than %d s; ask for a shorter period",
                       LIMIT_QUESTION_SECONDS);
    return fine;
}

/* The answer in its variants; takes the bytes. */
static struct cached *make_cached(struct asking *asking, struct buf *body)
{
    struct call *call = asking->call;
    const char *type = view_content_type(call->format);
    bool gzip_pays = body->size > GZIP_LEAST && call->format != VIEW_PARQUET;
    struct http_answer *not_modified = respond_empty(304);
    struct http_answer *plain = respond_bytes(200, type, body);

    add_validators(plain, asking->tag, "");
    add_validators(not_modified, asking->tag, "");
    return cached_new(plain, not_modified, asking->tag, gzip_pays);
}

/* The same error for everybody who waited for this answer. */
static void fail_waiters(void **waiters, const struct err *err, const char *parameter)
{
    for (size_t i = 0; waiters[i]; i++) {
        struct call *waiter = waiters[i];
        struct err copy = { 0 };

        waiter->parameter = parameter;
        err_set(&copy, err->code, "%s", err_text(err));
        call_fail(waiter, &copy);
    }
}

/* Compute, and answer everybody who has come for it. */
static void lead(struct asking *asking, struct err *err)
{
    struct call *call = asking->call;
    struct cached *cached = NULL;
    void **waiters;
    struct buf body;

    buf_init(&body, LIMIT_ANSWER);
    if (compute(asking, &body, err))
        cached = make_cached(asking, &body);
    buf_done(&body);
    waiters = cache_settle(call->service->cache, asking->key, cached);
    if (cached) {
        for (size_t i = 0; waiters[i]; i++)
            reply_cached(waiters[i], cached);
        call->cache = "miss";
        reply_cached(call, cached);
        cached_release(cached);
    } else {
        fail_waiters(waiters, err, NULL);
        call_fail(call, err);
    }
    free(waiters);
}

void question_run_words(struct call *call, const struct query_pair *pairs, size_t pair_count)
{
    struct asking asking = { .call = call };
    struct cached *cached = NULL;
    struct err err = { 0 };

    if (!prepare(&asking, pairs, pair_count, &err)) {
        call_fail(call, &err);
        asking_done(&asking);
        return;
    }
    call->cache = "wait"; /* before entering: a call that waits may be over at any moment */
    switch (cache_enter(call->service->cache, asking.key, call, &cached)) {
    case CACHE_READY:
        call->cache = "hit";
        reply_cached(call, cached);
        cached_release(cached);
        break;
    case CACHE_LEAD:
        lead(&asking, &err);
        break;
    case CACHE_WAIT:
        break;
    }
    asking_done(&asking);
}

/* The words of a request: the query string's, a JSON body's, and the name in the path. */
static bool collect_words(struct call *call, const struct query_pair **pairs, size_t *count,
                          struct err *err)
{
    struct arena *arena = &call->request->arena;
    const struct buf *body = &call->request->body;
    const struct query_pair *more = NULL;
    size_t more_count = 0;
    struct query_pair *all;
    const char *word = route_path_word(call->route, arena);
    const char *name = word ? call_value(call, word) : NULL;
    bool has_name = *call->rest && !name;

    if (name && strcmp(name, call->rest) != 0) { /* a link to itself repeats it */
        call->parameter = word;
        return err_set(err, ERR_USAGE, "the %s stands in the path", word);
    }
    if (call->route->body == BODY_JSON &&
        !query_pairs_from_json(buf_text(body), body->size, arena, &more, &more_count, err))
        return false;
    all = ARENA_ARRAY(arena, struct query_pair, call->pair_count + more_count + 1);
    if (call->pair_count > 0)
        memcpy(all, call->pairs, call->pair_count * sizeof(*all));
    if (more_count > 0)
        memcpy(all + call->pair_count, more, more_count * sizeof(*all));
    *count = call->pair_count + more_count;
    if (has_name)
        all[(*count)++] = (struct query_pair){ word, call->rest };
    *pairs = all;
    return true;
}

void question_run(struct call *call)
{
    const struct query_pair *pairs;
    size_t count;
    struct err err = { 0 };

    if (!collect_words(call, &pairs, &count, &err))
        call_fail(call, &err);
    else
        question_run_words(call, pairs, count);
}

void question_run_live(struct call *call)
{
    struct asking asking = { .call = call };
    const struct query_pair *pairs;
    size_t count;
    struct buf body;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    if (collect_words(call, &pairs, &count, &err) && prepare(&asking, pairs, count, &err) &&
        compute(&asking, &body, &err))
        call_reply_json(call, &body, NULL);
    else
        call_fail(call, &err);
    buf_done(&body);
    asking_done(&asking);
}
