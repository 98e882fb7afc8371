/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_walk.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "mapping/json_columns.h"
#include "mapping/json_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A cell of what encloses rows. */
struct beside {
    size_t column;
    struct json_value value;
    struct beside *next;
};

struct level {
    const struct level *parent;
    struct beside *first;
};

struct row {
    const char *text; /* NULL: nothing but what stands beside it */
    size_t size;
    const struct level *level;
};

struct json_walk {
    struct json_place place;
    struct json_names *names;
    bool is_collecting;
    struct arena arena; /* of the document */
    struct json_text text;
    struct json_columns columns;
    struct row *rows;
    size_t row_count;
    size_t row_room;
    struct buf path; /* the name of the value that is looked at */
    struct buf object;
    struct scratch keys;
    struct json_value values[LIMIT_COLUMN_COUNT];
    int64_t stamps[LIMIT_COLUMN_COUNT]; /* the value is of the row with that number */
    int64_t stamp;
};

struct json_walk *json_walk_new(const struct json_place *place, struct json_names *names,
                                bool is_collecting)
{
    struct json_walk *walk = calloc(1, sizeof(*walk));

    if (!walk)
        abort();
    if (place)
        walk->place = *place;
    walk->names = names;
    walk->is_collecting = is_collecting;
    buf_init(&walk->path, LIMIT_CELL);
    buf_init(&walk->object, LIMIT_RECORD);
    return walk;
}

void json_walk_free(struct json_walk *walk)
{
    if (!walk)
        return;
    arena_done(&walk->arena);
    buf_done(&walk->path);
    buf_done(&walk->object);
    scratch_done(&walk->keys);
    free(walk->rows);
    free(walk);
}

bool json_walk_is_nested(const struct json_walk *walk)
{
    return walk->place.rows[0] != NULL;
}

size_t json_walk_row_count(const struct json_walk *walk)
{
    return walk->row_count;
}

const char *json_walk_reason(const struct json_walk *walk)
{
    return walk->text.reason;
}

static bool fault(struct json_walk *walk, const char *what)
{
    snprintf(walk->text.reason, sizeof(walk->text.reason), "%s", what);
    return false;
}

static bool fault_twice(struct json_walk *walk, const char *name)
{
    snprintf(walk->text.reason, sizeof(walk->text.reason), "has %.60s twice", name);
    return false;
}

/* ---- flattening ---- */

/* Go one name deeper; the path's former size comes back. */
static size_t path_push(struct json_walk *walk, const struct json_value *key)
{
    size_t size = walk->path.size;
    struct scan_cell name;

    scratch_clear(&walk->keys);
    name = json_value_cell(key, &walk->keys);
    if (size)
        buf_add_char(&walk->path, '.');
    if (name.text)
        buf_add(&walk->path, name.text, name.size);
    return size;
}

static void path_pop(struct json_walk *walk, size_t size)
{
    walk->path.size = size;
}

static bool is_whole(const struct json_walk *walk)
{
    const struct buf *path = &walk->path;

    for (size_t i = 0; i < JSON_PLACE_WHOLE && walk->place.whole[i]; i++)
        if (strlen(walk->place.whole[i]) == path->size &&
            memcmp(walk->place.whole[i], path->bytes, path->size) == 0)
            return true;
    return false;
}

static bool find_column(struct json_walk *walk, size_t *column)
{
    struct buf *path = &walk->path;

    if (walk->is_collecting)
        *column = json_names_add(walk->names, buf_text(path), path->size);
    else
        *column = json_names_find(walk->names, buf_text(path), path->size);
    if (*column != SIZE_MAX)
        return true;
    return fault(walk, walk->is_collecting ? "has more than 4096 different names"
                                           : "has a name that was not there before");
}

/* Keep a value under the path: for the row, or for what stands beside rows. */
static bool keep(struct json_walk *walk, struct level *beside, const struct json_value *value)
{
    struct beside *cell;
    size_t column;

    if (value->size > LIMIT_CELL)
        return fault(walk, "has a value longer than 4 MiB");
    if (!find_column(walk, &column))
        return false;
    if (beside) {
        cell = ARENA_NEW(&walk->arena, struct beside);
        *cell = (struct beside){ .column = column, .value = *value, .next = beside->first };
        beside->first = cell;
        return true;
    }
    if (walk->stamps[column] == walk->stamp)
        return fault_twice(walk, json_names_all(walk->names)[column]);
    walk->stamps[column] = walk->stamp;
    walk->values[column] = *value;
    return true;
}

static bool flatten_object(struct json_walk *walk, struct level *beside);

static bool flatten_member(struct json_walk *walk, struct level *beside,
                           const struct json_value *key)
{
    size_t size = path_push(walk, key);
    struct json_value value;
    bool kept;

    if (json_text_peek(&walk->text) == '{' && !is_whole(walk))
        kept = flatten_object(walk, beside);
    else
        kept = json_text_value(&walk->text, &value) && keep(walk, beside, &value);
    path_pop(walk, size);
    return kept;
}

static bool flatten_object(struct json_walk *walk, struct level *beside)
{
    struct json_value key;
    enum step step;

    if (!json_text_enter(&walk->text))
        return false;
    while ((step = json_text_next(&walk->text, &key)) == ROW)
        if (!flatten_member(walk, beside, &key))
            return false;
    return step == END;
}

/* ---- the way to the rows ---- */

static void add_row(struct json_walk *walk, const struct json_value *value,
                    const struct level *level)
{
    size_t quotes = value && value->kind == '"';

    if (walk->row_count == walk->row_room) {
        walk->row_room = walk->row_room ? 2 * walk->row_room : 16;
        walk->rows = realloc(walk->rows, walk->row_room * sizeof(*walk->rows));
        if (!walk->rows)
            abort();
    }
    walk->rows[walk->row_count++] = (struct row){ .text = value ? value->text - quotes : NULL,
                                                  .size = value ? value->size + 2 * quotes : 0,
                                                  .level = level };
}

static size_t step_size(const char *path)
{
    return strcspn(path, ".");
}

static const char *next_step(const char *path)
{
    path += step_size(path);
    return *path ? path + 1 : path;
}

static bool key_is_step(const struct json_value *key, const char *path)
{
    return *path && key->size == step_size(path) && memcmp(key->text, path, key->size) == 0;
}

static bool go_in(struct json_walk *walk, const char *path, const struct level *level);

/* An object on the way: what the next step names is gone into at last, the rest stands beside it.
 */
static bool pass_object(struct json_walk *walk, const char *path, const struct level *parent,
                        bool is_element)
{
    struct level *level = ARENA_NEW(&walk->arena, struct level);
    struct json_value name = { .kind = '"', .text = path, .size = step_size(path) };
    struct json_value key, ignored;
    size_t row_count = walk->row_count;
    const char *inside = NULL, *behind;
    enum step step;

    level->parent = parent;
    if (!json_text_enter(&walk->text))
        return false;
    while ((step = json_text_next(&walk->text, &key)) == ROW) {
        bool is_step = key_is_step(&key, path);

        if (is_step && inside) {
            path_push(walk, &name);
            return fault_twice(walk, buf_text(&walk->path));
        }
        inside = is_step ? walk->text.at : inside;
        if (is_step ? !json_text_value(&walk->text, &ignored) : !flatten_member(walk, level, &key))
            return false;
    }
    if (step != END)
        return false;
    behind = walk->text.at;
    if (inside) {
        size_t size = path_push(walk, &name);

        walk->text.at = inside;
        if (!go_in(walk, next_step(path), level))
            return false;
        path_pop(walk, size);
        walk->text.at = behind;
    }
    if (is_element && walk->row_count == row_count)
        add_row(walk, NULL, level);
    return true;
}

static bool pass_element(struct json_walk *walk, const char *path, const struct level *level)
{
    struct json_value value;

    if (*path)
        return pass_object(walk, path, level, true);
    if (!json_text_value(&walk->text, &value))
        return false;
    add_row(walk, &value, level);
    return true;
}

static bool go_in(struct json_walk *walk, const char *path, const struct level *level)
{
    struct json_value value;
    enum step step;

    switch (json_text_peek(&walk->text)) {
    case '[':
        if (!json_text_enter(&walk->text))
            return false;
        while ((step = json_text_next(&walk->text, &value)) == ROW)
            if (!pass_element(walk, path, level))
                return false;
        return step == END;
    case '{':
        if (*path)
            return pass_object(walk, path, level, false);
        return pass_element(walk, path, level);
    default:
        return json_text_value(&walk->text, &value);
    }
}

/* Stand before the value at path. */
static bool seek(struct json_walk *walk, const char *path)
{
    struct json_value key, ignored;
    enum step step;

    while (*path) {
        if (!json_text_enter(&walk->text))
            return false;
        while ((step = json_text_next(&walk->text, &key)) == ROW && !key_is_step(&key, path))
            if (!json_text_value(&walk->text, &ignored))
                return false;
        if (step != ROW)
            return step == END ? fault(walk, "does not say what its columns are") : false;
        path = next_step(path);
    }
    return true;
}

/* The first of the place's paths whose first step the document has; NULL: it cannot be read. */
static const char *choose_path(struct json_walk *walk)
{
    const char *const *rows = walk->place.rows;
    bool has[JSON_PLACE_ROWS] = { false };
    struct json_value key, ignored;
    enum step step;

    if (!json_text_enter(&walk->text))
        return NULL;
    while ((step = json_text_next(&walk->text, &key)) == ROW) {
        for (size_t i = 0; i < JSON_PLACE_ROWS && rows[i]; i++)
            has[i] = has[i] || key_is_step(&key, rows[i]);
        if (!json_text_value(&walk->text, &ignored))
            return NULL;
    }
    if (step != END || !json_text_finish(&walk->text))
        return NULL;
    for (size_t i = 0; i < JSON_PLACE_ROWS && rows[i]; i++)
        if (has[i] || !*rows[i])
            return rows[i];
    snprintf(walk->text.reason, sizeof(walk->text.reason), "has nothing at %s", rows[0]);
    return NULL;
}

static bool read_columns(struct json_walk *walk, const char *bytes, size_t size)
{
    walk->text = json_text_start(bytes, size);
    if (!seek(walk, walk->place.columns) ||
        !json_columns_read(&walk->text, &walk->arena, &walk->columns))
        return false;
    for (size_t i = 0; i < walk->columns.count; i++) {
        size_t path_size = path_push(walk, &walk->columns.columns[i].name);
        size_t column;

        if (!walk->columns.columns[i].field_count && walk->is_collecting &&
            !find_column(walk, &column))
            return false;
        path_pop(walk, path_size);
    }
    return true;
}

static bool find_rows(struct json_walk *walk, const char *bytes, size_t size)
{
    const char *path;

    if (walk->place.columns && !read_columns(walk, bytes, size))
        return false;
    walk->text = json_text_start(bytes, size);
    path = choose_path(walk);
    if (!path)
        return false;
    walk->text = json_text_start(bytes, size);
    return *path ? pass_object(walk, path, NULL, false) : pass_element(walk, path, NULL);
}

bool json_walk_document(struct json_walk *walk, const char *bytes, size_t size)
{
    struct json_value value = { .text = bytes, .size = size };

    walk->row_count = 0;
    walk->path.size = 0;
    arena_done(&walk->arena);
    walk->columns = (struct json_columns){ 0 };
    if (utf8_valid_prefix(bytes, size) != size)
        return fault(walk, "is not valid UTF-8");
    if (json_walk_is_nested(walk))
        return find_rows(walk, bytes, size);
    add_row(walk, &value, NULL);
    return true;
}

/* ---- one row ---- */

/* A list of values becomes an object first, in memory that stays as long as the cells. */
static bool write_object(struct json_walk *walk, struct scratch *scratch)
{
    char *copy;

    buf_clear(&walk->object);
    if (!json_columns_object(&walk->columns, &walk->text, &walk->object) ||
        !json_text_finish(&walk->text))
        return false;
    if (walk->object.overflowed)
        return fault(walk, "is too long");
    copy = scratch_alloc(scratch, walk->object.size);
    memcpy(copy, walk->object.bytes, walk->object.size);
    walk->text = json_text_start(copy, walk->object.size);
    return true;
}

bool json_walk_row(struct json_walk *walk, size_t row, struct scratch *scratch)
{
    const struct row *found = &walk->rows[row];

    walk->stamp++;
    walk->path.size = 0;
    walk->path.overflowed = false;
    for (const struct level *level = found->level; level; level = level->parent) {
        for (const struct beside *cell = level->first; cell; cell = cell->next) {
            if (walk->stamps[cell->column] == walk->stamp)
                return fault_twice(walk, json_names_all(walk->names)[cell->column]);
            walk->stamps[cell->column] = walk->stamp;
            walk->values[cell->column] = cell->value;
        }
    }
    if (!found->text)
        return true;
    walk->text = json_text_start(found->text, found->size);
    if (walk->place.columns && !write_object(walk, scratch))
        return false;
    if (json_text_peek(&walk->text) != '{')
        return fault(walk, "is no JSON object");
    return flatten_object(walk, NULL) && json_text_finish(&walk->text);
}

struct scan_cell json_walk_cell(const struct json_walk *walk, size_t column,
                                struct scratch *scratch)
{
    if (walk->stamps[column] != walk->stamp)
        return (struct scan_cell){ .text = NULL };
    return json_value_cell(&walk->values[column], scratch);
}
