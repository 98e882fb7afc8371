/* SPDX-License-Identifier: Apache-2.0 */
#include "run/about.h"

#include "base/limit_table.h"
#include "sql_files.h"
#include "store/duck.h"
#include "store/rows_json.h"

#include <inttypes.h>
#include <string.h>

enum { COLUMN_CHARGE_SIZE, COLUMN_STATE_SIZE, COLUMN_VERSION };

static void encode_engine(struct json *json, const char *name, const char *version,
                          const char *help)
{
    json_object(json);
    json_member_text(json, "name", name);
    json_member_text(json, "version", version);
    json_member_text(json, "help", help);
    json_object_end(json);
}

static void encode_engines(struct json *json, const struct place *place, const char *version)
{
    const char *duck = duck_version();

    json_key(json, "engines");
    json_array(json);
    if (place->database_url)
        encode_engine(json, "PostgreSQL", version, "Keeps state and charges.");
    else
        encode_engine(json, "SQLite", version, "Keeps the state.");
    encode_engine(json, "DuckDB", *duck == 'v' ? duck + 1 : duck,
                  place->database_url ? "Reads bills, and answers from memory."
                                      : "Reads bills and charges, and computes.");
    json_array_end(json);
}

static bool encode_counts(struct json *json, struct db *db, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_state_size_counts, NO_PARAMS, &rows, err) || rows_next(rows, err) != ROW)
        return false;
    rows_json_members(rows, json);
    return true;
}

/* Also the version of the engine that keeps the state, which the same row says. */
static bool encode_sizes(struct json *json, struct db *db, const struct place *place,
                         struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(
            db, place->database_url ? &sql_state_size_bytes_postgres : &sql_state_size_bytes_sqlite,
            NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    encode_engines(json, place, rows_text(rows, COLUMN_VERSION, NULL));
    json_key(json, "sizes");
    json_object(json);
    if (!encode_counts(json, db, err))
        return false;
    json_member_int(json, "charge_size", rows_int(rows, COLUMN_CHARGE_SIZE));
    json_member_int(json, "state_size", rows_int(rows, COLUMN_STATE_SIZE));
    json_object_end(json);
    return true;
}

static void encode_limits(struct json *json)
{
    json_key(json, "limits");
    json_array(json);
    for (size_t i = 0; i < limit_count; i++) {
        json_object(json);
        json_member_text(json, "name", limits[i].name);
        json_member_int(json, "value", limits[i].value);
        json_member_text(json, "unit", limits[i].unit);
        json_member_text(json, "help", limits[i].help);
        json_object_end(json);
    }
    json_array_end(json);
}

bool about_json(struct catalogue *catalogue, const struct place *place, struct json *json,
                struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    int64_t version;

    if (!catalogue_data_version(catalogue, &version, err))
        return false;
    json_object(json);
    json_member_text(json, "name", "centavo");
    json_member_text(json, "version", CENTAVO_VERSION);
    json_member_text(json, "data_version", arena_printf(&arena, "%" PRId64, version));
    json_member_int(json, "schema_version", catalogue_schema(catalogue).to);
    json_member_text(json, "engine", place->database_url ? "server" : "embedded");
    if (!encode_sizes(json, catalogue_db(catalogue), place, err))
        return false;
    encode_limits(json);
    json_object_end(json);
    return true;
}
