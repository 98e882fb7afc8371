/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <time.h>

enum { MICROSECONDS = 1000000, SECONDS_A_DAY = 86400, DAYS_400_YEARS = 146097 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_valid(struct date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

/* Years that begin in March make the leap day the last one, so a month's start is a straight line:
 * (153 m + 2) / 5 with m counted from March. Eras are 400 years of 146097 days. */
int32_t date_to_day(struct date date)
{
    int year = date.month <= 2 ? date.year - 1 : date.year;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_400_YEARS + day_of_era - 719468;
}

struct date date_from_day(int32_t day)
{
    int32_t shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
    int day_of_era = shifted - era * DAYS_400_YEARS;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153;
    struct date date = {
        .year = year_of_era + era * 400,
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };

    if (date.month <= 2)
        date.year++;
    return date;
}

/* Exactly `count` digits; -1 when there are others. */
static int digits(const char *text, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool date_parse(const char *text, size_t size, int32_t *day)
{
    struct date date;

    if (size != 10 || text[4] != '-' || text[7] != '-')
        return false;
    date = (struct date){ digits(text, 4), digits(text + 5, 2), digits(text + 8, 2) };
    if (!date_is_valid(date))
        return false;
    *day = date_to_day(date);
    return true;
}

/* `count` decimal digits at `at`; returns what follows them. Every line of the log and every day of
 * an answer comes by here, where printf would take most of the time. */
static char *put_digits(char *at, unsigned value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        at[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return at + count;
}

static char *put_date(char *at, struct date date)
{
    at = put_digits(at, (unsigned)date.year, 4);
    *at++ = '-';
    at = put_digits(at, (unsigned)date.month, 2);
    *at++ = '-';
    return put_digits(at, (unsigned)date.day, 2);
}

void date_format(int32_t day, char text[static DATE_TEXT_SIZE])
{
    *put_date(text, date_from_day(day)) = '\0';
}

int32_t month_start(int32_t day)
{
    struct date date = date_from_day(day);

    date.day = 1;
    return date_to_day(date);
}

int32_t month_add(int32_t day, int count)
{
    struct date date = date_from_day(day);
    int months = date.year * 12 + date.month - 1 + count;

    return date_to_day((struct date){ months / 12, months % 12 + 1, 1 });
}

int date_weekday(int32_t day)
{
    int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

    return (weekday < 0 ? weekday + 7 : weekday) + 1;
}

/* ".123" to ".123456", any number of digits; what lies beyond microseconds is cut off. */
static const char *fraction_parse(const char *at, const char *end, int64_t *microseconds)
{
    int64_t unit = MICROSECONDS / 10;
    const char *first = ++at;

    for (; at < end && *at >= '0' && *at <= '9'; at++, unit /= 10)
        *microseconds += (*at - '0') * unit;
    return at > first ? at : NULL;
}

static bool zone_parse(const char *at, const char *end, int64_t *offset)
{
    int hour;
    int minute;

    *offset = 0;
    if (at == end || (*at == 'Z' && end - at == 1))
        return true;
    if (end - at == 4 && at[0] == ' ' && at[1] == 'U' && at[2] == 'T' && at[3] == 'C')
        return true;
    if (*at != '+' && *at != '-')
        return false;
    hour = end - at >= 3 ? digits(at + 1, 2) : -1;
    minute = end - at == 3                   ? 0
             : end - at == 6 && at[3] == ':' ? digits(at + 4, 2)
             : end - at == 5                 ? digits(at + 3, 2)
                                             : -1;
    if (hour < 0 || hour > 14 || minute < 0 || minute > 59)
        return false;
    *offset = (*at == '-' ? -1 : 1) * (hour * 3600 + minute * 60);
    return true;
}

bool timestamp_parse(const char *text, size_t size, int64_t *microseconds)
{
    const char *at = text + 16;
    const char *end = text + size;
    int64_t fraction = 0;
    int64_t offset;
    int32_t day;
    int hour;
    int minute;
    int second = 0;

    if (size < 10 || !date_parse(text, 10, &day))
        return false;
    if (size == 10) {
        *microseconds = (int64_t)day * SECONDS_A_DAY * MICROSECONDS;
        return true;
    }
    if (size < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
        return false;
    hour = digits(text + 11, 2);
    minute = digits(text + 14, 2);
    if (at < end && *at == ':') {
        second = size >= 19 ? digits(text + 17, 2) : -1;
        at = text + 19;
        if (second >= 0 && at < end && *at == '.')
            at = fraction_parse(at, end, &fraction);
    }
    if (!at || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return false;
    if (!zone_parse(at, end, &offset))
        return false;
    *microseconds = ((int64_t)day * SECONDS_A_DAY + hour * 3600 + minute * 60 + second - offset) *
                        MICROSECONDS +
                    fraction;
    return true;
}

static void format_timestamp(int64_t microseconds, bool is_full,
                             char text[static TIMESTAMP_TEXT_SIZE])
{
    int64_t a_day = (int64_t)SECONDS_A_DAY * MICROSECONDS;
    int64_t day = microseconds / a_day - (microseconds % a_day < 0);
    int64_t left = microseconds - day * a_day;
    int seconds = (int)(left / MICROSECONDS);
    int fraction = (int)(left % MICROSECONDS);
    char *at = put_date(text, date_from_day((int32_t)day));

    *at++ = 'T';
    at = put_digits(at, (unsigned)seconds / 3600, 2);
    *at++ = ':';
    at = put_digits(at, (unsigned)seconds / 60 % 60, 2);
    *at++ = ':';
    at = put_digits(at, (unsigned)seconds % 60, 2);
    if (fraction || is_full) {
        *at++ = '.';
        at = put_digits(at, (unsigned)fraction, 6);
    }
    *at++ = 'Z';
    *at = '\0';
}

void timestamp_format(int64_t microseconds, char text[static TIMESTAMP_TEXT_SIZE])
{
    format_timestamp(microseconds, false, text);
}

void timestamp_format_full(int64_t microseconds, char text[static TIMESTAMP_TEXT_SIZE])
{
    format_timestamp(microseconds, true, text);
}

static int64_t clock_read(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * MICROSECONDS + now.tv_nsec / 1000;
}

int64_t clock_now(void)
{
    return clock_read(CLOCK_REALTIME);
}

int64_t clock_steady(void)
{
    return clock_read(CLOCK_MONOTONIC);
}
