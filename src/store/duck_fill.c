/* SPDX-License-Identifier: Apache-2.0 */
/* duck_fill.c -- rows of another engine become a table of DuckDB: read as text, which is exact and
 * the same from every engine, written into chunks of columns. */
#include "store/duck_internal.h"

#include "base/clock.h"
#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

struct fill_column {
    const char *name;
    duckdb_logical_type logical;
    duckdb_type type;
    duckdb_type stored; /* how a decimal is stored; else the type */
    int scale;
    int128 limit; /* a number is below it, without its sign */
    duckdb_vector vector;
    void *values;
};

struct fill {
    struct rows *rows;
    duckdb_appender appender;
    struct fill_column *columns;
    size_t column_count;
    duckdb_data_chunk chunk;
    int64_t row_count;
};

/* ---- one value ---- */

/* "-12.50" with scale 1 is -125; false for a digit that the scale has no place for. */
static bool number_parse(const char *text, size_t size, int scale, int128 limit, int128 *out)
{
    const char *at = text;
    const char *end = text + size;
    int128 value = 0;
    bool in_decimals = false;

    if (at < end && *at == '-')
        at++;
    if (at == end)
        return false;
    for (; at < end; at++) {
        if (*at == '.' && !in_decimals) {
            in_decimals = true;
            continue;
        }
        if (*at < '0' || *at > '9' || (in_decimals && scale == 0 && *at != '0'))
            return false;
        if (in_decimals && scale-- <= 0) {
            scale = 0; /* a zero that changes nothing */
            continue;
        }
        if (value > (limit - 1 - (*at - '0')) / 10)
            return false;
        value = value * 10 + (*at - '0');
    }
    for (; scale > 0 && value; scale--) {
        if (value > (limit - 1) / 10)
            return false;
        value *= 10;
    }
    *out = *text == '-' ? -value : value;
    return true;
}

static bool put_number(struct fill_column *column, size_t row, const char *text, size_t size)
{
    int128 value;

    if (!number_parse(text, size, column->scale, column->limit, &value))
        return false;
    switch (column->stored) {
    case DUCKDB_TYPE_TINYINT:
        ((int8_t *)column->values)[row] = (int8_t)value;
        return true;
    case DUCKDB_TYPE_SMALLINT:
        ((int16_t *)column->values)[row] = (int16_t)value;
        return true;
    case DUCKDB_TYPE_INTEGER:
        ((int32_t *)column->values)[row] = (int32_t)value;
        return true;
    case DUCKDB_TYPE_BIGINT:
        ((int64_t *)column->values)[row] = (int64_t)value;
        return true;
    default:
        ((duckdb_hugeint *)column->values)[row] =
            (duckdb_hugeint){ .lower = (uint64_t)(uint128)value,
                              .upper = (int64_t)((uint128)value >> 64) };
        return true;
    }
}

static bool put_double(struct fill_column *column, size_t row, const char *text, size_t size)
{
    char *end;

    ((double *)column->values)[row] = strtod(text, &end);
    return size > 0 && end == text + size;
}

static bool put_bool(struct fill_column *column, size_t row, const char *text, size_t size)
{
    bool *out = &((bool *)column->values)[row];

    *out = (size == 4 && memcmp(text, "true", 4) == 0) || (size == 1 && *text == '1');
    return *out || (size == 5 && memcmp(text, "false", 5) == 0) || (size == 1 && *text == '0');
}

/* text ends with a NUL where it is not kept as text. */
static bool put_value(struct fill_column *column, size_t row, const char *text, size_t size)
{
    switch (column->type) {
    case DUCKDB_TYPE_VARCHAR:
        duckdb_vector_assign_string_element_len(column->vector, row, text, size);
        return true;
    case DUCKDB_TYPE_DATE:
        return date_parse(text, size, &((int32_t *)column->values)[row]);
    case DUCKDB_TYPE_TIMESTAMP:
        return timestamp_parse(text, size, &((int64_t *)column->values)[row]);
    case DUCKDB_TYPE_BOOLEAN:
        return put_bool(column, row, text, size);
    case DUCKDB_TYPE_DOUBLE:
        return put_double(column, row, text, size);
    default:
        return put_number(column, row, text, size);
    }
}

/* ---- the columns ---- */

static int128 power_of_ten(int exponent)
{
    int128 power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* False for a type that nothing is read into. */
static bool column_describe(struct fill_column *column)
{
    column->type = duckdb_get_type_id(column->logical);
    column->stored = column->type;
    switch (column->type) {
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_DOUBLE:
        return true;
    case DUCKDB_TYPE_SMALLINT:
        column->limit = (int128)INT16_MAX + 1;
        return true;
    case DUCKDB_TYPE_INTEGER:
        column->limit = (int128)INT32_MAX + 1;
        return true;
    case DUCKDB_TYPE_BIGINT:
        column->limit = (int128)INT64_MAX + 1;
        return true;
    case DUCKDB_TYPE_HUGEINT:
        column->limit = power_of_ten(38);
        return true;
    case DUCKDB_TYPE_DECIMAL:
        column->stored = duckdb_decimal_internal_type(column->logical);
        column->scale = duckdb_decimal_scale(column->logical);
        column->limit = power_of_ten(duckdb_decimal_width(column->logical));
        return true;
    default:
        return false;
    }
}

static bool appender_failed(const struct fill *fill, const char *table, struct err *err)
{
    return err_set(err, ERR_BUG, "fill %s: %s", table, duckdb_appender_error(fill->appender));
}

static bool columns_open(struct fill *fill, const char *table, struct err *err)
{
    duckdb_logical_type *types = calloc(fill->column_count, sizeof(duckdb_logical_type));
    bool done = true;

    fill->columns = calloc(fill->column_count, sizeof(*fill->columns));
    if (!types || !fill->columns)
        abort();
    for (size_t i = 0; i < fill->column_count && done; i++) {
        fill->columns[i].name = rows_column_name(fill->rows, i);
        done = duckdb_appender_add_column(fill->appender, fill->columns[i].name) == DuckDBSuccess ||
               appender_failed(fill, table, err);
    }
    for (size_t i = 0; i < fill->column_count && done; i++) {
        fill->columns[i].logical = types[i] = duckdb_appender_column_type(fill->appender, i);
        done = column_describe(&fill->columns[i]) ||
               err_set(err, ERR_BUG, "fill %s: nothing is read into column %s", table,
                       fill->columns[i].name);
    }
    if (done)
        fill->chunk = duckdb_create_data_chunk(types, fill->column_count);
    free(types);
    return done;
}

static void fill_done(struct fill *fill)
{
    for (size_t i = 0; fill->columns && i < fill->column_count; i++)
        if (fill->columns[i].logical)
            duckdb_destroy_logical_type(&fill->columns[i].logical);
    if (fill->chunk)
        duckdb_destroy_data_chunk(&fill->chunk);
    duckdb_appender_destroy(&fill->appender);
    free(fill->columns);
}

/* ---- the rows ---- */

static void chunk_begin(struct fill *fill)
{
    duckdb_data_chunk_reset(fill->chunk);
    for (size_t i = 0; i < fill->column_count; i++) {
        struct fill_column *column = &fill->columns[i];

        column->vector = duckdb_data_chunk_get_vector(fill->chunk, i);
        column->values = duckdb_vector_get_data(column->vector);
    }
}

static bool put_row(struct fill *fill, size_t row, const char *table, struct err *err)
{
    for (size_t i = 0; i < fill->column_count; i++) {
        struct fill_column *column = &fill->columns[i];
        size_t size;
        const char *text = rows_text(fill->rows, i, &size);

        if (!text) {
            duckdb_vector_ensure_validity_writable(column->vector);
            duckdb_validity_set_row_invalid(duckdb_vector_get_validity(column->vector), row);
        } else if (!put_value(column, row, text, size)) {
            return err_set(err, ERR_DATA, "fill %s: column %s cannot hold %.*s", table,
                           column->name, (int)(size < 80 ? size : 80), text);
        }
    }
    return true;
}

static bool chunk_end(struct fill *fill, size_t row_count, const char *table, struct err *err)
{
    fill->row_count += (int64_t)row_count;
    duckdb_data_chunk_set_size(fill->chunk, row_count);
    return duckdb_append_data_chunk(fill->appender, fill->chunk) == DuckDBSuccess ||
           appender_failed(fill, table, err);
}

static bool put_rows(struct fill *fill, const char *table, struct err *err)
{
    size_t chunk_size = duckdb_vector_size();
    enum step step = ROW;

    while (step == ROW) {
        size_t row = 0;

        chunk_begin(fill);
        while (row < chunk_size && (step = rows_next(fill->rows, err)) == ROW)
            if (!put_row(fill, row++, table, err))
                return false;
        if (step == FAILED || !chunk_end(fill, row, table, err))
            return false;
    }
    return duckdb_appender_close(fill->appender) == DuckDBSuccess ||
           appender_failed(fill, table, err);
}

/* In a transaction, because an appender writes what it has whenever it likes, and when it goes. */
bool duck_fill(struct db *duck, const char *table, struct rows *rows, int64_t *row_count,
               struct err *err)
{
    struct fill fill = { .rows = rows, .column_count = rows_column_count(rows) };
    bool done;

    if (!db_begin(duck, err))
        return false;
    done = duckdb_appender_create(duck_db_connection(duck), NULL, table, &fill.appender) ==
                   DuckDBSuccess
               ? columns_open(&fill, table, err) && put_rows(&fill, table, err)
               : appender_failed(&fill, table, err);
    fill_done(&fill);
    if (!done || !db_commit(duck, err)) {
        db_rollback(duck);
        return false;
    }
    if (row_count)
        *row_count = fill.row_count;
    return true;
}

/* ---- a table of their kinds ---- */

static void add_column(struct rows *rows, size_t column, struct buf *out)
{
    static const char *const types[] = {
        [VALUE_TEXT] = "VARCHAR", [VALUE_INT] = "BIGINT", [VALUE_DOUBLE] = "DOUBLE",
        [VALUE_BOOL] = "BOOLEAN", [VALUE_DATE] = "DATE",  [VALUE_TIMESTAMP] = "TIMESTAMP",
    };
    enum value_kind kind = rows_column_kind(rows, column);

    sql_quote_name(out, rows_column_name(rows, column));
    if (kind == VALUE_DECIMAL)
        buf_printf(out, " DECIMAL(38,%d)", rows_column_scale(rows, column));
    else
        buf_printf(out, " %s", types[kind]);
}

bool duck_fill_new(struct db *duck, const char *table, struct rows *rows, int64_t *row_count,
                   struct err *err)
{
    struct buf name SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf columns SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[2];

    sql_quote_name(&name, table);
    for (size_t i = 0; i < rows_column_count(rows); i++) {
        buf_add_text(&columns, i ? ", " : "");
        add_column(rows, i, &columns);
    }
    slots[0] = (struct sql_slot){ "table", buf_text(&name) };
    slots[1] = (struct sql_slot){ "columns", buf_text(&columns) };
    return sql_fill(&sql_schema_fill_table, slots, ARRAY_COUNT(slots), &text, err) &&
           db_script(duck, sql_schema_fill_table.name, buf_text(&text), err) &&
           duck_fill(duck, table, rows, row_count, err);
}
