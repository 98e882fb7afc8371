/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

void json_init(struct json *json, struct buf *out)
{
    *json = (struct json){ .out = out };
}

static void value_begin(struct json *json)
{
    uint32_t bit = 1u << json->depth;

    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->has_member & bit)
        buf_add_char(json->out, ',');
    json->has_member |= bit;
}

static void open_level(struct json *json, char bracket)
{
    value_begin(json);
    buf_add_char(json->out, bracket);
    json->depth++;
    assert(json->depth < 32);
    json->has_member &= ~(1u << json->depth);
}

static void close_level(struct json *json, char bracket)
{
    assert(json->depth > 0 && !json->after_key);
    json->depth--;
    buf_add_char(json->out, bracket);
}

void json_object(struct json *json)
{
    open_level(json, '{');
}

void json_object_end(struct json *json)
{
    close_level(json, '}');
}

void json_array(struct json *json)
{
    open_level(json, '[');
}

void json_array_end(struct json *json)
{
    close_level(json, ']');
}

void json_key(struct json *json, const char *key)
{
    assert(!json->after_key);
    value_begin(json);
    json_quote(json->out, key, strlen(key));
    buf_add_char(json->out, ':');
    json->after_key = true;
}

/* Bytes that stand for themselves inside a JSON string: printable ASCII but quote and backslash. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

static void quote_special(struct buf *out, unsigned char byte)
{
    static const char *const names[0x20] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r",
    };

    if (byte == '"' || byte == '\\')
        buf_printf(out, "\\%c", byte);
    else if (byte < 0x20 && names[byte])
        buf_add_text(out, names[byte]);
    else
        buf_printf(out, "\\u%04x", byte);
}

void json_quote(struct buf *out, const char *text, size_t size)
{
    const char *end = text + size;

    buf_add_char(out, '"');
    while (text < end) {
        const char *run = text;
        size_t width;

        while (text < end && is_plain((unsigned char)*text))
            text++;
        if (text > run)
            buf_add(out, run, (size_t)(text - run));
        if (text == end)
            break;
        if ((unsigned char)*text < 0x80) {
            quote_special(out, (unsigned char)*text++);
            continue;
        }
        width = utf8_sequence(text, (size_t)(end - text));
        if (width) {
            buf_add(out, text, width);
            text += width;
        } else {
            buf_add_text(out, "\xef\xbf\xbd");
            text++;
        }
    }
    buf_add_char(out, '"');
}

void json_text_sized(struct json *json, const char *text, size_t size)
{
    value_begin(json);
    json_quote(json->out, text, size);
}

void json_text(struct json *json, const char *text)
{
    if (text)
        json_text_sized(json, text, strlen(text));
    else
        json_null(json);
}

void json_int(struct json *json, int64_t value)
{
    enum { DIGITS_MAX = 20 }; /* of 64 bits, with a sign */
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char digits[DIGITS_MAX];
    size_t first = DIGITS_MAX;

    value_begin(json);
    do
        digits[--first] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (value < 0)
        digits[--first] = '-';
    buf_add(json->out, digits + first, DIGITS_MAX - first);
}

void json_bool(struct json *json, bool value)
{
    value_begin(json);
    buf_add_text(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
    value_begin(json);
    buf_add_text(json->out, "null");
}

void json_raw(struct json *json, const char *text, size_t size)
{
    value_begin(json);
    buf_add(json->out, text, size);
}

void json_member_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_member_int(struct json *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_int(json, value);
}

void json_member_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}
