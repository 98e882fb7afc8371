/* SPDX-License-Identifier: Apache-2.0 */
/* duck_function.c -- scalar functions in C, and those about money that every instance has. */
#include "store/duck_internal.h"

#include "base/decimal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct duck_added {
    struct duck_added *before;
    max_align_t memory[];
};

struct argument {
    duckdb_vector vector;
    void *values;
    uint64_t *validity;
};

struct duck_call {
    size_t row_count;
    struct argument arguments[8];
    duckdb_vector result;
    void *result_values;
};

void *duck_keep(struct duck *duck, size_t size)
{
    struct duck_added *added = calloc(1, sizeof(*added) + size);

    if (!added)
        abort();
    added->before = duck->added;
    duck->added = added;
    return added->memory;
}

void duck_functions_free(struct duck *duck)
{
    while (duck->added) {
        struct duck_added *before = duck->added->before;

        free(duck->added);
        duck->added = before;
    }
}

size_t duck_call_rows(const struct duck_call *call)
{
    return call->row_count;
}

bool duck_call_is_null(const struct duck_call *call, int parameter, size_t row)
{
    uint64_t *validity = call->arguments[parameter].validity;

    return validity && !duckdb_validity_row_is_valid(validity, row);
}

const char *duck_call_text(const struct duck_call *call, int parameter, size_t row, size_t *size)
{
    duckdb_string_t *string;

    if (duck_call_is_null(call, parameter, row))
        return NULL;
    string = &((duckdb_string_t *)call->arguments[parameter].values)[row];
    *size = string->value.inlined.length;
    return *size <= sizeof(string->value.inlined.inlined) ? string->value.inlined.inlined
                                                          : string->value.pointer.ptr;
}

int64_t duck_call_int(const struct duck_call *call, int parameter, size_t row)
{
    return ((const int64_t *)call->arguments[parameter].values)[row];
}

int128 duck_call_money(const struct duck_call *call, int parameter, size_t row)
{
    duckdb_hugeint value = ((const duckdb_hugeint *)call->arguments[parameter].values)[row];

    return (int128)(((uint128)(uint64_t)value.upper << 64) | value.lower);
}

void duck_return_null(struct duck_call *call, size_t row)
{
    duckdb_vector_ensure_validity_writable(call->result);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(call->result), row);
}

void duck_return_text(struct duck_call *call, size_t row, const char *text, size_t size)
{
    duckdb_vector_assign_string_element_len(call->result, row, text, size);
}

void duck_return_int(struct duck_call *call, size_t row, int64_t value)
{
    ((int64_t *)call->result_values)[row] = value;
}

void duck_return_bool(struct duck_call *call, size_t row, bool value)
{
    ((bool *)call->result_values)[row] = value;
}

void duck_return_money(struct duck_call *call, size_t row, int128 value)
{
    ((duckdb_hugeint *)call->result_values)[row] = (duckdb_hugeint){
        .lower = (uint64_t)value,
        .upper = (int64_t)(value >> 64),
    };
}

char *duck_error_pack(const struct err *err)
{
    char *packed = NULL;

    if (asprintf(&packed, "%c%c%s", DUCK_OWN_ERROR, 'A' + (int)err->code, err_text(err)) < 0)
        abort();
    return packed;
}

static void run(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    const struct duck_function *function = duckdb_scalar_function_get_extra_info(info);
    struct err err SCOPED(err_done) = { 0 };
    struct duck_call call = {
        .row_count = duckdb_data_chunk_get_size(input),
        .result = output,
        .result_values = duckdb_vector_get_data(output),
    };

    for (int i = 0; i < function->parameter_count; i++) {
        struct argument *argument = &call.arguments[i];

        argument->vector = duckdb_data_chunk_get_vector(input, (idx_t)i);
        argument->values = duckdb_vector_get_data(argument->vector);
        argument->validity = duckdb_vector_get_validity(argument->vector);
    }
    if (!function->run(function->context, &call, &err)) {
        char *packed = duck_error_pack(&err);

        duckdb_scalar_function_set_error(info, packed);
        free(packed);
    }
}

static duckdb_logical_type logical_type(enum duck_type type)
{
    switch (type) {
    case DUCK_TEXT:
        return duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
    case DUCK_BIGINT:
        return duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    case DUCK_BOOL:
        return duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
    case DUCK_TIMESTAMP:
        return duckdb_create_logical_type(DUCKDB_TYPE_TIMESTAMP);
    case DUCK_REST:
        return duckdb_create_decimal_type(38, DECIMAL_REST_SCALE);
    case DUCK_PRICE:
        return duckdb_create_decimal_type(38, DECIMAL_PRICE_SCALE);
    case DUCK_MICRO:
        return duckdb_create_decimal_type(18, 6);
    case DUCK_SMALL:
        return duckdb_create_decimal_type(18, DECIMAL_SCALE);
    case DUCK_MONEY:
        break;
    }
    return duckdb_create_decimal_type(38, DECIMAL_SCALE);
}

bool duck_add_function(struct duck *duck, const struct duck_function *function, struct err *err)
{
    struct duck_function *kept = duck_keep(duck, sizeof(*kept));
    duckdb_scalar_function made = duckdb_create_scalar_function();
    duckdb_logical_type type;
    duckdb_connection connection = NULL;
    bool done;

    *kept = *function;
    duckdb_scalar_function_set_name(made, function->name);
    for (int i = 0; i < function->parameter_count; i++) {
        type = logical_type(function->parameters[i]);
        duckdb_scalar_function_add_parameter(made, type);
        duckdb_destroy_logical_type(&type);
    }
    type = logical_type(function->result);
    duckdb_scalar_function_set_return_type(made, type);
    duckdb_destroy_logical_type(&type);
    duckdb_scalar_function_set_special_handling(made); /* NULL arguments reach us */
    if (function->has_effect)
        duckdb_scalar_function_set_volatile(made);
    duckdb_scalar_function_set_extra_info(made, kept, NULL);
    duckdb_scalar_function_set_function(made, run);
    done = duckdb_connect(duck->database, &connection) == DuckDBSuccess &&
           duckdb_register_scalar_function(connection, made) == DuckDBSuccess;
    duckdb_disconnect(&connection);
    duckdb_destroy_scalar_function(&made);
    return done || err_set(err, ERR_BUG, "DuckDB: function %s cannot be added", function->name);
}

/* money(text): the number at 12 decimals; NULL when there is none. */
static bool money(void *context, struct duck_call *call, struct err *err)
{
    (void)context;
    (void)err;
    for (size_t row = 0; row < call->row_count; row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);
        int128 value;

        if (text && decimal_parse(text, size, &value, NULL) == DECIMAL_OK)
            duck_return_money(call, row, value);
        else
            duck_return_null(call, row);
    }
    return true;
}

/* money_rest(text): what money(text) left out, at 30 decimals. */
static bool money_rest(void *context, struct duck_call *call, struct err *err)
{
    (void)context;
    (void)err;
    for (size_t row = 0; row < call->row_count; row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);
        int128 value;
        int128 rest;

        if (text && decimal_parse(text, size, &value, &rest) == DECIMAL_OK)
            duck_return_money(call, row, rest);
        else
            duck_return_null(call, row);
    }
    return true;
}

/* exact_text(sum of money, sum of rest): the exact sum, without zeros at its end. A sum of rests
 * can pass 1e-12, so its whole units of 1e-12 are carried first. */
static bool exact_text(void *context, struct duck_call *call, struct err *err)
{
    const int128 unit = (int128)1000000000000000000;

    (void)context;
    (void)err;
    for (size_t row = 0; row < call->row_count; row++) {
        char text[DECIMAL_TEXT_SIZE];
        char tail[DECIMAL_TEXT_SIZE];
        struct buf whole SCOPED(buf_done);
        int128 value;
        int128 rest;

        if (duck_call_is_null(call, 0, row)) {
            duck_return_null(call, row);
            continue;
        }
        value = duck_call_money(call, 0, row);
        rest = duck_call_is_null(call, 1, row) ? 0 : duck_call_money(call, 1, row);
        value += rest / unit;
        rest %= unit;
        if (value > 0 && rest < 0) {
            value--;
            rest += unit;
        } else if (value < 0 && rest > 0) {
            value++;
            rest -= unit;
        }
        buf_init(&whole, 2 * DECIMAL_TEXT_SIZE);
        if (value == 0 && rest < 0)
            buf_add_char(&whole, '-');
        decimal_format(value, DECIMAL_SCALE, text);
        decimal_format(rest < 0 ? -rest + unit : rest + unit, 0, tail); /* a 1 and 18 digits */
        buf_add_text(&whole, text);
        buf_add_text(&whole, tail + 1);
        while (whole.size && whole.bytes[whole.size - 1] == '0')
            whole.size--;
        if (whole.size && whole.bytes[whole.size - 1] == '.')
            whole.size--;
        duck_return_text(call, row, whole.bytes, whole.size);
    }
    return true;
}

/* A cost of 12 decimals in two 64-bit parts: micro at 6 decimals, rounded half away from zero, and
 * the rest. DuckDB's own cast divides 128-bit numbers bit by bit. */
enum { MICRO = 1000000 };

static int128 micro_of(int128 cost)
{
    return (cost + (cost < 0 ? -MICRO / 2 : MICRO / 2)) / MICRO;
}

static bool cost_micro(void *context, struct duck_call *call, struct err *err)
{
    const int128 bound = (int128)1000000000000000000; /* of DECIMAL(18) */

    (void)context;
    for (size_t row = 0; row < call->row_count; row++) {
        int128 micro;

        if (duck_call_is_null(call, 0, row)) {
            duck_return_null(call, row);
            continue;
        }
        micro = micro_of(duck_call_money(call, 0, row));
        if (micro >= bound || micro <= -bound)
            return err_set(err, ERR_LIMIT, "a daily or monthly cost is above 10^12");
        duck_return_int(call, row, (int64_t)micro);
    }
    return true;
}

static bool cost_rest(void *context, struct duck_call *call, struct err *err)
{
    (void)context;
    (void)err;
    for (size_t row = 0; row < call->row_count; row++) {
        int128 cost;

        if (duck_call_is_null(call, 0, row)) {
            duck_return_null(call, row);
            continue;
        }
        cost = duck_call_money(call, 0, row);
        duck_return_int(call, row, (int64_t)(cost - micro_of(cost) * MICRO));
    }
    return true;
}

/* part / whole with so many decimals, rounded half away from zero. False where it is 10^12 or more.
 * Numbers above 10^25 lose their last digit. */
static bool divide(int128 part, int128 whole, int64_t digits, int128 *out)
{
    const uint128 bound = (uint128)1000000000000;
    bool negative = (part < 0) != (whole < 0);
    uint128 rest = part < 0 ? -(uint128)part : (uint128)part;
    uint128 by = whole < 0 ? -(uint128)whole : (uint128)whole;
    uint128 result;

    if (by > ~(uint128)0 / 20) {
        rest /= 10;
        by /= 10;
    }
    if (by == 0 || rest / by >= bound)
        return false;
    result = rest / by;
    rest %= by;
    for (int64_t i = 0; i < digits; i++) {
        result = result * 10 + rest * 10 / by;
        rest = rest * 10 % by;
    }
    result += rest * 2 >= by;
    for (int64_t i = digits; i < DECIMAL_SCALE; i++)
        result *= 10;
    *out = negative ? -(int128)result : (int128)result;
    return true;
}

static bool ratio_of(void *context, struct duck_call *call, struct err *err)
{
    (void)context;
    (void)err;
    for (size_t row = 0; row < call->row_count; row++) {
        int64_t digits;
        int128 ratio;

        if (duck_call_is_null(call, 0, row) || duck_call_is_null(call, 1, row)) {
            duck_return_null(call, row);
            continue;
        }
        digits = duck_call_int(call, 2, row);
        assert(digits >= 0 && digits <= DECIMAL_SCALE);
        if (divide(duck_call_money(call, 0, row), duck_call_money(call, 1, row), digits, &ratio))
            duck_return_money(call, row, ratio);
        else
            duck_return_null(call, row);
    }
    return true;
}

bool duck_add_money_functions(struct duck *duck, struct err *err)
{
    static const struct duck_function functions[] = {
        { "money", { DUCK_TEXT }, 1, DUCK_MONEY, false, money, NULL },
        { "money_rest", { DUCK_TEXT }, 1, DUCK_REST, false, money_rest, NULL },
        { "exact_text", { DUCK_MONEY, DUCK_REST }, 2, DUCK_TEXT, false, exact_text, NULL },
        { "cost_micro", { DUCK_MONEY }, 1, DUCK_MICRO, false, cost_micro, NULL },
        { "cost_rest", { DUCK_MONEY }, 1, DUCK_SMALL, false, cost_rest, NULL },
        { "ratio_of",
          { DUCK_MONEY, DUCK_MONEY, DUCK_BIGINT },
          3,
          DUCK_MONEY,
          false,
          ratio_of,
          NULL },
    };

    for (size_t i = 0; i < ARRAY_COUNT(functions); i++)
        if (!duck_add_function(duck, &functions[i], err))
            return false;
    return true;
}
