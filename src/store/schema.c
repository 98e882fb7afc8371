/* SPDX-License-Identifier: Apache-2.0 */
#include "store/schema.h"

#include "base/clock.h"
#include "sql_files.h"
#include "store/bi.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_for(enum schema_engine engine, const char *name)
{
    const char *dot = strrchr(name, '.');

    return (dot && strcmp(dot, ".postgres") == 0) == (engine == SCHEMA_POSTGRES);
}

/* "schema/0001_catalogue" is migration 1 of SQLite; 0 for SQL that is none of this engine. */
static int64_t migration_number(const struct sql *sql, enum schema_engine engine)
{
    int number = 0;
    int end = 0;

    if (is_for(engine, sql->name) && sscanf(sql->name, "schema/%4d_%n", &number, &end) == 1 &&
        end == 12)
        return number;
    return 0;
}

/* The first migration after a version; NULL: there is none. They are sorted by number. */
static const struct sql *migration_after(int64_t version, enum schema_engine engine)
{
    for (uint64_t i = 0; i < embedded_sql_count; i++)
        if (migration_number(embedded_sql[i], engine) > version)
            return embedded_sql[i];
    return NULL;
}

static int64_t newest_version(enum schema_engine engine)
{
    int64_t version = 0;
    const struct sql *next;

    while ((next = migration_after(version, engine)))
        version = migration_number(next, engine);
    return version;
}

static bool read_version(struct db *db, int64_t *version, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_state_schema_version, NO_PARAMS, &rows, err))
        return false;
    if (rows_next(rows, err) != ROW)
        return false;
    *version = rows_int(rows, 0);
    return true;
}

/* Every file with its number, by name. */
static bool apply(struct db *db, enum schema_engine engine, const struct sql *migration,
                  struct err *err)
{
    int64_t number = migration_number(migration, engine);

    for (uint64_t i = 0; i < embedded_sql_count; i++)
        if (migration_number(embedded_sql[i], engine) == number &&
            !db_script(db, embedded_sql[i]->name, embedded_sql[i]->text, err))
            return false;
    return db_run(
        db, &sql_state_schema_applied,
        PARAMS(param_int(number), param_text(migration->name), param_timestamp(clock_now())), NULL,
        err);
}

/* The views for other programs are those of the newest tables. */
static bool bi_if_newest(struct db *db, const struct sql *applied, struct err *err)
{
    return migration_after(migration_number(applied, SCHEMA_POSTGRES), SCHEMA_POSTGRES) ||
           bi_make(db, err);
}

/* Inside a transaction that began by taking the lock of writers: what is read here stays so until
 * the migration is applied. */
static bool apply_next(struct db *db, enum schema_engine engine, int64_t *from, bool *is_newest,
                       struct err *err)
{
    const struct sql *table =
        engine == SCHEMA_POSTGRES ? &sql_schema_migrations_postgres : &sql_schema_migrations;
    const struct sql *next;

    if (!db_script(db, table->name, table->text, err) || !read_version(db, from, err))
        return false;
    next = migration_after(*from, engine);
    *is_newest = !next;
    if (!next)
        return true;
    return apply(db, engine, next, err) &&
           (engine != SCHEMA_POSTGRES || bi_if_newest(db, next, err));
}

static bool step(struct db *db, enum schema_engine engine, int64_t *from, bool *is_newest,
                 struct err *err)
{
    if (!db_begin_alone(db, err))
        return false;
    if (apply_next(db, engine, from, is_newest, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool schema_upgrade(struct db *db, enum schema_engine engine, struct schema_change *out,
                    struct err *err)
{
    struct err ignored SCOPED(err_done) = { 0 };
    int64_t newest = newest_version(engine);
    int64_t version = 0;
    bool is_newest = false;

    out->to = newest;
    if (read_version(db, &out->from, &ignored) && out->from == newest)
        return true; /* as nearly always: nothing is written, nobody waits */
    if (!step(db, engine, &out->from, &is_newest, err))
        return false;
    for (version = out->from; !is_newest;)
        if (!step(db, engine, &version, &is_newest, err))
            return false;
    if (version <= newest)
        return true;
    if (version == SCHEMA_COPYING)
        return err_set(err, ERR_BUSY,
                       "an installation is being copied into it: wait, or begin `centavo copy` "
                       "again if it was interrupted");
    return err_set(err, ERR_CONFLICT,
                   "its schema is version %" PRId64 " but this centavo knows only %" PRId64
                   ": use the newer centavo",
                   version, newest);
}
