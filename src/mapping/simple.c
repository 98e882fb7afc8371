/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/simple.h"

#include "base/limits.h"
#include "mapping/recognise.h"

#include <string.h>

/* ---- one column per role ---- */

/* Every other column that goes by a name of this role; NULL: none. */
static const char *rival(const struct recipe_column *column, const struct bound_column *bound,
                         const char *const *names, size_t name_count, struct arena *arena)
{
    for (size_t i = 0; i < name_count; i++) {
        const char *squashed = header_squash(arena, names[i]);

        for (const char *const *name = column->alternatives; *name; name++)
            if (i != bound->sources[0] && strcmp(squashed, *name) == 0)
                return names[i];
    }
    return NULL;
}

static bool is_plainest_name(const char *squashed)
{
    return strcmp(squashed, "date") == 0 || strcmp(squashed, "cost") == 0;
}

static bool check_roles(const struct recipe *recipe, const struct binding *binding,
                        const char *const *names, size_t name_count, struct arena *arena,
                        struct err *err)
{
    for (size_t i = 0; i < recipe->column_count; i++) {
        const struct bound_column *bound = &binding->columns[i];
        const char *other;

        if (!recipe->columns[i].is_mandatory ||
            is_plainest_name(header_squash(arena, names[bound->sources[0]])))
            continue;
        other = rival(&recipe->columns[i], bound, names, name_count, arena);
        if (other)
            return err_set(err, ERR_DATA, "is '%s' or '%s' the %s? Name that column '%s'",
                           names[bound->sources[0]], other,
                           recipe->columns[i].name + strlen("charge_"),
                           recipe->columns[i].name + strlen("charge_"));
    }
    return true;
}

static bool bind_roles(const struct recipe *recipe, const char *const *names, size_t name_count,
                       struct arena *arena, struct binding *out, struct err *err)
{
    struct err missing SCOPED(err_done) = { 0 };

    if (bind_columns(recipe, names, name_count, true, arena, out, &missing))
        return check_roles(recipe, out, names, name_count, arena, err);
    return err_set(err, ERR_DATA,
                   "no known kind of bill, and no simple table either: that needs a column with "
                   "the date (date, day, month, "
                   "…) and one with the cost (cost, amount, …)");
}

/* ---- one column per service or account ---- */

static bool is_total(const char *squashed)
{
    return strcmp(squashed, "totalcosts") == 0;
}

static bool bind_wide(const char *const *names, size_t name_count, struct arena *arena,
                      struct binding *out)
{
    size_t *cells = ARENA_ARRAY(arena, size_t, name_count);
    const char **keys = ARENA_ARRAY(arena, const char *, name_count);
    struct bound_column *columns = ARENA_ARRAY(arena, struct bound_column, 2);

    columns[0] = (struct bound_column){ .name = "charge_date",
                                        .sources = ARENA_NEW(arena, size_t),
                                        .source_count = 1 };
    columns[1] = (struct bound_column){ .name = "cells", .sources = cells, .keys = keys };
    for (size_t i = 1; i < name_count; i++) {
        if (is_total(header_squash(arena, names[i])))
            continue;
        keys[columns[1].source_count] = arena_strdup(arena, names[i]);
        cells[columns[1].source_count++] = i;
    }
    *out = (struct binding){ .columns = columns, .column_count = 2 };
    return true;
}

bool simple_bind(const struct format *format, const struct recipe *recipe, const char *const *names,
                 size_t name_count, struct arena *arena, struct binding *out, struct err *err)
{
    if (format->shape == SHAPE_WIDE)
        return bind_wide(names, name_count, arena, out);
    return bind_roles(recipe, names, name_count, arena, out, err);
}

bool simple_slots(struct steps *steps, const struct format *format, const struct raw *raw,
                  const struct binding *bindings, const struct mapping_job *job, struct err *err)
{
    struct buf text SCOPED(buf_done) = { 0 };

    (void)bindings;
    buf_init(&text, LIMIT_HEADER_LINE);
    if (job->default_currency)
        sql_quote_text(&text, job->default_currency);
    steps_slot(steps, "default_currency", job->default_currency ? buf_text(&text) : "NULL");
    if (format->shape != SHAPE_WIDE)
        return true;
    buf_clear(&text);
    sql_quote_text(&text, header_squash(steps->arena, raw_header(raw, 0).names[0]));
    steps_slot(steps, "dimension", buf_text(&text));
    return buf_check(&text, "a column name", err);
}
