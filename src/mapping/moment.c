/* SPDX-License-Identifier: Apache-2.0 */
/* moment.c -- times, amounts and JSON members as bills spell them; see functions.h. */
#include "base/clock.h"
#include "mapping/functions.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Up to `most` digits; false when there is none. */
static bool number(const char **at, const char *end, int most, int *out)
{
    const char *start = *at;
    int value = 0;

    while (*at < end && *at - start < most && is_digit(**at))
        value = value * 10 + (*(*at)++ - '0');
    *out = value;
    return *at > start;
}

bool date_parts(const char *text, size_t size, int parts[static 3], const char **rest)
{
    const char *at = text;
    const char *end = text + size;
    const char *year;
    char mark;

    if (!number(&at, end, 2, &parts[0]) || at == end)
        return false;
    mark = *at++;
    if ((mark != '/' && mark != '.' && mark != '-') || !number(&at, end, 2, &parts[1]))
        return false;
    if (at == end || *at++ != mark)
        return false;
    year = at;
    if (!number(&at, end, 4, &parts[2]) || (at - year != 2 && at - year != 4))
        return false;
    if (at - year == 2)
        parts[2] += 2000;
    *rest = at;
    return at == end || *at == ' ' || *at == 'T' || *at == ',';
}

/* " 13:45[:00][ PM]" behind a date. */
static bool clock_parse(const char *at, const char *end, int64_t *microseconds)
{
    int hour, minute, second = 0;

    *microseconds = 0;
    while (at < end && (*at == ' ' || *at == 'T' || *at == ','))
        at++;
    if (at == end)
        return true;
    if (!number(&at, end, 2, &hour) || at == end || *at++ != ':' || !number(&at, end, 2, &minute))
        return false;
    if (at < end && *at == ':' && (at++, !number(&at, end, 2, &second)))
        return false;
    while (at < end && *at == ' ')
        at++;
    if (end - at == 2 && (at[1] == 'M' || at[1] == 'm')) {
        hour = hour % 12 + (*at == 'P' || *at == 'p' ? 12 : 0);
        at += 2;
    }
    if (at < end && *at == 'Z')
        at++;
    if (at != end || hour > 23 || minute > 59 || second > 59)
        return false;
    *microseconds = ((hour * 60 + minute) * 60 + second) * INT64_C(1000000);
    return true;
}

static bool from_date(struct date date, int64_t clock, int64_t *microseconds)
{
    if (!date_is_valid(date))
        return false;
    *microseconds = date_to_day(date) * INT64_C(86400000000) + clock;
    return true;
}

/* "202501", "2025-01", "20250131", "20250101T000000.000Z" */
static bool compact_parse(const char *text, size_t size, int64_t *microseconds)
{
    const char *at = text;
    const char *end = text + size;
    struct date date = { .day = 1 };

    if (!number(&at, end, 4, &date.year) || at - text != 4)
        return false;
    if (at < end && *at == '-')
        at++;
    if (!number(&at, end, 2, &date.month))
        return false;
    if (at == end)
        return from_date(date, 0, microseconds);
    if (!number(&at, end, 2, &date.day))
        return false;
    if (at == end)
        return from_date(date, 0, microseconds);
    return *at == 'T' && end - at >= 7 && memcmp(at, "T000000", 7) == 0 &&
           from_date(date, 0, microseconds);
}

bool moment_parse(const char *text, size_t size, enum date_order order, int64_t *microseconds)
{
    int parts[3];
    const char *rest;
    int64_t clock;

    while (size && *text == ' ') {
        text++;
        size--;
    }
    while (size && text[size - 1] == ' ')
        size--;
    if (size > 4 && timestamp_parse(text, size, microseconds))
        return true;
    if (!date_parts(text, size, parts, &rest))
        return compact_parse(text, size, microseconds);
    if (order == DATE_ORDER_UNKNOWN || !clock_parse(rest, text + size, &clock))
        return false;
    return from_date(order == DATE_ORDER_DAY_FIRST
                         ? (struct date){ .year = parts[2], .month = parts[1], .day = parts[0] }
                         : (struct date){ .year = parts[2], .month = parts[0], .day = parts[1] },
                     clock, microseconds);
}

/* ---- amounts ---- */

/* Blanks of all kinds, currency signs and letters stand around the number, and never inside it. */
static bool is_around(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '$' || byte >= 0x80 ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Thousands: one to three digits of which the first is no zero, and then groups of three. */
static bool has_sound_groups(const char *text, size_t size, char mark, char group)
{
    size_t digits = 0;
    size_t start = 0;
    bool is_grouped = false;

    while (start < size && !is_digit(text[start]))
        start++;
    for (size_t i = start; i < size && text[i] != mark; i++) {
        if (is_digit(text[i])) {
            digits++;
        } else if (text[i] == group || text[i] == '\'') {
            if (is_grouped ? digits != 3 : digits > 3 || text[start] == '0')
                return false;
            is_grouped = true;
            digits = 0;
        }
    }
    return !is_grouped || digits == 3;
}

bool amount_plain(const char *text, size_t size, char mark, char *out, size_t *out_size)
{
    char group = mark == ',' ? '.' : ',';
    size_t used = 0;
    bool negative = false, has_digit = false, has_mark = false, ended = false;

    if (!has_sound_groups(text, size, mark, group))
        return false;
    for (size_t i = 0; i < size; i++) {
        char byte = text[i];

        if (is_digit(byte) && !ended) {
            out[++used] = byte;
            has_digit = true;
        } else if (byte == mark && !has_mark && !ended) {
            out[++used] = '.';
            has_mark = true;
        } else if ((byte == group || byte == '\'') && has_digit && !has_mark && !ended) {
            continue;
        } else if (byte == '(' || byte == '-') {
            negative = true;
            ended = has_digit;
        } else if (has_digit && !ended && (byte == 'e' || byte == 'E') && i + 1 < size &&
                   (text[i + 1] == '-' || text[i + 1] == '+' || is_digit(text[i + 1]))) {
            for (; i < size && (text[i] == 'e' || text[i] == 'E' || text[i] == '-' ||
                                text[i] == '+' || is_digit(text[i]));
                 i++)
                out[++used] = text[i];
            i--;
            ended = true;
        } else if (is_around((unsigned char)byte) || byte == ')' || byte == '+') {
            ended = has_digit && byte != ' ' && (unsigned char)byte < 0x80;
        } else {
            return false;
        }
    }
    out[0] = negative ? '-' : '+';
    memmove(out, out + (negative ? 0 : 1), used + (negative ? 1 : 0));
    *out_size = used + (negative ? 1 : 0);
    return has_digit;
}

/* ---- JSON members ---- */

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

/* at stands behind the opening quote; gives the closing one, end when there is none. */
static const char *string_end(const char *at, const char *end)
{
    for (; at < end && *at != '"'; at++)
        if (*at == '\\')
            at++;
    return at < end ? at : end;
}

static size_t unescape(const char *at, const char *end, char *out)
{
    static const char from[] = "nrtbf";
    static const char to[] = "\n\r\t\b\f";
    size_t size = 0;

    while (at < end) {
        const char *known;

        if (*at != '\\' || at + 1 == end) {
            out[size++] = *at++;
            continue;
        }
        known = strchr(from, at[1]);
        /* A code point stays as it is written: names of services have none, and a copy loses
         * nothing. */
        if (at[1] == 'u')
            out[size++] = '\\';
        out[size++] = known && *known ? to[known - from] : at[1];
        at += 2;
    }
    return size;
}

bool json_flat_find(const char *json, size_t json_size, const char *key, size_t key_size, char *out,
                    const char **value, size_t *value_size)
{
    const char *end = json + json_size;
    const char *at = skip_blank(json, end);

    if (at < end && *at == '{')
        at++;
    while ((at = skip_blank(at, end)) < end && *at == '"') {
        const char *name = at + 1;
        const char *stop = string_end(name, end);
        bool same = (size_t)(stop - name) == key_size && memcmp(name, key, key_size) == 0;
        const char *start;

        at = skip_blank(stop < end ? stop + 1 : end, end);
        if (at == end || *at++ != ':')
            return false;
        start = skip_blank(at, end);
        if (start < end && *start == '"') {
            stop = string_end(++start, end);
            at = stop < end ? stop + 1 : end;
        } else {
            for (stop = start; stop < end && *stop != ',' && *stop != '}'; stop++)
                ;
            at = stop;
            if (stop - start == 4 && memcmp(start, "null", 4) == 0)
                stop = start;
        }
        if (same) {
            bool escaped = memchr(start, '\\', (size_t)(stop - start)) != NULL;

            *value_size = escaped ? unescape(start, stop, out) : (size_t)(stop - start);
            *value = escaped ? out : start;
            return *value_size > 0;
        }
        at = skip_blank(at, end);
        if (at < end && *at == ',')
            at++;
    }
    return false;
}
