/* SPDX-License-Identifier: Apache-2.0 */
/* migrate.c -- the command that brings the schema up to date, and says who may read it. */
#include "cli/migrate.h"

#include "run/home_lock.h"
#include "store/bi.h"
#include "store/catalogue.h"
#include "store/distribute.h"

#include <inttypes.h>
#include <string.h>

static bool make_views(struct invocation *invocation, struct db *db, struct err *err)
{
    if (!bi_make(db, err))
        return false;
    for (size_t i = 0; i < invocation->given_count; i++)
        if (strcmp(invocation->given[i].name, "reader") == 0 &&
            !bi_add_reader(db, invocation->given[i].value, err))
            return err_wrap(err, "--reader");
    return db_commit(db, err);
}

/* Also when nothing was upgraded: the words of a column may have changed. */
static bool publish(struct invocation *invocation, struct db *db, struct err *err)
{
    if (!invocation->config->place.database_url)
        return !given_value(invocation, "reader") ||
               err_set(err, ERR_USAGE,
                       "--reader: only a PostgreSQL database has readers; set database_url");
    if (!db_begin_alone(db, err))
        return false;
    if (make_views(invocation, db, err))
        return true;
    db_rollback(db);
    return false;
}

/* With no run at work: what one is loading would not be distributed. */
static bool distribute_charges(struct invocation *invocation, struct db *db, struct err *err)
{
    struct home_lock *lock SCOPED(home_lock_closep) = NULL;
    struct distribution done;

    lock = home_lock_new(&invocation->config->place);
    if (!home_lock_sweep(lock, err) || !distribute(db, &done, err))
        return err_wrap(err, "distribute");
    fprintf(invocation->out, "distributed: %s, %" PRId64 " tables over %" PRId64 " workers\n",
            done.is_new ? "done" : "up to date", done.table_count, done.worker_count);
    return true;
}

static bool migrate(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    const bool distributed = given_flag(invocation, "distributed");
    struct schema_change schema;

    if (distributed && !invocation->config->place.database_url)
        return err_set(err, ERR_USAGE,
                       "--distributed is for a server installation: --database-url says which");
    if (!catalogue_open(&invocation->config->place, &catalogue, err) ||
        !publish(invocation, catalogue_db(catalogue), err))
        return false;
    schema = catalogue_schema(catalogue);
    if (schema.from == schema.to)
        fprintf(invocation->out, "schema %" PRId64 ": up to date\n", schema.to);
    else if (schema.from)
        fprintf(invocation->out, "schema %" PRId64 ": upgraded from %" PRId64 "\n", schema.to,
                schema.from);
    else
        fprintf(invocation->out, "schema %" PRId64 ": created\n", schema.to);
    return !distributed || distribute_charges(invocation, catalogue_db(catalogue), err);
}

static const struct option migrate_options[] = {
    { "distributed", NULL, "Spread charges over the workers of a Citus cluster.", false },
    { "reader", "ROLE",
      "Let a role of the database read the views of the schema bi, and nothing else; may be given "
      "several times.",
      true },
    { 0 },
};

const struct command cmd_migrate = {
    .name = "migrate",
    .args = "",
    .help = "Create the schema of the state, or bring it up to date.",
    .text = "Every command does so when it has to; this one does nothing else, for an upgrade "
            "under a person's eyes or by a\n"
            "database user who may. Forward only, each step in one transaction; any number of "
            "processes may start at once. A schema\n"
            "that is newer than this program is refused (65) and stays as it is.\n"
            "\n"
            "With --distributed charges, rollups and tags go to the nodes of a Citus cluster, "
            "whose extension and workers an\n"
            "administrator has made (docs/scale.md). What is there already stays as it is, what "
            "is loaded later follows. No run may\n"
            "be at work (75). Without the extension 66, without workers 65, and nothing changes.",
    .options = migrate_options,
    .run = migrate,
};
