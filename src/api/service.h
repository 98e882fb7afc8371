/* SPDX-License-Identifier: Apache-2.0 */
/* service.h -- centavo behind HTTP: what all requests share.
 *
 * Owns the dataset, a catalogue connection per worker, the answer cache, uploads and metrics, and a
 * thread that notices within a tenth of a second that the data version has changed, whichever
 * process changed it.
 */
#ifndef CENTAVO_API_SERVICE_H
#define CENTAVO_API_SERVICE_H

#include "api/access_log.h"
#include "api/cache.h"
#include "api/guard.h"
#include "api/metrics.h"
#include "base/log.h"
#include "config/config.h"
#include "store/catalogue.h"
#include "view/view.h"

#include <pthread.h>
#include <stdatomic.h>

struct page;
struct uploads;

struct service_options {
    const struct config *config; /* must outlive the service */
    struct log log;
    size_t worker_count;
    const char *address; /* "127.0.0.1:8080" */
    bool is_loopback;
};

/* The question that a worker is answering, so that it can be ended. Under the service's lock. */
struct running_question {
    struct view_call *call; /* NULL: none */
    int64_t end;            /* clock_steady */
    bool was_cut;
};

struct service {
    const struct config *config;
    struct log log;
    struct access_log *access_log;
    struct guard_rules guard;
    size_t worker_count;
    struct arena arena;
    struct dataset *dataset;
    struct catalogue **catalogues; /* one per worker, and one for the watching thread */
    struct cache *cache;
    struct metrics *metrics;
    struct uploads *uploads;
    struct page *page;
    _Atomic(struct http_server *)
        server; /* NULL until it runs, which is after the first requests may come */
    atomic_int_fast64_t data_version;
    atomic_int_fast64_t ready_until; /* clock_steady; service_is_ready */
    atomic_bool stopping;
    pthread_t watcher;
    bool watches;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct running_question *running; /* one per worker */
};

struct service_facts {
    int64_t delivery_counts[8]; /* by delivery_states */
    int64_t last_activation;    /* microseconds; 0: never */
};

MUST_CHECK bool service_open(const struct service_options *options, struct service **out,
                             struct err *err);
void service_close(struct service *service); /* after the server; NULL is fine */

/* Could the catalogue be read a moment ago? Neither when it fails nor when it hangs. Any thread. */
bool service_is_ready(struct service *service);

/* Read the data version and forget cached answers when it changed. By any thread with its own
 * catalogue. */
MUST_CHECK bool service_notice(struct service *service, struct catalogue *catalogue,
                               struct err *err);

MUST_CHECK bool service_facts_read(struct catalogue *catalogue, struct service_facts *out,
                                   struct err *err);

#endif
