/* SPDX-License-Identifier: Apache-2.0 */
#include "run/rates.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/limits.h"
#include "mapping/input.h"
#include "mapping/text_stream.h"
#include "sql_files.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_MAX = 256, READ_SIZE = 1 << 20, ECB_DAYS = 7 };

#define RATE_FILE_MAX ((size_t)256 * MIB)

void rate_list_done(struct rate_list *list)
{
    arena_done(&list->arena);
}

void rate_list_add(struct rate_list *list, const struct rate *rate)
{
    ARENA_ROOM(&list->arena, list->rates, list->count);
    list->rates[list->count++] = *rate;
}

bool rate_currency_is_valid(const char *text)
{
    size_t size = 0;

    while (isupper((unsigned char)text[size]))
        size++;
    return size == 3 && !text[size];
}

/* 15 decimals are kept; what is nothing after that is no rate. */
bool rate_is_valid(const char *text)
{
    const int128 smallest_rest = (int128)1000000000000000; /* 1e-15 in units of 1e-30 */
    int128 value;
    int128 rest;

    return decimal_parse(text, strlen(text), &value, &rest) == DECIMAL_OK &&
           (value > 0 || (value == 0 && rest >= smallest_rest));
}

/* ---- lines of a file ---- */

struct reading {
    struct rate_list *list;
    const char *rate_set; /* NULL: the kind's own */
    const char *name;
    char *at; /* what is left of the text */
    int64_t line_no;
    char *cells[CELL_MAX];
    size_t cell_count;
    void *days; /* tree of struct said: the rates of this file by set, pair and day */
    struct err *err;
};

/* A rate, and the line that says it. */
struct said {
    struct rate rate;
    int64_t line_no;
};

static bool wrong(const struct reading *reading, const char *what, const char *text)
{
    return err_set(reading->err, ERR_DATA, "%s, line %" PRId64 ": %s; it is \"%.40s\"",
                   reading->name, reading->line_no, what, text);
}

static char *trim(char *text)
{
    size_t size;

    while (*text == ' ' || *text == '"')
        text++;
    size = strlen(text);
    while (size && (text[size - 1] == ' ' || text[size - 1] == '"' || text[size - 1] == '\r'))
        text[--size] = '\0';
    return text;
}

/* The cells of the next line that has any; rates and dates need no quoted commas. */
static bool next_line(struct reading *reading)
{
    while (*reading->at) {
        char *line = reading->at;
        char *end = strchr(line, '\n');
        char *cell;

        reading->at = end ? end + 1 : line + strlen(line);
        if (end)
            *end = '\0';
        reading->line_no++;
        if (!*trim(line))
            continue;
        reading->cell_count = 0;
        while ((cell = strsep(&line, ",")) && reading->cell_count < CELL_MAX)
            reading->cells[reading->cell_count++] = trim(cell);
        return true;
    }
    return false;
}

static int compare_days(const void *a, const void *b)
{
    const struct rate *one = &((const struct said *)a)->rate;
    const struct rate *two = &((const struct said *)b)->rate;
    int order = strcmp(one->rate_set, two->rate_set);

    if (!order)
        order = strcmp(one->base_currency, two->base_currency);
    if (!order)
        order = strcmp(one->quote_currency, two->quote_currency);
    return order ? order
                 : (one->valid_from > two->valid_from) - (one->valid_from < two->valid_from);
}

static void keep_said(void *said)
{
    (void)said; /* it is the arena's */
}

/* 1.10 is 1.1. */
static bool same_number(const char *a, const char *b)
{
    int128 values[2], rests[2];

    return decimal_parse(a, strlen(a), &values[0], &rests[0]) == DECIMAL_OK &&
           decimal_parse(b, strlen(b), &values[1], &rests[1]) == DECIMAL_OK &&
           values[0] == values[1] && rests[0] == rests[1];
}

/* A file that says two rates for one day is wrong: neither may win silently. One that says the same
 * twice is not. */
static bool contradicts(struct reading *reading, const struct rate *rate, bool *is_repeated)
{
    struct said *said = ARENA_NEW(&reading->list->arena, struct said);
    struct said **first;
    char day[DATE_TEXT_SIZE];

    *said = (struct said){ *rate, reading->line_no };
    first = tsearch(said, &reading->days, compare_days);
    if (!first)
        abort();
    *is_repeated = *first != said;
    if (!*is_repeated ||
        (same_number((*first)->rate.rate, rate->rate) && (*first)->rate.valid_to == rate->valid_to))
        return false;
    date_format(rate->valid_from, day);
    err_set(reading->err, ERR_DATA,
            "%s, line %" PRId64 ": %s has two rates of %s in %s from %s: %s in line %" PRId64
            ", %s here%s",
            reading->name, reading->line_no, rate->rate_set, rate->base_currency,
            rate->quote_currency, day, (*first)->rate.rate, (*first)->line_no, rate->rate,
            (*first)->rate.valid_to == rate->valid_to ? "" : ", with another valid_to");
    return true;
}

static bool add(struct reading *reading, struct rate rate)
{
    bool is_repeated;

    rate.rate_set = arena_strdup(&reading->list->arena, rate.rate_set);
    rate.base_currency = arena_strdup(&reading->list->arena, rate.base_currency);
    rate.quote_currency = arena_strdup(&reading->list->arena, rate.quote_currency);
    rate.rate = arena_strdup(&reading->list->arena, rate.rate);
    if (!rate_currency_is_valid(rate.base_currency))
        return wrong(reading, "a currency is three capital letters", rate.base_currency);
    if (!rate_currency_is_valid(rate.quote_currency))
        return wrong(reading, "a currency is three capital letters", rate.quote_currency);
    if (strcmp(rate.base_currency, rate.quote_currency) == 0)
        return wrong(reading, "a currency has no rate in itself", rate.base_currency);
    if (!rate_is_valid(rate.rate))
        return wrong(reading, "a rate is a number above 0", rate.rate);
    if (contradicts(reading, &rate, &is_repeated))
        return false;
    if (!is_repeated)
        rate_list_add(reading->list, &rate);
    return true;
}

/* ---- our own CSV ---- */

enum own { OWN_SET, OWN_BASE, OWN_QUOTE, OWN_FROM, OWN_TO, OWN_RATE, OWN_COUNT };

static const char *const own_names[OWN_COUNT] = { "rate_set",   "base_currency", "quote_currency",
                                                  "valid_from", "valid_to",      "rate" };

static bool own_header(struct reading *reading, int places[OWN_COUNT])
{
    for (int i = 0; i < OWN_COUNT; i++) {
        places[i] = -1;
        for (size_t j = 0; j < reading->cell_count; j++)
            if (strcmp(reading->cells[j], own_names[i]) == 0)
                places[i] = (int)j;
        if (places[i] < 0 && i != OWN_SET && i != OWN_TO)
            return err_set(
                reading->err, ERR_DATA,
                "%s: the column %s is missing; a file of rates has rate_set, "
                "base_currency, quote_currency, valid_from, valid_to and rate, or is one "
                "of the European Central Bank",
                reading->name, own_names[i]);
    }
    return true;
}

static const char *own_cell(const struct reading *reading, const int places[OWN_COUNT],
                            enum own which)
{
    int place = places[which];

    return place >= 0 && (size_t)place < reading->cell_count ? reading->cells[place] : "";
}

static bool read_day(const struct reading *reading, const char *text, int32_t *day)
{
    return date_parse(text, strlen(text), day) ||
           wrong(reading, "a date is written 2026-10-31", text);
}

static bool own_line(struct reading *reading, const int places[OWN_COUNT])
{
    const char *set = own_cell(reading, places, OWN_SET);
    const char *to = own_cell(reading, places, OWN_TO);
    struct rate rate = { .rate_set = *set                ? set
                                     : reading->rate_set ? reading->rate_set
                                                         : "custom",
                         .base_currency = own_cell(reading, places, OWN_BASE),
                         .quote_currency = own_cell(reading, places, OWN_QUOTE),
                         .rate = own_cell(reading, places, OWN_RATE) };

    if (!read_day(reading, own_cell(reading, places, OWN_FROM), &rate.valid_from) ||
        (*to && !read_day(reading, to, &rate.valid_to)))
        return false;
    if (*to && rate.valid_to <= rate.valid_from)
        return wrong(reading, "valid_to must be later than valid_from", to);
    return add(reading, rate);
}

static bool read_own(struct reading *reading)
{
    int places[OWN_COUNT];

    if (!own_header(reading, places))
        return false;
    while (next_line(reading))
        if (!own_line(reading, places))
            return false;
    return true;
}

/* ---- the European Central Bank ---- */

static bool add_ecb(struct reading *reading, int32_t day, const char *currency, const char *rate)
{
    return add(reading,
               (struct rate){ .rate_set = reading->rate_set ? reading->rate_set : "ecb_daily",
                              .base_currency = "EUR",
                              .quote_currency = currency,
                              .valid_from = day,
                              .valid_to = day + ECB_DAYS,
                              .rate = rate });
}

/* "30 October 2026", as the file of the last day has it. */
static bool parse_long_date(const char *text, int32_t *day)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    char *at;
    struct date date = { .day = (int)strtol(text, &at, 10) };

    for (size_t i = 0; i < ARRAY_COUNT(months) && *at == ' '; i++) {
        size_t size = strlen(months[i]);

        if (strncmp(at + 1, months[i], size) != 0 || at[1 + size] != ' ')
            continue;
        date.month = (int)i + 1;
        date.year = (int)strtol(at + size + 2, &at, 10);
        *day = date_is_valid(date) ? date_to_day(date) : 0;
        return !*at && date_is_valid(date);
    }
    return false;
}

/* Date,USD,JPY,  and lines of 2026-10-30,1.0956,N/A, -- N/A: there was none. */
static bool read_ecb_csv(struct reading *reading)
{
    char *names[CELL_MAX];
    size_t count = reading->cell_count;
    int32_t day;

    memcpy(names, reading->cells, sizeof(names));
    while (next_line(reading)) {
        if (!parse_long_date(reading->cells[0], &day) &&
            !read_day(reading, reading->cells[0], &day))
            return false;
        for (size_t i = 1; i < count && i < reading->cell_count; i++)
            if (*names[i] && *reading->cells[i] && strcmp(reading->cells[i], "N/A") != 0 &&
                !add_ecb(reading, day, names[i], reading->cells[i]))
                return false;
    }
    return true;
}

/* The value of name='...' or name="..." before the tag ends, cut off in place; NULL without. */
static char *attribute(char *tag, const char *name)
{
    size_t size = strlen(name);
    char *at = tag;

    while ((at = strstr(at, name))) {
        char *value = at + size + 2;
        char *end;

        if ((at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\n') && at[size] == '=' &&
            (at[size + 1] == '"' || at[size + 1] == '\'') && (end = strchr(value, at[size + 1]))) {
            *end = '\0';
            return value;
        }
        at += size;
    }
    return NULL;
}

static char *copy_attribute(const struct reading *reading, const char *tag, const char *name)
{
    return attribute(arena_strdup(&reading->list->arena, tag), name);
}

/* <Cube time='2026-10-30'><Cube currency='USD' rate='1.0956'/>...</Cube>: each tag is looked at by
 * itself; everything that is no Cube is passed over. */
static bool read_ecb_xml(struct reading *reading)
{
    int32_t day = 0;
    bool has_day = false;
    const char *counted = reading->at;

    reading->line_no = 1;
    for (char *at = reading->at; (at = strstr(at, "<Cube"));) {
        char *end = strchr(at, '>');
        const char *tag;
        const char *time;
        const char *currency;
        const char *rate;

        for (; counted < at; counted++)
            reading->line_no += *counted == '\n';
        if (!end)
            return wrong(reading, "the XML ends inside a tag", at);
        tag = arena_strndup(&reading->list->arena, at, (size_t)(end - at));
        time = copy_attribute(reading, tag, "time");
        currency = copy_attribute(reading, tag, "currency");
        rate = copy_attribute(reading, tag, "rate");
        at = end;
        if (time && !read_day(reading, time, &day))
            return false;
        has_day |= time != NULL;
        if (!currency && !rate)
            continue;
        if (!has_day || !currency || !rate)
            return wrong(reading, "a rate has a time around it, a currency and a rate", tag);
        if (!add_ecb(reading, day, currency, rate))
            return false;
    }
    return true;
}

/* ---- a file ---- */

/* A bill is never XML, so the reader of bills refuses it. */
static bool begins_as_xml(const char *path, bool *is_xml, struct err *err)
{
    int fd SCOPED(file_close) = open(path, O_RDONLY | O_CLOEXEC);
    char bytes[4] = { 0 };
    size_t size;

    if (fd < 0)
        return err_errno(err, err_code_of_path(errno), "%s", path);
    if (!file_read_at(fd, 0, bytes, sizeof(bytes), &size, path, err))
        return false;
    *is_xml = bytes[0] == '<' || memcmp(bytes, "\xef\xbb\xbf<", 4) == 0;
    return true;
}

static bool read_text(const char *path, struct buf *out, struct err *err)
{
    struct input *input SCOPED(input_closep) = NULL;
    bool is_xml = false;
    struct text_stream *stream SCOPED(text_stream_closep) = NULL;
    size_t size;

    if (!begins_as_xml(path, &is_xml, err))
        return false;
    if (is_xml)
        return file_read(path, out, err);
    if (!input_open(path, path_name(path), &input, err))
        return false;
    if (input_kind(input) != INPUT_TEXT)
        return err_set(err, ERR_DATA, "%s: is Parquet, not a file of rates", path_name(path));
    if (!text_stream_open(input, &stream, err))
        return false;
    do {
        if (!text_stream_read(stream, buf_reserve(out, READ_SIZE), READ_SIZE, &size, err))
            return false;
        buf_added(out, size);
        if (!buf_check(out, path_name(path), err))
            return false;
    } while (size);
    return true;
}

bool rates_read(const char *path, const char *rate_set, struct rate_list *out, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = RATE_FILE_MAX };
    struct reading reading = {
        .list = out, .rate_set = rate_set, .name = path_name(path), .err = err
    };
    bool done;

    if (!read_text(path, &text, err))
        return false;
    reading.at = arena_strndup(&out->arena, text.bytes, text.size);
    if (strstr(reading.at, "<Cube"))
        done = read_ecb_xml(&reading);
    else if (!next_line(&reading))
        return err_set(err, ERR_DATA, "%s: is empty", reading.name);
    else
        done = strcmp(reading.cells[0], "Date") == 0 ? read_ecb_csv(&reading) : read_own(&reading);
    tdestroy(reading.days, keep_said);
    if (done && !out->count)
        return err_set(err, ERR_DATA, "%s: has no rates", reading.name);
    return done;
}

/* ---- into the catalogue ---- */

/* Of one statement. */
enum { STORED_AT_ONCE = 5000 };

static void add_day(struct buf *list, int32_t day)
{
    char text[DATE_TEXT_SIZE];

    date_format(day, text);
    sql_quote_text(list, text);
}

static void add_row(struct buf *list, const struct rate *rate)
{
    const char *const names[] = { rate->rate_set, rate->base_currency, rate->quote_currency };

    buf_add_text(list, list->size ? ",\n(" : "(");
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        sql_quote_text(list, names[i]);
        buf_add_text(list, ", ");
    }
    add_day(list, rate->valid_from);
    buf_add_text(list, ", ");
    if (rate->valid_to)
        add_day(list, rate->valid_to);
    else
        buf_add_text(list, "CAST(NULL AS TEXT)");
    buf_add_text(list, ", ");
    sql_quote_text(list, rate->rate);
    buf_add_char(list, ')');
}

static bool run_on(struct db *db, const struct sql *sql, const struct buf *list,
                   const struct param *params, size_t param_count, int64_t *changed,
                   struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const struct sql_slot slot = { "rates", buf_text(list) };

    return sql_fill(sql, &slot, 1, &text, err) &&
           db_run_text(db, sql->name, buf_text(&text), params, param_count, changed, err);
}

static bool store_some(struct db *db, const struct rate *rates, size_t count, const char *source,
                       int64_t version, int64_t *added, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    for (size_t i = 0; i < count; i++)
        add_row(&list, &rates[i]);
    return buf_check(&list, "the rates", err) &&
           run_on(db, &sql_state_rate_close, &list, PARAMS(param_int(version)), NULL, err) &&
           run_on(db, &sql_state_rate_add, &list,
                  PARAMS(param_text(source), param_timestamp(clock_now()), param_int(version)),
                  added, err);
}

static bool store_all(struct catalogue *catalogue, const struct rate_list *list, const char *source,
                      int64_t *added, struct err *err)
{
    int64_t version;

    if (!catalogue_change(catalogue, "rates", 0, &version, err))
        return false;
    for (size_t i = 0; i < list->count; i += STORED_AT_ONCE) {
        size_t left = list->count - i;
        int64_t some = 0;

        if (!store_some(catalogue_db(catalogue), &list->rates[i],
                        left < STORED_AT_ONCE ? left : STORED_AT_ONCE, source, version, &some, err))
            return false;
        *added += some;
    }
    return true;
}

bool rates_store(struct catalogue *catalogue, const struct rate_list *list, const char *source,
                 int64_t *added, struct err *err)
{
    struct db *db = catalogue_db(catalogue);

    *added = 0;
    if (!db_begin_alone(db, err))
        return false;
    if (!store_all(catalogue, list, source, added, err)) {
        db_rollback(db);
        return false;
    }
    if (*added)
        return db_commit(db, err);
    db_rollback(db); /* nothing is new, and so is no version */
    return true;
}

static bool end_rates(struct catalogue *catalogue, const struct rate *which, int64_t *ended,
                      struct err *err)
{
    int64_t version;

    return catalogue_change(catalogue, "rates", 0, &version, err) &&
           db_run(catalogue_db(catalogue), &sql_state_rate_end,
                  PARAMS(param_text(which->rate_set), param_text(which->base_currency),
                         param_text(which->quote_currency),
                         which->valid_from ? param_date(which->valid_from) : param_null(),
                         param_int(version)),
                  ended, err);
}

bool rates_remove(struct catalogue *catalogue, const struct rate *which, int64_t *ended,
                  struct err *err)
{
    struct db *db = catalogue_db(catalogue);

    if (!db_begin_alone(db, err))
        return false;
    if (!end_rates(catalogue, which, ended, err)) {
        db_rollback(db);
        return false;
    }
    if (*ended)
        return db_commit(db, err);
    db_rollback(db);
    return err_set(err, ERR_MISSING, "there are no such rates of the set %s", which->rate_set);
}

bool rate_list_json(struct catalogue *catalogue, const char *rate_set, struct json *json,
                    struct err *err)
{
    static const char *const texts[] = { "rate_set", "base_currency", "quote_currency" };
    static const char *const more[] = { "first_valid_from", "last_valid_from", "last_rate",
                                        "loaded_at" };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_rate_list, PARAMS(param_text(rate_set)),
                  &rows, err))
        return false;
    json_object(json);
    json_key(json, "items");
    json_array(json);
    while ((step = rows_next(rows, err)) == ROW) {
        json_object(json);
        for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
            json_member_text(json, texts[i], rows_text(rows, i, NULL));
        json_member_int(json, "rate_count", rows_int(rows, 3));
        for (size_t i = 0; i < ARRAY_COUNT(more); i++)
            json_member_text(json, more[i], rows_text(rows, 4 + i, NULL));
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
    return step == END;
}
