/* SPDX-License-Identifier: Apache-2.0 */
/* reconcile_json.c -- a reconciliation as JSON: the same over HTTP and on the command line. */
#include "view/reconcile.h"

#include <inttypes.h>
#include <stdio.h>

static void groups_json(const struct reconcile_unit *unit, struct json *json)
{
    json_key(json, "groups");
    json_array(json);
    for (size_t i = 0; i < unit->group_count; i++) {
        const struct reconcile_group *group = &unit->groups[i];

        json_object(json);
        json_member_text(json, "category_group", group->category_group);
        json_member_text(json, "billed_cost", group->billed);
        json_member_text(json, "invoice_cost", group->invoiced);
        json_member_text(json, "delta", group->delta);
        json_member_text(json, "class", group->class);
        json_member_int(json, "charge_count", group->charge_count);
        json_object_end(json);
    }
    json_array_end(json);
}

static void causes_json(const struct reconcile_unit *unit, struct json *json)
{
    json_key(json, "causes");
    json_array(json);
    for (size_t i = 0; i < unit->cause_count; i++) {
        json_object(json);
        json_member_text(json, "cause", unit->causes[i].cause);
        json_member_text(json, "amount", unit->causes[i].amount);
        json_member_text(json, "detail", unit->causes[i].detail);
        json_member_int(json, "line_count", unit->causes[i].line_count);
        json_object_end(json);
    }
    json_array_end(json);
    json_key(json, "evidence");
    json_array(json);
    for (size_t i = 0; i < unit->evidence_count; i++) {
        json_object(json);
        json_member_text(json, "kind", unit->evidence[i].kind);
        json_member_text(json, "detail", unit->evidence[i].detail);
        json_member_text(json, "likely", unit->evidence[i].likely);
        json_object_end(json);
    }
    json_array_end(json);
}

static void lines_json(const struct reconcile_unit *unit, struct json *json)
{
    json_key(json, "lines");
    json_array(json);
    for (size_t i = 0; i < unit->line_count; i++) {
        json_object(json);
        for (size_t t = 0; t < ARRAY_COUNT(reconcile_line_names); t++)
            json_member_text(json, reconcile_line_names[t], unit->lines[i].texts[t]);
        json_member_int(json, "charge_count", unit->lines[i].charge_count);
        json_member_text(json, "cause", unit->lines[i].cause);
        json_object_end(json);
    }
    json_array_end(json);
}

static void unit_json(const struct reconcile_unit *unit, struct json *json)
{
    json_object(json);
    json_member_text(json, "invoice_issuer_name", unit->issuer);
    json_member_text(json, "billing_account_id", unit->account);
    json_member_text(json, "invoice_id", unit->invoice_id);
    json_member_text(json, "invoice_ids", unit->invoice_ids);
    json_member_text(json, "billing_currency", unit->currency);
    json_member_text(json, "sources", unit->sources);
    json_member_int(json, "charge_count", unit->charge_count);
    json_member_text(json, "billed_cost", unit->billed);
    json_member_text(json, "invoice_cost", unit->invoiced);
    json_member_text(json, "delta", unit->delta);
    json_member_text(json, "tolerance", unit->tolerance);
    json_member_text(json, "class", unit->class);
    json_member_text(json, "unexplained", unit->unexplained);
    json_key(json, "acceptance");
    if (unit->acceptance.reason) {
        json_object(json);
        json_member_text(json, "reason", unit->acceptance.reason);
        json_member_text(json, "accepted_by", unit->acceptance.by);
        json_member_text(json, "accepted_at", unit->acceptance.at);
        json_object_end(json);
    } else {
        json_null(json);
    }
    groups_json(unit, json);
    causes_json(unit, json);
    lines_json(unit, json);
    json_object_end(json);
}

void reconciliation_json(const struct reconciliation *reconciliation, struct json *json)
{
    char version[32];

    snprintf(version, sizeof(version), "%" PRId64, reconciliation->data_version);
    json_object(json);
    json_member_text(json, "billing_period", reconciliation->month);
    json_member_text(json, "data_version", version);
    json_member_text(json, "class", reconciliation->class);
    json_member_bool(json, "may_close", reconciliation->may_close);
    json_key(json, "items");
    json_array(json);
    for (size_t i = 0; i < reconciliation->unit_count; i++)
        unit_json(&reconciliation->units[i], json);
    json_array_end(json);
    json_object_end(json);
}
