/* SPDX-License-Identifier: Apache-2.0 */
#include "api/upload.h"

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/process.h"
#include "run/again.h"
#include "run/home_lock.h"
#include "run/ingest.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RUN_KEPT_MAX = 1000, KEY_SIZE_MAX = 255, ANSWER_SIZE_MAX = 1024 * 1024 };

enum run_state { RUN_WAITS, RUN_WORKS, RUN_DONE, RUN_FAILED };

/* A file on its way in. Where the file system can, it has no name until it is complete, so nothing
 * is left of it when the client leaves or the server dies. */
struct upload {
    struct uploads *uploads;
    char *path; /* that it has, or is to have */
    int fd;
    bool has_name;
    bool is_taken; /* by a run */
};

struct run {
    struct run *next; /* by number */
    struct uploads *uploads;
    bool holds_stage; /* its staged file is waiting or read */
    int64_t run_id;
    enum run_state state;
    char *path;    /* of the staged file; NULL: landed bytes are mapped again */
    int64_t again; /* then of this delivery, else 0 */
    char *name;
    char *source;
    char *currency;
    char *date_order;
    char *key; /* Idempotency-Key, or NULL */
    int64_t size;
    struct ingest_progress progress;
    char *result; /* JSON of the delivery, once done */
    struct err failure;
};

struct uploads {
    struct service *service;
    struct catalogue *catalogue; /* of the importing thread */
    char *stage;
    struct arena arena;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    bool works;
    atomic_bool stopping; /* also cancels the import under way */
    pthread_mutex_t hold_lock;
    struct home_lock
        *hold;         /* keeps sweeps away while there are staged files; NULL: there are none */
    size_t hold_count; /* staged files */
    int64_t last_run_id;
    int64_t last_file_no;
    size_t run_count;
    struct run *first;
    struct run *last;
};

/* ---- staged files ---- */

/* One lock for all of them, so that many that wait are not as many connections. */
static bool stage_hold(struct uploads *uploads, struct err *err)
{
    struct err lost SCOPED(err_done) = { 0 };
    bool done;

    pthread_mutex_lock(&uploads->hold_lock);
    if (uploads->hold && !home_lock_held(uploads->hold, &lost)) {
        home_lock_close(uploads->hold);
        uploads->hold = NULL;
    }
    done = uploads->hold != NULL;
    if (!done) {
        struct home_lock *hold = home_lock_new(&uploads->service->config->place);

        done = home_lock_run(hold, err);
        if (done)
            uploads->hold = hold;
        else
            home_lock_close(hold);
    }
    uploads->hold_count += done;
    pthread_mutex_unlock(&uploads->hold_lock);
    return done;
}

static void stage_release(struct uploads *uploads)
{
    pthread_mutex_lock(&uploads->hold_lock);
    if (--uploads->hold_count == 0) {
        home_lock_close(uploads->hold);
        uploads->hold = NULL;
    }
    pthread_mutex_unlock(&uploads->hold_lock);
}

/* ---- runs; under the lock ---- */

static void run_release(struct run *run)
{
    if (run->holds_stage)
        stage_release(run->uploads);
    run->holds_stage = false;
}

static void run_free(struct run *run)
{
    run_release(run);
    free(run->path);
    free(run->name);
    free(run->source);
    free(run->currency);
    free(run->date_order);
    free(run->key);
    free(run->result);
    err_done(&run->failure);
    free(run);
}

static struct run *run_find(struct uploads *uploads, int64_t run_id)
{
    struct run *run = uploads->first;

    while (run && run->run_id != run_id)
        run = run->next;
    return run;
}

static struct run *run_by_key(struct uploads *uploads, const char *key)
{
    struct run *run = key ? uploads->first : NULL;

    while (run && !(run->key && strcmp(run->key, key) == 0))
        run = run->next;
    return run;
}

static struct run *run_waiting(struct uploads *uploads)
{
    struct run *run = uploads->first;

    while (run && run->state != RUN_WAITS)
        run = run->next;
    return run;
}

/* Forget the oldest runs that are over. */
static void forget_old(struct uploads *uploads)
{
    while (uploads->run_count > RUN_KEPT_MAX && uploads->first->state >= RUN_DONE) {
        struct run *oldest = uploads->first;

        uploads->first = oldest->next;
        uploads->run_count--;
        run_free(oldest);
    }
}

static void run_append(struct uploads *uploads, struct run *run)
{
    run->run_id = ++uploads->last_run_id;
    *(uploads->last ? &uploads->last->next : &uploads->first) = run;
    uploads->last = run;
    uploads->run_count++;
    forget_old(uploads);
    pthread_cond_signal(&uploads->changed);
}

/* ---- importing ---- */

static void note_progress(void *context, const struct ingest_progress *progress)
{
    struct run *run = context;

    pthread_mutex_lock(&run->uploads->lock);
    run->progress = *progress;
    pthread_mutex_unlock(&run->uploads->lock);
}

static char *result_text(const struct ingest_result *result)
{
    struct buf text;
    struct json json;
    char *bytes;

    buf_init(&text, ANSWER_SIZE_MAX);
    json_init(&json, &text);
    ingest_result_json(result, &json);
    bytes = strdup(text.overflowed ? "{}" : buf_text(&text));
    buf_done(&text);
    if (!bytes)
        abort();
    return bytes;
}

/* Import one file; on the importing thread, without the lock. */
static void import(struct uploads *uploads, struct run *run)
{
    const struct ingest_job job = { .config = uploads->service->config,
                                    .path = run->path,
                                    .again = run->again,
                                    .name = run->name,
                                    .source = run->source,
                                    .currency = run->currency,
                                    .date_order = run->date_order,
                                    .move = true,
                                    .cancel = &uploads->stopping,
                                    .progress = note_progress,
                                    .progress_context = run };
    struct ingest_result result = { 0 };
    struct err err = { 0 };
    struct err notice = { 0 };
    char *text = NULL;

    if (ingest(&job, &result, &err))
        text = result_text(&result);
    log_event(&uploads->service->log, err.code ? LOG_ERROR : LOG_INFO, "run.done",
              (struct log_field[]){ LOG_INT("run_id", run->run_id), LOG_TEXT("name", run->name),
                                    LOG_TEXT("state", text ? result.state : "failed"),
                                    LOG_TEXT("source", text ? result.source : NULL),
                                    LOG_INT("charge_count", result.charge_count),
                                    LOG_TEXT("error", err_text(&err)), LOG_END });
    /* Whoever reads that the run is done sees its data, not an older cached answer. */
    if (!service_notice(uploads->service, uploads->catalogue, &notice))
        err_done(&notice); /* the watching thread says so too */
    ingest_result_done(&result);
    if (run->path)
        unlink(run->path); /* already gone when it was landed */
    run_release(run);
    pthread_mutex_lock(&uploads->lock);
    run->state = text ? RUN_DONE : RUN_FAILED;
    run->result = text;
    err_move(&run->failure, &err);
    pthread_mutex_unlock(&uploads->lock);
}

static void *import_all(void *argument)
{
    struct uploads *uploads = argument;
    struct run *run;

    pthread_mutex_lock(&uploads->lock);
    while (!atomic_load(&uploads->stopping)) {
        run = run_waiting(uploads);
        if (!run) {
            pthread_cond_wait(&uploads->changed, &uploads->lock);
            continue;
        }
        run->state = RUN_WORKS;
        pthread_mutex_unlock(&uploads->lock);
        import(uploads, run);
        pthread_mutex_lock(&uploads->lock);
    }
    pthread_mutex_unlock(&uploads->lock);
    return NULL;
}

bool uploads_open(struct service *service, struct uploads **out, struct err *err)
{
    struct uploads *uploads = calloc(1, sizeof(*uploads));

    if (!uploads)
        abort();
    uploads->service = service;
    uploads->stage = home_stage(&uploads->arena, service->config->place.home);
    pthread_mutex_init(&uploads->lock, NULL);
    pthread_mutex_init(&uploads->hold_lock, NULL);
    pthread_cond_init(&uploads->changed, NULL);
    *out = uploads; /* from here on uploads_close ends it */
    if (!directory_make(uploads->stage, err) ||
        !catalogue_open(&service->config->place, &uploads->catalogue, err))
        return false;
    if (pthread_create(&uploads->thread, NULL, import_all, uploads) != 0)
        return err_set(err, ERR_LIMIT, "import uploads: no more threads");
    uploads->works = true;
    return true;
}

void uploads_close(struct uploads *uploads)
{
    if (!uploads)
        return;
    pthread_mutex_lock(&uploads->lock);
    atomic_store(&uploads->stopping, true);
    pthread_cond_broadcast(&uploads->changed);
    pthread_mutex_unlock(&uploads->lock);
    if (uploads->works)
        pthread_join(uploads->thread, NULL);
    while (uploads->first) {
        struct run *run = uploads->first;

        uploads->first = run->next;
        if (run->state == RUN_WAITS && run->path)
            unlink(run->path);
        run_free(run);
    }
    catalogue_close(uploads->catalogue);
    pthread_cond_destroy(&uploads->changed);
    pthread_mutex_destroy(&uploads->lock);
    pthread_mutex_destroy(&uploads->hold_lock);
    arena_done(&uploads->arena);
    free(uploads);
}

bool uploads_are_idle(struct uploads *uploads)
{
    bool idle = true;

    pthread_mutex_lock(&uploads->lock);
    for (const struct run *run = uploads->first; run; run = run->next)
        idle = idle && run->state >= RUN_DONE;
    pthread_mutex_unlock(&uploads->lock);
    return idle;
}

/* ---- receiving ---- */

static int open_stage(struct upload *upload)
{
    int fd = open(upload->uploads->stage, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

    if (fd >= 0)
        return fd;
    fd = open(upload->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    upload->has_name = fd >= 0;
    return fd;
}

bool upload_receive(struct call *call)
{
    struct uploads *uploads = call->service->uploads;
    struct arena *arena = &call->request->arena;
    struct upload *upload = ARENA_NEW(arena, struct upload);
    char process[PROCESS_NAME_SIZE];

    if (!call->request->head.has_body) {
        call_fail_status(call, 400,
                         "there is nothing in it: the body has to be the bytes of the bill");
        return false;
    }
    if (call->request->head.values[HTTP_CONTENT_ENCODING]) {
        call_fail_status(call, 415, "send the file as it is, without Content-Encoding");
        return false;
    }
    upload->uploads = uploads;
    process_name(process);
    pthread_mutex_lock(&uploads->lock);
    upload->path = arena_printf(arena, "%s/upload-%s-%" PRId64, uploads->stage, process,
                                ++uploads->last_file_no);
    pthread_mutex_unlock(&uploads->lock);
    upload->fd = open_stage(upload);
    if (upload->fd < 0) {
        call_fail_status(call, 507, "the home cannot take a new file");
        return false;
    }
    call->upload = upload;
    http_take_file(call->request, upload->fd, call->service->config->upload_limit);
    return true;
}

void upload_drop(struct call *call)
{
    struct upload *upload = call->upload;

    file_close(&upload->fd);
    if (upload->has_name && !upload->is_taken)
        unlink(upload->path);
}

/* Give the complete file its name, safe from sweeps until stage_release. */
static bool name_file(struct upload *upload, struct err *err)
{
    char source[64];

    if (!stage_hold(upload->uploads, err))
        return false;
    if (upload->has_name)
        return true;
    snprintf(source, sizeof(source), "/proc/self/fd/%d", upload->fd);
    if (linkat(AT_FDCWD, source, AT_FDCWD, upload->path, AT_SYMLINK_FOLLOW) != 0) {
        err_errno(err, ERR_UPSTREAM, "%s", upload->path);
        stage_release(upload->uploads);
        return false;
    }
    upload->has_name = true;
    return true;
}

static char *copy(const char *text)
{
    char *copied = text ? strdup(text) : NULL;

    if (text && !copied)
        abort();
    return copied;
}

/* Takes over the hold and all texts of the run that it makes. */
static int64_t run_start(struct uploads *uploads, const struct run *made)
{
    struct run *run = malloc(sizeof(*run));

    if (!run)
        abort();
    *run = *made;
    run->uploads = uploads;
    run->progress.bytes_total = run->size;
    run_append(uploads, run);
    return run->run_id;
}

/* The run that the upload becomes; or the one that it became before, when the client repeats
 * itself. */
static int64_t start_upload(struct call *call)
{
    struct uploads *uploads = call->service->uploads;
    const char *key = call->request->head.values[HTTP_IDEMPOTENCY_KEY];
    const char *name = call_value(call, "name");
    const struct run *before;
    int64_t run_id;

    pthread_mutex_lock(&uploads->lock);
    before = run_by_key(uploads, key);
    if (before) {
        run_id = before->run_id;
    } else {
        run_id =
            run_start(uploads, &(struct run){ .holds_stage = true,
                                              .path = copy(call->upload->path),
                                              .name = copy(path_name(name)),
                                              .source = copy(call_value(call, "source")),
                                              .currency = copy(call_value(call, "currency")),
                                              .date_order = copy(call_value(call, "date_order")),
                                              .key = copy(key),
                                              .size = call->request->body_size });
        call->upload->is_taken = true;
    }
    pthread_mutex_unlock(&uploads->lock);
    if (before)
        stage_release(uploads); /* upload_drop removes the file */
    return run_id;
}

/* What is said of the bill can be meant. */
static bool check_words(struct call *call, const struct query_pair *words, size_t count,
                        struct err *err)
{
    const struct ingest_job job = { .source = words_find(words, count, "source"),
                                    .currency = words_find(words, count, "currency"),
                                    .date_order = words_find(words, count, "date_order") };

    if (ingest_job_check(&job, err))
        return true;
    call->parameter =
        arena_strndup(&call->request->arena, err_text(err), strcspn(err_text(err), ":"));
    return false;
}

static bool check_upload(struct call *call, struct err *err)
{
    const char *key = call->request->head.values[HTTP_IDEMPOTENCY_KEY];
    const char *name = call_value(call, "name");

    if (!name || !*path_name(name)) {
        call->parameter = "name";
        return err_set(err, ERR_USAGE, "name is required: what the file is called");
    }
    if (!check_words(call, call->pairs, call->pair_count, err))
        return false;
    if (key && strlen(key) > KEY_SIZE_MAX)
        return err_set(err, ERR_LIMIT, "Idempotency-Key is longer than %d bytes", KEY_SIZE_MAX);
    return true;
}

static void reply_started(struct call *call, int64_t run_id)
{
    struct buf body SCOPED(buf_done) = { .maximum = ANSWER_SIZE_MAX };
    struct json json;

    json_init(&json, &body);
    json_object(&json);
    json_member_int(&json, "run_id", run_id);
    json_object_end(&json);
    call_reply_json(call, &body,
                    arena_printf(&call->request->arena, "/api/v1/runs/%" PRId64, run_id));
}

void upload_run(struct call *call)
{
    struct err err = { 0 };

    if (!check_upload(call, &err) || !name_file(call->upload, &err)) {
        call_fail(call, &err);
        return;
    }
    reply_started(call, start_upload(call));
}

/* ---- landed bytes again ---- */

static bool parse_id(const char *text, int64_t *id)
{
    char *end;

    if (*text < '1' || *text > '9')
        return false;
    *id = strtoll(text, &end, 10);
    return !*end && *id < INT64_MAX;
}

static bool read_again(struct call *call, int64_t *delivery_id, struct again *again,
                       const struct query_pair **words, size_t *count, struct err *err)
{
    if (!call_body_words(call, words, count, err) || !check_words(call, *words, *count, err))
        return false;
    if (!parse_id(call->rest, delivery_id))
        return err_set(err, ERR_MISSING, "there is no delivery %s", call->rest);
    return again_find(call_catalogue(call), call->service->config->place.home, *delivery_id,
                      &call->request->arena, again, err);
}

void upload_again(struct call *call)
{
    struct uploads *uploads = call->service->uploads;
    const struct query_pair *words = NULL;
    struct again again = { 0 };
    size_t count = 0;
    int64_t delivery_id = 0;
    int64_t run_id;
    struct err err = { 0 };

    if (!read_again(call, &delivery_id, &again, &words, &count, &err)) {
        call_fail(call, &err);
        return;
    }
    pthread_mutex_lock(&uploads->lock);
    run_id = run_start(uploads,
                       &(struct run){ .again = delivery_id,
                                      .name = copy(path_name(again.name)),
                                      .source = copy(words_find(words, count, "source")),
                                      .currency = copy(words_find(words, count, "currency")),
                                      .date_order = copy(words_find(words, count, "date_order")),
                                      .size = again.bundle.byte_count });
    pthread_mutex_unlock(&uploads->lock);
    reply_started(call, run_id);
}

/* ---- asking after a run ---- */

static const char *run_state_name(const struct run *run)
{
    switch (run->state) {
    case RUN_WAITS:
        return ingest_phase_name(INGEST_LANDING);
    case RUN_WORKS:
        return ingest_phase_name(run->progress.phase < INGEST_DONE ? run->progress.phase
                                                                   : INGEST_ACTIVATING);
    case RUN_DONE:
        return ingest_phase_name(INGEST_DONE);
    case RUN_FAILED:
        break;
    }
    return "failed";
}

static void failure_json(const struct err *failure, struct json *json)
{
    json_key(json, "error");
    if (!failure->code) {
        json_null(json);
        return;
    }
    json_object(json);
    json_member_text(json, "title", err_code_help(failure->code));
    json_member_int(json, "status", err_http_status(failure->code));
    json_member_text(json, "code", err_code_name(failure->code));
    json_member_text(json, "detail", err_text(failure));
    json_object_end(json);
}

static void run_json(const struct run *run, struct json *json)
{
    json_object(json);
    json_member_int(json, "run_id", run->run_id);
    json_member_text(json, "state", run_state_name(run));
    json_member_text(json, "name", run->name);
    json_member_int(json, "bytes_done", run->progress.bytes_done);
    json_member_int(json, "bytes_total", run->progress.bytes_total);
    json_member_int(json, "row_count", run->progress.row_count);
    json_key(json, "deliveries");
    json_array(json);
    if (run->result)
        json_raw(json, run->result, strlen(run->result));
    json_array_end(json);
    failure_json(&run->failure, json);
    json_object_end(json);
}

bool run_get(struct call *call, struct json *json, struct err *err)
{
    struct uploads *uploads = call->service->uploads;
    const struct run *run = NULL;
    int64_t run_id = 0;

    pthread_mutex_lock(&uploads->lock);
    if (parse_id(call->rest, &run_id))
        run = run_find(uploads, run_id);
    if (run)
        run_json(run, json);
    pthread_mutex_unlock(&uploads->lock);
    return run ||
           err_set(err, ERR_MISSING, "there is no run %s since the server was started", call->rest);
}
