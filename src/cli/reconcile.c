/* SPDX-License-Identifier: Apache-2.0 */
/* reconcile.c -- the command reconcile: bills against invoices, for a person or as JSON. */
#include "view/reconcile.h"

#include "base/json.h"
#include "base/limits.h"
#include "cli/ask.h"
#include "cli/invoices.h"
#include "run/invoice.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NEEDS_A_PERSON = 1 };

/* Money to the cent as it stands: "12.340000000000" is "12.34", "0.001000000000" is "0.001". */
static const char *money(struct invocation *invocation, const char *text)
{
    const char *point = text ? strchr(text, '.') : NULL;
    size_t size = text ? strlen(text) : 0;

    if (!point)
        return text ? text : "-";
    while (size > (size_t)(point - text) + 3 && text[size - 1] == '0')
        size--;
    return arena_strndup(invocation->arena, text, size);
}

static void print_unit(struct invocation *invocation, const struct reconcile_unit *unit)
{
    FILE *out = invocation->out;

    fprintf(out, "\n%s, account %s, %s%s, %s: %s\n", unit->issuer, unit->account,
            unit->invoice_id ? "invoice " : "", unit->invoice_id ? unit->invoice_id : "all charges",
            unit->currency, unit->class);
    fprintf(out, "  %-24s %22s\n", "bills", money(invocation, unit->billed));
    fprintf(out, "  %-24s %22s\n", "invoice", money(invocation, unit->invoiced));
    if (unit->delta)
        fprintf(out, "  %-24s %22s\n", "bills less invoice", money(invocation, unit->delta));
    for (size_t i = 0; i < unit->group_count; i++)
        fprintf(out, "    %-22s %22s  %s\n", unit->groups[i].category_group,
                money(invocation, unit->groups[i].delta), unit->groups[i].class);
    for (size_t i = 0; i < unit->cause_count; i++)
        fprintf(out, "  %-24s %22s  %s\n", unit->causes[i].cause,
                money(invocation, unit->causes[i].amount), unit->causes[i].detail);
    if (unit->delta && strspn(unit->unexplained, "-0.") != strlen(unit->unexplained))
        fprintf(out, "  %-24s %22s\n", "unexplained", money(invocation, unit->unexplained));
    for (size_t i = 0; i < unit->evidence_count; i++)
        fprintf(out, "  %s: %s%s%s\n", unit->evidence[i].kind, unit->evidence[i].detail,
                unit->evidence[i].likely ? ", perhaps " : "",
                unit->evidence[i].likely ? money(invocation, unit->evidence[i].likely) : "");
    if (unit->acceptance.reason)
        fprintf(out, "  accepted by %s: %s\n", unit->acceptance.by, unit->acceptance.reason);
}

static void print_all(struct invocation *invocation, const struct reconciliation *all)
{
    fprintf(invocation->out, "%s: %s%s\n", all->month, all->class,
            all->may_close ? ", may be closed" : "");
    for (size_t i = 0; i < all->unit_count; i++)
        print_unit(invocation, &all->units[i]);
}

static bool print_json(struct invocation *invocation, const struct reconciliation *all,
                       struct err *err)
{
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;

    json_init(&json, &out);
    reconciliation_json(all, &json);
    if (!buf_check(&out, "the answer", err))
        return false;
    fprintf(invocation->out, "%s\n", buf_text(&out));
    return true;
}

static bool accept(struct invocation *invocation, const struct reconciliation *all, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    const struct reconcile_unit *unit;
    const char *by = given_value(invocation, "by");

    if (!by)
        by = getenv("USER");
    if (!by || !*by)
        return err_set(err, ERR_USAGE, "--by: say who accepts the difference");
    if (!*given_value(invocation, "accept"))
        return err_set(err, ERR_USAGE, "--accept: say why");
    if (!reconciliation_choose(
            all, given_value(invocation, "issuer"), given_value(invocation, "account"),
            given_value(invocation, "invoice"), given_value(invocation, "currency"), &unit, err) ||
        !catalogue_open(&invocation->config->place, &catalogue, err))
        return false;
    return acceptance_add(catalogue,
                          &(struct acceptance){ .month = all->month,
                                                .issuer = unit->issuer,
                                                .account = unit->account,
                                                .invoice_id = unit->invoice_id,
                                                .currency = unit->currency,
                                                .delta = unit->delta,
                                                .reason = given_value(invocation, "accept"),
                                                .by = by },
                          err);
}

/* The bills as they are known now, or were with --as-of. */
static bool find_snapshot(struct invocation *invocation, struct dataset *dataset,
                          struct snapshot **out, struct err *err)
{
    const char *as_of = given_value(invocation, "as-of");
    struct snapshot *now SCOPED(snapshot_releasep) = NULL;
    int64_t moment;

    if (!as_of)
        return dataset_snapshot(dataset, out, err);
    if (given_value(invocation, "accept"))
        return err_set(err, ERR_USAGE, "--accept: is for what is known now, without --as-of");
    if (!query_moment(as_of, &moment))
        return err_set(err, ERR_USAGE, "--as-of: must be a time or a date; it is \"%.40s\"", as_of);
    return dataset_snapshot(dataset, &now, err) && snapshot_as_of(now, moment, out, err);
}

static bool reconcile(struct invocation *invocation, struct err *err)
{
    struct dataset *dataset SCOPED(dataset_closep) = NULL;
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    const char *format = given_value(invocation, "format");
    struct reconciliation all;
    int32_t month;

    if (!invoice_month_parse(given_argument(invocation, 0), &month))
        return err_set(err, ERR_USAGE, "%s: must be a month such as 2026-10",
                       given_argument(invocation, 0));
    if (format && strcmp(format, "table") != 0 && strcmp(format, "json") != 0)
        return err_set(err, ERR_USAGE, "--format: must be table or json; it is \"%s\"", format);
    if (!ask_open(invocation, &dataset, err) ||
        !find_snapshot(invocation, dataset, &snapshot, err) ||
        !view_reconcile(snapshot, month, invocation->arena, &all, err))
        return false;
    if (given_value(invocation, "accept") &&
        (!accept(invocation, &all, err) ||
         !view_reconcile(snapshot, month, invocation->arena, &all, err)))
        return false;
    if (!all.may_close)
        invocation->exit_status = EXIT_NEEDS_A_PERSON;
    if (format && strcmp(format, "json") == 0)
        return print_json(invocation, &all, err);
    print_all(invocation, &all);
    return true;
}

static const struct option options[] = {
    { "accept", "REASON",
      "Take a difference as it is; it holds as long as the difference is the same.", false },
    { "by", "NAME", "Who accepts it; without it, $USER.", false },
    { "issuer", "NAME", "Which difference, when there are several.", false },
    { "account", "ID", "The same, by billing account.", false },
    { "invoice", "NUMBER", "The same, by invoice.", false },
    { "currency", "CODE", "The same, by currency.", false },
    { "as-of", "TIME", "Bills as they were known then; invoices are those of now.", false },
    { "format", "FORMAT", "table (the default) or json, which is what REST answers.", false },
    { 0 },
};

const struct command cmd_reconcile = {
    .name = "reconcile",
    .args = "MONTH",
    .help = "Compare a month's bills with its invoices, and split each difference into its causes.",
    .text = "What cannot be told for certain stays unexplained. The exit status is 1 when the "
            "month may not be closed:\nan invoice is missing, or differs by more than rounding and "
            "nobody has accepted it.",
    .options = options,
    .least_args = 1,
    .most_args = 1,
    .run = reconcile,
};
