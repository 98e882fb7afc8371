/* SPDX-License-Identifier: Apache-2.0 */
/* server.h -- HTTP/1.1 on libmicrohttpd; knows nothing of cost.
 *
 * One thread waits on all sockets and never runs anything slow; a fixed number of workers does the
 * work. A request goes header read, framing checked ─► begin (server's thread) ─► body, if any ─►
 * work (a worker) ─► answer sent ─► done begin may answer at once, which is how cached answers and
 * static files leave without touching a worker. When the queue to the workers is full, the answer
 * is `busy` (the application makes it).
 *
 * Connections have a deadline in each phase (header, body, answer, idle), so that a client that
 * drips bytes is dropped.
 */
#ifndef CENTAVO_HTTP_SERVER_H
#define CENTAVO_HTTP_SERVER_H

#include "base/arena.h"
#include "http/answer.h"
#include "http/framing.h"

enum http_method {
    HTTP_GET,
    HTTP_HEAD,
    HTTP_POST,
    HTTP_PUT,
    HTTP_PATCH,
    HTTP_DELETE,
    HTTP_OPTIONS,
    HTTP_OTHER
};

struct http_request {
    /* From before begin to after done. */
    enum http_method method;
    const char *method_name;
    const char *target; /* path and query as received; of an absolute URL only this part */
    const char *path;   /* the part of target before '?', still percent-encoded */
    size_t path_size;
    const char *query; /* the part behind '?'; "" when there is none */
    struct http_head head;
    uint64_t id;        /* no other request of this process has it */
    int64_t started;    /* clock_steady */
    struct arena arena; /* memory for whoever has the request in hand */
    void *state;        /* the application's own */
    /* From work on: what arrived. */
    struct buf body;
    int64_t body_size; /* in memory or in the file */
    /* In done. */
    int status;        /* 0: no answer was sent */
    int64_t sent_size; /* of the answer's body */
    bool aborted;      /* the client left, or a deadline passed, before everything was sent */
};

/* What the application provides. begin and done are called on the server's thread and must not wait
 * for anything. */
struct http_app {
    void *context;
    /* Call http_reply, or http_take_body / http_take_file when there is a body to come, or nothing.
     */
    void (*begin)(void *context, struct http_request *request);
    /* worker: 0 to worker_count-1. http_reply is called here, or later from any thread. */
    void (*work)(void *context, struct http_request *request, size_t worker);
    void (*done)(void *context, struct http_request *request);
    /* An answer for a request that the server itself refuses: bad framing, body too large, queue
     * full. */
    struct http_answer *(*refuse)(void *context, const struct http_request *request, int status,
                                  const char *reason);
};

struct http_server_options {
    int listen_fd; /* from http_listen; belongs to the server from now on */
    size_t worker_count;
    unsigned connection_max;
    int header_seconds; /* first byte, or end of the last answer plus idle_seconds, to the end of
                           the header */
    int idle_seconds;   /* of a kept-alive connection; of a stalled body or answer */
    struct http_app app;
};

struct http_server;

MUST_CHECK bool http_server_start(const struct http_server_options *options,
                                  struct http_server **out, struct err *err);

/* Take no more connections. Those that are there may still finish what they are at. */
void http_server_quiesce(struct http_server *server);

/* No request is under way. */
bool http_server_is_idle(struct http_server *server);

/* Cut what is left, end all threads. NULL is fine. */
void http_server_stop(struct http_server *server);

size_t http_server_connection_count(struct http_server *server);
size_t http_server_waiting_count(
    struct http_server *server); /* requests in the queue to the workers */
size_t http_server_running_count(struct http_server *server); /* requests at work */

/* ---- for the application ---- */

/* Answer the request; takes over one reference. Once per request. Outside begin the request may be
 * gone afterwards. */
void http_reply(struct http_request *request, struct http_answer *answer);

/* In begin: how much body this request may have (default 0), kept in memory. */
void http_take_body(struct http_request *request, size_t maximum);

/* In begin: the body goes to fd, which stays the application's and must be open until done. */
void http_take_file(struct http_request *request, int fd, int64_t maximum);

/* In begin: no worker is needed; somebody will call http_reply. */
void http_wait(struct http_request *request);

/* The client's address without port, from the request's arena. */
const char *http_peer(struct http_request *request);

#endif
