/* SPDX-License-Identifier: Apache-2.0 */
/* json_split_fuzz.c -- any bytes cut into documents: where another parser finds an array, its
 * elements are the documents, and where a read of the file ends changes nothing.
 *
 * The first byte says how far from the border of the first read the document starts.
 */
#include "base/utf8.h"
#include "mapping/json_split.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { BORDER = 64 << 10, LIMIT = 1 << 20 };

static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* The documents of a file, one behind the other with their sizes before them. */
struct documents {
    char *bytes;
    size_t size;
    size_t count;
};

static void keep(struct documents *all, const struct json_block *block)
{
    size_t end = 0;

    for (size_t i = 0; i < block->span_count; i++, all->count++) {
        const struct json_span *span = &block->spans[i];

        demand(span->start >= end && span->start + span->size <= block->size);
        end = span->start + span->size;
        all->bytes = realloc(all->bytes, all->size + sizeof(span->size) + span->size);
        memcpy(all->bytes + all->size, &span->size, sizeof(span->size));
        memcpy(all->bytes + all->size + sizeof(span->size), block->bytes + span->start, span->size);
        all->size += sizeof(span->size) + span->size;
    }
}

/* Read behind so many blanks; false: the file is refused. */
static bool split_file(int file, const uint8_t *bytes, size_t size, size_t blanks,
                       struct documents *all)
{
    static char blank[BORDER];
    char path[64];
    struct input *input = NULL;
    struct json_split *split = NULL;
    struct json_block block = { .size = 0 };
    struct err err SCOPED(err_done) = { 0 };
    enum step step = FAILED;

    memset(blank, ' ', sizeof(blank));
    demand(ftruncate(file, 0) == 0 && pwrite(file, blank, blanks, 0) == (ssize_t)blanks &&
           pwrite(file, bytes, size, (off_t)blanks) == (ssize_t)size);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    if (input_open(path, "fuzz", &input, &err) && json_split_open(input, LIMIT, &split, &err))
        while ((step = json_split_next(split, &block, &err)) == ROW) {
            demand(block.first_document == (int64_t)all->count + 1);
            keep(all, &block);
        }
    json_block_done(&block);
    json_split_close(split);
    input_close(input);
    return step == END;
}

/* The elements of an array that another parser accepts. */
static void compare_with_array(const struct documents *all, const json_t *array)
{
    const char *at = all->bytes;

    demand(all->count == json_array_size(array));
    for (size_t i = 0; i < all->count; i++) {
        size_t size;
        json_t *element;

        memcpy(&size, at, sizeof(size));
        element = json_loadb(at + sizeof(size), size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        demand(element && json_equal(element, json_array_get(array, i)));
        json_decref(element);
        at += sizeof(size) + size;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static int file = -1;
    struct documents plain = { 0 };
    struct documents late = { 0 };
    json_t *whole;
    bool is_read;

    if (file < 0)
        file = memfd_create("fuzz", 0);
    demand(file >= 0);
    /* Other encodings are guessed by the first bytes, which blanks would change. */
    if (size < 2 || memchr(bytes + 1, 0, size - 1) ||
        utf8_valid_prefix((const char *)bytes + 1, size - 1) < size - 1)
        return 0;
    is_read = split_file(file, bytes + 1, size - 1, 1, &plain);
    demand(is_read == split_file(file, bytes + 1, size - 1, BORDER - bytes[0], &late));
    if (is_read)
        demand(plain.size == late.size &&
               (!plain.size || !memcmp(plain.bytes, late.bytes, plain.size)));
    whole = json_loadb((const char *)bytes + 1, size - 1, JSON_ALLOW_NUL, NULL);
    if (json_is_array(whole) && json_array_size(whole)) {
        demand(is_read);
        compare_with_array(&plain, whole);
    }
    json_decref(whole);
    free(plain.bytes);
    free(late.bytes);
    return 0;
}
