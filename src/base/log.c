/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/limits.h"

#include <string.h>
#include <unistd.h>

static const char *const level_names[] = {
    [LOG_ERROR] = "error",
    [LOG_WARNING] = "warning",
    [LOG_INFO] = "info",
    [LOG_DEBUG] = "debug",
};

void log_format(struct buf *out, enum log_level level, const char *event,
                const struct log_field *fields)
{
    char now[TIMESTAMP_TEXT_SIZE];
    struct json json;

    timestamp_format(clock_now(), now);
    json_init(&json, out);
    json_object(&json);
    json_member_text(&json, "time", now);
    json_member_text(&json, "level", level_names[level]);
    json_member_text(&json, "event", event);
    for (; fields && fields->key; fields++) {
        if (fields->is_number)
            json_member_int(&json, fields->key, fields->number);
        else
            json_member_text(&json, fields->key, fields->text);
    }
    json_object_end(&json);
    buf_add_char(out, '\n');
}

void log_event(const struct log *log, enum log_level level, const char *event,
               const struct log_field *fields)
{
    struct buf line SCOPED(buf_done);
    ssize_t written;

    buf_init(&line, 64 * KIB);
    if (level > log->level)
        return;
    log_format(&line, level, event, fields);
    written = write(log->fd, buf_text(&line), line.size);
    (void)written; /* a log that cannot be written has nowhere to complain */
}

bool log_level_parse(const char *text, enum log_level *level)
{
    for (size_t i = 0; i < ARRAY_COUNT(level_names); i++) {
        if (strcmp(text, level_names[i]) == 0) {
            *level = (enum log_level)i;
            return true;
        }
    }
    return false;
}
