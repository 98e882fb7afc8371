/* SPDX-License-Identifier: Apache-2.0 */
/* copy.c -- the command that moves an embedded installation into PostgreSQL, and proves it. */
#include "cli/copy.h"

#include "base/limits.h"
#include "cli/ask.h"
#include "run/copy.h"
#include "run/verify.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "view/view.h"

#include <inttypes.h>
#include <string.h>

static void print_line(void *context, const char *line)
{
    fprintf(context, "%s\n", line);
    fflush(context);
}

/* ---- both sides read everything again ---- */

static bool verify_side(struct invocation *invocation, const struct config *config,
                        const char *name, struct err *err)
{
    struct verify_result result;

    if (!verify(config, print_line, invocation->out, &result, err))
        return err_wrap(err, "verify %s", name);
    if (result.problem_count)
        return err_set(err, ERR_CONFLICT, "%s has %" PRId64 " problems: see `centavo verify`", name,
                       result.problem_count);
    fprintf(invocation->out, "%s: %" PRId64 " deliveries with charges verified, 0 problems\n", name,
            result.delivery_count);
    fflush(invocation->out);
    return true;
}

/* ---- both sides answer the same, as of every version ---- */

static const char *const metrics[] = { "billed_cost", "effective_cost", "list_cost",
                                       "contracted_cost" };

struct versions {
    const char **moments; /* when each began */
    size_t count;
};

static bool list_versions(const struct config *config, struct arena *arena, struct versions *out,
                          struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!catalogue_open(&config->place, &catalogue, err) ||
        !db_query(catalogue_db(catalogue), &sql_copy_versions, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(arena, out->moments, out->count);
        out->moments[out->count++] = rows_keep(rows, 1, arena);
    }
    return step == END;
}

/* What all time cost, as it was known then. */
static bool ask_total(struct dataset *dataset, const char *moment, const char *metric,
                      struct buf *answer, struct err *err)
{
    const struct query_pair pairs[] = {
        { "start", "0001-01-01" },  { "end", "9998-12-31" },
        { "granularity", "total" }, { "group_by", "service_name" },
        { "top", "all" },           { "metric", metric },
        { "as_of", moment },
    };
    const struct view_request request = { .question = view_question_find("costs"),
                                          .pairs = pairs,
                                          .pair_count = ARRAY_COUNT(pairs),
                                          .format = VIEW_CSV,
                                          .path = "/api/v1/costs" };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    struct view_call *call SCOPED(view_donep) = NULL;
    const char *parameter;

    buf_clear(answer);
    return dataset_snapshot(dataset, &snapshot, err) &&
           view_prepare(snapshot, &request, &arena, &call, &parameter, err) &&
           view_answer(call, answer, err);
}

struct answers {
    struct dataset *from;
    struct dataset *to;
    struct buf one;
    struct buf other;
};

static bool compare_answers(struct answers *at, const char *moment, struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(metrics); i++) {
        if (!ask_total(at->from, moment, metrics[i], &at->one, err) ||
            !ask_total(at->to, moment, metrics[i], &at->other, err))
            return err_wrap(err, "%s as of %s", metrics[i], moment);
        if (at->one.size != at->other.size ||
            memcmp(buf_text(&at->one), buf_text(&at->other), at->one.size) != 0)
            return err_set(
                err, ERR_BUG,
                "%s as of %s is not the same on both sides; embedded:\n%sPostgreSQL:\n%s",
                metrics[i], moment, buf_text(&at->one), buf_text(&at->other));
    }
    return true;
}

static bool open_dataset(const struct config *config, struct dataset **out, struct err *err)
{
    const struct dataset_options options = { .place = &config->place,
                                             .memory_limit = config->memory_limit };

    return dataset_open(&options, out, err);
}

static bool compare_sides(struct invocation *invocation, const struct config *to, struct err *err)
{
    struct answers at = { .one = { .maximum = LIMIT_ANSWER },
                          .other = { .maximum = LIMIT_ANSWER } };
    struct versions versions = { 0 };
    bool done = list_versions(invocation->config, invocation->arena, &versions, err) &&
                open_dataset(invocation->config, &at.from, err) && open_dataset(to, &at.to, err);

    for (size_t i = 0; done && i < versions.count; i++)
        done = compare_answers(&at, versions.moments[i], err);
    dataset_close(at.to);
    dataset_close(at.from);
    buf_done(&at.one);
    buf_done(&at.other);
    if (done)
        fprintf(invocation->out,
                "answers: the same as of each of %zu data versions (four costs by service)\n",
                versions.count);
    return done;
}

/* ---- the command ---- */

static bool prove(struct invocation *invocation, const struct config *to, struct copy *copy,
                  struct err *err)
{
    struct err ignored SCOPED(err_done) = { 0 };

    if (verify_side(invocation, to, "PostgreSQL", err) && compare_sides(invocation, to, err))
        return true;
    if (copy_withdraw(copy, &ignored))
        return err_wrap(err,
                        "the copy is not true and was closed; drop the schemas centavo and bi");
    return err_wrap(err, "the copy is not true, do not use it (%s)", err_text(&ignored));
}

static void print_result(const struct invocation *invocation, const struct copy_result *result)
{
    fprintf(invocation->out,
            "%" PRId64 " deliveries with %" PRId64 " charges and %" PRId64 " rows of %" PRId64
            " tables copied, each compared\n",
            result->delivery_count, result->charge_count, result->row_count, result->table_count);
    fflush(invocation->out);
}

static bool copy_command(struct invocation *invocation, struct err *err)
{
    const struct config *from = invocation->config;
    struct config to = *from;
    struct copy *copy SCOPED(copy_closep) = NULL;
    struct copy_result result;

    to.place.database_url = given_value(invocation, "to");
    if (!to.place.database_url)
        return err_set(err, ERR_USAGE, "--to: say into which database, postgresql://...");
    if (from->place.database_url)
        return err_set(err, ERR_USAGE,
                       "database_url is set: this installation is in PostgreSQL already");
    if (!ask_home(invocation, err) || !copy_check(&to, err) ||
        !verify_side(invocation, from, "embedded", err) ||
        !copy_installation(from, &to, print_line, invocation->out, &copy, &result, err))
        return false;
    print_result(invocation, &result);
    if (!prove(invocation, &to, copy, err))
        return false;
    fprintf(invocation->out,
            "From now on say database_url (CENTAVO_DATABASE_URL) in every command and server, with "
            "the same home: bills stay in %s/landing.\ncentavo.db and charge/ beside it are the "
            "embedded installation as it was, the way back; remove them when you want none.\n",
            from->place.home);
    return true;
}

static const struct option copy_options[] = {
    { "to", "URL", "Address of an empty PostgreSQL database, postgresql://USER@HOST/DATABASE.",
      false },
    { 0 },
};

const struct command cmd_copy = {
    .name = "copy",
    .args = "",
    .help = "Move an embedded installation into an empty PostgreSQL database, and prove that "
            "nothing changed.",
    .text = "All versions of all deliveries, whether they count or not, with everything that "
            "persons decided, rates, rules for\n"
            "tags and invoices. Meanwhile the installation can be asked but not changed, and "
            "nobody can open the database. A copy\n"
            "that was interrupted is begun again by the same command. In the end both sides are "
            "verified and must answer the same as\n"
            "of every data version.",
    .options = copy_options,
    .run = copy_command,
};
