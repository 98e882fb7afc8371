/* SPDX-License-Identifier: Apache-2.0 */
#include "http/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct pool_thread {
    struct pool *pool;
    pthread_t thread;
    size_t number;
};

struct pool {
    pool_run *run;
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    void **queue; /* a ring */
    size_t queue_max;
    size_t first;
    size_t waiting_count;
    size_t running_count;
    bool stopping;
    size_t thread_count; /* started */
    struct pool_thread threads[];
};

/* The next job, or NULL when the pool ends. */
static void *take_job(struct pool *pool)
{
    void *job = NULL;

    while (pool->waiting_count == 0 && !pool->stopping)
        pthread_cond_wait(&pool->changed, &pool->lock);
    if (pool->waiting_count > 0) {
        job = pool->queue[pool->first];
        pool->first = (pool->first + 1) % pool->queue_max;
        pool->waiting_count--;
        pool->running_count++;
    }
    return job;
}

static void *thread_main(void *argument)
{
    struct pool_thread *self = argument;
    struct pool *pool = self->pool;
    void *job;

    pthread_mutex_lock(&pool->lock);
    while ((job = take_job(pool))) {
        pthread_mutex_unlock(&pool->lock);
        pool->run(pool->context, job, self->number);
        pthread_mutex_lock(&pool->lock);
        pool->running_count--;
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

bool pool_new(size_t thread_count, size_t queue_max, pool_run *run, void *context,
              struct pool **out, struct err *err)
{
    struct pool *pool = calloc(1, sizeof(*pool) + thread_count * sizeof(pool->threads[0]));

    if (!pool || !(pool->queue = calloc(queue_max, sizeof(pool->queue[0]))))
        abort();
    pool->run = run;
    pool->context = context;
    pool->queue_max = queue_max;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->changed, NULL);
    for (size_t i = 0; i < thread_count; i++) {
        struct pool_thread *thread = &pool->threads[i];

        *thread = (struct pool_thread){ .pool = pool, .number = i };
        if (pthread_create(&thread->thread, NULL, thread_main, thread) != 0) {
            pool_free(pool);
            return err_set(err, ERR_LIMIT, "start worker %zu of %zu: no more threads", i + 1,
                           thread_count);
        }
        pool->thread_count++;
    }
    *out = pool;
    return true;
}

bool pool_submit(struct pool *pool, void *job)
{
    bool accepted;

    pthread_mutex_lock(&pool->lock);
    accepted = pool->waiting_count < pool->queue_max && !pool->stopping;
    if (accepted) {
        pool->queue[(pool->first + pool->waiting_count) % pool->queue_max] = job;
        pool->waiting_count++;
        pthread_cond_signal(&pool->changed);
    }
    pthread_mutex_unlock(&pool->lock);
    return accepted;
}

static size_t read_count(struct pool *pool, const size_t *count)
{
    size_t value;

    pthread_mutex_lock(&pool->lock);
    value = *count;
    pthread_mutex_unlock(&pool->lock);
    return value;
}

size_t pool_waiting_count(struct pool *pool)
{
    return read_count(pool, &pool->waiting_count);
}

size_t pool_running_count(struct pool *pool)
{
    return read_count(pool, &pool->running_count);
}

void pool_free(struct pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->thread_count; i++)
        pthread_join(pool->threads[i].thread, NULL);
    pthread_cond_destroy(&pool->changed);
    pthread_mutex_destroy(&pool->lock);
    free(pool->queue);
    free(pool);
}
