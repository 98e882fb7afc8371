/* SPDX-License-Identifier: Apache-2.0 */
/* pool.h -- a fixed number of threads that take jobs from one bounded queue, first come first
 * served. */
#ifndef CENTAVO_HTTP_POOL_H
#define CENTAVO_HTTP_POOL_H

#include "base/err.h"

#include <stddef.h>

struct pool;

/* worker: 0 to thread_count-1, so that a job can use things that belong to its thread. */
typedef void pool_run(void *context, void *job, size_t worker);

MUST_CHECK bool pool_new(size_t thread_count, size_t queue_max, pool_run *run, void *context,
                         struct pool **out, struct err *err);

/* False when the queue is full or the pool is being stopped. Never waits. */
bool pool_submit(struct pool *pool, void *job);

size_t pool_waiting_count(struct pool *pool); /* jobs in the queue */
size_t pool_running_count(struct pool *pool); /* jobs at work */

/* Run what is queued, then end the threads. NULL is fine. */
void pool_free(struct pool *pool);

#endif
