/* SPDX-License-Identifier: Apache-2.0 */
#include "run/activate.h"

#include "base/clock.h"
#include "run/earlier.h"
#include "run/guard.h"
#include "run/overlap.h"
#include "run/scopes.h"
#include "run/transaction.h"
#include "sql_files.h"

#include <inttypes.h>
#include <string.h>

/* A delivery that brought the same bytes before and was understood. */
struct known_bytes {
    int64_t delivery_id; /* 0: there is none */
    const char *state;
    const char *message;
    int64_t produced_at;
    bool is_whole; /* all of it counts */
};

static bool find_known(struct db *db, const char *content_hash, int64_t delivery_id,
                       struct arena *arena, struct known_bytes *known, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *produced_at;
    enum step step;
    size_t size;

    if (!db_query(db, &sql_state_delivery_by_content,
                  PARAMS(param_text(content_hash), param_int(delivery_id)), &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step != ROW)
        return step != FAILED;
    known->delivery_id = rows_int(rows, 0);
    known->state = rows_keep(rows, 1, arena);
    produced_at = rows_text(rows, 2, &size);
    known->is_whole = rows_int(rows, 3) != 0;
    known->message = rows_keep(rows, 4, arena);
    return timestamp_parse(produced_at, size, &known->produced_at) ||
           err_set(err, ERR_BUG, "delivery_by_content: '%s' is no time", produced_at);
}

static bool is_restated_back(int64_t dated_at, const struct known_bytes *known)
{
    return dated_at && !known->is_whole && dated_at > known->produced_at &&
           (strcmp(known->state, "active") == 0 || strcmp(known->state, "superseded") == 0);
}

bool arrival_known(struct catalogue *catalogue, const char *content_hash, int64_t delivery_id,
                   int64_t dated_at, struct arena *arena, int64_t *known_delivery_id,
                   const char **message, struct err *err)
{
    struct known_bytes known = { 0 };
    const char *what = "nothing changed";

    if (!find_known(catalogue_db(catalogue), content_hash, delivery_id, arena, &known, err))
        return false;
    *known_delivery_id =
        known.delivery_id && !is_restated_back(dated_at, &known) ? known.delivery_id : 0;
    if (!*known_delivery_id)
        return true;
    if (strcmp(known.state, "rejected") == 0 || strcmp(known.state, "held") == 0)
        what = known.message;
    *message = arena_printf(arena, "the same bytes as delivery %" PRId64 " (%s): %s",
                            known.delivery_id, known.state, what);
    return true;
}

bool deliveries_expire(struct catalogue *catalogue, int64_t arrived_before, struct err *err)
{
    return db_run(catalogue_db(catalogue), &sql_state_delivery_expired,
                  PARAMS(param_timestamp(arrived_before),
                         param_text("files of it are missing for too long (staged_days); ingest it "
                                    "again when all are there")),
                  NULL, err);
}

struct arrival_step {
    const struct arrival *arrival;
    int64_t delivery_id;
};

static bool add_arrival(struct db *db, void *context, struct err *err)
{
    struct arrival_step *step = context;
    const struct arrival *arrival = step->arrival;
    bool found;

    if (!first_integer(db, &sql_state_delivery_add,
                       PARAMS(param_text("cost_and_usage"), param_text(arrival->name),
                              param_text(arrival->execution_id),
                              param_timestamp(arrival->produced_at),
                              param_timestamp(arrival->arrived_at),
                              param_text(arrival->content_hash), param_int(arrival->byte_count),
                              param_text(arrival->state), param_text(arrival->message)),
                       &step->delivery_id, &found, err))
        return false;
    for (size_t i = 0; i < arrival->file_count; i++)
        if (!db_run(db, &sql_state_file_add,
                    PARAMS(param_int(step->delivery_id), param_int((int64_t)i + 1),
                           param_text(arrival->file_names[i]), param_int(arrival->files[i].size),
                           param_text(arrival->files[i].sha256),
                           param_timestamp(arrival->produced_at),
                           param_text(arrival->file_kinds ? arrival->file_kinds[i] : NULL),
                           param_null()),
                    NULL, err))
            return false;
    return true;
}

bool arrival_add(struct catalogue *catalogue, const struct arrival *arrival, int64_t *delivery_id,
                 struct err *err)
{
    struct arrival_step step = { .arrival = arrival };

    if (!in_transaction(catalogue_db(catalogue), add_arrival, &step, err))
        return false;
    *delivery_id = step.delivery_id;
    return true;
}

bool delivery_settle(struct catalogue *catalogue, int64_t delivery_id, const char *state,
                     const char *message, int64_t duplicate_of, struct err *err)
{
    return db_run(catalogue_db(catalogue), &sql_state_delivery_settle,
                  PARAMS(param_int(delivery_id), param_text(state), param_text(message),
                         duplicate_of ? param_int(duplicate_of) : param_null()),
                  NULL, err);
}

static bool read_fate(struct db *db, int64_t delivery_id, struct arena *arena, const char **state,
                      const char **message, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_state_delivery_fate, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    switch (rows_next(rows, err)) {
    case ROW:
        *state = rows_keep(rows, 0, arena);
        *message = rows_keep(rows, 1, arena);
        return true;
    case END:
        return err_set(err, ERR_BUG, "there is no delivery %" PRId64, delivery_id);
    case FAILED:
        break;
    }
    return false;
}

bool delivery_fail(struct catalogue *catalogue, int64_t delivery_id, struct arena *arena,
                   const char **state, const char **message, bool *counts, struct err *err)
{
    struct db *db = catalogue_db(catalogue);
    int64_t changed = 0;

    if (!db_run(db, &sql_state_delivery_interrupted,
                PARAMS(param_int(delivery_id), param_text(*message)), &changed, err))
        return false;
    *counts = changed == 0;
    *state = "rejected";
    return changed || read_fate(db, delivery_id, arena, state, message, err);
}

/* ---- activation ---- */

struct activation_step {
    struct catalogue *catalogue;
    const struct activation *activation;
    struct arena *arena;
    int64_t source_id;
    int64_t now;
    struct findings findings; /* those of the checks, then those of the guards */
    const char *state;
    const char *message;
};

/* An earlier transaction has made it, unless nobody asked for it (delivery_source). */
static bool find_source(struct activation_step *step, struct err *err)
{
    const struct activation *activation = step->activation;
    const struct mapping_result *mapped = activation->mapped;
    struct source_row source = { 0 };

    if (!catalogue_source(step->catalogue, activation->source, step->arena, &source, err))
        return false;
    if (!source.source_id)
        return catalogue_source_add(
            step->catalogue, activation->source,
            mapped->provider_count == 1 ? mapped->provider_names[0] : NULL, mapped->format->key,
            mapped->billing_account_count == 1 ? mapped->billing_account_ids[0] : NULL,
            activation->layout, mapped->format->priority, &step->source_id, err);
    step->source_id = source.source_id;
    if (strcmp(source.format, mapped->format->key) != 0)
        return err_set(
            err, ERR_CONFLICT,
            "source %s has bills of format %s, this one is %s: read it again under another "
            "source (--source)",
            source.name, source.format, mapped->format->key);
    if (source.layout && activation->layout && strcmp(source.layout, activation->layout) != 0)
        return err_set(err, ERR_CONFLICT,
                       "source %s has the columns %s, this file %s: it is another feed, read it "
                       "again under a source of its own (--source)",
                       source.name, source.layout, activation->layout);
    return true;
}

static bool find_source_alone(struct db *db, void *context, struct err *err)
{
    (void)db;
    return find_source(context, err);
}

bool delivery_source(struct catalogue *catalogue, const struct activation *activation,
                     struct arena *arena, int64_t *source_id, struct err *err)
{
    struct activation_step step = { .catalogue = catalogue,
                                    .activation = activation,
                                    .arena = arena };

    if (!in_transaction(catalogue_db(catalogue), find_source_alone, &step, err))
        return false;
    *source_id = step.source_id;
    return true;
}

static bool write_mapped(struct db *db, const struct activation_step *step, struct err *err)
{
    const struct mapping_result *mapped = step->activation->mapped;
    struct param delivery = param_int(step->activation->delivery_id);
    int64_t changed;

    if (!db_run(db, &sql_state_delivery_mapped,
                PARAMS(delivery, param_int(step->source_id), param_text(mapped->format->key),
                       param_text(mapped->format_version), param_text(mapped->mapping_version),
                       param_int(mapped->row_count), param_int(mapped->charge_count),
                       param_int(mapped->dropped_count), param_int(mapped->rejected_count)),
                &changed, err))
        return false;
    if (!changed)
        return err_set(err, ERR_UPSTREAM,
                       "the run lost its locks, and a sweep took it for dead: ingest the bill "
                       "again");
    for (size_t i = 0; i < mapped->total_count; i++) {
        const struct mapping_total *total = &mapped->totals[i];

        if (!db_run(db, &sql_state_total_add,
                    PARAMS(delivery, param_text(total->currency), param_text(total->control),
                           param_text(total->billed), param_text(total->effective),
                           param_text(total->list), param_text(total->contracted),
                           param_int(total->charge_count)),
                    NULL, err))
            return false;
    }
    for (size_t i = 0; i < mapped->drop_count; i++) {
        const struct mapping_drop *drop = &mapped->drops[i];

        if (!db_run(db, &sql_state_drop_add,
                    PARAMS(delivery, param_text(drop->rule), param_text(drop->currency),
                           param_int(drop->row_count), param_text(drop->cost)),
                    NULL, err))
            return false;
    }
    return true;
}

static bool write_findings(struct db *db, const struct activation_step *step, struct err *err)
{
    const struct activation *activation = step->activation;

    for (size_t i = 0; i < step->findings.count; i++) {
        const struct finding *finding = &step->findings.list[i];

        if (!db_run(db, &sql_state_check_add,
                    PARAMS(param_int(activation->delivery_id), param_int((int64_t)i + 1),
                           param_text(finding->rule), param_text(outcome_name(finding->outcome)),
                           param_int(finding->failing_count), param_text(finding->detail),
                           param_int(finding->is_acceptable)),
                    NULL, err))
            return false;
    }
    for (size_t i = 0; i < activation->artifact_count; i++) {
        const struct artifact *artifact = &activation->artifacts[i];

        if (!db_run(db, &sql_state_artifact_add,
                    PARAMS(param_int(activation->delivery_id), param_text(artifact->name),
                           param_int(artifact->size), param_text(artifact->sha256)),
                    NULL, err))
            return false;
    }
    return true;
}

/* 2026-10-31, 2026-10 or 2026-10/object; from the arena. */
static const char *scope_key(const struct activation_step *step, int32_t start)
{
    char day[DATE_TEXT_SIZE];

    date_format(start, day);
    if (step->activation->mapped->format->scope == SCOPE_DAY)
        return arena_strdup(step->arena, day);
    day[7] = '\0';
    if (!step->activation->object)
        return arena_strdup(step->arena, day);
    return arena_printf(step->arena, "%s/%s", day, step->activation->object);
}

static bool write_accounts(struct db *db, const struct activation_step *step, struct err *err)
{
    const struct mapping_result *mapped = step->activation->mapped;

    for (size_t i = 0; i < mapped->account_count; i++) {
        const struct mapping_account *account = &mapped->accounts[i];
        const char *key = scope_key(step, account->scope_start);

        if (!db_run(db, &sql_state_account_add,
                    PARAMS(param_int(step->activation->delivery_id), param_text(key),
                           param_text(account->provider_name),
                           param_text(account->billing_account_id),
                           param_text(account->invoice_issuer_name), param_text(account->currency),
                           param_text(account->billed), param_text(account->effective),
                           param_int(account->charge_count)),
                    NULL, err))
            return false;
    }
    return true;
}

static bool write_scopes(struct db *db, const struct activation_step *step, struct err *err)
{
    const struct mapping_result *mapped = step->activation->mapped;

    for (size_t i = 0; i < mapped->scope_count; i++) {
        const struct mapping_scope *scope = &mapped->scopes[i];
        const char *key = scope_key(step, scope->start);
        bool has_charges = scope->charge_count > 0;

        if (!db_run(db, &sql_state_scope_add,
                    PARAMS(param_int(step->activation->delivery_id), param_int(step->source_id),
                           param_text(mapped->format->dataset), param_text(key),
                           param_date(scope->start), param_date(scope->end), param_text("checked"),
                           param_int(scope->charge_count),
                           has_charges ? param_date(scope->first_charge_day) : param_null(),
                           has_charges ? param_date(scope->last_charge_day) : param_null()),
                    NULL, err))
            return false;
    }
    return !step->activation->object ||
           db_run(db, &sql_state_scope_add_empty,
                  PARAMS(param_int(step->activation->delivery_id), param_int(step->source_id),
                         param_text(mapped->format->dataset), param_text(step->activation->object),
                         param_text("checked")),
                  NULL, err);
}

/* A held delivery's message is its first failed finding; the others are in its list. */
static void hold(struct activation_step *step)
{
    step->state = "held";
    for (size_t i = 0; i < step->findings.count; i++) {
        const struct finding *finding = &step->findings.list[i];

        if (finding->outcome != OUTCOME_FAILED)
            continue;
        step->message = arena_printf(
            step->arena, "held: %s: %s (`centavo deliveries %" PRId64 "` shows all findings)",
            finding->rule, finding->detail, step->activation->delivery_id);
        return;
    }
}

static bool count(struct db *db, struct activation_step *step, struct err *err)
{
    struct param delivery = param_int(step->activation->delivery_id);
    const char *primary = NULL;
    const char *shadows = NULL;
    bool is_active = false;

    if (!scopes_count(step->catalogue, step->activation->delivery_id, "ingested", step->now,
                      &is_active, err))
        return false;
    step->state = is_active ? "active" : "superseded";
    step->message = "a delivery that was produced later counts already; nothing changed";
    if (is_active &&
        !earlier_advice(db, step->activation->delivery_id, step->arena, &step->message, err))
        return false;
    if (!overlap_primary(db, step->activation->delivery_id, step->arena, &primary, err) ||
        !overlap_shadows(db, step->activation->delivery_id, step->arena, &shadows, err))
        return false;
    if (is_active && shadows && !*step->message)
        step->message = arena_printf(step->arena,
                                     "it counts in place of %s, which has the same accounts "
                                     "(`centavo sources compare`)",
                                     shadows);
    if (primary)
        step->message = primary;
    return db_run(db, &sql_state_delivery_activated,
                  PARAMS(delivery, param_timestamp(step->now), param_text(step->state),
                         param_text(step->message)),
                  NULL, err) &&
           db_run(db, &sql_state_delivery_completed, PARAMS(delivery), NULL, err);
}

/* With what it would replace, and with what other feeds say. */
static bool compare(struct db *db, struct activation_step *step, struct err *err)
{
    const struct activation *activation = step->activation;

    return guard_delivery(step->catalogue, &activation->guard, activation->delivery_id,
                          activation->mapped, step->arena, &step->findings, err) &&
           overlap_accounts_add(db, activation->guard.engine, activation->guard.warehouse,
                                activation->delivery_id, activation->mapped, step->arena, err) &&
           overlap_find(db, activation->delivery_id, step->arena, &step->findings, err);
}

/* Scopes enter as checked; what they would replace is then known, and the guards can speak. */
static bool enter(struct db *db, struct activation_step *step, struct err *err)
{
    const struct activation *activation = step->activation;
    struct param delivery = param_int(activation->delivery_id);

    if (!find_source(step, err) || !write_mapped(db, step, err) || !write_scopes(db, step, err) ||
        !write_accounts(db, step, err))
        return false;
    if (activation->mapped->kind &&
        !pair_write(db, activation->delivery_id, activation->pair, activation->half,
                    activation->mapped->kind, activation->produced_at, activation->own_file_count,
                    err))
        return false;
    step->findings = *activation->findings;
    if (activation->guard.engine && !compare(db, step, err))
        return false;
    if (!write_findings(db, step, err))
        return false;
    if (!step->findings.failed_count)
        return count(db, step, err);
    hold(step);
    return db_run(db, &sql_state_scope_hold, PARAMS(delivery), NULL, err) &&
           delivery_settle(step->catalogue, activation->delivery_id, step->state, step->message, 0,
                           err);
}

/* Another run may have brought the same bytes since this one began. */
static bool activate(struct db *db, void *context, struct err *err)
{
    struct activation_step *step = context;
    const struct activation *activation = step->activation;
    int64_t known = 0;

    if (!arrival_known(step->catalogue, activation->content_hash, activation->delivery_id,
                       activation->dated_at, step->arena, &known, &step->message, err))
        return false;
    if (!known)
        return enter(db, step, err) &&
               (!activation->again ||
                db_run(db, &sql_state_delivery_mapped_again,
                       PARAMS(param_int(activation->again), param_int(activation->delivery_id),
                              param_timestamp(step->now)),
                       NULL, err));
    step->state = "duplicate";
    return delivery_settle(step->catalogue, activation->delivery_id, step->state, step->message,
                           known, err);
}

bool delivery_activate(struct catalogue *catalogue, const struct activation *activation,
                       struct arena *arena, const char **state, const char **message,
                       struct err *err)
{
    struct activation_step step = { .catalogue = catalogue,
                                    .activation = activation,
                                    .arena = arena,
                                    .now = clock_now(),
                                    .message = "" };

    if (!in_transaction(catalogue_db(catalogue), activate, &step, err))
        return false;
    *state = step.state;
    *message = step.message;
    return true;
}
