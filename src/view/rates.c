/* SPDX-License-Identifier: Apache-2.0 */
/* rates.c -- computing rates of pairs that are not stored, and the tables of them.
 *
 * A rate is a count of 1e-15. One step from currency to currency is a stored pair, r, or its
 * inverse, 1 / r; EUR/USD 1.25 and EUR/BRL 5 make USD/BRL 5 / 1.25 = 4. Divisions round half to
 * even, once, at the end of a step. */
#include "view/rates.h"

#include "base/decimal.h"
#include "sql_files.h"
#include "view/dataset_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_ONE ((int128)1000000000000000) /* 1e15 */

struct rate_row {
    const char *base;
    const char *quote;
    int32_t start; /* days, half-open */
    int32_t end;
    int128 rate;
};

struct rates {
    struct snapshot *snapshot;
    enum engine engine; /* of the question */
    const char *set;
    const char *target;
    struct period days;
    struct arena *arena;
    struct rate_row *rows; /* by base, quote, start */
    size_t count;
    const char *pivot;
};

/* ---- what is stored ---- */

static bool read_text(struct rows *rows, struct rates *rates, struct rate_row *row, struct err *err)
{
    const char *texts[3];
    size_t sizes[3];
    int128 rest;
    int128 value;

    for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
        texts[i] = rows_text(rows, 2 + i, &sizes[i]);
    row->base = rows_keep(rows, 0, rates->arena);
    row->quote = rows_keep(rows, 1, rates->arena);
    if (!date_parse(texts[0], sizes[0], &row->start) ||
        !date_parse(texts[1], sizes[1], &row->end) ||
        decimal_parse(texts[2], sizes[2], &value, &rest) != DECIMAL_OK)
        return err_set(err, ERR_BUG, "catalogue: the rate %s of %s/%s from %s", texts[2], row->base,
                       row->quote, texts[0]);
    /* 12 decimals and what lies behind them, to 15 */
    row->rate = value * 1000 + rest / RATE_ONE;
    return true;
}

static bool read_rows(struct db *db, void *context, struct err *err)
{
    struct rates *rates = context;
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_rate_rows,
                  PARAMS(param_int(snapshot_version(rates->snapshot)), param_text(rates->set),
                         param_date(rates->days.start), param_date(rates->days.end - 1)),
                  &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        struct rate_row row;

        if (!read_text(rows, rates, &row, err))
            return false;
        if (row.rate <= 0)
            continue;
        ARENA_ROOM(rates->arena, rates->rows, rates->count);
        rates->rows[rates->count++] = row;
    }
    return step == END;
}

static bool is_pair_start(const struct rates *rates, size_t i)
{
    return i == 0 || strcmp(rates->rows[i].base, rates->rows[i - 1].base) != 0 ||
           strcmp(rates->rows[i].quote, rates->rows[i - 1].quote) != 0;
}

static size_t pairs_with(const struct rates *rates, const char *currency)
{
    size_t count = 0;

    for (size_t i = 0; i < rates->count; i++)
        count += is_pair_start(rates, i) && (strcmp(rates->rows[i].base, currency) == 0 ||
                                             strcmp(rates->rows[i].quote, currency) == 0);
    return count;
}

/* The currency of most pairs, the first by name among equals. */
static void find_pivot(struct rates *rates)
{
    size_t most = 0;

    for (size_t i = 0; i < rates->count; i++) {
        const char *const both[] = { rates->rows[i].base, rates->rows[i].quote };

        if (!is_pair_start(rates, i))
            continue;
        for (size_t j = 0; j < ARRAY_COUNT(both); j++) {
            size_t count = pairs_with(rates, both[j]);

            if (count > most || (count == most && strcmp(both[j], rates->pivot) < 0)) {
                most = count;
                rates->pivot = both[j];
            }
        }
    }
}

/* ---- what is computed ---- */

/* a * b / c, half to even; 0 when it does not fit. */
static int128 multiply_divide(int128 a, int128 b, int128 c)
{
    int128 product;
    int128 quotient;
    int128 rest;

    if (__builtin_mul_overflow(a, b, &product) || c <= 0)
        return 0;
    quotient = product / c;
    rest = product % c;
    if (rest > c - rest || (rest == c - rest && (quotient & 1)))
        quotient++;
    return quotient;
}

static int compare_row(const struct rate_row *row, const char *base, const char *quote, int32_t day)
{
    int order = strcmp(row->base, base);

    if (order == 0)
        order = strcmp(row->quote, quote);
    return order ? order : (row->start > day) - (row->start < day);
}

/* The last rate of the pair that began by then, if it has not ended. */
static int128 stored_rate(const struct rates *rates, const char *base, const char *quote,
                          int32_t day)
{
    const struct rate_row *row;
    size_t low = 0;
    size_t high = rates->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_row(&rates->rows[middle], base, quote, day) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    row = &rates->rows[low - 1];
    return day < row->end && strcmp(row->base, base) == 0 && strcmp(row->quote, quote) == 0
               ? row->rate
               : 0;
}

/* amount of `from` in `to`, over one stored pair; 0 when there is none. */
static int128 step_rate(const struct rates *rates, int128 amount, const char *from, const char *to,
                        int32_t day)
{
    int128 rate;

    if (strcmp(from, to) == 0)
        return amount;
    rate = stored_rate(rates, from, to, day);
    if (rate)
        return multiply_divide(amount, rate, RATE_ONE);
    rate = stored_rate(rates, to, from, day);
    return rate ? multiply_divide(amount, RATE_ONE, rate) : 0;
}

/* Over the pivot: with both pairs the same way round, one division loses less than two. */
static int128 cross_rate(const struct rates *rates, const char *from, int32_t day)
{
    int128 there = stored_rate(rates, rates->pivot, rates->target, day);
    int128 here = stored_rate(rates, rates->pivot, from, day);
    int128 middle;

    if (there && here)
        return multiply_divide(there, RATE_ONE, here);
    middle = step_rate(rates, RATE_ONE, from, rates->pivot, day);
    return middle ? step_rate(rates, middle, rates->pivot, rates->target, day) : 0;
}

static int128 rate_of(const struct rates *rates, const char *from, int32_t day)
{
    int128 rate = step_rate(rates, RATE_ONE, from, rates->target, day);

    return rate || !rates->pivot ? rate : cross_rate(rates, from, day);
}

static void add_span(const char *currency, int32_t first, int32_t last, int128 rate,
                     struct buf *out)
{
    char first_text[DATE_TEXT_SIZE];
    char last_text[DATE_TEXT_SIZE];
    char rate_text[DECIMAL_TEXT_SIZE];

    if (!rate)
        return;
    date_format(first, first_text);
    date_format(last, last_text);
    decimal_format(rate, DECIMAL_PRICE_SCALE, rate_text);
    buf_add_text(out, out->size ? ",\n    (" : "(");
    sql_quote_text(out, currency);
    buf_printf(out, ", DATE '%s', DATE '%s', '%s')", first_text, last_text, rate_text);
}

static void add_currency(const struct rates *rates, const char *currency, struct buf *out)
{
    int32_t first = rates->days.start;
    int128 rate = rate_of(rates, currency, first);

    for (int32_t day = first + 1; day < rates->days.end; day++) {
        int128 next = rate_of(rates, currency, day);

        if (next == rate)
            continue;
        add_span(currency, first, day - 1, rate, out);
        first = day;
        rate = next;
    }
    add_span(currency, first, rates->days.end - 1, rate, out);
}

/* ---- the table ---- */

static bool add_currencies(const struct rates *rates, struct db *db, struct buf *out,
                           struct err *err)
{
    const struct need need = { .periods = { { INT32_MIN, INT32_MAX } } };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *from;
    enum step step;

    if (!relation_from(rates->snapshot, RELATION_OVERVIEW, &need, rates->arena, &from, err) ||
        !sql_fill(&sql_view_currencies, &(struct sql_slot){ "from", from }, 1, &text, err) ||
        !db_query_text(db, sql_view_currencies.name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    add_currency(rates, rates->target, out);
    while ((step = rows_next(rows, err)) == ROW) {
        const char *currency = rows_keep(rows, 0, rates->arena);

        if (strcmp(currency, rates->target) != 0)
            add_currency(rates, currency, out);
    }
    return step == END && buf_check(out, "the rates", err);
}

/* The rows of the table as a SELECT. */
static bool add_select(const struct rates *rates, struct db *db, struct buf *out, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    return add_currencies(rates, db, &list, err) &&
           sql_fill(&sql_view_rate_select, &(struct sql_slot){ "rows", buf_text(&list) }, 1, out,
                    err);
}

static bool make_table(struct db *db, const char *name, const char *select, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const struct sql_slot slots[] = { { "name", name }, { "select", select } };

    return sql_fill(&sql_view_rate_make, slots, ARRAY_COUNT(slots), &text, err) &&
           db_script(db, sql_view_rate_make.name, buf_text(&text), err);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const struct rate_table *find_table(const struct rates *rates)
{
    const struct snapshot *snapshot = rates->snapshot;

    for (const struct rate_table *table = snapshot->rate_tables; table; table = table->next)
        if (same_text(table->set, rates->set) && strcmp(table->target, rates->target) == 0 &&
            table->days.start == rates->days.start && table->days.end == rates->days.end)
            return table;
    return NULL;
}

/* PostgreSQL keeps nothing for a question. */
static bool has_tables(const struct rates *rates)
{
    return rates->engine == ENGINE_MEMORY || !snapshot_is_server(rates->snapshot);
}

/* Whether there are so few of the kind that each may have a table: as many as the data has sets and
 * currencies. Of days and codes that somebody thinks up there is no end. */
static bool is_kept(const struct rates *rates)
{
    return rates->days.end - rates->days.start > 1 && pairs_with(rates, rates->target) > 0;
}

static const char *keep_table(const struct rates *rates, struct db *db, const char *select,
                              struct err *err)
{
    struct snapshot *snapshot = rates->snapshot;
    struct rate_table *table = calloc(1, sizeof(*table));

    if (!table)
        abort();
    snprintf(table->name, sizeof(table->name), "rates_%" PRIu64,
             atomic_fetch_add(&snapshot->dataset->rate_name_count, 1));
    if (!make_table(db, table->name, select, err)) {
        free(table);
        return NULL;
    }
    table->set = rates->set ? strdup(rates->set) : NULL;
    snprintf(table->target, sizeof(table->target), "%s", rates->target);
    table->days = rates->days;
    table->next = snapshot->rate_tables;
    snapshot->rate_tables = table;
    return table->name;
}

/* The text of what there is no table of yet. */
static bool make_from(const struct rates *rates, const char **from, struct err *err)
{
    struct buf select SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct db *db;
    bool done;

    *from = NULL;
    if (!snapshot_connect(rates->snapshot, ENGINE_WAREHOUSE, &db, err))
        return false;
    done = add_select(rates, db, &select, err);
    snapshot_disconnect(rates->snapshot, ENGINE_WAREHOUSE, db);
    if (!done)
        return false;
    if (!has_tables(rates) || !is_kept(rates)) {
        *from = arena_printf(rates->arena, "(\n%s\n)", buf_text(&select));
        return true;
    }
    if (!snapshot_connect(rates->snapshot, ENGINE_MEMORY, &db, err))
        return false;
    *from = keep_table(rates, db, buf_text(&select), err);
    snapshot_disconnect(rates->snapshot, ENGINE_MEMORY, db);
    return *from != NULL;
}

bool rates_from(struct snapshot *snapshot, enum engine engine, const char *set, const char *target,
                struct period days, struct arena *arena, const char **from, struct err *err)
{
    struct rates rates = { .snapshot = snapshot,
                           .engine = engine,
                           .set = set,
                           .target = target,
                           .days = days,
                           .arena = arena };
    const struct rate_table *found;
    const char *text = NULL;

    pthread_mutex_lock(&snapshot->dataset->rates_lock); /* so that a table is made once */
    found = has_tables(&rates) ? find_table(&rates) : NULL;
    if (found) {
        text = found->name;
    } else if (!set || snapshot_catalogue(snapshot, read_rows, &rates, err)) {
        find_pivot(&rates);
        if (!make_from(&rates, &text, err))
            text = NULL;
    }
    pthread_mutex_unlock(&snapshot->dataset->rates_lock);
    if (text)
        *from = arena_strdup(arena, text);
    return text != NULL;
}

void rates_drop_all(struct snapshot *snapshot, struct db *db)
{
    while (snapshot->rate_tables) {
        struct rate_table *table = snapshot->rate_tables;
        struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
        struct err ignored SCOPED(err_done) = { 0 };

        if (db && sql_fill(&sql_view_cube_drop, &(struct sql_slot){ "name", table->name }, 1, &text,
                           &ignored))
            (void)!db_script(db, sql_view_cube_drop.name, buf_text(&text), &ignored);
        snapshot->rate_tables = table->next;
        free(table->set);
        free(table);
    }
}

/* ---- which set ---- */

struct set_choice {
    struct snapshot *snapshot;
    struct arena *arena;
    const char *said;
    const char *first;
    const char *found;
    size_t count;
    struct buf names;
};

static bool read_sets(struct db *db, void *context, struct err *err)
{
    struct set_choice *choice = context;
    const char *wanted = choice->said ? choice->said : "ecb_daily";
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_rate_sets, PARAMS(param_int(snapshot_version(choice->snapshot))),
                  &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const char *name = rows_keep(rows, 0, choice->arena);

        if (choice->count++ == 0)
            choice->first = name;
        if (strcmp(name, wanted) == 0)
            choice->found = name;
        buf_printf(&choice->names, "%s%s", choice->names.size ? ", " : "", name);
    }
    return step == END;
}

bool rates_choose_set(struct snapshot *snapshot, const char *said, struct arena *arena,
                      const char **out, struct err *err)
{
    struct set_choice choice = {
        .snapshot = snapshot, .arena = arena, .said = said, .names = { .maximum = 64 * KIB }
    };
    bool done = snapshot_catalogue(snapshot, read_sets, &choice, err);

    if (done && said && !choice.found)
        done = err_set(err, ERR_USAGE, "rate_set: there is no set %.80s; there is %s", said,
                       choice.count ? buf_text(&choice.names) : "none");
    else if (done && !choice.found && choice.count > 1)
        done = err_set(err, ERR_USAGE, "rate_set: must be one of %s", buf_text(&choice.names));
    if (done)
        *out = choice.found ? choice.found : choice.first;
    buf_done(&choice.names);
    return done;
}

/* ---- what bills say ---- */

bool rates_of_bills(struct snapshot *snapshot, bill_rate_fn *visit, void *context, struct err *err)
{
    const struct need need = { .periods = { { INT32_MIN, INT32_MAX } } };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows = NULL;
    struct db *db;
    const char *from;
    enum step step = FAILED;

    if (!relation_from(snapshot, RELATION_CHARGE, &need, &arena, &from, err) ||
        !sql_fill(&sql_view_bill_rates, &(struct sql_slot){ "from", from }, 1, &text, err) ||
        !snapshot_connect(snapshot, ENGINE_WAREHOUSE, &db, err))
        return false;
    if (db_query_text(db, sql_view_bill_rates.name, buf_text(&text), NO_PARAMS, &rows, err))
        while ((step = rows_next(rows, err)) == ROW)
            visit(context, rows_keep(rows, 0, &arena), rows_keep(rows, 1, &arena),
                  (int32_t)rows_int(rows, 2), rows_keep(rows, 3, &arena));
    rows_free(rows);
    snapshot_disconnect(snapshot, ENGINE_WAREHOUSE, db);
    return step == END;
}
