/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_columns.h"

#include <stdio.h>
#include <string.h>

/* Sound JSON of the wrong form. */
static bool wrong(struct json_text *text, const char *what)
{
    snprintf(text->reason, sizeof(text->reason), "%s", what);
    return false;
}

/* ---- the columns ---- */

static bool read_column(struct json_text *text, struct arena *arena, struct json_column *column)
{
    struct json_value key, value;
    struct json_columns fields = { 0 };
    enum step step;

    if (!json_text_enter(text))
        return false;
    while ((step = json_text_next(text, &key)) == ROW) {
        if (json_value_is(&key, "fields") && json_text_peek(text) == '[') {
            if (!json_columns_read(text, arena, &fields))
                return false;
            continue;
        }
        if (!json_text_value(text, &value))
            return false;
        if (json_value_is(&key, "name"))
            column->name = value;
        column->is_repeated |= json_value_is(&key, "mode") && json_value_is(&value, "REPEATED");
    }
    column->fields = fields.columns;
    column->field_count = fields.count;
    return step == END && (column->name.kind == '"' || wrong(text, "has a column without a name"));
}

bool json_columns_read(struct json_text *list, struct arena *arena, struct json_columns *out)
{
    struct json_value key;
    size_t room = 0;
    enum step step;

    *out = (struct json_columns){ 0 };
    if (!json_text_enter(list))
        return false;
    while ((step = json_text_next(list, &key)) == ROW) {
        if (out->count == LIMIT_COLUMN_COUNT)
            return wrong(list, "has too many columns");
        if (out->count == room) {
            struct json_column *more = ARENA_ARRAY(arena, struct json_column, 2 * room + 16);

            if (room)
                memcpy(more, out->columns, room * sizeof(*more));
            out->columns = more;
            room = 2 * room + 16;
        }
        if (!read_column(list, arena, &out->columns[out->count++]))
            return false;
    }
    return step == END;
}

/* ---- the rows ---- */

static void add_name(struct buf *out, const struct json_value *name, bool is_first)
{
    buf_add_char(out, is_first ? '{' : ',');
    buf_add_char(out, '"');
    buf_add(out, name->text, name->size);
    buf_add_text(out, "\":");
}

static bool copy_value(struct json_text *text, struct buf *out)
{
    struct json_value value;
    size_t quotes;

    if (!json_text_value(text, &value))
        return false;
    quotes = value.kind == '"';
    buf_add(out, value.text - quotes, value.size + 2 * quotes);
    return true;
}

static bool wrapped_value(const struct json_column *column, struct json_text *text,
                          struct buf *out);

/* A list of values, each under its column's name. is_wrapped: each is {"v":…}. */
static bool list_object(const struct json_columns *columns, bool is_wrapped, struct json_text *text,
                        struct buf *out)
{
    struct json_value key;
    enum step step;
    size_t i = 0;

    if (!json_text_enter(text))
        return false;
    while ((step = json_text_next(text, &key)) == ROW) {
        if (i == columns->count)
            return wrong(text, "has more values than columns");
        add_name(out, &columns->columns[i].name, i == 0);
        if (is_wrapped ? !wrapped_value(&columns->columns[i], text, out) : !copy_value(text, out))
            return false;
        i++;
    }
    if (step != END)
        return false;
    if (i < columns->count)
        return wrong(text, "has fewer values than columns");
    buf_add_text(out, i ? "}" : "{}");
    return true;
}

/* The one member of an object: {"v":…} or {"f":…}. */
static bool enter_only(struct json_text *text, const char *name)
{
    struct json_value key;

    if (!json_text_enter(text))
        return false;
    return json_text_next(text, &key) == ROW && json_value_is(&key, name)
               ? true
               : wrong(text, "is not of the form {\"f\":[{\"v\":…}]}");
}

static bool leave_only(struct json_text *text)
{
    struct json_value key;

    return json_text_next(text, &key) == END ||
           wrong(text, "is not of the form {\"f\":[{\"v\":…}]}");
}

/* What stands behind "v":. */
static bool plain_value(const struct json_column *column, struct json_text *text, struct buf *out)
{
    struct json_columns fields = { column->fields, column->field_count };

    if (!column->field_count || json_text_peek(text) == 'n')
        return copy_value(text, out);
    return enter_only(text, "f") && list_object(&fields, true, text, out) && leave_only(text);
}

static bool repeated_value(const struct json_column *column, struct json_text *text,
                           struct buf *out)
{
    struct json_value key;
    enum step step;
    bool is_first = true;

    if (!json_text_enter(text))
        return false;
    buf_add_char(out, '[');
    while ((step = json_text_next(text, &key)) == ROW) {
        if (!is_first)
            buf_add_char(out, ',');
        is_first = false;
        if (!enter_only(text, "v") || !plain_value(column, text, out) || !leave_only(text))
            return false;
    }
    buf_add_char(out, ']');
    return step == END;
}

static bool wrapped_value(const struct json_column *column, struct json_text *text, struct buf *out)
{
    bool is_list;

    if (!enter_only(text, "v"))
        return false;
    is_list = column->is_repeated && json_text_peek(text) != 'n';
    return (is_list ? repeated_value(column, text, out) : plain_value(column, text, out)) &&
           leave_only(text);
}

bool json_columns_object(const struct json_columns *columns, struct json_text *row, struct buf *out)
{
    if (json_text_peek(row) == '[')
        return list_object(columns, false, row, out);
    return enter_only(row, "f") && list_object(columns, true, row, out) && leave_only(row);
}
