/* SPDX-License-Identifier: Apache-2.0 */
/* system.c -- the server itself: whether it answers, what it is, what it counts. */
#include "api/openapi.h"
#include "api/page.h"
#include "api/question.h"
#include "api/routes.h"
#include "base/limits.h"
#include "run/about.h"
#include "run/reference.h"

#include <string.h>

static void reply_text(struct call *call, const char *text)
{
    struct http_answer *answer = http_answer_new_static(200, text, strlen(text));

    http_answer_add(answer, "Content-Type", "text/plain; charset=utf-8");
    http_answer_add(answer, "Cache-Control", "no-store");
    http_answer_add(answer, "X-Content-Type-Options", "nosniff");
    call_reply(call, answer);
}

static void healthz_get(struct call *call)
{
    reply_text(call, "ok\n");
}

static void readyz_get(struct call *call)
{
    if (service_is_ready(call->service))
        reply_text(call, "ready\n");
    else
        call_fail_status(call, 503, "the catalogue cannot be read; the log says why");
}

static void metrics_get(struct call *call)
{
    struct service_facts facts;
    struct http_answer *answer;
    struct buf page;
    struct err err = { 0 };

    if (!service_facts_read(call_catalogue(call), &facts, &err)) {
        call_fail(call, &err);
        return;
    }
    buf_init(&page, LIMIT_ANSWER);
    metrics_print(call->service, &facts, &page);
    answer = respond_bytes(200, "text/plain; version=0.0.4; charset=utf-8", &page);
    http_answer_add(answer, "Cache-Control", "no-store");
    call_reply(call, answer);
}

static bool about(struct call *call, struct json *json, struct err *err)
{
    return about_json(call_catalogue(call), &call->service->config->place, json, err);
}

static bool service_categories(struct call *call, struct json *json, struct err *err)
{
    return service_categories_json(&call->service->config->place, call_value(call, "q"),
                                   call_value(call, "provider_name"), json, err);
}

static bool openapi(struct call *call, struct json *json, struct err *err)
{
    (void)call;
    (void)err;
    openapi_print(json->out);
    return true;
}

/* ---- routes ---- */

static const struct route_param category_params[] = {
    { "q", "string", "Only services or categories that contain this, ignoring case.", "storage",
      false },
    { "provider_name", "string", "Only services of this provider.", "AWS", false },
    { 0 },
};

const struct route system_routes[] = {
    { .method = HTTP_GET,
      .path = "/status",
      .scope = SCOPE_READ,
      .group = "Server",
      .help = "What data there is: version, currencies, providers, first and last day, deliveries "
              "by state.",
      .question = "status",
      .schema = "Status",
      .is_live = true,
      .run = question_run_live },
    { .method = HTTP_GET,
      .path = "/api/v1/about",
      .scope = SCOPE_READ,
      .group = "Server",
      .help = "Versions of the program, its engines, schema and data; how much there is; and every "
              "limit.",
      .schema = "About",
      .is_live = true,
      .write = about },
    { .method = HTTP_GET,
      .path = "/api/v1/service_categories",
      .scope = SCOPE_READ,
      .group = "Server",
      .help = "Which FOCUS category the mappings give to which service of a provider that does not "
              "name one itself.",
      .params = category_params,
      .schema = "ServiceCategories",
      .is_live = true,
      .write = service_categories },
    { .method = HTTP_GET,
      .path = "/healthz",
      .group = "Server",
      .help = "The process answers.",
      .media = "text/plain",
      .is_quick = true,
      .run = healthz_get },
    { .method = HTTP_GET,
      .path = "/readyz",
      .group = "Server",
      .help = "The process can read its data.",
      .media = "text/plain",
      .is_quick = true,
      .run = readyz_get },
    { .method = HTTP_GET,
      .path = "/metrics",
      .group = "Server",
      .help = "Counters and gauges for Prometheus, text format 0.0.4.",
      .media = "text/plain",
      .is_live = true,
      .run = metrics_get },
    { .method = HTTP_GET,
      .path = "/openapi.json",
      .group = "Server",
      .help = "This interface as an OpenAPI 3.1 document.",
      .schema = "OpenApi",
      .is_quick = true,
      .write = openapi },
    { .method = HTTP_GET,
      .path = "/docs",
      .group = "Server",
      .help = "This interface to read and try in a browser.",
      .media = "text/html",
      .is_quick = true,
      .run = docs_get },
    { 0 },
};
