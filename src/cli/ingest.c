/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ingest.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "run/bundle.h"
#include "run/ingest.h"
#include "run/sweep.h"
#include "run/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NEEDS_A_PERSON = 1 };

/* ---- ingest ---- */

static void print_result(FILE *out, const struct ingest_result *result)
{
    fprintf(out, "%s: %s", result->name, result->state);
    if (result->format)
        fprintf(out, ", delivery %" PRId64 " of %s, %" PRId64 " charges", result->delivery_id,
                result->source, result->charge_count);
    if (result->billing_period_count) {
        fprintf(out, " in %s", result->billing_periods[0]);
        if (result->billing_period_count > 1)
            fprintf(out, " to %s", result->billing_periods[result->billing_period_count - 1]);
    }
    fputc('\n', out);
    for (size_t i = 0; i < result->total_count; i++)
        fprintf(out, "    %s: bill %s, stored %s\n", result->totals[i].currency,
                result->totals[i].control, result->totals[i].stored);
    if (*result->message)
        fprintf(out, "    %s\n", result->message);
}

/* "exports 2025-01", or "exports 2025-01 to 2025-03" */
static const char *period_name(struct invocation *invocation, const char *path,
                               struct period period)
{
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];

    date_format(period.start, first);
    date_format(period.end - 1, last);
    if (strncmp(first, last, 7) == 0)
        return arena_printf(invocation->arena, "%s %.7s", path, first);
    return arena_printf(invocation->arena, "%s %.7s to %.7s", path, first, last);
}

/* What the options say of every bill. */
static bool read_options(const struct invocation *invocation, struct ingest_job *job,
                         struct err *err)
{
    const char *produced_at = given_value(invocation, "produced-at");
    char *text;

    job->source = given_value(invocation, "source");
    job->currency = given_value(invocation, "currency");
    job->date_order = given_value(invocation, "date-order");
    if (produced_at && !timestamp_parse(produced_at, strlen(produced_at), &job->produced_at))
        return err_set(err, ERR_USAGE, "--produced-at %s: not a time such as 2026-10-31T12:00:00Z",
                       produced_at);
    if (ingest_job_check(job, err))
        return true;
    text = arena_printf(invocation->arena, "--%s", err_text(err));
    for (char *at = text; *at && *at != ':'; at++)
        if (*at == '_')
            *at = '-';
    return err_set(err, ERR_USAGE, "%s", text);
}

/* One bill. A failure of the machine ends the command; a fault of the bill is a result. */
static bool run_job(struct invocation *invocation, struct ingest_job *job, struct json *json,
                    struct err *err)
{
    struct progress progress;
    struct ingest_result result = { 0 };
    const char *path = job->path ? job->path : "a delivery again";
    bool done;

    job->config = invocation->config;
    job->progress = progress_report;
    job->progress_context = &progress;
    if (!read_options(invocation, job, err))
        return false;
    progress_init(&progress, &invocation->log, path_name(path));
    done = ingest(job, &result, err);
    progress_done(&progress);
    if (!done)
        return err_wrap(err, "ingest %s", path);
    if (!ingest_result_is_fine(&result) && !invocation->exit_status)
        invocation->exit_status = EXIT_NEEDS_A_PERSON;
    if (json)
        ingest_result_json(&result, json);
    else
        print_result(invocation->out, &result);
    fflush(invocation->out);
    ingest_result_done(&result);
    return true;
}

static bool ingest_one(struct invocation *invocation, const char *path, const struct period *period,
                       const char *const *together, struct json *json, struct err *err)
{
    struct ingest_job job = {
        .path = path,
        .name = period ? period_name(invocation, path, *period) : NULL,
        .period = period,
        .together = together,
    };

    return run_job(invocation, &job, json, err);
}

static bool ingest_together(struct invocation *invocation, struct json *json, struct err *err)
{
    const char **paths;
    size_t count = 0;

    while (given_argument(invocation, count))
        count++;
    paths = ARENA_ARRAY(invocation->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        paths[i] = given_argument(invocation, i);
    return ingest_one(invocation, paths[0], NULL, paths, json, err);
}

static bool ingest_again(struct invocation *invocation, struct json *json, struct err *err)
{
    const char *text;

    for (size_t i = 0; (text = given_argument(invocation, i)); i++) {
        struct ingest_job job = { 0 };
        char *end;

        job.again = strtoll(text, &end, 10);
        if (!*text || *end || job.again <= 0)
            return err_set(err, ERR_USAGE, "--again %s: not the number of a delivery", text);
        if (!run_job(invocation, &job, json, err))
            return false;
    }
    return true;
}

static bool ingest_path(struct invocation *invocation, const char *path, struct json *json,
                        struct err *err)
{
    struct period *periods = NULL;
    size_t count;

    if (!bundle_periods(path, invocation->arena, &periods, &count, err))
        return err_wrap(err, "ingest %s", path);
    if (!count)
        return ingest_one(invocation, path, NULL, NULL, json, err);
    for (size_t k = 0; k < count; k++)
        if (!ingest_one(invocation, path, &periods[k], NULL, json, err))
            return false;
    return true;
}

/* A path that cannot be taken in has its line, and the next ones their turn; the worst status is
 * that of the command. Nothing else would go well after a failure of the machine. */
static bool pass_over(struct invocation *invocation, struct err *err)
{
    int status = err_exit_status(err->code);

    if (err->code != ERR_USAGE && err->code != ERR_MISSING && err->code != ERR_DENIED &&
        err->code != ERR_DATA && err->code != ERR_CONFLICT)
        return false;
    fprintf(stderr, "centavo: %s\n", err_text(err));
    if (invocation->exit_status < status)
        invocation->exit_status = status;
    err_done(err);
    return true;
}

static bool ingest_files(struct invocation *invocation, struct json *json, struct err *err)
{
    const char *path;

    if (given_flag(invocation, "again"))
        return ingest_again(invocation, json, err);
    if (given_flag(invocation, "together"))
        return ingest_together(invocation, json, err);
    for (size_t i = 0; (path = given_argument(invocation, i)); i++)
        if (!ingest_path(invocation, path, json, err) && !pass_over(invocation, err))
            return false;
    return true;
}

/* What a run that died has left is taken away first; not while another run is at work. */
static bool sweep_before(const struct config *config, struct err *err)
{
    struct sweep_result swept;

    if (sweep(&config->place, &swept, err))
        return true;
    if (err->code != ERR_BUSY)
        return false;
    err_done(err);
    return true;
}

static bool ingest_command(struct invocation *invocation, struct err *err)
{
    struct buf out SCOPED(buf_done);
    struct json json;
    bool as_json;
    bool done;

    buf_init(&out, LIMIT_ANSWER);
    json_init(&json, &out);
    if (!wants_json(invocation, &as_json, err) ||
        !read_options(invocation, &(struct ingest_job){ 0 }, err) ||
        !sweep_before(invocation->config, err))
        return false;
    if (!as_json)
        return ingest_files(invocation, NULL, err);
    json_object(&json);
    json_key(&json, "deliveries");
    json_array(&json);
    done = ingest_files(invocation, &json, err);
    json_array_end(&json);
    json_object_end(&json);
    /* What was ingested before a failure is told all the same. */
    return print_buf(invocation, &out, "the result", err) && done;
}

static const struct option ingest_options[] = {
    { "source", "NAME",
      "The feed that the bills belong to; without it, from format and billing account.", false },
    { "currency", "CODE", "Currency of bills that have no currency column.", false },
    { "date-order", "ORDER", "day-first or month-first, for dates such as 01/02/2025.", false },
    { "produced-at", "TIME",
      "When the provider made the bill; without it, the manifest's time, else now.", false },
    { "together", NULL,
      "All files are one delivery, such as the pages of one answer of a provider's interface.",
      false },
    { "again", NULL,
      "Map landed bytes anew; the arguments are numbers of deliveries. Options of the first time "
      "must be given again.",
      false },
    { "format", "FORMAT", "table (the default) or json.", false },
    { 0 },
};

const struct command cmd_ingest = {
    .name = "ingest",
    .args = "FILE|DIRECTORY|DELIVERY...",
    .help = "Land, map, check and store bills; each file, or directory with the manifest of an "
            "export, is one delivery; a directory of Azure exports is one per period.",
    .text =
        "A delivery counts only when its total is the bill's total to the last decimal and "
        "every check passes; "
        "otherwise it is held or\nrejected, what counted before goes on counting, and the exit "
        "status is 1. A file that is missing or cannot be\nread has its line on standard error, "
        "the others are taken in, and the exit status is that of the worst.",
    .options = ingest_options,
    .least_args = 1,
    .most_args = SIZE_MAX,
    .run = ingest_command,
};

/* ---- verify and sweep ---- */

static void print_problem(void *context, const char *line)
{
    fprintf(context, "%s\n", line);
}

static bool verify_command(struct invocation *invocation, struct err *err)
{
    struct verify_result result;

    if (!verify(invocation->config, print_problem, invocation->out, &result, err))
        return false;
    fprintf(invocation->out,
            "%" PRId64 " deliveries, %" PRId64 " files, %" PRId64 " bytes read: %" PRId64
            " problems\n",
            result.delivery_count, result.file_count, result.byte_count, result.problem_count);
    if (result.problem_count)
        invocation->exit_status = EXIT_NEEDS_A_PERSON;
    return true;
}

const struct command cmd_verify = {
    .name = "verify",
    .args = "",
    .help = "Read everything again and prove that files, catalogue, rollups and totals agree.",
    .text =
        "Prints one line for each disagreement; the exit status is 1 when there is any. What is "
        "recognised of a commitment\n"
        "over its term is compared with what was paid upfront, over all deliveries together "
        "(INV-15).",
    .run = verify_command,
};

static bool sweep_command(struct invocation *invocation, struct err *err)
{
    struct sweep_result result;

    if (!sweep(&invocation->config->place, &result, err))
        return false;
    fprintf(invocation->out,
            "%" PRId64 " unreferenced files or directories removed (%" PRId64 " bytes), %" PRId64
            " interrupted deliveries settled\n",
            result.removed_count, result.removed_bytes, result.settled_count);
    return true;
}

const struct command cmd_sweep = {
    .name = "sweep",
    .args = "",
    .help =
        "Remove what runs that were interrupted have left behind; nothing that counts is touched.",
    .text = "Every `ingest` and `serve` begins with it. Exit status 75 when a run is at work.",
    .run = sweep_command,
};
