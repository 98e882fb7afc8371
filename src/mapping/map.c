/* SPDX-License-Identifier: Apache-2.0 */
/* map.c -- the flow of a mapping: open, recognise, bind, attach, run the steps, write, read back.
 */
#include "mapping/map.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "focus/billing_period.h"
#include "mapping/charge.h"
#include "mapping/dates.h"
#include "mapping/functions.h"
#include "mapping/raw.h"
#include "mapping/recognise.h"
#include "mapping/simple.h"
#include "mapping/steps.h"
#include "mapping/watch.h"
#include "sql_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mapping {
    const struct mapping_job *job;
    struct mapping_result *out;
    struct reject *reject;
    struct functions functions;
    struct raw *raw;
    struct duck *duck;
    struct db *db;
    struct recipe recipe;
    struct binding *bindings; /* one per file */
    enum number_style style;
    struct steps steps;
};

static void mapping_done(struct mapping *mapping)
{
    db_close(mapping->db);
    duck_close(mapping->duck);
    raw_close(mapping->raw);
    reject_free(mapping->reject);
    tags_free(mapping->functions.tags);
}

static char *output_path(struct mapping *mapping, const char *name)
{
    return path_join(&mapping->out->arena, mapping->job->output_directory, name);
}

/* ---- open and recognise ---- */

static bool open_all(struct mapping *mapping, struct err *err)
{
    const struct mapping_job *job = mapping->job;
    struct duck_options options = {
        .directories = job->directories,
        .temp_directory = job->temp_directory,
        .memory_limit = job->memory_limit,
        .threads = job->threads,
    };

    mapping->reject = reject_new(output_path(mapping, "reject.csv"));
    mapping->functions.job = job;
    mapping->functions.tags = tags_new();
    mapping->functions.reject = mapping->reject;
    mapping->functions.date_order = job->date_order;
    return duck_open(&options, &mapping->duck, err) &&
           duck_connect(mapping->duck, &mapping->db, err) &&
           functions_add(mapping->duck, &mapping->functions, err) &&
           raw_open(job, mapping->db, &mapping->raw, err);
}

static bool recognise_all(struct mapping *mapping, struct err *err)
{
    struct mapping_result *out = mapping->out;

    for (size_t i = 0; i < raw_file_count(mapping->raw); i++) {
        struct raw_header header = raw_header(mapping->raw, i);
        const struct format *format = raw_format(mapping->raw, i);

        if (!format)
            return err_set(err, ERR_DATA, "%s: no known kind of bill",
                           raw_file_name(mapping->raw, i));
        if (format->refusal)
            return err_set(err, ERR_DATA, "%s: %s", raw_file_name(mapping->raw, i),
                           format->refusal);
        if (out->format && out->format != format)
            return err_set(err, ERR_DATA, "%s is %s, but %s is %s: one delivery has one format",
                           raw_file_name(mapping->raw, i), format->title,
                           raw_file_name(mapping->raw, 0), out->format->title);
        if (format->scope == SCOPE_OBJECT && raw_file_count(mapping->raw) > 1)
            return err_set(err, ERR_DATA,
                           "%s is %s: each file of it is a delivery of its own, ingest them one by "
                           "one",
                           raw_file_name(mapping->raw, i), format->title);
        out->format = format;
        out->format_version = strncmp(format->key, "focus.", 6) == 0
                                  ? format_focus_version(header.names, header.name_count)
                                  : "";
    }
    return true;
}

/* A guess that the user should know of. */
static void note_encodings(struct mapping *mapping)
{
    for (size_t i = 0; i < raw_file_count(mapping->raw); i++)
        if (raw_is_windows1252(mapping->raw, i))
            steps_message(&mapping->steps, MAPPING_WARNING, "ENCODING",
                          arena_printf(&mapping->out->arena,
                                       "%s is no UTF-8; its text is read as Windows-1252",
                                       raw_file_name(mapping->raw, i)));
}

static void note_layout(struct mapping *mapping)
{
    struct raw_header header = raw_header(mapping->raw, 0);
    struct buf layout SCOPED(buf_done) = { 0 };

    if (!format_is_simple(mapping->out->format))
        return;
    buf_init(&layout, LIMIT_HEADER_LINE);
    for (size_t i = 0; i < header.name_count; i++)
        buf_printf(&layout, "%s%s", i ? "," : "",
                   header_plain(&mapping->out->arena, header.names[i]));
    mapping->out->layout = arena_strdup(&mapping->out->arena, buf_text(&layout));
}

/* ---- bind ---- */

static bool bind_file(struct mapping *mapping, size_t file, struct err *err)
{
    struct raw_header header = raw_header(mapping->raw, file);
    struct arena *arena = &mapping->out->arena;
    struct binding *binding = &mapping->bindings[file];
    bool bound;

    if (!format_is_simple(mapping->out->format))
        bound = bind_columns(&mapping->recipe, header.names, header.name_count,
                             mapping->job->default_currency != NULL, arena, binding, err);
    else
        bound = simple_bind(mapping->out->format, &mapping->recipe, header.names, header.name_count,
                            arena, binding, err);
    if (!bound)
        return err_wrap(err, "%s", raw_file_name(mapping->raw, file));
    return true;
}

/* Columns of the file behind the recipe's columns of one kind. */
static size_t sources_of(struct mapping *mapping, size_t file, bool (*is_kind)(const char *name),
                         size_t **out)
{
    const struct binding *binding = &mapping->bindings[file];
    size_t *sources = ARENA_ARRAY(&mapping->out->arena, size_t, LIMIT_COLUMN_COUNT);
    size_t count = 0;

    for (size_t i = 0; i < binding->column_count; i++) {
        const struct bound_column *column = &binding->columns[i];

        for (size_t j = 0; j < column->source_count && is_kind(column->name); j++)
            sources[count++] = column->sources[j];
    }
    *out = sources;
    return count;
}

static bool bind_all(struct mapping *mapping, struct err *err)
{
    size_t file_count = raw_file_count(mapping->raw);
    struct number_seen numbers = { 0 };

    if (!recipe_read(mapping->out->format->mapping, FORMAT_PARTS, &mapping->out->arena,
                     &mapping->recipe, err))
        return false;
    mapping->bindings = ARENA_ARRAY(&mapping->out->arena, struct binding, file_count);
    for (size_t i = 0; i < file_count; i++) {
        size_t *sources;
        size_t count;

        if (!bind_file(mapping, i, err))
            return false;
        count = sources_of(mapping, i, raw_is_number_column, &sources);
        raw_number_look(mapping->raw, i, sources, count, &numbers);
    }
    return number_decide(&numbers, &mapping->style, err);
}

/* ---- attach ---- */

static bool run_references(struct mapping *mapping, struct err *err)
{
    static const struct sql *const scripts[] = {
        &sql_mapping_run_macros,         &sql_reference_provider,   &sql_reference_service,
        &sql_reference_service_category, &sql_reference_region,     &sql_reference_unit,
        &sql_reference_aws_item,         &sql_reference_azure_item, &sql_reference_azure_region,
        &sql_reference_azure_service,
    };

    for (size_t i = 0; i < ARRAY_COUNT(scripts); i++)
        if (!db_script(mapping->db, scripts[i]->name, scripts[i]->text, err))
            return false;
    return true;
}

/* ('name', NULL) */
static void add_pair(struct buf *out, const char *name, const char *value)
{
    sql_quote_text(out, name);
    buf_add_text(out, ", ");
    if (value)
        sql_quote_text(out, value);
    else
        buf_add_text(out, "NULL");
    buf_add_text(out, ")");
}

static void add_files(struct buf *out, const struct mapping_job *job)
{
    for (size_t i = 0; i < job->file_count; i++) {
        buf_printf(out, "%s(%zu, ", i ? ", " : "", i + 1);
        add_pair(out, job->files[i].name, job->files[i].kind);
    }
}

static void add_settings(struct buf *out, const struct mapping_job *job)
{
    buf_add_text(out, "('', NULL)"); /* VALUES needs a row */
    for (size_t i = 0; i < job->setting_count; i++) {
        buf_add_text(out, ", (");
        add_pair(out, job->settings[i].name, job->settings[i].value);
    }
}

static bool add_earlier(struct buf *out, struct mapping *mapping, struct err *err)
{
    const struct mapping_job *job = mapping->job;
    struct mapping_earlier *list = NULL;
    size_t count = 0;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];

    if (job->earlier && mapping->out->format->scope == SCOPE_OBJECT &&
        !job->earlier(job->earlier_context, mapping->out->format, &mapping->out->arena, &list,
                      &count, err))
        return false;
    buf_add_text(out, "(NULL, NULL, NULL)");
    for (size_t i = 0; i < count; i++) {
        date_format(list[i].first_charge_day, first);
        date_format(list[i].last_charge_day, last);
        buf_add_text(out, ", (");
        sql_quote_text(out, list[i].path);
        buf_printf(out, ", '%s', '%s')", first, last);
    }
    return buf_check(out, "the list of earlier deliveries", err);
}

/* What the delivery is, for the rules: run_context.sql. */
static bool run_context(struct mapping *mapping, struct err *err)
{
    const struct mapping_job *job = mapping->job;
    struct buf files SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf settings SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf earlier SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf moment SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    char days[16];
    char when[TIMESTAMP_TEXT_SIZE];

    timestamp_format(job->produced_at ? job->produced_at : clock_now(), when);
    when[strlen(when) - 1] = '\0'; /* without the zone */
    sql_quote_text(&moment, when);
    snprintf(days, sizeof(days), "%d", billing_period_grace_days(mapping->out->format->provider));
    add_files(&files, job);
    add_settings(&settings, job);
    return add_earlier(&earlier, mapping, err) &&
           sql_fill(&sql_mapping_run_context,
                    (struct sql_slot[]){ { "produced_at", buf_text(&moment) },
                                         { "grace_days", days },
                                         { "settings", buf_text(&settings) },
                                         { "earlier", buf_text(&earlier) },
                                         { "files", buf_text(&files) } },
                    5, &text, err) &&
           db_script(mapping->db, sql_mapping_run_context.name, buf_text(&text), err);
}

static bool has_written_dates(struct mapping *mapping)
{
    for (size_t i = 0; i < raw_file_count(mapping->raw); i++) {
        size_t *sources;
        size_t count = sources_of(mapping, i, raw_is_date_column, &sources);

        if (raw_has_written_dates(mapping->raw, i, sources, count))
            return true;
    }
    return false;
}

static bool attach(struct mapping *mapping, struct err *err)
{
    if (!run_references(mapping, err) || !run_context(mapping, err) ||
        !raw_attach(mapping->raw, mapping->bindings, mapping->style, mapping->job->default_currency,
                    mapping->reject, mapping->duck, mapping->db, err))
        return false;
    raw_report(mapping->raw, false);
    if (!has_written_dates(mapping))
        return true;
    return dates_decide(mapping->db, &mapping->bindings[0], mapping->job->date_order,
                        &mapping->functions.date_order, err) ||
           err_wrap(err, "%s", raw_file_name(mapping->raw, 0));
}

/* ---- run ---- */

static void note_unread(struct mapping *mapping)
{
    struct buf text SCOPED(buf_done) = { 0 };
    const struct binding *binding = &mapping->bindings[0];
    size_t shown = binding->unread_count < 20 ? binding->unread_count : 20;

    if (!binding->unread_count)
        return;
    buf_init(&text, LIMIT_HEADER_LINE);
    buf_printf(&text, "%zu column%s not read: ", binding->unread_count,
               binding->unread_count == 1 ? " is" : "s are");
    for (size_t i = 0; i < shown; i++)
        buf_printf(&text, "%s%s", i ? ", " : "", binding->unread[i]);
    if (shown < binding->unread_count)
        buf_add_text(&text, ", …");
    steps_message(&mapping->steps, MAPPING_NOTE, "COLUMNS", buf_text(&text));
}

static bool check_rows_are_there(struct mapping *mapping, struct err *err)
{
    int64_t row_count = raw_rejected_count(mapping->raw);

    for (size_t i = 0; i < mapping->steps.total_count; i++)
        row_count += mapping->steps.totals[i].row_count;
    return row_count || err_set(err, ERR_DATA, "%s: the file has a header and no rows",
                                raw_file_name(mapping->raw, 0));
}

static bool check_currencies(struct mapping *mapping, struct err *err)
{
    if (mapping->steps.lacks_currency)
        return err_set(err, ERR_DATA,
                       "%s: there are rows without a currency; say which currency they are in with "
                       "--currency, or set "
                       "default_currency in the configuration",
                       raw_file_name(mapping->raw, 0));
    for (size_t i = 0; i < mapping->steps.total_count; i++) {
        const char *currency = mapping->steps.totals[i].currency;

        if (currency &&
            (strlen(currency) != 3 || strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
            return err_set(err, ERR_DATA,
                           "%s: '%s' is no currency code; costs must be in a currency, credits and "
                           "tokens belong into the "
                           "pricing currency",
                           raw_file_name(mapping->raw, 0), currency);
    }
    return true;
}

static bool write_all(struct mapping *mapping, struct err *err)
{
    struct mapping_result *out = mapping->out;

    out->charge_path = output_path(mapping, "charge.parquet");
    out->tag_set_path = output_path(mapping, "tag_set.parquet");
    out->tag_value_path = output_path(mapping, "tag_value.parquet");
    raw_report(mapping->raw, true);
    if (!charge_write(&mapping->steps, mapping->job, out->charge_path, err))
        return err_wrap(err, "%s", raw_file_name(mapping->raw, 0));
    if (!charge_write_tags(mapping->functions.tags, mapping->duck, mapping->db, out->tag_set_path,
                           out->tag_value_path, err) ||
        !reject_finish(mapping->reject, &out->rejected_count, err))
        return false;
    if (out->rejected_count)
        out->reject_path = output_path(mapping, "reject.csv");
    return true;
}

static void note_tags(struct mapping *mapping)
{
    const char *sample = tags_bad_sample(mapping->functions.tags);

    if (sample)
        steps_message(
            &mapping->steps, MAPPING_WARNING, "TAGS",
            arena_printf(&mapping->out->arena,
                         "%lld different texts of tags are not understood and left out, such as %s",
                         (long long)tags_bad_count(mapping->functions.tags), sample));
}

/* Every row that was read must be somewhere. */
static void check_rows(struct mapping *mapping)
{
    struct mapping_result *out = mapping->out;

    for (size_t i = 0; i < out->total_count; i++)
        out->row_count += out->totals[i].row_count;
    for (size_t i = 0; i < out->drop_count; i++)
        out->dropped_count += out->drops[i].row_count;
    out->row_count += raw_rejected_count(mapping->raw);
    if (out->row_count != out->mapped_count + out->dropped_count + out->rejected_count)
        steps_message(&mapping->steps, MAPPING_HOLD, "ROWS",
                      arena_printf(&out->arena,
                                   "%lld rows were read, but %lld became charges, %lld were "
                                   "dropped by a rule and %lld rejected",
                                   (long long)out->row_count, (long long)out->mapped_count,
                                   (long long)out->dropped_count, (long long)out->rejected_count));
}

/* An object of an append feed may bring nothing that another did not bring before. */
static bool is_all_repeated(const struct mapping_result *out)
{
    return out->format->scope == SCOPE_OBJECT && out->dropped_count == out->row_count;
}

static void gather(struct mapping *mapping)
{
    struct mapping_result *out = mapping->out;

    out->messages = mapping->steps.messages;
    out->message_count = mapping->steps.message_count;
    for (size_t i = 0; i < out->message_count; i++)
        out->is_held = out->is_held || out->messages[i].level == MAPPING_HOLD;
}

static bool run_all(struct mapping *mapping, struct err *err)
{
    struct mapping_result *out = mapping->out;

    steps_init(&mapping->steps, &out->arena, mapping->db, &mapping->recipe);
    steps_slot(&mapping->steps, "provider", out->format->provider ? out->format->provider : "");
    note_unread(mapping);
    if (format_is_simple(out->format) && !simple_slots(&mapping->steps, out->format, mapping->raw,
                                                       mapping->bindings, mapping->job, err))
        return err_wrap(err, "%s", raw_file_name(mapping->raw, 0));
    if (!steps_run(&mapping->steps, err))
        return err_wrap(err, "%s", raw_file_name(mapping->raw, 0));
    if (!check_rows_are_there(mapping, err) || !check_currencies(mapping, err) ||
        !write_all(mapping, err))
        return false;
    out->totals = mapping->steps.totals;
    out->total_count = mapping->steps.total_count;
    out->kind = mapping->steps.kind;
    out->drops = mapping->steps.drops;
    out->drop_count = mapping->steps.drop_count;
    if (!charge_read_back(mapping->db, out, err))
        return false;
    note_encodings(mapping);
    note_tags(mapping);
    check_rows(mapping);
    if (!out->charge_count && !is_all_repeated(out))
        return err_set(err, ERR_DATA, "%s: none of its rows became a charge%s%s",
                       raw_file_name(mapping->raw, 0), out->rejected_count ? ", the first is " : "",
                       out->rejected_count ? reject_first(mapping->reject) : "");
    gather(mapping);
    return true;
}

static bool map_all(struct mapping *mapping, struct err *err)
{
    struct watch *watch;
    bool done;

    if (!open_all(mapping, err) || !recognise_all(mapping, err))
        return false;
    note_layout(mapping);
    if (!bind_all(mapping, err))
        return false;
    watch = watch_start(mapping->job, mapping->raw, mapping->db);
    done = attach(mapping, err) && run_all(mapping, err);
    if (watch_stop(watch))
        return err_set(err, ERR_USAGE, "cancelled");
    return done;
}

bool mapping_run(const struct mapping_job *job, struct mapping_result *out, struct err *err)
{
    struct mapping_result result = { .mapping_version = MAPPING_VERSION };
    struct mapping mapping = { .job = job, .out = &result };
    bool done = map_all(&mapping, err);

    mapping_done(&mapping);
    if (!done) {
        mapping_result_done(&result);
        return false;
    }
    *out = result;
    return true;
}

void mapping_result_done(struct mapping_result *result)
{
    arena_done(&result->arena);
    *result = (struct mapping_result){ 0 };
}
