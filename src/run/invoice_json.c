/* SPDX-License-Identifier: Apache-2.0 */
/* invoice_json.c -- invoice lines out of JSON, and the grain of a line, which is JSON inside CSV.
 */
#include "run/invoice_internal.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void free_json(json_t **json)
{
    json_decref(*json);
}

const char *invoice_json_text(const void *value, struct arena *arena)
{
    char *text = json_dumps(value, JSON_COMPACT);
    const char *kept = arena_strdup(arena, text);

    free(text);
    return kept;
}

static const char *value_text(const json_t *value, struct arena *arena)
{
    if (json_is_string(value))
        return arena_strdup(arena, json_string_value(value));
    if (json_is_integer(value))
        return arena_printf(arena, "%" PRId64, (int64_t)json_integer_value(value));
    return NULL;
}

bool invoice_grain_read(struct invoice_line *line, struct arena *arena, struct err *err)
{
    const char *text = line->values[INVOICE_GRAIN];
    json_error_t problem;
    json_t *grain SCOPED(free_json) = NULL;
    const char *name;
    json_t *value;

    if (!text)
        return true;
    grain = json_loads(text, JSON_REJECT_DUPLICATES, &problem);
    if (!json_is_object(grain))
        return err_set(err, ERR_DATA,
                       "invoice_detail_grain must be a JSON object such as "
                       "{\"ServiceName\":\"Amazon EC2\"}; it is %.80s",
                       text);
    json_object_foreach(grain, name, value)
    {
        enum invoice_field field = invoice_field_find(name);

        /* other dimensions stay in the text: the line is then compared without them */
        if (field >= INVOICE_SERVICE && field <= INVOICE_PUBLISHER && !line->values[field])
            line->values[field] = value_text(value, arena);
    }
    return true;
}

void invoice_grain_write(struct invoice_line *line, struct arena *arena)
{
    static const char *const names[] = { "ServiceName",    "ServiceCategory", "SubAccountId",
                                         "SubAccountName", "RegionId",        "PublisherName" };
    json_t *grain SCOPED(free_json) = NULL;
    char *text;

    if (line->values[INVOICE_GRAIN])
        return;
    grain = json_pack("{}"); /* its json_object() has a name that ours has, too */
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (line->values[INVOICE_SERVICE + i])
            json_object_set_new(grain, names[i], json_string(line->values[INVOICE_SERVICE + i]));
    if (!json_object_size(grain))
        return;
    text = json_dumps(grain, JSON_COMPACT);
    line->values[INVOICE_GRAIN] = arena_strdup(arena, text);
    free(text);
}

static bool read_line(const json_t *object, struct arena *arena, struct invoice_line *line,
                      struct err *err)
{
    const char *name;
    json_t *value;

    if (!json_is_object(object))
        return err_set(err, ERR_USAGE, "a line must be a JSON object");
    json_object_foreach((json_t *)object, name, value)
    {
        enum invoice_field field = invoice_field_find(name);

        if (field == INVOICE_FIELD_COUNT)
            return err_set(err, ERR_USAGE, "%.80s: an invoice line has no such member", name);
        if (json_is_null(value))
            continue;
        line->values[field] = field == INVOICE_GRAIN && json_is_object(value)
                                  ? invoice_json_text(value, arena)
                                  : value_text(value, arena);
        if (!line->values[field])
            return err_set(err, ERR_USAGE, "%s: must be a text; money, too, is text: \"12.50\"",
                           invoice_columns[field].name);
    }
    return true;
}

/* {"csv": "...", "name": "...", and what its lines do not say} */
static bool read_csv(json_t *object, struct arena *arena, struct invoice_body *out, struct err *err)
{
    struct invoice_line *preset = ARENA_NEW(arena, struct invoice_line);
    const char *name = json_string_value(json_object_get(object, "name"));

    out->csv = json_string_value(json_object_get(object, "csv"));
    if (!out->csv)
        return err_set(err, ERR_USAGE, "csv: must be the file's content as a text");
    out->csv = arena_strdup(arena, out->csv);
    out->name = arena_strdup(arena, name ? name : "invoices.csv");
    json_object_del(object, "csv");
    json_object_del(object, "name");
    out->lines = preset;
    out->line_count = 1;
    return read_line(object, arena, preset, err);
}

bool invoice_body_from_json(const char *text, size_t size, struct arena *arena,
                            struct invoice_body *out, struct err *err)
{
    json_error_t problem;
    json_t *body SCOPED(free_json) = json_loadb(text, size, JSON_REJECT_DUPLICATES, &problem);
    const json_t *list = json_object_get(body, "lines");
    struct invoice_line *lines;

    *out = (struct invoice_body){ 0 };
    if (!body)
        return err_set(err, ERR_USAGE, "the body is no JSON: line %d, column %d: %s", problem.line,
                       problem.column, problem.text);
    if (!json_is_object(body) || (list && (!json_is_array(list) || json_object_size(body) > 1)))
        return err_set(err, ERR_USAGE,
                       "the body must be one invoice line, {\"lines\": [line, ...]} or "
                       "{\"csv\": \"...\"}");
    if (json_object_get(body, "csv"))
        return read_csv(body, arena, out, err);
    out->line_count = list ? json_array_size(list) : 1;
    lines = ARENA_ARRAY(arena, struct invoice_line, out->line_count + 1);
    for (size_t i = 0; i < out->line_count; i++)
        if (!read_line(list ? json_array_get(list, i) : body, arena, &lines[i], err))
            return err_wrap(err, "line %zu", i + 1);
    out->lines = lines;
    return true;
}
