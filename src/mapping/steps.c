/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/steps.h"

#include "base/limits.h"

#include <string.h>

void steps_init(struct steps *steps, struct arena *arena, struct db *db,
                const struct recipe *recipe)
{
    *steps = (struct steps){
        .arena = arena,
        .db = db,
        .recipe = recipe,
        .totals = ARENA_ARRAY(arena, struct mapping_total, LIMIT_CURRENCY_COUNT),
        .drops = ARENA_ARRAY(arena, struct mapping_drop, LIMIT_CURRENCY_COUNT),
        .messages = ARENA_ARRAY(arena, struct mapping_message, STEP_MESSAGES_MAXIMUM),
    };
}

void steps_slot(struct steps *steps, const char *name, const char *text)
{
    if (steps->slot_count < STEP_SLOTS)
        steps->slots[steps->slot_count++] =
            (struct sql_slot){ arena_strdup(steps->arena, name), arena_strdup(steps->arena, text) };
}

void steps_message(struct steps *steps, enum mapping_level level, const char *rule,
                   const char *text)
{
    if (steps->message_count < STEP_MESSAGES_MAXIMUM)
        steps->messages[steps->message_count++] =
            (struct mapping_message){ level, arena_strdup(steps->arena, rule),
                                      arena_strdup(steps->arena, text) };
}

static const char *slot_of(const struct steps *steps, const char *name)
{
    for (size_t i = 0; i < steps->slot_count; i++)
        if (strcmp(steps->slots[i].name, name) == 0)
            return steps->slots[i].text;
    return NULL;
}

static bool is_wanted(const struct steps *steps, const struct recipe_step *step)
{
    const char *value = step->when ? slot_of(steps, step->when) : "true";

    return value && strcmp(value, "true") == 0;
}

/* ---- what each kind of step does with its rows ---- */

static bool take_value(struct steps *steps, struct rows *rows, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < rows_column_count(rows); i++) {
        const char *value = rows_keep(rows, i, steps->arena);
        struct buf quoted SCOPED(buf_done) = { 0 };

        buf_init(&quoted, LIMIT_SQL);
        if (!value)
            buf_add_text(&quoted, "NULL");
        else if (rows_column_kind(rows, i) == VALUE_TEXT)
            sql_quote_text(&quoted, value);
        else
            buf_add_text(&quoted, value);
        steps_slot(steps, rows_column_name(rows, i), buf_text(&quoted));
        if (strcmp(rows_column_name(rows, i), "kind") == 0)
            steps->kind = value;
    }
    return true;
}

static bool take_control(struct steps *steps, struct rows *rows, struct err *err)
{
    struct mapping_total *total = &steps->totals[steps->total_count];

    if (steps->total_count == LIMIT_CURRENCY_COUNT)
        return err_set(err, ERR_LIMIT, "more than %u currencies", LIMIT_CURRENCY_COUNT);
    total->currency = rows_keep(rows, 0, steps->arena);
    total->control_stored = rows_keep(rows, 1, steps->arena);
    total->control = rows_keep(rows, 2, steps->arena);
    total->row_count = rows_int(rows, 3);
    total->control_billed = rows_column_count(rows) > 4 ? rows_keep(rows, 4, steps->arena) : NULL;
    total->control_effective =
        rows_column_count(rows) > 5 ? rows_keep(rows, 5, steps->arena) : NULL;
    steps->lacks_currency = steps->lacks_currency || (!total->currency && total->row_count);
    steps->total_count++;
    return true;
}

static bool take_drop(struct steps *steps, struct rows *rows, struct err *err)
{
    if (steps->drop_count == LIMIT_CURRENCY_COUNT)
        return err_set(err, ERR_LIMIT, "more than %u kinds of dropped rows", LIMIT_CURRENCY_COUNT);
    steps->drops[steps->drop_count++] = (struct mapping_drop){
        .rule = rows_keep(rows, 0, steps->arena),
        .currency = rows_keep(rows, 1, steps->arena),
        .cost = rows_keep(rows, 2, steps->arena),
        .row_count = rows_int(rows, 3),
    };
    return true;
}

static bool take_message(struct steps *steps, struct rows *rows, struct err *err)
{
    const char *level = rows_keep(rows, 0, steps->arena);

    if (strcmp(level, "refuse") == 0)
        return err_set(err, ERR_DATA, "%s", rows_keep(rows, 2, steps->arena));
    steps_message(steps,
                  strcmp(level, "hold") == 0      ? MAPPING_HOLD
                  : strcmp(level, "warning") == 0 ? MAPPING_WARNING
                                                  : MAPPING_NOTE,
                  rows_keep(rows, 1, steps->arena), rows_keep(rows, 2, steps->arena));
    return true;
}

static bool take_nothing(struct steps *steps, struct rows *rows, struct err *err)
{
    (void)steps;
    (void)rows;
    (void)err;
    return true;
}

static bool (*const takers[STEP_KINDS])(struct steps *, struct rows *, struct err *) = {
    [STEP_VALUES] = take_value, [STEP_FACTS] = take_nothing,    [STEP_CONTROL] = take_control,
    [STEP_DROPS] = take_drop,   [STEP_MESSAGES] = take_message, [STEP_CHARGE] = take_nothing,
};

static bool fill_step(struct steps *steps, const struct recipe_step *step, struct buf *out,
                      struct err *err)
{
    return sql_fill(&step->sql, steps->slots, steps->slot_count, out, err);
}

static bool run_step(struct steps *steps, const struct recipe_step *step, struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step next;

    buf_init(&text, LIMIT_SQL);
    if (!fill_step(steps, step, &text, err))
        return false;
    if (!db_query_text(steps->db, step->name, buf_text(&text), NO_PARAMS, &rows, err))
        return err_wrap(err, "sql/%s.sql", step->sql.name);
    while ((next = rows_next(rows, err)) == ROW)
        if (!takers[step->kind](steps, rows, err))
            return false;
    return next == END;
}

bool steps_run(struct steps *steps, struct err *err)
{
    for (size_t i = 0; i < steps->recipe->step_count; i++) {
        const struct recipe_step *step = &steps->recipe->steps[i];

        if (step->kind != STEP_CHARGE && is_wanted(steps, step) && !run_step(steps, step, err))
            return false;
    }
    return true;
}

bool steps_charge(struct steps *steps, struct buf *out, struct err *err)
{
    for (size_t i = 0; i < steps->recipe->step_count; i++) {
        const struct recipe_step *step = &steps->recipe->steps[i];

        if (step->kind != STEP_CHARGE || !is_wanted(steps, step))
            continue;
        if (out->size)
            buf_add_text(out, "\nUNION ALL BY NAME\n");
        buf_add_char(out, '(');
        if (!fill_step(steps, step, out, err))
            return false;
        buf_add_text(out, "\n)");
    }
    return buf_check(out, "the charge steps", err);
}
