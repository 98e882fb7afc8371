/* SPDX-License-Identifier: Apache-2.0 */
#include "api/access_log.h"

#include "base/limits.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { ENOUGH = 32 * 1024, MOST = 1024 * 1024 };

struct access_log {
    struct log log;
    pthread_mutex_t lock;
    struct buf lines;
};

struct access_log *access_log_new(struct log log)
{
    struct access_log *access_log = calloc(1, sizeof(*access_log));

    if (!access_log)
        abort();
    access_log->log = log;
    buf_init(&access_log->lines, MOST);
    pthread_mutex_init(&access_log->lock, NULL);
    return access_log;
}

bool access_log_is_on(const struct access_log *access_log)
{
    return access_log->log.level >= LOG_INFO;
}

/* Whole lines, as other writers' lines may stand between two writes. */
static void write_lines(struct access_log *access_log)
{
    struct buf *lines = &access_log->lines;
    ssize_t written;

    if (lines->size == 0)
        return;
    written = write(access_log->log.fd, lines->bytes, lines->size);
    (void)written; /* a log that cannot be written has nowhere to complain */
    buf_clear(lines);
}

void access_log_add(struct access_log *access_log, const struct log_field *fields)
{
    pthread_mutex_lock(&access_log->lock);
    log_format(&access_log->lines, LOG_INFO, "request", fields);
    if (access_log->lines.size >= ENOUGH)
        write_lines(access_log);
    pthread_mutex_unlock(&access_log->lock);
}

void access_log_flush(struct access_log *access_log)
{
    pthread_mutex_lock(&access_log->lock);
    write_lines(access_log);
    pthread_mutex_unlock(&access_log->lock);
}

void access_log_free(struct access_log *access_log)
{
    if (!access_log)
        return;
    access_log_flush(access_log);
    buf_done(&access_log->lines);
    pthread_mutex_destroy(&access_log->lock);
    free(access_log);
}
