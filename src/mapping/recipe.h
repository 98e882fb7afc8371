/* SPDX-License-Identifier: Apache-2.0 */
/* recipe.h -- what a mapping's SQL says to the program: the columns it reads, and its steps.
 *
 * A mapping is one or more .sql files, read one after the other. Comment lines are the machine's
 * part of it:
 *
 *     -- reads: billed_cost!, region_id|region, currency$
 *     -- folds: resource_tags <- resourceTags/
 *     -- step: facts line_item
 *     -- step: facts fold when has_discount
 *
 * A column marked ! must be there, $ is the currency, behind | stands another name. A fold makes
 * one JSON object of all columns with that prefix, by the rest of their names. Names are matched
 * squashed (recognise.h). A step is the statement up to the next one; with a `when` it runs only
 * if that value is true. Steps run in the order of the text, but all charge steps run together at
 * the end. Kinds of steps:
 *
 *     values   one row; each column becomes a {{slot}} of the later steps; the column `kind` says
 *              which of a month's datasets the delivery holds (map.h)
 *     facts    makes a temporary table or view
 *     control  billing_currency, cost at 12 decimals, exact cost, row_count: the provider's total;
 *              billed_cost, where a purchase elsewhere pays for some of it (else NULL);
 *              effective_cost, where the bill has a total of that too
 *     drops    rule, billing_currency, cost, row_count: raw rows that become no charge
 *     messages level (note, warning, hold; refuse ends the mapping), rule, text
 *     charge   the charges, with reject_column, reject_reason and drop_rule
 *
 * The control total comes from the raw columns. Columns that a charge step lacks are NULL.
 */
#ifndef CENTAVO_MAPPING_RECIPE_H
#define CENTAVO_MAPPING_RECIPE_H

#include "base/arena.h"
#include "base/err.h"
#include "store/sql.h"

enum step_kind {
    STEP_VALUES,
    STEP_FACTS,
    STEP_CONTROL,
    STEP_DROPS,
    STEP_MESSAGES,
    STEP_CHARGE,
    STEP_KINDS
};

struct recipe_column {
    const char *name;
    const char *const *alternatives; /* squashed, the own name first; NULL at the end */
    bool is_mandatory;
    bool is_currency; /* mandatory unless the delivery has a default currency */
};

struct recipe_fold {
    const char *name;
    const char *prefix; /* lower case */
};

struct recipe_step {
    enum step_kind kind;
    const char *name;
    const char *when; /* NULL: always */
    struct sql sql;   /* name is that of the file */
};

struct recipe {
    struct recipe_column *columns;
    size_t column_count;
    struct recipe_fold *folds;
    size_t fold_count;
    struct recipe_step *steps;
    size_t step_count;
};

/* ERR_BUG with file and line for what it cannot read: the texts are ours. parts: NULL at the end.
 */
MUST_CHECK bool recipe_read(const struct sql *const *parts, size_t part_count, struct arena *arena,
                            struct recipe *out, struct err *err);

const char *step_kind_name(enum step_kind kind);

#endif
