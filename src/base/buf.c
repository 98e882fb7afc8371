/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *buf, size_t maximum)
{
    *buf = (struct buf){ .maximum = maximum };
}

void buf_done(struct buf *buf)
{
    free(buf->bytes);
    *buf = (struct buf){ .maximum = buf->maximum };
}

void buf_clear(struct buf *buf)
{
    buf->size = 0;
    buf->overflowed = false;
    if (buf->bytes)
        buf->bytes[0] = '\0';
}

char *buf_reserve(struct buf *buf, size_t size)
{
    if (buf->overflowed || size > buf->maximum - buf->size) {
        buf->overflowed = true;
        return NULL;
    }
    if (buf->size + size + 1 > buf->capacity) {
        size_t capacity = buf->capacity ? buf->capacity : 256;

        while (capacity < buf->size + size + 1)
            capacity += capacity / 2;
        buf->bytes = realloc(buf->bytes, capacity);
        if (!buf->bytes)
            abort();
        buf->capacity = capacity;
    }
    return buf->bytes + buf->size;
}

void buf_added(struct buf *buf, size_t size)
{
    buf->size += size;
    buf->bytes[buf->size] = '\0';
}

void buf_add(struct buf *buf, const void *bytes, size_t size)
{
    char *room = buf_reserve(buf, size);

    if (!room)
        return;
    if (size)
        memcpy(room, bytes, size);
    buf_added(buf, size);
}

void buf_add_text(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char byte)
{
    buf_add(buf, &byte, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list values;
    int size;
    char *room;

    va_start(values, format);
    size = vsnprintf(NULL, 0, format, values);
    va_end(values);
    if (size < 0)
        abort();
    room = buf_reserve(buf, (size_t)size);
    if (!room)
        return;
    va_start(values, format);
    vsnprintf(room, (size_t)size + 1, format, values);
    va_end(values);
    buf_added(buf, (size_t)size);
}

const char *buf_text(const struct buf *buf)
{
    return buf->bytes ? buf->bytes : "";
}

bool buf_check(const struct buf *buf, const char *what, struct err *err)
{
    if (!buf->overflowed)
        return true;
    return err_set(err, ERR_LIMIT, "%s is larger than %zu bytes", what, buf->maximum);
}

char *buf_take(struct buf *buf, size_t *size)
{
    char *bytes = buf->bytes;

    *size = buf->size;
    *buf = (struct buf){ .maximum = buf->maximum };
    return bytes;
}
