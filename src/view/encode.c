/* SPDX-License-Identifier: Apache-2.0 */
/* encode.c -- rows as JSON objects and as CSV records, and the parts that every JSON answer has. */
#include "view/call.h"

#include "base/clock.h"
#include "base/csv_out.h"
#include "focus/billing_period.h"
#include "store/catalogue.h"
#include "view/conversion.h"
#include "view/json_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void encode_value(struct json *json, struct rows *rows, const struct field *field)
{
    enum value_kind kind = rows_column_kind(rows, field->column);
    size_t size;
    const char *text = rows_text(rows, field->column, &size);

    if (!text)
        json_null(json);
    else if (kind == VALUE_INT || kind == VALUE_BOOL ||
             (field->is_json && json_text_is_valid(text, size)))
        json_raw(json, text, size);
    else
        json_text_sized(json, text, size); /* money too: a JSON number would be read as a float */
}

void encode_object(struct json *json, struct rows *rows, const struct field *fields,
                   size_t field_count)
{
    json_object(json);
    for (size_t i = 0; i < field_count; i++) {
        if (fields[i].when_true && !rows_int(rows, fields[i].column))
            continue;
        json_key(json, fields[i].name);
        encode_value(json, rows, &fields[i]);
    }
    json_object_end(json);
}

/* ---- CSV ---- */

void encode_csv_cell(struct buf *out, const char *text, size_t size, bool is_text)
{
    csv_cell(out, text, size, is_text);
}

void currency_see(struct currency_seen *seen, struct rows *rows, size_t column, struct arena *arena)
{
    size_t size;
    const char *text = rows_text(rows, column, &size);

    if (!seen->any)
        seen->only = arena_strndup(arena, text, size);
    else if (seen->only && (strlen(seen->only) != size || memcmp(seen->only, text, size) != 0))
        seen->only = NULL;
    seen->any = true;
}

void encode_csv_names(struct buf *out, const struct field *fields, size_t field_count)
{
    for (size_t i = 0; i < field_count; i++) {
        if (i)
            buf_add_char(out, ',');
        encode_csv_cell(out, fields[i].name, strlen(fields[i].name), true);
    }
}

void encode_csv_header(struct buf *out, const struct field *fields, size_t field_count)
{
    encode_csv_names(out, fields, field_count);
    buf_add_char(out, '\n');
}

void encode_csv_row(struct buf *out, struct rows *rows, const struct field *fields,
                    size_t field_count)
{
    for (size_t i = 0; i < field_count; i++) {
        size_t size;
        const char *text = rows_text(rows, fields[i].column, &size);

        if (i)
            buf_add_char(out, ',');
        if (text)
            encode_csv_cell(out, text, size,
                            rows_column_kind(rows, fields[i].column) == VALUE_TEXT);
    }
    buf_add_char(out, '\n');
}

bool encode_lines(struct view_call *call, struct rows *rows, const struct field *fields,
                  size_t field_count, struct buf *out, struct err *err)
{
    int64_t limit = call->query.limit ? call->query.limit : LIMIT_ANSWER_ROW_COUNT;
    int64_t count = 0;
    enum step step;

    if (call->format == VIEW_CSV)
        encode_csv_header(out, fields, field_count);
    while ((step = rows_next(rows, err)) == ROW && ++count <= limit) {
        struct json json;

        if (call->format == VIEW_CSV) {
            encode_csv_row(out, rows, fields, field_count);
            continue;
        }
        json_init(&json, out);
        encode_object(&json, rows, fields, field_count);
        buf_add_char(out, '\n');
    }
    if (step == ROW && !call->query.limit)
        return err_set(err, ERR_LIMIT,
                       "the answer has more than %u rows; ask for less, or for pages with limit",
                       LIMIT_ANSWER_ROW_COUNT);
    return step != FAILED;
}

/* ---- the frame of a JSON answer ---- */

static void member_day(struct json *json, const char *key, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    json_member_text(json, key, text);
}

static void member_moment(struct json *json, const char *key, int64_t moment)
{
    char text[TIMESTAMP_TEXT_SIZE];

    timestamp_format(moment, text);
    json_member_text(json, key, text);
}

static void member_version(struct json *json, const char *key, const struct snapshot *snapshot)
{
    char text[32];

    snprintf(text, sizeof(text), "%" PRId64, snapshot_version(snapshot));
    json_member_text(json, key, text);
}

/* ---- how far the data reaches, and whether it may still change ---- */

enum { FEED_LAG_MAX = 3 }; /* days between feeds that deliver day by day */

struct feed_state {
    const char *source;
    int32_t last_charge_day;   /* INT32_MIN: no charges */
    int32_t last_produced_day; /* INT32_MIN: unknown */
    int32_t first_open_day;    /* of the months that the provider still completes */
    const char *provider;
    bool has_estimates; /* in the period, as the provider says */
};

static bool in_period(const struct view_call *call, const struct active_scope *scope)
{
    const struct query *query = &call->query;
    bool by_month = query->basis == BASIS_BILLING_PERIOD;
    int32_t first = by_month ? scope->start : scope->first_charge_day;
    int32_t last = by_month ? scope->start : scope->last_charge_day;

    return first < query->period.end && last >= query->period.start;
}

static void feed_add(const struct view_call *call, struct feed_state *feed,
                     const struct active_scope *scope)
{
    int32_t open = month_start(call->facts.today - billing_period_grace_days(scope->provider_name));

    if (!feed->source)
        *feed = (struct feed_state){ .source = scope->source,
                                     .provider = scope->provider_name,
                                     .last_charge_day = INT32_MIN,
                                     .last_produced_day = INT32_MIN,
                                     .first_open_day = open };
    if (scope->last_charge_day > feed->last_charge_day)
        feed->last_charge_day = scope->last_charge_day;
    if (scope->produced_day != INT32_MAX && scope->produced_day > feed->last_produced_day)
        feed->last_produced_day = scope->produced_day;
    feed->has_estimates |= scope->is_estimated && in_period(call, scope);
}

/* The feeds of the snapshot, in the order of their first scopes. */
static struct feed_state *find_feeds(const struct view_call *call, size_t *count)
{
    const struct active_set *active = snapshot_active(call->snapshot);
    struct feed_state *feeds = ARENA_ARRAY(call->arena, struct feed_state, active->count + 1);

    *count = 0;
    for (size_t i = 0; i < active->count; i++) {
        size_t at = 0;

        while (at < *count && strcmp(feeds[at].source, active->scopes[i].source) != 0)
            at++;
        feed_add(call, &feeds[at], &active->scopes[i]);
        *count += at == *count;
    }
    return feeds;
}

/* The last day whose charges are there: today is never complete, nor a day whose bill was made
 * before the provider had all its usage. */
static int32_t last_complete_day(const struct view_call *call, const struct feed_state *feed)
{
    int32_t last = feed->last_charge_day;
    int32_t known = feed->last_produced_day == INT32_MIN
                        ? last
                        : feed->last_produced_day - 1 - billing_period_lag_days(feed->provider);

    if (known < last)
        last = known;
    return last < call->facts.today ? last : call->facts.today - 1;
}

static bool feed_is_of(const struct feed_state *feed, const char *provider)
{
    return feed->last_charge_day != INT32_MIN && feed->provider &&
           strcmp(feed->provider, provider) == 0;
}

/* Of a provider's feeds that still deliver the one that is behind counts. One that is many days
 * behind the others has ended, or bills by the month. */
static int32_t provider_complete_day(const struct view_call *call, const struct feed_state *feeds,
                                     size_t count, const char *provider)
{
    int32_t latest = INT32_MIN;
    int32_t last = INT32_MAX;

    for (size_t i = 0; i < count; i++)
        if (feed_is_of(&feeds[i], provider) && last_complete_day(call, &feeds[i]) > latest)
            latest = last_complete_day(call, &feeds[i]);
    for (size_t i = 0; i < count; i++) {
        int32_t day = last_complete_day(call, &feeds[i]);

        if (feed_is_of(&feeds[i], provider) && day < last && day >= latest - FEED_LAG_MAX)
            last = day;
    }
    return last;
}

bool call_complete_days(const struct view_call *call, struct buf *out, struct err *err)
{
    size_t count;
    const struct feed_state *feeds = find_feeds(call, &count);
    char day[DATE_TEXT_SIZE];

    for (size_t i = 0; i < count; i++) {
        if (!feeds[i].provider || feeds[i].last_charge_day == INT32_MIN)
            continue;
        date_format(provider_complete_day(call, feeds, count, feeds[i].provider), day);
        buf_add_text(out, ", (");
        sql_quote_text(out, feeds[i].provider);
        buf_printf(out, ", DATE '%s')", day);
    }
    return buf_check(out, "the list of providers", err);
}

static bool is_estimated(const struct view_call *call, const struct feed_state *feed)
{
    return feed->has_estimates || call->query.period.end > feed->first_open_day;
}

static void encode_freshness(struct json *json, const struct view_call *call)
{
    int32_t open = month_start(call->facts.today - billing_period_grace_days(NULL));
    size_t count;
    const struct feed_state *feeds = find_feeds(call, &count);
    bool estimated = count == 0 && call->query.period.end > open;

    json_key(json, "freshness");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        estimated |= is_estimated(call, &feeds[i]);
        if (feeds[i].last_charge_day == INT32_MIN)
            continue;
        json_object(json);
        json_member_text(json, "source", feeds[i].source);
        member_day(json, "last_complete_day", last_complete_day(call, &feeds[i]));
        json_member_bool(json, "estimated", is_estimated(call, &feeds[i]));
        json_object_end(json);
    }
    json_array_end(json);
    json_member_bool(json, "estimated", estimated);
}

static void encode_conversion(struct json *json, const struct query *query,
                              const struct conversion *conversion)
{
    static const char *const names[] = {
        [RATE_CHARGE_DAY] = "charge_day",
        [RATE_BILLING_PERIOD_END] = "billing_period_end",
        [RATE_INVOICE_DATE] = "invoice_date",
    };
    char fixed[32];
    char day[DATE_TEXT_SIZE];
    bool is_fixed = query->rate_policy == RATE_FIXED;

    date_format(query->rate_day, day);
    snprintf(fixed, sizeof(fixed), "fixed:%s", day);
    json_member_text(json, "rate_set", conversion->set);
    json_member_text(json, "rate_policy", is_fixed ? fixed : names[query->rate_policy]);
    json_key(json, "missing_rates");
    json_raw(json, conversion->missing, strlen(conversion->missing));
}

static void encode_names(struct json *json, const char *name, const struct query_key *keys,
                         size_t key_count)
{
    json_key(json, name);
    json_array(json);
    for (size_t i = 0; i < key_count; i++)
        json_text(json, keys[i].name);
    json_array_end(json);
}

/* What stands down and what stands across. */
static void encode_axes(struct json *json, const struct query *query)
{
    size_t row_count = query->group_count - query->column_count;

    encode_names(json, "rows", query->group, row_count);
    encode_names(json, "columns", query->group + row_count, query->column_count);
}

void encode_context(struct json *json, const struct view_call *call, const char *currency,
                    const struct conversion *conversion)
{
    static const char *const granularities[] = {
        "total", "day", "week", "month", "quarter", "year"
    };
    static const char *const shows[] = { "amount", "share", "row_share", "column_share" };
    static const char *const compares[] = { "none", "previous", "year_ago", "as_of" };
    const struct query *query = &call->query;

    json_key(json, "context");
    json_object(json);
    member_day(json, "start", query->period.start);
    member_day(json, "end", query->period.end - 1);
    if (call->question->words & (WORD_GRANULARITY | WORD_PIVOT_STEP))
        json_member_text(json, "granularity", granularities[query->granularity]);
    if (call->question->words & (WORD_METRIC | WORD_COST))
        json_member_text(json, "metric", query->metric->sql_name);
    json_member_text(json, "currency", currency);
    json_member_text(json, "basis",
                     query->basis == BASIS_BILLING_PERIOD ? "billing_period" : "charge_period");
    if (call->question->words & WORD_COLUMNS)
        encode_axes(json, query);
    if (call->question->words & WORD_SHOW)
        json_member_text(json, "show", shows[query->show]);
    if (query->compare != COMPARE_NONE) {
        json_member_text(json, "compare", compares[query->compare]);
        member_day(json, "previous_start", query->previous.start);
        member_day(json, "previous_end", query->previous.end - 1);
    }
    if (query->compare == COMPARE_AS_OF) {
        member_moment(json, "compare_as_of", query->compare_as_of);
        member_version(json, "compare_data_version", call->compared);
    }
    member_version(json, "data_version", call->snapshot);
    if (query->has_as_of)
        member_moment(json, "as_of", query->as_of);
    else
        json_member_text(json, "as_of", NULL);
    encode_freshness(json, call);
    if (conversion)
        encode_conversion(json, query, conversion);
    json_object_end(json);
}

void encode_page(struct json *json, int64_t limit, const char *next_cursor)
{
    json_key(json, "page");
    json_object(json);
    json_key(json, "limit");
    if (limit)
        json_int(json, limit);
    else
        json_null(json);
    json_member_text(json, "next_cursor", next_cursor);
    json_object_end(json);
}

void encode_links(struct json *json, const struct view_call *call)
{
    const char *words = call->query.canonical;
    const char *mark = *words ? "&" : "";
    const char *cursor = call->query.cursor;

    json_key(json, "links");
    json_object(json);
    if (cursor)
        json_member_text(
            json, "self",
            arena_printf(call->arena, "%s?%s%scursor=%s", call->path, words, mark, cursor));
    else
        json_member_text(json, "self",
                         arena_printf(call->arena, "%s%s%s", call->path, *words ? "?" : "", words));
    if (call->question->is_list) {
        json_member_text(json, "csv",
                         arena_printf(call->arena, "%s?%s%sformat=csv", call->path, words, mark));
        json_member_text(
            json, "parquet",
            arena_printf(call->arena, "%s?%s%sformat=parquet", call->path, words, mark));
    }
    json_member_text(json, "page", arena_printf(call->arena, "/%s%s", *words ? "?" : "", words));
    json_object_end(json);
}

bool call_list(struct statement *statement, const struct sql *template, const char *text,
               const struct field *fields, size_t field_count, int64_t limit, struct buf *out,
               struct err *err)
{
    struct view_call *call = statement->call;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct json json;
    enum step step;

    if (call->format == VIEW_PARQUET)
        return call_parquet(call, text, statement, out, err);
    if (!call_query(call, template, text, statement, &rows, err))
        return false;
    if (call->format != VIEW_JSON)
        return encode_lines(call, rows, fields, field_count, out, err);
    json_init(&json, out);
    json_object(&json);
    encode_context(&json, call, NULL, NULL);
    json_key(&json, "items");
    json_array(&json);
    while ((step = rows_next(rows, err)) == ROW)
        encode_object(&json, rows, fields, field_count);
    json_array_end(&json);
    encode_page(&json, limit, NULL);
    encode_links(&json, call);
    json_object_end(&json);
    return step == END;
}

/* ---- cursors ---- */

/* FNV-1a: not a secret, only a guard against a cursor of another question. */
static uint64_t words_hash(const struct view_call *call)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (const char *at = call->query.canonical; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    return hash;
}

const char *cursor_at(const struct view_call *call, int64_t position)
{
    return arena_printf(call->arena, "p%" PRId64 "-%016" PRIx64 "-%" PRId64, position,
                        words_hash(call), snapshot_version(call->snapshot));
}

bool cursor_position(const struct view_call *call, int64_t *position, struct err *err)
{
    const char *cursor = call->query.cursor;
    char *end;

    if (!cursor) {
        *position = 0;
        return true;
    }
    if (*cursor == 'p') {
        long long value = strtoll(cursor + 1, &end, 10);
        const char *known = value >= 0 ? cursor_at(call, value) : "";

        if (strcmp(known, cursor) == 0) {
            *position = value;
            return true;
        }
        known = strrchr(known, '-');
        if (known && strncmp(cursor, cursor_at(call, value),
                             (size_t)(strlen(cursor_at(call, value)) - strlen(known))) == 0)
            return err_set(err, ERR_CONFLICT,
                           "cursor: the data has changed since that page; begin again without it");
    }
    return err_set(err, ERR_USAGE,
                   "cursor: is not a next_cursor of this query; begin again without it");
}
