/* SPDX-License-Identifier: Apache-2.0 */
/* dataset.c -- snapshots and who holds them; connections and who uses them.
 *
 * One DuckDB instance serves all snapshots, since files and cubes are immutable: a snapshot is just
 * the list of deliveries that count. Two locks: `lock` for the structs, held for moments;
 * `catalogue_lock` for the SQLite connection. Whoever needs both takes catalogue_lock first. */
#include "view/dataset_internal.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/process.h"
#include "sql_files.h"
#include "view/query_period.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOOK_EVERY = 50 * 1000 /* microseconds */ };

#define MEMORY_DEFAULT ((int64_t)GIB)

static bool open_engine(struct dataset *dataset, const struct dataset_options *options,
                        struct err *err)
{
    const struct warehouse_options warehouse = {
        .place = &dataset->place,
        .memory_limit = options->memory_limit ? options->memory_limit : MEMORY_DEFAULT,
        .threads = 1,
    };

    return warehouse_open(&warehouse, &dataset->warehouse, err);
}

static char *copy_text(const char *text)
{
    char *copy = text ? strdup(text) : NULL;

    if (text && !copy)
        abort();
    return copy;
}

bool dataset_open(const struct dataset_options *options, struct dataset **out, struct err *err)
{
    struct dataset *dataset = calloc(1, sizeof(*dataset));

    if (!dataset)
        abort();
    dataset->place =
        (struct place){ copy_text(options->place->home), copy_text(options->place->database_url) };
    pthread_mutex_init(&dataset->lock, NULL);
    pthread_mutex_init(&dataset->catalogue_lock, NULL);
    pthread_mutex_init(&dataset->rates_lock, NULL);
    pthread_mutex_init(&dataset->tags_lock, NULL);
    pthread_cond_init(&dataset->work, NULL);
    pthread_cond_init(&dataset->settled, NULL);
    if (!catalogue_open(&dataset->place, &dataset->catalogue, err) ||
        !open_engine(dataset, options, err)) {
        dataset_close(dataset);
        return false;
    }
    if (options->keeps_cubes) {
        if (pthread_create(&dataset->builder, NULL, cube_builder, dataset) != 0) {
            dataset_close(dataset);
            return err_set(err, ERR_UPSTREAM, "no thread for the data");
        }
        dataset->keeps_cubes = true;
    }
    *out = dataset;
    return true;
}

/* Close the connections that nobody uses. Under the lock they only change hands. */
static void close_idle(struct dataset *dataset, enum engine engine)
{
    struct idle idle;

    pthread_mutex_lock(&dataset->lock);
    idle = dataset->idle[engine];
    dataset->idle[engine].count = 0;
    pthread_mutex_unlock(&dataset->lock);
    while (idle.count)
        db_close(idle.list[--idle.count]);
}

static void snapshot_free(struct snapshot *snapshot)
{
    struct db *db = NULL;
    struct err ignored SCOPED(err_done) = { 0 };

    if ((snapshot->cube_count || snapshot->rate_tables || *snapshot->norm_name) &&
        snapshot_connect(snapshot, ENGINE_MEMORY, &db, &ignored)) {
        cube_drop_all(snapshot, db);
        rates_drop_all(snapshot, db);
        norm_drop(snapshot, db);
        snapshot_disconnect(snapshot, ENGINE_MEMORY, db);
    }
    rates_drop_all(snapshot, NULL);
    buf_done(&snapshot->norm_keys);
    buf_done(&snapshot->norm_values);
    buf_done(&snapshot->norm_group);
    arena_done(&snapshot->tag_arena);
    arena_done(&snapshot->arena);
    free(snapshot);
}

void dataset_close(struct dataset *dataset)
{
    if (!dataset)
        return;
    if (dataset->keeps_cubes) {
        pthread_mutex_lock(&dataset->lock);
        dataset->closing = true;
        pthread_cond_broadcast(&dataset->work);
        pthread_mutex_unlock(&dataset->lock);
        pthread_join(dataset->builder, NULL);
    }
    snapshot_release(dataset->current);
    while (dataset->past_count)
        snapshot_release(dataset->past[--dataset->past_count]);
    for (int engine = 0; engine < ENGINE_COUNT; engine++)
        close_idle(dataset, (enum engine)engine);
    warehouse_close(dataset->warehouse);
    catalogue_close(dataset->catalogue);
    pthread_mutex_destroy(&dataset->lock);
    pthread_mutex_destroy(&dataset->catalogue_lock);
    pthread_mutex_destroy(&dataset->rates_lock);
    pthread_mutex_destroy(&dataset->tags_lock);
    pthread_cond_destroy(&dataset->work);
    pthread_cond_destroy(&dataset->settled);
    free((char *)dataset->place.home);
    free((char *)dataset->place.database_url);
    free(dataset);
}

void dataset_closep(struct dataset **dataset)
{
    dataset_close(*dataset);
    *dataset = NULL;
}

/* ---- snapshots ---- */

static void find_charge_days(struct snapshot *snapshot)
{
    struct period *billing = &snapshot->billing;

    for (size_t i = 0; i < snapshot->active.count; i++) {
        const struct active_scope *scope = &snapshot->active.scopes[i];
        struct period months = period_whole_months((struct period){ scope->start, scope->end });

        if (scope->first_charge_day > scope->last_charge_day)
            continue;
        if (!snapshot->has_charges || months.start < billing->start)
            billing->start = months.start;
        if (!snapshot->has_charges || months.end > billing->end)
            billing->end = months.end;
        if (!snapshot->has_charges || scope->first_charge_day < snapshot->first_charge_day)
            snapshot->first_charge_day = scope->first_charge_day;
        if (!snapshot->has_charges || scope->last_charge_day > snapshot->last_charge_day)
            snapshot->last_charge_day = scope->last_charge_day;
        snapshot->has_charges = true;
    }
}

/* Under catalogue_lock. */
static bool snapshot_read(struct dataset *dataset, int64_t version, struct snapshot **out,
                          struct err *err)
{
    struct snapshot *snapshot = calloc(1, sizeof(*snapshot));

    if (!snapshot)
        abort();
    snapshot->dataset = dataset;
    buf_init(&snapshot->norm_keys, LIMIT_SQL);
    buf_init(&snapshot->norm_values, LIMIT_SQL);
    buf_init(&snapshot->norm_group, LIMIT_SQL);
    if (!catalogue_active(dataset->catalogue, version, &snapshot->arena, &snapshot->active, err)) {
        arena_done(&snapshot->arena);
        free(snapshot);
        return false;
    }
    find_charge_days(snapshot);
    *out = snapshot;
    return true;
}

/* Under catalogue_lock: make the snapshot of the present version the current one. */
static bool snapshot_renew(struct dataset *dataset, struct err *err)
{
    struct snapshot *before = dataset->current;
    struct snapshot *snapshot;
    int64_t version;

    if (!catalogue_data_version(dataset->catalogue, &version, err))
        return false;
    if (before && before->active.data_version == version)
        return true;
    if (!snapshot_read(dataset, DATA_VERSION_NOW, &snapshot, err))
        return false;
    pthread_mutex_lock(&dataset->lock);
    snapshot->holder_count = 1; /* the dataset itself */
    if (before)
        cube_inherit(snapshot, before);
    dataset->current = snapshot;
    if (snapshot->cube_count)
        pthread_cond_signal(&dataset->work);
    pthread_mutex_unlock(&dataset->lock);
    snapshot_release(before);
    return true;
}

static bool look_is_due(struct dataset *dataset)
{
    bool due;

    pthread_mutex_lock(&dataset->lock);
    due = !dataset->current || clock_steady() - dataset->checked_at > LOOK_EVERY;
    pthread_mutex_unlock(&dataset->lock);
    return due;
}

bool dataset_snapshot(struct dataset *dataset, struct snapshot **out, struct err *err)
{
    bool done = true;

    if (look_is_due(dataset)) {
        pthread_mutex_lock(&dataset->catalogue_lock);
        if (look_is_due(dataset)) {
            done = snapshot_renew(dataset, err);
            pthread_mutex_lock(&dataset->lock);
            dataset->checked_at = done ? clock_steady() : 0;
            pthread_mutex_unlock(&dataset->lock);
        }
        pthread_mutex_unlock(&dataset->catalogue_lock);
    }
    if (!done)
        return false;
    pthread_mutex_lock(&dataset->lock);
    *out = dataset->current;
    (*out)->holder_count++;
    pthread_mutex_unlock(&dataset->lock);
    return true;
}

void dataset_refresh(struct dataset *dataset)
{
    pthread_mutex_lock(&dataset->lock);
    dataset->checked_at = 0;
    pthread_mutex_unlock(&dataset->lock);
}

void snapshot_release(struct snapshot *snapshot)
{
    bool is_last;

    if (!snapshot)
        return;
    pthread_mutex_lock(&snapshot->dataset->lock);
    is_last = --snapshot->holder_count == 0;
    pthread_mutex_unlock(&snapshot->dataset->lock);
    if (is_last)
        snapshot_free(snapshot);
}

void snapshot_releasep(struct snapshot **snapshot)
{
    snapshot_release(*snapshot);
    *snapshot = NULL;
}

/* ---- what was known earlier ---- */

bool snapshot_is_kept(const struct snapshot *snapshot)
{
    const struct dataset *dataset = snapshot->dataset;

    for (size_t i = 0; i < dataset->past_count; i++)
        if (dataset->past[i] == snapshot)
            return true;
    return snapshot == dataset->current;
}

/* The kept snapshot of a version, now the first of the past, with one more holder; or NULL. */
static struct snapshot *past_find(struct dataset *dataset, int64_t version)
{
    struct snapshot *found = NULL;
    size_t place = 0;

    pthread_mutex_lock(&dataset->lock);
    while (place < dataset->past_count && dataset->past[place]->active.data_version != version)
        place++;
    if (place < dataset->past_count) {
        found = dataset->past[place];
        memmove(dataset->past + 1, dataset->past, place * sizeof(*dataset->past));
        dataset->past[0] = found;
        found->holder_count++;
    }
    pthread_mutex_unlock(&dataset->lock);
    return found;
}

static void past_keep(struct dataset *dataset, struct snapshot *snapshot)
{
    struct snapshot *last = NULL;

    pthread_mutex_lock(&dataset->lock);
    if (dataset->past_count == PAST_MAX)
        last = dataset->past[--dataset->past_count];
    memmove(dataset->past + 1, dataset->past, dataset->past_count * sizeof(*dataset->past));
    dataset->past[0] = snapshot;
    dataset->past_count++;
    snapshot->holder_count = 2; /* the dataset and who asks */
    pthread_mutex_unlock(&dataset->lock);
    snapshot_release(last);
}

/* Under catalogue_lock. */
static bool past_open(struct snapshot *snapshot, int64_t moment, struct snapshot **out,
                      struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    int64_t version;

    if (!catalogue_version_at(dataset->catalogue, moment, &version, err))
        return false;
    if (version >= snapshot->active.data_version) {
        pthread_mutex_lock(&dataset->lock);
        snapshot->holder_count++;
        pthread_mutex_unlock(&dataset->lock);
        *out = snapshot;
        return true;
    }
    *out = past_find(dataset, version);
    if (*out)
        return true;
    if (!snapshot_read(dataset, version, out, err))
        return false;
    past_keep(dataset, *out);
    return true;
}

bool snapshot_as_of(struct snapshot *snapshot, int64_t moment, struct snapshot **out,
                    struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    bool done;

    pthread_mutex_lock(&dataset->catalogue_lock);
    done = past_open(snapshot, moment, out, err);
    pthread_mutex_unlock(&dataset->catalogue_lock);
    return done;
}

int64_t snapshot_version(const struct snapshot *snapshot)
{
    return snapshot->active.data_version;
}

const struct active_set *snapshot_active(const struct snapshot *snapshot)
{
    return &snapshot->active;
}

struct period snapshot_days(const struct snapshot *snapshot)
{
    int32_t today = (int32_t)(clock_now() / 1000000 / 86400);
    struct period days = { today, today + 1 };

    for (size_t i = 0; i < snapshot->active.count; i++) {
        const struct active_scope *scope = &snapshot->active.scopes[i];

        days.start = scope->start < days.start ? scope->start : days.start;
        days.end = scope->end > days.end ? scope->end : days.end;
        if (scope->first_charge_day > scope->last_charge_day)
            continue;
        days.start = scope->first_charge_day < days.start ? scope->first_charge_day : days.start;
        days.end = scope->last_charge_day >= days.end ? scope->last_charge_day + 1 : days.end;
    }
    days.start = month_start(days.start);
    days.end = month_add(days.end, 1);
    return days;
}

bool snapshot_catalogue(struct snapshot *snapshot,
                        bool (*visit)(struct db *db, void *context, struct err *err), void *context,
                        struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    bool done;

    pthread_mutex_lock(&dataset->catalogue_lock);
    done = visit(catalogue_db(dataset->catalogue), context, err);
    pthread_mutex_unlock(&dataset->catalogue_lock);
    return done;
}

/* ---- connections ---- */

bool snapshot_is_server(const struct snapshot *snapshot)
{
    return warehouse_is_server(snapshot->dataset->warehouse);
}

static struct idle *idle_of(struct snapshot *snapshot, enum engine engine)
{
    return &snapshot->dataset->idle[snapshot_is_server(snapshot) ? engine : ENGINE_WAREHOUSE];
}

bool snapshot_connect(struct snapshot *snapshot, enum engine engine, struct db **out,
                      struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    struct idle *idle = idle_of(snapshot, engine);
    struct db *db = NULL;

    pthread_mutex_lock(&dataset->lock);
    if (idle->count)
        db = idle->list[--idle->count];
    pthread_mutex_unlock(&dataset->lock);
    if (!db &&
        !(engine == ENGINE_MEMORY ? duck_connect(warehouse_duck(dataset->warehouse), &db, err)
                                  : warehouse_connect(dataset->warehouse, &db, err)))
        return false;
    *out = db;
    return true;
}

/* A connection keeps plans, and plans hold on to the cubes that they read: those of a
 * snapshot that is not kept are not used again. */
void snapshot_disconnect(struct snapshot *snapshot, enum engine engine, struct db *db)
{
    struct dataset *dataset = snapshot->dataset;
    struct idle *idle = idle_of(snapshot, engine);

    pthread_mutex_lock(&dataset->lock);
    if (db && snapshot_is_kept(snapshot) && idle->count < CONNECTION_MAX) {
        idle->list[idle->count++] = db;
        db = NULL;
    }
    pthread_mutex_unlock(&dataset->lock);
    db_close(db);
}

bool snapshot_scratch(struct snapshot *snapshot, struct arena *arena, const char **path,
                      struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    const char *directory = home_spill(arena, dataset->place.home);
    char process[PROCESS_NAME_SIZE];
    unsigned number;

    if (!directory_make(directory, err))
        return false;
    pthread_mutex_lock(&dataset->lock);
    number = ++dataset->scratch_count;
    pthread_mutex_unlock(&dataset->lock);
    process_name(process);
    *path = arena_printf(arena, "%s/answer-%s-%u", directory, process, number);
    return true;
}

/* ---- facts ---- */

static bool read_providers(struct snapshot *snapshot, struct db *db, const char ***out,
                           struct err *err)
{
    const struct need need = { .periods = { { INT32_MIN, INT32_MAX } } };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *from;
    const char **names = ARENA_ARRAY(&snapshot->arena, const char *, LIMIT_FILTER_VALUE_COUNT + 1);
    size_t count = 0;
    enum step step;

    if (!relation_from(snapshot, RELATION_OVERVIEW, &need, &arena, &from, err) ||
        !sql_fill(&sql_view_providers, &(struct sql_slot){ "from", from }, 1, &text, err) ||
        !db_query_text(db, sql_view_providers.name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *name = rows_text(rows, 0, &size);

        if (count < LIMIT_FILTER_VALUE_COUNT)
            names[count++] = arena_strndup(&snapshot->arena, name, size);
    }
    *out = names;
    return step == END;
}

/* The snapshot's arena has one user at a time: who holds catalogue_lock. */
static bool find_providers(struct snapshot *snapshot, struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    const char **names = NULL;
    struct db *db;
    bool done = true;

    if (!snapshot_connect(snapshot, ENGINE_WAREHOUSE, &db, err))
        return false;
    pthread_mutex_lock(&dataset->catalogue_lock);
    if (!snapshot->providers) {
        done = read_providers(snapshot, db, &names, err);
        pthread_mutex_lock(&dataset->lock);
        snapshot->providers = names;
        pthread_mutex_unlock(&dataset->lock);
    }
    pthread_mutex_unlock(&dataset->catalogue_lock);
    snapshot_disconnect(snapshot, ENGINE_WAREHOUSE, db);
    return done;
}

bool snapshot_facts(struct snapshot *snapshot, bool with_providers, struct query_facts *out,
                    struct err *err)
{
    const char *const *providers;

    pthread_mutex_lock(&snapshot->dataset->lock);
    providers = snapshot->providers;
    pthread_mutex_unlock(&snapshot->dataset->lock);
    if (with_providers && !providers) {
        if (!find_providers(snapshot, err))
            return false;
        providers = snapshot->providers;
    }
    *out = (struct query_facts){
        .today = (int32_t)(clock_now() / 1000000 / 86400),
        .has_charges = snapshot->has_charges,
        .first_charge_day = snapshot->first_charge_day,
        .last_charge_day = snapshot->last_charge_day,
        .billing = snapshot->billing,
        .providers = providers,
    };
    return true;
}
