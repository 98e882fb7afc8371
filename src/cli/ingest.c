/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ingest.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/progress.h"
#include "run/delivery.h"
#include "run/ingest.h"
#include "run/sweep.h"
#include "run/verify.h"
#include "sql_files.h"
#include "store/catalogue.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NEEDS_A_PERSON = 1 };

/* ---- output ---- */

/* NULL or "table", or "json"; anything else is an error. */
static bool wants_json(const struct invocation *invocation, bool *json, struct err *err)
{
    const char *format = given_value(invocation, "format");

    *json = format && strcmp(format, "json") == 0;
    if (format && !*json && strcmp(format, "table") != 0)
        return err_set(err, ERR_USAGE, "--format %s: table or json", format);
    return true;
}

static bool print_buf(struct invocation *invocation, const struct buf *buf, const char *what,
                      struct err *err)
{
    if (!buf_check(buf, what, err))
        return false;
    fprintf(invocation->out, "%s\n", buf_text(buf));
    return true;
}

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

/* One bill. A failure of the machine ends the command; a fault of the bill is a result. */
static bool ingest_one(struct invocation *invocation, const char *path, struct json *json,
                       bool *is_fine, struct err *err)
{
    struct progress progress;
    struct ingest_result result = { 0 };
    struct ingest_job job = {
        .config = invocation->config,
        .path = path,
        .source = given_value(invocation, "source"),
        .currency = given_value(invocation, "currency"),
        .date_order = given_value(invocation, "date-order"),
        .progress = progress_report,
        .progress_context = &progress,
    };
    const char *produced_at = given_value(invocation, "produced-at");
    bool done;

    if (produced_at && !timestamp_parse(produced_at, strlen(produced_at), &job.produced_at))
        return err_set(err, ERR_USAGE, "--produced-at %s: not a time such as 2026-10-31T12:00:00Z",
                       produced_at);
    progress_init(&progress, &invocation->log, path_name(path));
    done = ingest(&job, &result, err);
    progress_done(&progress);
    if (!done)
        return err_wrap(err, "ingest %s", path);
    *is_fine = ingest_result_is_fine(&result);
    if (json)
        ingest_result_json(&result, json);
    else
        print_result(invocation->out, &result);
    fflush(invocation->out);
    ingest_result_done(&result);
    return true;
}

static bool ingest_files(struct invocation *invocation, struct json *json, struct err *err)
{
    const char *path;

    for (size_t i = 0; (path = given_argument(invocation, i)); i++) {
        bool is_fine = false;

        if (!ingest_one(invocation, path, json, &is_fine, err))
            return false;
        if (!is_fine)
            invocation->exit_status = EXIT_NEEDS_A_PERSON;
    }
    return true;
}

/* What a run that died has left is taken away first; not while another run is at work. */
static bool sweep_before(const struct config *config, struct err *err)
{
    struct sweep_result swept;

    if (sweep(config->home, &swept, err))
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
    if (!wants_json(invocation, &as_json, err) || !sweep_before(invocation->config, err))
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
    { "format", "FORMAT", "table (the default) or json.", false },
    { 0 },
};

const struct command cmd_ingest = {
    .name = "ingest",
    .args = "FILE|DIRECTORY...",
    .help = "Land, map, check and store bills; each file, or directory with an AWS manifest, is "
            "one delivery.",
    .text = "A delivery counts only when its total is the bill's total to the last decimal and "
            "every check passes; "
            "otherwise it is held or\nrejected, what counted before goes on counting, and the exit "
            "status is 1.",
    .options = ingest_options,
    .least_args = 1,
    .most_args = SIZE_MAX,
    .run = ingest_command,
};

/* ---- deliveries ---- */

static bool parse_id(const char *text, int64_t *id, struct err *err)
{
    char *end;

    *id = strtoll(text, &end, 10);
    if (*end || end == text || *id <= 0)
        return err_set(err, ERR_USAGE, "%s is not the number of a delivery", text);
    return true;
}

static const char *text_or(struct rows *rows, size_t column, const char *otherwise)
{
    const char *text = rows_text(rows, column, NULL);

    return text ? text : otherwise;
}

static bool print_deliveries(struct invocation *invocation, struct catalogue *catalogue,
                             int64_t limit, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_delivery_list,
                  PARAMS(param_null(), param_int(limit),
                         param_text(given_value(invocation, "state")),
                         param_text(given_value(invocation, "source"))),
                  &rows, err))
        return false;
    fprintf(invocation->out, "%8s  %-10s  %-20s  %12s  %-34s  %s\n", "delivery", "state", "arrived",
            "charges", "source", "name");
    while ((step = rows_next(rows, err)) == ROW) {
        fprintf(invocation->out, "%8" PRId64 "  %-10s", rows_int(rows, 0), text_or(rows, 5, ""));
        fprintf(invocation->out, "  %-20.19s  %12" PRId64, text_or(rows, 8, ""),
                rows_int(rows, 12));
        fprintf(invocation->out, "  %-34s", text_or(rows, 1, "-"));
        fprintf(invocation->out, "  %s\n", text_or(rows, 2, ""));
        if (*text_or(rows, 6, ""))
            fprintf(invocation->out, "%10s%s\n", "", text_or(rows, 6, ""));
    }
    return step == END;
}

/* The lists of one delivery for a person: title and columns; each row is printed with its values
 * side by side. */
static bool print_list(struct invocation *invocation, struct db *db, const char *title,
                       const struct sql *sql, int64_t delivery_id, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    bool is_first = true;
    enum step step;

    if (!db_query(db, sql, PARAMS(param_int(delivery_id)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        if (is_first)
            fprintf(invocation->out, "\n%s\n", title);
        is_first = false;
        for (size_t i = 0; i < rows_column_count(rows); i++) {
            const char *value = rows_text(rows, i, NULL);

            if (value && *value)
                fprintf(invocation->out, "  %s %s", rows_column_name(rows, i), value);
        }
        fputc('\n', invocation->out);
    }
    return step == END;
}

static bool print_delivery(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                           struct err *err)
{
    static const struct {
        const char *title;
        const struct sql *sql;
    } lists[] = {
        { "Totals", &sql_state_total_list },
        { "Months and days", &sql_state_scope_list },
        { "Checks", &sql_state_check_list },
        { "Rows left out by named rules", &sql_state_drop_list },
        { "Files", &sql_state_file_list },
    };
    struct db *db = catalogue_db(catalogue);
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_delivery_one, PARAMS(param_int(id)), &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step == END)
        return err_set(err, ERR_MISSING, "there is no delivery %" PRId64, id);
    if (step == FAILED)
        return false;
    for (size_t i = 0; i < rows_column_count(rows); i++)
        if (!rows_is_null(rows, i))
            fprintf(invocation->out, "%-16s %s\n", rows_column_name(rows, i),
                    rows_text(rows, i, NULL));
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
        if (!print_list(invocation, db, lists[i].title, lists[i].sql, id, err))
            return false;
    return true;
}

static bool deliveries_json(struct invocation *invocation, struct catalogue *catalogue,
                            int64_t limit, int64_t id, struct err *err)
{
    struct delivery_query query = { .limit = limit,
                                    .state = given_value(invocation, "state"),
                                    .source = given_value(invocation, "source") };
    struct buf out SCOPED(buf_done);
    struct json json;

    buf_init(&out, LIMIT_ANSWER);
    json_init(&json, &out);
    if (id ? !delivery_json(catalogue, invocation->config->home, id, &json, err)
           : !delivery_list_json(catalogue, &query, &json, err))
        return false;
    return print_buf(invocation, &out, "the answer", err);
}

static bool deliveries(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    const char *id_text = given_argument(invocation, 0);
    const char *limit_text = given_value(invocation, "limit");
    int64_t limit = limit_text ? strtoll(limit_text, NULL, 10) : 100;
    int64_t id = 0;
    bool as_json;

    if (!wants_json(invocation, &as_json, err) || (id_text && !parse_id(id_text, &id, err)))
        return false;
    if (limit < 1 || limit > LIMIT_PAGE_ROW_COUNT)
        return err_set(err, ERR_USAGE, "--limit %s: 1 to %u", limit_text, LIMIT_PAGE_ROW_COUNT);
    if (!catalogue_open(invocation->config->home, &catalogue, err))
        return false;
    if (as_json)
        return deliveries_json(invocation, catalogue, limit, id, err);
    return id ? print_delivery(invocation, catalogue, id, err)
              : print_deliveries(invocation, catalogue, limit, err);
}

static const struct option deliveries_options[] = {
    { "state", "STATE",
      "Only deliveries in this state: active, superseded, held, rejected, duplicate, staged.",
      false },
    { "source", "NAME", "Only deliveries of this feed.", false },
    { "limit", "COUNT", "How many, newest first; 100 by default.", false },
    { "format", "FORMAT", "table (the default) or json, which is what REST answers.", false },
    { 0 },
};

const struct command cmd_deliveries = {
    .name = "deliveries",
    .args = "[DELIVERY]",
    .help = "List what arrived and what became of it; with a number, all that is known about one "
            "delivery.",
    .options = deliveries_options,
    .most_args = 1,
    .run = deliveries,
};

/* ---- sources ---- */

static bool sources(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct buf out SCOPED(buf_done);
    struct json json;
    bool as_json;
    enum step step;

    buf_init(&out, LIMIT_ANSWER);
    json_init(&json, &out);
    if (!wants_json(invocation, &as_json, err) ||
        !catalogue_open(invocation->config->home, &catalogue, err))
        return false;
    if (as_json)
        return source_list_json(catalogue, &json, err) &&
               print_buf(invocation, &out, "the answer", err);
    if (!db_query(catalogue_db(catalogue), &sql_state_source_list, NO_PARAMS, &rows, err))
        return false;
    fprintf(invocation->out, "%-40s  %-14s  %-10s  %-10s  %s\n", "source", "format", "first",
            "last", "deliveries that count");
    while ((step = rows_next(rows, err)) == ROW) {
        fprintf(invocation->out, "%-40s", text_or(rows, 1, ""));
        fprintf(invocation->out, "  %-14s", text_or(rows, 3, ""));
        fprintf(invocation->out, "  %-10s", text_or(rows, 9, "-"));
        fprintf(invocation->out, "  %-10s  %" PRId64 "\n", text_or(rows, 10, "-"),
                rows_int(rows, 8));
    }
    return step == END;
}

static const struct option sources_options[] = {
    { "format", "FORMAT", "table (the default) or json, which is what REST answers.", false },
    { 0 },
};

const struct command cmd_sources = {
    .name = "sources",
    .args = "",
    .help = "List the feeds that bills came from.",
    .options = sources_options,
    .run = sources,
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
    .text = "Prints one line for each disagreement; the exit status is 1 when there is any.",
    .run = verify_command,
};

static bool sweep_command(struct invocation *invocation, struct err *err)
{
    struct sweep_result result;

    if (!sweep(invocation->config->home, &result, err))
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
