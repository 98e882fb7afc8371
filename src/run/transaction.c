/* SPDX-License-Identifier: Apache-2.0 */
#include "run/transaction.h"

#include <inttypes.h>

bool in_transaction(struct db *db, bool (*body)(struct db *db, void *context, struct err *err),
                    void *context, struct err *err)
{
    if (!db_begin_alone(db, err))
        return false;
    if (body(db, context, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool first_integer(struct db *db, const struct sql *sql, const struct param *params,
                   size_t param_count, int64_t *value, bool *found, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, sql, params, param_count, &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step == ROW)
        *value = rows_int(rows, 0);
    if (found)
        *found = step == ROW;
    return step != FAILED;
}

bool delivery_row(struct db *db, const struct sql *sql, int64_t delivery_id, struct rows **out,
                  struct err *err)
{
    enum step step;

    if (!db_query(db, sql, PARAMS(param_int(delivery_id)), out, err))
        return false;
    step = rows_next(*out, err);
    return step == ROW ||
           (step == END && err_set(err, ERR_MISSING, "there is no delivery %" PRId64, delivery_id));
}
