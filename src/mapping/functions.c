/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/functions.h"

#include "base/buf.h"
#include "base/limits.h"
#include "mapping/details.h"
#include "mapping/record_list.h"

#include <string.h>

__extension__ typedef unsigned __int128 uint128;

/* ---- amount * part / whole, exact until the one rounding at the end ---- */

static void multiply(uint128 a, uint128 b, uint128 *high, uint128 *low)
{
    uint128 a0 = (uint64_t)a, a1 = a >> 64, b0 = (uint64_t)b, b1 = b >> 64;
    uint128 middle = a1 * b0 + ((a0 * b0) >> 64);
    uint128 middle2 = a0 * b1 + (uint64_t)middle;

    *high = a1 * b1 + (middle >> 64) + (middle2 >> 64);
    *low = (middle2 << 64) | (uint64_t)(a0 * b0);
}

/* 256 by 128 bits, one bit at a time: only fees and folded discounts come here. */
static uint128 divide(uint128 high, uint128 low, uint128 by, uint128 *remainder)
{
    uint128 quotient = 0, rest = 0;

    for (int bit = 255; bit >= 0; bit--) {
        bool carry = rest >> 127;

        rest = (rest << 1) | (((bit >= 128 ? high >> (bit - 128) : low >> bit)) & 1);
        quotient <<= 1;
        if (carry || rest >= by) {
            rest -= by;
            quotient |= 1;
        }
    }
    *remainder = rest;
    return quotient;
}

static uint128 magnitude(int128 value)
{
    return value < 0 ? -(uint128)value : (uint128)value;
}

int128 money_share(int128 amount, int128 part, int128 whole)
{
    bool negative = ((amount < 0) != (part < 0)) != (whole < 0);
    uint128 by = magnitude(whole);
    uint128 high, low, quotient, rest;

    multiply(magnitude(amount), magnitude(part), &high, &low);
    quotient = divide(high, low, by, &rest);
    if (rest > by - rest || (rest == by - rest && (quotient & 1)))
        quotient++;
    return negative ? -(int128)quotient : (int128)quotient;
}

static bool run_money_share(void *context, struct duck_call *call, struct err *err)
{
    (void)context;
    (void)err;
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        if (duck_call_is_null(call, 0, row) || duck_call_is_null(call, 1, row) ||
            duck_call_is_null(call, 2, row) || duck_call_money(call, 2, row) == 0)
            duck_return_null(call, row);
        else
            duck_return_money(call, row,
                              money_share(duck_call_money(call, 0, row),
                                          duck_call_money(call, 1, row),
                                          duck_call_money(call, 2, row)));
    }
    return true;
}

/* ---- prices ---- */

/* The value at 12 decimals and the rest at 30, as one number at 15, rounded half to even. */
static int128 price_of(int128 value, int128 rest)
{
    const int128 unit = (int128)1000000000000000; /* of the 15th decimal, in units of the 30th */
    int128 whole = rest / unit, left = rest % unit;
    int128 size = left < 0 ? -left : left;

    if (size * 2 > unit || (size * 2 == unit && (whole & 1)))
        whole += left < 0 ? -1 : 1;
    return value * 1000 + whole;
}

static bool run_unsigned_price(void *context, struct duck_call *call, struct err *err)
{
    /* 22 digits before the point */
    const int128 largest = (int128)1000000000000 * 1000000000000 * 10000000000;

    (void)context;
    (void)err;
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);
        int128 value, rest;

        if (text && decimal_parse(text, size, &value, &rest) == DECIMAL_OK && value >= 0 &&
            rest + value >= 0 && value < largest)
            duck_return_money(call, row, price_of(value, rest));
        else
            duck_return_null(call, row);
    }
    return true;
}

/* ---- times ---- */

enum { SECOND = 1000000 };

/* A bill repeats the same few times: the last text is worth remembering. */
struct last_moment {
    char text[32];
    size_t size;
    int64_t value;
    bool is_moment;
};

static bool moment_of(struct last_moment *last, enum date_order order, const char *text,
                      size_t size, int64_t *value)
{
    if (size != last->size || memcmp(text, last->text, size) != 0) {
        bool is_moment = moment_parse(text, size, order, value);

        if (size > sizeof(last->text))
            return is_moment;
        memcpy(last->text, text, size);
        last->size = size;
        last->is_moment = is_moment;
        last->value = is_moment ? *value : 0;
    }
    *value = last->value;
    return last->is_moment;
}

static bool run_moments(const struct functions *functions, struct duck_call *call, bool is_end)
{
    struct last_moment last = { .size = 0 };

    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);
        int64_t value;

        if (!text || !moment_of(&last, functions->date_order, text, size, &value)) {
            duck_return_null(call, row);
            continue;
        }
        if (is_end && ((value % SECOND) + SECOND) % SECOND == 0 &&
            ((value / SECOND) % 3600 + 3600) % 3600 == 3599)
            value += SECOND;
        duck_return_int(call, row, value);
    }
    return true;
}

static bool run_moment(void *context, struct duck_call *call, struct err *err)
{
    (void)err;
    return run_moments(context, call, false);
}

static bool run_moment_end(void *context, struct duck_call *call, struct err *err)
{
    (void)err;
    return run_moments(context, call, true);
}

/* ---- texts ---- */

static bool run_json_text(void *context, struct duck_call *call, struct err *err)
{
    struct buf out SCOPED(buf_done) = { 0 };

    (void)context;
    buf_init(&out, LIMIT_CELL + 1);
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t json_size, key_size, value_size;
        const char *json = duck_call_text(call, 0, row, &json_size);
        const char *key = duck_call_text(call, 1, row, &key_size);
        const char *value;
        char *room;

        buf_clear(&out);
        room = json && key ? buf_reserve(&out, json_size) : NULL;
        if (room && json_flat_find(json, json_size, key, key_size, room, &value, &value_size))
            duck_return_text(call, row, value, value_size);
        else
            duck_return_null(call, row);
    }
    return buf_check(&out, "a JSON value", err);
}

static bool run_record_list(void *context, struct duck_call *call, struct err *err)
{
    struct buf out SCOPED(buf_done) = { 0 };

    (void)context;
    buf_init(&out, LIMIT_RECORD);
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);

        buf_clear(&out);
        if (text && record_list(text, size, &out))
            duck_return_text(call, row, buf_text(&out), out.size);
        else
            duck_return_null(call, row);
    }
    return buf_check(&out, "a list of records", err);
}

static bool run_price_details(void *context, struct duck_call *call, struct err *err)
{
    struct buf out SCOPED(buf_done) = { 0 };

    (void)context;
    buf_init(&out, LIMIT_RECORD);
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);

        buf_clear(&out);
        if (text && details_write(text, size, &out))
            duck_return_text(call, row, buf_text(&out), out.size);
        else
            duck_return_null(call, row);
    }
    return buf_check(&out, "price details", err);
}

static bool run_plain_amount(void *context, struct duck_call *call, struct err *err)
{
    struct buf out SCOPED(buf_done) = { 0 };

    (void)context;
    buf_init(&out, LIMIT_CELL + 2);
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size, mark_size, plain_size;
        const char *text = duck_call_text(call, 0, row, &size);
        const char *mark = duck_call_text(call, 1, row, &mark_size);
        char *room;

        if (!text) {
            duck_return_null(call, row);
            continue;
        }
        buf_clear(&out);
        room = buf_reserve(&out, size + 2);
        /* What is no amount stays as it is, so that it can be named when the row is rejected. */
        if (room && amount_plain(text, size, mark_size ? *mark : '.', room, &plain_size))
            duck_return_text(call, row, room, plain_size);
        else
            duck_return_text(call, row, text, size);
    }
    return buf_check(&out, "an amount", err);
}

static bool run_tag_set_id(void *context, struct duck_call *call, struct err *err)
{
    struct functions *functions = context;

    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size, rule_size;
        const char *text = duck_call_text(call, 0, row, &size);
        const char *rule_name = duck_call_text(call, 1, row, &rule_size);
        enum tag_rule rule;
        int64_t id;

        if (!text || (size == 2 && text[0] == '{')) {
            duck_return_null(call, row);
            continue;
        }
        if (!rule_name || !tag_rule_find(rule_name, rule_size, &rule))
            return err_set(err, ERR_BUG, "tag_set_id: no such rule");
        if (tags_number(functions->tags, rule, text, size, &id))
            duck_return_int(call, row, id);
        else
            duck_return_null(call, row);
    }
    return true;
}

static bool run_charge_skip(void *context, struct duck_call *call, struct err *err)
{
    struct functions *functions = context;

    (void)err;
    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t column_size = 0, reason_size;
        const char *column = duck_call_text(call, 2, row, &column_size);
        const char *reason = duck_call_text(call, 3, row, &reason_size);

        if (reason)
            reject_add(functions->reject, duck_call_int(call, 0, row), duck_call_int(call, 1, row),
                       column, column_size, reason, reason_size);
        duck_return_bool(call, row, false);
    }
    return true;
}

static bool run_earlier_file(void *context, struct duck_call *call, struct err *err)
{
    const struct functions *functions = context;
    const struct mapping_job *job = functions->job;
    struct arena arena SCOPED(arena_done) = { 0 };

    for (size_t row = 0; row < duck_call_rows(call); row++) {
        size_t size;
        const char *text = duck_call_text(call, 0, row, &size);
        const char *path = arena_strndup(&arena, text ? text : "", text ? size : 0);

        if (job->earlier_file && !job->earlier_file(job->earlier_context, path, err))
            return false;
        duck_return_text(call, row, path, strlen(path));
    }
    return true;
}

bool functions_add(struct duck *duck, struct functions *functions, struct err *err)
{
    const struct duck_function added[] = {
        { "moment", { DUCK_TEXT }, 1, DUCK_TIMESTAMP, false, run_moment, functions },
        { "earlier_file", { DUCK_TEXT }, 1, DUCK_TEXT, true, run_earlier_file, functions },
        { "moment_end", { DUCK_TEXT }, 1, DUCK_TIMESTAMP, false, run_moment_end, functions },
        { "json_text", { DUCK_TEXT, DUCK_TEXT }, 2, DUCK_TEXT, false, run_json_text, functions },
        { "record_list", { DUCK_TEXT }, 1, DUCK_TEXT, false, run_record_list, functions },
        { "price_details", { DUCK_TEXT }, 1, DUCK_TEXT, false, run_price_details, functions },
        { "money_share",
          { DUCK_MONEY, DUCK_MONEY, DUCK_MONEY },
          3,
          DUCK_MONEY,
          false,
          run_money_share,
          functions },
        { "unsigned_price", { DUCK_TEXT }, 1, DUCK_PRICE, false, run_unsigned_price, functions },
        { "plain_amount",
          { DUCK_TEXT, DUCK_TEXT },
          2,
          DUCK_TEXT,
          false,
          run_plain_amount,
          functions },
        { "tag_set_id",
          { DUCK_TEXT, DUCK_TEXT },
          2,
          DUCK_BIGINT,
          false,
          run_tag_set_id,
          functions },
        { "charge_skip",
          { DUCK_BIGINT, DUCK_BIGINT, DUCK_TEXT, DUCK_TEXT },
          4,
          DUCK_BOOL,
          true,
          run_charge_skip,
          functions },
    };

    for (size_t i = 0; i < sizeof(added) / sizeof(added[0]); i++)
        if (!duck_add_function(duck, &added[i], err))
            return false;
    return true;
}
