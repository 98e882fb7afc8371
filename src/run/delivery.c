/* SPDX-License-Identifier: Apache-2.0 */
#include "run/delivery.h"

#include "base/file.h"
#include "run/scratch_duck.h"
#include "run/transaction.h"
#include "sql_files.h"
#include "store/rows_json.h"

#include <inttypes.h>
#include <string.h>

const char *const delivery_states[8] = { "discovered", "staged", "checked",  "active",
                                         "superseded", "held",   "rejected", "duplicate" };

bool delivery_state_check(const char *state, struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(delivery_states); i++)
        if (strcmp(delivery_states[i], state) == 0)
            return true;
    return err_set(err, ERR_USAGE,
                   "state '%s' is none of discovered, staged, checked, active, superseded, held, "
                   "rejected, duplicate",
                   state);
}

bool source_list_json(struct catalogue *catalogue, struct json *json, struct err *err)
{
    json_object(json);
    json_key(json, "items");
    if (!rows_json_list(catalogue_db(catalogue), &sql_state_source_list, NO_PARAMS, json, NULL,
                        err))
        return false;
    json_object_end(json);
    return true;
}

/* One row more than asked for tells whether there is a next page. */
static bool list_items(struct db *db, const struct delivery_query *query, struct json *json,
                       int64_t *next, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    int64_t seen = 0;
    int64_t last = 0;
    enum step step;

    if (!db_query(db, &sql_state_delivery_list,
                  PARAMS(query->before ? param_int(query->before) : param_null(),
                         param_int(query->limit + 1), param_text(query->state),
                         param_text(query->source)),
                  &rows, err))
        return false;
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        if (seen++ == query->limit) {
            *next = last;
            step = END;
            break;
        }
        last = rows_int(rows, 0);
        json_object(json);
        rows_json_members(rows, json);
        json_object_end(json);
    }
    json_array_end(json);
    return step == END;
}

bool delivery_list_json(struct catalogue *catalogue, const struct delivery_query *query,
                        struct json *json, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    int64_t next = 0;

    json_object(json);
    json_key(json, "items");
    if (!list_items(catalogue_db(catalogue), query, json, &next, err))
        return false;
    json_key(json, "page");
    json_object(json);
    json_member_int(json, "limit", query->limit);
    json_member_text(json, "next_cursor", next ? arena_printf(&arena, "%" PRId64, next) : NULL);
    json_object_end(json);
    json_object_end(json);
    return true;
}

static bool reject_sample(const char *home, const char *path, struct json *json, struct err *err)
{
    struct duck *duck SCOPED(duck_closep) = NULL;
    struct db *db SCOPED(db_closep) = NULL;

    return scratch_duck_open(home, &duck, &db, err) &&
           rows_json_list(db, &sql_state_reject_sample_duckdb, PARAMS(param_text(path)), json, NULL,
                          err);
}

/* The first rows that could not be mapped: of a file, or of a table on a server. */
static bool reject_members(struct db *db, const struct place *place, int64_t delivery_id,
                           struct json *json, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *path =
        path_join(&arena, home_delivery(&arena, place->home, delivery_id), "reject.csv");

    if (place->database_url)
        return rows_json_list(db, &sql_state_reject_list_postgres, PARAMS(param_int(delivery_id)),
                              json, NULL, err);
    if (file_exists(path))
        return reject_sample(place->home, path, json, err);
    json_array(json);
    json_array_end(json);
    return true;
}

static bool delivery_members(struct db *db, int64_t delivery_id, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!delivery_row(db, &sql_state_delivery_one, delivery_id, &rows, err))
        return false;
    rows_json_members(rows, json);
    return true;
}

bool delivery_json(struct catalogue *catalogue, const struct place *place, int64_t delivery_id,
                   struct json *json, struct err *err)
{
    static const struct {
        const char *key;
        const struct sql *sql;
    } lists[] = {
        { "scopes", &sql_state_scope_list },       { "totals", &sql_state_total_list },
        { "files", &sql_state_file_list },         { "checks", &sql_state_check_list },
        { "drops", &sql_state_drop_list },         { "accounts", &sql_state_account_list },
        { "decisions", &sql_state_decision_list },
    };
    struct db *db = catalogue_db(catalogue);

    json_object(json);
    if (!delivery_members(db, delivery_id, json, err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
        json_key(json, lists[i].key);
        if (!rows_json_list(db, lists[i].sql, PARAMS(param_int(delivery_id)), json, NULL, err))
            return false;
    }
    json_key(json, "rejects");
    if (!reject_members(db, place, delivery_id, json, err))
        return false;
    json_object_end(json);
    return true;
}
