/* SPDX-License-Identifier: Apache-2.0 */
#include "run/guard.h"

#include "base/clock.h"
#include "base/limits.h"
#include "focus/billing_period.h"
#include "run/compare.h"
#include "sql_files.h"

#include <inttypes.h>
#include <string.h>

static bool drop_applies(const struct guard_rules *rules)
{
    return rules->drop_percent > 0;
}

static bool closed_applies(const struct guard_rules *rules)
{
    return rules->hold_closed;
}

static const struct {
    const char *name;
    const struct sql *sql;
    bool (*applies)(const struct guard_rules *rules); /* NULL: always */
} guards[] = {
    { "GUARD-FEED", &sql_life_guard_feed, NULL },
    { "GUARD-CURRENCY", &sql_life_guard_currency, NULL },
    { "GUARD-DROP", &sql_life_guard_drop, drop_applies },
    { "GUARD-CLOSED", &sql_life_guard_closed, closed_applies },
    { "GUARD-COLUMN", &sql_life_guard_column, NULL },
};

/* A bill that a person made by hand is that person's decision. */
static bool is_by_hand(const struct mapping_result *mapped)
{
    return mapped->format->shape == SHAPE_ROLES || mapped->format->shape == SHAPE_WIDE;
}

static int32_t day_value(struct rows *rows, size_t column)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);
    int32_t day = 0;

    return text && date_parse(text, size, &day) ? day : 0;
}

/* Both sides of every scope that would be replaced. */
static bool collect(struct db *db, const struct guard_rules *rules, int64_t delivery_id,
                    const struct mapping_result *mapped, struct arena *arena,
                    struct comparison *out, struct err *err)
{
    const char *provider = mapped->provider_count == 1 ? mapped->provider_names[0] : NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_scope_replaced, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        struct compare_part part = { .side = COMPARE_OLD,
                                     .delivery_id = rows_int(rows, 3),
                                     .scope_key = rows_text(rows, 0, NULL),
                                     .start = day_value(rows, 1),
                                     .end = day_value(rows, 2) };

        if (part.delivery_id == rules->completes)
            continue;
        part.is_closed = !is_by_hand(mapped) &&
                         billing_period_is_closed(provider, part.start, rules->produced_at);
        compare_add(out, arena, &part);
        part.side = COMPARE_NEW;
        part.delivery_id = delivery_id;
        compare_add(out, arena, &part);
    }
    return step == END;
}

/* The first row of a guard is told in words. */
static void take_row(struct finding *finding, struct rows *rows, struct arena *arena)
{
    size_t size;
    const char *detail = rows_text(rows, 0, &size);

    if (finding->failing_count++ == 0)
        finding->detail = arena_strndup(arena, detail, size);
}

static void add_finding(struct findings *findings, struct finding *finding, struct arena *arena)
{
    if (finding->failing_count) {
        finding->outcome = OUTCOME_FAILED;
        findings->failed_count++;
    }
    if (finding->failing_count > 1)
        finding->detail = arena_printf(arena, "%s; and %" PRId64 " more", finding->detail,
                                       finding->failing_count - 1);
    findings->list[findings->count++] = *finding;
}

/* How often each column is filled in the charges of one side. */
static bool fill_of(const struct guard_rules *rules, const struct comparison *comparison,
                    enum compare_side side, struct arena *arena, const char **from, struct err *err)
{
    size_t count;
    const int64_t *deliveries = compare_deliveries(comparison, (int)side, arena, &count);

    return warehouse_fill(rules->warehouse, deliveries, count, arena, from, err);
}

static bool run_guard(size_t number, const struct guard_rules *rules,
                      const struct comparison *comparison, struct arena *arena,
                      struct findings *findings, struct err *err)
{
    struct buf text SCOPED(buf_done);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct sql_slot slots[] = {
        { "percent", arena_printf(arena, "%d", rules->drop_percent) },
        { "old", NULL },
        { "new", NULL },
    };
    struct finding finding = { .rule = guards[number].name, .detail = "", .is_acceptable = true };
    enum step step;

    buf_init(&text, LIMIT_SQL);
    if (!fill_of(rules, comparison, COMPARE_OLD, arena, &slots[1].text, err) ||
        !fill_of(rules, comparison, COMPARE_NEW, arena, &slots[2].text, err) ||
        !sql_fill(guards[number].sql, slots, ARRAY_COUNT(slots), &text, err) ||
        !db_query_text(rules->engine, guards[number].sql->name, buf_text(&text), NO_PARAMS, &rows,
                       err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        take_row(&finding, rows, arena);
    if (step == FAILED)
        return false;
    add_finding(findings, &finding, arena);
    return true;
}

/* Half of a pair must not take the place of both, nor may both count with a half that is held. */
static bool guard_pair(struct db *db, int64_t delivery_id, struct arena *arena,
                       struct findings *findings, struct err *err)
{
    struct finding finding = { .rule = "GUARD-PAIR", .detail = "", .is_acceptable = true };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_pair_lost, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        take_row(&finding, rows, arena);
    if (step == FAILED)
        return false;
    add_finding(findings, &finding, arena);
    return true;
}

bool guard_delivery(struct catalogue *catalogue, const struct guard_rules *rules,
                    int64_t delivery_id, const struct mapping_result *mapped, struct arena *arena,
                    struct findings *findings, struct err *err)
{
    struct comparison comparison = { 0 };
    struct findings all = *findings;

    all.list = ARENA_ARRAY(arena, struct finding, findings->count + ARRAY_COUNT(guards) + 1);
    if (findings->count)
        memcpy(all.list, findings->list, findings->count * sizeof(*all.list));
    if ((mapped->kind && !guard_pair(catalogue_db(catalogue), delivery_id, arena, &all, err)) ||
        !collect(catalogue_db(catalogue), rules, delivery_id, mapped, arena, &comparison, err))
        return false;
    if (comparison.count && !compare_load(rules->engine, rules->warehouse, &comparison, arena, err))
        return err_wrap(err, "compare with what counts");
    /* Without one it replaces nothing that it could change. */
    for (size_t i = 0; i < ARRAY_COUNT(guards) && comparison.count; i++)
        if ((!guards[i].applies || guards[i].applies(rules)) &&
            !run_guard(i, rules, &comparison, arena, &all, err))
            return err_wrap(err, "compare with what counts");
    *findings = all;
    return true;
}
