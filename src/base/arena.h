/* SPDX-License-Identifier: Apache-2.0 */
/* arena.h -- memory that lives as long as one piece of work: a request, a run, a command.
 *
 * Nothing is freed one by one; arena_done frees all. Small allocations abort when memory is gone.
 * Not for sizes that come from outside: those go through struct buf. One thread at a time.
 */
#ifndef CENTAVO_BASE_ARENA_H
#define CENTAVO_BASE_ARENA_H

#include "base/attr.h"

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *last;
};

void arena_done(struct arena *arena); /* frees all; the arena is empty and may be used again */

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);

/* Where a list of `count` elements that grows one by one has room for one more: the same memory, or
 * twice as much with the elements copied. To be called before each of them, once. */
void *arena_room(struct arena *arena, void *list, size_t count, size_t size);

char *arena_strdup(struct arena *arena, const char *text); /* NULL gives NULL */
char *arena_strndup(struct arena *arena, const char *text, size_t text_size);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ROOM(arena, list, count)                                                             \
    ((list) = arena_room((arena), (list), (count), sizeof(*(list))))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

#endif
