/* SPDX-License-Identifier: Apache-2.0 */
#include "run/invoice_internal.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "mapping/csv.h"
#include "mapping/csv_split.h"
#include "sql_files.h"
#include "store/rows_json.h"

#include <ctype.h>
#include <inttypes.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* clang-format off */
const struct invoice_column invoice_columns[INVOICE_FIELD_COUNT] = {
    [INVOICE_ISSUER] = { "invoice_issuer_name", "issuer", "Who sends the invoice, as in the bills." },
    [INVOICE_ID] = { "invoice_id", "invoice", "Number of the invoice." },
    [INVOICE_DETAIL_ID] = { "invoice_detail_id", "line", "Number of the line; a line given again replaces itself." },
    [INVOICE_STATUS] = { "invoice_issue_status", "status", "Open, Issued or Voided; a voided invoice is not compared." },
    [INVOICE_ACCOUNT] = { "billing_account_id", "account", "Account that the invoice goes to." },
    [INVOICE_PERIOD_START] = { "billing_period_start", "month", "The invoice month, 2026-10, or its first day." },
    [INVOICE_PERIOD_END] = { "billing_period_end", NULL, "First day after it; made from the month when it is not said." },
    [INVOICE_CURRENCY] = { "billing_currency", "currency", "ISO 4217 code." },
    [INVOICE_BILLED_COST] = { "billed_cost", "amount", "Amount of the line: exact decimal text without thousands separators, at most 18 digits before the point and 12 after." },
    [INVOICE_CATEGORY] = { "charge_category", "category", "Usage (everything but tax, unless there are lines of their own), Purchase, Tax, Credit, Adjustment." },
    [INVOICE_DESCRIPTION] = { "invoice_detail_description", "description", "What the line says." },
    [INVOICE_ISSUE_DATE] = { "invoice_issue_date", "issued", "Day of the invoice, 2026-10-31." },
    [INVOICE_DUE_DATE] = { "payment_due_date", "due", "Day by which it is to be paid, 2026-11-30." },
    [INVOICE_PAYMENT_TERMS] = { "payment_terms", "terms", "Net 30, for instance." },
    [INVOICE_PURCHASE_ORDER] = { "purchase_order_number", "purchase_order", "The buyer's number." },
    [INVOICE_REFERENCE] = { "reference_invoice_id", "corrects", "The invoice that this one corrects; else its own number." },
    [INVOICE_PAYMENT_CURRENCY] = { "payment_currency", NULL, "When it is paid in another currency: which." },
    [INVOICE_PAYMENT_COST] = { "payment_currency_billed_cost", NULL, "The amount in that currency." },
    [INVOICE_PAYMENT_DETAIL_ID] = { "payment_currency_invoice_detail_id", NULL, "The line of the payment." },
    [INVOICE_GRAIN] = { "invoice_detail_grain", "grain", "Dimensions of the line as JSON: {\"ServiceName\":\"Amazon EC2\"}." },
    [INVOICE_SERVICE] = { "service_name", "service", "The line is about this service." },
    [INVOICE_SERVICE_CATEGORY] = { "service_category", NULL, "The line is about this service category." },
    [INVOICE_SUB_ACCOUNT_ID] = { "sub_account_id", "sub_account", "The line is about this sub account." },
    [INVOICE_SUB_ACCOUNT_NAME] = { "sub_account_name", NULL, "The same by its name." },
    [INVOICE_REGION] = { "region_id", "region", "The line is about this region." },
    [INVOICE_PUBLISHER] = { "publisher_name", "publisher", "The line is about this publisher." },
    [INVOICE_CREATED] = { "invoice_detail_created", NULL, "When the issuer made the line." },
    [INVOICE_UPDATED] = { "invoice_detail_last_updated", NULL, "When the issuer changed it last." },
};
/* clang-format on */

/* ---- names ---- */

/* "Invoice Issuer Name" is "invoice_issuer_name" is "InvoiceIssuerName". */
static bool same_name(const char *a, const char *b)
{
    for (;;) {
        while (*a == '_' || *a == ' ' || *a == '-')
            a++;
        while (*b == '_' || *b == ' ' || *b == '-')
            b++;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (!*a)
            return true;
        a++;
        b++;
    }
}

enum invoice_field invoice_field_find(const char *name)
{
    for (int i = 0; i < INVOICE_FIELD_COUNT; i++)
        if (same_name(name, invoice_columns[i].name) ||
            (invoice_columns[i].alias && same_name(name, invoice_columns[i].alias)))
            return (enum invoice_field)i;
    return INVOICE_FIELD_COUNT;
}

/* ---- one line made complete ---- */

bool invoice_month_parse(const char *text, int32_t *month)
{
    char day[DATE_TEXT_SIZE];

    if (strlen(text) != 7)
        return false;
    snprintf(day, sizeof(day), "%s-01", text);
    return date_parse(day, 10, month);
}

static bool wrong(const struct invoice_line *line, enum invoice_field field, const char *must,
                  struct err *err)
{
    if (!line->values[field])
        return err_set(err, ERR_DATA, "%s is missing; it must be %s", invoice_columns[field].name,
                       must);
    return err_set(err, ERR_DATA, "%s: must be %s; it is \"%.80s\"", invoice_columns[field].name,
                   must, line->values[field]);
}

/* A month, a day or a moment as the first day of its month. */
static bool read_period(struct invoice_line *line, struct arena *arena, struct err *err)
{
    const char *start = line->values[INVOICE_PERIOD_START];
    const char *end = line->values[INVOICE_PERIOD_END];
    char text[DATE_TEXT_SIZE];
    int64_t moment;
    int32_t month;
    int32_t next;

    if (!start)
        return wrong(line, INVOICE_PERIOD_START, "a month such as 2026-10", err);
    if (!invoice_month_parse(start, &month)) {
        if (!timestamp_parse(start, strlen(start), &moment) || moment < 0)
            return wrong(line, INVOICE_PERIOD_START, "a month such as 2026-10, or its first day",
                         err);
        month = month_start((int32_t)(moment / 1000000 / 86400));
    }
    next = month_add(month, 1);
    if (end &&
        (!timestamp_parse(end, strlen(end), &moment) ||
         (int32_t)((moment - 1) / 1000000 / 86400) >= next || moment / 1000000 / 86400 <= month))
        return wrong(line, INVOICE_PERIOD_END, "inside the same month: a line is about one month",
                     err);
    date_format(month, text);
    line->values[INVOICE_PERIOD_START] = arena_strdup(arena, text);
    date_format(next, text);
    line->values[INVOICE_PERIOD_END] = arena_strdup(arena, text);
    return true;
}

static bool read_money(struct invoice_line *line, enum invoice_field field, bool is_needed,
                       struct arena *arena, struct err *err)
{
    const char *text = line->values[field];
    char exact[DECIMAL_TEXT_SIZE];
    enum decimal_status status;
    int128 value = 0;
    int128 rest = 0;

    if (!text && !is_needed)
        return true;
    status = text ? decimal_parse(text, strlen(text), &value, &rest) : DECIMAL_EMPTY;
    if (status == DECIMAL_TOO_LARGE || !decimal_is_amount(value) || rest != 0)
        return wrong(line, field, "an amount with at most 18 digits before the point and 12 after",
                     err);
    if (status != DECIMAL_OK)
        return wrong(line, field, "a decimal number without thousands separators, such as 1234.56",
                     err);
    decimal_format(value, DECIMAL_SCALE, exact);
    line->values[field] = arena_strdup(arena, exact);
    return true;
}

/* A day, or a moment as its day. */
static bool read_day(struct invoice_line *line, enum invoice_field field, struct arena *arena,
                     struct err *err)
{
    const char *said = line->values[field];
    char text[DATE_TEXT_SIZE];
    int64_t moment;

    if (!said)
        return true;
    if (!timestamp_parse(said, strlen(said), &moment) || moment < 0)
        return wrong(line, field, "a day such as 2026-10-31", err);
    date_format((int32_t)(moment / 1000000 / 86400), text);
    line->values[field] = arena_strdup(arena, text);
    return true;
}

static bool read_currency(struct invoice_line *line, enum invoice_field field, struct err *err)
{
    const char *code = line->values[field];

    if (code && strlen(code) == 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3)
        return true;
    return wrong(line, field, "an ISO 4217 code such as USD", err);
}

/* One of a list of words, whatever its case; the first of them when nothing is said. */
static bool read_word(struct invoice_line *line, enum invoice_field field, const char *const *words,
                      const char *must, struct err *err)
{
    const char *said = line->values[field] ? line->values[field] : words[0];

    for (; *words; words++) {
        if (strcasecmp(*words, said) != 0)
            continue;
        line->values[field] = *words;
        return true;
    }
    return wrong(line, field, must, err);
}

/* Nothing but blanks is nothing. */
static void forget_blanks(struct invoice_line *line)
{
    for (size_t i = 0; i < INVOICE_FIELD_COUNT; i++) {
        const char *text = line->values[i];

        if (text && !text[strspn(text, " \t\r\n")])
            line->values[i] = NULL;
    }
}

static const char *or_text(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static bool complete(struct invoice_line *line, const char *now, struct arena *arena,
                     struct err *err)
{
    static const char *const categories[] = { "Usage",  "Purchase",   "Tax",
                                              "Credit", "Adjustment", NULL };
    static const char *const statuses[] = { "Issued", "Open", "Voided", NULL };

    if (!line->values[INVOICE_ID])
        return wrong(line, INVOICE_ID, "the number of the invoice", err);
    if (!read_period(line, arena, err) ||
        !read_money(line, INVOICE_BILLED_COST, true, arena, err) ||
        !read_currency(line, INVOICE_CURRENCY, err) ||
        !read_word(line, INVOICE_CATEGORY, categories, "Usage, Purchase, Tax, Credit or Adjustment",
                   err) ||
        !read_word(line, INVOICE_STATUS, statuses, "Open, Issued or Voided", err) ||
        !read_day(line, INVOICE_ISSUE_DATE, arena, err) ||
        !read_day(line, INVOICE_DUE_DATE, arena, err) ||
        !read_money(line, INVOICE_PAYMENT_COST, false, arena, err) ||
        (line->values[INVOICE_PAYMENT_CURRENCY] &&
         !read_currency(line, INVOICE_PAYMENT_CURRENCY, err)) ||
        !invoice_grain_read(line, arena, err))
        return false;
    invoice_grain_write(line, arena);
    line->values[INVOICE_REFERENCE] =
        or_text(line->values[INVOICE_REFERENCE], line->values[INVOICE_ID]);
    line->values[INVOICE_CREATED] = or_text(line->values[INVOICE_CREATED], now);
    line->values[INVOICE_UPDATED] = or_text(line->values[INVOICE_UPDATED], now);
    return true;
}

/* ---- issuer and account that nobody said ---- */

static bool find_account(struct db *db, struct invoice_line *line, struct arena *arena,
                         struct err *err)
{
    const char *month = arena_strndup(arena, line->values[INVOICE_PERIOD_START], 7);
    struct rows *rows SCOPED(rows_freep) = NULL;
    const char *found[2] = { NULL, NULL };
    const char *choices = "";
    int count = 0;
    enum step step;

    if (line->values[INVOICE_ISSUER] && line->values[INVOICE_ACCOUNT])
        return true;
    if (!db_query(db, &sql_state_invoice_account,
                  PARAMS(param_text(month), param_text(line->values[INVOICE_CURRENCY]),
                         param_text(line->values[INVOICE_ISSUER]),
                         param_text(line->values[INVOICE_ACCOUNT])),
                  &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        found[0] = rows_keep(rows, 0, arena);
        found[1] = rows_keep(rows, 1, arena);
        choices =
            arena_printf(arena, "%s%s%s of %s", choices, count++ ? "; " : "", found[1], found[0]);
    }
    if (step == FAILED)
        return false;
    if (count != 1)
        return err_set(err, ERR_DATA,
                       "invoice_issuer_name or billing_account_id is missing, and the bills of %s "
                       "in %s %s%s: say both",
                       month, line->values[INVOICE_CURRENCY],
                       count ? "have several, such as " : "have none", choices);
    line->values[INVOICE_ISSUER] = found[0];
    line->values[INVOICE_ACCOUNT] = found[1];
    return true;
}

/* ---- lines without a number ---- */

/* An invoice of a file, and how many of its lines had no number until now. */
struct bill {
    const char *issuer;
    const char *id;
    int64_t unnumbered_count;
};

static int compare_bills(const void *a, const void *b)
{
    const struct bill *one = a;
    const struct bill *two = b;
    int order = strcmp(one->id, two->id);

    return order ? order : strcmp(one->issuer, two->issuer);
}

static void keep_bill(void *bill)
{
    (void)bill; /* it is the arena's */
}

/* In a file: by its place among those of its invoice that have none, "#2". */
static const char *number_in_file(void **bills, const struct invoice_line *line,
                                  struct arena *arena)
{
    struct bill *bill = ARENA_NEW(arena, struct bill);
    struct bill **found;

    *bill = (struct bill){ .issuer = line->values[INVOICE_ISSUER], .id = line->values[INVOICE_ID] };
    found = tsearch(bill, bills, compare_bills);
    if (!found)
        abort();
    return arena_printf(arena, "#%" PRId64, ++(*found)->unnumbered_count);
}

/* Typed in: everything that it is about, "2026-10/Usage/region_id=eu". */
static const char *number_typed(const struct invoice_line *line, struct arena *arena)
{
    struct buf number SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    buf_printf(&number, "%.7s/%s", line->values[INVOICE_PERIOD_START],
               line->values[INVOICE_CATEGORY]);
    for (int i = INVOICE_SERVICE; i <= INVOICE_PUBLISHER; i++) {
        if (!line->values[i])
            continue;
        buf_printf(&number, "/%s=", invoice_columns[i].name);
        for (const char *at = line->values[i]; *at; at++) {
            if (*at == '/' || *at == '%')
                buf_printf(&number, "%%%02X", (unsigned)*at);
            else
                buf_add_char(&number, *at);
        }
    }
    return arena_strdup(arena, buf_text(&number));
}

/* ---- into the catalogue ---- */

struct writing {
    struct catalogue *catalogue;
    struct db *db;
    struct arena *arena;
    const char *origin;
    bool is_file;
    void *bills;           /* tree of struct bill: those with lines without a number */
    int64_t version;       /* the data version that this begins */
    int64_t changed_count; /* lines that are new or other ones than before */
    char now[TIMESTAMP_TEXT_SIZE];
    struct invoice_counts counts;
};

/* A line that is there from this very call may not be there again: one would lose its amount. */
static bool line_exists(struct writing *writing, const struct invoice_line *line, bool is_made,
                        bool *exists, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(writing->db, &sql_state_invoice_one,
                  PARAMS(param_text(line->values[INVOICE_ISSUER]),
                         param_text(line->values[INVOICE_ID]),
                         param_text(line->values[INVOICE_DETAIL_ID])),
                  &rows, err))
        return false;
    step = rows_next(rows, err);
    *exists = step == ROW;
    if (*exists && rows_int(rows, 0) == writing->version)
        return err_set(err, ERR_DATA,
                       is_made ? "invoice %s has another line about the same (%s): add their "
                                 "amounts, or give each an invoice_detail_id"
                               : "invoice %s has another line with the number %s",
                       line->values[INVOICE_ID], line->values[INVOICE_DETAIL_ID]);
    return step != FAILED;
}

static bool write_line(struct writing *writing, struct invoice_line *line, struct err *err)
{
    struct param params[INVOICE_FIELD_COUNT + 5];
    const char *updated;
    int64_t same_count = 0;
    bool is_made;
    bool exists;

    forget_blanks(line);
    is_made = !line->values[INVOICE_DETAIL_ID];
    updated = line->values[INVOICE_UPDATED];
    if (!complete(line, writing->now, writing->arena, err) ||
        !find_account(writing->db, line, writing->arena, err))
        return false;
    if (is_made)
        line->values[INVOICE_DETAIL_ID] =
            writing->is_file ? number_in_file(&writing->bills, line, writing->arena)
                             : number_typed(line, writing->arena);
    if (!line_exists(writing, line, is_made, &exists, err))
        return false;
    for (size_t i = 0; i < INVOICE_FIELD_COUNT; i++)
        params[i] = param_text(line->values[i]);
    params[INVOICE_FIELD_COUNT] = param_text(writing->origin);
    params[INVOICE_FIELD_COUNT + 1] = param_text(writing->now);
    params[INVOICE_FIELD_COUNT + 2] = param_int(is_made);
    params[INVOICE_FIELD_COUNT + 3] = param_int(writing->version);
    params[INVOICE_FIELD_COUNT + 4] = param_text(updated);
    writing->counts.line_count++;
    writing->counts.added_count += !exists;
    writing->counts.replaced_count += exists;
    if (!db_run(writing->db, &sql_state_invoice_same, params, ARRAY_COUNT(params), &same_count,
                err))
        return false;
    if (same_count)
        return true;
    writing->changed_count++;
    return db_run(writing->db, &sql_state_invoice_put, params, ARRAY_COUNT(params), NULL, err);
}

/* A transaction, and the data version that it begins: the day of an invoice chooses rates
 * (rate_policy=invoice_date), so answers may be other ones. */
static bool begin(struct writing *writing, struct catalogue *catalogue, const char *origin,
                  struct arena *arena, struct err *err)
{
    *writing = (struct writing){
        .catalogue = catalogue, .db = catalogue_db(catalogue), .arena = arena, .origin = origin
    };
    timestamp_format(clock_now() / 1000000 * 1000000, writing->now);
    if (!db_begin_alone(writing->db, err))
        return false;
    if (catalogue_change(catalogue, "invoices", 0, &writing->version, err))
        return true;
    db_rollback(writing->db);
    return false;
}

static bool finish(struct writing *writing, bool done, struct invoice_counts *out, struct err *err)
{
    bool is_new = writing->changed_count || writing->counts.removed_count;

    tdestroy(writing->bills, keep_bill);
    if (done && is_new)
        done = db_commit(writing->db, err);
    if (!done || !is_new)
        db_rollback(writing->db); /* when nothing is new, there is no new version either */
    if (done)
        *out = writing->counts;
    return done;
}

static bool add_lines(struct writing *writing, const struct invoice_line *lines, size_t line_count,
                      struct err *err)
{
    for (size_t i = 0; i < line_count; i++) {
        struct invoice_line line = lines[i];

        if (!write_line(writing, &line, err))
            return line_count > 1 ? err_wrap(err, "line %zu", i + 1) : false;
    }
    return true;
}

bool invoice_add(struct catalogue *catalogue, const struct invoice_line *lines, size_t line_count,
                 struct arena *arena, struct invoice_counts *out, struct err *err)
{
    struct writing writing;

    return begin(&writing, catalogue, "typed", arena, err) &&
           finish(&writing, add_lines(&writing, lines, line_count, err), out, err);
}

/* ---- a CSV file ---- */

struct import {
    struct writing writing;
    const struct invoice_line *preset;
    struct csv *csv;
    struct csv_rows rows;
    struct scratch scratch;
    enum invoice_field *fields; /* of the file's columns */
};

static bool choose_fields(struct import *import, struct err *err)
{
    size_t seen[INVOICE_FIELD_COUNT] = { 0 };
    struct arena *arena = import->writing.arena;
    size_t count = csv_column_count(import->csv);

    import->fields = ARENA_ARRAY(arena, enum invoice_field, count);
    for (size_t i = 0; i < count; i++) {
        const char *name = csv_column_name(import->csv, i);
        enum invoice_field field = invoice_field_find(name);

        import->fields[i] = field;
        if (field == INVOICE_FIELD_COUNT)
            import->writing.counts.ignored =
                import->writing.counts.ignored
                    ? arena_printf(arena, "%s, %s", import->writing.counts.ignored, name)
                    : arena_strdup(arena, name);
        else if (seen[field]++)
            return err_set(err, ERR_DATA, "two columns are the line's %s; %s is the second",
                           invoice_columns[field].name, name);
    }
    if (!seen[INVOICE_BILLED_COST])
        return err_set(err, ERR_DATA,
                       "no column billed_cost: not a list of invoice lines (a bill comes in with "
                       "`centavo ingest`)");
    return true;
}

static struct invoice_line line_of_row(struct import *import, size_t row)
{
    struct arena *arena = import->writing.arena;
    struct invoice_line line = *import->preset;

    for (size_t i = 0; i < csv_column_count(import->csv); i++) {
        struct scan_cell cell =
            csv_rows_value(&import->rows, &import->rows.rows[row], i, &import->scratch);

        if (import->fields[i] != INVOICE_FIELD_COUNT && cell.text && cell.size)
            line.values[import->fields[i]] = arena_strndup(arena, cell.text, cell.size);
    }
    return line;
}

static bool import_block(struct import *import, const struct csv_block *block, struct err *err)
{
    struct csv_fault fault;

    csv_rows_find(&import->rows, block->bytes, block->size, SIZE_MAX);
    for (size_t i = 0; i < import->rows.row_count; i++) {
        int64_t number = block->first_row + (int64_t)i;
        enum csv_verdict verdict = csv_rows_check(&import->rows, i, csv_shape(import->csv), &fault);
        struct invoice_line line;

        if (verdict == CSV_ROW_EMPTY)
            continue;
        if (verdict == CSV_ROW_FAULTY)
            return err_set(err, ERR_DATA, "row %lld: %s", (long long)number, fault.reason);
        line = line_of_row(import, i);
        scratch_clear(&import->scratch);
        if (!write_line(&import->writing, &line, err))
            return err_wrap(err, "row %lld", (long long)number);
    }
    return true;
}

static bool import_rows(struct import *import, struct err *err)
{
    struct csv_split *split = NULL;
    struct csv_block block = { 0 };
    enum step step = FAILED;

    if (csv_split_open(import->csv, &split, err))
        while ((step = csv_split_next(split, &block, err)) == ROW)
            if (!import_block(import, &block, err)) {
                step = FAILED;
                break;
            }
    csv_block_done(&block);
    csv_split_close(split);
    if (step == END && !import->writing.counts.line_count)
        return err_set(err, ERR_DATA, "has a header, but no invoice lines");
    return step == END;
}

/* A file brings an invoice whole: what its lines without a number were before is gone. */
static bool import_whole(struct import *import, struct err *err)
{
    struct writing *writing = &import->writing;

    return choose_fields(import, err) && import_rows(import, err) &&
           db_run(writing->db, &sql_state_invoice_outdated, PARAMS(param_int(writing->version)),
                  &writing->counts.removed_count, err);
}

bool invoice_import(struct catalogue *catalogue, const char *path, const char *name,
                    const struct invoice_line *preset, struct arena *arena,
                    struct invoice_counts *out, struct err *err)
{
    struct import import = { .preset = preset };
    struct input *input SCOPED(input_closep) = NULL;
    struct csv *csv SCOPED(csv_closep) = NULL;
    const struct dialect *dialect;
    bool done;

    if (!input_open(path, name, &input, err))
        return false;
    if (input_kind(input) != INPUT_TEXT)
        return err_set(err, ERR_DATA, "%s: invoices are read from CSV alone", name);
    if (!csv_open(input, &csv, err))
        return false;
    if (!begin(&import.writing, catalogue, path_name(name), arena, err))
        return false;
    import.writing.is_file = true;
    import.csv = csv;
    dialect = csv_dialect(csv);
    csv_rows_init(&import.rows, (struct csv_cut){ dialect->delimiter, dialect->newline });
    done = finish(&import.writing, import_whole(&import, err), out, err);
    csv_rows_done(&import.rows);
    scratch_done(&import.scratch);
    return done || err_wrap(err, "%s", name);
}

bool invoice_take(struct catalogue *catalogue, const char *home, const struct invoice_body *body,
                  struct arena *arena, struct invoice_counts *out, struct err *err)
{
    char *path = arena_printf(arena, "%s/invoices-XXXXXX", home_spill(arena, home));
    int fd SCOPED(file_close) = -1;
    bool done;

    if (!body->csv)
        return invoice_add(catalogue, body->lines, body->line_count, arena, out, err);
    fd = mkstemp(path);
    if (fd < 0)
        return err_errno(err, ERR_UPSTREAM, "%s", path);
    done = file_write_all(fd, body->csv, strlen(body->csv), path, err) &&
           invoice_import(catalogue, path, body->name, body->lines, arena, out, err);
    unlink(path);
    return done;
}

/* ---- lists ---- */

bool invoice_list_json(struct catalogue *catalogue, const struct invoice_query *query,
                       struct json *json, struct err *err)
{
    size_t count = 0;

    json_object(json);
    json_key(json, "items");
    if (!rows_json_list(catalogue_db(catalogue), &sql_state_invoice_list,
                        PARAMS(param_text(query->month), param_text(query->invoice),
                               param_text(query->issuer), param_int(LIMIT_ANSWER_ROW_COUNT + 1)),
                        json, &count, err))
        return false;
    if (count > LIMIT_ANSWER_ROW_COUNT)
        return err_set(err, ERR_LIMIT, "more than %u lines: ask for one month or one invoice",
                       LIMIT_ANSWER_ROW_COUNT);
    json_object_end(json);
    return true;
}

bool period_list_json(struct catalogue *catalogue, struct json *json, struct err *err)
{
    json_object(json);
    json_key(json, "items");
    if (!rows_json_list(catalogue_db(catalogue), &sql_state_period_list, NO_PARAMS, json, NULL,
                        err))
        return false;
    json_object_end(json);
    return true;
}

/* ---- acceptance ---- */

bool acceptance_add(struct catalogue *catalogue, const struct acceptance *acceptance,
                    struct err *err)
{
    return db_run(catalogue_db(catalogue), &sql_state_acceptance_add,
                  PARAMS(param_text(acceptance->month), param_text(acceptance->issuer),
                         param_text(acceptance->account),
                         param_text(or_text(acceptance->invoice_id, "")),
                         param_text(acceptance->currency), param_text(acceptance->delta),
                         param_text(acceptance->reason), param_text(acceptance->by),
                         param_timestamp(clock_now())),
                  NULL, err);
}
