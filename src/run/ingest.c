/* SPDX-License-Identifier: Apache-2.0 */
/* ingest.c -- the steps of a run, in order. Files of ours are made below HOME/stage, renamed to
 * HOME/charge/<delivery> as a whole directory, and only then mentioned in the catalogue; what a
 * dying run leaves behind is swept (sweep.h). */
#include "run/ingest.h"

#include "base/clock.h"
#include "base/file.h"
#include "landing/landing.h"
#include "mapping/map.h"
#include "run/activate.h"
#include "run/again.h"
#include "run/artifact.h"
#include "run/bundle.h"
#include "run/check.h"
#include "run/earlier.h"
#include "run/home_lock.h"
#include "run/pair.h"
#include "store/catalogue.h"
#include "store/warehouse.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct run {
    const struct ingest_job *job;
    const struct config *config;
    struct ingest_result *result;
    struct arena *arena; /* of the result: all of a run's small things live as long as that */
    struct catalogue *catalogue;
    const char *source; /* name of the feed, when somebody said so */
    struct home_lock *lock;
    bool has_append_lock; /* which is wider than that of its source */
    bool has_source_lock;
    char *stage;        /* HOME/stage/<pid>-XXXXXX, removed when the run ends */
    const char *output; /* stage/charge: becomes HOME/charge/<delivery> */
    struct bundle bundle;
    struct landed *landed;
    int64_t bytes_before; /* landed bytes of the files before the present one */
    int64_t arrived_at;
    const struct earlier *earlier; /* deliveries of its feed that a row may stand in already */
    const struct mapping_earlier *earlier_paths;
    size_t earlier_count;
    int64_t dated_at;    /* when its files were produced, if somebody said so, else 0 */
    int64_t produced_at; /* of what is made of them */
    struct mapping_result mapped;
    struct pair pair;    /* the other half of the month, taken in */
    const char *half;    /* what its own files are, of a pair; NULL: not told */
    const char *row_gap; /* between what a manifest says and its files; NULL: none */
    struct findings findings;
    struct artifacts artifacts;
    struct warehouse *warehouse;
    struct db *duck;   /* on the staged files */
    struct db *engine; /* on all charges */
};

static void run_done(struct run *run)
{
    struct err ignored SCOPED(err_done) = { 0 };

    db_close(run->engine);
    db_close(run->duck);
    warehouse_close(run->warehouse);
    mapping_result_done(&run->mapped);
    catalogue_close(run->catalogue);
    if (run->stage && !directory_remove(run->stage, &ignored))
        err_done(&ignored); /* the next sweep takes it */
    free(run->stage);
    home_lock_close(run->lock);
}

static void report(struct run *run, enum ingest_phase phase, int64_t bytes_done,
                   int64_t bytes_total, int64_t row_count)
{
    struct ingest_progress progress = { phase, bytes_done, bytes_total, row_count };

    if (run->job->progress)
        run->job->progress(run->job->progress_context, &progress);
}

/* The bill itself is at fault, not the machine or the caller: the run ends with a rejected
 * delivery. */
static bool is_fault_of_bill(enum err_code code)
{
    return code == ERR_DATA || code == ERR_LIMIT || code == ERR_USAGE || code == ERR_CONFLICT;
}

/* ---- locks ---- */

static bool lock_append(struct run *run, struct err *err)
{
    run->has_append_lock = run->has_append_lock || home_lock_append(run->lock, err);
    return run->has_append_lock;
}

/* Of two runs for one feed the second waits, from when it is known which feed it is. One that holds
 * the lock of all append feeds does not ask: a run that waits for that would hold this one. */
static bool lock_source(struct run *run, const char *source, struct err *err)
{
    if (run->has_source_lock || run->has_append_lock)
        return true;
    run->has_source_lock =
        home_lock_source(run->lock, source, run->config->lock_wait, run->job->cancel, err);
    return run->has_source_lock;
}

/* ---- landing ---- */

static bool open_stage(struct run *run, struct err *err)
{
    char *name = arena_printf(run->arena, "%s/%d-XXXXXX",
                              home_stage(run->arena, run->config->place.home), (int)getpid());

    if (!mkdtemp(name))
        return err_errno(err, ERR_UPSTREAM, "make a directory in %s",
                         home_stage(run->arena, run->config->place.home));
    run->stage = strdup(name);
    if (!run->stage)
        abort();
    run->output = path_join(run->arena, name, "charge");
    return directory_make(run->output, err) &&
           directory_make(path_join(run->arena, name, "temp"), err);
}

static void landing_progress(void *context, int64_t bytes)
{
    struct run *run = context;

    report(run, INGEST_LANDING, run->bytes_before + bytes, run->bundle.byte_count, 0);
}

static bool check_hash(const struct bundle_file *file, const struct landed *landed, struct err *err)
{
    return !file->sha256 || strcmp(file->sha256, landed->sha256) == 0 ||
           err_set(err, ERR_DATA,
                   "%s is not the file of its manifest: its SHA-256 is %s and should be %s",
                   file->name, landed->sha256, file->sha256);
}

static bool land_files(struct run *run, struct err *err)
{
    if (run->job->again) {
        run->bytes_before = run->bundle.byte_count;
        return true; /* they are there */
    }
    run->landed = ARENA_ARRAY(run->arena, struct landed, run->bundle.file_count);
    for (size_t i = 0; i < run->bundle.file_count; i++) {
        if (!landing_add(run->config->place.home, run->stage, run->bundle.files[i].path,
                         run->job->move ? LANDING_MOVE : LANDING_COPY, landing_progress, run,
                         run->arena, &run->landed[i], err) ||
            !check_hash(&run->bundle.files[i], &run->landed[i], err))
            return false;
        run->bytes_before += run->landed[i].size;
    }
    return true;
}

static int compare_landed(const void *a, const void *b)
{
    const struct landed *const *left = a;
    const struct landed *const *right = b;

    if ((*left)->size != (*right)->size)
        return (*left)->size < (*right)->size ? -1 : 1;
    return strcmp((*left)->sha256, (*right)->sha256);
}

/* Over the sorted list of (size, hash) of the files (focus-model.md 11.1); of one file that is not
 * its own hash either. */
static char *content_hash(struct run *run)
{
    const struct landed **sorted =
        ARENA_ARRAY(run->arena, const struct landed *, run->bundle.file_count);
    struct hash *hash = hash_new();
    char *text = arena_alloc(run->arena, HASH_TEXT_SIZE);

    for (size_t i = 0; i < run->bundle.file_count; i++)
        sorted[i] = &run->landed[i];
    qsort(sorted, run->bundle.file_count, sizeof(struct landed *), compare_landed);
    for (size_t i = 0; i < run->bundle.file_count; i++) {
        const char *line =
            arena_printf(run->arena, "%" PRId64 " %s\n", sorted[i]->size, sorted[i]->sha256);

        hash_add(hash, line, strlen(line));
    }
    hash_finish(hash, text);
    hash_free(hash);
    return text;
}

static bool arrive(struct run *run, struct err *err)
{
    struct arrival arrival = {
        .name = run->result->name,
        .execution_id = run->bundle.execution_id,
        .arrived_at = run->arrived_at,
        .files = run->landed,
        .file_count = run->bundle.file_count,
        .byte_count = run->bytes_before,
        .state = run->bundle.missing ? "staged" : "discovered",
        .message = "",
    };
    const char **names = ARENA_ARRAY(run->arena, const char *, run->bundle.file_count);
    const char **kinds = ARENA_ARRAY(run->arena, const char *, run->bundle.file_count);

    for (size_t i = 0; i < run->bundle.file_count; i++) {
        names[i] = run->bundle.files[i].name;
        kinds[i] = run->bundle.files[i].kind;
    }
    arrival.file_kinds = kinds;
    run->dated_at = run->job->produced_at ? run->job->produced_at : run->bundle.produced_at;
    run->produced_at = run->dated_at ? run->dated_at : run->arrived_at;
    arrival.produced_at = run->produced_at;
    arrival.file_names = names;
    arrival.content_hash = content_hash(run);
    if (run->bundle.missing)
        arrival.message =
            arena_printf(run->arena,
                         "incomplete: the manifest also lists %s; ingest it again when "
                         "all files are there",
                         run->bundle.missing);
    run->result->message = arrival.message;
    run->result->state = arrival.state;
    return arrival_add(run->catalogue, &arrival, &run->result->delivery_id, err);
}

/* Bytes that counted once are not read again: *is_known, and the run is over. */
static bool stop_at_known(struct run *run, bool *is_known, struct err *err)
{
    int64_t known;

    if (!arrival_known(run->catalogue, content_hash(run), run->result->delivery_id, run->dated_at,
                       run->arena, &known, &run->result->message, err))
        return false;
    *is_known = known != 0;
    if (!known)
        return true;
    run->result->state = "duplicate";
    return delivery_settle(run->catalogue, run->result->delivery_id, run->result->state,
                           run->result->message, known, err);
}

/* ---- mapping, checks, rollups ---- */

static void mapping_progress(void *context, int64_t bytes_done, int64_t bytes_total,
                             int64_t row_count)
{
    report(context, INGEST_MAPPING, bytes_done, bytes_total, row_count);
}

static int thread_count(const struct config *config)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (config->threads > 0)
        return config->threads;
    return cores > 0 ? (int)cores : 1;
}

static enum date_order date_order(const struct run *run)
{
    const char *text = run->job->date_order ? run->job->date_order : run->config->date_order;

    if (!text)
        return DATE_ORDER_UNKNOWN;
    return strcmp(text, "day-first") == 0 ? DATE_ORDER_DAY_FIRST : DATE_ORDER_MONTH_FIRST;
}

/* No other object of the feed becomes active until this run has ended. */
static bool earlier_charges(void *context, const struct format *format, struct arena *arena,
                            struct mapping_earlier **list, size_t *count, struct err *err)
{
    struct run *run = context;
    struct earlier *earlier = NULL;

    if (!lock_append(run, err) ||
        !earlier_list(run->catalogue, format->key, run->source, object_name(run->result->name),
                      arena, &earlier, count, err))
        return false;
    *list = ARENA_ARRAY(arena, struct mapping_earlier, *count + 1);
    for (size_t i = 0; i < *count; i++)
        (*list)[i] = (struct mapping_earlier){
            .path = earlier_path(&run->config->place, path_join(arena, run->stage, "temp"),
                                 earlier[i].delivery_id, arena),
            .first_charge_day = earlier[i].first_charge_day,
            .last_charge_day = earlier[i].last_charge_day,
        };
    run->earlier = earlier;
    run->earlier_paths = *list;
    run->earlier_count = *count;
    return true;
}

static bool earlier_file(void *context, const char *path, struct err *err)
{
    const struct run *run = context;

    for (size_t i = 0; i < run->earlier_count; i++)
        if (strcmp(run->earlier_paths[i].path, path) == 0)
            return earlier_fetch(&run->config->place, run->earlier[i].delivery_id, path, err) ||
                   err_wrap(err, "delivery %" PRId64, run->earlier[i].delivery_id);
    return err_set(err, ERR_BUG, "%s is no file of an earlier delivery", path);
}

static bool map_files(struct run *run, struct err *err)
{
    const char *directories[] = { run->config->place.home, NULL };
    size_t file_count = run->bundle.file_count + run->pair.file_count;
    struct mapping_file *files = ARENA_ARRAY(run->arena, struct mapping_file, file_count);
    const struct mapping_setting settings[] = {
        { "oci_commitment", run->config->oci_commitment },
        { "gcp_commitment", run->config->gcp_commitment },
    };
    struct mapping_job job = {
        .files = files,
        .file_count = file_count,
        .output_directory = run->output,
        .temp_directory = path_join(run->arena, run->stage, "temp"),
        .directories = directories,
        .memory_limit = run->config->memory_limit,
        .threads = thread_count(run->config),
        .delivery_id = run->result->delivery_id,
        .produced_at = run->produced_at,
        .default_currency = run->job->currency ? run->job->currency : run->config->default_currency,
        .date_order = date_order(run),
        .settings = settings,
        .setting_count = ARRAY_COUNT(settings),
        .earlier = earlier_charges,
        .earlier_file = earlier_file,
        .earlier_context = run,
        .cancel = run->job->cancel,
        .progress = mapping_progress,
        .progress_context = run,
    };

    for (size_t i = 0; i < run->bundle.file_count; i++)
        files[i] =
            (struct mapping_file){ .path = run->landed[i].path,
                                   .name = run->bundle.files[i].name,
                                   .kind = run->bundle.files[i].kind ? run->bundle.files[i].kind
                                                                     : run->half };
    for (size_t i = 0; i < run->pair.file_count; i++)
        files[run->bundle.file_count + i] =
            (struct mapping_file){ .path = run->pair.files[i].landed.path,
                                   .name = run->pair.files[i].name,
                                   .kind = run->pair.kind };
    return mapping_run(&job, &run->mapped, err);
}

/* Stays open until the run ends: activation compares with what counts. */
static bool open_warehouse(struct run *run, struct err *err)
{
    const struct warehouse_options options = {
        .place = &run->config->place,
        .temp_directory = path_join(run->arena, run->stage, "temp"),
        .memory_limit = run->config->memory_limit,
        .threads = thread_count(run->config),
    };

    return warehouse_open(&options, &run->warehouse, err) &&
           duck_connect(warehouse_duck(run->warehouse), &run->duck, err) &&
           warehouse_connect(run->warehouse, &run->engine, err);
}

static bool check_and_roll_up(struct run *run, struct err *err)
{
    if (!open_warehouse(run, err))
        return false;
    report(run, INGEST_CHECKING, 0, 0, run->mapped.row_count);
    if (!check_delivery(run->duck, &run->mapped, run->mapped.charge_path, run->arena,
                        &run->findings, err))
        return err_wrap(err, "check the charges");
    if (run->row_gap)
        findings_add(&run->findings,
                     &(struct finding){ .rule = "GUARD-ROWS",
                                        .outcome = OUTCOME_FAILED,
                                        .failing_count = 1,
                                        .detail = run->row_gap,
                                        .is_acceptable = true },
                     run->arena);
    report(run, INGEST_ROLLING_UP, 0, 0, run->mapped.row_count);
    return rollups_make(run->duck, run->output, run->arena, err) &&
           rollups_verify_files(run->duck, run->output, run->arena, err);
}

/* ---- the end ---- */

static const char *join_names(struct arena *arena, const char *const *names, size_t count)
{
    const char *joined = count ? names[0] : "";

    for (size_t i = 1; i < count; i++)
        joined = arena_printf(arena, "%s+%s", joined, names[i]);
    return joined;
}

/* One feed has one name, the same every month: format and billing account, or format and providers
 * where there are several accounts (their list changes from month to month, that of the providers
 * hardly does). */
static const char *source_name(const struct run *run)
{
    const struct mapping_result *mapped = &run->mapped;

    if (run->source)
        return run->source;
    if (format_is_simple(mapped->format))
        return mapped->format->key;
    if (mapped->billing_account_count == 1)
        return arena_printf(run->arena, "%s:%s", mapped->format->key,
                            mapped->billing_account_ids[0]);
    return arena_printf(run->arena, "%s:several:%s", mapped->format->key,
                        join_names(run->arena, mapped->provider_names, mapped->provider_count));
}

static void add_billing_period(struct ingest_result *result, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    text[7] = '\0';
    if (result->billing_period_count &&
        strcmp(result->billing_periods[result->billing_period_count - 1], text) == 0)
        return;
    result->billing_periods[result->billing_period_count++] = arena_strdup(&result->arena, text);
}

static void describe(struct run *run)
{
    struct ingest_result *result = run->result;
    const struct mapping_result *mapped = &run->mapped;

    result->format = mapped->format->key;
    result->source = source_name(run);
    result->row_count = mapped->row_count;
    result->charge_count = mapped->charge_count;
    result->rejected_count = mapped->rejected_count;
    result->billing_periods = ARENA_ARRAY(run->arena, const char *, mapped->scope_count + 1);
    result->billing_period_count = 0; /* a pair is described twice */
    for (size_t i = 0; i < mapped->scope_count; i++)
        add_billing_period(result, mapped->scopes[i].start);
    result->totals = ARENA_ARRAY(run->arena, struct ingest_total, mapped->total_count + 1);
    result->total_count = mapped->total_count;
    for (size_t i = 0; i < mapped->total_count; i++)
        result->totals[i] = (struct ingest_total){
            arena_strdup(run->arena, mapped->totals[i].currency),
            arena_strdup(run->arena, mapped->totals[i].control),
            arena_strdup(run->arena, mapped->totals[i].billed),
        };
}

/* While somebody else keeps the catalogue busy, what was made is not thrown away. */
static bool activate(struct run *run, struct activation *activation, struct err *err)
{
    int64_t end = clock_steady() + run->config->lock_wait * INT64_C(1000000);

    while (!delivery_activate(run->catalogue, activation, run->arena, &run->result->state,
                              &run->result->message, err)) {
        if (err->code != ERR_BUSY || clock_steady() >= end ||
            (run->job->cancel && atomic_load(run->job->cancel)))
            return false;
        err_done(err);
        db_closep(&run->engine); /* with its tables of what was compared */
        if (!warehouse_connect(run->warehouse, &run->engine, err))
            return false;
        activation->guard.engine = run->engine;
    }
    return true;
}

static void forget(struct run *run)
{
    struct err ignored SCOPED(err_done) = { 0 };

    if (run->warehouse && !warehouse_forget(run->warehouse, run->result->delivery_id, &ignored))
        err_done(&ignored); /* the next sweep takes it */
}

static bool publish(struct run *run, struct err *err)
{
    struct activation activation = {
        .delivery_id = run->result->delivery_id,
        .produced_at = run->produced_at,
        .source = run->result->source,
        .layout = run->mapped.layout,
        .object = run->mapped.format->scope == SCOPE_OBJECT ? object_name(run->result->name) : NULL,
        .content_hash = run->job->again ? NULL : content_hash(run),
        .dated_at = run->dated_at,
        .again = run->job->again,
        .mapped = &run->mapped,
        .findings = &run->findings,
        .pair = &run->pair,
        .half = run->half,
        .own_file_count = run->bundle.file_count,
        .guard = { .warehouse = run->warehouse,
                   .engine = run->engine,
                   .produced_at = run->produced_at,
                   .drop_percent = run->config->guard_drop_percent,
                   .hold_closed = strcmp(run->config->closed_month, "hold") == 0,
                   .completes = run->pair.is_whole ? 0 : run->pair.delivery_id },
    };
    int64_t source_id;

    report(run, INGEST_ACTIVATING, 0, 0, run->mapped.row_count);
    if (!home_lock_held(run->lock, err) ||
        !delivery_source(run->catalogue, &activation, run->arena, &source_id, err) ||
        !artifacts_publish(run->warehouse, source_id, run->result->delivery_id, run->output,
                           run->arena, &run->artifacts, err))
        return false;
    activation.artifacts = run->artifacts.list;
    activation.artifact_count = run->artifacts.count;
    if (!activate(run, &activation, err))
        return false;
    if (strcmp(run->result->state, "duplicate") == 0)
        forget(run);
    return true;
}

/* Each row of it has come with another object of the feed before. */
static bool stop_at_repeated(struct run *run, struct err *err)
{
    run->result->state = "duplicate";
    run->result->message =
        arena_printf(run->arena, "all %" PRId64 " rows were delivered before: nothing changed",
                     run->mapped.row_count);
    return delivery_settle(run->catalogue, run->result->delivery_id, run->result->state,
                           run->result->message, 0, err);
}

/* One half of a month that comes as two takes in the other, if that is here, and is mapped again.
 */
static bool compose(struct run *run, struct err *err)
{
    const struct mapping_result *mapped = &run->mapped;

    if (!mapped->kind || strcmp(mapped->kind, "both") == 0)
        return true;
    run->half = arena_strdup(run->arena, mapped->kind);
    /* Neither half of two that come at once may miss the other. */
    if (!lock_append(run, err) ||
        !pair_find(run->catalogue, run->config->place.home, run->result->source,
                   run->result->delivery_id, run->produced_at, mapped, run->arena, &run->pair, err))
        return false;
    if (!run->pair.delivery_id)
        return true;
    if (run->produced_at <= run->pair.produced_at) /* composed after both were made */
        run->produced_at = run->pair.produced_at + 1;
    mapping_result_done(&run->mapped);
    if (!directory_remove(run->output, err) || !directory_make(run->output, err) ||
        !map_files(run, err))
        return err_wrap(err, "with the %s costs of delivery %" PRId64, run->pair.kind,
                        run->pair.delivery_id);
    describe(run);
    return true;
}

/* A manifest may promise other rows than its files have: they are not whole. */
static const char *row_gap(struct run *run)
{
    if (!run->bundle.row_count || run->bundle.row_count == run->mapped.row_count)
        return NULL;
    return arena_printf(run->arena,
                        "the manifest promises %" PRId64 " rows, its files have %" PRId64,
                        run->bundle.row_count, run->mapped.row_count);
}

static bool run_mapped(struct run *run, struct err *err)
{
    if (!map_files(run, err))
        return false;
    run->row_gap = row_gap(run);
    describe(run);
    if (!lock_source(run, run->result->source, err) || !compose(run, err))
        return false;
    if (run->mapped.dropped_count == run->mapped.row_count && run->mapped.row_count)
        return stop_at_repeated(run, err);
    if (run->mapped.charge_count == 0 && run->mapped.rejected_count == 0)
        return err_set(err, ERR_DATA, "%s has a header and no charges: there is nothing to count",
                       run->result->name);
    return check_and_roll_up(run, err) && publish(run, err);
}

/* A bill that cannot be read is a result, not an error of the run. So is an activation of which
 * only the answer was lost; until the database says which of the two it is, nothing is taken away.
 */
static bool settle_failure(struct run *run, struct err *err)
{
    struct err second SCOPED(err_done) = { 0 };
    bool is_result = is_fault_of_bill(err->code);
    bool counts = false;

    run->result->message = arena_strdup(run->arena, err_text(err));
    if (!delivery_fail(run->catalogue, run->result->delivery_id, run->arena, &run->result->state,
                       &run->result->message, &counts, &second))
        return err_wrap(err, "%s, and also", err_text(&second));
    if (!counts)
        forget(run);
    if (!counts && !is_result)
        return false;
    err_done(err);
    return true;
}

static bool expire_staged(struct run *run, struct err *err)
{
    enum { DAY_SECONDS = 86400, SECOND = 1000000 };
    int64_t wait = (int64_t)run->config->staged_days * DAY_SECONDS * SECOND;

    return !wait || deliveries_expire(run->catalogue, run->arrived_at - wait, err);
}

static bool open_again(struct run *run, struct err *err)
{
    struct again again = { 0 };

    if (!again_find(run->catalogue, run->config->place.home, run->job->again, run->arena, &again,
                    err))
        return false;
    run->bundle = again.bundle;
    run->landed = again.landed;
    run->result->name = again.name;
    run->source = run->job->source ? run->job->source : again.source;
    return true;
}

static bool open_bundle(struct run *run, struct err *err)
{
    const struct ingest_job *job = run->job;

    run->source = job->source;
    if (job->again)
        return open_again(run, err);
    if (job->together)
        return bundle_open_together(job->together, run->arena, &run->bundle, err);
    return bundle_open(job->path, job->name, job->period, run->arena, &run->bundle, err);
}

static bool run_all(struct run *run, struct err *err)
{
    bool is_known = false;

    if (!catalogue_open(&run->config->place, &run->catalogue, err) || !expire_staged(run, err) ||
        !home_lock_run(run->lock, err) || !open_stage(run, err) || !open_bundle(run, err) ||
        (run->source && !lock_source(run, run->source, err)) || !land_files(run, err) ||
        !arrive(run, err))
        return false;
    if (run->bundle.missing)
        return true;
    if (!run->job->again && !stop_at_known(run, &is_known, err))
        return false;
    if (is_known)
        return true;
    return run_mapped(run, err) || settle_failure(run, err);
}

bool ingest(const struct ingest_job *job, struct ingest_result *out, struct err *err)
{
    struct ingest_result result = { 0 };
    struct run run = { .job = job,
                       .config = job->config,
                       .result = &result,
                       .arena = &result.arena,
                       .lock = home_lock_new(&job->config->place),
                       .arrived_at = clock_now() };
    struct err local SCOPED(err_done) = { 0 }; /* the caller may not want one, the run needs it */
    bool done;

    result.name = arena_strdup(&result.arena, job->name ? job->name : job->path ? job->path : "");
    done = run_all(&run, &local);
    if (done)
        report(&run, INGEST_DONE, 0, 0, result.row_count);
    run_done(&run);
    if (done) {
        *out = result;
        return true;
    }
    ingest_result_done(&result);
    err_move(err, &local);
    return false;
}
