/* SPDX-License-Identifier: Apache-2.0 */
#include "run/diff.h"

#include "base/clock.h"
#include "base/limits.h"
#include "run/compare.h"
#include "run/overlap.h"
#include "run/transaction.h"
#include "sql_files.h"
#include "store/rows_json.h"

#include <inttypes.h>
#include <string.h>

static const char *const metrics[] = { "billed_cost", "effective_cost", "list_cost",
                                       "contracted_cost" };

static bool check_metric(const char *metric, struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(metrics); i++)
        if (strcmp(metrics[i], metric) == 0)
            return true;
    return err_set(err, ERR_USAGE,
                   "metric '%s' is none of billed_cost, effective_cost, list_cost, contracted_cost",
                   metric);
}

static bool head(struct db *db, int64_t delivery_id, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!delivery_row(db, &sql_state_diff_head, delivery_id, &rows, err))
        return false;
    if (!rows_int(rows, 3))
        return err_set(err, ERR_CONFLICT,
                       "delivery %" PRId64 " is %s and holds no charges to compare", delivery_id,
                       rows_text(rows, 2, NULL));
    json_member_int(json, "delivery_id", delivery_id);
    json_member_text(json, "source", rows_text(rows, 1, NULL));
    json_member_text(json, "state", rows_text(rows, 2, NULL));
    return true;
}

static int32_t day_value(struct rows *rows, size_t column)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);
    int32_t day = 0;

    return text && date_parse(text, size, &day) ? day : 0;
}

/* {"scope_key", "delivery_id", "source", "produced_at"}; of a scope that replaces nothing the last
 * three are null. */
static void print_against(struct rows *rows, struct json *json)
{
    json_object(json);
    json_member_text(json, "scope_key", rows_text(rows, 0, NULL));
    json_key(json, "delivery_id");
    if (rows_is_null(rows, 3))
        json_null(json);
    else
        json_int(json, rows_int(rows, 3));
    json_member_text(json, "source", rows_text(rows, 4, NULL));
    json_member_text(json, "produced_at", rows_text(rows, 5, NULL));
    json_object_end(json);
}

/* Both sides, and the member "against". */
static bool collect(struct db *db, const struct sql *sql, int64_t delivery_id, struct arena *arena,
                    struct comparison *out, struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    char *last_key = NULL; /* one new part per scope, however many stand against it */
    enum step step;

    if (!db_query(db, sql, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    json_key(json, "against");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        struct compare_part part = { .side = COMPARE_NEW,
                                     .delivery_id = delivery_id,
                                     .scope_key = rows_text(rows, 0, NULL),
                                     .start = day_value(rows, 1),
                                     .end = day_value(rows, 2) };

        if (!last_key || strcmp(last_key, part.scope_key) != 0) {
            compare_add(out, arena, &part);
            last_key = arena_strdup(arena, part.scope_key);
        }
        if (!rows_is_null(rows, 3)) {
            part.side = COMPARE_OLD;
            part.delivery_id = rows_int(rows, 3);
            compare_add(out, arena, &part);
        }
        print_against(rows, json);
    }
    json_array_end(json);
    return step == END;
}

static bool open_engine(const struct config *config, struct warehouse **out, struct err *err)
{
    const struct warehouse_options options = { .place = &config->place,
                                               .memory_limit =
                                                   config->memory_limit < LIMIT_DIFF_MEMORY
                                                       ? config->memory_limit
                                                       : LIMIT_DIFF_MEMORY,
                                               .threads = 1 };

    return warehouse_open(&options, out, err);
}

static bool make_lines(struct db *engine, const char *metric, struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct sql_slot slot = { "metric", metric };

    buf_init(&text, LIMIT_SQL);
    return sql_fill(&sql_life_diff_line, &slot, 1, &text, err) &&
           db_run_text(engine, sql_life_diff_line.name, buf_text(&text), NO_PARAMS, NULL, err);
}

static bool print_lines(struct db *engine, const struct diff_query *query, struct json *json,
                        struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct arena arena SCOPED(arena_done) = { 0 };
    int64_t count = 0;
    int64_t next = query->offset + query->limit;

    if (!db_query(engine, &sql_life_diff_count, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    count = rows_int(rows, 0);
    json_key(json, "totals");
    if (!rows_json_list(engine, &sql_life_diff_totals, NO_PARAMS, json, NULL, err))
        return false;
    json_key(json, "items");
    if (!rows_json_list(engine, &sql_life_diff_items,
                        PARAMS(param_int(query->limit), param_int(query->offset)), json, NULL, err))
        return false;
    json_member_int(json, "item_count", count);
    json_key(json, "page");
    json_object(json);
    json_member_int(json, "limit", query->limit);
    json_member_text(json, "next_cursor",
                     next < count ? arena_printf(&arena, "%" PRId64, next) : NULL);
    json_object_end(json);
    return true;
}

bool delivery_diff_json(struct catalogue *catalogue, const struct config *config,
                        int64_t delivery_id, const struct diff_query *query, struct json *json,
                        struct err *err)
{
    const char *metric = query->metric ? query->metric : metrics[0];
    struct arena arena SCOPED(arena_done) = { 0 };
    struct warehouse *warehouse SCOPED(warehouse_closep) = NULL;
    struct db *db SCOPED(db_closep) = NULL;
    struct comparison comparison = { 0 };
    const char *primary = NULL;

    if (!check_metric(metric, err))
        return false;
    json_object(json);
    if (!head(catalogue_db(catalogue), delivery_id, json, err))
        return false;
    if (!overlap_primary(catalogue_db(catalogue), delivery_id, &arena, &primary, err))
        return false;
    json_member_text(json, "compared_with", primary ? "primary" : "replaced");
    json_member_text(json, "metric", metric);
    if (!collect(catalogue_db(catalogue),
                 primary ? &sql_state_diff_primary : &sql_state_diff_replaced, delivery_id, &arena,
                 &comparison, json, err) ||
        !open_engine(config, &warehouse, err) || !warehouse_connect(warehouse, &db, err) ||
        !compare_load(db, warehouse, &comparison, &arena, err) ||
        (primary && !db_run(db, &sql_life_shadow_limit, NO_PARAMS, NULL, err)) ||
        !make_lines(db, metric, err) || !print_lines(db, query, json, err))
        return false;
    json_object_end(json);
    return true;
}

/* ---- all shadows of a month ---- */

struct shadow {
    int64_t delivery_id;
    const char *source;
    const char *counts_instead; /* names of feeds */
    struct comparison comparison;
};

static bool names_hold(const char *names, const char *name)
{
    size_t size = strlen(name);

    for (const char *at = names; at && *at; at = strstr(at, ", ") ? strstr(at, ", ") + 2 : NULL)
        if (strncmp(at, name, size) == 0 && (!at[size] || strncmp(at + size, ", ", 2) == 0))
            return true;
    return false;
}

/* Its scopes of the month, and what counts in their place. */
static bool collect_shadow(struct db *db, int32_t month, struct arena *arena, struct shadow *shadow,
                           struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    char *last_key = NULL;
    enum step step;

    if (!db_query(db, &sql_state_diff_primary, PARAMS(param_int(shadow->delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        struct compare_part part = { .side = COMPARE_NEW,
                                     .delivery_id = shadow->delivery_id,
                                     .scope_key = rows_text(rows, 0, NULL),
                                     .start = day_value(rows, 1),
                                     .end = day_value(rows, 2) };
        const char *name = rows_text(rows, 4, NULL);

        if (month_add(part.start, 0) != month)
            continue;
        if (!last_key || strcmp(last_key, part.scope_key) != 0) {
            compare_add(&shadow->comparison, arena, &part);
            last_key = arena_strdup(arena, part.scope_key);
        }
        part.side = COMPARE_OLD;
        part.delivery_id = rows_int(rows, 3);
        compare_add(&shadow->comparison, arena, &part);
        if (!names_hold(shadow->counts_instead, name))
            shadow->counts_instead =
                shadow->counts_instead ? arena_printf(arena, "%s, %s", shadow->counts_instead, name)
                                       : arena_strdup(arena, name);
    }
    return step == END;
}

static bool print_shadow(struct db *engine, const struct shadow *shadow, struct json *json,
                         struct shadow_count *count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(engine, &sql_life_shadow_totals, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        json_object(json);
        json_member_text(json, "source", shadow->source);
        json_member_int(json, "delivery_id", shadow->delivery_id);
        json_member_text(json, "counts_instead", shadow->counts_instead);
        rows_json_members(rows, json);
        json_object_end(json);
        count->items++;
        count->differing += rows_int(rows, 4) != 0;
    }
    return step == END;
}

/* Each on a connection of its own, whose temporary tables go with it. A shadow that nothing counts
 * in place of, because its feed was made one, is compared with nothing. */
static bool compare_shadow(struct catalogue *catalogue, struct warehouse *warehouse, int32_t month,
                           const char *metric, struct shadow *shadow, struct json *json,
                           struct shadow_count *count, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct db *db SCOPED(db_closep) = NULL;

    if (!collect_shadow(catalogue_db(catalogue), month, &arena, shadow, err))
        return false;
    if (!shadow->comparison.count)
        return true;
    return warehouse_connect(warehouse, &db, err) &&
           compare_load(db, warehouse, &shadow->comparison, &arena, err) &&
           db_run(db, &sql_life_shadow_limit, NO_PARAMS, NULL, err) &&
           make_lines(db, metric, err) && print_shadow(db, shadow, json, count, err);
}

bool shadows_json(struct catalogue *catalogue, const struct config *config, int32_t month,
                  const char *metric, struct json *json, struct shadow_count *count,
                  struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct warehouse *warehouse SCOPED(warehouse_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    char text[DATE_TEXT_SIZE];
    enum step step;

    *count = (struct shadow_count){ 0 };
    metric = metric ? metric : metrics[0];
    if (!check_metric(metric, err) || !open_engine(config, &warehouse, err) ||
        !db_query(catalogue_db(catalogue), &sql_state_shadow_list,
                  PARAMS(param_date(month), param_date(month_add(month, 1))), &rows, err))
        return false;
    date_format(month, text);
    text[7] = '\0';
    json_object(json);
    json_member_text(json, "month", text);
    json_member_text(json, "metric", metric);
    json_key(json, "items");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        struct shadow shadow = { .delivery_id = rows_int(rows, 0),
                                 .source = rows_keep(rows, 1, &arena) };

        if (!compare_shadow(catalogue, warehouse, month, metric, &shadow, json, count, err))
            return false;
    }
    json_array_end(json);
    json_object_end(json);
    return step == END;
}
