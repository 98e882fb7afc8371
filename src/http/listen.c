/* SPDX-License-Identifier: Apache-2.0 */
#include "http/listen.h"

#include "base/file.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

/* Split "[::1]:80" and "name:80"; host is "" for ":80". */
static bool split(struct arena *arena, const char *text, const char **host, const char **port,
                  struct err *err)
{
    const char *colon = strrchr(text, ':');
    const char *host_end = colon;

    if (!colon || !colon[1] || strspn(colon + 1, "0123456789") != strlen(colon + 1) ||
        strlen(colon + 1) > 5 || strtol(colon + 1, NULL, 10) > UINT16_MAX)
        return err_set(err, ERR_USAGE, "listen address '%s' is not ADDR:PORT, like 127.0.0.1:8080",
                       text);
    if (*text == '[' && colon > text && colon[-1] == ']') {
        text++;
        host_end--;
    } else if (memchr(text, ':', (size_t)(colon - text))) {
        return err_set(err, ERR_USAGE, "listen address '%s': write an IPv6 address as [ADDR]:PORT",
                       text);
    }
    *host = arena_strndup(arena, text, (size_t)(host_end - text));
    *port = colon + 1;
    return true;
}

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;

        return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
    }
    return address->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
}

/* Fill out->address and out->is_loopback from the bound socket. */
static bool describe(struct arena *arena, struct http_listener *out, struct err *err)
{
    struct sockaddr_storage storage;
    struct sockaddr *address = (struct sockaddr *)(void *)&storage;
    socklen_t size = sizeof(storage);
    char host[NI_MAXHOST];
    char port[NI_MAXSERV];

    if (getsockname(out->fd, address, &size) != 0 ||
        getnameinfo(address, size, host, sizeof(host), port, sizeof(port),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return err_errno(err, ERR_BUG, "listen: ask for the address");
    out->is_loopback = is_loopback(address);
    out->address =
        arena_printf(arena, address->sa_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
    return true;
}

static bool bind_one(const struct addrinfo *info, int *out)
{
    int fd SCOPED(file_close) =
        socket(info->ai_family, info->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int on = 1;

    if (fd < 0)
        return false;
    /* A server that is started again finds its port in TIME_WAIT. */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, info->ai_addr, info->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0)
        return false;
    *out = fd;
    fd = -1;
    return true;
}

bool http_listen(struct arena *arena, const char *text, struct http_listener *out, struct err *err)
{
    const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
                                    .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
    struct http_listener listener = { .fd = -1 };
    struct addrinfo *found = NULL;
    const char *host = NULL;
    const char *port = NULL;
    int failure;
    int number;

    if (!split(arena, text, &host, &port, err))
        return false;
    failure = getaddrinfo(*host ? host : NULL, port, &hints, &found);
    if (failure)
        return err_set(err, ERR_USAGE, "listen address '%s': %s", text, gai_strerror(failure));
    for (const struct addrinfo *info = found; info && listener.fd < 0; info = info->ai_next)
        bind_one(info, &listener.fd);
    number = errno;
    freeaddrinfo(found);
    errno = number;
    if (listener.fd < 0 && number == EADDRINUSE)
        return err_set(
            err, ERR_CONFLICT,
            "%s is taken by another program; choose another port with --listen ADDR:PORT "
            "(port 0 takes any free one)",
            text);
    if (listener.fd < 0)
        return err_errno(err, ERR_USAGE, "listen on %s", text);
    if (!describe(arena, &listener, err)) {
        file_close(&listener.fd);
        return false;
    }
    *out = listener;
    return true;
}
