/* SPDX-License-Identifier: Apache-2.0 */
/* route.h -- everything that can be asked over HTTP.
 *
 * Routing, 405 with Allow, the check of parameters, /openapi.json and docs/api.md come from the
 * rows of tables, one in each file that answers (routes.h); a route that is in none does not exist.
 */
#ifndef CENTAVO_API_ROUTE_H
#define CENTAVO_API_ROUTE_H

#include "api/respond.h"
#include "base/json.h"
#include "http/server.h"
#include "view/view.h"

struct call;

enum route_scope { SCOPE_PUBLIC, SCOPE_READ, SCOPE_ADMIN };

enum route_body { BODY_NONE, BODY_JSON, BODY_FILE };

/* A parameter that the route's question does not have a word for. */
struct route_param {
    const char *name; /* NULL ends the list */
    const char *type; /* JSON schema: "string", "integer" */
    const char *help;
    const char *example;
    bool required;
};

struct route {
    enum http_method method; /* GET answers HEAD too */
    const char *path;        /* "/api/v1/deliveries/{id}/diff": at most one {…} */
    enum route_scope scope;
    const char *group; /* heading in the reference */
    const char *help;  /* one sentence */
    const char
        *question; /* of view_questions, whose words are this route's parameters; NULL: none */
    const struct route_param *params;
    const char *path_help; /* what stands for {…} */
    const char *schema;    /* of the answer: a name of schemas in openapi.c; NULL: not JSON */
    const char *conflict;  /* schema of 409, when somebody else was quicker; NULL: none */
    const char *media;     /* of an answer that is not JSON */
    int status;            /* of a good answer; 0: 200 */
    enum route_body body;
    enum error_style errors;
    bool takes_owner; /* reads the header Centavo-Owner */
    bool is_list;     /* CSV and NDJSON too; Parquet where a question answers */
    bool is_quick;    /* answered on the server's thread: must not wait for anything */
    bool is_live;     /* changes without a new data version: never cached */
    bool is_hidden;   /* not in the reference: pages and their files */
    /* One of the two: write what a good answer says, or answer with call_reply or call_fail, once,
     * now or later. What is in params is all that can be said. */
    bool (*write)(struct call *call, struct json *json, struct err *err);
    void (*run)(struct call *call);
};

/* In the order of the reference, from 0; NULL: there are no more. */
const struct route *route_at(size_t number);

/* The number of a route; of NULL how many there are. */
size_t route_number(const struct route *route);

enum route_match { ROUTE_FOUND, ROUTE_NO_METHOD, ROUTE_NO_PATH };

/* The route of a path as sent. *rest is what stands for {…}, still encoded; "" without. With
 * NO_METHOD, *out is some route of the path. */
enum route_match route_find(enum http_method method, const char *path, size_t path_size,
                            const struct route **out, const char **rest, size_t *rest_size);

/* "month" of "/api/v1/periods/{month}/history", from the arena; NULL without. */
const char *route_path_word(const struct route *route, struct arena *arena);

/* "GET, HEAD, POST, OPTIONS": what the path of this route takes. */
const char *route_allow(const struct route *route, struct arena *arena);

/* How errors below this path look, for requests without a route. */
enum error_style route_error_style(const char *path, size_t path_size);

const char *method_name(enum http_method method);

#endif
