/* SPDX-License-Identifier: Apache-2.0 */
/* listen.h -- "ADDR:PORT" to a socket that accepts connections. */
#ifndef CENTAVO_HTTP_LISTEN_H
#define CENTAVO_HTTP_LISTEN_H

#include "base/arena.h"
#include "base/err.h"

struct http_listener {
    int fd;
    const char *address; /* "127.0.0.1:8080", "[::1]:8080": with the port that was really taken */
    bool is_loopback;    /* nobody beyond this machine can reach it */
};

/* "127.0.0.1:8080", "[::1]:0" (0: any free port), "localhost:8080", ":8080" (all addresses). */
MUST_CHECK bool http_listen(struct arena *arena, const char *text, struct http_listener *out,
                            struct err *err);

#endif
