/* SPDX-License-Identifier: Apache-2.0 */
#include "api/routes.h"

#include <string.h>

/* In the order of the reference. The first route that fits a path is taken. */
static const struct route *const areas[] = {
    cost_routes,  tag_rule_routes, fx_rate_routes, delivery_routes, period_routes,
    saved_routes, system_routes,   s0_routes,      page_routes,
};

const struct route *route_at(size_t number)
{
    for (size_t i = 0; i < ARRAY_COUNT(areas); i++)
        for (const struct route *route = areas[i]; route->path; route++)
            if (number-- == 0)
                return route;
    return NULL;
}

size_t route_number(const struct route *route)
{
    size_t number = 0;

    for (size_t i = 0; i < ARRAY_COUNT(areas); i++)
        for (const struct route *at = areas[i]; at->path; at++, number++)
            if (at == route)
                return number;
    return number;
}

/* Whether a path is of this route; *rest is what stands for {…}. */
static bool path_matches(const struct route *route, const char *path, size_t size,
                         const char **rest, size_t *rest_size)
{
    const char *brace = strchr(route->path, '{');
    size_t fixed = brace ? (size_t)(brace - route->path) : strlen(route->path);
    bool takes_all = brace && strstr(brace, "*}");
    const char *behind = brace ? strchr(brace, '}') + 1 : "";
    size_t behind_size = strlen(behind);

    if (brace ? size < fixed + behind_size + (takes_all ? 0 : 1) : size != fixed)
        return false;
    if (memcmp(path, route->path, fixed) != 0 ||
        memcmp(path + size - behind_size, behind, behind_size) != 0)
        return false;
    *rest = path + fixed;
    *rest_size = size - fixed - behind_size;
    return !brace || takes_all || !memchr(*rest, '/', *rest_size);
}

enum route_match route_find(enum http_method method, const char *path, size_t path_size,
                            const struct route **out, const char **rest, size_t *rest_size)
{
    enum route_match match = ROUTE_NO_PATH;
    const struct route *route;

    if (method == HTTP_HEAD)
        method = HTTP_GET;
    for (size_t i = 0; (route = route_at(i)); i++) {
        if (!path_matches(route, path, path_size, rest, rest_size))
            continue;
        if (match == ROUTE_NO_PATH || route->method == method)
            *out = route;
        if (route->method == method)
            return ROUTE_FOUND;
        match = ROUTE_NO_METHOD;
    }
    return match;
}

const char *route_path_word(const struct route *route, struct arena *arena)
{
    const char *brace = strchr(route->path, '{');

    return brace ? arena_strndup(arena, brace + 1, strcspn(brace + 1, "*}")) : NULL;
}

const char *route_allow(const struct route *route, struct arena *arena)
{
    const char *allow = "";
    const struct route *other;

    for (size_t i = 0; (other = route_at(i)); i++) {
        if (strcmp(other->path, route->path) == 0)
            allow = arena_printf(arena, "%s%s%s, ", allow, method_name(other->method),
                                 other->method == HTTP_GET ? ", HEAD" : "");
    }
    return arena_printf(arena, "%sOPTIONS", allow);
}

enum error_style route_error_style(const char *path, size_t path_size)
{
    const struct route *route = NULL;
    const char *rest;
    size_t rest_size;

    if (route_find(HTTP_GET, path, path_size, &route, &rest, &rest_size) == ROUTE_NO_PATH)
        return ERRORS_PROBLEM;
    return route->errors;
}

const char *method_name(enum http_method method)
{
    static const char *const names[] = {
        [HTTP_GET] = "GET",         [HTTP_HEAD] = "HEAD",   [HTTP_POST] = "POST",
        [HTTP_PUT] = "PUT",         [HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE",
        [HTTP_OPTIONS] = "OPTIONS",
    };

    return method == HTTP_OTHER ? "" : names[method];
}
