/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_file.h"

#include "base/limits.h"
#include "mapping/json_split.h"
#include "mapping/json_walk.h"

#include <stdlib.h>
#include <string.h>

struct json_file {
    const struct input *input;
    const struct json_place *place;
    struct json_names *names;
};

bool json_file_starts(const char *bytes, size_t size)
{
    size_t start = 0;
    char first, second;

    while (start < size && memchr(" \t\r\n", bytes[start], 4))
        start++;
    first = start < size ? bytes[start++] : '\0';
    while (start < size && memchr(" \t\r\n", bytes[start], 4))
        start++;
    second = start < size ? bytes[start] : '\0';
    return (first == '{' && (second == '"' || second == '}')) ||
           (first == '[' && (second == '{' || second == ']'));
}

static bool collect_block(struct json_file *file, struct json_walk *walk,
                          const struct json_block *block, struct scratch *scratch, struct err *err)
{
    for (size_t i = 0; i < block->span_count; i++) {
        const struct json_span *span = &block->spans[i];

        if (!json_walk_document(walk, block->bytes + span->start, span->size)) {
            if (json_walk_is_nested(walk))
                return err_set(err, ERR_DATA, "%s %s", input_name(file->input),
                               json_walk_reason(walk));
            continue;
        }
        for (size_t row = 0; row < json_walk_row_count(walk); row++) {
            scratch_clear(scratch);
            if (json_walk_row(walk, row, scratch))
                continue; /* else the scan will say so */
        }
        if (json_names_count(file->names) == LIMIT_COLUMN_COUNT)
            return err_set(err, ERR_LIMIT, "%s has more than %u columns", input_name(file->input),
                           LIMIT_COLUMN_COUNT - 1);
    }
    return true;
}

static bool collect(struct json_file *file, struct err *err)
{
    struct json_split *split = NULL;
    struct json_walk *walk;
    struct json_block block = { 0 };
    struct scratch scratch = { 0 };
    enum step step;

    if (!json_split_open(file->input, json_file_limit(file), &split, err))
        return false;
    walk = json_walk_new(file->place, file->names, true);
    while ((step = json_split_next(split, &block, err)) == ROW)
        if (!collect_block(file, walk, &block, &scratch, err)) {
            step = FAILED;
            break;
        }
    scratch_done(&scratch);
    json_block_done(&block);
    json_walk_free(walk);
    json_split_close(split);
    return step == END;
}

bool json_file_open(const struct input *input, const struct json_place *place,
                    struct json_file **out, struct err *err)
{
    struct json_file *file = calloc(1, sizeof(*file));

    if (!file)
        abort();
    file->input = input;
    file->place = place;
    file->names = json_names_new();
    if (!collect(file, err)) {
        json_file_close(file);
        return false;
    }
    *out = file;
    return true;
}

void json_file_close(struct json_file *file)
{
    if (!file)
        return;
    json_names_free(file->names);
    free(file);
}

const struct input *json_file_input(const struct json_file *file)
{
    return file->input;
}

const struct json_place *json_file_place(const struct json_file *file)
{
    return file->place;
}

struct json_names *json_file_names(const struct json_file *file)
{
    return file->names;
}

size_t json_file_limit(const struct json_file *file)
{
    return file->place && file->place->rows[0] ? LIMIT_JSON_DOCUMENT : LIMIT_RECORD;
}
