/* SPDX-License-Identifier: Apache-2.0 */
#include "run/overlap.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "run/scopes.h"
#include "run/transaction.h"
#include "sql_files.h"

#include <inttypes.h>
#include <string.h>

enum { NAMED_COUNT = 5 }; /* accounts that a message names */

bool overlap_accounts_add(struct db *db, struct db *engine, struct warehouse *warehouse,
                          int64_t delivery_id, const struct mapping_result *mapped,
                          struct arena *arena, struct err *err)
{
    struct sql_slot slots[] = {
        { "daily", NULL },
        { "scope", mapped->format->scope == SCOPE_DAY ? "charge_date" : "billing_period_start" },
        { "is_provider", mapped->format->provider ? "true" : "false" },
    };
    struct buf text SCOPED(buf_done) = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (mapped->format->has_own_money)
        return true;
    buf_init(&text, LIMIT_SQL);
    if (!warehouse_from(warehouse, TABLE_DAILY, &delivery_id, 1, NULL, arena, &slots[0].text,
                        err) ||
        !sql_fill(&sql_life_sub_accounts, slots, ARRAY_COUNT(slots), &text, err) ||
        !db_query_text(engine, sql_life_sub_accounts.name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        if (!db_run(db, &sql_state_sub_account_add,
                    PARAMS(param_int(delivery_id), param_text(rows_keep(rows, 0, arena)),
                           param_text(rows_keep(rows, 1, arena)),
                           param_text(rows_keep(rows, 2, arena)),
                           param_text(rows_keep(rows, 3, arena))),
                    NULL, err))
            return false;
    return step == END;
}

/* ---- overlap in part ---- */

/* Accounts in words: "a, b, c, d, e and 7 more". */
struct names {
    const char *text;
    int64_t count;
};

static void add_name(struct names *names, const char *name, struct arena *arena)
{
    if (names->count++ < NAMED_COUNT)
        names->text = names->text ? arena_printf(arena, "%s, %s", names->text, name) : name;
}

static const char *names_text(const struct names *names, struct arena *arena)
{
    if (names->count <= NAMED_COUNT)
        return names->text;
    return arena_printf(arena, "%s and %" PRId64 " more", names->text, names->count - NAMED_COUNT);
}

/* One scope of lower priority while its rows are read. */
struct scope_sum {
    int64_t delivery_id; /* 0: none yet */
    const char *source;
    const char *scope_key;
    const char *higher_source;
    struct names shared;    /* also in the other feed */
    struct names uncovered; /* not, or not for all days */
    bool may_be_same;       /* one of the two bills names no account */
};

static void end_scope(const struct scope_sum *sum, struct finding *finding, struct arena *arena)
{
    if (!sum->uncovered.count || (!sum->shared.count && !sum->may_be_same))
        return;
    if (finding->failing_count++ > 0)
        return;
    if (sum->shared.count)
        finding->detail = arena_printf(arena,
                                       "%s of %s is in part the same money as %s: both have %s, "
                                       "but %s is only in %s. Accept it "
                                       "when these are different charges; else let the feeds not "
                                       "share accounts, or make one a "
                                       "shadow (`centavo sources set`)",
                                       sum->scope_key, sum->source, sum->higher_source,
                                       names_text(&sum->shared, arena),
                                       names_text(&sum->uncovered, arena), sum->source);
    else
        finding->detail = arena_printf(
            arena,
            "%s of %s may be the same money as %s: one of them names no account. Make one a "
            "shadow if so (`centavo sources set`), and accept it",
            sum->scope_key, sum->source, sum->higher_source);
}

static void add_row(struct scope_sum *sum, struct rows *rows, struct arena *arena)
{
    const char *sub = rows_keep(rows, 5, arena);
    const char *name = *sub ? sub : rows_keep(rows, 4, arena);
    const char *higher = rows_keep(rows, 6, arena);

    if (higher && rows_int(rows, 8))
        add_name(&sum->shared, name, arena);
    else if (higher)
        sum->may_be_same = true;
    if (higher && !sum->higher_source)
        sum->higher_source = higher;
    if (!rows_int(rows, 7))
        add_name(&sum->uncovered, name, arena);
}

/* Days that a feed may lack at either end: one is delivered later than the other, or dates a fee
 * otherwise. */
enum { LACKING_DAYS = 2 };

static int32_t day_at(struct rows *rows, size_t column)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);
    int32_t day = 0;

    return text && date_parse(text, size, &day) ? day : 0;
}

/* Has a feed, whose first and last charge date stand in `column` and the next, charges of days that
 * one that would count in its place, in `other`, does not have? */
static bool lacks_days(struct rows *rows, size_t column, size_t other)
{
    return day_at(rows, column) + LACKING_DAYS < day_at(rows, other) ||
           day_at(rows, column + 1) - LACKING_DAYS > day_at(rows, other + 1);
}

/* Charges of days that this delivery lacks must not silently stop to count. */
static bool find_hidden_days(struct db *db, int64_t delivery_id, struct finding *finding,
                             struct arena *arena, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_overlap_days, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        if (!lacks_days(rows, 2, 4))
            continue;
        if (finding->failing_count++ == 0)
            finding->detail = arena_printf(
                arena,
                "%s counts from source %s with charges of %s to %s; this is the same money, of "
                "higher priority, with charges of %s to %s only, and would hide the others. Accept "
                "it to let it; else give source %s the higher priority (`centavo sources set`)",
                rows_keep(rows, 0, arena), rows_keep(rows, 1, arena), rows_keep(rows, 2, arena),
                rows_keep(rows, 3, arena), rows_keep(rows, 4, arena), rows_keep(rows, 5, arena),
                rows_keep(rows, 1, arena));
    }
    return step == END;
}

static void add_finding(struct findings *findings, struct finding *finding, struct arena *arena)
{
    if (finding->failing_count > 1)
        finding->detail = arena_printf(arena, "%s; and %" PRId64 " more scopes", finding->detail,
                                       finding->failing_count - 1);
    if (finding->failing_count)
        finding->outcome = OUTCOME_FAILED;
    findings_add(findings, finding, arena);
}

bool overlap_find(struct db *db, int64_t delivery_id, struct arena *arena,
                  struct findings *findings, struct err *err)
{
    struct finding finding = { .rule = "INV-13", .detail = "", .is_acceptable = true };
    struct scope_sum sum = { 0 };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_overlap, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const char *key = rows_keep(rows, 2, arena);

        if (sum.delivery_id != rows_int(rows, 0) || strcmp(sum.scope_key, key) != 0) {
            end_scope(&sum, &finding, arena);
            sum = (struct scope_sum){ .delivery_id = rows_int(rows, 0),
                                      .source = rows_keep(rows, 1, arena),
                                      .scope_key = key };
        }
        add_row(&sum, rows, arena);
    }
    if (step == FAILED)
        return false;
    end_scope(&sum, &finding, arena);
    if (!find_hidden_days(db, delivery_id, &finding, arena, err))
        return false;
    add_finding(findings, &finding, arena);
    return true;
}

bool overlap_primary(struct db *db, int64_t delivery_id, struct arena *arena, const char **message,
                     struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *source = NULL;
    const char *lacking = "";
    enum step step;

    if (!db_query(db, &sql_state_diff_primary, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        if (!source)
            source = rows_keep(rows, 4, arena);
        if (!*lacking && lacks_days(rows, 6, 8))
            lacking = arena_printf(
                arena, ", though of %s that has charges of %s to %s and this of %s to %s",
                rows_keep(rows, 0, arena), rows_keep(rows, 8, arena), rows_keep(rows, 9, arena),
                rows_keep(rows, 6, arena), rows_keep(rows, 7, arena));
    }
    *message = !source ? NULL
                       : arena_printf(arena,
                                      "source %s counts for the same accounts: this is its shadow "
                                      "and only compared%s (`centavo deliveries diff %" PRId64 "`)",
                                      source, lacking, delivery_id);
    return step == END;
}

bool overlap_shadows(struct db *db, int64_t delivery_id, struct arena *arena, const char **sources,
                     struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct names names = { 0 };
    enum step step;

    if (!db_query(db, &sql_state_overlap_shadows, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        add_name(&names, rows_keep(rows, 0, arena), arena);
    *sources = names_text(&names, arena);
    return step == END;
}

/* ---- feeds ---- */

struct changing {
    struct catalogue *catalogue;
    const struct source_change *change;
};

static bool change_source(struct db *db, void *context, struct err *err)
{
    const struct changing *changing = context;
    const struct source_change *change = changing->change;
    int64_t changed = 0;

    if (!db_run(db, &sql_state_source_set,
                PARAMS(param_text(change->name), param_text(change->role),
                       change->has_priority ? param_int(change->priority) : param_null()),
                &changed, err))
        return false;
    if (!changed)
        return err_set(err, ERR_MISSING, "there is no source %s", change->name);
    return scopes_rank(changing->catalogue, err);
}

bool source_change(struct catalogue *catalogue, const struct source_change *change, struct err *err)
{
    struct changing changing = { catalogue, change };

    if (change->role && strcmp(change->role, "primary") != 0 && strcmp(change->role, "shadow") != 0)
        return err_set(err, ERR_USAGE, "role '%s' is neither primary nor shadow", change->role);
    if (!change->role && !change->has_priority)
        return err_set(err, ERR_USAGE, "say a role or a priority for source %s", change->name);
    return in_transaction(catalogue_db(catalogue), change_source, &changing, err);
}
