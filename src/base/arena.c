/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
    struct arena_block *before;
    size_t used;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

void arena_done(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *before = arena->last->before;

        free(arena->last);
        arena->last = before;
    }
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    struct arena_block *block = arena->last;
    void *memory;

    if (rounded < size)
        abort();
    if (!block || block->size - block->used < rounded) {
        size_t block_size = rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE;

        block = malloc(sizeof(*block) + block_size);
        if (!block)
            abort();
        block->before = arena->last;
        block->used = 0;
        block->size = block_size;
        arena->last = block;
    }
    memory = block->bytes + block->used;
    block->used += rounded;
    return memset(memory, 0, rounded);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(count, size, &total))
        abort();
    return arena_alloc(arena, total);
}

void *arena_room(struct arena *arena, void *list, size_t count, size_t size)
{
    enum { FIRST = 8 };
    void *more;

    if (count && (count < FIRST || (count & (count - 1))))
        return list;
    more = arena_alloc_array(arena, count ? count * 2 : FIRST, size);
    if (count)
        memcpy(more, list, count * size);
    return more;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct arena *arena, const char *text, size_t text_size)
{
    char *copy = arena_alloc(arena, text_size + 1);

    if (text_size)
        memcpy(copy, text, text_size);
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list values;
    int size;
    char *text;

    va_start(values, format);
    size = vsnprintf(NULL, 0, format, values);
    va_end(values);
    if (size < 0)
        abort();
    text = arena_alloc(arena, (size_t)size + 1);
    va_start(values, format);
    vsnprintf(text, (size_t)size + 1, format, values);
    va_end(values);
    return text;
}
