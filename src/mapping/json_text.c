/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_text.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct json_text json_text_start(const char *bytes, size_t size)
{
    return (struct json_text){ .start = bytes, .at = bytes, .end = bytes + size };
}

bool json_text_fault(struct json_text *text, const char *what)
{
    if (text->at == text->end)
        snprintf(text->reason, sizeof(text->reason), "is no JSON: it ends early: %s", what);
    else
        snprintf(text->reason, sizeof(text->reason), "is no JSON: %s at byte %zu", what,
                 (size_t)(text->at - text->start) + 1);
    return false;
}

static void skip_blanks(struct json_text *text)
{
    while (text->at < text->end &&
           (*text->at == ' ' || *text->at == '\n' || *text->at == '\r' || *text->at == '\t'))
        text->at++;
}

char json_text_peek(struct json_text *text)
{
    skip_blanks(text);
    return text->at < text->end ? *text->at : '\0';
}

/* ---- strings ---- */

static bool hex_unit(struct json_text *text, unsigned *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, text->at++) {
        char byte = text->at < text->end ? *text->at : '\0';
        unsigned digit = byte >= '0' && byte <= '9'   ? (unsigned)(byte - '0')
                         : byte >= 'a' && byte <= 'f' ? (unsigned)(byte - 'a') + 10
                         : byte >= 'A' && byte <= 'F' ? (unsigned)(byte - 'A') + 10
                                                      : 16;

        if (digit == 16)
            return json_text_fault(text, "\\u without four digits");
        *unit = *unit * 16 + digit;
    }
    return true;
}

/* Behind the u of \uD83D\uDE00. */
static bool unicode_escape(struct json_text *text, uint32_t *code_point)
{
    unsigned high, low;

    if (!hex_unit(text, &high))
        return false;
    *code_point = high;
    if (high == 0)
        return json_text_fault(text, "a NUL character");
    if (high < 0xD800 || high > 0xDFFF)
        return true;
    if (high > 0xDBFF || text->end - text->at < 6 || text->at[0] != '\\' || text->at[1] != 'u')
        return json_text_fault(text, "half a character");
    text->at += 2;
    if (!hex_unit(text, &low))
        return false;
    if (low < 0xDC00 || low > 0xDFFF)
        return json_text_fault(text, "half a character");
    *code_point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

/* Behind a backslash. */
static bool check_escape(struct json_text *text)
{
    uint32_t code_point;

    if (text->at == text->end || !*text->at || !strchr("\"\\/bfnrtu", *text->at))
        return json_text_fault(text, "an unknown escape");
    return *text->at++ != 'u' || unicode_escape(text, &code_point);
}

static bool read_string(struct json_text *text, struct json_value *value)
{
    text->at++;
    *value = (struct json_value){ .kind = '"', .text = text->at };
    while (text->at < text->end && *text->at != '"') {
        if ((unsigned char)*text->at < 0x20)
            return json_text_fault(text, "a control character in a text");
        if (*text->at++ != '\\')
            continue;
        value->has_escapes = true;
        if (!check_escape(text))
            return false;
    }
    if (text->at == text->end)
        return json_text_fault(text, "a text is not closed");
    value->size = (size_t)(text->at++ - value->text);
    return true;
}

/* The escape is known to be sound. */
static size_t decode_escape(struct json_text *text, char *out)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    uint32_t code_point = 0;
    char letter = *text->at++;

    if (letter == 'u')
        return unicode_escape(text, &code_point) ? utf8_encode(code_point, out) : 0;
    *out = bytes[strchr(letters, letter) - letters];
    return 1;
}

struct scan_cell json_value_cell(const struct json_value *value, struct scratch *scratch)
{
    struct json_text text = json_text_start(value->text, value->size);
    char *out;
    size_t size = 0;

    if (value->kind == 'n' || value->size == 0)
        return (struct scan_cell){ .text = NULL };
    if (!value->has_escapes)
        return (struct scan_cell){ .text = value->text, .size = (uint32_t)value->size };
    out = scratch_alloc(scratch, value->size); /* no escape is shorter than what it stands for */
    while (text.at < text.end) {
        if (*text.at != '\\') {
            out[size++] = *text.at++;
            continue;
        }
        text.at++;
        size += decode_escape(&text, out + size);
    }
    return (struct scan_cell){ .text = out, .size = (uint32_t)size };
}

bool json_value_is(const struct json_value *value, const char *text)
{
    return value->kind == '"' && strlen(text) == value->size &&
           memcmp(value->text, text, value->size) == 0;
}

/* ---- numbers and words ---- */

static size_t skip_digits(struct json_text *text)
{
    const char *from = text->at;

    while (text->at < text->end && *text->at >= '0' && *text->at <= '9')
        text->at++;
    return (size_t)(text->at - from);
}

static bool take(struct json_text *text, const char *bytes)
{
    if (text->at == text->end || !*text->at || !strchr(bytes, *text->at))
        return false;
    text->at++;
    return true;
}

static bool read_number(struct json_text *text, struct json_value *value)
{
    const char *digits;
    size_t count;

    *value = (struct json_value){ .kind = '0', .text = text->at };
    take(text, "-");
    digits = text->at;
    count = skip_digits(text);
    if (count == 0 || (count > 1 && *digits == '0'))
        return json_text_fault(text, "no number");
    if (take(text, ".") && !skip_digits(text))
        return json_text_fault(text, "no number");
    if (take(text, "eE")) {
        take(text, "+-");
        if (!skip_digits(text))
            return json_text_fault(text, "no number");
    }
    value->size = (size_t)(text->at - value->text);
    return true;
}

static bool read_word(struct json_text *text, struct json_value *value)
{
    static const char *const words[] = { "true", "false", "null" };
    size_t rest = (size_t)(text->end - text->at);

    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        size_t size = strlen(words[i]);

        if (rest < size || memcmp(text->at, words[i], size) != 0)
            continue;
        *value = (struct json_value){ .kind = *words[i], .text = text->at, .size = size };
        text->at += size;
        return true;
    }
    return json_text_fault(text, "a value is missing");
}

/* ---- objects and arrays ---- */

bool json_text_enter(struct json_text *text)
{
    char byte = json_text_peek(text);

    if (byte != '{' && byte != '[')
        return json_text_fault(text, "an object or array is missing");
    if (text->depth == LIMIT_JSON_DEPTH)
        return json_text_fault(text, "too many levels");
    text->closers[text->depth++] = byte == '{' ? '}' : ']';
    text->at++;
    text->is_first = true;
    return true;
}

static bool read_key(struct json_text *text, struct json_value *key)
{
    if (json_text_peek(text) != '"')
        return json_text_fault(text, "a name is missing");
    if (!read_string(text, key))
        return false;
    if (json_text_peek(text) != ':')
        return json_text_fault(text, "a colon is missing");
    text->at++;
    return true;
}

enum step json_text_next(struct json_text *text, struct json_value *key)
{
    char closer = text->closers[text->depth - 1];
    bool was_first = text->is_first;
    char byte = json_text_peek(text);

    text->is_first = false;
    if (byte == closer) {
        text->at++;
        text->depth--;
        return END;
    }
    if (!was_first && byte != ',') {
        json_text_fault(text, "a comma is missing");
        return FAILED;
    }
    text->at += !was_first;
    if (closer == ']') {
        *key = (struct json_value){ .text = NULL };
        return ROW;
    }
    return read_key(text, key) ? ROW : FAILED;
}

static bool read_nested(struct json_text *text, struct json_value *value)
{
    const char *from = text->at;
    unsigned outside = text->depth;
    struct json_value ignored;

    if (!json_text_enter(text))
        return false;
    while (text->depth > outside) {
        enum step step = json_text_next(text, &ignored);
        char byte;

        if (step == FAILED)
            return false;
        if (step == END)
            continue;
        byte = json_text_peek(text);
        if (byte == '{' || byte == '[' ? !json_text_enter(text) : !json_text_value(text, &ignored))
            return false;
    }
    *value = (struct json_value){ .kind = *from, .text = from, .size = (size_t)(text->at - from) };
    return true;
}

bool json_text_value(struct json_text *text, struct json_value *value)
{
    char byte = json_text_peek(text);

    if (byte == '{' || byte == '[')
        return read_nested(text, value);
    if (byte == '"')
        return read_string(text, value);
    if (byte == '-' || (byte >= '0' && byte <= '9'))
        return read_number(text, value);
    return read_word(text, value);
}

bool json_text_finish(struct json_text *text)
{
    return json_text_peek(text) == '\0' && text->at == text->end
               ? true
               : json_text_fault(text, "something stands behind its end");
}
