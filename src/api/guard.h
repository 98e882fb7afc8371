/* SPDX-License-Identifier: Apache-2.0 */
/* guard.h -- pages of other sites must not speak through a user's browser to this server.
 *
 * A server on a loopback address has no password, but every page that the user opens can send
 * requests to it. Two ways in are closed: a name of the attacker that resolves to 127.0.0.1 (Host
 * is then the attacker's name), and a form or fetch that posts to us (Origin is then the attacker's
 * site). Reading answers across sites is what browsers forbid by themselves, as we send no CORS
 * header.
 */
#ifndef CENTAVO_API_GUARD_H
#define CENTAVO_API_GUARD_H

#include "http/server.h"

struct guard_rules {
    bool is_loopback;          /* of the listening address: then Host is checked */
    const char *address;       /* listening address with port */
    const char *allowed_hosts; /* comma list of further names, or NULL */
};

/* 0, or the status to refuse with; *reason says why. */
int guard_check(const struct guard_rules *rules, const struct http_request *request,
                const char **reason);

#endif
