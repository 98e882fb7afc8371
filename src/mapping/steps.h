/* SPDX-License-Identifier: Apache-2.0 */
/* steps.h -- the steps of a recipe but the last: facts, values, the control total, what is dropped,
 * what must be said. */
#ifndef CENTAVO_MAPPING_STEPS_H
#define CENTAVO_MAPPING_STEPS_H

#include "mapping/map.h"
#include "mapping/recipe.h"
#include "store/db.h"

enum { STEP_SLOTS = 64, STEP_MESSAGES_MAXIMUM = 1000 };

struct steps {
    struct arena *arena;
    struct db *db;
    const struct recipe *recipe;
    struct sql_slot slots[STEP_SLOTS];
    size_t slot_count;
    /* What the steps gave; the arrays are of the arena. */
    struct mapping_total *totals;
    size_t total_count;
    bool lacks_currency; /* rows without a currency */
    const char *kind;    /* the value of that name; NULL: the recipe has none */
    struct mapping_drop *drops;
    size_t drop_count;
    struct mapping_message
        *messages; /* STEP_MESSAGES_MAXIMUM of them at most; the last says how many are missing */
    size_t message_count;
};

void steps_init(struct steps *steps, struct arena *arena, struct db *db,
                const struct recipe *recipe);
void steps_slot(struct steps *steps, const char *name, const char *text);
void steps_message(struct steps *steps, enum mapping_level level, const char *rule,
                   const char *text);

/* Everything but the charge steps. */
MUST_CHECK bool steps_run(struct steps *steps, struct err *err);

/* The charge steps as one SELECT. */
MUST_CHECK bool steps_charge(struct steps *steps, struct buf *out, struct err *err);

#endif
