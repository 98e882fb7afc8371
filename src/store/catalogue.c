/* SPDX-License-Identifier: Apache-2.0 */
#include "store/catalogue.h"

#include "base/clock.h"
#include "base/file.h"
#include "sql_files.h"
#include "store/postgres.h"
#include "store/sqlite.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct catalogue {
    struct db *db;
    bool is_server;
    struct schema_change schema;
};

char *home_landing(struct arena *arena, const char *home)
{
    return path_join(arena, home, "landing");
}

char *home_stage(struct arena *arena, const char *home)
{
    return path_join(arena, home, "stage");
}

char *home_spill(struct arena *arena, const char *home)
{
    return path_join(arena, home, "spill");
}

char *home_charge(struct arena *arena, const char *home)
{
    return path_join(arena, home, "charge");
}

char *home_delivery(struct arena *arena, const char *home, int64_t delivery_id)
{
    return arena_printf(arena, "%s/charge/%" PRId64, home, delivery_id);
}

static bool read_integer(struct db *db, const struct sql *sql, const struct param *params,
                         size_t param_count, int64_t *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, sql, params, param_count, &rows, err))
        return false;
    switch (rows_next(rows, err)) {
    case ROW:
        *out = rows_int(rows, 0);
        return true;
    case END:
        return err_set(err, ERR_BUG, "%s: no row", sql->name);
    case FAILED:
        break;
    }
    return false;
}

static bool make_folders(const char *home, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *const folders[] = { home, home_landing(&arena, home), home_stage(&arena, home),
                                    home_charge(&arena, home), home_spill(&arena, home) };

    for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
        if (!directory_exists(folders[i]) && !directory_make(folders[i], err))
            return false;
    return true;
}

static bool open_server(struct catalogue *catalogue, const char *url, struct err *err)
{
    return postgres_connect(url, &catalogue->db, err) &&
           (schema_upgrade(catalogue->db, SCHEMA_POSTGRES, &catalogue->schema, err) ||
            err_wrap(err, "the schema centavo of the database"));
}

static bool open_file(struct catalogue *catalogue, const char *home, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *path = path_join(&arena, home, "centavo.db");

    return sqlite_connect(path, &catalogue->db, err) &&
           (schema_upgrade(catalogue->db, SCHEMA_SQLITE, &catalogue->schema, err) ||
            err_wrap(err, "%s", path));
}

bool catalogue_open(const struct place *place, struct catalogue **out, struct err *err)
{
    struct catalogue *catalogue;

    if (!make_folders(place->home, err))
        return false;
    catalogue = calloc(1, sizeof(*catalogue));
    if (!catalogue)
        abort();
    catalogue->is_server = place->database_url != NULL;
    if (catalogue->is_server ? !open_server(catalogue, place->database_url, err)
                             : !open_file(catalogue, place->home, err)) {
        catalogue_close(catalogue);
        return false;
    }
    *out = catalogue;
    return true;
}

void catalogue_close(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    db_close(catalogue->db);
    free(catalogue);
}

void catalogue_closep(struct catalogue **catalogue)
{
    catalogue_close(*catalogue);
    *catalogue = NULL;
}

struct schema_change catalogue_schema(const struct catalogue *catalogue)
{
    return catalogue->schema;
}

struct db *catalogue_db(struct catalogue *catalogue)
{
    return catalogue->db;
}

/* ---- sources ---- */

bool catalogue_source(struct catalogue *catalogue, const char *name, struct arena *arena,
                      struct source_row *out, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue->db, &sql_state_source_by_name, PARAMS(param_text(name)), &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step == FAILED)
        return false;
    *out = (struct source_row){ 0 };
    if (step == ROW)
        *out = (struct source_row){
            .source_id = rows_int(rows, 0),
            .name = rows_keep(rows, 1, arena),
            .format = rows_keep(rows, 2, arena),
            .layout = rows_keep(rows, 3, arena),
        };
    return true;
}

bool catalogue_source_add(struct catalogue *catalogue, const char *name, const char *provider_name,
                          const char *format, const char *billing_account_id, const char *layout,
                          int64_t priority, int64_t *source_id, struct err *err)
{
    return read_integer(catalogue->db, &sql_state_source_add,
                        PARAMS(param_text(name), param_text(provider_name), param_text(format),
                               param_text(billing_account_id), param_text(layout),
                               param_timestamp(clock_now()), param_int(priority)),
                        source_id, err);
}

/* ---- what counts, and what counted ---- */

static int32_t read_day(struct rows *rows, size_t column, int32_t missing)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);
    int32_t day;

    return text && date_parse(text, size, &day) ? day : missing;
}

static struct active_scope read_scope(struct rows *rows, struct arena *arena)
{
    struct active_scope scope = {
        .delivery_id = rows_int(rows, 0),
        .source_id = rows_int(rows, 1),
        .source = rows_keep(rows, 2, arena),
        .scope_key = rows_keep(rows, 3, arena),
        .start = read_day(rows, 4, 0),
        .end = read_day(rows, 5, 0),
        .charge_count = rows_int(rows, 6),
        .first_charge_day = read_day(rows, 7, INT32_MAX),
        .last_charge_day = read_day(rows, 8, INT32_MIN),
        .is_whole = rows_int(rows, 9) != 0,
        .provider_name = rows_keep(rows, 10, arena),
        .produced_day = read_day(rows, 11, INT32_MAX),
        .is_estimated = rows_int(rows, 12) != 0,
    };

    scope.is_day = strlen(scope.scope_key) == 10 && scope.scope_key[7] == '-';
    return scope;
}

static bool read_active(struct db *db, int64_t version, struct arena *arena, struct active_set *out,
                        struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!read_integer(db, &sql_state_data_version, NO_PARAMS, &out->data_version, err))
        return false;
    if (version > out->data_version)
        return err_set(err, ERR_BUG, "data version %" PRId64 " has not been", version);
    if (version != DATA_VERSION_NOW)
        out->data_version = version;
    if (!db_query(db, &sql_state_scope_active, PARAMS(param_int(out->data_version)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(arena, out->scopes, out->count);
        out->scopes[out->count++] = read_scope(rows, arena);
    }
    return step == END;
}

bool catalogue_active(struct catalogue *catalogue, int64_t data_version, struct arena *arena,
                      struct active_set *out, struct err *err)
{
    struct active_set set = { 0 };
    bool done;

    /* Version and scopes are of one moment. */
    if (!db_begin_read(catalogue->db, err))
        return false;
    done = read_active(catalogue->db, data_version, arena, &set, err);
    db_rollback(catalogue->db);
    if (done)
        *out = set;
    return done;
}

bool catalogue_version_at(struct catalogue *catalogue, int64_t moment, int64_t *version,
                          struct err *err)
{
    return read_integer(catalogue->db, &sql_state_data_version_at, PARAMS(param_timestamp(moment)),
                        version, err);
}

/* Twenty seconds: those who wait for this transaction give up after thirty. */
enum { SETTLE_ATTEMPTS = 25 };

/* On a server the charges that count are partitions of a table. */
static bool settle_charges(struct catalogue *catalogue, struct err *err)
{
    return !catalogue->is_server || db_run(catalogue->db, &sql_state_leaf_settle_postgres,
                                           PARAMS(param_int(SETTLE_ATTEMPTS)), NULL, err);
}

bool catalogue_change(struct catalogue *catalogue, const char *reason, int64_t delivery_id,
                      int64_t *version, struct err *err)
{
    struct db *db = catalogue->db;

    return db_run(db, &sql_state_data_version_raise, NO_PARAMS, NULL, err) &&
           db_run(db, &sql_state_data_change_add,
                  PARAMS(param_timestamp(clock_now()), param_text(reason),
                         delivery_id ? param_int(delivery_id) : param_null()),
                  NULL, err) &&
           db_run(db, &sql_state_activity_close, NO_PARAMS, NULL, err) &&
           db_run(db, &sql_state_activity_open, NO_PARAMS, NULL, err) &&
           settle_charges(catalogue, err) &&
           read_integer(db, &sql_state_data_version, NO_PARAMS, version, err);
}

bool catalogue_data_version(struct catalogue *catalogue, int64_t *version, struct err *err)
{
    return read_integer(catalogue->db, &sql_state_data_version, NO_PARAMS, version, err);
}
