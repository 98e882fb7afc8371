/* SPDX-License-Identifier: Apache-2.0 */
#include "api/periods.h"

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

static bool list(struct call *call, struct json *json, struct err *err)
{
    static const char *const names[] = { "month", "invoice", "issuer", NULL };
    struct invoice_query query = { .month = call_value(call, "month"),
                                   .invoice = call_value(call, "invoice"),
                                   .issuer = call_value(call, "issuer") };
    int32_t month;

    return call_check_names(call, names, err) &&
           (!query.month || check_month(call, "month", query.month, &month, err)) &&
           invoice_list_json(call_catalogue(call), &query, json, err);
}

void invoices_list(struct call *call)
{
    struct buf body = { .maximum = LIMIT_ANSWER };
    struct err err = { 0 };
    struct json json;

    json_init(&json, &body);
    call_finish(call, &body, list(call, &json, &err), &err);
}

static bool add(struct call *call, struct invoice_counts *counts, struct err *err)
{
    static const char *const none[] = { NULL };
    struct arena *arena = &call->request->arena;
    const struct buf *sent = &call->request->body;
    struct invoice_body body;

    return call_check_names(call, none, err) &&
           invoice_body_from_json(buf_text(sent), sent->size, arena, &body, err) &&
           invoice_take(call_catalogue(call), call->service->config->place.home, &body, arena,
                        counts, err) &&
           service_notice(call->service, call_catalogue(call), err);
}

void invoices_add(struct call *call)
{
    struct buf body = { .maximum = LIMIT_ANSWER };
    struct invoice_counts counts = { 0 };
    struct err err = { 0 };
    struct json json;
    bool done = add(call, &counts, &err);

    json_init(&json, &body);
    json_object(&json);
    json_member_int(&json, "line_count", counts.line_count);
    json_member_int(&json, "added_count", counts.added_count);
    json_member_int(&json, "replaced_count", counts.replaced_count);
    json_member_int(&json, "removed_count", counts.removed_count);
    json_member_text(&json, "ignored_columns", counts.ignored);
    json_object_end(&json);
    call_finish(call, &body, done, &err);
}

/* ---- months ---- */

void periods_list(struct call *call)
{
    static const char *const none[] = { NULL };
    struct buf body = { .maximum = LIMIT_ANSWER };
    struct err err = { 0 };
    struct json json;

    json_init(&json, &body);
    call_finish(call, &body,
                call_check_names(call, none, &err) &&
                    period_list_json(call_catalogue(call), &json, &err),
                &err);
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

void periods_get(struct call *call)
{
    static const char *const names[] = { "as_of", NULL };
    const char *as_of = call_value(call, "as_of");
    struct buf body = { .maximum = LIMIT_ANSWER };
    struct reconciliation all = { 0 };
    struct err err = { 0 };
    struct json json;
    bool done = call_check_names(call, names, &err) &&
                (as_of ? read_past_period(call, as_of, &all, &err) : read_period(call, &all, &err));

    json_init(&json, &body);
    if (done)
        reconciliation_json(&all, &json);
    call_finish(call, &body, done, &err);
}

static bool read_acceptance(struct call *call, const struct query_pair **pairs, size_t *count,
                            struct err *err)
{
    static const char *const names[] = { "invoice_issuer_name",
                                         "billing_account_id",
                                         "invoice_id",
                                         "billing_currency",
                                         "delta",
                                         "reason",
                                         "accepted_by",
                                         NULL };

    if (!call_body_words(call, names, pairs, count, err))
        return false;
    for (size_t i = ARRAY_COUNT(names) - 4; names[i]; i++) {
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

void periods_accept(struct call *call)
{
    static const char *const none[] = { NULL };
    struct buf body = { .maximum = LIMIT_ANSWER };
    struct reconciliation all = { 0 };
    struct err err = { 0 };
    struct json json;
    bool done =
        call_check_names(call, none, &err) && accept(call, &err) && read_period(call, &all, &err);

    json_init(&json, &body);
    if (done)
        reconciliation_json(&all, &json);
    call_finish(call, &body, done, &err);
}
