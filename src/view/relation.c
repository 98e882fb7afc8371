/* SPDX-License-Identifier: Apache-2.0 */
#include "view/relation.h"

#include "sql_files.h"
#include "view/dataset_internal.h"
#include "view/norm_tags.h"
#include "view/query_period.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    enum warehouse_table table;
    unsigned rollup;  /* the bit of the column table */
    const char *date; /* by charge period */
    const char *billing_date;
    const struct sql *rollup_sql;
} kinds[RELATION_COUNT] = {
    [RELATION_OVERVIEW] = { TABLE_OVERVIEW, ROLLUP_OVERVIEW, "charge_date", "billing_period_start",
                            &sql_rollup_cost_overview },
    [RELATION_DAILY] = { TABLE_DAILY, ROLLUP_DAILY, "charge_date", "billing_period_start",
                         &sql_rollup_cost_daily },
    [RELATION_MONTHLY] = { TABLE_MONTHLY, ROLLUP_MONTHLY, "charge_month", "billing_period_start",
                           &sql_rollup_cost_monthly },
    [RELATION_CHARGE] = { TABLE_CHARGE, 0, "sys_charge_date", "sys_billing_month", NULL },
};

const char *relation_name(enum relation_kind kind)
{
    return warehouse_table_name(kinds[kind].table);
}

const char *relation_date(enum relation_kind kind, enum basis basis)
{
    return basis == BASIS_BILLING_PERIOD ? kinds[kind].billing_date : kinds[kind].date;
}

/* ---- what a question needs ---- */

void need_column(struct need *need, const struct column *column)
{
    if (column->kind != COLUMN_TEXT) {
        need->charges = true;
        return;
    }
    for (size_t i = 0; i < need->column_count; i++)
        if (need->columns[i] == column)
            return;
    if (need->column_count == NEED_COLUMN_MAX)
        need->charges = true; /* the charges have every column */
    else
        need->columns[need->column_count++] = column;
}

void need_key(struct need *need, const struct query_key *key)
{
    if (key->column)
        need_column(need, key->column);
    else
        need->tags = true;
    if (!key->column && key->is_norm) {
        need->norm_tags = true;
        need_column(need, column_find("provider_name")); /* rules may be a provider's */
    }
}

static void visit_key(void *need, const struct query_key *key)
{
    need_key(need, key);
}

void need_filter(struct need *need, const struct filter *filter)
{
    filter_keys(filter, visit_key, need);
}

static bool has_days(const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->active.count; i++)
        if (snapshot->active.scopes[i].is_day && !snapshot->active.scopes[i].is_whole)
            return true;
    return false;
}

static bool kind_answers(const struct snapshot *snapshot, enum relation_kind kind,
                         const struct need *need)
{
    unsigned bit = kinds[kind].rollup;

    if (kind == RELATION_CHARGE)
        return true;
    if (need->charges || (need->tags && kind != RELATION_MONTHLY))
        return false;
    if (need->metric && !(need->metric->rollups & bit))
        return false;
    for (size_t i = 0; i < need->column_count; i++)
        if (!(need->columns[i]->rollups & bit))
            return false;
    if (kind != RELATION_MONTHLY)
        return true;
    /* a month cannot leave out a day that another delivery has replaced */
    return !need->days && period_is_whole_months(need->periods[0]) &&
           period_is_whole_months(need->periods[1]) && !has_days(snapshot);
}

/* ---- which files ---- */

static bool overlaps(struct period a, int32_t start, int32_t end)
{
    return a.start < end && start < a.end;
}

static bool scope_is_asked(const struct active_scope *scope, const struct need *need)
{
    bool by_month = need->basis == BASIS_BILLING_PERIOD;
    int32_t start = by_month ? month_start(scope->start) : scope->first_charge_day;
    int32_t end = by_month ? scope->end : scope->last_charge_day + 1;

    if (scope->first_charge_day > scope->last_charge_day)
        return false;
    return overlaps(need->periods[0], start, end) || overlaps(need->periods[1], start, end);
}

/* The condition that keeps only a delivery's active scopes: (sys_delivery_id <> 7 OR
 * sys_billing_month IN (DATE '...')) */
static void add_scope(const struct active_set *active, const struct active_scope *of,
                      enum relation_kind kind, struct buf *out)
{
    const char *column = of->is_day ? kinds[kind].date : kinds[kind].billing_date;
    char date[DATE_TEXT_SIZE];
    bool first = true;

    buf_printf(out, " AND (sys_delivery_id <> %" PRId64 " OR %s IN (", of->delivery_id, column);
    for (size_t i = 0; i < active->count; i++) {
        if (active->scopes[i].delivery_id != of->delivery_id)
            continue;
        date_format(active->scopes[i].start, date);
        buf_printf(out, "%sDATE '%s'", first ? "" : ", ", date);
        first = false;
    }
    buf_add_text(out, "))");
}

static int compare_ids(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a;
    int64_t two = *(const int64_t *)b;

    return (one > two) - (one < two);
}

/* What is asked for: deliveries, and the condition that leaves out what of them does not count. */
struct asked {
    int64_t *deliveries; /* from the arena */
    size_t count;
    struct buf scopes;
};

static bool find_asked(const struct snapshot *snapshot, enum relation_kind kind,
                       const struct need *need, struct arena *arena, struct asked *out,
                       struct err *err)
{
    const struct active_set *active = &snapshot->active;
    int64_t *all = ARENA_ARRAY(arena, int64_t, active->count + 1);
    size_t all_count = 0;

    out->deliveries = ARENA_ARRAY(arena, int64_t, active->count + 1);
    buf_add_text(&out->scopes, "true");
    for (size_t i = 0; i < active->count; i++)
        if (scope_is_asked(&active->scopes[i], need))
            all[all_count++] = active->scopes[i].delivery_id;
    qsort(all, all_count, sizeof(*all), compare_ids);
    for (size_t i = 0; i < all_count; i++) {
        if (i && all[i] == all[i - 1])
            continue;
        out->deliveries[out->count++] = all[i];
        for (size_t j = 0; j < active->count; j++) {
            if (active->scopes[j].delivery_id != all[i])
                continue;
            if (!active->scopes[j].is_whole)
                add_scope(active, &active->scopes[j], kind, &out->scopes);
            break;
        }
    }
    return buf_check(&out->scopes, "the list of scopes", err);
}

/* ---- empty relations ---- */

static bool make_none_rollups(struct db *db, struct err *err)
{
    struct buf query SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct arena arena SCOPED(arena_done) = { 0 };
    const struct sql_slot from[] = { { "charge", "none_charge" }, { "daily", "none_cost_daily" } };

    for (size_t i = RELATION_COUNT; i-- > 0;) { /* the finer before the coarser */
        struct sql_slot slots[] = { { "name", arena_printf(&arena, "none_%s",
                                                           relation_name((enum relation_kind)i)) },
                                    { "query", NULL } };

        if (!kinds[i].rollup_sql)
            continue;
        buf_clear(&query);
        buf_clear(&text);
        if (!sql_fill(kinds[i].rollup_sql, from, ARRAY_COUNT(from), &query, err))
            return false;
        slots[1].text = buf_text(&query);
        if (!sql_fill(&sql_view_none_rollup, slots, ARRAY_COUNT(slots), &text, err) ||
            !db_script(db, sql_view_none_rollup.name, buf_text(&text), err))
            return false;
    }
    return true;
}

bool relation_make_none(struct dataset *dataset, struct db *db, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 0; i < column_count; i++)
        buf_printf(&list, "%s%s %s", i ? ", " : "", column_stored_name(&columns[i]),
                   column_sql_type(&columns[i]));
    if (!sql_fill(&sql_view_none_charge, &(struct sql_slot){ "columns", buf_text(&list) }, 1, &text,
                  err) ||
        !db_script(db, sql_view_none_charge.name, buf_text(&text), err) ||
        !make_none_rollups(db, err) ||
        !db_script(db, sql_view_none_tag_value.name, sql_view_none_tag_value.text, err) ||
        !db_script(db, sql_view_none_tag_set.name, sql_view_none_tag_set.text, err))
        return false;
    dataset->none_made = true;
    return true;
}

static bool ensure_none(struct snapshot *snapshot, struct err *err)
{
    struct dataset *dataset = snapshot->dataset;
    struct db *db;
    bool done = true;

    if (!snapshot_connect(snapshot, ENGINE_MEMORY, &db, err))
        return false;
    pthread_mutex_lock(&dataset->lock);
    if (!dataset->none_made)
        done = relation_make_none(dataset, db, err);
    pthread_mutex_unlock(&dataset->lock);
    snapshot_disconnect(snapshot, ENGINE_MEMORY, db);
    return done;
}

bool relation_none(struct snapshot *snapshot, enum relation_kind kind, struct arena *arena,
                   const char **from, struct err *err)
{
    *from = arena_printf(arena, "none_%s", relation_name(kind));
    return ensure_none(snapshot, err);
}

/* A relation without rows, where charges are. */
static bool from_none(struct snapshot *snapshot, enum warehouse_table table, struct arena *arena,
                      const char **from, struct err *err)
{
    const char *name = warehouse_table_name(table);

    if (!snapshot_is_server(snapshot)) {
        *from = arena_printf(arena, "none_%s", name);
        return ensure_none(snapshot, err);
    }
    *from = arena_printf(arena, "(SELECT * FROM %s WHERE false)",
                         table == TABLE_CHARGE ? "charge_form" : name);
    return true;
}

/* Rows of some deliveries. A column that is newer than a file is NULL in its rows. */
static bool from_deliveries(struct snapshot *snapshot, enum relation_kind kind,
                            const int64_t *deliveries, size_t count, const char *where,
                            struct arena *arena, const char **from, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[] = { { "none", NULL }, { "files", NULL } };

    if (!count)
        return from_none(snapshot, kinds[kind].table, arena, from, err);
    if (!warehouse_from(snapshot->dataset->warehouse, kinds[kind].table, deliveries, count, where,
                        arena, from, err))
        return false;
    if (snapshot_is_server(snapshot))
        return true;
    slots[1].text = *from;
    if (!relation_none(snapshot, kind, arena, &slots[0].text, err) ||
        !sql_fill(&sql_view_relation_files_duckdb, slots, ARRAY_COUNT(slots), &text, err))
        return false;
    *from = arena_strdup(arena, buf_text(&text));
    return true;
}

bool relation_from(struct snapshot *snapshot, enum relation_kind kind, const struct need *need,
                   struct arena *arena, const char **from, struct err *err)
{
    struct asked asked = { .scopes = { .maximum = LIMIT_SQL } };
    bool done = find_asked(snapshot, kind, need, arena, &asked, err) &&
                from_deliveries(snapshot, kind, asked.deliveries, asked.count,
                                buf_text(&asked.scopes), arena, from, err);

    buf_done(&asked.scopes);
    return done;
}

bool snapshot_overview_of(struct snapshot *snapshot, const int64_t *deliveries, size_t count,
                          struct arena *arena, const char **from, struct err *err)
{
    return from_deliveries(snapshot, RELATION_OVERVIEW, deliveries, count, NULL, arena, from, err);
}

/* The tags of the same deliveries. */
static bool tag_from(struct snapshot *snapshot, enum warehouse_table table, const struct need *need,
                     struct arena *arena, const char **from, struct err *err)
{
    struct asked asked = { .scopes = { .maximum = LIMIT_SQL } };
    bool done = find_asked(snapshot, RELATION_CHARGE, need, arena, &asked, err);

    if (done && !asked.count)
        done = from_none(snapshot, table, arena, from, err);
    else if (done)
        done = warehouse_from(snapshot->dataset->warehouse, table, asked.deliveries, asked.count,
                              NULL, arena, from, err);
    buf_done(&asked.scopes);
    return done;
}

bool snapshot_relation(struct snapshot *snapshot, const struct need *need, struct arena *arena,
                       struct relation *out, struct err *err)
{
    enum relation_kind kind = RELATION_OVERVIEW;
    const char *from;
    const char *tag_value = NULL;
    const char *norm_tag = NULL;
    struct norm_tags norm = { 0 };
    const char *tag_set = NULL;
    const char *date;
    bool is_cube;

    while (!kind_answers(snapshot, kind, need))
        kind++;
    date = relation_date(kind, need->basis);
    /* two relations of one statement are on one engine */
    from = need->no_cube && snapshot_is_server(snapshot) ? NULL
                                                         : cube_find(snapshot, kind, need, date);
    is_cube = from != NULL;
    if (!from && !relation_from(snapshot, kind, need, arena, &from, err))
        return false;
    if (need->tags && !tag_from(snapshot, TABLE_TAG_VALUE, need, arena, &tag_value, err))
        return false;
    if (need->norm_tags && (!norm_tables(snapshot, arena, &norm, err) ||
                            !norm_tags_from(&norm, tag_value, arena, &norm_tag, err)))
        return false;
    if (need->tag_sets && !tag_from(snapshot, TABLE_TAG_SET, need, arena, &tag_set, err))
        return false;
    *out = (struct relation){
        .kind = kind,
        .from = from,
        .tag_value = tag_value,
        .norm_tag = norm_tag,
        .norm_group = norm.group,
        .tag_set = tag_set,
        .date = date,
        .charge_date = relation_date(kind, BASIS_CHARGE_PERIOD),
        .billing_date = relation_date(kind, BASIS_BILLING_PERIOD),
        .engine = is_cube ? ENGINE_MEMORY : ENGINE_WAREHOUSE,
        .is_rollup = kind != RELATION_CHARGE,
    };
    return true;
}

const char *relation_sum(const struct relation *relation, const struct column *metric,
                         struct arena *arena)
{
    const char *name = metric->sql_name;

    if (!relation->is_rollup)
        return arena_printf(arena, "coalesce(sum(%s), CAST(0 AS DECIMAL(38,12)))", name);
    return arena_printf(arena,
                        "coalesce(cost_of(sum(%s_micro), sum(%s_rest)), CAST(0 AS DECIMAL(38,12)))",
                        name, name);
}

const char *relation_charge_count(const struct relation *relation)
{
    return relation->is_rollup ? "CAST(sum(charge_count) AS BIGINT)" : "count(*)";
}
