/* SPDX-License-Identifier: Apache-2.0 */
#include "api/guard.h"

#include <string.h>
#include <strings.h>

/* Size of the name in "name:port" or "[addr]:port". */
static size_t host_name_size(const char *host)
{
    const char *bracket = *host == '[' ? strchr(host, ']') : NULL;

    return bracket ? (size_t)(bracket - host) + 1 : strcspn(host, ":");
}

static bool same(const char *text, size_t size, const char *name, size_t name_size)
{
    return size == name_size && strncasecmp(text, name, size) == 0;
}

static bool is_loopback_name(const char *name, size_t size)
{
    return same(name, size, "localhost", 9) || same(name, size, "[::1]", 5) ||
           (size >= 7 && size <= 15 && strncmp(name, "127.", 4) == 0 &&
            strspn(name, "0123456789.") >= size);
}

static bool is_listed(const char *list, const char *name, size_t size)
{
    while (list && *list) {
        size_t item;

        list += strspn(list, ", ");
        item = strcspn(list, ", ");
        if (item > 0 && same(name, size, list, item))
            return true;
        list += item;
    }
    return false;
}

static bool host_is_ours(const struct guard_rules *rules, const char *host)
{
    size_t size = host_name_size(host);

    return is_loopback_name(host, size) ||
           same(host, size, rules->address, host_name_size(rules->address)) ||
           is_listed(rules->allowed_hosts, host, size);
}

/* "http://name:port" against "name:port". Behind a proxy that ends TLS the scheme differs, and says
 * nothing here. */
static bool origin_is_host(const char *origin, const char *host)
{
    const char *name = strstr(origin, "://");

    return name && host && strcasecmp(name + 3, host) == 0;
}

int guard_check(const struct guard_rules *rules, const struct http_request *request,
                const char **reason)
{
    const char *host = request->head.values[HTTP_HOST];
    const char *origin = request->head.values[HTTP_ORIGIN];
    const char *site = request->head.values[HTTP_SEC_FETCH_SITE];
    bool is_reading = request->method == HTTP_GET || request->method == HTTP_HEAD ||
                      request->method == HTTP_OPTIONS;

    if (rules->is_loopback && host && !host_is_ours(rules, host)) {
        *reason = "Host is not a name of this machine; see the setting allowed_hosts";
        return 421;
    }
    if (!is_reading && ((origin && !origin_is_host(origin, host)) ||
                        (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0))) {
        *reason = "the request was made by a page of another site";
        return 403;
    }
    return 0;
}
