/* SPDX-License-Identifier: Apache-2.0 */
#include "run/scopes.h"

#include "run/transaction.h"
#include "sql_files.h"

#include <inttypes.h>

bool scopes_count(struct catalogue *catalogue, int64_t delivery_id, const char *reason, int64_t now,
                  bool *is_active, struct err *err)
{
    struct db *db = catalogue_db(catalogue);
    struct param delivery = param_int(delivery_id);
    struct param time = param_timestamp(now);
    int64_t active = 0;
    int64_t version;

    if (!db_run(db, &sql_state_scope_replace, PARAMS(delivery, time), NULL, err) ||
        !db_run(db, &sql_state_scope_activate, PARAMS(delivery, time), NULL, err) ||
        !db_run(db, &sql_state_scope_outdated, PARAMS(delivery, time), NULL, err) ||
        !first_integer(db, &sql_state_scope_active_count, PARAMS(delivery), &active, NULL, err) ||
        !db_run(db, &sql_state_delivery_retire, PARAMS(time), NULL, err) ||
        !db_run(db, &sql_state_delivery_outrun, PARAMS(time), NULL, err))
        return false;
    *is_active = active > 0;
    return !active || (db_run(db, &sql_state_role_set, NO_PARAMS, NULL, err) &&
                       catalogue_change(catalogue, reason, delivery_id, &version, err));
}

bool scopes_withdraw(struct catalogue *catalogue, int64_t delivery_id, int64_t now, struct err *err)
{
    struct db *db = catalogue_db(catalogue);
    struct arena arena SCOPED(arena_done) = { 0 };
    struct param delivery = param_int(delivery_id);
    struct param time = param_timestamp(now);
    int64_t withdrawn = 0;
    int64_t version;

    if (!db_run(db, &sql_state_scope_withdraw, PARAMS(delivery, time), &withdrawn, err))
        return false;
    if (!withdrawn)
        return true;
    return db_run(db, &sql_state_scope_restore, PARAMS(delivery, time), NULL, err) &&
           db_run(
               db, &sql_state_delivery_restored,
               PARAMS(param_text(arena_printf(
                   &arena, "counts again since delivery %" PRId64 " was rejected", delivery_id))),
               NULL, err) &&
           db_run(db, &sql_state_role_set, NO_PARAMS, NULL, err) &&
           catalogue_change(catalogue, "rejected", delivery_id, &version, err);
}

bool scopes_rank(struct catalogue *catalogue, struct err *err)
{
    int64_t version;

    return db_run(catalogue_db(catalogue), &sql_state_role_set, NO_PARAMS, NULL, err) &&
           catalogue_change(catalogue, "priority", 0, &version, err);
}
