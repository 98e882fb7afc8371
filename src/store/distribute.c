/* SPDX-License-Identifier: Apache-2.0 */
#include "store/distribute.h"

#include "sql_files.h"
#include "store/bi.h"

static bool have_extension(struct db *db, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    bool is_available;

    if (!db_query(db, &sql_schema_distribute_can_postgres, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    if (rows_int(rows, 0))
        return true;
    is_available = rows_int(rows, 1);
    rows_free(rows);
    rows = NULL;
    if (!is_available)
        return err_set(err, ERR_MISSING,
                       "this PostgreSQL has no Citus: its extension has to be installed on the "
                       "coordinator and on every worker (docs/scale.md)");
    if (!db_run(db, &sql_schema_distribute_make_postgres, NO_PARAMS, NULL, err))
        return err_wrap(err, "the extension of Citus cannot be made here; an administrator can: "
                             "CREATE EXTENSION citus, on every node");
    return true;
}

static bool read_state(struct db *db, struct distribution *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_schema_distribute_state_postgres, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    out->worker_count = rows_int(rows, 0);
    out->table_count = rows_int(rows, 1);
    return true;
}

/* The views of the schema bi are others on Citus. */
static bool place_tables(struct db *db, struct err *err)
{
    const struct sql *sql = &sql_schema_distribute_postgres;

    if (!db_begin_alone(db, err))
        return false;
    if (bi_make(db, err) && db_script(db, sql->name, sql->text, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool distribute(struct db *db, struct distribution *out, struct err *err)
{
    struct distribution before = { 0 };

    if (!have_extension(db, err) || !read_state(db, &before, err))
        return false;
    if (before.worker_count == 0)
        return err_set(err, ERR_CONFLICT,
                       "the Citus cluster has no workers: an administrator adds them with "
                       "citus_set_coordinator_host and citus_add_node (docs/scale.md)");
    if (!place_tables(db, err) ||
        !db_run(db, &sql_schema_distribute_free_postgres, NO_PARAMS, NULL, err) ||
        !read_state(db, out, err))
        return false;
    out->is_new = out->table_count > before.table_count;
    return true;
}
