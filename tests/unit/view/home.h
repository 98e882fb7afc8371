/* SPDX-License-Identifier: Apache-2.0 */
/* home.h -- a home with made-up deliveries, for tests of questions: files and catalogue as ingest
 * leaves them, without it. */
#ifndef CENTAVO_TEST_VIEW_HOME_H
#define CENTAVO_TEST_VIEW_HOME_H

#include "base/file.h"
#include "focus/column.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "store/duck.h"
#include "view/view.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct home {
    char path[64];
    struct arena arena;
    struct duck *duck;
    struct db *db;
    struct catalogue *catalogue;
    struct dataset *dataset;
};

static inline void must(bool done, const struct err *err)
{
    if (!done)
        fail_msg("%s", err_text(err));
}

static inline void run_text(struct db *db, const char *text)
{
    struct err err SCOPED(err_done) = { 0 };

    must(db_script(db, "test", text, &err), &err);
}

/* An empty table `charge` with the columns of charges, and how a test row becomes one. */
static inline void make_charge_table(struct home *home)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    buf_add_text(&text, "CREATE TABLE charge (");
    for (size_t i = 0; i < column_count; i++)
        buf_printf(&text, "%s%s %s", i ? ", " : "", column_stored_name(&columns[i]),
                   column_sql_type(&columns[i]));
    buf_add_text(&text, "); CREATE TABLE tag_set (tag_set_id BIGINT, tags VARCHAR);"
                        "CREATE TABLE tag_value (tag_set_id BIGINT, key VARCHAR, value VARCHAR);");
    run_text(home->db, buf_text(&text));
}

static inline void home_open(struct home *home)
{
    struct err err SCOPED(err_done) = { 0 };
    const char *const directories[] = { home->path, NULL };
    const struct duck_options options = { .directories = directories,
                                          .temp_directory = home->path,
                                          .memory_limit = 512 << 20,
                                          .threads = 2 };

    snprintf(home->path, sizeof(home->path), "/tmp/centavo-view-XXXXXX");
    assert_non_null(mkdtemp(home->path));
    must(catalogue_open(&(struct place){ .home = home->path }, &home->catalogue, &err), &err);
    must(duck_open(&options, &home->duck, &err), &err);
    must(duck_connect(home->duck, &home->db, &err), &err);
    make_charge_table(home);
}

static inline void home_close(struct home *home)
{
    struct err err SCOPED(err_done) = { 0 };

    dataset_close(home->dataset);
    db_close(home->db);
    duck_close(home->duck);
    catalogue_close(home->catalogue);
    must(directory_remove(home->path, &err), &err);
    arena_done(&home->arena);
}

static inline void home_copy(struct home *home, const char *query, int64_t delivery,
                             const char *name)
{
    run_text(home->db,
             arena_printf(&home->arena, "COPY (%s) TO '%s/%s.parquet' (FORMAT parquet)", query,
                          home_delivery(&home->arena, home->path, delivery), name));
}

static inline void home_rollup(struct home *home, const struct sql *sql, int64_t delivery,
                               const char *name)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct err err SCOPED(err_done) = { 0 };

    struct sql_slot from[] = {
        { "charge", "charge" },
        { "daily", arena_printf(&home->arena, "'%s/cost_daily.parquet'",
                                home_delivery(&home->arena, home->path, delivery)) },
    };

    must(sql_fill(sql, from, ARRAY_COUNT(from), &text, &err), &err);
    home_copy(home, buf_text(&text), delivery, name);
}

/* rows: VALUES of (charge date, billing month, provider, account, service, category, currency,
 * cost, tag set id). Every month in them becomes an active scope, or every day when by_day. A scope
 * that another delivery had goes over to this one. */
static inline void home_deliver(struct home *home, int64_t delivery, const char *source,
                                const char *rows, bool by_day)
{
    struct err err SCOPED(err_done) = { 0 };
    struct rows *scopes SCOPED(rows_freep) = NULL;
    struct db *state = catalogue_db(home->catalogue);
    int64_t version = 0;
    const char *key = by_day ? "CAST(sys_charge_date AS VARCHAR)"
                             : "substr(CAST(sys_billing_month AS VARCHAR), 1, 7)";

    run_text(home->db,
             arena_printf(&home->arena,
                          "DELETE FROM charge; INSERT INTO charge (sys_delivery_id, sys_file_no, "
                          "sys_row_no, sys_part_no, sys_charge_date, "
                          "sys_billing_month, charge_period_start, charge_period_end, "
                          "billing_period_start, provider_name, "
                          "service_provider_name, sub_account_id, sub_account_name, service_name, "
                          "service_category, charge_category, "
                          "billing_currency, billed_cost, effective_cost, list_cost, "
                          "contracted_cost, tag_set_id, consumed_quantity, "
                          "consumed_unit, resource_id, region_id) "
                          "SELECT %" PRId64 ", 1, row_number() OVER (), 1, d, m, d, d + 1, m, p, "
                          "p, a, 'name of ' || a, s, 'Compute', c, cur, "
                          "cost, cost, cost, cost, t, 2, 'Hours', 'r-' || s, 'eu-west-1' "
                          "FROM (SELECT CAST(d AS DATE) AS d, CAST(m AS DATE) AS m, p, a, s, c, "
                          "cur, money(cost) AS cost, t "
                          "FROM (%s) AS given(d, m, p, a, s, c, cur, cost, t))",
                          delivery, rows));
    must(directory_make(home_delivery(&home->arena, home->path, delivery), &err), &err);
    home_copy(home, "SELECT * FROM charge", delivery, "charge");
    home_copy(home, "SELECT * FROM tag_set", delivery, "tag_set");
    home_copy(home, "SELECT * FROM tag_value", delivery, "tag_value");
    home_rollup(home, &sql_rollup_cost_daily, delivery, "cost_daily");
    home_rollup(home, &sql_rollup_cost_overview, delivery, "cost_overview");
    home_rollup(home, &sql_rollup_cost_monthly, delivery, "cost_monthly");

    run_text(state,
             arena_printf(&home->arena,
                          "INSERT OR IGNORE INTO source (name, format, created_at) VALUES ('%s', "
                          "'test', '2026-01-01T00:00:00Z');"
                          "INSERT INTO delivery (delivery_id, source_id, dataset, name, "
                          "produced_at, arrived_at, content_hash, byte_count, "
                          "state) SELECT %" PRId64 ", source_id, 'cost_and_usage', 'x', '', '', "
                          "'', 0, 'active' FROM source WHERE name = '%s'",
                          source, delivery, source));
    must(db_query_text(home->db, "scopes",
                       arena_printf(&home->arena,
                                    "SELECT %s, min(sys_charge_date), max(sys_charge_date), "
                                    "count(*) FROM charge GROUP BY 1 ORDER BY 1",
                                    key),
                       NO_PARAMS, &scopes, &err),
         &err);
    while (rows_next(scopes, &err) == ROW) {
        size_t size;
        const char *text = rows_text(scopes, 0, &size);
        const char *scope = arena_strndup(&home->arena, text, size);
        char first[DATE_TEXT_SIZE];
        char last[DATE_TEXT_SIZE];
        const char *start = by_day ? scope : arena_printf(&home->arena, "%s-01", scope);

        date_format((int32_t)rows_int(scopes, 1), first);
        date_format((int32_t)rows_int(scopes, 2), last);
        run_text(state,
                 arena_printf(&home->arena,
                              "UPDATE delivery_scope SET state = 'superseded' WHERE scope_key = "
                              "'%s' AND state = 'active' AND source_id = "
                              "(SELECT source_id FROM source WHERE name = '%s');"
                              "INSERT INTO delivery_scope (delivery_id, source_id, dataset, "
                              "scope_key, scope_start, scope_end, state, "
                              "charge_count, first_charge_date, last_charge_date) SELECT %" PRId64
                              ", source_id, 'cost_and_usage', '%s', '%s', "
                              "date('%s', '+1 %s'), 'active', %" PRId64
                              ", '%s', '%s' FROM source WHERE name = '%s'",
                              scope, source, delivery, scope, start, start,
                              by_day ? "day" : "month", rows_int(scopes, 3), first, last, source));
    }
    must(catalogue_change(home->catalogue, "ingested", delivery, &version, &err), &err);
}

/* The answer as text, from the arena; on failure the error's text. pairs: "a=b&c=d", not encoded.
 */
static inline const char *home_ask_as(struct home *home, const char *question,
                                      enum view_format format, const char *words, size_t *size)
{
    struct err err SCOPED(err_done) = { 0 };
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct query_pair pairs[32];
    size_t count = 0;
    struct view_call *call SCOPED(view_donep) = NULL;
    const char *parameter = NULL;
    const char *path = arena_printf(&home->arena, "/api/v1/%s", question);
    char *rest = arena_strdup(&home->arena, words);

    if (!home->dataset) {
        const struct dataset_options options = { .place = &(struct place){ .home = home->path },
                                                 .keeps_cubes = true };

        must(dataset_open(&options, &home->dataset, &err), &err);
    }
    dataset_refresh(home->dataset);
    must(dataset_snapshot(home->dataset, &snapshot, &err), &err);
    for (char *pair; (pair = strsep(&rest, "&")) && *pair;) {
        char *value = strchr(pair, '=');

        *value++ = '\0';
        pairs[count++] = (struct query_pair){ pair, value };
    }
    const struct view_request request = { view_question_find(question), pairs, count, format,
                                          path };

    if (!view_prepare(snapshot, &request, &home->arena, &call, &parameter, &err) ||
        !view_answer(call, &out, &err))
        return arena_printf(&home->arena, "%s %s: %s", err_code_name(err.code),
                            parameter ? parameter : "-", err_text(&err));
    if (size)
        *size = out.size;
    return arena_strndup(&home->arena, buf_text(&out), out.size);
}

static inline const char *home_ask(struct home *home, const char *question, const char *words)
{
    return home_ask_as(home, question, VIEW_JSON, words, NULL);
}

#endif
