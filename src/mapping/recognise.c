/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/recognise.h"

#include "base/attr.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '"';
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static const char *after_mark(const char *name)
{
    return strncmp(name, "\xEF\xBB\xBF", 3) == 0 ? name + 3 : name;
}

char *header_plain(struct arena *arena, const char *name)
{
    const char *start = after_mark(name);
    size_t size = strlen(start);
    char *plain;

    while (size && is_blank(*start)) {
        start++;
        size--;
    }
    while (size && is_blank(start[size - 1]))
        size--;
    plain = arena_strndup(arena, start, size);
    for (size_t i = 0; i < size; i++)
        plain[i] = lower(plain[i]);
    return plain;
}

char *header_squash(struct arena *arena, const char *name)
{
    char *squashed = arena_strdup(arena, after_mark(name));
    size_t size = 0;

    for (const char *at = squashed; *at; at++) {
        char byte = lower(*at);

        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80))
            squashed[size++] = byte;
    }
    squashed[size] = '\0';
    return squashed;
}

static bool has(char *const *names, size_t name_count, const char *name)
{
    for (size_t i = 0; i < name_count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static size_t count_of(const char *const wanted[FORMAT_NAMES])
{
    size_t count = 0;

    while (count < FORMAT_NAMES && wanted[count])
        count++;
    return count;
}

static size_t found_of(const char *const wanted[FORMAT_NAMES], char *const *names,
                       size_t name_count)
{
    size_t found = 0;

    for (size_t i = 0; i < FORMAT_NAMES && wanted[i]; i++)
        found += has(names, name_count, wanted[i]);
    return found;
}

static bool matches(const struct format *format, char *const *names, size_t name_count)
{
    if (format->shape == SHAPE_JSON || found_of(format->not, names, name_count))
        return false;
    if (found_of(format->must, names, name_count) < count_of(format->must))
        return false;
    return !format->any[0] || found_of(format->any, names, name_count);
}

char *header_untranslated(struct arena *arena, char *plain)
{
    const char *open = strrchr(plain, '(');
    size_t size = open ? strlen(open) : 0;

    if (!open || open == plain || open[-1] != ' ' || size < 5 || open[size - 1] != ')' ||
        strspn(open + 1, "abcdefghijklmnopqrstuvwxyz") != size - 2)
        return plain;
    return arena_strndup(arena, open + 1, size - 2);
}

static char **plain_names(struct arena *arena, const char *const *names, size_t name_count)
{
    char **plain = ARENA_ARRAY(arena, char *, name_count);

    for (size_t i = 0; i < name_count; i++)
        plain[i] = header_untranslated(arena, header_plain(arena, names[i]));
    return plain;
}

const struct format *format_recognise(const char *const *names, size_t name_count)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    char **plain = plain_names(&arena, names, name_count);

    for (size_t i = 0; i < format_count; i++)
        if (matches(&formats[i], plain, name_count))
            return &formats[i];
    return NULL;
}

static bool stands_in(const char *bytes, size_t size, const char *word)
{
    return memmem(bytes, size, word, strlen(word)) != NULL;
}

static bool matches_json(const struct format *format, const char *bytes, size_t size)
{
    bool any = format->any[0] == NULL;

    if (format->shape != SHAPE_JSON)
        return false;
    for (size_t i = 0; i < FORMAT_NAMES && format->must[i]; i++)
        if (!stands_in(bytes, size, format->must[i]))
            return false;
    for (size_t i = 0; i < FORMAT_NAMES && format->any[i]; i++)
        any = any || stands_in(bytes, size, format->any[i]);
    return any;
}

const struct format *format_recognise_json(const char *bytes, size_t size)
{
    size_t start = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (start < size && is_blank(bytes[start]) && bytes[start] != '"')
        start++;
    if (start == size || (bytes[start] != '{' && bytes[start] != '['))
        return NULL;
    for (size_t i = 0; i < format_count; i++)
        if (matches_json(&formats[i], bytes, size))
            return &formats[i];
    return NULL;
}

const char *format_focus_version(const char *const *names, size_t name_count)
{
    /* The first row with a column that the file has names the version; what a later version removed
     * is asked first. */
    static const struct {
        const char *has, *lacks, *version;
    } signs[] = {
        { "invoicedetailid", NULL, "1.4" },       { "serviceprovidername", "providername", "1.4" },
        { "serviceprovidername", NULL, "1.3" },   { "chargesubcategory", NULL, "1.0-preview" },
        { "usagequantity", NULL, "1.0-preview" }, { "invoiceid", NULL, "1.2" },
        { "pricingcurrency", NULL, "1.2" },       { "skumeter", NULL, "1.1" },
        { "servicesubcategory", NULL, "1.1" },
    };
    struct arena arena SCOPED(arena_done) = { 0 };
    char **plain = plain_names(&arena, names, name_count);

    for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
        if (has(plain, name_count, signs[i].has) &&
            !(signs[i].lacks && has(plain, name_count, signs[i].lacks)))
            return signs[i].version;
    return "1.0";
}
