/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_encode.c -- what COPY reads.
 *
 * Binary: "PGCOPY\n\377\r\n\0", 32 bits of flags, 32 bits of length of an extension; then per row
 * 16 bits of how many columns, and per column 32 bits of size (-1: NULL) and the value; at the end
 * -1 in place of how many columns. Everything begins with its highest byte. Values:
 *
 *   numeric    16 bits each: how many digits, weight of the first, sign (0x4000 is minus), decimals
 * to show; then the digits, in base 10000, without zeros at either end. The point stands after the
 * digit of weight 0: 1234567.5 is 3 digits, weight 1: 123 4567 5000. date       32 bits, days since
 * 2000-01-01 timestamp  64 bits, microseconds since 2000-01-01 text       its bytes
 */
#include "store/postgres_encode.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIXED_SIZE = 40, /* no value but text is longer, with its size: a numeric of 38 digits has 38 */
    DAY_2000 = 10957, /* 2000-01-01 in days since 1970-01-01 */
    DAY_FIRST = -719162 /* 0001-01-01 */,
    DAY_LAST = 2932896, /* 9999-12-31 */
    BASE = 10000,
    NUMERIC_MINUS = 0x4000
};

/* Writes size and value at `at` and returns what follows them; NULL: the column cannot hold it. */
typedef char *put_value(const struct postgres_encoder *encoder, size_t row, char *at);

struct postgres_encoder {
    const struct duck_column *column;
    duckdb_type stored; /* how the value is stored */
    int scale;
    bool is_text;
    put_value *put;
};

/* ---- numbers ---- */

static char *put_16(char *at, unsigned value)
{
    uint16_t swapped = __builtin_bswap16((uint16_t)value);

    memcpy(at, &swapped, sizeof(swapped));
    return at + sizeof(swapped);
}

static char *put_32(char *at, uint32_t value)
{
    uint32_t swapped = __builtin_bswap32(value);

    memcpy(at, &swapped, sizeof(swapped));
    return at + sizeof(swapped);
}

static char *put_64(char *at, uint64_t value)
{
    uint64_t swapped = __builtin_bswap64(value);

    memcpy(at, &swapped, sizeof(swapped));
    return at + sizeof(swapped);
}

static int128 integer_at(const struct postgres_encoder *encoder, size_t row)
{
    return duck_stored_integer(encoder->column, encoder->stored, row);
}

static char *put_bool(const struct postgres_encoder *encoder, size_t row, char *at)
{
    at = put_32(at, 1);
    *at = ((const bool *)encoder->column->values)[row];
    return at + 1;
}

static char *put_smallint(const struct postgres_encoder *encoder, size_t row, char *at)
{
    int128 value = integer_at(encoder, row);

    if (value < INT16_MIN || value > INT16_MAX)
        return NULL;
    return put_16(put_32(at, 2), (unsigned)value);
}

static char *put_integer(const struct postgres_encoder *encoder, size_t row, char *at)
{
    int128 value = integer_at(encoder, row);

    if (value < INT32_MIN || value > INT32_MAX)
        return NULL;
    return put_32(put_32(at, 4), (uint32_t)value);
}

static char *put_bigint(const struct postgres_encoder *encoder, size_t row, char *at)
{
    int128 value = integer_at(encoder, row);

    if (value < INT64_MIN || value > INT64_MAX)
        return NULL;
    return put_64(put_32(at, 8), (uint64_t)value);
}

/* The bits of an IEEE number are the same on both sides. */
static char *put_float(const struct postgres_encoder *encoder, size_t row, char *at)
{
    return put_64(put_32(at, 8), ((const uint64_t *)encoder->column->values)[row]);
}

/* What is left of *value after a division; in 64 bits where it fits, which is ten times faster. */
static unsigned take_digits(uint128 *value, unsigned divisor)
{
    unsigned rest;

    if (*value <= UINT64_MAX) {
        rest = (unsigned)((uint64_t)*value % divisor);
        *value = (uint64_t)*value / divisor;
    } else {
        rest = (unsigned)(*value % divisor);
        *value /= divisor;
    }
    return rest;
}

/* Digits in base 10000 from the last to the first. The last one is filled up: 1.5 of scale 1 is
 * 5000 and 1. Returns how many. */
static int numeric_digits(uint128 value, int scale, unsigned digits[static 12])
{
    static const unsigned tens[] = { 1, 10, 100, 1000 };
    const uint64_t four_digits = (uint64_t)BASE * BASE * BASE * BASE;
    int part = scale % 4;
    int count = 0;
    uint64_t left;

    if (part)
        digits[count++] = take_digits(&value, tens[part]) * tens[4 - part];
    while (value > UINT64_MAX) {
        left = (uint64_t)(value % four_digits);
        value /= four_digits;
        for (int i = 0; i < 4; i++, left /= BASE)
            digits[count++] = (unsigned)(left % BASE);
    }
    for (left = (uint64_t)value; left; left /= BASE)
        digits[count++] = (unsigned)(left % BASE);
    return count;
}

static char *put_numeric(const struct postgres_encoder *encoder, size_t row, char *at)
{
    int128 value = integer_at(encoder, row);
    unsigned digits[12];
    int count =
        numeric_digits(value < 0 ? -(uint128)value : (uint128)value, encoder->scale, digits);
    int weight = count - 1 - (encoder->scale + 3) / 4;
    int last = 0;

    while (count > 0 && digits[count - 1] == 0) { /* a value below its first decimals */
        count--;
        weight--;
    }
    while (last < count && digits[last] == 0)
        last++;
    at = put_32(at, (uint32_t)(8 + 2 * (count - last)));
    at = put_16(at, (unsigned)(count - last));
    at = put_16(at, count == last ? 0 : (unsigned)weight);
    at = put_16(at, value < 0 ? NUMERIC_MINUS : 0);
    at = put_16(at, (unsigned)encoder->scale);
    for (int i = count - 1; i >= last; i--)
        at = put_16(at, digits[i]);
    return at;
}

/* ---- times ---- */

static char *put_date(const struct postgres_encoder *encoder, size_t row, char *at)
{
    int32_t day = ((const int32_t *)encoder->column->values)[row];

    if (day < DAY_FIRST || day > DAY_LAST)
        return NULL;
    return put_32(put_32(at, 4), (uint32_t)(day - DAY_2000));
}

static char *put_timestamp(const struct postgres_encoder *encoder, size_t row, char *at)
{
    const int64_t a_day = 86400 * INT64_C(1000000);
    int64_t time = ((const int64_t *)encoder->column->values)[row];

    if (time < DAY_FIRST * a_day || time >= (DAY_LAST + 1) * a_day)
        return NULL;
    return put_64(put_32(at, 8), (uint64_t)(time - DAY_2000 * a_day));
}

/* ---- text ---- */

static const duckdb_string_t *string_at(const struct postgres_encoder *encoder, size_t row)
{
    return &((const duckdb_string_t *)encoder->column->values)[row];
}

static char *put_text(const struct postgres_encoder *encoder, size_t row, char *at)
{
    const duckdb_string_t *string = string_at(encoder, row);
    uint32_t size = string->value.inlined.length;
    const char *bytes = size <= sizeof(string->value.inlined.inlined)
                            ? string->value.inlined.inlined
                            : string->value.pointer.ptr;

    memcpy(put_32(at, size), bytes, size);
    return at + 4 + size;
}

/* ---- columns ---- */

static const struct {
    enum value_kind from;
    enum postgres_type to;
    put_value *put;
} encodings[] = {
    { VALUE_TEXT, TYPE_TEXT, put_text },
    { VALUE_TEXT, TYPE_VARCHAR, put_text },
    { VALUE_TEXT, TYPE_JSON, put_text },
    { VALUE_DECIMAL, TYPE_NUMERIC, put_numeric },
    { VALUE_INT, TYPE_NUMERIC, put_numeric },
    { VALUE_INT, TYPE_BIGINT, put_bigint },
    { VALUE_INT, TYPE_INTEGER, put_integer },
    { VALUE_INT, TYPE_SMALLINT, put_smallint },
    { VALUE_BOOL, TYPE_BOOL, put_bool },
    { VALUE_DATE, TYPE_DATE, put_date },
    { VALUE_TIMESTAMP, TYPE_TIMESTAMP, put_timestamp },
    { VALUE_TIMESTAMP, TYPE_TIMESTAMPTZ, put_timestamp },
    { VALUE_DOUBLE, TYPE_DOUBLE, put_float },
};

static put_value *find_put(const struct duck_column *column, enum value_kind from, Oid to)
{
    /* Whatever has no kind of its own is spelt as text; and a FLOAT has 32 bits. */
    if ((from == VALUE_TEXT && column->type != DUCKDB_TYPE_VARCHAR) ||
        column->type == DUCKDB_TYPE_FLOAT)
        return NULL;
    for (size_t i = 0; i < ARRAY_COUNT(encodings); i++)
        if (encodings[i].from == from && encodings[i].to == to)
            return encodings[i].put;
    return NULL;
}

/* numeric(38,12) has the modifier (38 << 16 | 12) + 4; one without limits has -1. */
static bool has_scale(int modifier, int scale)
{
    return modifier < 0 || ((modifier - 4) & 0x7ff) >= scale;
}

bool postgres_encoders(const struct duck_rows *rows, const PGresult *target,
                       struct postgres_encoder **out, struct err *err)
{
    struct postgres_encoder *encoders = calloc(rows->column_count, sizeof(*encoders));

    if (!encoders)
        abort();
    for (size_t i = 0; i < rows->column_count; i++) {
        struct duck_column *column = &rows->columns[i];
        enum value_kind kind = rows_column_kind(&rows->base, i);
        Oid to = PQftype(target, (int)i);
        put_value *put = find_put(column, kind, to);

        if (!put || (to == TYPE_NUMERIC && !has_scale(PQfmod(target, (int)i), column->scale))) {
            free(encoders);
            return err_set(err, ERR_BUG,
                           "column %s does not fit: PostgreSQL's type %u, DuckDB's %d of scale %d",
                           column->name, to, (int)column->type, column->scale);
        }
        encoders[i] = (struct postgres_encoder){
            .column = column,
            .stored = kind == VALUE_DECIMAL ? column->stored : column->type,
            .scale = column->scale,
            .is_text = kind == VALUE_TEXT,
            .put = put,
        };
    }
    *out = encoders;
    return true;
}

/* ---- rows ---- */

void postgres_encode_head(struct buf *out)
{
    static const char head[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";

    buf_add(out, head, sizeof(head)); /* its NUL is the last of the 19 bytes */
}

void postgres_encode_tail(struct buf *out)
{
    buf_add(out, "\377\377", 2);
}

static bool is_null_at(const struct duck_column *column, size_t row)
{
    return column->validity && !(column->validity[row / 64] >> (row % 64) & 1);
}

static size_t size_at_most(const struct duck_rows *rows, const struct postgres_encoder *encoders,
                           size_t row)
{
    size_t size = 2;

    for (size_t i = 0; i < rows->column_count; i++) {
        const struct postgres_encoder *encoder = &encoders[i];

        if (!encoder->is_text)
            size += FIXED_SIZE;
        else
            size += 4 + (is_null_at(encoder->column, row)
                             ? 0
                             : string_at(encoder, row)->value.inlined.length);
    }
    return size;
}

bool postgres_encode_row(const struct duck_rows *rows, const struct postgres_encoder *encoders,
                         size_t row, struct buf *out, struct err *err)
{
    char *start = buf_reserve(out, size_at_most(rows, encoders, row));
    char *at = start;

    if (!start)
        return buf_check(out, "a row", err);
    at = put_16(at, (unsigned)rows->column_count);
    for (size_t i = 0; i < rows->column_count; i++) {
        if (is_null_at(encoders[i].column, row))
            at = put_32(at, UINT32_MAX);
        else
            at = encoders[i].put(&encoders[i], row, at);
        if (!at)
            return err_set(err, ERR_DATA, "column %s: a value that PostgreSQL's cannot hold",
                           encoders[i].column->name);
    }
    buf_added(out, (size_t)(at - start));
    return true;
}

/* As text: cells end with a tab, rows with a newline; NULL is \N, and what would be mistaken for
 * one of these gets a backslash. */
static void text_value(struct buf *out, const char *text, size_t size)
{
    static const char special[] = "\\\n\r\t";
    static const char *const spelled[] = { "\\\\", "\\n", "\\r", "\\t" };

    for (size_t i = 0; i < size; i++) {
        const char *found = text[i] ? strchr(special, text[i]) : NULL;

        if (found)
            buf_add_text(out, spelled[found - special]);
        else
            buf_add_char(out, text[i]);
    }
}

void postgres_encode_text(struct rows *rows, struct buf *out)
{
    for (size_t i = 0; i < rows_column_count(rows); i++) {
        size_t size;
        const char *text = rows_text(rows, i, &size);

        if (i)
            buf_add_char(out, '\t');
        if (text)
            text_value(out, text, size);
        else
            buf_add_text(out, "\\N");
    }
    buf_add_char(out, '\n');
}
