/* SPDX-License-Identifier: Apache-2.0 */
/* cube.c -- small tables in memory that answer what is asked again and again.
 *
 * A rollup of a million rows takes some 30 ms to read; summed up over all columns but the few that
 * a screen uses, it has some ten thousand rows and answers in one. Which columns these are is
 * learnt from the questions: the first is answered from the files and leaves a wish, which one
 * thread fulfils. A cube that comes out too large is thrown away and not tried again. */
#include "view/dataset_internal.h"

#include "sql_files.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    CUBE_ROWS_MAX = 200000,    /* of one cube; about 60 bytes a row */
    CUBE_ALL_ROWS_MAX = 400000 /* of all cubes of a snapshot, and of those of the past together */
};

static bool cube_fits(const struct cube *cube, enum relation_kind kind, const struct need *need,
                      const char *date)
{
    if (cube->kind != kind || cube->metric != need->metric || strcmp(cube->date, date) != 0)
        return false;
    for (size_t i = 0; i < need->column_count; i++) {
        size_t j = 0;

        while (j < cube->column_count && cube->columns[j] != need->columns[i])
            j++;
        if (j == cube->column_count)
            return false;
    }
    return true;
}

/* Every row of an answer has a currency. */
static void want_columns(struct cube *cube, const struct need *need)
{
    const struct column *currency = column_find("billing_currency");

    for (size_t i = 0; i < column_count; i++) {
        bool wanted = &columns[i] == currency;

        for (size_t j = 0; j < need->column_count && !wanted; j++)
            wanted = need->columns[j] == &columns[i];
        if (wanted)
            cube->columns[cube->column_count++] = &columns[i];
    }
}

static void want(struct snapshot *snapshot, enum relation_kind kind, const struct need *need,
                 const char *date)
{
    struct dataset *dataset = snapshot->dataset;
    struct cube *cube;

    if (snapshot->cube_count == CUBE_MAX)
        return;
    cube = &snapshot->cubes[snapshot->cube_count++];
    *cube = (struct cube){ .kind = kind, .metric = need->metric, .date = date };
    want_columns(cube, need);
    snprintf(cube->name, sizeof(cube->name), "cube_%u", ++dataset->cube_name_count);
    pthread_cond_signal(&dataset->work);
}

const char *cube_find(struct snapshot *snapshot, enum relation_kind kind, const struct need *need,
                      const char *date)
{
    const char *name = NULL;
    const struct cube *best = NULL;
    bool known = false;

    if (!snapshot->dataset->keeps_cubes || !need->metric || need->tags || need->both_dates ||
        kind == RELATION_CHARGE)
        return NULL;
    pthread_mutex_lock(&snapshot->dataset->lock);
    for (size_t i = 0; i < snapshot->cube_count; i++) {
        struct cube *cube = &snapshot->cubes[i];

        if (!cube_fits(cube, kind, need, date))
            continue;
        /* a larger cube answers too, but a cube of just these columns is wanted beside it */
        known |= cube->column_count <= need->column_count + 1;
        if (cube->state == CUBE_LACKING) {
            cube->state = CUBE_WANTED;
            pthread_cond_signal(&snapshot->dataset->work);
        }
        if (cube->state == CUBE_READY && (!best || cube->row_count < best->row_count))
            best = cube;
    }
    if (!known)
        want(snapshot, kind, need, date);
    if (best)
        name = best->name;
    pthread_mutex_unlock(&snapshot->dataset->lock);
    return name;
}

void cube_inherit(struct snapshot *snapshot, const struct snapshot *before)
{
    for (size_t i = 0; i < before->cube_count; i++) {
        struct cube *cube = &snapshot->cubes[snapshot->cube_count++];

        *cube = before->cubes[i];
        cube->state = cube->state == CUBE_REFUSED ? CUBE_REFUSED : CUBE_WANTED;
        cube->row_count = 0;
        snprintf(cube->name, sizeof(cube->name), "cube_%u", ++snapshot->dataset->cube_name_count);
    }
}

static void drop(struct db *db, const char *name)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct err ignored SCOPED(err_done) = { 0 };

    if (sql_fill(&sql_view_cube_drop, &(struct sql_slot){ "name", name }, 1, &text, &ignored) &&
        db_script(db, sql_view_cube_drop.name, buf_text(&text), &ignored))
        return;
}

void cube_drop_all(struct snapshot *snapshot, struct db *db)
{
    for (size_t i = 0; i < snapshot->cube_count; i++)
        if (snapshot->cubes[i].state == CUBE_READY)
            drop(db, snapshot->cubes[i].name);
}

/* The one number that a statement gives. */
static bool count(struct db *db, const struct sql *template, const struct sql_slot *slots,
                  size_t slot_count, int64_t *out, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!sql_fill(template, slots, slot_count, &text, err) ||
        !db_query_text(db, template->name, buf_text(&text), NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    *out = rows_int(rows, 0);
    return true;
}

static void cube_columns(const struct cube *cube, struct buf *out)
{
    buf_add_text(out, cube->date);
    for (size_t i = 0; i < cube->column_count; i++)
        buf_printf(out, ", %s", cube->columns[i]->sql_name);
}

static bool select_text(const struct cube *cube, const char *from, const char *limit,
                        struct buf *out, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[] = {
        { "columns", NULL },
        { "metric", cube->metric->sql_name },
        { "from", from },
        { "limit", limit },
    };

    cube_columns(cube, &list);
    slots[0].text = buf_text(&list);
    return sql_fill(&sql_view_cube_select, slots, ARRAY_COUNT(slots), out, err);
}

static bool make_table(const struct cube *cube, const char *from, struct db *db, struct err *err)
{
    struct buf select SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[] = { { "name", cube->name }, { "select", NULL } };

    if (!select_text(cube, from, "", &select, err))
        return false;
    slots[1].text = buf_text(&select);
    return sql_fill(&sql_view_cube_make, slots, ARRAY_COUNT(slots), &text, err) &&
           db_script(db, sql_view_cube_make.name, buf_text(&text), err);
}

/* *row_count is too large when nothing was made, or more was made than wanted. */
static bool make(struct snapshot *snapshot, const struct cube *cube, struct db *db,
                 int64_t *row_count, struct err *err)
{
    const struct need all = { .periods = { { INT32_MIN, INT32_MAX } } };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const char *from;

    cube_columns(cube, &list);
    if (!relation_from(snapshot, cube->kind, &all, &arena, &from, err))
        return false;
    const struct sql_slot slots[] = {
        { "name", cube->name },
        { "columns", buf_text(&list) },
        { "from", from },
    };
    return count(db, &sql_view_cube_estimate_duckdb, slots, ARRAY_COUNT(slots), row_count, err) &&
           (*row_count > CUBE_ROWS_MAX ||
            (make_table(cube, from, db, err) &&
             count(db, &sql_view_cube_size, slots, 1, row_count, err)));
}

/* The same from PostgreSQL, which computes its rows; they are too many when all that it may send
 * have come. */
static bool bring(struct snapshot *snapshot, const struct cube *cube, struct db *db,
                  int64_t *row_count, struct err *err)
{
    const struct need all = { .periods = { { INT32_MIN, INT32_MAX } } };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows = NULL;
    struct db *warehouse;
    const char *from;
    const char *none;
    bool done;

    if (!relation_from(snapshot, cube->kind, &all, &arena, &from, err) ||
        !relation_none(snapshot, cube->kind, &arena, &none, err) ||
        !select_text(cube, from, arena_printf(&arena, "\nLIMIT %d", CUBE_ROWS_MAX + 1), &text,
                     err) ||
        !snapshot_connect(snapshot, ENGINE_WAREHOUSE, &warehouse, err))
        return false;
    done = make_table(cube, none, db, err) &&
           db_query_text(warehouse, sql_view_cube_select.name, buf_text(&text), NO_PARAMS, &rows,
                         err) &&
           duck_fill(db, cube->name, rows, row_count, err);
    rows_free(rows);
    snapshot_disconnect(snapshot, ENGINE_WAREHOUSE, warehouse);
    return done;
}

/* Rows that share a limit with those of this snapshot's cubes. Under the lock. */
static int64_t rows_beside(const struct dataset *dataset, const struct snapshot *snapshot)
{
    int64_t count = 0;

    if (snapshot == dataset->current)
        return snapshot->cube_row_count;
    for (size_t i = 0; i < dataset->past_count; i++)
        count += dataset->past[i]->cube_row_count;
    return count;
}

/* Make one cube, outside the lock. A failure is not told: what it is made of answers as before. */
static void build(struct dataset *dataset, struct snapshot *snapshot, size_t index)
{
    struct err ignored SCOPED(err_done) = { 0 };
    struct cube cube = snapshot->cubes[index];
    struct db *db = NULL;
    int64_t row_count = 0;
    bool done;

    pthread_mutex_unlock(&dataset->lock);
    done = snapshot_connect(snapshot, ENGINE_MEMORY, &db, &ignored) &&
           (snapshot_is_server(snapshot) ? bring : make)(snapshot, &cube, db, &row_count, &ignored);
    pthread_mutex_lock(&dataset->lock);
    if (done && row_count <= CUBE_ROWS_MAX &&
        row_count + rows_beside(dataset, snapshot) <= CUBE_ALL_ROWS_MAX) {
        snapshot->cubes[index].state = CUBE_READY;
        snapshot->cubes[index].row_count = row_count;
        snapshot->cube_row_count += row_count;
    } else {
        snapshot->cubes[index].state =
            done || !snapshot_is_server(snapshot) ? CUBE_REFUSED : CUBE_LACKING;
        done = false;
    }
    pthread_mutex_unlock(&dataset->lock);
    if (db && !done)
        drop(db, cube.name);
    if (db)
        snapshot_disconnect(snapshot, ENGINE_MEMORY, db);
    pthread_mutex_lock(&dataset->lock);
}

static bool wants_cube(const struct snapshot *snapshot, size_t *index)
{
    for (size_t i = 0; snapshot && i < snapshot->cube_count; i++) {
        if (snapshot->cubes[i].state == CUBE_WANTED) {
            *index = i;
            return true;
        }
    }
    return false;
}

/* The snapshot whose cube is to be made next, NULL when none is wanted. Under the lock. */
static struct snapshot *wanted(const struct dataset *dataset, size_t *index)
{
    if (wants_cube(dataset->current, index))
        return dataset->current;
    for (size_t i = 0; i < dataset->past_count; i++)
        if (wants_cube(dataset->past[i], index))
            return dataset->past[i];
    return NULL;
}

void *cube_builder(void *context)
{
    struct dataset *dataset = context;

    pthread_mutex_lock(&dataset->lock);
    while (!dataset->closing) {
        size_t index = 0;
        struct snapshot *snapshot = wanted(dataset, &index);

        if (!snapshot) {
            dataset->building = false;
            pthread_cond_broadcast(&dataset->settled);
            pthread_cond_wait(&dataset->work, &dataset->lock);
            continue;
        }
        dataset->building = true;
        snapshot->holder_count++;
        build(dataset, snapshot, index);
        pthread_mutex_unlock(&dataset->lock);
        snapshot_release(snapshot);
        pthread_mutex_lock(&dataset->lock);
    }
    dataset->building = false;
    pthread_cond_broadcast(&dataset->settled);
    pthread_mutex_unlock(&dataset->lock);
    return NULL;
}

void dataset_settle(struct dataset *dataset)
{
    size_t index;

    pthread_mutex_lock(&dataset->lock);
    while (dataset->keeps_cubes && !dataset->closing &&
           (dataset->building || wanted(dataset, &index)))
        pthread_cond_wait(&dataset->settled, &dataset->lock);
    pthread_mutex_unlock(&dataset->lock);
}
