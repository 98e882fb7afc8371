/* SPDX-License-Identifier: Apache-2.0 */
#include "run/decide.h"

#include "base/clock.h"
#include "base/file.h"
#include "run/activate.h"
#include "run/earlier.h"
#include "run/home_lock.h"
#include "run/scopes.h"
#include "run/transaction.h"
#include "sql_files.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

struct deciding {
    struct catalogue *catalogue;
    const struct place *place;
    struct arena *arena;
    int64_t delivery_id;
    enum decision decision;
    const char *reason;
    int64_t now;
    const char *state; /* before, then after */
    const char *advice;
    bool is_mapped;
    const char *broken_rule; /* NULL: none */
    int64_t composed_by;     /* counts, or may, with a half that this one brought; 0: none */
    int64_t composed_of;     /* brought a half of this one and was rejected; 0: none */
    const char *object;      /* of an append feed, else NULL */
    const char *source;
    const char *format;
    const char *kind; /* of a month that comes in halves, else NULL */
    struct earlier mine;
};

static bool read_delivery(struct db *db, struct deciding *step, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!delivery_row(db, &sql_state_delivery_decidable, step->delivery_id, &rows, err))
        return false;
    step->state = rows_keep(rows, 0, step->arena);
    step->is_mapped = rows_int(rows, 1) != 0;
    step->broken_rule = rows_keep(rows, 2, step->arena);
    step->composed_by = rows_is_null(rows, 3) ? 0 : rows_int(rows, 3);
    step->composed_of = rows_is_null(rows, 4) ? 0 : rows_int(rows, 4);
    step->object = rows_keep(rows, 5, step->arena);
    step->source = rows_keep(rows, 6, step->arena);
    step->format = rows_keep(rows, 7, step->arena);
    step->kind = rows_keep(rows, 8, step->arena);
    step->mine = earlier_of(rows, 9, step->delivery_id);
    return true;
}

static bool is_one_of(const char *state, const char *const *states)
{
    while (*states && strcmp(*states, state) != 0)
        states++;
    return *states != NULL;
}

static bool check_accept(const struct deciding *step, struct err *err)
{
    static const char *const states[] = { "held", "rejected", NULL };

    if (!is_one_of(step->state, states))
        return err_set(err, ERR_CONFLICT,
                       "delivery %" PRId64 " is %s: only one that is held or rejected can be "
                       "accepted",
                       step->delivery_id, step->state);
    if (!step->is_mapped)
        return err_set(err, ERR_CONFLICT,
                       "delivery %" PRId64 " could not be read: there are no charges to accept",
                       step->delivery_id);
    if (step->broken_rule)
        return err_set(err, ERR_CONFLICT,
                       "delivery %" PRId64 " cannot be accepted, it breaks a rule that must hold: "
                       "%s",
                       step->delivery_id, step->broken_rule);
    if (step->composed_of)
        return err_set(err, ERR_CONFLICT,
                       "delivery %" PRId64 " was made with a half that came with delivery %" PRId64
                       ", and that is rejected: accept that one first",
                       step->delivery_id, step->composed_of);
    return true;
}

static bool check_reject(const struct deciding *step, struct err *err)
{
    static const char *const states[] = { "held", "active", "superseded", "staged", NULL };

    if (!is_one_of(step->state, states))
        return err_set(err, ERR_CONFLICT, "delivery %" PRId64 " is %s: there is nothing to reject",
                       step->delivery_id, step->state);
    return !step->composed_by ||
           err_set(err, ERR_CONFLICT,
                   "delivery %" PRId64
                   " was made with what this one brought and is active or held: "
                   "reject that one first",
                   step->composed_by);
}

/* Others of its feed may have come since it was mapped, with rows that it has too. */
static bool check_repeated(const struct deciding *step, struct err *err)
{
    const char *repeated = NULL;

    if (!step->object)
        return true;
    if (!earlier_repeated(step->catalogue, step->place, &step->mine, step->format, step->source,
                          step->object, step->arena, &repeated, err))
        return false;
    return !repeated || err_set(err, ERR_CONFLICT,
                                "delivery %" PRId64 " holds what other files of its feed, which "
                                "count, have brought too (%s): map it again (`centavo ingest "
                                "--again %" PRId64 "`)",
                                step->delivery_id, repeated, step->delivery_id);
}

static bool accept(struct db *db, struct deciding *step, struct err *err)
{
    struct param delivery = param_int(step->delivery_id);
    bool is_active = false;
    const char *message;

    if (!check_accept(step, err) || !check_repeated(step, err) ||
        !db_run(db, &sql_state_scope_reopen, PARAMS(delivery), NULL, err) ||
        !scopes_count(step->catalogue, step->delivery_id, "accepted", step->now, &is_active, err))
        return false;
    step->state = is_active ? "active" : "superseded";
    message = is_active ? arena_printf(step->arena, "accepted: %s", step->reason)
                        : "accepted, but a delivery that was produced later counts already";
    return db_run(
        db, &sql_state_delivery_activated,
        PARAMS(delivery, param_timestamp(step->now), param_text(step->state), param_text(message)),
        NULL, err);
}

static bool reject(struct deciding *step, struct err *err)
{
    if (!check_reject(step, err) ||
        !delivery_settle(step->catalogue, step->delivery_id, "rejected",
                         arena_printf(step->arena, "rejected: %s", step->reason), 0, err) ||
        !scopes_withdraw(step->catalogue, step->delivery_id, step->now, err) ||
        !db_run(catalogue_db(step->catalogue), &sql_state_delivery_reheld,
                PARAMS(param_int(step->delivery_id)), NULL, err))
        return false;
    step->state = "rejected";
    if (!earlier_advice(catalogue_db(step->catalogue), step->delivery_id, step->arena,
                        &step->advice, err))
        return false;
    return !*step->advice ||
           delivery_settle(
               step->catalogue, step->delivery_id, "rejected",
               arena_printf(step->arena, "rejected: %s; %s", step->reason, step->advice), 0, err);
}

static bool decide(struct db *db, void *context, struct err *err)
{
    struct deciding *step = context;
    bool accepts = step->decision == DECISION_ACCEPT;

    return read_delivery(db, step, err) && (accepts ? accept(db, step, err) : reject(step, err)) &&
           db_run(db, &sql_state_decision_add,
                  PARAMS(param_int(step->delivery_id),
                         param_text(accepts ? "accepted" : "rejected"), param_text(step->reason),
                         param_timestamp(step->now)),
                  NULL, err);
}

/* Something to read must remain when blanks are taken away. */
static bool is_empty(const char *reason)
{
    while (reason && isspace((unsigned char)*reason))
        reason++;
    return !reason || !*reason;
}

/* A run that must know the rows of others (home_lock.h) has looked at what counts; a decision would
 * change that behind its back. */
static bool wait_for_runs(const struct deciding *step, struct home_lock *lock, struct err *err)
{
    struct deciding found = *step;

    return read_delivery(catalogue_db(step->catalogue), &found, err) &&
           ((!found.object && !found.kind) || home_lock_append(lock, err));
}

bool delivery_decide(struct catalogue *catalogue, const struct place *place, int64_t delivery_id,
                     enum decision decision, const char *reason, struct arena *arena,
                     struct decided *out, struct err *err)
{
    struct deciding step = { .catalogue = catalogue,
                             .place = place,
                             .advice = "",
                             .arena = arena,
                             .delivery_id = delivery_id,
                             .decision = decision,
                             .reason = reason,
                             .now = clock_now() };
    struct home_lock *lock SCOPED(home_lock_closep) = home_lock_new(place);

    if (is_empty(reason))
        return err_set(err, ERR_USAGE,
                       "a reason is needed: it is kept with the decision for whoever asks later");
    if (!wait_for_runs(&step, lock, err) ||
        !in_transaction(catalogue_db(catalogue), decide, &step, err))
        return false;
    *out = (struct decided){ step.state, step.advice };
    return true;
}
