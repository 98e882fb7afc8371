/* SPDX-License-Identifier: Apache-2.0 */
/* clock.h -- time as the product counts it: UTC, days since 1970-01-01, microseconds since
 * 1970-01-01.
 *
 * Dates run from year 1 to 9999 (proleptic Gregorian). Periods are half-open.
 */
#ifndef CENTAVO_BASE_CLOCK_H
#define CENTAVO_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

/* Days, half-open: start is in it, end is not. */
struct period {
    int32_t start;
    int32_t end;
};

enum {
    DATE_TEXT_SIZE = 16,      /* "2026-10-31" and NUL */
    TIMESTAMP_TEXT_SIZE = 40, /* "2026-10-31T23:59:59.123456Z" and NUL */
};

bool date_is_valid(struct date date);
int32_t date_to_day(struct date date);
struct date date_from_day(int32_t day);

/* "2026-10-31" only; false for anything else or a day that does not exist. */
bool date_parse(const char *text, size_t size, int32_t *day);
void date_format(int32_t day, char text[static DATE_TEXT_SIZE]);

int32_t month_start(int32_t day);
int32_t month_add(int32_t day, int count); /* first day of the month `count` months on */
int date_weekday(int32_t day);             /* 1 Monday to 7 Sunday */

/* "2026-10-31T23:59:59Z", with blank for T, without Z, with up to 6 decimals, with +hh:mm; or a
 * date alone (midnight). */
bool timestamp_parse(const char *text, size_t size, int64_t *microseconds);

/* "2026-10-31T23:59:59Z"; decimals only when there are any. */
void timestamp_format(int64_t microseconds, char text[static TIMESTAMP_TEXT_SIZE]);

/* "2026-10-31T23:59:59.000000Z": always with six decimals, so that texts sort as times do. */
void timestamp_format_full(int64_t microseconds, char text[static TIMESTAMP_TEXT_SIZE]);

int64_t clock_now(void);    /* microseconds since 1970-01-01, UTC */
int64_t clock_steady(void); /* microseconds of a clock that only moves forward; for durations */

#endif
