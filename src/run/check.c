/* SPDX-License-Identifier: Apache-2.0 */
#include "run/check.h"

#include "base/limits.h"
#include "sql_files.h"

#include <inttypes.h>
#include <string.h>

static const struct {
    const char *name;
    const struct sql *sql;
    enum outcome outcome; /* of a broken rule */
} rules[] = {
    { "INV-01", &sql_check_inv_01, OUTCOME_FAILED },
    { "INV-02", &sql_check_inv_02, OUTCOME_FAILED },
    { "INV-03", &sql_check_inv_03, OUTCOME_FAILED },
    { "INV-04", &sql_check_inv_04, OUTCOME_FAILED },
    { "INV-05", &sql_check_inv_05, OUTCOME_FAILED },
    { "INV-06", &sql_check_inv_06, OUTCOME_FAILED },
    { "INV-07", &sql_check_inv_07, OUTCOME_FAILED },
    { "INV-08", &sql_check_inv_08, OUTCOME_FAILED },
    { "INV-09", &sql_check_inv_09, OUTCOME_WARNING },
    { "INV-10", &sql_check_inv_10, OUTCOME_FAILED },
    { "INV-11", &sql_check_inv_11, OUTCOME_FAILED },
    { "INV-12", &sql_check_inv_12, OUTCOME_FAILED },
    { "INV-14", &sql_check_inv_14, OUTCOME_FAILED },
    /* Of a whole term only a part is in a delivery: what looks wrong may be right, so it warns. */
    { "INV-15", &sql_check_inv_15, OUTCOME_WARNING },
    { "INV-16", &sql_check_inv_16, OUTCOME_WARNING },
    { "INV-17", &sql_check_inv_17, OUTCOME_FAILED },
};

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        [OUTCOME_PASSED] = "passed",
        [OUTCOME_NOTE] = "note",
        [OUTCOME_WARNING] = "warning",
        [OUTCOME_FAILED] = "failed",
    };

    return names[outcome];
}

char *parquet_relation(struct arena *arena, const char *path)
{
    struct buf text SCOPED(buf_done);

    buf_init(&text, LIMIT_SQL);
    buf_add_text(&text, "read_parquet(");
    sql_quote_text(&text, path);
    buf_add_text(&text, ")");
    return arena_strdup(arena, buf_text(&text));
}

static void add(struct findings *findings, const struct finding *finding)
{
    findings->list[findings->count++] = *finding;
    findings->failed_count += finding->outcome == OUTCOME_FAILED;
}

static void add_messages(const struct mapping_result *mapped, struct findings *findings)
{
    static const enum outcome outcomes[] = {
        [MAPPING_NOTE] = OUTCOME_NOTE,
        [MAPPING_WARNING] = OUTCOME_WARNING,
        [MAPPING_HOLD] = OUTCOME_FAILED,
    };

    for (size_t i = 0; i < mapped->message_count; i++)
        add(findings, &(struct finding){
                          .rule = mapped->messages[i].rule,
                          .outcome = outcomes[mapped->messages[i].level],
                          .detail = mapped->messages[i].text,
                          .is_acceptable = mapped->messages[i].level == MAPPING_HOLD,
                      });
}

/* Every raw row became charges, was left out by a named rule, or was rejected with a reason
 * (INV-02's second half). */
static void check_row_counts(const struct mapping_result *mapped, struct arena *arena,
                             struct findings *findings)
{
    int64_t missing =
        mapped->row_count - mapped->mapped_count - mapped->dropped_count - mapped->rejected_count;

    if (missing != 0)
        add(findings, &(struct finding){ .rule = "ROWS",
                                         .outcome = OUTCOME_FAILED,
                                         .failing_count = missing > 0 ? missing : -missing,
                                         .detail = arena_printf(
                                             arena,
                                             "%" PRId64 " rows read, %" PRId64 " mapped, %" PRId64
                                             " left out by rules, %" PRId64 " rejected",
                                             mapped->row_count, mapped->mapped_count,
                                             mapped->dropped_count, mapped->rejected_count) });
    if (mapped->rejected_count)
        add(findings,
            &(struct finding){
                .rule = "REJECTED",
                .outcome = OUTCOME_FAILED,
                .failing_count = mapped->rejected_count,
                .detail = arena_printf(arena, "%" PRId64 " of %" PRId64 " rows could not be read",
                                       mapped->rejected_count, mapped->row_count) });
}

/* What named rules left out in one currency; adding is the engine's work. */
static bool add_control(struct db *duck, const struct mapping_result *mapped,
                        const struct mapping_total *total, struct err *err)
{
    if (!db_run(duck, &sql_check_control_add,
                PARAMS(param_text(total->currency), param_text(total->control),
                       param_text(total->control_stored),
                       param_text(total->control_billed ? total->control_billed
                                                        : total->control_stored),
                       param_text(total->control_effective)),
                NULL, err))
        return false;
    for (size_t i = 0; i < mapped->drop_count; i++)
        if (strcmp(mapped->drops[i].currency, total->currency) == 0 &&
            !db_run(duck, &sql_check_control_drop,
                    PARAMS(param_text(total->currency), param_text(mapped->drops[i].cost)), NULL,
                    err))
            return false;
    return true;
}

static bool query_frame(struct db *duck, const struct sql *frame, const char *rule,
                        const struct param *params, size_t param_count, struct rows **rows,
                        struct err *err)
{
    struct buf text SCOPED(buf_done);

    buf_init(&text, LIMIT_SQL);
    return sql_fill(frame, &(struct sql_slot){ "rule", rule }, 1, &text, err) &&
           db_query_text(duck, frame->name, buf_text(&text), params, param_count, rows, err) &&
           rows_next(*rows, err) == ROW;
}

/* The first of the rows that break the rule, in words. */
static bool describe(struct db *duck, const char *rule, int64_t file_no, int64_t row_no,
                     struct arena *arena, struct finding *finding, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *detail;
    size_t size;

    if (!query_frame(duck, &sql_check_frame_detail, rule,
                     PARAMS(param_int(file_no), param_int(row_no)), &rows, err))
        return false;
    detail = rows_text(rows, 0, &size);
    finding->detail = row_no ? arena_printf(arena, "row %" PRId64 " of file %" PRId64 ": %.*s",
                                            row_no, file_no, (int)size, detail)
                             : arena_strndup(arena, detail, size);
    return true;
}

static bool run_rule(struct db *duck, size_t number, const char *charge, struct arena *arena,
                     struct findings *findings, struct err *err)
{
    struct buf rule SCOPED(buf_done);
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct finding finding = { .rule = rules[number].name, .detail = "" };

    buf_init(&rule, LIMIT_SQL);
    if (!sql_fill(rules[number].sql, &(struct sql_slot){ "charge", charge }, 1, &rule, err) ||
        !query_frame(duck, &sql_check_frame_count, buf_text(&rule), NO_PARAMS, &rows, err))
        return err_wrap(err, "%s", rules[number].name);
    finding.failing_count = rows_int(rows, 0);
    if (finding.failing_count) {
        finding.outcome = rules[number].outcome;
        if (!describe(duck, buf_text(&rule), rows_int(rows, 1), rows_int(rows, 2), arena, &finding,
                      err))
            return err_wrap(err, "%s", rules[number].name);
    }
    add(findings, &finding);
    return true;
}

void findings_add(struct findings *findings, const struct finding *finding, struct arena *arena)
{
    struct finding *list = ARENA_ARRAY(arena, struct finding, findings->count + 1);

    if (findings->count)
        memcpy(list, findings->list, findings->count * sizeof(*list));
    list[findings->count++] = *finding;
    findings->failed_count += finding->outcome == OUTCOME_FAILED;
    findings->list = list;
}

bool check_delivery(struct db *duck, const struct mapping_result *mapped, const char *charge_path,
                    struct arena *arena, struct findings *out, struct err *err)
{
    const char *charge = parquet_relation(arena, charge_path);
    struct findings findings = { 0 };

    findings.list =
        ARENA_ARRAY(arena, struct finding, mapped->message_count + ARRAY_COUNT(rules) + 2);
    add_messages(mapped, &findings);
    check_row_counts(mapped, arena, &findings);
    if (!db_run(duck, &sql_check_control_make, NO_PARAMS, NULL, err))
        return false;
    for (size_t i = 0; i < mapped->total_count; i++)
        if (!add_control(duck, mapped, &mapped->totals[i], err))
            return false;
    for (size_t i = 0; i < ARRAY_COUNT(rules); i++)
        if (!run_rule(duck, i, charge, arena, &findings, err))
            return false;
    *out = findings;
    return true;
}
