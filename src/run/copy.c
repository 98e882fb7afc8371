/* SPDX-License-Identifier: Apache-2.0 */
#include "run/copy.h"

#include "base/file.h"
#include "base/limits.h"
#include "run/home_lock.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "store/catalogue_copy.h"
#include "store/warehouse.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct side {
    const struct config *config;
    struct home_lock *lock;
    struct warehouse *warehouse;
    struct db *engine;
};

struct copy {
    struct side from;
    struct side to;
    struct catalogue *catalogue; /* of the embedded installation */
    bool in_transaction;
    struct catalogue_copy *state;
    void (*told)(void *context, const char *line);
    void *context;
    struct copy_result result;
};

/* ---- both sides ---- */

static bool side_lock(struct side *side, struct err *err)
{
    side->lock = home_lock_new(&side->config->place);
    return home_lock_sweep(side->lock, err);
}

static bool side_open(struct side *side, struct err *err)
{
    const struct warehouse_options options = { .place = &side->config->place,
                                               .memory_limit = side->config->memory_limit,
                                               .threads = side->config->threads
                                                              ? side->config->threads
                                                              : 2 };

    return warehouse_open(&options, &side->warehouse, err) &&
           warehouse_connect(side->warehouse, &side->engine, err);
}

static void side_close(struct side *side)
{
    db_close(side->engine);
    warehouse_close(side->warehouse);
    home_lock_close(side->lock);
}

void copy_close(struct copy *copy)
{
    if (!copy)
        return;
    catalogue_copy_close(copy->state);
    if (copy->in_transaction)
        db_rollback(catalogue_db(copy->catalogue));
    side_close(&copy->to);
    side_close(&copy->from);
    catalogue_close(copy->catalogue);
    free(copy);
}

void copy_closep(struct copy **copy)
{
    copy_close(*copy);
    *copy = NULL;
}

bool copy_withdraw(struct copy *copy, struct err *err)
{
    return catalogue_copy_withdraw(copy->state, err);
}

/* No run, decision or rate may come between; nobody else may copy into the same database. */
static bool copy_open(struct copy *copy, struct err *err)
{
    struct db *db;

    if (!catalogue_open(&copy->from.config->place, &copy->catalogue, err) ||
        !side_lock(&copy->from, err))
        return false;
    db = catalogue_db(copy->catalogue);
    if (!db_begin_alone(db, err))
        return false;
    copy->in_transaction = true;
    return side_lock(&copy->to, err) &&
           catalogue_copy_open(db, copy->to.config->place.database_url, &copy->state, err) &&
           side_open(&copy->from, err) && side_open(&copy->to, err);
}

/* ---- proof: what the columns of a table add up to, on both sides ---- */

static void add_value(struct buf *list, const char *format, const char *name)
{
    const char *at = strchr(format, '%');

    buf_add_text(list, list->size ? ", " : "");
    buf_add(list, format, (size_t)(at - format));
    sql_quote_name(list, name);
    buf_add_text(list, at + 1);
}

/* A rollup's costs are whole numbers on a server and decimals in a file; verify adds them up. */
static void add_column(struct buf *list, enum value_kind kind, const char *name, bool is_rollup)
{
    switch (kind) {
    case VALUE_TEXT:
        add_value(list, "count(%)", name);
        add_value(list, "CAST(sum(length(%)) AS BIGINT)", name);
        break;
    case VALUE_INT:
        add_value(list, "sum(CAST(% AS DECIMAL(38,0)))", name);
        break;
    case VALUE_DECIMAL:
        if (!is_rollup)
            add_value(list, "sum(%)", name);
        break;
    case VALUE_BOOL:
        add_value(list, "count(*) FILTER (WHERE %)", name);
        break;
    case VALUE_DATE:
    case VALUE_TIMESTAMP:
        add_value(list, "min(%)", name);
        add_value(list, "max(%)", name);
        break;
    case VALUE_DOUBLE:
        break; /* there is none */
    }
}

static bool ask_about(struct db *engine, const struct sql *sql, const char *from,
                      const char *values, struct rows **rows, struct err *err)
{
    const struct sql_slot slots[] = { { "from", from }, { "values", values } };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    return sql_fill(sql, slots, ARRAY_COUNT(slots), &text, err) &&
           db_query_text(engine, sql->name, buf_text(&text), NO_PARAMS, rows, err);
}

/* Of the columns that the file has: one of an earlier version may lack some. */
static bool list_values(struct db *engine, const char *from, bool is_rollup, struct buf *values,
                        struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!ask_about(engine, &sql_copy_columns, from, "", &rows, err))
        return false;
    for (size_t i = 0; i < rows_column_count(rows); i++)
        add_column(values, rows_column_kind(rows, i), rows_column_name(rows, i), is_rollup);
    return true;
}

static bool compare_rows(struct rows *from, struct rows *to, enum warehouse_table table,
                         struct err *err)
{
    for (size_t i = 0; i < rows_column_count(from); i++) {
        const char *one = rows_text(from, i, NULL);
        const char *other = rows_text(to, i, NULL);

        if (strcmp(one ? one : "nothing", other ? other : "nothing") != 0)
            return err_set(err, ERR_BUG, "%s of %s is %s in the file and %s in the database",
                           rows_column_name(from, i), warehouse_table_name(table),
                           one ? one : "nothing", other ? other : "nothing");
    }
    return true;
}

static bool compare_table(struct copy *copy, enum warehouse_table table, int64_t delivery_id,
                          struct err *err)
{
    bool is_rollup = table == TABLE_OVERVIEW || table == TABLE_DAILY || table == TABLE_MONTHLY;
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf values SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *from_rows SCOPED(rows_freep) = NULL;
    struct rows *to_rows SCOPED(rows_freep) = NULL;
    const char *from;
    const char *to;

    return warehouse_from(copy->from.warehouse, table, &delivery_id, 1, NULL, &arena, &from, err) &&
           warehouse_from(copy->to.warehouse, table, &delivery_id, 1, NULL, &arena, &to, err) &&
           list_values(copy->from.engine, from, is_rollup, &values, err) &&
           ask_about(copy->from.engine, &sql_copy_profile, from, buf_text(&values), &from_rows,
                     err) &&
           ask_about(copy->to.engine, &sql_copy_profile, to, buf_text(&values), &to_rows, err) &&
           rows_next(from_rows, err) == ROW && rows_next(to_rows, err) == ROW &&
           compare_rows(from_rows, to_rows, table, err);
}

static bool compare_delivery(struct copy *copy, int64_t delivery_id, struct err *err)
{
    for (int table = 0; table < WAREHOUSE_TABLE_COUNT; table++)
        if (!compare_table(copy, (enum warehouse_table)table, delivery_id, err))
            return false;
    return true;
}

/* ---- charges ---- */

/* Loading takes its directory away: it gets one with the same files under second names. */
static bool link_files(const char *from, const char *to, struct arena *arena, struct err *err)
{
    DIR *stream;
    struct dirent *entry;
    bool done = true;

    if (directory_exists(to) && !directory_remove(to, err))
        return false;
    if (!directory_make(to, err))
        return false;
    stream = opendir(from);
    if (!stream)
        return err_errno(err, ERR_UPSTREAM, "list %s", from);
    while (done && (entry = readdir(stream)))
        if (entry->d_name[0] != '.' &&
            link(path_join(arena, from, entry->d_name), path_join(arena, to, entry->d_name)) != 0)
            done = err_errno(err, ERR_UPSTREAM, "link %s/%s into %s", from, entry->d_name, to);
    closedir(stream);
    return done;
}

struct charges {
    int64_t delivery_id;
    int64_t source_id;
    int64_t charge_count;
};

static bool load(struct copy *copy, const struct charges *charges, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err ignored SCOPED(err_done) = { 0 };
    const char *home = copy->from.config->place.home;
    const char *stage =
        arena_printf(&arena, "%s/copy-%" PRId64, home_stage(&arena, home), charges->delivery_id);

    if (link_files(home_delivery(&arena, home, charges->delivery_id), stage, &arena, err) &&
        warehouse_keep(copy->to.warehouse, charges->source_id, charges->delivery_id, stage, err))
        return true;
    if (directory_exists(stage) && !directory_remove(stage, &ignored))
        err_done(&ignored); /* the next sweep does */
    return false;
}

static bool copy_delivery(struct copy *copy, const struct charges *charges, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    bool is_there;

    if (!catalogue_copy_has(copy->state, charges->delivery_id, &is_there, err) ||
        (!is_there && !load(copy, charges, err)) ||
        !compare_delivery(copy, charges->delivery_id, err))
        return err_wrap(err, "delivery %" PRId64, charges->delivery_id);
    copy->result.delivery_count++;
    copy->result.found_count += is_there;
    copy->result.charge_count += charges->charge_count;
    copy->told(copy->context, arena_printf(&arena, "delivery %" PRId64 ": %" PRId64 " charges%s",
                                           charges->delivery_id, charges->charge_count,
                                           is_there ? " (they were there)" : ""));
    return true;
}

static bool list_charges(struct copy *copy, struct arena *arena, struct charges **out,
                         size_t *count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(copy->catalogue), &sql_copy_deliveries, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(arena, *out, *count);
        (*out)[(*count)++] =
            (struct charges){ rows_int(rows, 0), rows_int(rows, 1), rows_int(rows, 2) };
    }
    return step == END;
}

static bool copy_all(struct copy *copy, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct catalogue_copied catalogue;
    struct charges *charges = NULL;
    size_t count = 0;

    if (!list_charges(copy, &arena, &charges, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!copy_delivery(copy, &charges[i], err))
            return false;
    if (!home_lock_held(copy->to.lock, err) || !catalogue_copy_finish(copy->state, &catalogue, err))
        return false;
    copy->result.table_count = catalogue.table_count;
    copy->result.row_count = catalogue.row_count;
    return true;
}

bool copy_check(const struct config *to, struct err *err)
{
    return catalogue_copy_check(to->place.database_url, err);
}

bool copy_installation(const struct config *from, const struct config *to,
                       void (*told)(void *context, const char *line), void *context,
                       struct copy **out, struct copy_result *result, struct err *err)
{
    struct copy *copy = calloc(1, sizeof(*copy));

    if (!copy)
        abort();
    copy->from.config = from;
    copy->to.config = to;
    copy->told = told;
    copy->context = context;
    if (!copy_open(copy, err) || !copy_all(copy, err)) {
        copy_close(copy);
        return false;
    }
    *result = copy->result;
    *out = copy;
    return true;
}
