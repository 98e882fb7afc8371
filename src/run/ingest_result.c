/* SPDX-License-Identifier: Apache-2.0 */
/* ingest_result.c -- what a run leaves to tell, and its JSON. */
#include "run/ingest.h"

#include <string.h>

void ingest_result_done(struct ingest_result *result)
{
    arena_done(&result->arena);
    *result = (struct ingest_result){ 0 };
}

bool ingest_result_is_fine(const struct ingest_result *result)
{
    return strcmp(result->state, "active") == 0 || strcmp(result->state, "duplicate") == 0;
}

static void json_totals(const struct ingest_result *result, bool control, struct json *json)
{
    json_object(json);
    for (size_t i = 0; i < result->total_count; i++)
        json_member_text(json, result->totals[i].currency,
                         control ? result->totals[i].control : result->totals[i].stored);
    json_object_end(json);
}

void ingest_result_json(const struct ingest_result *result, struct json *json)
{
    json_object(json);
    json_member_int(json, "delivery_id", result->delivery_id);
    json_member_text(json, "name", result->name);
    json_member_text(json, "source", result->source);
    json_member_text(json, "format", result->format);
    json_member_text(json, "state", result->state);
    json_key(json, "billing_periods");
    json_array(json);
    for (size_t i = 0; i < result->billing_period_count; i++)
        json_text(json, result->billing_periods[i]);
    json_array_end(json);
    json_member_int(json, "row_count", result->row_count);
    json_member_int(json, "charge_count", result->charge_count);
    json_member_int(json, "rejected_count", result->rejected_count);
    json_key(json, "control_total");
    json_totals(result, true, json);
    json_key(json, "stored_total");
    json_totals(result, false, json);
    json_member_text(json, "message", result->message);
    json_object_end(json);
}

const char *ingest_phase_name(enum ingest_phase phase)
{
    static const char *const names[] = {
        [INGEST_LANDING] = "landing",       [INGEST_MAPPING] = "mapping",
        [INGEST_CHECKING] = "checking",     [INGEST_ROLLING_UP] = "rolling_up",
        [INGEST_ACTIVATING] = "activating", [INGEST_DONE] = "done",
    };

    return names[phase];
}

bool ingest_job_check(const struct ingest_job *job, struct err *err)
{
    const char *order = job->date_order;

    if (job->source && !*job->source)
        return err_set(err, ERR_USAGE, "source: must be the name of a feed; it is empty");
    if (job->currency &&
        (strlen(job->currency) != 3 || strspn(job->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
        return err_set(err, ERR_USAGE,
                       "currency: must be an ISO 4217 code such as USD; it is \"%s\"",
                       job->currency);
    if (order && strcmp(order, "day-first") != 0 && strcmp(order, "month-first") != 0)
        return err_set(err, ERR_USAGE, "date_order: must be day-first or month-first; it is \"%s\"",
                       order);
    return true;
}
