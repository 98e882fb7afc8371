/* SPDX-License-Identifier: Apache-2.0 */
/* invoice.h -- invoices as they were issued: read from a file, typed in, or sent over REST.
 *
 * One line has the columns of FOCUS 1.4 Invoice Detail, in our spelling or in FOCUS's own; a file
 * from a person needs no more than an invoice number, a month, an amount and a currency. Issuer and
 * account that are not said are those of the month's bills, if there is only one. A line that is
 * given again replaces itself, so a file may be read twice. A line without a number is known by its
 * place in the file's invoice, or, typed in, by the month and everything that it is about; a file
 * brings the lines without a number of an invoice whole, and earlier ones are gone. All lines of a
 * call are taken, or none, and none of them twice.
 */
#ifndef CENTAVO_RUN_INVOICE_H
#define CENTAVO_RUN_INVOICE_H

#include "store/catalogue.h"

struct json;

/* Columns of an invoice line: first those of the table's key and content in the table's order. */
enum invoice_field {
    INVOICE_ISSUER,
    INVOICE_ID,
    INVOICE_DETAIL_ID,
    INVOICE_STATUS,
    INVOICE_ACCOUNT,
    INVOICE_PERIOD_START,
    INVOICE_PERIOD_END,
    INVOICE_CURRENCY,
    INVOICE_BILLED_COST,
    INVOICE_CATEGORY,
    INVOICE_DESCRIPTION,
    INVOICE_ISSUE_DATE,
    INVOICE_DUE_DATE,
    INVOICE_PAYMENT_TERMS,
    INVOICE_PURCHASE_ORDER,
    INVOICE_REFERENCE,
    INVOICE_PAYMENT_CURRENCY,
    INVOICE_PAYMENT_COST,
    INVOICE_PAYMENT_DETAIL_ID,
    INVOICE_GRAIN,
    INVOICE_SERVICE,
    INVOICE_SERVICE_CATEGORY,
    INVOICE_SUB_ACCOUNT_ID,
    INVOICE_SUB_ACCOUNT_NAME,
    INVOICE_REGION,
    INVOICE_PUBLISHER,
    INVOICE_CREATED,
    INVOICE_UPDATED,
    INVOICE_FIELD_COUNT
};

struct invoice_column {
    const char *name;  /* "billing_period_start" */
    const char *alias; /* what people call it: "month"; NULL */
    const char *help;
};

extern const struct invoice_column invoice_columns[INVOICE_FIELD_COUNT];

/* By our name, FOCUS's, or the alias, whatever the case and the separators; INVOICE_FIELD_COUNT
 * when there is none. */
enum invoice_field invoice_field_find(const char *name);

/* One line as texts; NULL: not said. */
struct invoice_line {
    const char *values[INVOICE_FIELD_COUNT];
};

struct invoice_counts {
    int64_t line_count;
    int64_t added_count;
    int64_t replaced_count;
    int64_t removed_count; /* lines without a number that a file's invoice no longer has */
    const char *ignored;   /* columns of the file that say nothing to us: "a, b"; NULL: none */
};

/* A CSV file. preset: values for what a line does not say. */
MUST_CHECK bool invoice_import(struct catalogue *catalogue, const char *path, const char *name,
                               const struct invoice_line *preset, struct arena *arena,
                               struct invoice_counts *out, struct err *err);

/* Lines that somebody typed. */
MUST_CHECK bool invoice_add(struct catalogue *catalogue, const struct invoice_line *lines,
                            size_t line_count, struct arena *arena, struct invoice_counts *out,
                            struct err *err);

/* What was sent over REST. */
struct invoice_body {
    const struct invoice_line *lines; /* with csv: one, for what the file's lines do not say */
    size_t line_count;
    const char *csv; /* a file's content; NULL: lines */
    const char *name;
};

/* {"lines":[{...}, ...]}, one line alone as {...}, or {"csv":"...","name":"..."}. ERR_USAGE names
 * the member that is wrong. */
MUST_CHECK bool invoice_body_from_json(const char *text, size_t size, struct arena *arena,
                                       struct invoice_body *out, struct err *err);

/* Take in what was sent. home: where a file may lie for a moment. */
MUST_CHECK bool invoice_take(struct catalogue *catalogue, const char *home,
                             const struct invoice_body *body, struct arena *arena,
                             struct invoice_counts *out, struct err *err);

struct invoice_query {
    const char *month;   /* "2026-10"; NULL: all */
    const char *invoice; /* NULL: all */
    const char *issuer;  /* NULL: all */
};

/* {"items":[...]}; ERR_LIMIT when there are more than LIMIT_ANSWER_ROW_COUNT. */
MUST_CHECK bool invoice_list_json(struct catalogue *catalogue, const struct invoice_query *query,
                                  struct json *json, struct err *err);

/* {"items":[{"billing_period":"2026-10",...}]}: months with bills or invoices. */
MUST_CHECK bool period_list_json(struct catalogue *catalogue, struct json *json, struct err *err);

/* "2026-10" as its first day. */
bool invoice_month_parse(const char *text, int32_t *month);

/* ---- acceptance of a difference ---- */

/* A person takes a difference as it is. */
struct acceptance {
    const char *month; /* "2026-10" */
    const char *issuer;
    const char *account;
    const char *invoice_id; /* NULL: the whole account was compared */
    const char *currency;
    const char *delta; /* as the reconciliation says it */
    const char *reason;
    const char *by;
};

MUST_CHECK bool acceptance_add(struct catalogue *catalogue, const struct acceptance *acceptance,
                               struct err *err);

#endif
