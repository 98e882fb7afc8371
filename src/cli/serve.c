/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/serve.h"

#include "api/app.h"
#include "api/question.h"
#include "api/service.h"
#include "api/upload.h"
#include "base/limits.h"
#include "http/listen.h"
#include "run/sweep.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { HEADER_SECONDS = 10, IDLE_SECONDS = 60 };

/* Every connection is a file; many systems start programs with room for 1024. */
static void raise_file_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); /* without it fewer connections are accepted at a time */
}

/* SIGTERM and SIGINT wait for sigwait; a client that left is an error of write, not a signal.
 * Before any thread starts. */
static void hold_signals(sigset_t *set)
{
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    pthread_sigmask(SIG_BLOCK, set, NULL);
}

static void sweep_first(const struct invocation *invocation)
{
    struct sweep_result result;
    struct err err = { 0 };

    /* When another process is at work here, it is not yet time to sweep. */
    if (!sweep(&invocation->config->place, &result, &err))
        log_event(&invocation->log, LOG_WARNING, "sweep.skipped",
                  (struct log_field[]){ LOG_TEXT("error", err_text(&err)), LOG_END });
    else if (result.removed_count > 0 || result.settled_count > 0)
        log_event(&invocation->log, LOG_INFO, "sweep.done",
                  (struct log_field[]){ LOG_INT("removed_count", result.removed_count),
                                        LOG_INT("removed_bytes", result.removed_bytes),
                                        LOG_INT("settled_count", result.settled_count), LOG_END });
    err_done(&err);
}

/* Wait for a signal, then let what is under way come to its end. A second signal, or the deadline,
 * ends the wait. */
static void run_until_stopped(const struct invocation *invocation, struct service *service,
                              const sigset_t *signals)
{
    const struct timespec step = { .tv_nsec = 100 * 1000000L };
    int steps = invocation->config->shutdown_seconds * 10;
    int number = 0;
    bool idle = false;

    while (sigwait(signals, &number) != 0)
        ;
    log_event(&invocation->log, LOG_INFO, "server.stopping",
              (struct log_field[]){ LOG_TEXT("signal", number == SIGTERM ? "SIGTERM" : "SIGINT"),
                                    LOG_END });
    http_server_quiesce(service->server);
    for (int i = 0; i < steps && !idle; i++) {
        idle = http_server_is_idle(service->server) && uploads_are_idle(service->uploads);
        if (!idle && sigtimedwait(signals, NULL, &step) > 0)
            break;
    }
    if (!idle)
        log_event(&invocation->log, LOG_WARNING, "server.cut", (struct log_field[]){ LOG_END });
    question_cut_all(service);
}

static bool start(struct invocation *invocation, const struct http_listener *listener,
                  struct service **service, struct err *err)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct service_options options = { .config = invocation->config,
                                       .log = invocation->log,
                                       .worker_count = cores > 1 ? (size_t)cores : 1,
                                       .address = listener->address,
                                       .is_loopback = listener->is_loopback };
    struct http_server_options server = { .listen_fd = listener->fd,
                                          .worker_count = options.worker_count,
                                          .connection_max = LIMIT_CONNECTION_COUNT,
                                          .header_seconds = HEADER_SECONDS,
                                          .idle_seconds = IDLE_SECONDS };
    struct http_server *started;

    if (!service_open(&options, service, err)) {
        close(listener->fd);
        return false;
    }
    server.app = app_of(*service);
    if (!http_server_start(&server, &started, err))
        return false;
    atomic_store(&(*service)->server, started);
    return true;
}

static bool serve(struct invocation *invocation, struct err *err)
{
    struct http_listener listener;
    struct service *service = NULL;
    sigset_t signals;

    raise_file_limit();
    hold_signals(&signals);
    if (!http_listen(invocation->arena, invocation->config->listen, &listener, err))
        return false;
    sweep_first(invocation);
    if (!start(invocation, &listener, &service, err)) {
        service_close(service);
        return false;
    }
    if (!listener.is_loopback)
        log_event(&invocation->log, LOG_WARNING, "server.open_to_the_network",
                  (struct log_field[]){
                      LOG_TEXT("address", listener.address),
                      LOG_TEXT("meaning", "whoever reaches this address may read and upload"),
                      LOG_END });
    fprintf(invocation->out, "centavo serves http://%s\n", listener.address);
    fflush(invocation->out);
    run_until_stopped(invocation, service, &signals);
    http_server_stop(service->server);
    service_close(service);
    log_event(&invocation->log, LOG_INFO, "server.stopped", (struct log_field[]){ LOG_END });
    return true;
}

const struct command cmd_serve = {
    .name = "serve",
    .args = "",
    .help = "Serve the page and the REST interface.",
    .text = "Listens on --listen ADDR:PORT (port 0: any free one) and prints the address. Requests "
            "are logged on standard "
            "error, one JSON object a line. SIGTERM and SIGINT let requests under way come to "
            "their end, for at most "
            "--shutdown-seconds, and then stop the server with status 0. There is no login yet: on "
            "an address that "
            "others can reach, everyone may read and upload.",
    .run = serve,
};
