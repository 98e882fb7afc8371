/* SPDX-License-Identifier: Apache-2.0 */
#include "api/words.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

bool words_decode(struct arena *arena, const char *text, size_t size, bool plus_is_blank,
                  const char **out, struct err *err)
{
    char *decoded = arena_alloc(arena, size + 1);
    size_t length = 0;

    for (size_t i = 0; i < size; i++) {
        char byte = text[i];

        if (byte == '%') {
            int high = i + 2 < size ? hex_digit(text[i + 1]) : -1;
            int low = i + 2 < size ? hex_digit(text[i + 2]) : -1;

            if (high < 0 || low < 0)
                return err_set(err, ERR_USAGE,
                               "the URL has a %% without two hexadecimal digits behind it");
            byte = (char)(high * 16 + low);
            i += 2;
        } else if (byte == '+' && plus_is_blank) {
            byte = ' ';
        }
        if ((unsigned char)byte < 0x20 || byte == 0x7f)
            return err_set(err, ERR_USAGE, "the URL holds an encoded control character");
        decoded[length++] = byte;
    }
    if (utf8_valid_prefix(decoded, length) != length)
        return err_set(err, ERR_USAGE, "the URL is not UTF-8");
    *out = decoded;
    return true;
}

static size_t count_pairs(const char *query)
{
    size_t count = 1;

    for (const char *at = query; *at; at++)
        count += *at == '&';
    return count;
}

bool words_parse(struct arena *arena, const char *query, struct query_pair **out, size_t *count,
                 struct err *err)
{
    size_t most = count_pairs(query);
    struct query_pair *pairs;
    size_t used = 0;

    if (most > LIMIT_REQUEST_PARAM_COUNT)
        return err_set(err, ERR_LIMIT,
                       "the query has more than %u parameters; POST takes longer filters",
                       LIMIT_REQUEST_PARAM_COUNT);
    pairs = ARENA_ARRAY(arena, struct query_pair, most);
    for (const char *at = query; *at;) {
        size_t size = strcspn(at, "&");
        size_t name_size = strcspn(at, "=&");
        size_t skip = name_size < size ? 1 : 0;
        struct query_pair *pair = &pairs[used];

        if (size > 0) {
            if (!words_decode(arena, at, name_size, true, &pair->name, err) ||
                !words_decode(arena, at + name_size + skip, size - name_size - skip, true,
                              &pair->value, err))
                return false;
            used++;
        }
        at += size;
        at += *at == '&';
    }
    *out = pairs;
    *count = used;
    return true;
}

const char *words_find(const struct query_pair *pairs, size_t count, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].name, name) == 0)
            value = pairs[i].value;
    }
    return value;
}
