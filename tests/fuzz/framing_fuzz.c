/* SPDX-License-Identifier: Apache-2.0 */
/* framing_fuzz.c -- any bytes sent to a real server over a real socket.
 *
 * The program must neither crash nor hang, and it must not find more requests than a strict reader
 * of its own does: one that knows nothing but `line CR LF`, one length, and chunks, and gives up at
 * the first doubt.
 */
#include "base/file.h"
#include "http/listen.h"
#include "http/server.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static atomic_int begun; /* requests that passed the guard since the input began */
static struct sockaddr_in address;
static struct http_server *server;

static struct http_answer *say(int status)
{
    return http_answer_new_static(status, "ok", 2);
}

static void begin(void *context, struct http_request *request)
{
    (void)context;
    atomic_fetch_add(&begun, 1);
    if (request->head.has_body)
        http_take_body(request, 4096);
    else if (request->method != HTTP_PUT)
        http_reply(request, say(200));
}

static void work(void *context, struct http_request *request, size_t worker)
{
    (void)context, (void)worker;
    http_reply(request, say(200));
}

static void done(void *context, struct http_request *request)
{
    (void)context;
    (void)http_peer(request);
}

static struct http_answer *refuse(void *context, const struct http_request *request, int status,
                                  const char *reason)
{
    (void)context, (void)request;
    if (!reason || !*reason)
        abort();
    return say(status);
}

static void start_server(void)
{
    struct arena arena = { 0 };
    struct http_listener listener;
    struct http_server_options options = { .worker_count = 1,
                                           .connection_max = 64,
                                           .header_seconds = 5,
                                           .idle_seconds = 5,
                                           .app = { NULL, begin, work, done, refuse } };
    socklen_t size = sizeof(address);
    struct err err = { 0 };

    if (!http_listen(&arena, "127.0.0.1:0", &listener, &err))
        abort();
    options.listen_fd = listener.fd;
    if (getsockname(listener.fd, (struct sockaddr *)(void *)&address, &size) != 0 ||
        !http_server_start(&options, &server, &err))
        abort();
    arena_done(&arena);
}

/* ---- the strict reader ---- */

struct reading {
    const char *at;
    const char *end;
};

/* A line that ends in CR LF and holds no other CR, LF or NUL. */
static bool take_line(struct reading *reading, const char **line, size_t *size)
{
    const char *stop = memmem(reading->at, (size_t)(reading->end - reading->at), "\r\n", 2);

    if (!stop)
        return false;
    *line = reading->at;
    *size = (size_t)(stop - reading->at);
    reading->at = stop + 2;
    return !memchr(*line, '\0', *size) && !memchr(*line, '\r', *size) &&
           !memchr(*line, '\n', *size);
}

static bool has_name(const char *line, size_t size, const char *name)
{
    size_t length = strlen(name);

    return size > length && strncasecmp(line, name, length) == 0 && line[length] == ':';
}

/* Whether a whole, unmistakable head stands at the start. The rest of the input is not looked at
 * after a body: the server may find as many requests there as it likes only if this reader found
 * that the body ended. */
static bool take_head(struct reading *reading, bool *has_body)
{
    const char *line;
    size_t size;
    int lengths = 0;
    int encodings = 0;

    *has_body = false;
    do { /* libmicrohttpd skips empty lines before a request, and bare line feeds among them */
        while (reading->at < reading->end && (*reading->at == '\n'))
            reading->at++;
        if (!take_line(reading, &line, &size))
            return false;
    } while (size == 0);
    while (take_line(reading, &line, &size)) {
        if (size == 0) {
            *has_body = lengths + encodings > 0;
            return lengths + encodings <= 1;
        }
        lengths += has_name(line, size, "content-length");
        encodings += has_name(line, size, "transfer-encoding");
    }
    return false;
}

/* Requests that are beyond doubt; INT32_MAX once a body leaves the count open. */
static int count_strictly(const char *bytes, size_t size)
{
    struct reading reading = { bytes, bytes + size };
    bool has_body = false;
    int count = 0;

    while (take_head(&reading, &has_body)) {
        count++;
        if (has_body)
            return INT32_MAX;
    }
    return count;
}

/* Send everything and wait until the server has no request of it any more. */
static void send_all(const uint8_t *bytes, size_t size)
{
    enum { PATIENCE = 4000 };
    const struct timeval moment = { .tv_usec = 2000 };
    int fd SCOPED(file_close) = socket(AF_INET, SOCK_STREAM, 0);
    char answer[4096];
    int silent = 0;

    if (fd < 0 || connect(fd, (struct sockaddr *)(void *)&address, sizeof(address)) != 0)
        abort();
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &moment, sizeof(moment));
    if (send(fd, bytes, size, MSG_NOSIGNAL) < 0)
        return;
    shutdown(fd, SHUT_WR);
    for (;;) {
        ssize_t received = recv(fd, answer, sizeof(answer), 0);

        if (received == 0 || (received < 0 && errno != EAGAIN))
            return;
        silent += received < 0;
        if (silent > 1 && http_server_is_idle(server))
            return;
        if (silent > PATIENCE)
            abort(); /* it hangs */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (address.sin_port == 0)
        start_server();
    atomic_store(&begun, 0);
    send_all(bytes, size);
    if (atomic_load(&begun) > count_strictly((const char *)bytes, size))
        abort();
    return 0;
}
