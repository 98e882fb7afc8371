/* SPDX-License-Identifier: Apache-2.0 */
/* log.h -- one JSON object a line on standard error: an event name and fields. One write(2) a line.
 *
 *     log_event(&log, LOG_INFO, "run.done", (struct log_field[]){ LOG_TEXT("source", name),
 * LOG_INT("ms", ms), LOG_END });
 *     {"time":"2026-10-31T10:00:00.123456Z","level":"info","event":"run.done","source":"aws","ms":930}
 *
 * Only cli/, api/ and run/ log. Never a secret, never a whole row.
 */
#ifndef CENTAVO_BASE_LOG_H
#define CENTAVO_BASE_LOG_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

struct log {
    int fd;
    enum log_level level; /* events above it are not written */
};

struct log_field {
    const char *key; /* NULL ends the list */
    const char *text;
    int64_t number;
    bool is_number;
};

#define LOG_TEXT(name, value)                                                                      \
    {                                                                                              \
        .key = (name), .text = (value)                                                             \
    }
#define LOG_INT(name, value)                                                                       \
    {                                                                                              \
        .key = (name), .number = (value), .is_number = true                                        \
    }
#define LOG_END                                                                                    \
    {                                                                                              \
        .key = NULL                                                                                \
    }

void log_event(const struct log *log, enum log_level level, const char *event,
               const struct log_field *fields);

/* The line alone, appended to out: for whoever writes many at once. */
void log_format(struct buf *out, enum log_level level, const char *event,
                const struct log_field *fields);

/* "error", "warning", "info", "debug"; false for anything else. */
bool log_level_parse(const char *text, enum log_level *level);

#endif
