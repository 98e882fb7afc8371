/* SPDX-License-Identifier: Apache-2.0 */
#include "run/verify.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "landing/landing.h"
#include "run/artifact.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "store/warehouse.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct verification {
    const struct config *config;
    struct catalogue *catalogue;
    struct db *state;
    struct warehouse *warehouse;
    struct db *engine;
    struct arena arena;
    void (*problem)(void *context, const char *line);
    void *context;
    struct verify_result result;
};

static void found(struct verification *at, const char *format, ...) PRINTF_LIKE(2, 3);

static void found(struct verification *at, const char *format, ...)
{
    va_list values;
    struct err line SCOPED(err_done) = { 0 };

    va_start(values, format);
    err_set_va(&line, ERR_DATA, format, values);
    va_end(values);
    at->result.problem_count++;
    at->problem(at->context, err_text(&line));
}

/* One file against the size and hash that the catalogue has of it. */
static void verify_file(struct verification *at, const char *path, int64_t size, const char *sha256,
                        int64_t delivery_id)
{
    struct err err SCOPED(err_done) = { 0 };
    char now[HASH_TEXT_SIZE];
    int64_t now_size = 0;

    if (!landing_hash(path, now, &now_size, &err)) {
        found(at, "delivery %" PRId64 ": %s", delivery_id, err_text(&err));
        return;
    }
    at->result.file_count++;
    at->result.byte_count += now_size;
    if (now_size != size || strcmp(now, sha256) != 0)
        found(at,
              "delivery %" PRId64 ": %s has changed: %" PRId64 " bytes with hash %s, not %" PRId64
              " with %s",
              delivery_id, path, now_size, now, size, sha256);
}

static bool verify_landing(struct verification *at, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(at->state, &sql_verify_landed_files, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const char *sha256 = rows_text(rows, 0, NULL);

        verify_file(at, landing_path(at->config->place.home, sha256, &at->arena), rows_int(rows, 1),
                    sha256, rows_int(rows, 2));
    }
    return step == END;
}

static bool verify_artifacts(struct verification *at, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(at->state, &sql_verify_artifacts, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        int64_t delivery_id = rows_int(rows, 0);
        const char *directory = home_delivery(&at->arena, at->config->place.home, delivery_id);

        verify_file(at, path_join(&at->arena, directory, rows_text(rows, 1, NULL)),
                    rows_int(rows, 2), rows_text(rows, 3, NULL), delivery_id);
    }
    return step == END;
}

/* What is kept as tables instead. */
static bool verify_leaves(struct verification *at, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(at->state, &sql_verify_leaves_postgres, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        found(at, "%s", rows_text(rows, 0, NULL));
    return step == END;
}

static bool verify_uniqueness(struct verification *at, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(at->state, &sql_verify_active_twice, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        char *name = rows_keep(rows, 0, &at->arena);

        found(at, "%s: %" PRId64 " versions of %s count at once", name, rows_int(rows, 3),
              rows_text(rows, 2, NULL));
    }
    return step == END;
}

/* ---- totals ---- */

enum { TOTAL_COLUMNS = 6 }; /* currency, billed, effective, list, contracted, count */

/* "USD 1.00 1.00 1.00 1.00 3; " per currency, from either engine, so that two of them can be
 * compared as text. */
static bool totals_text(struct verification *at, struct db *db, const char *name, const char *text,
                        const struct param *params, size_t param_count, size_t skip, char **out,
                        struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct buf line SCOPED(buf_done);
    enum step step;

    buf_init(&line, LIMIT_SQL);
    if (!db_query_text(db, name, text, params, param_count, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        for (size_t i = 0; i < TOTAL_COLUMNS; i++) {
            size_t size;
            const char *value = rows_text(rows, i ? i + skip : 0, &size);

            buf_add(&line, value, size);
            buf_add_char(&line, ' ');
        }
        buf_add_text(&line, "; ");
    }
    *out = arena_strdup(&at->arena, buf_text(&line));
    return step == END;
}

static bool verify_totals(struct verification *at, int64_t delivery_id, const char *charge,
                          struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct sql_slot slot = { "charge", charge };
    char *stored;
    char *noted;

    buf_init(&text, LIMIT_SQL);
    if (!sql_fill(&sql_verify_charge_totals, &slot, 1, &text, err) ||
        !totals_text(at, at->engine, "charge_totals", buf_text(&text), NO_PARAMS, 0, &stored,
                     err) ||
        !totals_text(at, at->state, "total_list", sql_state_total_list.text,
                     PARAMS(param_int(delivery_id)), 1, &noted, err))
        return false;
    if (strcmp(stored, noted) != 0)
        found(at, "delivery %" PRId64 ": its charges add up to %sbut the catalogue says %s",
              delivery_id, stored, noted);
    return true;
}

static bool verify_scope(struct verification *at, int64_t delivery_id, const char *charge,
                         struct rows *scope, struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct sql_slot slot = { "charge", charge };
    struct rows *rows SCOPED(rows_freep) = NULL;
    char *key = rows_keep(scope, 0, &at->arena);
    char *start = rows_keep(scope, 1, &at->arena);
    char *end = rows_keep(scope, 2, &at->arena);
    int64_t count = rows_int(scope, 4);

    buf_init(&text, LIMIT_SQL);
    if (!sql_fill(&sql_verify_scope_count, &slot, 1, &text, err) ||
        !db_query_text(at->engine, "scope_count", buf_text(&text),
                       PARAMS(param_text(start), param_text(end),
                              param_text(strlen(key) == 10 && key[7] == '-' ? "true" : "false")),
                       &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    if (rows_int(rows, 0) != count)
        found(at,
              "delivery %" PRId64 ": %" PRId64 " charges in %s, but the catalogue says %" PRId64,
              delivery_id, rows_int(rows, 0), key, count);
    return true;
}

static bool verify_scopes(struct verification *at, int64_t delivery_id, const char *charge,
                          struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(at->state, &sql_state_scope_list, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        if (!verify_scope(at, delivery_id, charge, rows, err))
            return false;
    return step == END;
}

/* A file that cannot be read is a problem found, not the end. A server that went away is the end,
 * and says nothing of the data. */
static bool goes_on(struct verification *at, const char *what, struct err *unread, struct err *err)
{
    if (warehouse_is_server(at->warehouse) &&
        (unread->code == ERR_UPSTREAM || unread->code == ERR_BUSY)) {
        err_move(err, unread);
        return false;
    }
    found(at, "%s: %s", what, err_text(unread));
    err_done(unread);
    return true;
}

/* What a delivery's files say of each other. */
static bool verify_delivery(struct verification *at, int64_t delivery_id, struct err *err)
{
    struct err unread = { 0 };
    const char *charge;

    at->result.delivery_count++;
    if (warehouse_from(at->warehouse, TABLE_CHARGE, &delivery_id, 1, NULL, &at->arena, &charge,
                       &unread) &&
        verify_totals(at, delivery_id, charge, &unread) &&
        verify_scopes(at, delivery_id, charge, &unread) &&
        rollups_verify(at->engine, at->warehouse, delivery_id, &at->arena, &unread))
        return true;
    return goes_on(at, arena_printf(&at->arena, "delivery %" PRId64, delivery_id), &unread, err);
}

static bool verify_deliveries(struct verification *at, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(at->state, &sql_verify_deliveries, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        if (!verify_delivery(at, rows_int(rows, 0), err))
            return false;
    return step == END;
}

/* ---- what no single delivery shows ---- */

/* Scopes as rows of SQL. A table of our own could not be made on a server that only reads. */
static bool counted_rows(const struct active_set *active, struct buf *out, struct err *err)
{
    buf_add_text(out, "(VALUES ");
    for (size_t i = 0; i < active->count; i++) {
        const struct active_scope *scope = &active->scopes[i];
        char start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE];

        date_format(scope->start, start);
        date_format(scope->end, end);
        buf_printf(out, "%s(CAST(%" PRId64 " AS BIGINT), DATE '%s', DATE '%s', %s)", i ? ", " : "",
                   scope->delivery_id, start, end, scope->is_day ? "true" : "false");
    }
    buf_add_text(out, ")");
    return buf_check(out, "the list of scopes", err);
}

static bool list_counted(struct verification *at, const char *counted, int64_t *deliveries,
                         size_t *count, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!sql_fill(&sql_verify_commitment_deliveries, &(struct sql_slot){ "counted", counted }, 1,
                  &text, err) ||
        !db_query_text(at->engine, sql_verify_commitment_deliveries.name, buf_text(&text),
                       NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        deliveries[(*count)++] = rows_int(rows, 0);
    return step == END;
}

/* {{charge}}: the charges of deliveries that count; {{counted}}: what of them does. */
static bool commitment_text(struct verification *at, const struct active_set *active,
                            struct buf *out, struct err *err)
{
    struct buf counted SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    int64_t *deliveries = ARENA_ARRAY(&at->arena, int64_t, active->count);
    size_t count = 0;
    struct sql_slot slots[2];
    const char *charge;

    if (!counted_rows(active, &counted, err) ||
        !list_counted(at, buf_text(&counted), deliveries, &count, err) ||
        !warehouse_from(at->warehouse, TABLE_CHARGE, deliveries, count, NULL, &at->arena, &charge,
                        err))
        return false;
    slots[0] = (struct sql_slot){ "charge", charge };
    slots[1] = (struct sql_slot){ "counted", buf_text(&counted) };
    return sql_fill(&sql_verify_commitment_term, slots, ARRAY_COUNT(slots), out, err);
}

static bool ask_commitments(struct verification *at, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct active_set active;
    enum step step;

    if (!catalogue_active(at->catalogue, DATA_VERSION_NOW, &at->arena, &active, err))
        return false;
    if (!active.count)
        return true;
    if (!commitment_text(at, &active, &text, err) ||
        !db_query_text(at->engine, sql_verify_commitment_term.name, buf_text(&text),
                       PARAMS(param_date((int32_t)(clock_now() / 1000000 / 86400))), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        found(at, "%s", rows_text(rows, 0, NULL));
    return step == END;
}

static bool verify_commitments(struct verification *at, struct err *err)
{
    struct err unread = { 0 };

    return ask_commitments(at, &unread) ||
           goes_on(at, "commitments of all deliveries", &unread, err);
}

static bool verify_all(struct verification *at, struct err *err)
{
    const struct warehouse_options options = { .place = &at->config->place,
                                               .memory_limit = at->config->memory_limit,
                                               .threads =
                                                   at->config->threads ? at->config->threads : 2 };
    struct warehouse *warehouse SCOPED(warehouse_closep) = NULL;
    bool done;

    if (!warehouse_open(&options, &warehouse, err) ||
        !warehouse_connect(warehouse, &at->engine, err))
        return false;
    at->warehouse = warehouse;
    done = verify_landing(at, err) &&
           (warehouse_is_server(warehouse) ? verify_leaves : verify_artifacts)(at, err) &&
           verify_uniqueness(at, err) && verify_deliveries(at, err) && verify_commitments(at, err);
    db_close(at->engine);
    return done;
}

bool verify(const struct config *config, void (*problem)(void *context, const char *line),
            void *context, struct verify_result *out, struct err *err)
{
    struct verification at = { .config = config, .problem = problem, .context = context };
    bool done = false;

    if (catalogue_open(&config->place, &at.catalogue, err)) {
        at.state = catalogue_db(at.catalogue);
        done = verify_all(&at, err);
    }
    catalogue_close(at.catalogue);
    arena_done(&at.arena);
    if (done)
        *out = at.result;
    return done;
}
