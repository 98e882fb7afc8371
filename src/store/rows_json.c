/* SPDX-License-Identifier: Apache-2.0 */
#include "store/rows_json.h"

void rows_json_members(struct rows *rows, struct json *json)
{
    for (size_t i = 0; i < rows_column_count(rows); i++) {
        size_t size;
        const char *text;

        json_key(json, rows_column_name(rows, i));
        text = rows_text(rows, i, &size);
        if (!text)
            json_null(json);
        else if (rows_column_kind(rows, i) == VALUE_INT || rows_column_kind(rows, i) == VALUE_BOOL)
            json_raw(json, text, size);
        else
            json_text_sized(json, text, size);
    }
}

bool rows_json_list(struct db *db, const struct sql *sql, const struct param *params,
                    size_t param_count, struct json *json, size_t *count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;
    size_t seen = 0;

    if (!db_query(db, sql, params, param_count, &rows, err))
        return false;
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        json_object(json);
        rows_json_members(rows, json);
        json_object_end(json);
        seen++;
    }
    json_array_end(json);
    if (count)
        *count = seen;
    return step == END;
}
