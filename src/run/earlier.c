/* SPDX-License-Identifier: Apache-2.0 */
#include "run/earlier.h"

#include "base/clock.h"
#include "base/file.h"
#include "sql_files.h"

#include <string.h>

const char *object_name(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash && slash[1] ? slash + 1 : name;
}

static int32_t day_of(struct rows *rows, size_t column, int32_t missing)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);
    int32_t day;

    return text && date_parse(text, size, &day) ? day : missing;
}

static struct mapping_earlier read_earlier(struct rows *rows, const char *home, struct arena *arena)
{
    char *directory = home_delivery(arena, home, rows_int(rows, 0));

    return (struct mapping_earlier){
        .path = path_join(arena, directory, "charge.parquet"),
        .first_charge_day = day_of(rows, 1, 0),
        .last_charge_day = day_of(rows, 2, 0),
    };
}

bool earlier_list(struct catalogue *catalogue, const char *home, const char *format,
                  const char *source, const char *object, struct arena *arena,
                  struct mapping_earlier **out, size_t *count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct mapping_earlier *list = NULL;
    size_t used = 0, capacity = 0;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_earlier_list,
                  PARAMS(param_text(format), param_text(object), param_text(source)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        if (used == capacity) {
            struct mapping_earlier *more =
                ARENA_ARRAY(arena, struct mapping_earlier, capacity * 2 + 64);

            if (used)
                memcpy(more, list, used * sizeof(*more));
            list = more;
            capacity = capacity * 2 + 64;
        }
        list[used++] = read_earlier(rows, home, arena);
    }
    *out = list;
    *count = used;
    return step == END;
}
