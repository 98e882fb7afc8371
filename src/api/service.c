/* SPDX-License-Identifier: Apache-2.0 */
#include "api/service.h"

#include "api/page.h"
#include "api/question.h"
#include "api/upload.h"
#include "base/clock.h"
#include "base/limits.h"
#include "run/delivery.h"
#include "sql_files.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    WATCH_MILLISECONDS = 100,
    READY_SECONDS = 10 /* after a look at the catalogue, while the next one hangs */
};

/* ---- what the catalogue says ---- */

static bool read_counts(struct db *db, struct service_facts *facts, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_delivery_counts, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const char *state = rows_text(rows, 0, NULL);

        for (size_t i = 0; i < ARRAY_COUNT(delivery_states); i++) {
            if (state && strcmp(state, delivery_states[i]) == 0)
                facts->delivery_counts[i] = rows_int(rows, 1);
        }
    }
    return step == END;
}

static bool read_activation(struct db *db, struct service_facts *facts, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *text;
    size_t size = 0;

    if (!db_query(db, &sql_state_last_activation, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    text = rows_text(rows, 0, &size);
    if (text && !timestamp_parse(text, size, &facts->last_activation))
        return err_set(err, ERR_BUG, "catalogue: activated_at '%s' is no time", text);
    return true;
}

bool service_facts_read(struct catalogue *catalogue, struct service_facts *out, struct err *err)
{
    struct service_facts facts = { 0 };

    if (!read_counts(catalogue_db(catalogue), &facts, err) ||
        !read_activation(catalogue_db(catalogue), &facts, err))
        return false;
    *out = facts;
    return true;
}

bool service_notice(struct service *service, struct catalogue *catalogue, struct err *err)
{
    int64_t version;

    if (!catalogue_data_version(catalogue, &version, err))
        return false;
    if (atomic_load(&service->data_version) == version)
        return true;
    dataset_refresh(service->dataset);
    atomic_store(&service->data_version, version);
    cache_clear(
        service->cache); /* the old answers can no longer be found; give their memory back */
    return true;
}

bool service_is_ready(struct service *service)
{
    return clock_steady() < atomic_load_explicit(&service->ready_until, memory_order_relaxed);
}

/* ---- the watching thread ---- */

static int64_t ready_end(void)
{
    return clock_steady() + READY_SECONDS * INT64_C(1000000);
}

static void watch_catalogue(struct service *service, struct catalogue *catalogue)
{
    struct err err = { 0 };
    bool is_ready = service_notice(service, catalogue, &err);

    if (atomic_exchange(&service->ready_until, is_ready ? ready_end() : 0) && !is_ready)
        log_event(&service->log, LOG_ERROR, "catalogue.unreadable",
                  (struct log_field[]){ LOG_TEXT("error", err_text(&err)), LOG_END });
    err_done(&err);
}

static void *watch(void *argument)
{
    struct service *service = argument;
    struct timespec wake;

    pthread_mutex_lock(&service->lock);
    while (!service->stopping) {
        pthread_mutex_unlock(&service->lock);
        watch_catalogue(service, service->catalogues[service->worker_count]);
        question_cut_late(service);
        access_log_flush(service->access_log);
        pthread_mutex_lock(&service->lock);
        clock_gettime(CLOCK_MONOTONIC, &wake);
        wake.tv_nsec += WATCH_MILLISECONDS * 1000000L;
        if (wake.tv_nsec >= 1000000000L) {
            wake.tv_sec++;
            wake.tv_nsec -= 1000000000L;
        }
        if (!service->stopping)
            pthread_cond_timedwait(&service->wake, &service->lock, &wake);
    }
    pthread_mutex_unlock(&service->lock);
    return NULL;
}

static bool start_watching(struct service *service, struct err *err)
{
    pthread_condattr_t attributes;

    pthread_mutex_init(&service->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&service->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&service->watcher, NULL, watch, service) != 0)
        return err_set(err, ERR_LIMIT, "watch the catalogue: no more threads");
    service->watches = true;
    return true;
}

/* ---- life ---- */

static bool open_parts(struct service *service, struct err *err)
{
    const struct place *place = &service->config->place;
    struct dataset_options dataset = { .place = place,
                                       .memory_limit = service->config->memory_limit,
                                       .keeps_cubes = true };
    size_t connection_count = service->worker_count + 1; /* the last one is the watching thread's */

    service->catalogues = ARENA_ARRAY(&service->arena, struct catalogue *, connection_count);
    service->running = ARENA_ARRAY(&service->arena, struct running_question, service->worker_count);
    for (size_t i = 0; i < connection_count; i++) {
        if (!catalogue_open(place, &service->catalogues[i], err))
            return false;
    }
    if (!uploads_open(service, &service->uploads, err) || /* sweeps what a killed server left */
        !dataset_open(&dataset, &service->dataset, err) || !page_open(&service->page, err) ||
        !service_notice(service, service->catalogues[service->worker_count], err))
        return false;
    atomic_store(&service->ready_until, ready_end());
    return start_watching(service, err);
}

bool service_open(const struct service_options *options, struct service **out, struct err *err)
{
    struct service *service = calloc(1, sizeof(*service));

    if (!service)
        abort();
    service->config = options->config;
    service->log = options->log;
    service->worker_count = options->worker_count;
    service->guard = (struct guard_rules){ .is_loopback = options->is_loopback,
                                           .address = options->address,
                                           .allowed_hosts = options->config->allowed_hosts };
    service->cache = cache_new(LIMIT_CACHE);
    service->metrics = metrics_new();
    service->access_log = access_log_new(options->log);
    if (!open_parts(service, err)) {
        service_close(service);
        return false;
    }
    *out = service;
    return true;
}

void service_close(struct service *service)
{
    if (!service)
        return;
    if (service->watches) {
        pthread_mutex_lock(&service->lock);
        atomic_store(&service->stopping, true);
        pthread_cond_signal(&service->wake);
        pthread_mutex_unlock(&service->lock);
        pthread_join(service->watcher, NULL);
        pthread_cond_destroy(&service->wake);
        pthread_mutex_destroy(&service->lock);
    }
    uploads_close(service->uploads);
    page_close(service->page);
    dataset_close(service->dataset);
    cache_free(service->cache);
    metrics_free(service->metrics);
    access_log_free(service->access_log);
    for (size_t i = 0; service->catalogues && i <= service->worker_count; i++)
        catalogue_close(service->catalogues[i]);
    arena_done(&service->arena);
    free(service);
}
