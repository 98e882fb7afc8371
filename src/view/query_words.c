/* SPDX-License-Identifier: Apache-2.0 */
/* query_words.c -- one row of the table per word; each has a function that reads its value. */
#include "view/query_reading.h"

#include "view/cloud.h"
#include "view/filter.h"
#include "view/query_period.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool query_wrong(struct query_reading *reading, const char *value, const char *allowed)
{
    return err_set(reading->err, ERR_USAGE, "%s: must be %s; it is \"%.80s\"", reading->parameter,
                   allowed, value);
}

/* Position of value in a NULL-terminated list, -1 when it is not there. */
static int find_name(const char *const *names, const char *value)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], value) == 0)
            return i;
    return -1;
}

static void add_filter(struct query_reading *reading, const struct filter *filter)
{
    reading->query->filter = filter_both(reading->query->filter, filter, reading->arena);
}

static bool read_start(struct query_reading *reading, const char *value)
{
    int32_t day;

    if (!date_parse(value, strlen(value), &day))
        return query_wrong(reading, value, "a date such as 2026-10-31");
    reading->start = value;
    reading->query->period.start = day;
    return true;
}

static bool read_end(struct query_reading *reading, const char *value)
{
    int32_t day;

    if (!date_parse(value, strlen(value), &day))
        return query_wrong(reading, value, "a date such as 2026-10-31");
    reading->end = value;
    reading->query->period.end = day + 1;
    return true;
}

static bool read_window(struct query_reading *reading, const char *value)
{
    reading->window = value;
    return true;
}

static const char granularity_values[] = "total, day, week, month, quarter or year";

static bool read_granularity(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "total", "day", "week", "month", "quarter", "year", NULL };
    int found = find_name(names, value);

    if (found < 0)
        return query_wrong(reading, value, granularity_values);
    reading->query->granularity = (enum granularity)found;
    return true;
}

static bool add_group(struct query_reading *reading, const struct query_key *key)
{
    struct query *query = reading->query;

    if (key->column && strcmp(key->name, "billing_currency") == 0)
        return true; /* it is always there */
    for (size_t i = 0; i < query->group_count; i++)
        if (key_equals(&query->group[i], key))
            return err_set(reading->err, ERR_USAGE, "group_by: %s is there twice", key->name);
    if (query->group_count == LIMIT_GROUP_COUNT)
        return err_set(reading->err, ERR_USAGE, "group_by: at most %u columns", LIMIT_GROUP_COUNT);
    query->group[query->group_count++] = *key;
    return true;
}

static const char key_values[] =
    "a FOCUS dimension such as service_name, tag:<key> or norm_tag:<key>";

static bool add_column(struct query_reading *reading, const struct query_key *key)
{
    if (key->column && strcmp(key->name, "billing_currency") == 0)
        return err_set(reading->err, ERR_USAGE,
                       "columns: billing_currency always stands in the rows");
    if (reading->column_count == COLUMN_MAX)
        return err_set(reading->err, ERR_USAGE, "columns: at most %d", COLUMN_MAX);
    reading->columns[reading->column_count++] = *key;
    return true;
}

static bool read_keys(struct query_reading *reading, const char *value,
                      bool (*add)(struct query_reading *reading, const struct query_key *key))
{
    const char *at = *value ? value : NULL; /* an empty list is none */
    const char *part;
    size_t size;
    struct query_key key;

    while ((part = key_list_next(&at, &size))) {
        if (size == 0 || !key_parse(part, size, reading->arena, &key))
            return query_wrong(reading, arena_strndup(reading->arena, part, size), key_values);
        if (!add(reading, &key))
            return false;
    }
    return true;
}

static bool read_group_by(struct query_reading *reading, const char *value)
{
    return read_keys(reading, value, add_group);
}

static bool read_columns(struct query_reading *reading, const char *value)
{
    return read_keys(reading, value, add_column);
}

static bool read_filter(struct query_reading *reading, const char *value)
{
    const struct filter *filter;

    if (!filter_parse(value, reading->arena, &filter, reading->err))
        return err_wrap(reading->err, "filter");
    add_filter(reading, filter);
    return true;
}

static const char metric_values[] =
    "billed_cost, effective_cost, contracted_cost, list_cost or consumed_quantity";

static const char cost_values[] = "billed_cost, effective_cost, contracted_cost or list_cost";

static const char *const metric_names[] = { "consumed_quantity", "billed_cost", "effective_cost",
                                            "contracted_cost",   "list_cost",   NULL };

static bool read_metric(struct query_reading *reading, const char *value)
{
    if (find_name(metric_names, value) < 0)
        return query_wrong(reading, value, metric_values);
    reading->query->metric = column_find(value);
    return true;
}

static bool read_cost(struct query_reading *reading, const char *value)
{
    if (find_name(metric_names, value) < 1) /* the first is no cost */
        return query_wrong(reading, value, cost_values);
    return read_metric(reading, value);
}

static const char category_values[] = "one or more of Usage, Purchase, Credit, Adjustment, Tax";

static bool read_charge_category(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "Usage", "Purchase", "Credit", "Adjustment", "Tax", NULL };
    const struct query_key key = key_of_column(column_find("charge_category"));
    const char **values = ARENA_ARRAY(reading->arena, const char *, ARRAY_COUNT(names));
    const char *at = value;
    const char *part;
    size_t count = 0;
    size_t size;

    while ((part = key_list_next(&at, &size))) {
        const char *name = arena_strndup(reading->arena, part, size);

        if (find_name(names, name) < 0 || count == ARRAY_COUNT(names))
            return query_wrong(reading, value, category_values);
        values[count++] = name;
    }
    add_filter(reading, filter_values(&key, values, count, reading->arena));
    return true;
}

static bool read_code(struct query_reading *reading, const char *value, const char **out)
{
    char *code = arena_strdup(reading->arena, value);

    for (char *at = code; *at; at++) {
        if (!isalpha((unsigned char)*at))
            return query_wrong(reading, value, "a currency code such as USD");
        *at = (char)toupper((unsigned char)*at);
    }
    if (strlen(code) != 3)
        return query_wrong(reading, value, "a currency code such as USD");
    *out = code;
    return true;
}

static bool read_currency(struct query_reading *reading, const char *value)
{
    if (strcmp(value, "none") == 0)
        return true;
    return read_code(reading, value, &reading->query->currency);
}

static bool read_only_currency(struct query_reading *reading, const char *value)
{
    const struct query_key key = key_of_column(column_find("billing_currency"));
    const char **values = ARENA_NEW(reading->arena, const char *);

    if (!read_code(reading, value, &values[0]))
        return false;
    add_filter(reading, filter_values(&key, values, 1, reading->arena));
    return true;
}

static bool read_rate_set(struct query_reading *reading, const char *value)
{
    reading->query->rate_set = value;
    return true;
}

static const char rate_policy_values[] =
    "charge_day, billing_period_end, invoice_date or fixed:<date>";

static bool read_rate_policy(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "charge_day", "billing_period_end", "invoice_date", NULL };
    int found = find_name(names, value);

    if (strncmp(value, "fixed:", 6) == 0 &&
        date_parse(value + 6, strlen(value + 6), &reading->query->rate_day))
        found = RATE_FIXED;
    if (found < 0)
        return query_wrong(reading, value, rate_policy_values);
    reading->query->rate_policy = (enum rate_policy)found;
    return true;
}

static bool read_basis(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "charge_period", "billing_period", NULL };
    int found = find_name(names, value);

    if (found < 0)
        return query_wrong(reading, value, "charge_period or billing_period");
    reading->query->basis = (enum basis)found;
    return true;
}

static const char show_values[] = "amount, share, row_share or column_share";

static bool read_show(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "amount", "share", "row_share", "column_share", NULL };
    int found = find_name(names, value);

    if (found < 0)
        return query_wrong(reading, value, show_values);
    reading->query->show = (enum pivot_show)found;
    return true;
}

static const char moment_values[] = "a time such as 2026-10-31T12:00:00Z, or a date for its end";

bool query_moment(const char *text, int64_t *moment)
{
    const int64_t day_length = (int64_t)86400 * 1000000;
    int32_t day;

    if (!date_parse(text, strlen(text), &day))
        return timestamp_parse(text, strlen(text), moment);
    *moment = (day + 1) * day_length - 1;
    return true;
}

static const char compare_values[] = "previous, year_ago, as_of:<time> or none";

static bool read_compare(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "none", "previous", "year_ago", NULL };
    int found = find_name(names, value);

    if (strncmp(value, "as_of:", 6) == 0) {
        if (!query_moment(value + 6, &reading->query->compare_as_of))
            return query_wrong(reading, value,
                               arena_printf(reading->arena, "as_of: and %s", moment_values));
        found = COMPARE_AS_OF;
    }
    if (found < 0)
        return query_wrong(reading, value, compare_values);
    reading->query->compare = (enum compare)found;
    return true;
}

/* A number from 1 to maximum. */
static bool read_count(struct query_reading *reading, const char *value, int64_t maximum,
                       int64_t *out)
{
    char *end;
    long long count = isdigit((unsigned char)*value) ? strtoll(value, &end, 10) : 0;

    if (count < 1 || *end || count > maximum)
        return query_wrong(reading, value,
                           arena_printf(reading->arena, "a number from 1 to %" PRId64, maximum));
    *out = count;
    return true;
}

static bool read_top(struct query_reading *reading, const char *value)
{
    if (strcmp(value, "all") != 0)
        return read_count(reading, value, LIMIT_PAGE_ROW_COUNT, &reading->query->top);
    reading->query->top = 0;
    return true;
}

static bool read_others(struct query_reading *reading, const char *value)
{
    static const char *const names[] = { "false", "true", NULL };
    int found = find_name(names, value);

    if (found < 0)
        return query_wrong(reading, value, "true or false");
    reading->query->others = found == 1;
    return true;
}

static bool read_sort(struct query_reading *reading, const char *value)
{
    reading->sort = value; /* the columns that it may name are known at the end */
    return true;
}

static bool read_fields(struct query_reading *reading, const char *value)
{
    reading->fields = value; /* as with sort */
    return true;
}

static bool read_limit(struct query_reading *reading, const char *value)
{
    return read_count(reading, value, LIMIT_PAGE_ROW_COUNT, &reading->query->limit);
}

static bool read_cursor(struct query_reading *reading, const char *value)
{
    reading->query->cursor = value;
    return true;
}

static bool read_as_of(struct query_reading *reading, const char *value)
{
    if (!query_moment(value, &reading->query->as_of))
        return query_wrong(reading, value, moment_values);
    reading->query->has_as_of = true;
    return true;
}

static bool read_cloud(struct query_reading *reading, const char *value)
{
    const struct query_key key = key_of_column(column_find("provider_name"));
    const char *const *providers;
    size_t count = 0;

    if (strcmp(value, "all") == 0)
        return true;
    providers = cloud_providers(value, reading->facts->providers, reading->arena);
    if (!providers) {
        struct buf allowed SCOPED(buf_done) = { .maximum = KIB };

        buf_add_text(&allowed, "all, aws, azure, gcp, oci");
        for (const char *const *name = reading->facts->providers; name && *name; name++)
            if (strlen(cloud_of_provider(*name, reading->arena)) > 5)
                buf_printf(&allowed, ", %s", cloud_of_provider(*name, reading->arena));
        return query_wrong(reading, value, buf_text(&allowed));
    }
    while (providers[count])
        count++;
    add_filter(reading, filter_values(&key, providers, count, reading->arena));
    return true;
}

/* All values of one name together, at its first mention. */
static bool read_dimension(struct query_reading *reading, const char *value)
{
    const char *name = reading->parameter;
    const char **values = ARENA_ARRAY(reading->arena, const char *, reading->pair_count);
    struct query_key key;
    size_t count = 0;

    (void)value;
    if (!key_parse(name, strlen(name), reading->arena, &key))
        return err_set(reading->err, ERR_BUG, "%s is no dimension", name);
    for (size_t i = 0; i < reading->pair_count; i++)
        if (strcmp(reading->pairs[i].name, name) == 0)
            values[count++] = *reading->pairs[i].value ? reading->pairs[i].value : NULL;
    if (count > LIMIT_FILTER_VALUE_COUNT)
        return err_set(reading->err, ERR_LIMIT, "%s: more than %u values", name,
                       LIMIT_FILTER_VALUE_COUNT);
    add_filter(reading, filter_values(&key, values, count, reading->arena));
    return true;
}

static bool read_name(struct query_reading *reading, const char *value)
{
    if (key_parse(value, strlen(value), reading->arena, &reading->query->name))
        return true;
    err_set(reading->err, ERR_MISSING, "there is no dimension \"%.80s\"; it must be %s", value,
            key_values);
    return false;
}

static bool read_q(struct query_reading *reading, const char *value)
{
    reading->query->q = value;
    return true;
}

static bool read_older_key(struct query_reading *reading, const char *value, const char *column)
{
    const struct query_key key = key_of_column(column_find(column));
    const char **values = ARENA_NEW(reading->arena, const char *);

    values[0] = value;
    if (*value)
        add_filter(reading, filter_values(&key, values, 1, reading->arena));
    return true;
}

static bool read_month(struct query_reading *reading, const char *value)
{
    struct period *period = &reading->query->period;
    const char *first = arena_printf(reading->arena, "%s-01", value);

    if (!date_parse(first, strlen(first), &period->start))
        return query_wrong(reading, value, "a month such as 2026-10");
    period->end = month_add(period->start, 1);
    reading->query->basis = BASIS_BILLING_PERIOD;
    reading->month = value;
    return true;
}

static bool read_source(struct query_reading *reading, const char *value)
{
    reading->query->source = value;
    return true;
}

static bool read_scope_key(struct query_reading *reading, const char *value)
{
    return read_older_key(reading, value, "sub_account_id");
}

static bool read_service_key(struct query_reading *reading, const char *value)
{
    return read_older_key(reading, value, "service_name");
}

static bool read_daily(struct query_reading *reading, const char *value)
{
    if (strcmp(value, "daily") != 0)
        return query_wrong(reading, value, "daily");
    return true;
}

static bool read_top_limit(struct query_reading *reading, const char *value)
{
    return read_count(reading, value, 100, &reading->query->limit);
}

/* clang-format off */
const struct query_word query_words[] = {
    { WORD_START, "start", read_start, false, "a date such as 2026-10-01", NULL,
      "First day; needs end." },
    { WORD_END, "end", read_end, false, "a date such as 2026-10-31", NULL,
      "Last day, inclusive; needs start." },
    { WORD_WINDOW, "window", read_window, false, query_window_values, "30d",
      "A period by its name instead of start and end. It ends on the last day that has charges, or today if that is earlier." },
    { WORD_GRANULARITY, "granularity", read_granularity, false, granularity_values, "day",
      "Length of a step in time. Weeks start on Monday." },
    { WORD_GROUP_BY, "group_by", read_group_by, true, "at most 4 FOCUS dimensions, tag:<key> and norm_tag:<key>, separated by commas", NULL,
      "Columns to break the cost down by." },
    { WORD_COLUMNS, "columns", read_columns, false, "at most 2 FOCUS dimensions, tag:<key> and norm_tag:<key>, separated by commas; 4 together with group_by", NULL,
      "What stands across, from the outside in; group_by is what stands down." },
    { WORD_PIVOT_STEP, "granularity", read_granularity, false, granularity_values, "total",
      "Time as the last level of the columns; total: time is none. Weeks start on Monday." },
    { WORD_SHOW, "show", read_show, false, show_values, "amount",
      "What stands in the cells: the amount, or its part of the currency's total, of its row or of its column." },
    { WORD_FILTER, "filter", read_filter, true, "an expression such as provider_name = \"AWS\" and not charge_category = \"Tax\"", NULL,
      "Which charges count." },
    { WORD_METRIC, "metric", read_metric, false, metric_values, "effective_cost",
      "What is added up." },
    { WORD_COST, "metric", read_cost, false, cost_values, "effective_cost",
      "What is added up." },
    { WORD_CHARGE_CATEGORY, "charge_category", read_charge_category, false, category_values, NULL,
      "Only charges of these categories." },
    { WORD_CURRENCY, "currency", read_currency, false, "a currency code such as USD, or none", "none",
      "Convert to this currency; none: each currency is shown by itself. billing_currency=USD restricts." },
    { WORD_RATE_SET, "rate_set", read_rate_set, false, "the name of a set of rates", "ecb_daily, or the only set",
      "With currency: whose rates." },
    { WORD_RATE_POLICY, "rate_policy", read_rate_policy, false, rate_policy_values, "charge_day",
      "With currency: the day whose rate counts. fixed:<date> is constant currency." },
    { WORD_BASIS, "basis", read_basis, false, "charge_period or billing_period", "charge_period",
      "Whether the period is that of use or that of the invoice; the latter counts whole months." },
    { WORD_COMPARE, "compare", read_compare, false, compare_values, "none",
      "What to compare with: as many days immediately before (of whole months as many months), the same days a year before, or the same days as they were known at another time." },
    { WORD_TOP, "top", read_top, false, "a number from 1 to 1000, or all", "10",
      "How many groups are shown, by their cost in the whole period." },
    { WORD_PIVOT_TOP, "top", read_top, false, "a number from 1 to 1000, or all", "20",
      "How many rows are shown below each row, by their cost in the whole period; all others are one, marked is_other." },
    { WORD_OTHERS, "others", read_others, false, "true or false", "true",
      "Whether all other groups are shown as one, marked is_other." },
    { WORD_SORT, "sort", read_sort, false, "columns of the answer separated by commas, with - for descending", NULL,
      "Order of the items. Without it: by cost, or by date and cost." },
    { WORD_FIELDS, "fields", read_fields, false, "columns of the answer separated by commas", NULL,
      "What an item shows, in this order; charge_count too. Without it: all but that." },
    { WORD_LIMIT, "limit", read_limit, false, "a number from 1 to 1000", "100",
      "Items of one page. A series is not paged unless this is said." },
    { WORD_PIVOT_LIMIT, "limit", read_limit, false, "a number from 1 to 1000", "1000",
      "Rows of one page; files are not paged unless this is said." },
    { WORD_CURSOR, "cursor", read_cursor, false, "next_cursor of the page before", NULL,
      "Continue after a page." },
    { WORD_AS_OF, "as_of", read_as_of, false, moment_values, NULL,
      "Answer with what was known then." },
    { WORD_CLOUD, "cloud", read_cloud, false, "all, aws, azure, gcp, oci, or another provider's name in lower case with hyphens", NULL,
      "Only this provider." },
    { WORD_NAME, "name", read_name, false, key_values, NULL, "The dimension." },
    { WORD_Q, "q", read_q, false, "any text", NULL, "Only values that contain this, ignoring case." },
    { WORD_MONTH, "month", read_month, false, "a month such as 2026-10", NULL, "The billing month." },
    { WORD_SOURCE, "source", read_source, false, "the name of a feed", NULL, "Only this feed." },
    { WORD_SCOPE_KEY, "scope_key", read_scope_key, false, "a sub account's id", NULL, "Only this account." },
    { WORD_ONLY_CURRENCY, "currency", read_only_currency, false, "a currency code such as USD", NULL,
      "Only charges in this currency." },
    { WORD_SERVICE_KEY, "service_key", read_service_key, false, "a service's name", NULL, "Only this service." },
    { WORD_DAILY, "granularity", read_daily, false, "daily", "daily", "Length of a step in time." },
    { WORD_TOP_LIMIT, "limit", read_top_limit, false, "a number from 1 to 100", "10", "How many are shown." },
    { WORD_DIMENSION, "<dimension>", read_dimension, true, "any text; nothing for charges without a value", NULL,
      "service_name=Amazon EC2, tag:env=prod: only charges with this value, or one of these if it is repeated." },
};
/* clang-format on */

const size_t query_word_count = ARRAY_COUNT(query_words);
