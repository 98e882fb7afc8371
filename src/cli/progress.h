/* SPDX-License-Identifier: Apache-2.0 */
/* progress.h -- how far a run is, for a person at a terminal (one line that changes) or in a log
 * (one line an event). */
#ifndef CENTAVO_CLI_PROGRESS_H
#define CENTAVO_CLI_PROGRESS_H

#include "base/log.h"
#include "run/ingest.h"

#include <pthread.h>

struct progress {
    pthread_mutex_t lock;
    const struct log *log;
    const char *name;
    bool is_terminal;
    bool line_open;     /* a changing line is on the terminal */
    int64_t started_at; /* steady clock */
    int64_t phase_started_at;
    int64_t drawn_at;
    enum ingest_phase phase;
    bool begun;
};

/* Standard error is where it goes. name: the file, for the line. */
void progress_init(struct progress *progress, const struct log *log, const char *name);
void progress_done(struct progress *progress); /* takes the changing line away */

/* For struct ingest_job: context is the struct progress. */
void progress_report(void *context, const struct ingest_progress *at);

#endif
