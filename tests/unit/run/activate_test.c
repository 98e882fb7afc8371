/* SPDX-License-Identifier: Apache-2.0 */
/* Life of a delivery in the catalogue (focus-model.md 11.2 and 11.3), with made-up mapping results.
 * activate_postgres_test.c is the same in PostgreSQL.
 */
#include "run/activate.h"

#include "base/clock.h"
#include "run/decide.h"
#include "unit.h"

#ifndef TEST_DATABASE
#define TEST_DATABASE NULL
#define GROUP_SETUP NULL
#define GROUP_TEARDOWN NULL
#endif

struct home {
    char *path;
    char *url; /* NULL: embedded */
    struct place place;
    struct catalogue *catalogue;
    struct arena arena;
    const char *execution_id; /* of the next arrival */
};

static struct home home_make(void)
{
    struct home home = { .path = fresh_directory(), .url = TEST_DATABASE };
    struct err err = { 0 };

    home.place = (struct place){ .home = home.path, .database_url = home.url };
    assert_done(catalogue_open(&home.place, &home.catalogue, &err));
    return home;
}

static void home_done(struct home *home)
{
    catalogue_close(home->catalogue);
    drop_directory(home->path);
    free(home->url);
    arena_done(&home->arena);
}

static const struct format month_format = { .key = "test.month",
                                            .dataset = "cost_and_usage",
                                            .scope = SCOPE_MONTH };
static const struct format day_format = {
    .key = "test.day", .dataset = "cost_and_usage", .scope = SCOPE_DAY, .shape = SHAPE_ROLES
};

static int32_t day_of(const char *text)
{
    int32_t day = 0;

    assert_true(date_parse(text, strlen(text), &day));
    return day;
}

static int64_t arrive(struct home *home, const char *hash, int64_t produced_at)
{
    struct landed file = { .size = 5, .sha256 = "00" };
    const char *name = "bill.csv";
    struct arrival arrival = { .name = name,
                               .execution_id = home->execution_id,
                               .produced_at = produced_at,
                               .arrived_at = clock_now(),
                               .content_hash = hash,
                               .files = &file,
                               .file_names = &name,
                               .file_count = 1,
                               .state = "discovered",
                               .message = "" };
    struct err err = { 0 };
    int64_t id = 0;

    assert_done(arrival_add(home->catalogue, &arrival, &id, &err));
    return id;
}

/* A delivery that covers [start, end) in scopes of the format; the state that it comes to. */
static const char *deliver(struct home *home, const struct format *format, const char *start,
                           const char *end, int64_t produced_at, struct finding *finding,
                           int64_t *id)
{
    struct mapping_scope scopes[64] = { 0 };
    struct mapping_result mapped = {
        .format = format, .format_version = "", .mapping_version = "1", .scopes = scopes
    };
    struct findings findings = { .list = finding,
                                 .count = finding ? 1 : 0,
                                 .failed_count = finding && finding->outcome == OUTCOME_FAILED };
    struct activation activation = {
        .produced_at = produced_at, .source = "feed", .mapped = &mapped, .findings = &findings
    };
    struct err err = { 0 };
    const char *state = NULL;
    const char *message = NULL;
    int32_t next;

    for (int32_t at = day_of(start); at < day_of(end); at = next) {
        next = format->scope == SCOPE_DAY ? at + 1 : month_add(at, 1);
        scopes[mapped.scope_count++] = (struct mapping_scope){ at, next, 1, at, at };
    }
    activation.delivery_id =
        arrive(home, arena_printf(&home->arena, "%s%d", start, (int)produced_at), produced_at);
    if (!delivery_activate(home->catalogue, &activation, &home->arena, &state, &message, &err))
        fail_msg("%s", err_text(&err));
    if (id)
        *id = activation.delivery_id;
    return state;
}

/* "2026-01:3 2026-02:3": each scope that counted, and the delivery it counted from. */
static void assert_active_at(struct home *home, int64_t version, const char *expected)
{
    struct active_set set = { 0 };
    struct buf text SCOPED(buf_done);
    struct err err = { 0 };

    buf_init(&text, 10000);
    assert_done(catalogue_active(home->catalogue, version, &home->arena, &set, &err));
    for (size_t i = 0; i < set.count; i++)
        buf_printf(&text, "%s%s:%d", i ? " " : "", set.scopes[i].scope_key,
                   (int)set.scopes[i].delivery_id);
    assert_string_equal(buf_text(&text), expected);
}

static void assert_active(struct home *home, const char *expected)
{
    assert_active_at(home, DATA_VERSION_NOW, expected);
}

static int64_t version_of(struct home *home)
{
    struct err err = { 0 };
    int64_t version = -1;

    assert_done(catalogue_data_version(home->catalogue, &version, &err));
    return version;
}

static void a_newer_delivery_replaces_its_months_and_no_others(void **state)
{
    struct home home = home_make();
    struct active_set set = { 0 };
    struct err err = { 0 };

    (void)state;
    assert_string_equal(deliver(&home, &month_format, "2026-01-01", "2026-04-01", 1, NULL, NULL),
                        "active");
    assert_string_equal(deliver(&home, &month_format, "2026-03-01", "2026-05-01", 2, NULL, NULL),
                        "active");
    assert_active(&home, "2026-01:1 2026-02:1 2026-03:2 2026-04:2");
    assert_done(catalogue_active(home.catalogue, DATA_VERSION_NOW, &home.arena, &set, &err));
    assert_false(set.scopes[0].is_whole);
    assert_true(set.scopes[2].is_whole);
    assert_int_equal(version_of(&home), 2);
    home_done(&home);
}

static void an_older_execution_that_arrives_late_changes_nothing(void **state)
{
    struct home home = home_make();

    (void)state;
    assert_string_equal(deliver(&home, &month_format, "2026-01-01", "2026-02-01", 20, NULL, NULL),
                        "active");
    assert_string_equal(deliver(&home, &month_format, "2026-01-01", "2026-02-01", 10, NULL, NULL),
                        "superseded");
    assert_active(&home, "2026-01:1");
    assert_int_equal(version_of(&home), 1);
    home_done(&home);
}

static void an_older_execution_counts_where_nothing_newer_does(void **state)
{
    struct home home = home_make();

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 20, NULL, NULL);
    assert_string_equal(deliver(&home, &month_format, "2026-01-01", "2026-03-01", 10, NULL, NULL),
                        "active");
    assert_active(&home, "2026-01:1 2026-02:2");
    home_done(&home);
}

static void a_failed_check_holds_and_what_counted_goes_on(void **state)
{
    struct finding finding = { "INV-17", OUTCOME_FAILED, 1,
                               "the bill adds up to 2 but the charges to 1" };
    struct home home = home_make();

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, NULL);
    assert_string_equal(
        deliver(&home, &month_format, "2026-01-01", "2026-02-01", 2, &finding, NULL), "held");
    assert_active(&home, "2026-01:1");
    assert_int_equal(version_of(&home), 1);
    home_done(&home);
}

static void a_warning_does_not_hold(void **state)
{
    struct finding finding = { "INV-09", OUTCOME_WARNING, 3, "rounded prices" };
    struct home home = home_make();

    (void)state;
    assert_string_equal(
        deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, &finding, NULL), "active");
    home_done(&home);
}

static void a_simple_csv_replaces_the_days_it_covers(void **state)
{
    struct home home = home_make();

    (void)state;
    deliver(&home, &day_format, "2026-01-01", "2026-01-04", 1, NULL, NULL);
    deliver(&home, &day_format, "2026-01-03", "2026-01-05", 2, NULL, NULL);
    assert_active(&home, "2026-01-01:1 2026-01-02:1 2026-01-03:2 2026-01-04:2");
    home_done(&home);
}

static void a_feed_keeps_its_format(void **state)
{
    struct home home = home_make();
    struct mapping_result mapped = { .format = &day_format,
                                     .format_version = "",
                                     .mapping_version = "1" };
    struct findings findings = { 0 };
    struct activation activation = { .source = "feed", .mapped = &mapped, .findings = &findings };
    struct err err SCOPED(err_done) = { 0 };
    const char *became;
    const char *message;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, NULL);
    activation.delivery_id = arrive(&home, "other", 2);
    assert_false(
        delivery_activate(home.catalogue, &activation, &home.arena, &became, &message, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_active(&home, "2026-01:1");
    home_done(&home);
}

static void the_same_bytes_are_known_again(void **state)
{
    struct home home = home_make();
    struct err err = { 0 };
    const char *message = NULL;
    int64_t known = -1;
    int64_t id = 0;
    int64_t again;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, &id);
    again = arrive(&home, "2026-01-011", 2);
    assert_done(arrival_known(home.catalogue, "2026-01-011", again, 0, &home.arena, &known,
                              &message, &err));
    assert_int_equal(known, id);
    assert_string_equal(message, "the same bytes as delivery 1 (active): nothing changed");
    assert_done(
        arrival_known(home.catalogue, "never seen", again, 0, &home.arena, &known, &message, &err));
    assert_int_equal(known, 0);
    home_done(&home);
}

static void of_two_runs_with_the_same_bytes_the_slower_is_a_duplicate(void **state)
{
    struct home home = home_make();
    struct mapping_result mapped = { .format = &month_format,
                                     .format_version = "",
                                     .mapping_version = "1" };
    struct findings findings = { 0 };
    struct activation activation = {
        .source = "feed", .content_hash = "2026-01-011", .mapped = &mapped, .findings = &findings
    };
    struct err err SCOPED(err_done) = { 0 };
    const char *became = NULL;
    const char *message;

    (void)state;
    activation.delivery_id = arrive(&home, "2026-01-011", 2); /* nothing was known then */
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, NULL);
    assert_done(
        delivery_activate(home.catalogue, &activation, &home.arena, &became, &message, &err));
    assert_string_equal(became, "duplicate");
    assert_string_equal(message, "the same bytes as delivery 2 (active): nothing changed");
    assert_active(&home, "2026-01:2");
    home_done(&home);
}

/* Its charges may be gone: it must not count. */
static void what_a_sweep_has_ended_does_not_count(void **state)
{
    struct home home = home_make();
    struct mapping_result mapped = { .format = &month_format,
                                     .format_version = "",
                                     .mapping_version = "1" };
    struct findings findings = { 0 };
    struct activation activation = { .source = "feed", .mapped = &mapped, .findings = &findings };
    struct err err SCOPED(err_done) = { 0 };
    const char *became = NULL;
    const char *message = "interrupted";
    bool counts = true;

    (void)state;
    activation.delivery_id = arrive(&home, "slow", 1);
    assert_done(delivery_fail(home.catalogue, activation.delivery_id, &home.arena, &became,
                              &message, &counts, &err));
    assert_false(counts);
    assert_false(
        delivery_activate(home.catalogue, &activation, &home.arena, &became, &message, &err));
    assert_int_equal(err.code, ERR_UPSTREAM);
    assert_done(delivery_fail(home.catalogue, activation.delivery_id, &home.arena, &became,
                              &message, &counts, &err));
    assert_string_equal(became, "rejected");
    assert_active(&home, "");
    home_done(&home);
}

static void what_counted_before_can_still_be_asked(void **state)
{
    struct home home = home_make();
    struct err err = { 0 };
    int64_t version = -1;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-03-01", 1, NULL, NULL);
    deliver(&home, &month_format, "2026-02-01", "2026-04-01", 2, NULL, NULL);
    assert_active_at(&home, 0, "");
    assert_active_at(&home, 1, "2026-01:1 2026-02:1");
    assert_active_at(&home, 2, "2026-01:1 2026-02:2 2026-03:2");
    assert_done(catalogue_version_at(home.catalogue, clock_now(), &version, &err));
    assert_int_equal(version, 2);
    assert_done(catalogue_version_at(home.catalogue, 0, &version, &err));
    assert_int_equal(version, 0);
    home_done(&home);
}

static struct finding broken(const char *rule, bool is_acceptable)
{
    return (struct finding){ .rule = rule,
                             .outcome = OUTCOME_FAILED,
                             .failing_count = 1,
                             .detail = "it differs",
                             .is_acceptable = is_acceptable };
}

static void assert_decided(struct home *home, int64_t id, enum decision decision,
                           const char *expected)
{
    struct err err = { 0 };
    struct decided after = { 0 };

    if (!delivery_decide(home->catalogue, &home->place, id, decision, "seen", &home->arena, &after,
                         &err))
        fail_msg("%s", err_text(&err));
    assert_string_equal(after.state, expected);
}

static void an_accepted_delivery_replaces_what_counted(void **state)
{
    struct home home = home_make();
    struct finding finding = broken("GUARD-DROP", true);
    int64_t held;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, NULL);
    deliver(&home, &month_format, "2026-01-01", "2026-03-01", 2, &finding, &held);
    assert_active(&home, "2026-01:1");
    assert_decided(&home, held, DECISION_ACCEPT, "active");
    assert_active(&home, "2026-01:2 2026-02:2");
    assert_active_at(&home, 1, "2026-01:1");
    home_done(&home);
}

static void an_accepted_delivery_does_not_replace_a_later_one(void **state)
{
    struct home home = home_make();
    struct finding finding = broken("GUARD-DROP", true);
    int64_t held;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-03-01", 1, &finding, &held);
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 2, NULL, NULL);
    assert_decided(&home, held, DECISION_ACCEPT, "active");
    assert_active(&home, "2026-01:2 2026-02:1");
    home_done(&home);
}

static void a_held_delivery_that_was_overtaken_needs_no_decision(void **state)
{
    struct home home = home_make();
    struct finding finding = broken("GUARD-DROP", true);
    struct err err SCOPED(err_done) = { 0 };
    struct decided after;
    int64_t held;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, &finding, &held);
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 2, NULL, NULL);
    assert_false(delivery_decide(home.catalogue, &home.place, held, DECISION_ACCEPT, "seen",
                                 &home.arena, &after, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_non_null(strstr(err_text(&err), "superseded"));
    home_done(&home);
}

static void a_broken_invariant_cannot_be_accepted(void **state)
{
    struct home home = home_make();
    struct finding finding = broken("INV-02", false);
    struct err err SCOPED(err_done) = { 0 };
    struct decided after;
    int64_t held;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, &finding, &held);
    assert_false(delivery_decide(home.catalogue, &home.place, held, DECISION_ACCEPT, "seen",
                                 &home.arena, &after, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_non_null(strstr(err_text(&err), "INV-02: it differs"));
    assert_active(&home, "");
    assert_decided(&home, held, DECISION_REJECT, "rejected");
    home_done(&home);
}

static void rejecting_what_counts_brings_back_what_counted_before(void **state)
{
    struct home home = home_make();
    int64_t last;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-03-01", 2, NULL, NULL);
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, NULL); /* late, older */
    deliver(&home, &month_format, "2026-01-01", "2026-04-01", 3, NULL, &last);
    assert_active(&home, "2026-01:3 2026-02:3 2026-03:3");
    assert_decided(&home, last, DECISION_REJECT, "rejected");
    assert_active(&home, "2026-01:1 2026-02:1");
    assert_decided(&home, last, DECISION_ACCEPT, "active");
    assert_active(&home, "2026-01:3 2026-02:3 2026-03:3");
    assert_active_at(&home, 3, "2026-01:1 2026-02:1");
    home_done(&home);
}

static void a_rejected_delivery_never_comes_back_by_itself(void **state)
{
    struct home home = home_make();
    int64_t middle;
    int64_t last;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 1, NULL, NULL);
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 2, NULL, &middle);
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 3, NULL, &last);
    assert_decided(&home, middle, DECISION_REJECT, "rejected");
    assert_active(&home, "2026-01:3");
    assert_decided(&home, last, DECISION_REJECT, "rejected");
    assert_active(&home, "2026-01:1");
    home_done(&home);
}

static void a_decision_needs_a_reason_and_a_delivery(void **state)
{
    struct home home = home_make();
    struct err err SCOPED(err_done) = { 0 };
    struct decided after;

    (void)state;
    assert_false(delivery_decide(home.catalogue, &home.place, 1, DECISION_REJECT, " ", &home.arena,
                                 &after, &err));
    assert_int_equal(err.code, ERR_USAGE);
    err_done(&err);
    assert_false(delivery_decide(home.catalogue, &home.place, 99, DECISION_REJECT, "seen",
                                 &home.arena, &after, &err));
    assert_int_equal(err.code, ERR_MISSING);
    home_done(&home);
}

static void of_two_of_the_same_moment_the_higher_execution_counts(void **state)
{
    struct home home = home_make();

    (void)state;
    home.execution_id = "run-2";
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 5, NULL, NULL);
    home.execution_id = "run-1";
    assert_string_equal(deliver(&home, &month_format, "2026-01-01", "2026-02-01", 5, NULL, NULL),
                        "superseded");
    home.execution_id = "run-3";
    assert_string_equal(deliver(&home, &month_format, "2026-01-01", "2026-02-01", 5, NULL, NULL),
                        "active");
    assert_active(&home, "2026-01:3");
    home_done(&home);
}

static void a_run_that_fails_once_its_delivery_counts_has_not_failed(void **state)
{
    struct home home = home_make();
    struct err err = { 0 };
    const char *became = NULL;
    const char *message = "the connection was lost";
    bool counts = false;
    int64_t id = 0;

    (void)state;
    deliver(&home, &month_format, "2026-01-01", "2026-02-01", 5, NULL, &id);
    assert_done(delivery_fail(home.catalogue, id, &home.arena, &became, &message, &counts, &err));
    assert_true(counts);
    assert_string_equal(became, "active");
    assert_string_equal(message, "");
    assert_active(&home, "2026-01:1");

    id = arrive(&home, "other", 6);
    message = "the connection was lost";
    assert_done(delivery_fail(home.catalogue, id, &home.arena, &became, &message, &counts, &err));
    assert_false(counts);
    assert_string_equal(became, "rejected");
    home_done(&home);
}

static void a_newer_schema_is_refused(void **state)
{
    struct home home = home_make();
    struct catalogue *second = NULL;
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_done(db_script(catalogue_db(home.catalogue), "test",
                          "INSERT INTO schema_migration VALUES (9999, 'from the future', '')",
                          &err));
    assert_false(catalogue_open(&home.place, &second, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    home_done(&home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newer_delivery_replaces_its_months_and_no_others),
        cmocka_unit_test(an_older_execution_that_arrives_late_changes_nothing),
        cmocka_unit_test(an_older_execution_counts_where_nothing_newer_does),
        cmocka_unit_test(a_failed_check_holds_and_what_counted_goes_on),
        cmocka_unit_test(a_warning_does_not_hold),
        cmocka_unit_test(a_simple_csv_replaces_the_days_it_covers),
        cmocka_unit_test(a_feed_keeps_its_format),
        cmocka_unit_test(the_same_bytes_are_known_again),
        cmocka_unit_test(of_two_runs_with_the_same_bytes_the_slower_is_a_duplicate),
        cmocka_unit_test(what_a_sweep_has_ended_does_not_count),
        cmocka_unit_test(what_counted_before_can_still_be_asked),
        cmocka_unit_test(an_accepted_delivery_replaces_what_counted),
        cmocka_unit_test(an_accepted_delivery_does_not_replace_a_later_one),
        cmocka_unit_test(a_held_delivery_that_was_overtaken_needs_no_decision),
        cmocka_unit_test(a_broken_invariant_cannot_be_accepted),
        cmocka_unit_test(rejecting_what_counts_brings_back_what_counted_before),
        cmocka_unit_test(a_rejected_delivery_never_comes_back_by_itself),
        cmocka_unit_test(a_decision_needs_a_reason_and_a_delivery),
        cmocka_unit_test(of_two_of_the_same_moment_the_higher_execution_counts),
        cmocka_unit_test(a_run_that_fails_once_its_delivery_counts_has_not_failed),
        cmocka_unit_test(a_newer_schema_is_refused),
    };

    return cmocka_run_group_tests(tests, GROUP_SETUP, GROUP_TEARDOWN);
}
