/* SPDX-License-Identifier: Apache-2.0 */
#include "api/system.h"

#include "api/openapi.h"
#include "base/limits.h"
#include "run/about.h"
#include "run/reference.h"

#include <string.h>

static void reply_text(struct call *call, int status, const char *type, const char *text)
{
    struct http_answer *answer = http_answer_new_static(status, text, strlen(text));

    http_answer_add(answer, "Content-Type", type);
    http_answer_add(answer, "Cache-Control", "no-store");
    http_answer_add(answer, "X-Content-Type-Options", "nosniff");
    call_reply(call, answer);
}

void healthz_get(struct call *call)
{
    reply_text(call, 200, "text/plain; charset=utf-8", "ok\n");
}

void readyz_get(struct call *call)
{
    if (service_is_ready(call->service))
        reply_text(call, 200, "text/plain; charset=utf-8", "ready\n");
    else
        call_fail_status(call, 503, "the catalogue cannot be read; the log says why");
}

void s0_health_get(struct call *call)
{
    reply_text(call, 200, "application/json", "{\"status\":\"ok\"}");
}

void metrics_get(struct call *call)
{
    static const char *const none[] = { NULL };
    struct service_facts facts;
    struct http_answer *answer;
    struct buf page;
    struct err err = { 0 };

    if (!call_check_names(call, none, &err) ||
        !service_facts_read(call_catalogue(call), &facts, &err)) {
        call_fail(call, &err);
        return;
    }
    buf_init(&page, LIMIT_ANSWER);
    metrics_print(call->service, &facts, &page);
    answer = respond_bytes(200, "text/plain; version=0.0.4; charset=utf-8", &page);
    http_answer_add(answer, "Cache-Control", "no-store");
    call_reply(call, answer);
}

void about_get(struct call *call)
{
    static const char *const none[] = { NULL };
    struct buf body;
    struct json json;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    json_init(&json, &body);
    call_finish(call, &body,
                call_check_names(call, none, &err) &&
                    about_json(call_catalogue(call), &call->service->config->place, &json, &err),
                &err);
}

void service_categories_list(struct call *call)
{
    static const char *const names[] = { "q", "provider_name", NULL };
    struct buf body;
    struct json json;
    struct err err = { 0 };

    buf_init(&body, LIMIT_ANSWER);
    json_init(&json, &body);
    call_finish(call, &body,
                call_check_names(call, names, &err) &&
                    service_categories_json(&call->service->config->place, call_value(call, "q"),
                                            call_value(call, "provider_name"), &json, &err),
                &err);
}

void openapi_get(struct call *call)
{
    struct buf page;

    buf_init(&page, LIMIT_ANSWER);
    openapi_print(&page);
    call_reply_json(call, &page);
}
