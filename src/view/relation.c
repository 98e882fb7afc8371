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
    const char *name; /* of the file and, with none_ before it, of the empty relation */
    unsigned rollup;  /* the bit of the column table */
    const char *date; /* by charge period */
    const char *billing_date;
    const struct sql *rollup_sql;
} kinds[RELATION_COUNT] = {
    [RELATION_OVERVIEW] = { "cost_overview", ROLLUP_OVERVIEW, "charge_date", "billing_period_start",
                            &sql_rollup_cost_overview },
    [RELATION_DAILY] = { "cost_daily", ROLLUP_DAILY, "charge_date", "billing_period_start",
                         &sql_rollup_cost_daily },
    [RELATION_MONTHLY] = { "cost_monthly", ROLLUP_MONTHLY, "charge_month", "billing_period_start",
                           &sql_rollup_cost_monthly },
    [RELATION_CHARGE] = { "charge", 0, "sys_charge_date", "sys_billing_month", NULL },
};

const char *relation_name(enum relation_kind kind)
{
    return kinds[kind].name;
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

static void add_file(const struct snapshot *snapshot, int64_t delivery_id, const char *name,
                     struct buf *out)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *directory = home_delivery(&arena, snapshot->dataset->home, delivery_id);

    sql_quote_text(out, arena_printf(&arena, "%s/%s.parquet", directory, name));
}

/* The files of one name, of every delivery that is asked for; false when there are none. */
static bool list_files(struct snapshot *snapshot, const char *name, enum relation_kind kind,
                       const struct need *need, struct buf *files, struct buf *scopes)
{
    const struct active_set *active = &snapshot->active;
    struct arena arena SCOPED(arena_done) = { 0 };
    int64_t *seen = ARENA_ARRAY(&arena, int64_t, active->count + 1);
    size_t seen_count = 0;
    size_t count = 0;

    for (size_t i = 0; i < active->count; i++)
        if (scope_is_asked(&active->scopes[i], need))
            seen[seen_count++] = active->scopes[i].delivery_id;
    qsort(seen, seen_count, sizeof(*seen), compare_ids);
    for (size_t i = 0; i < seen_count; i++) {
        if (i && seen[i] == seen[i - 1])
            continue;
        if (count++)
            buf_add_text(files, ", ");
        add_file(snapshot, seen[i], name, files);
        for (size_t j = 0; j < active->count; j++) {
            if (active->scopes[j].delivery_id != seen[i])
                continue;
            if (!active->scopes[j].is_whole)
                add_scope(active, &active->scopes[j], kind, scopes);
            break;
        }
    }
    return count > 0;
}

/* ---- empty relations ---- */

static bool make_none_rollups(struct db *db, struct err *err)
{
    struct buf query SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct arena arena SCOPED(arena_done) = { 0 };
    const struct sql_slot from[] = { { "charge", "none_charge" }, { "daily", "none_cost_daily" } };

    for (size_t i = RELATION_COUNT; i-- > 0;) { /* the finer before the coarser */
        struct sql_slot slots[] = { { "name", arena_printf(&arena, "none_%s", kinds[i].name) },
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

    if (!snapshot_connect(snapshot, &db, err))
        return false;
    pthread_mutex_lock(&dataset->lock);
    if (!dataset->none_made)
        done = relation_make_none(dataset, db, err);
    pthread_mutex_unlock(&dataset->lock);
    snapshot_disconnect(snapshot, db);
    return done;
}

static bool read_files(struct snapshot *snapshot, enum relation_kind kind, const char *files,
                       const char *scopes, struct arena *arena, const char **from, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const struct sql_slot slots[] = { { "none", arena_printf(arena, "none_%s", kinds[kind].name) },
                                      { "files", files },
                                      { "scopes", scopes } };

    if (!ensure_none(snapshot, err) ||
        !sql_fill(&sql_view_relation_files_duckdb, slots, ARRAY_COUNT(slots), &text, err))
        return false;
    *from = arena_strdup(arena, buf_text(&text));
    return true;
}

bool relation_from(struct snapshot *snapshot, enum relation_kind kind, const struct need *need,
                   struct arena *arena, const char **from, struct err *err)
{
    struct buf files SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf scopes SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    buf_add_text(&scopes, "true");
    if (!list_files(snapshot, kinds[kind].name, kind, need, &files, &scopes)) {
        *from = arena_printf(arena, "none_%s", kinds[kind].name);
        return ensure_none(snapshot, err);
    }
    return buf_check(&files, "the list of files", err) &&
           buf_check(&scopes, "the list of scopes", err) &&
           read_files(snapshot, kind, buf_text(&files), buf_text(&scopes), arena, from, err);
}

bool snapshot_overview_of(struct snapshot *snapshot, const int64_t *deliveries, size_t count,
                          struct arena *arena, const char **from, struct err *err)
{
    struct buf files SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const char *name = kinds[RELATION_OVERVIEW].name;

    if (!count) {
        *from = arena_printf(arena, "none_%s", name);
        return ensure_none(snapshot, err);
    }
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&files, i ? ", " : "");
        add_file(snapshot, deliveries[i], name, &files);
    }
    return buf_check(&files, "the list of files", err) &&
           read_files(snapshot, RELATION_OVERVIEW, buf_text(&files), "true", arena, from, err);
}

/* The tag files of the same deliveries: `name` is that of the file. */
static bool tag_from(struct snapshot *snapshot, const char *name, const struct sql *template,
                     const struct need *need, struct arena *arena, const char **from,
                     struct err *err)
{
    struct buf files SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf scopes SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    if (!list_files(snapshot, name, RELATION_CHARGE, need, &files, &scopes)) {
        *from = arena_printf(arena, "none_%s", name);
        return ensure_none(snapshot, err);
    }
    if (!buf_check(&files, "the list of files", err) ||
        !sql_fill(template, &(struct sql_slot){ "files", buf_text(&files) }, 1, &text, err))
        return false;
    *from = arena_strdup(arena, buf_text(&text));
    return true;
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
    from = cube_find(snapshot, kind, need, date);
    is_cube = from != NULL;
    if (!from && !relation_from(snapshot, kind, need, arena, &from, err))
        return false;
    if (need->tags && !tag_from(snapshot, "tag_value", &sql_view_tag_value_files_duckdb, need,
                                arena, &tag_value, err))
        return false;
    if (need->norm_tags && (!norm_tables(snapshot, arena, &norm, err) ||
                            !norm_tags_from(&norm, tag_value, arena, &norm_tag, err)))
        return false;
    if (need->tag_sets &&
        !tag_from(snapshot, "tag_set", &sql_view_tag_set_files_duckdb, need, arena, &tag_set, err))
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
        .is_cube = is_cube,
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
    return arena_printf(
        arena,
        "coalesce(CAST(sum(%s_micro) AS DECIMAL(38,12)) + CAST(sum(%s_rest) AS DECIMAL(38,12)), "
        "CAST(0 AS DECIMAL(38,12)))",
        name, name);
}

const char *relation_charge_count(const struct relation *relation)
{
    return relation->is_rollup ? "CAST(sum(charge_count) AS BIGINT)" : "count(*)";
}
