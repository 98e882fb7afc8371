/* SPDX-License-Identifier: Apache-2.0 */
/* periods.c -- invoices and billing months: how far bills and invoices agree. */
#include "api/question.h"
#include "api/routes.h"

#include "base/json.h"
#include "base/limits.h"
#include "run/invoice.h"
#include "view/reconcile.h"

#include <string.h>

static bool check_month(struct call *call, const char *name, const char *text, int32_t *month,
                        struct err *err)
{
    if (invoice_month_parse(text, month))
        return true;
    call->parameter = name;
    return err_set(err, ERR_USAGE, "%s: must be a month such as 2026-10; it is \"%.40s\"",
                   name ? name : "the path", text);
}

/* ---- invoices ---- */

static bool list_invoices(struct call *call, struct json *json, struct err *err)
{
    struct invoice_query query = { .month = call_value(call, "month"),
                                   .invoice = call_value(call, "invoice"),
                                   .issuer = call_value(call, "issuer") };
    int32_t month;

    return (!query.month || check_month(call, "month", query.month, &month, err)) &&
           invoice_list_json(call_catalogue(call), &query, json, err);
}

static bool add_invoices(struct call *call, struct json *json, struct err *err)
{
    struct arena *arena = &call->request->arena;
    const struct buf *sent = &call->request->body;
    struct invoice_counts counts = { 0 };
    struct invoice_body body;

    if (!invoice_body_from_json(buf_text(sent), sent->size, arena, &body, err) ||
        !invoice_take(call_catalogue(call), call->service->config->place.home, &body, arena,
                      &counts, err) ||
        !service_notice(call->service, call_catalogue(call), err))
        return false;
    json_object(json);
    json_member_int(json, "line_count", counts.line_count);
    json_member_int(json, "added_count", counts.added_count);
    json_member_int(json, "replaced_count", counts.replaced_count);
    json_member_int(json, "removed_count", counts.removed_count);
    json_member_text(json, "ignored_columns", counts.ignored);
    json_object_end(json);
    return true;
}

/* ---- months ---- */

static bool list_periods(struct call *call, struct json *json, struct err *err)
{
    return period_list_json(call_catalogue(call), json, err);
}

static bool read_period(struct call *call, struct reconciliation *out, struct err *err)
{
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    int32_t month;

    return check_month(call, NULL, call->rest, &month, err) &&
           dataset_snapshot(call->service->dataset, &snapshot, err) &&
           view_reconcile(snapshot, month, &call->request->arena, out, err);
}

/* The bills as they were known at a moment, against the invoices of today. */
static bool read_past_period(struct call *call, const char *as_of, struct reconciliation *out,
                             struct err *err)
{
    struct snapshot *now SCOPED(snapshot_releasep) = NULL;
    struct snapshot *then SCOPED(snapshot_releasep) = NULL;
    int64_t moment;
    int32_t month;

    if (!query_moment(as_of, &moment)) {
        call->parameter = "as_of";
        return err_set(err, ERR_USAGE, "as_of: must be a time or a date; it is \"%.40s\"", as_of);
    }
    return check_month(call, NULL, call->rest, &month, err) &&
           dataset_snapshot(call->service->dataset, &now, err) &&
           snapshot_as_of(now, moment, &then, err) &&
           view_reconcile(then, month, &call->request->arena, out, err);
}

static bool get_period(struct call *call, struct json *json, struct err *err)
{
    const char *as_of = call_value(call, "as_of");
    struct reconciliation all = { 0 };

    if (as_of ? !read_past_period(call, as_of, &all, err) : !read_period(call, &all, err))
        return false;
    reconciliation_json(&all, json);
    return true;
}

static bool read_acceptance(struct call *call, const struct query_pair **pairs, size_t *count,
                            struct err *err)
{
    static const char *const names[] = { "delta", "reason", "accepted_by" };

    if (!call_body_words(call, pairs, count, err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        const char *value = words_find(*pairs, *count, names[i]);

        call->parameter = names[i];
        if (!value || !*value)
            return err_set(err, ERR_USAGE, "%s is missing", names[i]);
    }
    call->parameter = NULL;
    return true;
}

/* The difference must still be the one that the person saw. */
static bool accept(struct call *call, struct err *err)
{
    const struct query_pair *pairs;
    const struct reconcile_unit *unit;
    struct reconciliation all;
    const char *delta;
    size_t count;

    if (!read_acceptance(call, &pairs, &count, err) || !read_period(call, &all, err) ||
        !reconciliation_choose(&all, words_find(pairs, count, "invoice_issuer_name"),
                               words_find(pairs, count, "billing_account_id"),
                               words_find(pairs, count, "invoice_id"),
                               words_find(pairs, count, "billing_currency"), &unit, err))
        return false;
    delta = words_find(pairs, count, "delta");
    if (strcmp(unit->delta, delta) != 0)
        return err_set(err, ERR_CONFLICT, "the difference is %s by now, not %s", unit->delta,
                       delta);
    return acceptance_add(call_catalogue(call),
                          &(struct acceptance){ .month = all.month,
                                                .issuer = unit->issuer,
                                                .account = unit->account,
                                                .invoice_id = unit->invoice_id,
                                                .currency = unit->currency,
                                                .delta = unit->delta,
                                                .reason = words_find(pairs, count, "reason"),
                                                .by = words_find(pairs, count, "accepted_by") },
                          err);
}

static bool accept_period(struct call *call, struct json *json, struct err *err)
{
    return accept(call, err) && get_period(call, json, err);
}

/* ---- routes ---- */

static const struct route_param invoice_params[] = {
    { "month", "string", "Only this invoice month.", "2026-10", false },
    { "invoice", "string", "Only the invoice with this number.", NULL, false },
    { "issuer", "string", "Only invoices of this issuer.", NULL, false },
    { 0 },
};

static const struct route_param line_params[] = {
    { "invoice_id", "string", "Number of the invoice.", "INV-2026-10", false },
    { "month", "string", "Invoice month.", "2026-10", false },
    { "billed_cost", "string",
      "Amount of the line: exact decimal text, at most 18 digits before the point and 12 after.",
      "1234.56", false },
    { "billing_currency", "string", "ISO 4217 code.", "USD", false },
    { "invoice_issuer_name", "string", "Without it, the issuer of the month's bills.", NULL,
      false },
    { "billing_account_id", "string", "Without it, the account of the month's bills.", NULL,
      false },
    { "charge_category", "string", "Usage (the default), Purchase, Tax, Credit or Adjustment.",
      NULL, false },
    { "invoice_detail_id", "string", "Number of the line; without it, what the line is about.",
      NULL, false },
    { "invoice_issue_status", "string", "Issued (the default), Open or Voided.", NULL, false },
    { "service_name", "string", "What the line is about; so are the other members of InvoiceLine.",
      NULL, false },
    { "sub_account_id", "string", "The same.", NULL, false },
    { "lines", "array", "Several lines instead, each with these members.", NULL, false },
    { "csv", "string", "The text of a CSV file instead; other members are for lines without them.",
      NULL, false },
    { "name", "string", "With csv: what the file is called.", NULL, false },
    { 0 },
};

static const struct route_param period_params[] = {
    { "as_of", "string",
      "Bills as they were known then, a time, or a date for its end; invoices are those of now.",
      "2026-11-03", false },
    { 0 },
};

static const struct route_param accept_params[] = {
    { "delta", "string", "The difference as it was seen; it must still be the same.",
      "-12.340000000000", true },
    { "reason", "string", "Why it is taken as it is.", "agreed with the provider", true },
    { "accepted_by", "string", "Who takes it.", "Ana", true },
    { "invoice_issuer_name", "string", "Which difference, when there are several.", NULL, false },
    { "billing_account_id", "string", "The same.", NULL, false },
    { "invoice_id", "string", "The same.", NULL, false },
    { "billing_currency", "string", "The same.", NULL, false },
    { 0 },
};

const struct route period_routes[] = {
    { .method = HTTP_GET,
      .path = "/api/v1/invoices",
      .scope = SCOPE_READ,
      .group = "Invoices",
      .help = "Invoices as they were issued, line by line.",
      .params = invoice_params,
      .schema = "InvoiceList",
      .is_live = true,
      .write = list_invoices },
    { .method = HTTP_POST,
      .path = "/api/v1/invoices",
      .scope = SCOPE_ADMIN,
      .group = "Invoices",
      .help = "Take in invoice lines. All are taken, or none; a line that is given again replaces "
              "itself.",
      .params = line_params,
      .schema = "InvoicesTaken",
      .body = BODY_JSON,
      .write = add_invoices },
    { .method = HTTP_GET,
      .path = "/api/v1/quality",
      .scope = SCOPE_READ,
      .group = "Periods",
      .help = "How good the data of a billing month is, feed by feed: which columns lost their "
              "values since the month before, which days are missing, which keys of tags collide, "
              "and how late the charges came.",
      .question = "quality",
      .schema = "Quality",
      .run = question_run },
    { .method = HTTP_GET,
      .path = "/api/v1/periods/{month}/history",
      .scope = SCOPE_READ,
      .group = "Periods",
      .help =
          "How the total of a billing month came to be what it is: one step for every change of "
          "what counts, by source, with what it changed by service and account.",
      .question = "period_history",
      .path_help = "The billing month, such as `2026-10`.",
      .schema = "PeriodHistory",
      .run = question_run },
    { .method = HTTP_GET,
      .path = "/api/v1/periods",
      .scope = SCOPE_READ,
      .group = "Periods",
      .help = "The billing months that have bills or invoices, the newest first.",
      .schema = "PeriodList",
      .is_live = true,
      .write = list_periods },
    { .method = HTTP_GET,
      .path = "/api/v1/periods/{month}",
      .scope = SCOPE_READ,
      .group = "Periods",
      .help = "Reconciliation: the bills of a month against its invoices, each difference split "
              "into named causes; what cannot be told for certain is unexplained.",
      .path_help = "A billing month, `2026-10`.",
      .params = period_params,
      .schema = "Reconciliation",
      .is_live = true,
      .write = get_period },
    { .method = HTTP_POST,
      .path = "/api/v1/periods/{month}/accept",
      .scope = SCOPE_ADMIN,
      .group = "Periods",
      .help = "Take a difference as it is, which holds as long as it stays the same; answers the "
              "reconciliation.",
      .params = accept_params,
      .path_help = "A billing month, `2026-10`.",
      .schema = "Reconciliation",
      .body = BODY_JSON,
      .is_live = true,
      .write = accept_period },
    { 0 },
};
