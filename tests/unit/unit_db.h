/* SPDX-License-Identifier: Apache-2.0 */
/* unit_db.h -- asking a database in a test: what cannot fail, and what must be the answer. */
#ifndef CENTAVO_TESTS_UNIT_DB_H
#define CENTAVO_TESTS_UNIT_DB_H

#include "store/db.h"
#include "unit.h"

/* One or more statements. */
static inline void test_run(struct db *db, const char *text)
{
    struct err err = { 0 };

    assert_done(db_script(db, "run", text, &err));
}

/* The first value of the only row is this text; NULL: SQL NULL. */
static inline void assert_answer_to(struct db *db, const char *text, const struct param *params,
                                    size_t param_count, const char *expected)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };
    const char *found;

    assert_done(db_query_text(db, "ask", text, params, param_count, &rows, &err));
    if (rows_next(rows, &err) != ROW)
        fail_msg("%s: no row: %s", text, err_text(&err));
    found = rows_text(rows, 0, NULL);
    assert_int_equal(rows_is_null(rows, 0), !expected);
    if (expected && strcmp(found, expected) != 0)
        fail_msg("%s: %s, not %s", text, found, expected);
    assert_int_equal(rows_next(rows, &err), END);
}

static inline void assert_answers(struct db *db, const char *text, const char *expected)
{
    assert_answer_to(db, text, NO_PARAMS, expected);
}

/* The number that the first row begins with. */
static inline int64_t test_number(struct db *db, const char *text)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct err err = { 0 };

    assert_done(db_query_text(db, "number", text, NO_PARAMS, &rows, &err));
    if (rows_next(rows, &err) != ROW)
        fail_msg("%s: no row: %s", text, err_text(&err));
    return rows_int(rows, 0);
}

#endif
