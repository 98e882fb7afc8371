/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <string.h>

/* How it works: the digits without point are the number's mantissa, `exponent` the power of ten of
 * its last digit. Digit k from the left then weighs 10^(exponent + count - 1 - k), and it goes to
 * the value while its weight is 1e-12 or more, to the rest while its weight is 1e-30 or more,
 *   nowhere below that, except that it makes a half no longer exactly a half ("sticky").
 * "2.32E-9": digits 232, exponent -11: all three go to the value, which is 2320 (2320e-12). */

enum { VALUE_DIGITS_MAX = 38, EXPONENT_MAX = 10000 };

struct number {
    const char *digits; /* first digit; the point lies among the digits */
    const char *end;
    long first_weight; /* power of ten of the first digit */
    bool negative;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *exponent_read(const char *at, const char *end, long *exponent)
{
    bool negative = false;
    long value = 0;
    const char *first;

    if (at < end && (*at == '+' || *at == '-'))
        negative = *at++ == '-';
    first = at;
    for (; at < end && is_digit(*at); at++)
        if (value < EXPONENT_MAX)
            value = value * 10 + (*at - '0');
    if (at == first)
        return NULL;
    *exponent = negative ? -value : value;
    return at;
}

/* Split text into sign, digits and weight; NULL-safe bounds, blanks already trimmed. */
static bool number_read(const char *at, const char *end, struct number *out)
{
    const char *point = NULL;
    long digit_count = 0;
    long decimals = 0;
    long exponent = 0;

    if (*at == '-' || *at == '+')
        out->negative = *at++ == '-';
    out->digits = at;
    for (; at < end && (is_digit(*at) || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = at;
            continue;
        }
        digit_count++;
        decimals += point != NULL;
    }
    out->end = at;
    if (digit_count == 0)
        return false;
    if (at < end && (*at == 'e' || *at == 'E'))
        at = exponent_read(at + 1, end, &exponent);
    out->first_weight = digit_count - decimals - 1 + exponent;
    return at == end;
}

static enum decimal_status number_value(const struct number *number, int128 *value, int128 *rest)
{
    long weight = number->first_weight;
    int128 high = 0;
    int128 low = 0;
    int high_digits = 0;
    long low_weight = -DECIMAL_SCALE - 1; /* weight of the next digit of the rest */

    for (const char *at = number->digits; at < number->end; at++) {
        if (*at == '.')
            continue;
        if (weight >= -DECIMAL_SCALE) {
            if (high_digits || *at != '0')
                high_digits++;
            if (high_digits > VALUE_DIGITS_MAX)
                return DECIMAL_TOO_LARGE;
            high = high * 10 + (*at - '0');
        } else if (weight >= -DECIMAL_REST_SCALE) {
            for (; low_weight > weight; low_weight--)
                low *= 10;
            low = low * 10 + (*at - '0');
            low_weight--;
        } else {
            break;
        }
        weight--;
    }
    for (; weight >= -DECIMAL_SCALE && high; weight--) {
        if (++high_digits > VALUE_DIGITS_MAX)
            return DECIMAL_TOO_LARGE;
        high *= 10;
    }
    for (; low && low_weight >= -DECIMAL_REST_SCALE; low_weight--)
        low *= 10;
    *value = high;
    *rest = low;
    return DECIMAL_OK;
}

static bool has_digit_beyond_rest(const struct number *number)
{
    long weight = number->first_weight;

    for (const char *at = number->digits; at < number->end; at++) {
        if (*at == '.')
            continue;
        if (weight-- < -DECIMAL_REST_SCALE && *at != '0')
            return true;
    }
    return false;
}

enum decimal_status decimal_parse(const char *text, size_t size, int128 *value, int128 *rest)
{
    const int128 unit = (int128)1000000000000000000; /* 1e-12 in units of 1e-30 */
    const char *end = text + size;
    struct number number = { 0 };
    enum decimal_status status;
    int128 high;
    int128 low;

    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (text == end)
        return DECIMAL_EMPTY;
    if (!number_read(text, end, &number))
        return DECIMAL_NO_NUMBER;
    status = number_value(&number, &high, &low);
    if (status != DECIMAL_OK)
        return status;
    if (low * 2 > unit || (low * 2 == unit && ((high & 1) || has_digit_beyond_rest(&number)))) {
        high++;
        low -= unit;
    }
    *value = number.negative ? -high : high;
    if (rest)
        *rest = number.negative ? -low : low;
    return DECIMAL_OK;
}

size_t decimal_format(int128 value, int scale, char text[static DECIMAL_TEXT_SIZE])
{
    char reversed[DECIMAL_TEXT_SIZE];
    size_t count = 0;
    size_t size = 0;
    bool negative = value < 0;
    uint128 left = negative ? -(uint128)value : (uint128)value;

    for (int digit = 0; left || digit <= scale; digit++) {
        if (digit == scale && scale > 0)
            reversed[count++] = '.';
        reversed[count++] = (char)('0' + (int)(left % 10));
        left /= 10;
    }
    if (negative)
        text[size++] = '-';
    while (count)
        text[size++] = reversed[--count];
    text[size] = '\0';
    return size;
}

bool decimal_is_amount(int128 value)
{
    const int128 limit = (int128)1000000000000000 * 1000000000000000; /* 10^18 in units of 1e-12 */

    return value < limit && value > -limit;
}
