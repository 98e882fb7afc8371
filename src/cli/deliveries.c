/* SPDX-License-Identifier: Apache-2.0 */
/* deliveries.c -- what arrived, what it changes, what persons decide about it; and the feeds. */
#include "base/json.h"
#include "base/limits.h"
#include "cli/ask.h"
#include "cli/ingest.h"
#include "cli/output.h"
#include "cli/table.h"
#include "run/decide.h"
#include "run/delivery.h"
#include "run/diff.h"
#include "run/invoice.h"
#include "run/overlap.h"
#include "sql_files.h"
#include "store/catalogue.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NEEDS_A_PERSON = 1 };

enum { PRIORITY_MOST = 1000 };

/* ---- one and all ---- */

static bool parse_id(const char *text, int64_t *id, struct err *err)
{
    char *end;

    errno = 0;
    *id = strtoll(text, &end, 10);
    if (*end || end == text || *id <= 0)
        return err_set(err, ERR_USAGE, "%s is not the number of a delivery", text);
    return !errno || err_set(err, ERR_MISSING, "there is no delivery %s", text);
}

static const char *text_or(struct rows *rows, size_t column, const char *otherwise)
{
    const char *text = rows_text(rows, column, NULL);

    return text ? text : otherwise;
}

static bool print_deliveries(struct invocation *invocation, struct catalogue *catalogue,
                             int64_t limit, int64_t before, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_delivery_list,
                  PARAMS(before ? param_int(before) : param_null(), param_int(limit),
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
        { "Accounts", &sql_state_account_list },
        { "Checks", &sql_state_check_list },
        { "Rows left out by named rules", &sql_state_drop_list },
        { "Decisions", &sql_state_decision_list },
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
                            int64_t limit, int64_t before, int64_t id, struct err *err)
{
    struct delivery_query query = { .limit = limit,
                                    .before = before,
                                    .state = given_value(invocation, "state"),
                                    .source = given_value(invocation, "source") };
    struct buf out SCOPED(buf_done);
    struct json json;

    buf_init(&out, LIMIT_ANSWER);
    json_init(&json, &out);
    if (id ? !delivery_json(catalogue, &invocation->config->place, id, &json, err)
           : !delivery_list_json(catalogue, &query, &json, err))
        return false;
    return print_buf(invocation, &out, "the answer", err);
}

static bool page_limit(const struct invocation *invocation, int64_t *limit, struct err *err)
{
    const char *text = given_value(invocation, "limit");

    *limit = text ? strtoll(text, NULL, 10) : 100;
    return (*limit >= 1 && *limit <= LIMIT_PAGE_ROW_COUNT) ||
           err_set(err, ERR_USAGE, "--limit %s: 1 to %u", text, LIMIT_PAGE_ROW_COUNT);
}

static bool page_cursor(const struct invocation *invocation, int64_t *cursor, struct err *err)
{
    const char *text = given_value(invocation, "cursor");
    char *end = NULL;

    errno = 0;
    *cursor = text ? strtoll(text, &end, 10) : 0;
    return !text ||
           (*text && !*end && !errno && *cursor > 0 &&
            *cursor < INT64_MAX - LIMIT_PAGE_ROW_COUNT) ||
           err_set(err, ERR_USAGE, "--cursor %s: what the page before says", text);
}

/* The state and the feed that are asked for exist. */
static bool check_words(const struct invocation *invocation, struct catalogue *catalogue,
                        struct err *err)
{
    const char *state = given_value(invocation, "state");
    const char *source = given_value(invocation, "source");
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (state && !delivery_state_check(state, err))
        return false;
    if (!source)
        return true;
    if (!db_query(catalogue_db(catalogue), &sql_state_source_by_name, PARAMS(param_text(source)),
                  &rows, err))
        return false;
    step = rows_next(rows, err);
    if (step == END)
        return err_set(err, ERR_MISSING, "there is no source %s; `centavo sources` lists them",
                       source);
    return step == ROW;
}

/* id 0: all of them. */
static bool show(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                 struct err *err)
{
    int64_t limit;
    int64_t before;
    bool as_json;

    if (!wants_json(invocation, &as_json, err) || !page_limit(invocation, &limit, err) ||
        !page_cursor(invocation, &before, err) || !check_words(invocation, catalogue, err))
        return false;
    if (as_json)
        return deliveries_json(invocation, catalogue, limit, before, id, err);
    return id ? print_delivery(invocation, catalogue, id, err)
              : print_deliveries(invocation, catalogue, limit, before, err);
}

/* ---- what it changes, and decisions ---- */

static bool diff(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                 struct err *err)
{
    struct diff_query query = { .metric = given_value(invocation, "metric") };
    struct buf out SCOPED(buf_done);
    struct buf table SCOPED(buf_done);
    struct json json;
    bool as_json;

    buf_init(&out, LIMIT_ANSWER);
    buf_init(&table, LIMIT_ANSWER);
    json_init(&json, &out);
    if (!wants_json(invocation, &as_json, err) || !page_limit(invocation, &query.limit, err) ||
        !page_cursor(invocation, &query.offset, err) ||
        !delivery_diff_json(catalogue, invocation->config, id, &query, &json, err))
        return false;
    if (as_json)
        return print_buf(invocation, &out, "the answer", err);
    if (!buf_check(&out, "the answer", err) ||
        !table_print(buf_text(&out), out.size, &table, err) ||
        !buf_check(&table, "the answer", err))
        return false;
    fputs(buf_text(&table), invocation->out);
    return true;
}

static bool decide(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                   enum decision decision, struct err *err)
{
    const char *reason = given_value(invocation, "reason");
    struct decided decided;

    if (!reason)
        return err_set(err, ERR_USAGE,
                       "say why with --reason: it is kept with the decision for whoever asks "
                       "later");
    if (!delivery_decide(catalogue, &invocation->config->place, id, decision, reason,
                         invocation->arena, &decided, err))
        return false;
    fprintf(invocation->out, "delivery %" PRId64 " is %s now\n", id, decided.state);
    if (*decided.advice)
        fprintf(invocation->out, "    %s\n", decided.advice);
    return true;
}

static bool accept_delivery(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                            struct err *err)
{
    return decide(invocation, catalogue, id, DECISION_ACCEPT, err);
}

static bool reject_delivery(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                            struct err *err)
{
    return decide(invocation, catalogue, id, DECISION_REJECT, err);
}

static bool deliveries(struct invocation *invocation, struct err *err)
{
    static const struct {
        const char *verb;
        bool (*run)(struct invocation *invocation, struct catalogue *catalogue, int64_t id,
                    struct err *err);
    } verbs[] = {
        { "show", show },
        { "diff", diff },
        { "accept", accept_delivery },
        { "reject", reject_delivery },
    };
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    const char *first = given_argument(invocation, 0);
    const char *second = given_argument(invocation, 1);
    size_t verb = 0;
    int64_t id = 0;

    for (size_t i = 0; first && !second && i < ARRAY_COUNT(verbs); i++)
        if (strcmp(verbs[i].verb, first) == 0)
            return err_set(err, ERR_USAGE, "deliveries %s: of which delivery? Say its number",
                           first);
    while (second && verb < ARRAY_COUNT(verbs) && strcmp(verbs[verb].verb, first) != 0)
        verb++;
    if (verb == ARRAY_COUNT(verbs))
        return err_set(err, ERR_USAGE, "%s: show, diff, accept or reject, and a number", first);
    if (first && !parse_id(second ? second : first, &id, err))
        return false;
    return ask_home(invocation, err) &&
           catalogue_open(&invocation->config->place, &catalogue, err) &&
           verbs[verb].run(invocation, catalogue, id, err);
}

static const struct option deliveries_options[] = {
    { "state", "STATE",
      "Only deliveries in this state: active, superseded, held, rejected, duplicate, staged, "
      "checked "
      "or discovered.",
      false },
    { "source", "NAME", "Only deliveries of this feed.", false },
    { "reason", "TEXT", "With accept and reject: why; it is kept.", false },
    { "metric", "COLUMN",
      "With diff: billed_cost (the default), effective_cost, list_cost or contracted_cost.",
      false },
    { "limit", "COUNT", "How many, newest first; with diff the largest changes; 100 by default.",
      false },
    { "cursor", "TEXT", "Continue after a page: next_cursor of the one before.", false },
    { "format", "FORMAT", "table (the default) or json, which is what REST answers.", false },
    { 0 },
};

const struct command cmd_deliveries = {
    .name = "deliveries",
    .args = "[[show|diff|accept|reject] DELIVERY]",
    .help = "List what arrived and what became of it; with a number, show one delivery, what it "
            "changes, or decide about it.",
    .text =
        "A delivery that changes more than is usual is held: `diff` says what it would change by "
        "account, service and\ncategory, `accept` lets it count, `reject` does not. Rejecting "
        "one that counts brings back what counted before it.",
    .options = deliveries_options,
    .most_args = 2,
    .run = deliveries,
};

/* ---- sources ---- */

static bool list_sources(struct invocation *invocation, struct catalogue *catalogue,
                         struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct buf out SCOPED(buf_done);
    struct json json;
    bool as_json;
    enum step step;

    buf_init(&out, LIMIT_ANSWER);
    json_init(&json, &out);
    if (!wants_json(invocation, &as_json, err))
        return false;
    if (as_json)
        return source_list_json(catalogue, &json, err) &&
               print_buf(invocation, &out, "the answer", err);
    if (!db_query(catalogue_db(catalogue), &sql_state_source_list, NO_PARAMS, &rows, err))
        return false;
    fprintf(invocation->out, "%-40s  %-14s  %8s  %-8s  %-10s  %-10s  %s\n", "source", "format",
            "priority", "role", "first", "last", "deliveries that count");
    while ((step = rows_next(rows, err)) == ROW) {
        fprintf(invocation->out, "%-40s", text_or(rows, 1, ""));
        fprintf(invocation->out, "  %-14s", text_or(rows, 3, ""));
        fprintf(invocation->out, "  %8" PRId64, rows_int(rows, 6));
        fprintf(invocation->out, "  %-8s", text_or(rows, 5, ""));
        fprintf(invocation->out, "  %-10s", text_or(rows, 9, "-"));
        fprintf(invocation->out, "  %-10s  %" PRId64 "\n", text_or(rows, 10, "-"),
                rows_int(rows, 8));
    }
    return step == END;
}

static bool set_source(struct invocation *invocation, struct catalogue *catalogue, struct err *err)
{
    const char *priority = given_value(invocation, "priority");
    struct source_change change = { .name = given_argument(invocation, 1),
                                    .role = given_value(invocation, "role"),
                                    .has_priority = priority != NULL };

    if (priority) {
        char *end;

        change.priority = strtoll(priority, &end, 10);
        if (!*priority || *end || change.priority < 0 || change.priority > PRIORITY_MOST)
            return err_set(err, ERR_USAGE, "--priority %s: 0 to %d", priority, PRIORITY_MOST);
    }
    return source_change(catalogue, &change, err) && list_sources(invocation, catalogue, err);
}

static bool compare_sources(struct invocation *invocation, struct catalogue *catalogue,
                            struct err *err)
{
    const char *text = given_argument(invocation, 1);
    struct buf out SCOPED(buf_done);
    struct buf table SCOPED(buf_done);
    struct json json;
    struct shadow_count count;
    int32_t month;
    bool as_json;

    buf_init(&out, LIMIT_ANSWER);
    buf_init(&table, LIMIT_ANSWER);
    json_init(&json, &out);
    if (!invoice_month_parse(text, &month))
        return err_set(err, ERR_USAGE, "%s: a month such as 2026-10 is wanted", text);
    if (!wants_json(invocation, &as_json, err) ||
        !shadows_json(catalogue, invocation->config, month, given_value(invocation, "metric"),
                      &json, &count, err))
        return false;
    if (count.differing)
        invocation->exit_status = EXIT_NEEDS_A_PERSON;
    if (as_json)
        return print_buf(invocation, &out, "the answer", err);
    if (!count.items) {
        fprintf(invocation->out, "No two feeds bring the same money in %s.\n", text);
        return true;
    }
    if (!buf_check(&out, "the answer", err) ||
        !table_print(buf_text(&out), out.size, &table, err) ||
        !buf_check(&table, "the answer", err))
        return false;
    fputs(buf_text(&table), invocation->out);
    return true;
}

static bool sources(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    const char *verb = given_argument(invocation, 0);
    bool sets = verb && strcmp(verb, "set") == 0;
    bool compares = verb && strcmp(verb, "compare") == 0;

    if (verb && (!(sets || compares) || !given_argument(invocation, 1)))
        return err_set(err, ERR_USAGE,
                       "%s: nothing, or `set` and the name of a source, or `compare` and a month",
                       verb);
    if (!ask_home(invocation, err) || !catalogue_open(&invocation->config->place, &catalogue, err))
        return false;
    if (compares)
        return compare_sources(invocation, catalogue, err);
    return sets ? set_source(invocation, catalogue, err) : list_sources(invocation, catalogue, err);
}

static const struct option sources_options[] = {
    { "priority", "NUMBER",
      "With set: of two feeds of the same accounts the one with the higher number counts.", false },
    { "role", "ROLE", "With set: primary, or shadow for a feed that is only compared.", false },
    { "metric", "COLUMN",
      "With compare: billed_cost (the default), effective_cost, list_cost or contracted_cost.",
      false },
    { "format", "FORMAT", "table (the default) or json, which is what REST answers.", false },
    { 0 },
};

const struct command cmd_sources = {
    .name = "sources",
    .args = "[set SOURCE|compare MONTH]",
    .help = "List the feeds that bills came from, set the priority or role of one, or compare "
            "those of the same money.",
    .text =
        "When two feeds have the same accounts, the one with the higher priority counts and the "
        "other is its shadow: it is\nkept and compared (`centavo deliveries diff`), not "
        "counted. Roles follow at once. `compare` puts each shadow "
        "of a month beside the feed that counts in its place;\nthe exit status is 1 when they "
        "differ; `centavo deliveries diff` says where.",
    .options = sources_options,
    .most_args = 2,
    .run = sources,
};
