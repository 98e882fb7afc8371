/* SPDX-License-Identifier: Apache-2.0 */
/* duck.c -- opening, locking down and asking DuckDB. Functions and row sources are in
 * duck_function.c and duck_scan.c. */
#include "store/duck_internal.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/process.h"
#include "store/db_driver.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The library that ./bootstrap installs; its C interface is checked against the header of 1.4.4. */
#define DUCK_VERSION_WANTED "v1.5.6"

struct duck_db {
    struct db base;
    duckdb_connection connection;
};

const char *duck_version(void)
{
    return duckdb_library_version();
}

/* Which of DuckDB's errors are the data's, and which the machine's; all others are our own SQL's. A
 * failed prepare has only a message, so the message's first words decide for both. */
static enum err_code error_code(const char *message)
{
    static const struct {
        const char *start;
        enum err_code code;
    } kinds[] = {
        { "Out of Range Error", ERR_DATA },   { "Conversion Error", ERR_DATA },
        { "Invalid Input Error", ERR_DATA },  { "Mismatch Type Error", ERR_DATA },
        { "Serialization Error", ERR_DATA },  { "Out of Memory Error", ERR_LIMIT },
        { "IO Error", ERR_UPSTREAM },         { "INTERRUPT Error", ERR_UPSTREAM },
        { "Connection Error", ERR_UPSTREAM }, { "Permission Error", ERR_DENIED },
    };

    for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
        if (strncmp(message, kinds[i].start, strlen(kinds[i].start)) == 0)
            return kinds[i].code;
    return ERR_BUG;
}

/* message may be NULL, or owned by what is destroyed next: it is copied. */
static bool query_failed(struct err *err, const char *name, const char *message)
{
    const char *own = message ? strchr(message, DUCK_OWN_ERROR) : NULL;

    if (own && own[1] > 'A' && own[1] < 'A' + ERR_CODE_COUNT)
        return err_set(err, (enum err_code)(own[1] - 'A'), "%s", own + 2);
    if (!message)
        message = "no reason given";
    return err_set(err, error_code(message), "%s: %s", name, message);
}

/* ---- rows ---- */

static void chunk_bind(struct duck_rows *rows)
{
    rows->row_count = duckdb_data_chunk_get_size(rows->chunk);
    rows->row = 0;
    for (size_t i = 0; i < rows->column_count; i++) {
        duckdb_vector vector = duckdb_data_chunk_get_vector(rows->chunk, i);

        rows->columns[i].values = duckdb_vector_get_data(vector);
        rows->columns[i].validity = duckdb_vector_get_validity(vector);
    }
}

enum step duck_rows_fetch(struct duck_rows *rows, struct err *err)
{
    do {
        if (rows->chunk)
            duckdb_destroy_data_chunk(&rows->chunk);
        rows->chunk = duckdb_fetch_chunk(rows->result);
        if (!rows->chunk) {
            const char *message = duckdb_result_error(&rows->result);

            if (!message || !*message)
                return END;
            query_failed(err, "rows", message);
            return FAILED;
        }
        chunk_bind(rows);
    } while (rows->row_count == 0);
    return ROW;
}

static enum step duck_next(struct rows *base, struct err *err)
{
    struct duck_rows *rows = (struct duck_rows *)base;

    if (rows->chunk && ++rows->row < rows->row_count)
        return ROW;
    return duck_rows_fetch(rows, err);
}

static void duck_rows_free(struct rows *base)
{
    struct duck_rows *rows = (struct duck_rows *)base;

    if (rows->chunk)
        duckdb_destroy_data_chunk(&rows->chunk);
    duckdb_destroy_result(&rows->result);
    duckdb_destroy_prepare(&rows->statement);
    for (size_t i = 0; rows->columns && i < rows->column_count; i++)
        free(rows->columns[i].ended);
    free(rows->columns);
    free(rows);
}

static size_t duck_column_count(const struct rows *base)
{
    return ((const struct duck_rows *)base)->column_count;
}

static const char *duck_column_name(const struct rows *base, size_t column)
{
    return ((const struct duck_rows *)base)->columns[column].name;
}

static enum value_kind duck_column_kind(const struct rows *base, size_t column)
{
    switch (((const struct duck_rows *)base)->columns[column].type) {
    case DUCKDB_TYPE_BOOLEAN:
        return VALUE_BOOL;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
        return VALUE_INT;
    case DUCKDB_TYPE_DECIMAL:
        return VALUE_DECIMAL;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
        return VALUE_DOUBLE;
    case DUCKDB_TYPE_DATE:
        return VALUE_DATE;
    case DUCKDB_TYPE_TIMESTAMP:
        return VALUE_TIMESTAMP;
    default:
        return VALUE_TEXT;
    }
}

static int duck_column_scale(const struct rows *base, size_t column)
{
    return ((const struct duck_rows *)base)->columns[column].scale;
}

static bool duck_is_null(const struct rows *base, size_t column)
{
    const struct duck_rows *rows = (const struct duck_rows *)base;

    return rows->columns[column].validity &&
           !duckdb_validity_row_is_valid(rows->columns[column].validity, rows->row);
}

static int128 hugeint(duckdb_hugeint value)
{
    return (int128)(((uint128)(uint64_t)value.upper << 64) | value.lower);
}

int128 duck_stored_integer(const struct duck_column *column, duckdb_type stored, size_t row)
{
    switch (stored) {
    case DUCKDB_TYPE_BOOLEAN:
        return ((const bool *)column->values)[row];
    case DUCKDB_TYPE_TINYINT:
        return ((const int8_t *)column->values)[row];
    case DUCKDB_TYPE_UTINYINT:
        return ((const uint8_t *)column->values)[row];
    case DUCKDB_TYPE_SMALLINT:
        return ((const int16_t *)column->values)[row];
    case DUCKDB_TYPE_USMALLINT:
        return ((const uint16_t *)column->values)[row];
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
        return ((const int32_t *)column->values)[row];
    case DUCKDB_TYPE_UINTEGER:
        return ((const uint32_t *)column->values)[row];
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
        return ((const int64_t *)column->values)[row];
    case DUCKDB_TYPE_UBIGINT:
        return ((const uint64_t *)column->values)[row];
    case DUCKDB_TYPE_HUGEINT:
        return hugeint(((const duckdb_hugeint *)column->values)[row]);
    default:
        return 0;
    }
}

static int64_t duck_integer(const struct rows *base, size_t column)
{
    const struct duck_rows *rows = (const struct duck_rows *)base;
    const struct duck_column *at = &rows->columns[column];

    return duck_is_null(base, column) ? 0 : (int64_t)duck_stored_integer(at, at->type, rows->row);
}

/* DuckDB's own bytes end anywhere; without a size they are copied, with a NUL behind them. */
static const char *string_value(struct duck_column *column, size_t row, size_t *size)
{
    duckdb_string_t *string = &((duckdb_string_t *)column->values)[row];
    uint32_t length = duckdb_string_t_length(*string);

    if (size) {
        *size = length;
        return duckdb_string_t_data(string);
    }
    if (column->ended_capacity <= length) {
        column->ended_capacity = 2 * (size_t)length + 1;
        column->ended = realloc(column->ended, column->ended_capacity);
        if (!column->ended)
            abort();
    }
    memcpy(column->ended, duckdb_string_t_data(string), length);
    column->ended[length] = '\0';
    return column->ended;
}

static const char *duck_text(struct rows *base, size_t column, size_t *size)
{
    struct duck_rows *rows = (struct duck_rows *)base;
    struct duck_column *at = &rows->columns[column];

    if (duck_is_null(base, column))
        return NULL;
    switch (duck_column_kind(base, column)) {
    case VALUE_TEXT:
        return string_value(at, rows->row, size);
    case VALUE_BOOL:
        snprintf(at->text, sizeof(at->text), "%s",
                 ((const bool *)at->values)[rows->row] ? "true" : "false");
        break;
    case VALUE_INT:
        decimal_format(duck_stored_integer(at, at->type, rows->row), 0, at->text);
        break;
    case VALUE_DECIMAL:
        decimal_format(duck_stored_integer(at, at->stored, rows->row), at->scale, at->text);
        break;
    case VALUE_DOUBLE:
        double_spell(at->type == DUCKDB_TYPE_FLOAT ? (double)((const float *)at->values)[rows->row]
                                                   : ((const double *)at->values)[rows->row],
                     at->text, sizeof(at->text));
        break;
    case VALUE_DATE:
        date_format((int32_t)duck_stored_integer(at, at->type, rows->row), at->text);
        break;
    case VALUE_TIMESTAMP:
        timestamp_format((int64_t)duck_stored_integer(at, at->type, rows->row), at->text);
        break;
    }
    if (size)
        *size = strlen(at->text);
    return at->text;
}

static int64_t duck_changed(const struct rows *base)
{
    const struct duck_rows *rows = (const struct duck_rows *)base;

    return (int64_t)duckdb_rows_changed((duckdb_result *)(uintptr_t)&rows->result);
}

static const struct rows_driver duck_rows_driver = {
    .next = duck_next,
    .free = duck_rows_free,
    .column_count = duck_column_count,
    .column_name = duck_column_name,
    .column_kind = duck_column_kind,
    .column_scale = duck_column_scale,
    .is_null = duck_is_null,
    .integer = duck_integer,
    .text = duck_text,
    .changed = duck_changed,
};

struct duck_rows *duck_rows_of(struct rows *rows)
{
    return rows->driver == &duck_rows_driver ? (struct duck_rows *)rows : NULL;
}

/* ---- queries ---- */

static bool bind_params(struct duck_rows *rows, const char *name, const struct param *params,
                        size_t param_count, struct err *err)
{
    for (size_t i = 0; i < param_count; i++) {
        const struct param *param = &params[i];
        duckdb_state state = DuckDBSuccess;

        switch (param->kind) {
        case PARAM_NULL:
            state = duckdb_bind_null(rows->statement, i + 1);
            break;
        case PARAM_TEXT:
            state = duckdb_bind_varchar(rows->statement, i + 1, param->text);
            break;
        case PARAM_INT:
            state = duckdb_bind_int64(rows->statement, i + 1, param->number);
            break;
        case PARAM_DATE:
            state = duckdb_bind_date(rows->statement, i + 1,
                                     (duckdb_date){ .days = (int32_t)param->number });
            break;
        case PARAM_TIMESTAMP:
            state = duckdb_bind_timestamp(rows->statement, i + 1,
                                          (duckdb_timestamp){ .micros = param->number });
            break;
        }
        if (state != DuckDBSuccess)
            return err_set(err, ERR_BUG, "%s: parameter $%zu cannot be bound", name, i + 1);
    }
    return true;
}

static void describe_columns(struct duck_rows *rows)
{
    rows->column_count = duckdb_column_count(&rows->result);
    rows->columns = calloc(rows->column_count ? rows->column_count : 1, sizeof(*rows->columns));
    if (!rows->columns)
        abort();
    for (size_t i = 0; i < rows->column_count; i++) {
        struct duck_column *column = &rows->columns[i];

        column->name = duckdb_column_name(&rows->result, i);
        column->type = duckdb_column_type(&rows->result, i);
        if (column->type == DUCKDB_TYPE_DECIMAL) {
            duckdb_logical_type type = duckdb_column_logical_type(&rows->result, i);

            column->scale = duckdb_decimal_scale(type);
            column->stored = duckdb_decimal_internal_type(type);
            duckdb_destroy_logical_type(&type);
        }
    }
}

static bool rows_prepare(struct duck_db *db, struct duck_rows *rows, const char *name,
                         const char *text, struct err *err)
{
    if (duckdb_prepare(db->connection, text, &rows->statement) == DuckDBSuccess)
        return true;
    return query_failed(err, name, duckdb_prepare_error(rows->statement));
}

static bool rows_run(struct duck_rows *rows, const char *name, const struct param *params,
                     size_t param_count, struct rows **out, struct err *err)
{
    if (!bind_params(rows, name, params, param_count, err))
        return false;
    if (duckdb_execute_prepared_streaming(rows->statement, &rows->result) != DuckDBSuccess)
        return query_failed(err, name, duckdb_result_error(&rows->result));
    describe_columns(rows);
    *out = &rows->base;
    return true;
}

static struct duck_rows *rows_new(void)
{
    struct duck_rows *rows = calloc(1, sizeof(*rows));

    if (!rows)
        abort();
    rows->base.driver = &duck_rows_driver;
    return rows;
}

static bool duck_query(struct db *base, const char *name, const char *text,
                       const struct param *params, size_t param_count, struct rows **out,
                       struct err *err)
{
    struct duck_rows *rows = rows_new();

    if (rows_prepare((struct duck_db *)base, rows, name, text, err) &&
        rows_run(rows, name, params, param_count, out, err))
        return true;
    duck_rows_free(&rows->base);
    return false;
}

static bool duck_query_once(struct db *base, const char *name, const char *text,
                            const struct param *params, size_t param_count, struct rows **out,
                            struct err *err)
{
    struct buf whole SCOPED(buf_done) = { .maximum = 2 * LIMIT_SQL };
    struct duck_rows *rows;

    if (!duck_add_values(&whole, name, text, params, param_count, err))
        return false;
    rows = rows_new();
    if (duckdb_query(((struct duck_db *)base)->connection, buf_text(&whole), &rows->result) ==
        DuckDBSuccess) {
        describe_columns(rows);
        *out = &rows->base;
        return true;
    }
    query_failed(err, name, duckdb_result_error(&rows->result));
    duck_rows_free(&rows->base);
    return false;
}

static bool duck_script(struct db *base, const char *name, const char *text, struct err *err)
{
    struct duck_db *db = (struct duck_db *)base;
    duckdb_result result;
    bool done = duckdb_query(db->connection, text, &result) == DuckDBSuccess;

    if (!done)
        query_failed(err, name, duckdb_result_error(&result));
    duckdb_destroy_result(&result);
    return done;
}

static void duck_interrupt(struct db *base)
{
    duckdb_interrupt(((struct duck_db *)base)->connection);
}

static void duck_db_close(struct db *base)
{
    struct duck_db *db = (struct duck_db *)base;

    duckdb_disconnect(&db->connection);
    free(db);
}

static const struct db_driver duck_driver = {
    .close = duck_db_close,
    .query = duck_query,
    .query_once = duck_query_once,
    .script = duck_script,
    .interrupt = duck_interrupt,
    .begin = "BEGIN TRANSACTION",
    .begin_read = "BEGIN TRANSACTION",
};

/* ---- instances ---- */

static bool configure(const struct duck *duck, const struct duck_options *options,
                      duckdb_config *config, struct err *err)
{
    char threads[16];
    char memory[32];
    const char *const settings[][2] = {
        { "threads", threads },
        { "memory_limit", memory },
        { "temp_directory", duck->spill },
        { "preserve_insertion_order", "false" },
        { "autoinstall_known_extensions", "false" },
        { "autoload_known_extensions", "false" },
        { "default_null_order", "nulls_last_on_asc_first_on_desc" },
    };

    snprintf(threads, sizeof(threads), "%d", options->threads);
    snprintf(memory, sizeof(memory), "%lldB", (long long)options->memory_limit);
    if (duckdb_create_config(config) != DuckDBSuccess)
        return err_set(err, ERR_UPSTREAM, "DuckDB: no configuration");
    for (size_t i = 0; i < ARRAY_COUNT(settings); i++)
        if (duckdb_set_config(*config, settings[i][0], settings[i][1]) != DuckDBSuccess)
            return err_set(err, ERR_BUG, "DuckDB: setting %s to %s", settings[i][0],
                           settings[i][1]);
    return true;
}

/* From here on the instance sees its directories only, and no setting can be changed. */
static bool lock_down(struct duck *duck, const struct duck_options *options, struct err *err)
{
    struct buf list SCOPED(buf_done);
    struct buf script SCOPED(buf_done);
    struct sql_slot slots[1];
    struct db *db SCOPED(db_closep) = NULL;

    buf_init(&list, 64 * 1024);
    buf_init(&script, 64 * 1024);
    for (const char *const *directory = options->directories; *directory; directory++) {
        if (list.size)
            buf_add_text(&list, ", ");
        sql_quote_text(&list, *directory);
    }
    slots[0] = (struct sql_slot){ "directories", buf_text(&list) };
    return duck_connect(duck, &db, err) &&
           sql_fill(&sql_schema_lock_down, slots, ARRAY_COUNT(slots), &script, err) &&
           db_script(db, sql_schema_lock_down.name, buf_text(&script), err);
}

static bool add_macros(struct duck *duck, struct err *err)
{
    struct db *db SCOPED(db_closep) = NULL;

    return duck_connect(duck, &db, err) &&
           db_script(db, sql_schema_functions_duckdb.name, sql_schema_functions_duckdb.text, err);
}

/* The process' instances, for their names alone. */
static atomic_uint instance_count;

bool duck_open(const struct duck_options *options, struct duck **out, struct err *err)
{
    struct duck *duck;
    duckdb_config config = NULL;
    char process[PROCESS_NAME_SIZE];
    char *message = NULL;
    bool opened = false;

    if (strcmp(duckdb_library_version(), DUCK_VERSION_WANTED) != 0)
        return err_set(err, ERR_UPSTREAM,
                       "libduckdb.so beside the executable is %s, but centavo needs %s",
                       duckdb_library_version(), DUCK_VERSION_WANTED);
    process_name(process);
    duck = calloc(1, sizeof(*duck));
    if (!duck || asprintf(&duck->spill, "%s/engine-%s-%u", options->temp_directory, process,
                          atomic_fetch_add(&instance_count, 1)) < 0)
        abort();
    if (configure(duck, options, &config, err)) {
        opened = duckdb_open_ext(NULL, &duck->database, config, &message) == DuckDBSuccess;
        if (!opened)
            err_set(err, ERR_UPSTREAM, "DuckDB: %s", message ? message : "does not open");
        duckdb_free(message);
    }
    duckdb_destroy_config(&config);
    if (opened && duck_add_money_functions(duck, err) && add_macros(duck, err) &&
        lock_down(duck, options, err)) {
        *out = duck;
        return true;
    }
    duck_close(duck);
    return false;
}

void duck_close(struct duck *duck)
{
    struct err ignored SCOPED(err_done) = { 0 };

    if (!duck)
        return;
    duckdb_close(&duck->database);
    if (!directory_remove(duck->spill, &ignored))
        err_done(&ignored); /* a sweep takes it once this process is gone */
    free(duck->spill);
    duck_functions_free(duck);
    free(duck);
}

void duck_closep(struct duck **duck)
{
    duck_close(*duck);
    *duck = NULL;
}

duckdb_connection duck_db_connection(struct db *db)
{
    return ((struct duck_db *)db)->connection;
}

bool duck_connect(struct duck *duck, struct db **out, struct err *err)
{
    struct duck_db *db = calloc(1, sizeof(*db));

    if (!db)
        abort();
    db->base.driver = &duck_driver;
    if (duckdb_connect(duck->database, &db->connection) != DuckDBSuccess) {
        free(db);
        return err_set(err, ERR_UPSTREAM, "DuckDB: no connection");
    }
    *out = &db->base;
    return true;
}
