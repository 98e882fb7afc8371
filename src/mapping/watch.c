/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/watch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { PERIOD = 100 * 1000 * 1000 }; /* nanoseconds between two looks */

struct watch {
    const struct mapping_job *job;
    struct raw *raw;
    struct db *db;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool is_ended;
    bool has_cancelled;
};

static void look(struct watch *watch)
{
    if (watch->job->progress) {
        struct raw_progress progress = raw_progress(watch->raw);

        watch->job->progress(watch->job->progress_context, progress.bytes_done,
                             progress.bytes_total, progress.row_count);
    }
    /* Interrupted again and again: one query may end between two looks and the next begin. */
    if (watch->job->cancel && atomic_load(watch->job->cancel)) {
        watch->has_cancelled = true;
        db_interrupt(watch->db);
    }
}

static void *run(void *context)
{
    struct watch *watch = context;
    struct timespec until;

    pthread_mutex_lock(&watch->lock);
    while (!watch->is_ended) {
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += PERIOD;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        if (pthread_cond_timedwait(&watch->ended, &watch->lock, &until) == ETIMEDOUT)
            look(watch);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

struct watch *watch_start(const struct mapping_job *job, struct raw *raw, struct db *db)
{
    struct watch *watch;

    if (!job->progress && !job->cancel)
        return NULL;
    watch = calloc(1, sizeof(*watch));
    if (!watch)
        abort();
    watch->job = job;
    watch->raw = raw;
    watch->db = db;
    pthread_mutex_init(&watch->lock, NULL);
    pthread_cond_init(&watch->ended, NULL);
    if (pthread_create(&watch->thread, NULL, run, watch) != 0)
        abort();
    return watch;
}

bool watch_stop(struct watch *watch)
{
    bool cancelled;

    if (!watch)
        return false;
    pthread_mutex_lock(&watch->lock);
    watch->is_ended = true;
    pthread_cond_signal(&watch->ended);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    cancelled = watch->has_cancelled;
    pthread_mutex_destroy(&watch->lock);
    pthread_cond_destroy(&watch->ended);
    free(watch);
    return cancelled;
}
