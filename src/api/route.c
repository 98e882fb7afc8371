/* SPDX-License-Identifier: Apache-2.0 */
#include "api/route.h"

#include <string.h>

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

    if (method == HTTP_HEAD)
        method = HTTP_GET;
    for (size_t i = 0; i < route_count; i++) {
        if (!path_matches(&routes[i], path, path_size, rest, rest_size))
            continue;
        if (routes[i].method == method) {
            *out = &routes[i];
            return ROUTE_FOUND;
        }
        if (match == ROUTE_NO_PATH)
            *out = &routes[i];
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

    for (size_t i = 0; i < route_count; i++) {
        if (strcmp(routes[i].path, route->path) == 0)
            allow = arena_printf(arena, "%s%s%s, ", allow, method_name(routes[i].method),
                                 routes[i].method == HTTP_GET ? ", HEAD" : "");
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
