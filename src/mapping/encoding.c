/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/encoding.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum {
    GUESS_SIZE = 4096, /* bytes looked at for NULs */
    LAST_RESORT = 0xff /* a byte that is never part of UTF-8 */
};

const char *encoding_name(enum encoding encoding)
{
    static const char *const names[] = {
        [ENCODING_UTF8] = "UTF-8",
        [ENCODING_UTF16LE] = "UTF-16LE",
        [ENCODING_UTF16BE] = "UTF-16BE",
        [ENCODING_WINDOWS1252] = "Windows-1252",
    };

    return names[encoding];
}

static bool starts_with(const char *bytes, size_t size, const char *mark, size_t mark_size)
{
    return size >= mark_size && memcmp(bytes, mark, mark_size) == 0;
}

/* Latin text in UTF-16 has a NUL in every other byte, nearly always, and never in the bytes
 * between. */
static bool guess_utf16(const char *bytes, size_t size, enum encoding *out)
{
    size_t nul_count[2] = { 0, 0 };
    size_t pair_count;

    if (size > GUESS_SIZE)
        size = GUESS_SIZE;
    pair_count = size / 2;
    for (size_t i = 0; i < pair_count * 2; i++)
        nul_count[i % 2] += bytes[i] == '\0';
    if (pair_count < 2)
        return false;
    if (nul_count[0] == 0 && nul_count[1] * 10 >= pair_count * 7) {
        *out = ENCODING_UTF16LE;
        return true;
    }
    if (nul_count[1] == 0 && nul_count[0] * 10 >= pair_count * 7) {
        *out = ENCODING_UTF16BE;
        return true;
    }
    return false;
}

enum encoding encoding_guess(const char *bytes, size_t size, bool is_whole, size_t *mark_size)
{
    enum encoding encoding;
    size_t valid;

    *mark_size = 0;
    if (starts_with(bytes, size, "\xef\xbb\xbf", 3)) {
        *mark_size = 3;
        return ENCODING_UTF8;
    }
    if (starts_with(bytes, size, "\xff\xfe", 2) || starts_with(bytes, size, "\xfe\xff", 2)) {
        *mark_size = 2;
        return bytes[0] == '\xff' ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    }
    if (guess_utf16(bytes, size, &encoding))
        return encoding;
    valid = utf8_valid_prefix(bytes, size);
    if (valid == size || (!is_whole && size - valid < 4))
        return ENCODING_UTF8; /* the last character may be cut by the end of what we look at */
    return ENCODING_WINDOWS1252;
}

/* Where Windows-1252 differs from the first 256 characters of Unicode. The five bytes that mean
 * nothing stay control characters. */
static const uint16_t windows1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static size_t decode_windows1252(const unsigned char *bytes, size_t size, char *out, size_t room,
                                 size_t *used)
{
    size_t written = 0;
    size_t i;

    for (i = 0; i < size && room - written >= 4; i++) {
        uint32_t code_point = bytes[i];

        if (code_point >= 0x80 && code_point < 0xa0)
            code_point = windows1252[code_point - 0x80];
        written += utf8_encode(code_point, out + written);
    }
    *used = i;
    return written;
}

static uint32_t unit_at(const unsigned char *bytes, bool is_big)
{
    return is_big ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

static bool is_high(uint32_t unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(uint32_t unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

static size_t decode_utf16(const unsigned char *bytes, size_t size, bool is_big, bool is_last,
                           char *out, size_t room, size_t *used)
{
    size_t written = 0;
    size_t at = 0;

    while (size - at >= 2 && room - written >= 4) {
        uint32_t unit = unit_at(bytes + at, is_big);

        if (is_high(unit) && size - at < 4 && !is_last)
            break;
        if (is_high(unit) && size - at >= 4 && is_low(unit_at(bytes + at + 2, is_big))) {
            uint32_t low = unit_at(bytes + at + 2, is_big);

            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        }
        at += 2;
        /* Half a pair comes out as three bytes that are not UTF-8, and the row is found by them. */
        written += utf8_encode(unit, out + written);
    }
    if (is_last && size - at == 1 && room - written >= 1) {
        out[written++] = (char)LAST_RESORT;
        at++;
    }
    *used = at;
    return written;
}

size_t encoding_decode(enum encoding encoding, const char *bytes, size_t size, bool is_last,
                       char *out, size_t room, size_t *used)
{
    assert(encoding != ENCODING_UTF8 && room >= 8);
    if (encoding == ENCODING_WINDOWS1252)
        return decode_windows1252((const unsigned char *)bytes, size, out, room, used);
    return decode_utf16((const unsigned char *)bytes, size, encoding == ENCODING_UTF16BE, is_last,
                        out, room, used);
}
