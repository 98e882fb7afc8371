/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.c -- the command pivot. For people each row is one label, indented by its depth, and the
 * cells stand under what their columns are called. Values are made by json_pack: base/json.h has
 * functions that are called like those that make them. */
#include "cli/pivot.h"

#include "cli/ask.h"

#include <jansson.h>
#include <string.h>

static void free_json(json_t **json)
{
    json_decref(*json);
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* "service_category / service_name" */
static const char *label_name(const json_t *rows, struct arena *arena)
{
    const char *name = "";
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row) name =
        arena_printf(arena, "%s%s%s", name, index ? " / " : "", json_string_value(row));
    return name;
}

/* The innermost value, as far to the right as the row is deep. */
static const char *label_of(const json_t *item, const json_t *rows, struct arena *arena)
{
    size_t depth = (size_t)json_integer_value(json_object_get(item, "depth"));
    const char *value = text_of(item, json_string_value(json_array_get(rows, depth - 1)));

    if (!value)
        value = json_is_true(json_object_get(item, "is_other")) ? "(others)" : "(none)";
    return arena_printf(arena, "%*s%s", (int)(depth - 1) * 2, "", value);
}

static bool is_row(const json_t *rows, const char *name)
{
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        if (strcmp(json_string_value(row), name) == 0)
            return true;
    }
    return false;
}

/* What stands beside the label: the currency, the cells, then the sums. */
static void add_members(const json_t *item, const json_t *answer, const json_t *rows, json_t *flat)
{
    static const char *const first[] = { "billing_currency", "consumed_unit" };
    const json_t *across = json_object_get(answer, "columns");
    const json_t *cells = json_object_get(item, "cells");
    const char *name;
    json_t *value;
    size_t index;

    for (size_t i = 0; i < ARRAY_COUNT(first); i++)
        if ((value = json_object_get(item, first[i])))
            json_object_set(flat, first[i], value);
    json_array_foreach(cells, index, value)
    {
        json_object_set(flat, text_of(json_array_get(across, index), "name"), value);
    }
    json_object_foreach((json_t *)(uintptr_t)item, name, value)
    {
        if (strcmp(name, "cells") != 0 && strcmp(name, "depth") != 0 && !is_row(rows, name) &&
            !json_object_get(flat, name))
            json_object_set(flat, name, value);
    }
}

static json_t *flat_list(const json_t *answer, const char *list, bool has_labels,
                         struct arena *arena)
{
    const json_t *rows = json_object_get(json_object_get(answer, "context"), "rows");
    const char *name = label_name(rows, arena);
    json_t *flat = json_pack("[]");
    size_t index;
    json_t *item;

    json_array_foreach(json_object_get(answer, list), index, item)
    {
        json_t *row = json_pack("{}");

        if (has_labels)
            json_object_set_new(row, name, json_string(label_of(item, rows, arena)));
        add_members(item, answer, rows, row);
        json_array_append_new(flat, row);
    }
    return flat;
}

bool pivot_flatten(const char *text, size_t size, struct arena *arena, struct buf *out,
                   struct err *err)
{
    json_t *answer SCOPED(free_json) = json_loadb(text, size, 0, NULL);
    json_t *names = json_pack("[]");
    const char *show = text_of(json_object_get(answer, "context"), "show");
    bool has_amounts = !show || strcmp(show, "amount") == 0;
    bool has_rows = json_array_size(json_object_get(answer, "items")) > 0;
    char *flat;
    size_t index;
    json_t *column;

    if (!answer) {
        json_decref(names);
        return err_set(err, ERR_BUG, "the answer is no JSON");
    }
    json_array_foreach(json_object_get(answer, "columns"), index, column)
        json_array_append(names, json_object_get(column, "name"));
    json_object_set_new(answer, has_amounts ? "money_columns" : "ratio_columns", names);
    /* without a group the totals are all there is */
    json_object_set_new(answer, "items",
                        flat_list(answer, has_rows ? "items" : "totals", has_rows, arena));
    json_object_set_new(answer, "totals", flat_list(answer, "totals", false, arena));
    flat = json_dumps(answer, JSON_COMPACT);
    buf_add_text(out, flat);
    free(flat);
    return buf_check(out, "the table", err);
}

static bool pivot(struct invocation *invocation, struct err *err)
{
    return ask(invocation, "costs_pivot", "/api/v1/costs/pivot", NULL, 0, err);
}

static const struct option pivot_options[] = {
    ASK_PERIOD_OPTIONS,
    { "group-by", "COLUMNS",
      "What stands down, from the outside in: FOCUS dimensions, tag:<key> or norm_tag:<key>, "
      "separated by commas.",
      true },
    { "columns", "COLUMNS",
      "What stands across: at most two of the same; four together with --group-by.", false },
    { "show", "WHAT", "What stands in the cells: amount, share, row_share or column_share.",
      false },
    { "granularity", "STEP",
      "Time as the last level of the columns: day, week, month, quarter or year; total without.",
      false },
    ASK_FILTER_OPTIONS,
    ASK_COST_OPTIONS,
    { "top", "N", "How many rows are shown below each row, or all.", false },
    ASK_PAGE_OPTIONS,
    ASK_AS_OF_OPTION,
    ASK_OUTPUT_OPTIONS,
    { 0 },
};

const struct command cmd_pivot = {
    .name = "pivot",
    .args = "[DIMENSION=VALUE...]",
    .help = "Show cost as a table: a tree of rows with subtotals beside columns.",
    .text = "A subtotal stands above what it consists of. Costs in different currencies are never "
            "added up: each has its\n"
            "own rows. --format json prints what GET /api/v1/costs/pivot answers.\n\n"
            "    centavo pivot --window 2026-05 --group-by service_category,service_name --columns "
            "provider_name\n"
            "    centavo pivot --window 2026 --group-by tag:team --granularity month --format csv",
    .options = pivot_options,
    .most_args = SIZE_MAX,
    .run = pivot,
};
