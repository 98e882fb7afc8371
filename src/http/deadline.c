/* SPDX-License-Identifier: Apache-2.0 */
#include "http/deadline.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct deadline {
    struct deadline *previous;
    struct deadline *next;
    int fd;
    _Atomic int64_t moment;
};

struct deadlines {
    pthread_mutex_t lock; /* also keeps a socket from being closed, and its number reused, while it
                             is shut down */
    pthread_cond_t stop;
    pthread_t thread;
    bool stopping;
    struct deadline *first;
};

static void cut_late(struct deadlines *deadlines)
{
    int64_t now = clock_steady();

    for (struct deadline *at = deadlines->first; at; at = at->next) {
        int64_t moment = atomic_load_explicit(&at->moment, memory_order_relaxed);

        if (moment != 0 && moment <= now)
            shutdown(at->fd, SHUT_RDWR);
    }
}

static void *watch(void *argument)
{
    struct deadlines *deadlines = argument;
    struct timespec wake;

    pthread_mutex_lock(&deadlines->lock);
    while (!deadlines->stopping) {
        cut_late(deadlines);
        clock_gettime(CLOCK_MONOTONIC, &wake);
        wake.tv_sec++;
        pthread_cond_timedwait(&deadlines->stop, &deadlines->lock, &wake);
    }
    pthread_mutex_unlock(&deadlines->lock);
    return NULL;
}

bool deadlines_new(struct deadlines **out, struct err *err)
{
    struct deadlines *deadlines = calloc(1, sizeof(*deadlines));
    pthread_condattr_t attributes;

    if (!deadlines)
        abort();
    pthread_mutex_init(&deadlines->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&deadlines->stop, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&deadlines->thread, NULL, watch, deadlines) != 0) {
        free(deadlines);
        return err_set(err, ERR_LIMIT, "watch connections: no more threads");
    }
    *out = deadlines;
    return true;
}

void deadlines_free(struct deadlines *deadlines)
{
    if (!deadlines)
        return;
    pthread_mutex_lock(&deadlines->lock);
    deadlines->stopping = true;
    pthread_cond_signal(&deadlines->stop);
    pthread_mutex_unlock(&deadlines->lock);
    pthread_join(deadlines->thread, NULL);
    pthread_cond_destroy(&deadlines->stop);
    pthread_mutex_destroy(&deadlines->lock);
    free(deadlines);
}

struct deadline *deadline_add(struct deadlines *deadlines, int fd, int64_t moment)
{
    struct deadline *deadline = calloc(1, sizeof(*deadline));

    if (!deadline)
        abort();
    deadline->fd = fd;
    deadline_set(deadline, moment);
    pthread_mutex_lock(&deadlines->lock);
    deadline->next = deadlines->first;
    if (deadline->next)
        deadline->next->previous = deadline;
    deadlines->first = deadline;
    pthread_mutex_unlock(&deadlines->lock);
    return deadline;
}

void deadline_remove(struct deadlines *deadlines, struct deadline *deadline)
{
    pthread_mutex_lock(&deadlines->lock);
    if (deadline->next)
        deadline->next->previous = deadline->previous;
    if (deadline->previous)
        deadline->previous->next = deadline->next;
    else
        deadlines->first = deadline->next;
    pthread_mutex_unlock(&deadlines->lock);
    free(deadline);
}

void deadline_set(struct deadline *deadline, int64_t moment)
{
    atomic_store_explicit(&deadline->moment, moment, memory_order_relaxed);
}
