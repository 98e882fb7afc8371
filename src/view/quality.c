/* SPDX-License-Identifier: Apache-2.0 */
/* quality.c -- how good the data of one billing month is, feed by feed: columns that lost their
 * values, days that are missing, keys of tags that collide, and how late the charges came.
 *
 * Each statement answers for all feeds at once and in their order; its rows become lists of JSON,
 * one of each kind for every feed, which are put together at the end. */
#include "view/call.h"

#include "base/clock.h"
#include "sql_files.h"
#include "store/catalogue.h"
#include "view/month_steps.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum list { LIST_MISSING, LIST_COLUMNS, LIST_COLLISIONS, LIST_GROWTH, LIST_LATENESS, LIST_COUNT };

static const char *const list_names[LIST_COUNT] = {
    [LIST_MISSING] = "missing_days",      [LIST_COLUMNS] = "columns",
    [LIST_COLLISIONS] = "tag_collisions", [LIST_GROWTH] = "growth",
    [LIST_LATENESS] = "lateness",
};

struct feed {
    const char *name;
    bool is_daily; /* bills its usage by the day */
    int64_t charge_count;
    int64_t previous_charge_count;
    const char *first_charge_date; /* NULL: none */
    const char *last_charge_date;
    struct buf lists[LIST_COUNT];
    struct json json[LIST_COUNT];
};

struct quality {
    struct view_call *call;
    struct period previous; /* the month before */
    struct feed *feeds;     /* by name */
    size_t feed_count;
    struct buf sources; /* SQL rows (delivery, feed) */
    struct month_steps steps;
};

/* ---- which feeds ---- */

static int compare_feeds(const void *a, const void *b)
{
    return strcmp(((const struct feed *)a)->name, ((const struct feed *)b)->name);
}

static size_t feed_find(const struct quality *quality, const char *name)
{
    size_t i = 0;

    while (i < quality->feed_count && strcmp(quality->feeds[i].name, name) != 0)
        i++;
    return i;
}

static void feed_add(struct quality *quality, const char *name)
{
    if (feed_find(quality, name) == quality->feed_count)
        quality->feeds[quality->feed_count++].name = name;
}

static bool scope_matters(const struct quality *quality, const struct active_scope *scope)
{
    const struct query *query = &quality->call->query;

    return scope->start >= quality->previous.start && scope->start < query->period.end &&
           (!query->source || strcmp(query->source, scope->source) == 0);
}

static void find_feeds(struct quality *quality)
{
    const struct active_set *active = snapshot_active(quality->call->snapshot);

    quality->feeds = ARENA_ARRAY(quality->call->arena, struct feed,
                                 active->count + quality->steps.step_count + 1);
    for (size_t i = 0; i < active->count; i++)
        if (scope_matters(quality, &active->scopes[i]))
            feed_add(quality, active->scopes[i].source);
    for (size_t i = 0; i < quality->steps.step_count; i++)
        feed_add(quality, quality->steps.steps[i].source);
    qsort(quality->feeds, quality->feed_count, sizeof(*quality->feeds), compare_feeds);
    for (size_t i = 0; i < quality->feed_count; i++) {
        for (int list = 0; list < LIST_COUNT; list++) {
            buf_init(&quality->feeds[i].lists[list], LIMIT_ANSWER);
            json_init(&quality->feeds[i].json[list], &quality->feeds[i].lists[list]);
            json_array(&quality->feeds[i].json[list]);
        }
    }
}

/* Each delivery once; several of its scopes may count. */
static bool list_sources(struct quality *quality, struct err *err)
{
    const struct active_set *active = snapshot_active(quality->call->snapshot);
    int64_t *seen = ARENA_ARRAY(quality->call->arena, int64_t, active->count + 1);
    size_t seen_count = 0;

    for (size_t i = 0; i < active->count; i++) {
        const struct active_scope *scope = &active->scopes[i];
        bool again = false;

        if (!scope_matters(quality, scope))
            continue;
        for (size_t j = seen_count; j-- > 0 && !again;)
            again = seen[j] == scope->delivery_id;
        if (again)
            continue;
        seen[seen_count++] = scope->delivery_id;
        buf_printf(&quality->sources, "%s(%" PRId64 ", %zu)", seen_count > 1 ? ", " : "",
                   scope->delivery_id, feed_find(quality, scope->source));
    }
    return buf_check(&quality->sources, "the list of deliveries", err);
}

/* ---- statements ---- */

static const char *day_text(const struct quality *quality, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    return arena_printf(quality->call->arena, "DATE '%s'", text);
}

static bool begin(struct quality *quality, struct statement *statement, struct err *err)
{
    const struct query *query = &quality->call->query;
    const struct need need = { .charges = true,
                               .basis = BASIS_BILLING_PERIOD,
                               .periods = { query->period, quality->previous } };

    return statement_begin(statement, quality->call, &need, err);
}

/* The JSON object of a row goes to the feed's list. */
static void add_row(struct quality *quality, size_t feed, enum list list, struct rows *rows,
                    const struct field *fields, size_t field_count)
{
    encode_object(&quality->feeds[feed].json[list], rows, fields, field_count);
}

static void set_summary(const struct quality *quality, struct feed *feed, struct rows *rows)
{
    const char *first = rows_text(rows, 2, NULL);
    const char *last;

    feed->first_charge_date = first ? arena_strdup(quality->call->arena, first) : NULL;
    last = rows_text(rows, 3, NULL);
    feed->last_charge_date = last ? arena_strdup(quality->call->arena, last) : NULL;
    feed->charge_count = rows_int(rows, 4);
    feed->previous_charge_count = rows_int(rows, 5);
    feed->is_daily = rows_int(rows, 6) != 0;
}

static bool read_sources(struct quality *quality, struct err *err)
{
    static const struct field gap[] = { { .name = "first_day", .column = 2 },
                                        { .name = "last_day", .column = 3 },
                                        { .name = "day_count", .column = 4 } };
    const struct query *query = &quality->call->query;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    const char *text;
    enum step step;

    if (!begin(quality, &statement, err))
        return false;
    const struct sql_slot slots[] = {
        { "sources", buf_text(&quality->sources) },
        { "from", statement.relation.from },
        { "month", day_text(quality, query->period.start) },
        { "next", day_text(quality, query->period.end) },
        { "previous", day_text(quality, quality->previous.start) },
        { "today", day_text(quality, quality->call->facts.today) },
    };
    text = statement_fill(&statement, &sql_view_quality_source, slots, ARRAY_COUNT(slots), err);
    if (!text || !call_query(quality->call, &sql_view_quality_source, text, &statement, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        size_t feed = (size_t)rows_int(rows, 1);

        if (rows_int(rows, 0) == 0)
            set_summary(quality, &quality->feeds[feed], rows);
        else
            add_row(quality, feed, LIST_MISSING, rows, gap, ARRAY_COUNT(gap));
    }
    return step == END;
}

/* Every column that a bill may fill. */
static bool read_columns(struct quality *quality, struct err *err)
{
    static const struct field fields[] = {
        { .name = "column", .column = 1 },
        { .name = "null_count", .column = 2 },
        { .name = "null_ratio", .column = 3 },
        { .name = "previous_null_count", .column = 4 },
        { .name = "previous_null_ratio", .column = 5 },
        { .name = "is_worse", .column = 6 },
    };
    const struct query *query = &quality->call->query;
    struct buf filled SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf names SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    const char *text;
    enum step step;

    for (size_t i = 0; i < column_count; i++) {
        const char *stored = column_stored_name(&columns[i]);

        if (!columns[i].focus_name)
            continue;
        buf_printf(&filled, "%scount(%s) AS %s", filled.size ? ", " : "", stored, stored);
        buf_printf(&names, "%s('%s', %s)", names.size ? ", " : "", columns[i].sql_name, stored);
    }
    if (!begin(quality, &statement, err))
        return false;
    const struct sql_slot slots[] = {
        { "sources", buf_text(&quality->sources) },
        { "from", statement.relation.from },
        { "month", day_text(quality, query->period.start) },
        { "previous", day_text(quality, quality->previous.start) },
        { "filled", buf_text(&filled) },
        { "names", buf_text(&names) },
    };
    text = statement_fill(&statement, &sql_view_quality_column, slots, ARRAY_COUNT(slots), err);
    if (!text || !call_query(quality->call, &sql_view_quality_column, text, &statement, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        add_row(quality, (size_t)rows_int(rows, 0), LIST_COLUMNS, rows, fields,
                ARRAY_COUNT(fields));
    return step == END;
}

/* Each step with the day on which the provider made what it brought, or on which it took place when
 * it brought nothing. Days never go back: what was made earlier but came later was known later. */
static bool list_steps(const struct quality *quality, struct buf *out, struct err *err)
{
    int32_t latest = INT32_MIN;

    for (size_t i = 0; i < quality->steps.step_count; i++) {
        const struct month_step *step = &quality->steps.steps[i];
        bool is_brought = step->produced_at && (strcmp(step->reason, "ingested") == 0 ||
                                                strcmp(step->reason, "accepted") == 0);
        const char *moment = is_brought ? step->produced_at : step->changed_at;
        int32_t day;
        char text[DATE_TEXT_SIZE];

        if (!date_parse(moment, strcspn(moment, "T"), &day))
            return err_set(err, ERR_BUG, "catalogue: %s is no time", moment);
        if (step->step_no > 0 && day < latest)
            day = latest;
        latest = day;
        date_format(day, text);
        buf_printf(out, "%s(%zu, %" PRId64 ", DATE '%s')", i ? ", " : "", (size_t)step->source_no,
                   step->version, text);
    }
    return buf_check(out, "the list of changes", err);
}

/* Numbers of sources in month_steps are other ones than ours. */
static size_t feed_of_step_source(const struct quality *quality, int64_t source_no)
{
    for (size_t i = 0; i < quality->steps.step_count; i++)
        if (quality->steps.steps[i].source_no == source_no)
            return feed_find(quality, quality->steps.steps[i].source);
    return quality->feed_count;
}

static bool read_arrivals(struct quality *quality, struct err *err)
{
    static const enum list lists[] = { LIST_GROWTH, LIST_LATENESS };
    static const char *const names[] = { "days_after_end", "days_after_use" };
    struct view_call *call = quality->call;
    const struct relation relation = { .is_rollup = true };
    struct statement statement = { .call = call, .params = { .arena = call->arena } };
    struct buf steps SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *from;
    const char *text;
    enum step step;

    if (!quality->steps.spans.size)
        return true;
    if (!list_steps(quality, &steps, err) ||
        !snapshot_overview_of(call->snapshot, quality->steps.deliveries,
                              quality->steps.delivery_count, call->arena, &from, err))
        return false;
    const struct sql_slot slots[] = {
        { "spans", buf_text(&quality->steps.spans) },
        { "steps", buf_text(&steps) },
        { "from", from },
        { "amount", relation_sum(&relation, call->query.metric, call->arena) },
        { "next", day_text(quality, call->query.period.end) },
    };
    text = statement_fill(&statement, &sql_view_quality_arrival, slots, ARRAY_COUNT(slots), err);
    if (!text || !call_query(call, &sql_view_quality_arrival, text, &statement, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        int64_t kind = rows_int(rows, 0);
        const struct field fields[] = {
            { .name = names[kind], .column = 3 },
            { .name = "billing_currency", .column = 2 },
            { .name = call->query.metric->sql_name, .column = 4 },
            { .name = "ratio", .column = 5 },
        };

        add_row(quality, feed_of_step_source(quality, rows_int(rows, 1)), lists[kind], rows, fields,
                ARRAY_COUNT(fields));
    }
    return step == END;
}

/* ---- tags ---- */

static bool read_collisions(struct quality *quality, struct err *err)
{
    struct view_call *call = quality->call;
    const struct need need = { .charges = true,
                               .basis = BASIS_BILLING_PERIOD,
                               .periods = { call->query.period } };
    const struct sql_slot sources = { "sources", buf_text(&quality->sources) };
    struct buf feeds SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct statement statement;
    const char *text;
    enum step step;

    buf_add_char(&feeds, '\n');
    if (!sql_fill(&sql_view_quality_feed_join, &sources, 1, &feeds, err) ||
        !tag_collisions_text(call, &need, buf_text(&feeds), &statement, &text, err) ||
        !call_query(call, &sql_view_tag_collisions, text, &statement, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        add_row(quality, (size_t)rows_int(rows, TAG_COLLISION_FIELD_COUNT), LIST_COLLISIONS, rows,
                tag_collision_fields, TAG_COLLISION_FIELD_COUNT);
    return step == END;
}

/* ---- the answer ---- */

static bool read_all(struct quality *quality, struct err *err)
{
    if (!month_steps_read(&quality->steps, quality->call, err))
        return false;
    find_feeds(quality);
    if (!list_sources(quality, err))
        return false;
    if (quality->sources.size && (!read_sources(quality, err) || !read_columns(quality, err) ||
                                  !read_collisions(quality, err)))
        return false;
    return read_arrivals(quality, err);
}

static void encode_feed(struct json *json, struct feed *feed)
{
    json_object(json);
    json_member_text(json, "source", feed->name);
    json_member_text(json, "grain", feed->is_daily ? "day" : "month");
    json_member_int(json, "charge_count", feed->charge_count);
    json_member_int(json, "previous_charge_count", feed->previous_charge_count);
    json_member_text(json, "first_charge_date", feed->first_charge_date);
    json_member_text(json, "last_charge_date", feed->last_charge_date);
    for (int list = 0; list < LIST_COUNT; list++) {
        json_array_end(&feed->json[list]);
        json_key(json, list_names[list]);
        json_raw(json, buf_text(&feed->lists[list]), feed->lists[list].size);
    }
    json_object_end(json);
}

static bool encode_all(struct quality *quality, struct buf *out, struct err *err)
{
    struct json json;

    json_init(&json, out);
    json_object(&json);
    encode_context(&json, quality->call, NULL, NULL);
    json_key(&json, "items");
    json_array(&json);
    for (size_t i = 0; i < quality->feed_count; i++) {
        encode_feed(&json, &quality->feeds[i]);
        for (int list = 0; list < LIST_COUNT; list++)
            if (!buf_check(&quality->feeds[i].lists[list], list_names[list], err))
                return false;
    }
    json_array_end(&json);
    json_object_end(&json);
    return true;
}

bool quality_answer(struct view_call *call, struct buf *out, struct err *err)
{
    struct quality quality = {
        .call = call,
        .previous = { month_add(call->query.period.start, -1), call->query.period.start },
        .sources = { .maximum = LIMIT_SQL },
    };
    bool done;

    done = read_all(&quality, err) && encode_all(&quality, out, err);
    for (size_t i = 0; i < quality.feed_count; i++)
        for (int list = 0; list < LIST_COUNT; list++)
            buf_done(&quality.feeds[i].lists[list]);
    buf_done(&quality.sources);
    month_steps_done(&quality.steps);
    return done;
}
