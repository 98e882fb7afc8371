/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/details.h"

#include "base/attr.h"
#include "mapping/json_text.h"

static const struct {
    const char *theirs;
    const char *ours;
} names[] = {
    { "ServiceType", "InstanceType" },
    { "VCPUs", "CoreCount" },
};

static void write_key(struct buf *out, const struct json_value *key)
{
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (!json_value_is(key, names[i].theirs))
            continue;
        buf_printf(out, "\"%s\":", names[i].ours);
        return;
    }
    buf_add_text(out, "\"x_");
    buf_add(out, key->text, key->size);
    buf_add_text(out, "\":");
}

static void write_value(struct buf *out, const struct json_value *value)
{
    if (value->kind == '"')
        buf_add_char(out, '"');
    buf_add(out, value->text, value->size);
    if (value->kind == '"')
        buf_add_char(out, '"');
}

static bool write_object(const char *text, size_t size, struct buf *out)
{
    struct json_text json = json_text_start(text, size);
    struct json_value key, value;
    size_t count = 0;
    enum step step;

    if (json_text_peek(&json) != '{' || !json_text_enter(&json))
        return false;
    while ((step = json_text_next(&json, &key)) == ROW) {
        if (!json_text_value(&json, &value))
            return false;
        if (value.kind == 'n')
            continue;
        buf_add_char(out, count++ ? ',' : '{');
        write_key(out, &key);
        write_value(out, &value);
    }
    if (step == FAILED || !json_text_finish(&json))
        return false;
    if (count)
        buf_add_char(out, '}');
    return count > 0;
}

static bool has_brace(const char *text, size_t size)
{
    while (size && (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')) {
        text++;
        size--;
    }
    return size && *text == '{';
}

bool details_write(const char *text, size_t size, struct buf *out)
{
    struct buf braced SCOPED(buf_done) = { 0 };

    if (has_brace(text, size))
        return write_object(text, size, out);
    buf_init(&braced, LIMIT_RECORD);
    buf_add_char(&braced, '{');
    buf_add(&braced, text, size);
    buf_add_char(&braced, '}');
    return write_object(buf_text(&braced), braced.size, out);
}
