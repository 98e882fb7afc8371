/* SPDX-License-Identifier: Apache-2.0 */
/* decimal.h -- money between text and fixed point.
 *
 * A decimal is a 128-bit count of 1e-12. Text is read exactly: sign, digits, point, exponent; what
 * lies beyond 12 decimals is rounded half to even and can be asked for (the rest, in units of
 * 1e-30), so that a sum of the text stays provable. C reads and writes money; it does not add it
 * up: SQL does.
 */
#ifndef CENTAVO_BASE_DECIMAL_H
#define CENTAVO_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

enum {
    DECIMAL_SCALE = 12,       /* decimals of stored money */
    DECIMAL_PRICE_SCALE = 15, /* decimals of a unit price */
    DECIMAL_REST_SCALE = 30,  /* decimals of what rounding to 12 took away */
    DECIMAL_TEXT_SIZE = 44    /* enough for any 38-digit decimal with sign, point and NUL */
};

enum decimal_status {
    DECIMAL_OK,
    DECIMAL_EMPTY,     /* nothing but blanks */
    DECIMAL_NO_NUMBER, /* text, NaN, infinity, thousands separators */
    DECIMAL_TOO_LARGE  /* more than 26 digits before the point */
};

/* "-1.5", "2.32E-9", " 7 ". Both outputs are written on DECIMAL_OK only; rest may be NULL.
 * value * 1e-12 + rest * 1e-30 equals the text exactly, as long as it has no digit after the 30th
 * decimal. */
enum decimal_status decimal_parse(const char *text, size_t size, int128 *value, int128 *rest);

/* Whether a value is below 10^18, what one amount of money may be: sums of them stay in range. */
bool decimal_is_amount(int128 value);

/* The decimal with exactly `scale` decimals. Returns the length. */
size_t decimal_format(int128 value, int scale, char text[static DECIMAL_TEXT_SIZE]);

#endif
