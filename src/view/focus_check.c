/* SPDX-License-Identifier: Apache-2.0 */
#include "view/focus_check.h"

#include "base/limits.h"
#include "sql_files.h"
#include "store/duck.h"

#include <string.h>

/* Which columns a rule is asked of, one by one; RULE_FILE: the file as a whole. */
enum rule_target { RULE_FILE, RULE_NOT_NULL, RULE_NUMBERS, RULE_TIMES, RULE_OBJECTS };

static const struct rule {
    const char *name;
    const struct sql *sql;
    enum rule_target target;
    enum focus_version since;
    const char *help;
    bool is_warning;
} rules[] = {
    { "present", &sql_focus_rule_present, RULE_FILE, FOCUS_1_0, "mandatory columns are there" },
    { "custom", &sql_focus_rule_custom, RULE_FILE, FOCUS_1_0, "other columns begin with x_" },
    { "not_null", &sql_focus_rule_not_null, RULE_NOT_NULL, FOCUS_1_0, "has a value in every row" },
    { "decimal", &sql_focus_rule_decimal, RULE_NUMBERS, FOCUS_1_0, "is a decimal number" },
    { "time", &sql_focus_rule_time, RULE_TIMES, FOCUS_1_0, "is a moment in UTC" },
    { "object", &sql_focus_rule_object, RULE_OBJECTS, FOCUS_1_0, "is a JSON object" },
    { "words", &sql_focus_rule_words, RULE_FILE, FOCUS_1_0, "listed values, no others" },
    { "category", &sql_focus_rule_category, RULE_FILE, FOCUS_1_0, "known service categories" },
    { "currency", &sql_focus_rule_currency, RULE_FILE, FOCUS_1_0, "ISO 4217 billing currency" },
    { "period", &sql_focus_rule_period, RULE_FILE, FOCUS_1_0, "periods begin before they end" },
    { "pair", &sql_focus_rule_pair, RULE_FILE, FOCUS_1_0, "both of a pair, or none" },
    { "without", &sql_focus_rule_without, RULE_FILE, FOCUS_1_0, "nothing about what is absent" },
    { "purchase", &sql_focus_rule_purchase, RULE_FILE, FOCUS_1_0, "no purchase by use" },
    { "commitment", &sql_focus_rule_commitment, RULE_FILE, FOCUS_1_0,
      "commitments are billed once" },
    { "coverage", &sql_focus_rule_coverage, RULE_FILE, FOCUS_1_0, "money is recognised once" },
    { "tax", &sql_focus_rule_tax, RULE_FILE, FOCUS_1_0, "tax has no price or quantity" },
    { "consumed", &sql_focus_rule_consumed, RULE_FILE, FOCUS_1_0, "only usage is metered" },
    { "pricing_currency", &sql_focus_rule_pricing_currency, RULE_FILE, FOCUS_1_2,
      "the pricing currency is said" },
    { "price_id", &sql_focus_rule_price_id, RULE_FILE, FOCUS_1_3, "no price without its id" },
    { "product", &sql_focus_rule_product, RULE_FILE, FOCUS_1_0, "price times quantity is cost",
      true },
    { "price_sign", &sql_focus_rule_price_sign, RULE_FILE, FOCUS_1_0, "no price below zero" },
    { "accrual", &sql_focus_rule_accrual, RULE_FILE, FOCUS_1_4, "tax and credits as billed" },
    { "one_category", &sql_focus_rule_one_category, RULE_FILE, FOCUS_1_0,
      "a service has one category" },
    { "one_sku", &sql_focus_rule_one_sku, RULE_FILE, FOCUS_1_0, "a price has one SKU" },
};

struct check {
    const struct focus_check_job *job;
    struct db *db;
    struct arena *arena;
    const char *file; /* FROM text */
    const char **header;
    const struct sql **as_text; /* of the header's columns: what makes a text of Parquet's own
                                   type; NULL: a cast */
    size_t header_count;
    struct focus_check_result *out;
};

/* ---- the file ---- */

static bool is_parquet(const char *path)
{
    size_t size = strlen(path);

    return size > 8 && strcmp(path + size - 8, ".parquet") == 0;
}

static const char *fill(struct check *check, const struct sql *sql, const struct sql_slot *slots,
                        size_t slot_count, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    return sql_fill(sql, slots, slot_count, &text, err)
               ? arena_strdup(check->arena, buf_text(&text))
               : NULL;
}

static const struct sql *text_maker(const char *type)
{
    if (strncmp(type, "TIMESTAMP", 9) == 0)
        return &sql_focus_check_time_text_duckdb;
    if (strncmp(type, "MAP(", 4) == 0 || strncmp(type, "STRUCT(", 7) == 0)
        return &sql_focus_check_nested_text_duckdb;
    return NULL;
}

/* The engine explains itself on a page; of that a person needs the line, where it knows one. */
static bool is_not_readable(const struct check *check, struct err *err)
{
    static const char mark[] = "CSV Error on Line: ";
    const char *line = strstr(err_text(err), mark);
    int digit_count = line ? (int)strspn(line + sizeof(mark) - 1, "0123456789") : 0;
    const char *place = digit_count ? arena_printf(check->arena, "line %.*s: ", digit_count,
                                                   line + sizeof(mark) - 1)
                                    : "";

    if (err->code != ERR_DATA)
        return false;
    if (is_parquet(check->job->path))
        return err_set(err, ERR_DATA, "is not a whole Parquet file");
    return err_set(
        err, ERR_DATA,
        "%sis not CSV in UTF-8 with commas, \" for quotes, and in every row as many values "
        "as in the header",
        place);
}

static bool any_focus(const struct check *check)
{
    for (size_t i = 0; i < check->header_count; i++) {
        const struct column *column = column_find(check->header[i]);

        if (column && column->focus_name && strcmp(column->focus_name, check->header[i]) == 0)
            return true;
    }
    return false;
}

static bool read_header(struct check *check, struct err *err)
{
    const char *text = fill(check, &sql_focus_check_describe_duckdb,
                            &(struct sql_slot){ "file", check->file }, 1, err);
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!text || !db_run(check->db, &sql_focus_check_header_make, NO_PARAMS, NULL, err))
        return false;
    if (!db_query_text(check->db, sql_focus_check_describe_duckdb.name, text, NO_PARAMS, &rows,
                       err))
        return is_not_readable(check, err);
    check->header = ARENA_ARRAY(check->arena, const char *, LIMIT_COLUMN_COUNT);
    check->as_text = ARENA_ARRAY(check->arena, const struct sql *, LIMIT_COLUMN_COUNT);
    while ((step = rows_next(rows, err)) == ROW) {
        size_t size;
        const char *name = rows_text(rows, 0, &size);

        if (check->header_count == LIMIT_COLUMN_COUNT)
            return err_set(err, ERR_LIMIT, "more than %u columns", LIMIT_COLUMN_COUNT);
        check->header[check->header_count] = arena_strndup(check->arena, name, size);
        name = rows_text(rows, 1, &size);
        check->as_text[check->header_count++] = text_maker(arena_strndup(check->arena, name, size));
    }
    for (size_t i = 0; step == END && i < check->header_count; i++)
        if (!db_run(check->db, &sql_focus_check_header_add, PARAMS(param_text(check->header[i])),
                    NULL, err))
            return false;
    if (step == END && !any_focus(check))
        return err_set(err, ERR_DATA, "has no column of FOCUS; is it CSV with commas?");
    return step == END;
}

/* Position in the header; header_count when the file has no such column. */
static size_t find(const struct check *check, const char *name)
{
    size_t i = 0;

    while (i < check->header_count && strcmp(check->header[i], name) != 0)
        i++;
    return i;
}

static bool has(const struct check *check, const char *name)
{
    return find(check, name) < check->header_count;
}

static enum focus_version guess_version(const struct check *check)
{
    static const struct {
        const char *column;
        enum focus_version version;
    } marks[] = {
        { "InvoiceDetailId", FOCUS_1_4 },
        { "HostProviderName", FOCUS_1_3 },
        { "ServiceProviderName", FOCUS_1_3 },
        { "InvoiceId", FOCUS_1_2 },
        { "BillingAccountType", FOCUS_1_2 },
        { "PricingCurrency", FOCUS_1_2 },
        { "SkuMeter", FOCUS_1_1 },
        { "ServiceSubcategory", FOCUS_1_1 },
    };

    for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
        if (has(check, marks[i].column))
            return marks[i].version;
    return FOCUS_1_0;
}

static bool is_focus(const struct column *column)
{
    return column->focus_name && column->since != FOCUS_NONE;
}

/* What the rules say in words of their own. */
static bool make_words(struct check *check, struct err *err)
{
    static const struct sql *const words[] = {
        &sql_focus_check_as_number_duckdb,
        &sql_focus_check_as_double_duckdb,
        &sql_focus_check_is_object_duckdb,
        &sql_reference_service_category,
    };

    for (size_t i = 0; i < ARRAY_COUNT(words); i++)
        if (!db_run(check->db, words[i], NO_PARAMS, NULL, err))
            return false;
    return true;
}

/* Every column that a rule may ask about, as text; NULL where the file has none. */
static bool load(struct check *check, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const char *text;

    for (size_t i = 0; i < column_count; i++) {
        const char *name = columns[i].focus_name;
        const char *value = name;
        size_t place;

        if (!is_focus(&columns[i]) && strcmp(columns[i].sql_name, "x_coverage") != 0)
            continue;
        place = find(check, name);
        if (place == check->header_count)
            value = "NULL";
        else if (check->as_text[place])
            value =
                fill(check, check->as_text[place], &(struct sql_slot){ "column", name }, 1, err);
        if (!value)
            return false;
        buf_printf(&list, "%sCAST(%s AS VARCHAR) AS %s", list.size ? ", " : "", value, name);
    }
    const struct sql_slot slots[] = { { "file", check->file }, { "columns", buf_text(&list) } };

    text = fill(check, &sql_focus_check_load, slots, ARRAY_COUNT(slots), err);
    return text && (db_run_text(check->db, sql_focus_check_load.name, text, NO_PARAMS, NULL, err) ||
                    is_not_readable(check, err));
}

static bool count_rows(struct check *check, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(check->db, &sql_focus_check_row_count, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    check->out->row_count = rows_int(rows, 0);
    return true;
}

/* ---- the rules ---- */

static const char *version_names(struct check *check)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 0; i < column_count; i++)
        if (is_focus(&columns[i]) && column_is_in(&columns[i], check->out->version))
            buf_printf(&list, "%s'%s'", list.size ? ", " : "", columns[i].focus_name);
    return arena_strdup(check->arena, buf_text(&list));
}

static bool ask(struct check *check, const struct rule *rule, const char *column, struct err *err)
{
    const struct sql_slot slots[] = {
        { "column", column ? column : "" },
        { "version", arena_printf(check->arena, "'%s'", focus_version_name(check->out->version)) },
        { "names", version_names(check) },
    };
    const char *inner = fill(check, rule->sql, slots, ARRAY_COUNT(slots), err);
    const char *text =
        inner ? fill(check, &sql_focus_check_frame, &(struct sql_slot){ "rule", inner }, 1, err)
              : NULL;
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct focus_rule_result *result = &check->out->results[check->out->result_count];

    if (!text || !db_query_text(check->db, rule->name, text, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    *result = (struct focus_rule_result){
        .rule = rule->name,
        .column = column,
        .help = rule->help,
        .since = rule->since,
        .is_warning = rule->is_warning,
        .violation_count = rows_int(rows, 0),
        .sample_rows = rows_keep(rows, 1, check->arena),
        .detail = rows_keep(rows, 2, check->arena),
    };
    check->out->result_count++;
    if (result->violation_count)
        *(rule->is_warning ? &check->out->warning_count : &check->out->broken_count) += 1;
    return true;
}

static bool is_target(const struct check *check, const struct column *column,
                      enum rule_target target)
{
    if (!is_focus(column) || !has(check, column->focus_name) ||
        !column_is_in(column, check->out->version))
        return false;
    switch (target) {
    case RULE_FILE:
        return false;
    case RULE_NOT_NULL:
        return column->is_not_null;
    case RULE_NUMBERS:
        return column->kind == COLUMN_COST || column->kind == COLUMN_PRICE ||
               column->kind == COLUMN_QUANTITY;
    case RULE_TIMES:
        return column->kind == COLUMN_TIME;
    case RULE_OBJECTS:
        return column->kind == COLUMN_JSON || column->kind == COLUMN_TAGS;
    }
    return false;
}

static bool ask_all(struct check *check, struct err *err)
{
    check->out->results = ARENA_ARRAY(check->arena, struct focus_rule_result,
                                      ARRAY_COUNT(rules) * (column_count + 1));
    for (size_t r = 0; r < ARRAY_COUNT(rules); r++) {
        if (check->out->version < rules[r].since)
            continue;
        if (rules[r].target == RULE_FILE && !ask(check, &rules[r], NULL, err))
            return false;
        for (size_t i = 0; i < column_count; i++)
            if (is_target(check, &columns[i], rules[r].target) &&
                !ask(check, &rules[r], columns[i].focus_name, err))
                return false;
    }
    return true;
}

/* ---- all of it ---- */

static bool run(struct check *check, struct err *err)
{
    struct buf path SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    sql_quote_text(&path, check->job->path);
    check->file = fill(check,
                       is_parquet(check->job->path) ? &sql_focus_check_parquet_file_duckdb
                                                    : &sql_focus_check_csv_file_duckdb,
                       &(struct sql_slot){ "path", buf_text(&path) }, 1, err);
    if (!check->file || !read_header(check, err))
        return false;
    check->out->version = check->job->version ? check->job->version : guess_version(check);
    return make_words(check, err) && load(check, err) && count_rows(check, err) &&
           ask_all(check, err);
}

bool focus_check(const struct focus_check_job *job, struct arena *arena,
                 struct focus_check_result *out, struct err *err)
{
    char *directory = arena_strdup(arena, job->path);
    char *slash = strrchr(directory, '/');
    const char *const directories[] = { slash ? directory : ".", job->temp_directory, NULL };
    const struct duck_options options = { .directories = directories,
                                          .temp_directory = job->temp_directory,
                                          .memory_limit = job->memory_limit,
                                          .threads = 1 };
    struct duck *duck SCOPED(duck_closep) = NULL;
    struct db *db SCOPED(db_closep) = NULL;
    struct focus_check_result result = { 0 };
    struct check check = { .job = job, .arena = arena, .out = &result };

    if (slash)
        *slash = '\0';
    if (!duck_open(&options, &duck, err) || !duck_connect(duck, &db, err))
        return false;
    check.db = db;
    if (!run(&check, err))
        return err_wrap(err, "%s", job->path);
    *out = result;
    return true;
}

/* "3, 17" as a list */
static void encode_numbers(struct json *json, const char *numbers)
{
    json_array(json);
    if (numbers)
        json_raw(json, numbers, strlen(numbers));
    json_array_end(json);
}

void focus_check_json(const struct focus_check_result *result, struct json *json)
{
    json_object(json);
    json_member_text(json, "focus_version", focus_version_name(result->version));
    json_member_int(json, "row_count", result->row_count);
    json_member_int(json, "broken_count", (int64_t)result->broken_count);
    json_member_int(json, "warning_count", (int64_t)result->warning_count);
    json_key(json, "rules");
    json_array(json);
    for (size_t i = 0; i < result->result_count; i++) {
        const struct focus_rule_result *rule = &result->results[i];

        json_object(json);
        json_member_text(json, "rule_id", rule->rule);
        json_member_text(json, "column", rule->column);
        json_member_text(json, "help", rule->help);
        json_member_text(json, "since", focus_version_name(rule->since));
        json_member_bool(json, "is_warning", rule->is_warning);
        json_member_int(json, "violations", rule->violation_count);
        json_key(json, "sample_rows");
        encode_numbers(json, rule->sample_rows);
        json_member_text(json, "detail", rule->detail);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}
