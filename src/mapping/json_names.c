/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_names.h"

#include "base/arena.h"
#include "base/limits.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SLOT_COUNT = 4 * LIMIT_COLUMN_COUNT }; /* a power of two, never more than a quarter full */

struct json_names {
    struct arena arena;
    size_t count;
    const char *texts[LIMIT_COLUMN_COUNT];
    size_t sizes[LIMIT_COLUMN_COUNT];
    uint16_t slots[SLOT_COUNT]; /* number + 1; 0: empty */
};

struct json_names *json_names_new(void)
{
    struct json_names *names = calloc(1, sizeof(*names));

    if (!names)
        abort();
    return names;
}

void json_names_free(struct json_names *names)
{
    if (!names)
        return;
    arena_done(&names->arena);
    free(names);
}

/* FNV-1a */
static uint32_t hash_of(const char *name, size_t size)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    return hash;
}

/* The slot of the name, or the empty one where it belongs. */
static size_t slot_of(const struct json_names *names, const char *name, size_t size)
{
    size_t slot = hash_of(name, size) & (SLOT_COUNT - 1);

    for (; names->slots[slot]; slot = (slot + 1) & (SLOT_COUNT - 1)) {
        size_t number = names->slots[slot] - 1u;

        if (names->sizes[number] == size && memcmp(names->texts[number], name, size) == 0)
            break;
    }
    return slot;
}

size_t json_names_find(const struct json_names *names, const char *name, size_t size)
{
    uint16_t found = names->slots[slot_of(names, name, size)];

    return found ? found - 1u : SIZE_MAX;
}

size_t json_names_add(struct json_names *names, const char *name, size_t size)
{
    size_t slot = slot_of(names, name, size);

    if (names->slots[slot])
        return names->slots[slot] - 1u;
    if (names->count == LIMIT_COLUMN_COUNT)
        return SIZE_MAX;
    names->texts[names->count] = arena_strndup(&names->arena, name, size);
    names->sizes[names->count] = size;
    names->slots[slot] = (uint16_t)++names->count;
    return names->count - 1;
}

size_t json_names_count(const struct json_names *names)
{
    return names->count;
}

const char *const *json_names_all(const struct json_names *names)
{
    return names->texts;
}
