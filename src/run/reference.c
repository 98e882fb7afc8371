/* SPDX-License-Identifier: Apache-2.0 */
#include "run/reference.h"

#include "run/scratch_duck.h"
#include "sql_files.h"
#include "store/rows_json.h"

bool service_categories_json(const struct place *place, const char *q, const char *provider,
                             struct json *json, struct err *err)
{
    struct duck *duck SCOPED(duck_closep) = NULL;
    struct db *db SCOPED(db_closep) = NULL;

    if (!scratch_duck_open(place->home, &duck, &db, err) ||
        !db_script(db, sql_reference_service.name, sql_reference_service.text, err))
        return false;
    json_object(json);
    json_key(json, "items");
    if (!rows_json_list(db, &sql_reference_service_list_duckdb,
                        PARAMS(param_text(q), param_text(provider)), json, NULL, err))
        return false;
    json_object_end(json);
    return true;
}
