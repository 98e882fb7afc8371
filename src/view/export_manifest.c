/* SPDX-License-Identifier: Apache-2.0 */
/* export_manifest.c -- what is in an exported file: the version and its columns, hash and counts,
 * totals per currency, the deliveries that the charges are from, and for each billing month when it
 * was produced last and whether it is complete. */
#include "base/clock.h"
#include "base/file.h"
#include "focus/billing_period.h"
#include "sql_files.h"
#include "view/export_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct delivery {
    int64_t delivery_id;
    int64_t charge_count;
    const char *source;
    const char *produced_at;
};

/* What one provider, month and delivery gave. */
struct part {
    int32_t month;
    const char *provider;
    size_t delivery; /* place in the list */
    int64_t charge_count;
};

struct origin {
    struct export *export;
    struct delivery *deliveries;
    size_t delivery_count;
    struct part *parts; /* by month */
    size_t part_count;
    size_t part_room;
};

/* ---- where the charges are from ---- */

static size_t find_delivery(struct origin *origin, int64_t delivery_id)
{
    size_t i = 0;

    while (i < origin->delivery_count && origin->deliveries[i].delivery_id != delivery_id)
        i++;
    if (i == origin->delivery_count)
        origin->deliveries[origin->delivery_count++] =
            (struct delivery){ .delivery_id = delivery_id };
    return i;
}

static void add_part(struct origin *origin, struct rows *rows)
{
    struct arena *arena = origin->export->call.arena;
    struct part part = { .month = (int32_t)rows_int(rows, 0),
                         .provider = rows_keep(rows, 1, origin->export->call.arena),
                         .charge_count = rows_int(rows, 3) };

    if (origin->part_count == origin->part_room) {
        size_t room = origin->part_room ? origin->part_room * 2 : 64;
        struct part *parts = ARENA_ARRAY(arena, struct part, room);
        struct delivery *deliveries = ARENA_ARRAY(arena, struct delivery, room);

        if (origin->part_count) {
            memcpy(parts, origin->parts, origin->part_count * sizeof(*parts));
            memcpy(deliveries, origin->deliveries, origin->delivery_count * sizeof(*deliveries));
        }
        origin->parts = parts;
        origin->deliveries = deliveries; /* never more than parts */
        origin->part_room = room;
    }
    part.delivery = find_delivery(origin, rows_int(rows, 2));
    origin->deliveries[part.delivery].charge_count += part.charge_count;
    origin->parts[origin->part_count++] = part;
}

static bool read_deliveries(struct db *db, void *context, struct err *err)
{
    struct origin *origin = context;

    for (size_t i = 0; i < origin->delivery_count; i++) {
        struct delivery *delivery = &origin->deliveries[i];
        struct rows *rows SCOPED(rows_freep) = NULL;

        if (!db_query(db, &sql_state_delivery_origin, PARAMS(param_int(delivery->delivery_id)),
                      &rows, err) ||
            rows_next(rows, err) != ROW)
            return false;
        delivery->source = rows_keep(rows, 0, origin->export->call.arena);
        delivery->produced_at = rows_keep(rows, 1, origin->export->call.arena);
    }
    return true;
}

static bool read_origin(struct origin *origin, struct err *err)
{
    struct export *export = origin->export;
    const struct sql *sql = &sql_view_focus_export_sectors;
    const char *text = export_text(export, sql, err);
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!text || !call_query(&export->call, sql, text, &export->statement, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW)
        add_part(origin, rows);
    return step == END && snapshot_catalogue(export->call.snapshot, read_deliveries, origin, err);
}

static void encode_deliveries(const struct origin *origin, struct json *json)
{
    json_key(json, "deliveries");
    json_array(json);
    for (size_t i = 0; i < origin->delivery_count; i++) {
        const struct delivery *delivery = &origin->deliveries[i];

        json_object(json);
        json_member_int(json, "delivery_id", delivery->delivery_id);
        json_member_text(json, "source", delivery->source);
        json_member_text(json, "produced_at", delivery->produced_at);
        json_member_int(json, "charge_count", delivery->charge_count);
        json_object_end(json);
    }
    json_array_end(json);
}

static void member_date(struct json *json, const char *key, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    json_member_text(json, key, text);
}

/* One billing month, from the part at `first` on; the place of the next month. */
static size_t encode_sector(const struct origin *origin, size_t first, int64_t at,
                            struct json *json)
{
    int32_t month = origin->parts[first].month;
    const char *updated = "";
    int64_t charge_count = 0;
    bool is_complete = true;
    size_t i = first;

    for (; i < origin->part_count && origin->parts[i].month == month; i++) {
        const struct part *part = &origin->parts[i];
        const char *produced_at = origin->deliveries[part->delivery].produced_at;

        charge_count += part->charge_count;
        is_complete = is_complete && billing_period_is_closed(part->provider, month, at);
        if (strcmp(produced_at, updated) > 0)
            updated = produced_at;
    }
    json_object(json);
    member_date(json, "start", month);
    member_date(json, "end", month_add(month, 1) - 1);
    json_member_text(json, "last_updated", updated);
    json_member_bool(json, "is_complete", is_complete);
    json_member_int(json, "charge_count", charge_count);
    json_object_end(json);
    return i;
}

/* Complete is a month that is over, and whose providers have had their time to complete it. */
static void encode_sectors(const struct origin *origin, struct json *json)
{
    const struct query *query = &origin->export->call.query;
    int64_t at = query->has_as_of ? query->as_of : clock_now();

    json_key(json, "time_sectors");
    json_array(json);
    for (size_t i = 0; i < origin->part_count;)
        i = encode_sector(origin, i, at, json);
    json_array_end(json);
}

/* ---- the rest ---- */

static void encode_head(struct export *export, struct json *json)
{
    const char *version = focus_version_name(export->request->version);
    const struct query *query = &export->call.query;
    struct arena *arena = export->call.arena;
    char moment[TIMESTAMP_TEXT_SIZE];

    json_member_text(json, "focus_version", version);
    json_key(json, "data_generator");
    json_object(json);
    json_member_text(json, "name", "centavo");
    json_member_text(json, "version", CENTAVO_VERSION);
    json_object_end(json);
    json_member_text(json, "schema_id", arena_printf(arena, "centavo-focus-%s", version));
    timestamp_format(clock_now(), moment); /* exact: a file is newer than another by this */
    json_member_text(json, "created_at", moment);
    json_member_text(json, "data_version",
                     arena_printf(arena, "%" PRId64, snapshot_version(export->call.snapshot)));
    if (query->has_as_of)
        timestamp_format(query->as_of, moment);
    json_member_text(json, "as_of", query->has_as_of ? moment : NULL);
    member_date(json, "start", query->period.start);
    member_date(json, "end", query->period.end - 1);
    json_member_text(json, "basis",
                     query->basis == BASIS_BILLING_PERIOD ? "billing_period" : "charge_period");
    json_member_text(json, "query", query->canonical);
}

static void encode_file(const struct export *export, struct json *json)
{
    char hash[HASH_TEXT_SIZE];

    hash_finish(export->hash, hash);
    json_key(json, "files");
    json_array(json);
    json_object(json);
    json_member_text(json, "name", path_name(export->request->path));
    json_member_text(json, "format", export->request->format == VIEW_PARQUET ? "parquet" : "csv");
    json_member_int(json, "byte_count", export->size);
    json_member_text(json, "sha256", hash);
    json_member_int(json, "row_count", export->charge_count);
    json_object_end(json);
    json_array_end(json);
}

static void encode_columns(const struct export *export, struct json *json)
{
    json_key(json, "columns");
    json_array(json);
    for (size_t i = 0; i < export->column_count; i++) {
        const struct column *column = export->columns[i].column;

        json_object(json);
        json_member_text(json, "name", export->columns[i].name);
        json_member_text(json, "type",
                         export_as_double(export, column) ? "DOUBLE"
                         : column->kind == COLUMN_TAGS    ? "VARCHAR"
                                                          : column_sql_type(column));
        json_object_end(json);
    }
    json_array_end(json);
}

static bool encode_totals(struct export *export, struct json *json, struct err *err)
{
    static const struct field fields[] = {
        { .name = "billing_currency", .column = 0 }, { .name = "billed_cost", .column = 1 },
        { .name = "effective_cost", .column = 2 },   { .name = "list_cost", .column = 3 },
        { .name = "contracted_cost", .column = 4 },  { .name = "charge_count", .column = 5 },
    };
    const struct sql *sql = &sql_view_focus_export_totals;
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *text = export_text(export, sql, err);
    enum step step;

    if (!text || !call_query(&export->call, sql, text, &export->statement, &rows, err))
        return false;
    json_key(json, "totals");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW)
        encode_object(json, rows, fields, ARRAY_COUNT(fields));
    json_array_end(json);
    return step == END;
}

bool export_manifest(struct export *export, const char *path, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    const char *partial = arena_printf(export->call.arena, "%s.partial", path);
    struct origin origin = { .export = export };
    struct json json;
    int fd SCOPED(file_close) = -1;

    json_init(&json, &text);
    json_object(&json);
    encode_head(export, &json);
    encode_file(export, &json);
    encode_columns(export, &json);
    if (!encode_totals(export, &json, err) || !read_origin(&origin, err))
        return false;
    encode_deliveries(&origin, &json);
    encode_sectors(&origin, &json);
    json_object_end(&json);
    buf_add_char(&text, '\n');
    fd = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_errno(err, err_code_of_path(errno), "%s", path);
    return buf_check(&text, "the manifest", err) &&
           file_write_all(fd, text.bytes, text.size, partial, err) &&
           file_publish(partial, path, err);
}
