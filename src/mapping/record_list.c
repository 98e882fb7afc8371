/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/record_list.h"

#include "base/attr.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

struct source {
    const char *at;
    const char *end;
    unsigned depth;
    struct buf *out;
    struct buf text; /* the string that is read */
};

static void skip_blanks(struct source *source)
{
    while (source->at < source->end && memchr(" \t\r\n", *source->at, 4))
        source->at++;
}

static bool take(struct source *source, char byte)
{
    skip_blanks(source);
    if (source->at == source->end || *source->at != byte)
        return false;
    source->at++;
    return true;
}

static bool take_word(struct source *source, const char *word)
{
    size_t size = strlen(word);

    if ((size_t)(source->end - source->at) < size || memcmp(source->at, word, size) != 0)
        return false;
    source->at += size;
    return true;
}

/* ---- strings ---- */

static bool hex(struct source *source, int digits, uint32_t *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++) {
        static const char known[] = "0123456789abcdef0123456789ABCDEF";
        const char *found =
            source->at < source->end && *source->at ? strchr(known, *source->at) : NULL;

        if (!found)
            return false;
        *value = *value * 16 + (uint32_t)((found - known) % 16);
        source->at++;
    }
    return true;
}

static bool code_point(struct source *source, int digits)
{
    char bytes[4];
    uint32_t value, low;

    if (!hex(source, digits, &value))
        return false;
    if (value >= 0xD800 && value < 0xDC00) {
        if (!take_word(source, "\\u") || !hex(source, 4, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    }
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return false;
    buf_add(&source->text, bytes, utf8_encode(value, bytes));
    return true;
}

/* Behind a backslash. */
static bool read_escape(struct source *source)
{
    static const char letters[] = "\"'\\/bfnrt";
    static const char bytes[] = "\"'\\/\b\f\n\r\t";
    char letter = source->at < source->end ? *source->at++ : '\0';
    const char *found = letter ? strchr(letters, letter) : NULL;

    if (found)
        buf_add_char(&source->text, bytes[found - letters]);
    else if (letter == 'x')
        return code_point(source, 2);
    else if (letter == 'u')
        return code_point(source, 4);
    else if (letter == 'U')
        return code_point(source, 8);
    return found != NULL;
}

static bool read_string(struct source *source)
{
    char quote = *source->at++;

    buf_clear(&source->text);
    while (source->at < source->end && *source->at != quote) {
        char byte = *source->at++;

        if (byte == '\0' || (byte == '\\' && !read_escape(source)))
            return false;
        if (byte != '\\')
            buf_add_char(&source->text, byte);
    }
    if (source->at == source->end || source->text.overflowed)
        return false;
    source->at++;
    json_quote(source->out, buf_text(&source->text), source->text.size);
    return true;
}

/* ---- values ---- */

static bool read_number(struct source *source)
{
    const char *from = source->at;

    while (source->at < source->end && memchr("0123456789+-.eE", *source->at, 15))
        source->at++;
    json_quote(source->out, from, (size_t)(source->at - from));
    return source->at > from;
}

static bool read_word(struct source *source)
{
    static const struct {
        const char *word, *json;
    } words[] = {
        { "None", "null" },       { "null", "null" },       { "nan", "null" },
        { "NaN", "null" },        { "True", "\"true\"" },   { "true", "\"true\"" },
        { "False", "\"false\"" }, { "false", "\"false\"" },
    };

    /* Decimal('1.10') */
    if (take_word(source, "Decimal("))
        return source->at < source->end && (*source->at == '\'' || *source->at == '"') &&
               read_string(source) && take(source, ')');
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (!take_word(source, words[i].word))
            continue;
        buf_add_text(source->out, words[i].json);
        return true;
    }
    return read_number(source);
}

static bool read_value(struct source *source);

static bool read_member(struct source *source, bool has_key)
{
    if (has_key) {
        skip_blanks(source);
        if (source->at == source->end || (*source->at != '"' && *source->at != '\'') ||
            !read_string(source) || !take(source, ':'))
            return false;
        buf_add_char(source->out, ':');
    }
    return read_value(source);
}

static bool read_nested(struct source *source, char open, char close)
{
    bool is_first = true;

    source->at++;
    if (++source->depth > LIMIT_JSON_DEPTH)
        return false;
    buf_add_char(source->out, open);
    while (!take(source, close)) {
        if (!is_first && !take(source, ','))
            return false;
        if (!is_first)
            buf_add_char(source->out, ',');
        is_first = false;
        if (!read_member(source, open == '{'))
            return false;
    }
    buf_add_char(source->out, close);
    source->depth--;
    return true;
}

static bool read_value(struct source *source)
{
    skip_blanks(source);
    if (source->at == source->end)
        return false;
    switch (*source->at) {
    case '{':
        return read_nested(source, '{', '}');
    case '[':
        return read_nested(source, '[', ']');
    case '"':
    case '\'':
        return read_string(source);
    default:
        return read_word(source);
    }
}

bool record_list(const char *text, size_t text_size, struct buf *out)
{
    struct source source = { .at = text, .end = text + text_size, .out = out };
    bool is_single;
    bool read;

    buf_init(&source.text, LIMIT_CELL);
    skip_blanks(&source);
    is_single = source.at < source.end && *source.at == '{';
    if (is_single)
        buf_add_char(out, '[');
    read =
        source.at < source.end && (*source.at == '{' || *source.at == '[') && read_value(&source);
    if (is_single)
        buf_add_char(out, ']');
    skip_blanks(&source);
    buf_done(&source.text);
    return read && source.at == source.end && !out->overflowed;
}
