/* SPDX-License-Identifier: Apache-2.0 */
/* reconcile.c -- the steps of sql/reconcile/ on one connection, in temporary tables of its own. The
 * arithmetic is all there; this moves rows. */
#include "view/reconcile.h"

#include "base/clock.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "view/relation.h"

#include <string.h>

const char *const reconcile_line_names[11] = {
    "charge_category", "service_name",   "service_category", "sub_account_id", "sub_account_name",
    "region_id",       "publisher_name", "description",      "billed_cost",    "invoice_cost",
    "delta",
};

enum { LINE_TEXT_COUNT = 13 }; /* what a line of invoice_lines.sql has */

struct work {
    struct snapshot *snapshot;
    struct db *db;
    struct arena *arena;
    const char *from;
    char month[DATE_TEXT_SIZE]; /* "2026-10-01" */
    char key[DATE_TEXT_SIZE];   /* "2026-10" */
    struct reconciliation *out;
};

static char *keep(struct work *work, struct rows *rows, size_t column)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);

    return text ? arena_strndup(work->arena, text, size) : NULL;
}

/* ---- both sides into tables ---- */

static bool run_script(struct work *work, const struct sql *sql, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    char today[DATE_TEXT_SIZE];

    date_format((int32_t)(clock_now() / 1000000 / 86400), today);
    const struct sql_slot slots[] = {
        { "from", work->from },
        { "month", arena_printf(work->arena, "DATE '%s'", work->month) },
        { "today", arena_printf(work->arena, "DATE '%s'", today) },
    };

    return sql_fill(sql, slots, ARRAY_COUNT(slots), &text, err) &&
           db_script(work->db, sql->name, buf_text(&text), err);
}

/* Under the catalogue's lock. */
static bool add_lines(struct db *state, void *context, struct err *err)
{
    struct work *work = context;
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(state, &sql_state_invoice_lines, PARAMS(param_text(work->key)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        struct param params[LINE_TEXT_COUNT];

        for (size_t i = 0; i < LINE_TEXT_COUNT; i++)
            params[i] = param_text(keep(work, rows, i));
        if (!db_run(work->db, &sql_reconcile_line_add, params, LINE_TEXT_COUNT, NULL, err))
            return false;
    }
    return step == END;
}

static bool add_sources(struct work *work, int32_t month, struct err *err)
{
    const struct active_set *active = snapshot_active(work->snapshot);
    int64_t last = 0;

    for (size_t i = 0; i < active->count; i++) {
        const struct active_scope *scope = &active->scopes[i];

        if (month_start(scope->start) != month || scope->delivery_id == last)
            continue;
        last = scope->delivery_id;
        if (!db_run(work->db, &sql_reconcile_source_add,
                    PARAMS(param_int(scope->delivery_id), param_text(scope->source)), NULL, err))
            return false;
    }
    return true;
}

static bool is_any_more(struct work *work, bool *more, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(work->db, &sql_reconcile_more, NO_PARAMS, &rows, err))
        return false;
    step = rows_next(rows, err);
    *more = step == ROW;
    return step != FAILED;
}

static bool compute(struct work *work, int32_t month, struct err *err)
{
    bool more = false;

    return run_script(work, &sql_reconcile_start, err) &&
           snapshot_catalogue(work->snapshot, add_lines, work, err) &&
           add_sources(work, month, err) && run_script(work, &sql_reconcile_charge, err) &&
           run_script(work, &sql_reconcile_place, err) &&
           run_script(work, &sql_reconcile_compare, err) && is_any_more(work, &more, err) &&
           (!more || run_script(work, &sql_reconcile_twice, err)) &&
           run_script(work, &sql_reconcile_cause, err) &&
           run_script(work, &sql_reconcile_sum, err) &&
           run_script(work, &sql_reconcile_explain, err);
}

/* ---- the result out of tables ---- */

static struct reconcile_unit *find_unit(struct work *work, int64_t unit_no)
{
    for (size_t i = 0; i < work->out->unit_count; i++)
        if (work->out->units[i].unit_no == unit_no)
            return &work->out->units[i];
    return NULL;
}

static void take_unit(struct work *work, struct rows *rows)
{
    struct reconciliation *out = work->out;

    ARENA_ROOM(work->arena, out->units, out->unit_count);
    out->units[out->unit_count++] = (struct reconcile_unit){
        .unit_no = rows_int(rows, 0),
        .issuer = keep(work, rows, 1),
        .account = keep(work, rows, 2),
        .invoice_id = keep(work, rows, 3),
        .invoice_ids = keep(work, rows, 4),
        .currency = keep(work, rows, 5),
        .sources = keep(work, rows, 6),
        .charge_count = rows_int(rows, 7),
        .billed = keep(work, rows, 8),
        .invoiced = keep(work, rows, 9),
        .delta = keep(work, rows, 10),
        .tolerance = keep(work, rows, 11),
        .class = keep(work, rows, 12),
        .unexplained = keep(work, rows, 13),
    };
}

static void take_group(struct work *work, struct rows *rows)
{
    struct reconcile_unit *unit = find_unit(work, rows_int(rows, 0));

    ARENA_ROOM(work->arena, unit->groups, unit->group_count);
    unit->groups[unit->group_count++] = (struct reconcile_group){
        .category_group = keep(work, rows, 1),
        .billed = keep(work, rows, 2),
        .invoiced = keep(work, rows, 3),
        .delta = keep(work, rows, 4),
        .charge_count = rows_int(rows, 5),
        .class = keep(work, rows, 6),
    };
}

static void take_cause(struct work *work, struct rows *rows)
{
    struct reconcile_unit *unit = find_unit(work, rows_int(rows, 0));

    ARENA_ROOM(work->arena, unit->causes, unit->cause_count);
    unit->causes[unit->cause_count++] = (struct reconcile_cause){
        .cause = keep(work, rows, 1),
        .amount = keep(work, rows, 2),
        .line_count = rows_int(rows, 3),
        .detail = keep(work, rows, 4),
    };
}

static void take_line(struct work *work, struct rows *rows)
{
    /* where each of reconcile_line_names stands in lines.sql */
    static const size_t places[] = { 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12 };
    struct reconcile_unit *unit = find_unit(work, rows_int(rows, 0));
    struct reconcile_line *line;

    ARENA_ROOM(work->arena, unit->lines, unit->line_count);
    line = &unit->lines[unit->line_count++];
    *line = (struct reconcile_line){ .charge_count = rows_int(rows, 9) };
    for (size_t i = 0; i < ARRAY_COUNT(places); i++)
        line->texts[i] = keep(work, rows, places[i]);
    line->cause = keep(work, rows, 13);
}

static void take_evidence(struct work *work, struct rows *rows)
{
    struct reconcile_unit *unit = find_unit(work, rows_int(rows, 0));

    ARENA_ROOM(work->arena, unit->evidence, unit->evidence_count);
    unit->evidence[unit->evidence_count++] = (struct reconcile_evidence){
        .kind = keep(work, rows, 1),
        .detail = keep(work, rows, 2),
        .likely = keep(work, rows, 3),
    };
}

static bool take_all(struct work *work, const struct sql *sql,
                     void (*take)(struct work *work, struct rows *rows), struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(work->db, sql, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        take(work, rows);
    return step == END;
}

/* Under the catalogue's lock: what people have accepted. */
static bool find_acceptances(struct db *state, void *context, struct err *err)
{
    struct work *work = context;

    for (size_t i = 0; i < work->out->unit_count; i++) {
        struct reconcile_unit *unit = &work->out->units[i];
        struct rows *rows SCOPED(rows_freep) = NULL;
        enum step step;

        if (!unit->delta)
            continue;
        if (!db_query(state, &sql_state_acceptance_find,
                      PARAMS(param_text(work->key), param_text(unit->issuer),
                             param_text(unit->account),
                             param_text(unit->invoice_id ? unit->invoice_id : ""),
                             param_text(unit->currency), param_text(unit->delta)),
                      &rows, err))
            return false;
        step = rows_next(rows, err);
        if (step == FAILED)
            return false;
        if (step == ROW)
            unit->acceptance = (struct reconcile_acceptance){
                .reason = keep(work, rows, 0),
                .by = keep(work, rows, 1),
                .at = keep(work, rows, 2),
            };
    }
    return true;
}

static size_t gravity(const char *class)
{
    static const char *const classes[] = { "empty",      "exact",      "within_tolerance",
                                           "no_invoice", "no_charges", "different" };
    size_t i = 0;

    while (i + 1 < ARRAY_COUNT(classes) && strcmp(classes[i], class) != 0)
        i++;
    return i;
}

static void conclude(struct reconciliation *out)
{
    out->class = "empty";
    out->may_close = out->unit_count > 0;
    for (size_t i = 0; i < out->unit_count; i++) {
        const struct reconcile_unit *unit = &out->units[i];

        if (gravity(unit->class) > gravity(out->class))
            out->class = unit->class;
        if (!unit->acceptance.reason && gravity(unit->class) > gravity("within_tolerance"))
            out->may_close = false;
    }
}

static bool read_result(struct work *work, struct err *err)
{
    if (!take_all(work, &sql_reconcile_units, take_unit, err) ||
        !take_all(work, &sql_reconcile_groups, take_group, err) ||
        !take_all(work, &sql_reconcile_causes, take_cause, err) ||
        !take_all(work, &sql_reconcile_lines, take_line, err) ||
        !take_all(work, &sql_reconcile_evidence, take_evidence, err) ||
        !snapshot_catalogue(work->snapshot, find_acceptances, work, err))
        return false;
    conclude(work->out);
    return true;
}

bool view_reconcile(struct snapshot *snapshot, int32_t month, struct arena *arena,
                    struct reconciliation *out, struct err *err)
{
    const struct need need = {
        .charges = true,
        .basis = BASIS_BILLING_PERIOD,
        .periods = { { month, month_add(month, 1) } },
    };
    struct reconciliation result = { .data_version = snapshot_version(snapshot) };
    struct work work = { .snapshot = snapshot, .arena = arena, .out = &result };
    struct relation relation;
    bool done;

    date_format(month, work.month);
    date_format(month, work.key);
    work.key[7] = '\0';
    result.month = arena_strdup(arena, work.key);
    if (!snapshot_relation(snapshot, &need, arena, &relation, err))
        return false;
    work.from = relation.from;
    if (!snapshot_connect(snapshot, ENGINE_WAREHOUSE, &work.db, err))
        return false;
    done = compute(&work, month, err) && read_result(&work, err);
    snapshot_disconnect(snapshot, ENGINE_WAREHOUSE, work.db);
    if (done)
        *out = result;
    return done;
}

static bool is_said(const char *said, const char *value)
{
    return !said || (value && strcmp(said, value) == 0);
}

bool reconciliation_choose(const struct reconciliation *reconciliation, const char *issuer,
                           const char *account, const char *invoice_id, const char *currency,
                           const struct reconcile_unit **out, struct err *err)
{
    const struct reconcile_unit *found = NULL;

    for (size_t i = 0; i < reconciliation->unit_count; i++) {
        const struct reconcile_unit *unit = &reconciliation->units[i];

        if (!unit->delta || strcmp(unit->class, "exact") == 0 || !is_said(issuer, unit->issuer) ||
            !is_said(account, unit->account) || !is_said(invoice_id, unit->invoice_id) ||
            !is_said(currency, unit->currency))
            continue;
        if (found)
            return err_set(err, ERR_USAGE,
                           "%s has several differences: say which by issuer, account, invoice and "
                           "currency",
                           reconciliation->month);
        found = unit;
    }
    if (!found)
        return err_set(err, ERR_MISSING, "%s has no such difference", reconciliation->month);
    *out = found;
    return true;
}
