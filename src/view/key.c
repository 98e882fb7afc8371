/* SPDX-License-Identifier: Apache-2.0 */
#include "view/key.h"

#include "base/attr.h"

#include <string.h>

/* Without and with normalisation. */
static const char *const tag_prefixes[] = { "tag:", "norm_tag:" };

bool key_byte_is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte && strchr("_./:@+-", byte));
}

struct query_key key_of_column(const struct column *column)
{
    return (struct query_key){ .column = column, .name = column->sql_name };
}

struct query_key key_of_tag(const char *tag, size_t tag_size, bool is_norm, struct arena *arena)
{
    const char *prefix = tag_prefixes[is_norm];
    char *name = arena_printf(arena, "%s%.*s", prefix, (int)tag_size, tag);

    return (struct query_key){ .tag = name + strlen(prefix), .name = name, .is_norm = is_norm };
}

static bool tag_unquote(const char *text, size_t size, bool is_norm, struct arena *arena,
                        struct query_key *out)
{
    char *tag;
    size_t used = 0;

    if (size < 3 || text[size - 1] != '"')
        return false;
    tag = arena_alloc(arena, size);
    for (size_t i = 1; i < size - 1; i++) {
        if (text[i] == '\\' && i + 1 < size - 1)
            i++;
        tag[used++] = text[i];
    }
    *out = key_of_tag(tag, used, is_norm, arena);
    return true;
}

bool key_parse(const char *text, size_t size, struct arena *arena, struct query_key *out)
{
    const struct column *column;

    for (size_t i = 0; i < ARRAY_COUNT(tag_prefixes); i++) {
        size_t prefix_size = strlen(tag_prefixes[i]);

        if (size <= prefix_size || memcmp(text, tag_prefixes[i], prefix_size) != 0)
            continue;
        text += prefix_size;
        size -= prefix_size;
        if (*text == '"')
            return tag_unquote(text, size, i == 1, arena, out);
        *out = key_of_tag(text, size, i == 1, arena);
        return true;
    }
    column = column_find_sized(text, size);
    if (!column || !column->is_dimension)
        return false;
    *out = key_of_column(column);
    return true;
}

bool key_parse_filter(const char *text, size_t size, struct arena *arena, struct query_key *out)
{
    const struct column *column = column_find_sized(text, size);

    if (!column || column->is_dimension || column->kind > COLUMN_TIME)
        return key_parse(text, size, arena, out);
    *out = key_of_column(column);
    return true;
}

bool key_equals(const struct query_key *a, const struct query_key *b)
{
    return a->column == b->column &&
           (a->column || (a->is_norm == b->is_norm && strcmp(a->tag, b->tag) == 0));
}

void key_quote(const char *text, struct buf *out)
{
    buf_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, *text);
    }
    buf_add_char(out, '"');
}

void key_print(const struct query_key *key, struct buf *out)
{
    const char *at;

    if (key->column) {
        buf_add_text(out, key->column->sql_name);
        return;
    }
    buf_add_text(out, tag_prefixes[key->is_norm]);
    for (at = key->tag; key_byte_is_plain(*at); at++)
        continue;
    if (*at || at == key->tag)
        key_quote(key->tag, out);
    else
        buf_add_text(out, key->tag);
}

const char *key_list_next(const char **at, size_t *size)
{
    const char *start = *at;
    const char *end;
    bool quoted = false;

    if (!start)
        return NULL;
    for (end = start; *end && (quoted || *end != ','); end++)
        quoted ^= *end == '"';
    *at = *end ? end + 1 : NULL;
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    *size = (size_t)(end - start);
    return start;
}
