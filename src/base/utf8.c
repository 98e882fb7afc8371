/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

size_t utf8_sequence(const char *bytes, size_t size)
{
    const unsigned char *b = (const unsigned char *)bytes;

    if (size == 0)
        return 0;
    if (b[0] < 0x80)
        return 1;
    if (b[0] >= 0xc2 && b[0] <= 0xdf)
        return size >= 2 && is_continuation(b[1]) ? 2 : 0;
    if (b[0] >= 0xe0 && b[0] <= 0xef) {
        if (size < 3 || !is_continuation(b[1]) || !is_continuation(b[2]))
            return 0;
        if (b[0] == 0xe0 && b[1] < 0xa0)
            return 0; /* overlong */
        if (b[0] == 0xed && b[1] > 0x9f)
            return 0; /* surrogate */
        return 3;
    }
    if (b[0] >= 0xf0 && b[0] <= 0xf4) {
        if (size < 4 || !is_continuation(b[1]) || !is_continuation(b[2]) || !is_continuation(b[3]))
            return 0;
        if ((b[0] == 0xf0 && b[1] < 0x90) || (b[0] == 0xf4 && b[1] > 0x8f))
            return 0; /* overlong, or past U+10FFFF */
        return 4;
    }
    return 0;
}

size_t utf8_valid_prefix(const char *bytes, size_t size)
{
    size_t at = 0;

    while (at < size) {
        uint64_t word;
        size_t width;

        /* Eight ASCII bytes at once: bills are nearly all ASCII. */
        while (size - at >= sizeof(word)) {
            memcpy(&word, bytes + at, sizeof(word));
            if (word & 0x8080808080808080u)
                break;
            at += sizeof(word);
        }
        if (at == size)
            break;
        width = utf8_sequence(bytes + at, size - at);
        if (width == 0)
            return at;
        at += width;
    }
    return size;
}

size_t utf8_encode(uint32_t code_point, char out[static 4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code_point & 0x3f));
    return 4;
}
