/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "http/answer_mhd.h"
#include "http/deadline.h"
#include "http/pool.h"

#include <arpa/inet.h>
#include <assert.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <unistd.h>

enum {
    SECOND = 1000000, /* of clock_steady */
    /* what a body or an answer must move on average, in a second, once idle_seconds are over */
    SLOWEST_BYTES = 8 * 1024,
    /* libmicrohttpd's memory of a connection, cleared for every request: the largest header and
     * what is kept beside it; half of it is the read buffer at first */
    POOL_SIZE = 40 * 1024,
    /* read of a body that turned out too large, so that the client hears why */
    DISCARD_MAX = 8 * 1024 * 1024,
};

/* A request waits in libmicrohttpd (suspended) until it is replied to. Either may come first. */
enum { REPLIED = 1, SUSPENDED = 2 };

enum sink { SINK_NONE, SINK_MEMORY, SINK_FILE };

/* http_request is what the application sees; this is the rest. */
struct exchange {
    struct http_request request; /* first */
    struct http_server *server;
    struct MHD_Connection *connection;
    struct deadline *deadline;
    struct http_answer *answer;
    atomic_int reply_state;
    bool begun;
    bool dispatched;
    bool waits; /* http_wait */
    enum sink sink;
    int sink_fd;
    int64_t sink_max;
    int sink_status; /* 0, or why the body could not be kept */
    const char *sink_reason;
    size_t target_size; /* as received */
    char received[];    /* the target as received, NUL */
};

struct http_server {
    struct MHD_Daemon *daemon;
    struct deadlines *deadlines;
    struct pool *pool;
    struct http_app app;
    int64_t header_time;
    int64_t idle_time;
    uint64_t next_id;
    atomic_bool cutting; /* nobody waits for a worker any more */
    atomic_size_t under_way_count;
    atomic_size_t connection_count;
};

static const struct {
    const char *name;
    enum http_method method;
} methods[] = {
    { "GET", HTTP_GET },         { "HEAD", HTTP_HEAD },   { "POST", HTTP_POST },
    { "PUT", HTTP_PUT },         { "PATCH", HTTP_PATCH }, { "DELETE", HTTP_DELETE },
    { "OPTIONS", HTTP_OPTIONS },
};

static enum http_method method_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(methods); i++) {
        if (strcmp(methods[i].name, name) == 0)
            return methods[i].method;
    }
    return HTTP_OTHER;
}

static struct exchange *exchange_of(struct http_request *request)
{
    return (struct exchange *)request;
}

/* ---- connections and their time ---- */

static void on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct http_server *server = context;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *fd =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        atomic_fetch_add(&server->connection_count, 1);
        *socket_context =
            deadline_add(server->deadlines, fd->connect_fd, clock_steady() + server->header_time);
    } else {
        atomic_fetch_sub(&server->connection_count, 1);
        deadline_remove(server->deadlines, *socket_context);
    }
}

/* Whoever moves `size` bytes may take the idle time and what the slowest allowed client needs. */
static int64_t transfer_end(const struct exchange *exchange, int64_t start, int64_t size)
{
    return start + exchange->server->idle_time + size / SLOWEST_BYTES * SECOND;
}

/* ---- one exchange ---- */

/* Called with the request line, before libmicrohttpd decodes the target in place. The result is the
 * request's state. */
static void *on_request_line(void *context, const char *target, struct MHD_Connection *connection)
{
    struct http_server *server = context;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    size_t size = target ? strlen(target) : 0;
    struct exchange *exchange = malloc(sizeof(*exchange) + size + 1);

    if (!exchange)
        abort();
    memset(exchange, 0, sizeof(*exchange));
    memcpy(exchange->received, target ? target : "", size + 1);
    exchange->target_size = size;
    exchange->server = server;
    exchange->connection = connection;
    exchange->deadline = info->socket_context;
    exchange->request.id = server->next_id++;
    exchange->request.started = clock_steady();
    exchange->request.method = HTTP_OTHER;
    exchange->request.method_name = "";
    exchange->request.target = exchange->request.path = exchange->request.query = "";
    deadline_set(exchange->deadline, exchange->request.started + server->header_time);
    atomic_fetch_add(&server->under_way_count, 1);
    return exchange;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code)
{
    struct http_server *server = context;
    struct exchange *exchange = *state;

    (void)connection;
    if (!exchange)
        return;
    exchange->request.aborted = code != MHD_REQUEST_TERMINATED_COMPLETED_OK;
    if (exchange->answer) {
        exchange->request.status = http_answer_status(exchange->answer);
        if (exchange->request.method != HTTP_HEAD)
            exchange->request.sent_size = (int64_t)http_answer_size(exchange->answer);
    }
    if (exchange->begun)
        server->app.done(server->app.context, &exchange->request);
    deadline_set(exchange->deadline, clock_steady() + server->idle_time);
    http_answer_release(exchange->answer);
    buf_done(&exchange->request.body);
    arena_done(&exchange->request.arena);
    free(exchange);
    *state = NULL;
    atomic_fetch_sub(&server->under_way_count, 1);
}

static enum MHD_Result send_answer(struct exchange *exchange)
{
    struct http_answer *answer = exchange->answer;

    deadline_set(exchange->deadline,
                 transfer_end(exchange, clock_steady(), (int64_t)http_answer_size(answer)));
    return MHD_queue_response(exchange->connection, (unsigned)http_answer_status(answer),
                              http_answer_response(answer));
}

/* Answer before the body: libmicrohttpd then reads nothing more from this connection and closes it.
 */
static enum MHD_Result refuse_now(struct exchange *exchange, int status, const char *reason)
{
    const struct http_app *app = &exchange->server->app;

    exchange->answer = app->refuse(app->context, &exchange->request, status, reason);
    return send_answer(exchange);
}

void http_reply(struct http_request *request, struct http_answer *answer)
{
    struct exchange *exchange = exchange_of(request);
    struct MHD_Connection *connection = exchange->connection;

    assert(!exchange->answer);
    exchange->answer = answer;
    if (atomic_fetch_or(&exchange->reply_state, REPLIED) & SUSPENDED)
        MHD_resume_connection(connection);
}

static void suspend(struct exchange *exchange)
{
    MHD_suspend_connection(exchange->connection);
    if (atomic_fetch_or(&exchange->reply_state, SUSPENDED) & REPLIED)
        MHD_resume_connection(exchange->connection);
}

void http_take_body(struct http_request *request, size_t maximum)
{
    struct exchange *exchange = exchange_of(request);

    exchange->sink = SINK_MEMORY;
    exchange->sink_max = (int64_t)maximum;
    buf_init(&request->body, maximum);
}

void http_take_file(struct http_request *request, int fd, int64_t maximum)
{
    struct exchange *exchange = exchange_of(request);

    exchange->sink = SINK_FILE;
    exchange->sink_fd = fd;
    exchange->sink_max = maximum;
}

void http_wait(struct http_request *request)
{
    exchange_of(request)->waits = true;
}

const char *http_peer(struct http_request *request)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(
        exchange_of(request)->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    char *text = arena_alloc(&request->arena, INET6_ADDRSTRLEN);
    const void *bytes;

    if (!address || (address->sa_family != AF_INET && address->sa_family != AF_INET6))
        return "";
    bytes = address->sa_family == AF_INET
                ? (const void *)&((const struct sockaddr_in *)(const void *)address)->sin_addr
                : (const void *)&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    return inet_ntop(address->sa_family, bytes, text, INET6_ADDRSTRLEN) ? text : "";
}

/* Path and query of the target. "http://host/path" counts when host is what Host says; false: it is
 * not. */
static bool split_target(struct exchange *exchange)
{
    struct http_request *request = &exchange->request;
    const char *target = exchange->received;
    const char *question;

    if (strncasecmp(target, "http://", 7) == 0) {
        const char *host = target + 7;
        const char *host_end = host + strcspn(host, "/?");
        const char *named = request->head.values[HTTP_HOST];

        if (!named || strlen(named) != (size_t)(host_end - host) ||
            strncasecmp(named, host, (size_t)(host_end - host)) != 0)
            return false;
        target = *host_end == '/' ? host_end : "/";
    }
    if (*target != '/' && strcmp(target, "*") != 0)
        return false;
    question = strchr(target, '?');
    request->target = request->path = target;
    request->path_size = question ? (size_t)(question - target) : strlen(target);
    request->query = question ? question + 1 : "";
    return true;
}

/* The request line in memory is `method␀target␀version`: anything between them was a second blank.
 */
static bool check_head(struct exchange *exchange, const char *method, const char *version,
                       struct http_refusal *refusal)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    const char *expected = method + strlen(method) + 1 + exchange->target_size + 1;
    size_t line_size = (size_t)(version - method);

    *refusal = (struct http_refusal){ .status = 400, .reason = "the request line is malformed" };
    if (version != expected || info->header_size <= line_size)
        return false;
    /* The memory is libmicrohttpd's own read buffer, handed out as const; the guard trims values in
     * it. */
    return http_target_check(exchange->received, exchange->target_size, refusal) &&
           http_head_check((char *)(uintptr_t)version, info->header_size - line_size,
                           &exchange->request.head, refusal);
}

static enum MHD_Result begin(struct exchange *exchange, const char *method, const char *version)
{
    struct http_request *request = &exchange->request;
    const struct http_app *app = &exchange->server->app;
    struct http_refusal refusal;

    exchange->begun = true;
    request->method_name = method;
    request->method = method_find(method);
    if (!check_head(exchange, method, version, &refusal))
        return refuse_now(exchange, refusal.status, refusal.reason);
    if (!split_target(exchange))
        return refuse_now(exchange, 400, "the URL is neither a path nor an http URL of this host");
    app->begin(app->context, request);
    if (!request->head.has_body) {
        deadline_set(exchange->deadline, 0);
        return MHD_YES; /* libmicrohttpd calls again at once; answering there keeps the connection
                         */
    }
    if (exchange->answer)
        return send_answer(exchange); /* before the body: it is not read, the connection ends */
    if (exchange->sink == SINK_NONE)
        return refuse_now(exchange, 413, "this request takes no body");
    if (request->head.content_length > exchange->sink_max)
        return refuse_now(exchange, 413, "the body is larger than this request may have");
    deadline_set(exchange->deadline, transfer_end(exchange, clock_steady(), 0));
    return MHD_YES;
}

static void sink_fail(struct exchange *exchange, int status, const char *reason)
{
    exchange->sink_status = status;
    exchange->sink_reason = reason;
}

/* False: enough was read of a body that nobody keeps; the connection is closed. */
static bool keep_body(struct exchange *exchange, const char *bytes, size_t size)
{
    struct http_request *request = &exchange->request;
    struct err err = { 0 };

    request->body_size += (int64_t)size;
    deadline_set(exchange->deadline, transfer_end(exchange, request->started, request->body_size));
    if (exchange->sink_status == 0 && request->body_size > exchange->sink_max)
        sink_fail(exchange, 413, "the body is larger than this request may have");
    if (exchange->sink_status != 0)
        return request->body_size <= exchange->sink_max + DISCARD_MAX;
    if (exchange->sink == SINK_MEMORY)
        buf_add(&request->body, bytes, size);
    else if (!file_write_all(exchange->sink_fd, bytes, size, "upload", &err))
        sink_fail(exchange, 507, "there is no room on the disk for the body");
    err_done(&err);
    return true;
}

/* Body complete (or none): to a worker, unless it was answered in begin or waits for somebody.
 * False: answered already; true: libmicrohttpd calls again when it is. */
static bool dispatch(struct exchange *exchange)
{
    const struct http_app *app = &exchange->server->app;
    struct http_request *request = &exchange->request;

    exchange->dispatched = true;
    if (exchange->sink_status != 0) {
        http_reply(request, app->refuse(app->context, request, exchange->sink_status,
                                        exchange->sink_reason));
        return false;
    }
    if (atomic_load(&exchange->reply_state) & REPLIED)
        return false;
    deadline_set(exchange->deadline, 0);
    suspend(exchange);
    if (!exchange->waits && !pool_submit(exchange->server->pool, exchange))
        http_reply(request, app->refuse(app->context, request, 503,
                                        "too many requests are waiting for a worker"));
    return true;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **state)
{
    struct exchange *exchange = *state;

    (void)context;
    (void)connection;
    (void)url;
    if (!exchange->begun)
        return begin(exchange, method, version);
    if (*upload_size > 0) {
        size_t size = *upload_size;

        *upload_size = 0;
        return keep_body(exchange, upload, size) ? MHD_YES : MHD_NO;
    }
    if (!exchange->dispatched && dispatch(exchange))
        return MHD_YES;
    return send_answer(exchange);
}

static void run_job(void *context, void *job, size_t worker)
{
    struct http_server *server = context;
    struct exchange *exchange = job;

    if (atomic_load(&server->cutting))
        http_reply(&exchange->request, server->app.refuse(server->app.context, &exchange->request,
                                                          503, "the server is being stopped"));
    else
        server->app.work(server->app.context, &exchange->request, worker);
}

/* ---- life ---- */

static bool start_daemon(struct http_server *server, const struct http_server_options *options,
                         struct err *err)
{
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;

    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET, options->listen_fd,
        MHD_OPTION_CONNECTION_LIMIT, options->connection_max, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)POOL_SIZE, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)options->idle_seconds,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, on_request_line, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, server, MHD_OPTION_END);
    if (!server->daemon)
        return err_set(err, ERR_UPSTREAM, "start the HTTP server: libmicrohttpd refuses");
    return true;
}

bool http_server_start(const struct http_server_options *options, struct http_server **out,
                       struct err *err)
{
    struct http_server *server = calloc(1, sizeof(*server));

    if (!server)
        abort();
    server->app = options->app;
    server->header_time = (int64_t)options->header_seconds * SECOND;
    server->idle_time = (int64_t)options->idle_seconds * SECOND;
    if (getrandom(&server->next_id, sizeof(server->next_id), 0) < 0)
        server->next_id = (uint64_t)clock_now(); /* ids only need to differ */
    if (!deadlines_new(&server->deadlines, err) ||
        !pool_new(options->worker_count, LIMIT_REQUEST_QUEUE, run_job, server, &server->pool,
                  err) ||
        !start_daemon(server, options, err)) {
        close(options->listen_fd);
        http_server_stop(server);
        return false;
    }
    *out = server;
    return true;
}

void http_server_quiesce(struct http_server *server)
{
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);

    if (listener != MHD_INVALID_SOCKET)
        close(listener);
}

bool http_server_is_idle(struct http_server *server)
{
    return atomic_load(&server->under_way_count) == 0;
}

void http_server_stop(struct http_server *server)
{
    if (!server)
        return;
    atomic_store(&server->cutting, true);
    pool_free(server->pool); /* every suspended request is replied to, so libmicrohttpd may stop */
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    deadlines_free(server->deadlines);
    free(server);
}

size_t http_server_connection_count(struct http_server *server)
{
    return atomic_load(&server->connection_count);
}

size_t http_server_waiting_count(struct http_server *server)
{
    return pool_waiting_count(server->pool);
}

size_t http_server_running_count(struct http_server *server)
{
    return pool_running_count(server->pool);
}
