/* SPDX-License-Identifier: Apache-2.0 */
#include "api/metrics.h"

#include "api/route.h"
#include "api/service.h"
#include "base/clock.h"
#include "run/delivery.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Statuses that are told apart; the last one stands for all others. 0: the client left before an
 * answer. */
static const int statuses[] = { 200, 201, 202, 204, 304, 400, 403, 404, 405, 406, 409, 413,
                                414, 415, 421, 422, 431, 500, 501, 503, 507, 0,   -1 };

/* Upper ends in microseconds. */
static const int64_t bounds[] = { 100,   250,    500,    1000,   2500,    5000,    10000,   25000,
                                  50000, 100000, 250000, 500000, 1000000, 2500000, 10000000 };

struct route_metrics {
    atomic_int_fast64_t counts[ARRAY_COUNT(statuses)];
    atomic_int_fast64_t buckets[ARRAY_COUNT(bounds)]; /* not cumulative */
    atomic_int_fast64_t microseconds;
    atomic_int_fast64_t total;
};

struct metrics {
    atomic_int_fast64_t sent_size;
    int64_t started;
    size_t route_count;
    struct route_metrics routes[]; /* the last counts requests without a route */
};

struct metrics *metrics_new(void)
{
    size_t route_count = route_number(NULL);
    struct metrics *metrics =
        calloc(1, sizeof(*metrics) + (route_count + 1) * sizeof(metrics->routes[0]));

    if (!metrics)
        abort();
    metrics->route_count = route_count;
    metrics->started = clock_now();
    return metrics;
}

void metrics_free(struct metrics *metrics)
{
    free(metrics);
}

static void add(atomic_int_fast64_t *counter, int64_t value)
{
    atomic_fetch_add_explicit(counter, value, memory_order_relaxed);
}

static int64_t get(atomic_int_fast64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_count(struct metrics *metrics, size_t route, int status, int64_t microseconds,
                   int64_t sent_size)
{
    struct route_metrics *row = &metrics->routes[route];
    size_t i = 0;

    while (i + 1 < ARRAY_COUNT(statuses) && statuses[i] != status)
        i++;
    add(&row->counts[i], 1);
    for (i = 0; i < ARRAY_COUNT(bounds) && microseconds > bounds[i]; i++)
        ;
    if (i < ARRAY_COUNT(bounds))
        add(&row->buckets[i], 1);
    add(&row->microseconds, microseconds);
    add(&row->total, 1);
    add(&metrics->sent_size, sent_size);
}

/* ---- the page ---- */

static void head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void one(struct buf *out, const char *name, const char *type, const char *help,
                int64_t value)
{
    head(out, name, type, help);
    buf_printf(out, "%s %" PRId64 "\n", name, value);
}

static void seconds(struct buf *out, int64_t microseconds)
{
    buf_printf(out, "%" PRId64 ".%06" PRId64, microseconds / 1000000, microseconds % 1000000);
}

/* `method="GET",route="/api/v1/costs"` */
static void labels(struct buf *out, size_t route)
{
    const struct route *row = route_at(route);

    if (row)
        buf_printf(out, "method=\"%s\",route=\"%s\"", method_name(row->method), row->path);
    else
        buf_add_text(out, "method=\"\",route=\"none\"");
}

static void print_requests(struct metrics *metrics, struct buf *out)
{
    head(out, "centavo_http_requests_total", "counter",
         "Requests by route and status; status 0: the client left before the answer.");
    for (size_t route = 0; route <= metrics->route_count; route++) {
        for (size_t i = 0; i < ARRAY_COUNT(statuses); i++) {
            int64_t count = get(&metrics->routes[route].counts[i]);

            if (count == 0)
                continue;
            buf_add_text(out, "centavo_http_requests_total{");
            labels(out, route);
            if (statuses[i] < 0)
                buf_printf(out, ",status=\"other\"} %" PRId64 "\n", count);
            else
                buf_printf(out, ",status=\"%d\"} %" PRId64 "\n", statuses[i], count);
        }
    }
}

static void print_histogram(struct route_metrics *row, size_t route, struct buf *out)
{
    int64_t sum = 0;

    for (size_t i = 0; i < ARRAY_COUNT(bounds); i++) {
        sum += get(&row->buckets[i]);
        buf_add_text(out, "centavo_http_request_duration_seconds_bucket{");
        labels(out, route);
        buf_add_text(out, ",le=\"");
        seconds(out, bounds[i]);
        buf_printf(out, "\"} %" PRId64 "\n", sum);
    }
    buf_add_text(out, "centavo_http_request_duration_seconds_bucket{");
    labels(out, route);
    buf_printf(out, ",le=\"+Inf\"} %" PRId64 "\n", get(&row->total));
    buf_add_text(out, "centavo_http_request_duration_seconds_sum{");
    labels(out, route);
    buf_add_text(out, "} ");
    seconds(out, get(&row->microseconds));
    buf_add_text(out, "\ncentavo_http_request_duration_seconds_count{");
    labels(out, route);
    buf_printf(out, "} %" PRId64 "\n", get(&row->total));
}

static void print_durations(struct metrics *metrics, struct buf *out)
{
    head(out, "centavo_http_request_duration_seconds", "histogram",
         "Time from the request line to the last byte of the answer, by route.");
    for (size_t route = 0; route <= metrics->route_count; route++) {
        if (get(&metrics->routes[route].total) > 0)
            print_histogram(&metrics->routes[route], route, out);
    }
}

static void print_cache(struct service *service, struct buf *out)
{
    struct cache_counts counts = cache_count(service->cache);

    one(out, "centavo_cache_hits_total", "counter", "Answers taken from the cache.",
        counts.hit_count);
    one(out, "centavo_cache_misses_total", "counter", "Answers that had to be computed.",
        counts.miss_count);
    one(out, "centavo_cache_waits_total", "counter",
        "Requests that waited for the same answer being computed for another.", counts.wait_count);
    one(out, "centavo_cache_entries", "gauge", "Answers in the cache.", counts.entry_count);
    one(out, "centavo_cache_bytes", "gauge", "Memory that the cached answers take.", counts.size);
}

static void print_server(struct service *service, struct buf *out)
{
    struct http_server *server = atomic_load(&service->server);

    if (server) {
        one(out, "centavo_http_connections", "gauge", "Open connections.",
            (int64_t)http_server_connection_count(server));
        one(out, "centavo_http_queue_length", "gauge", "Requests that wait for a worker.",
            (int64_t)http_server_waiting_count(server));
        one(out, "centavo_http_workers_busy", "gauge", "Workers that are answering a request.",
            (int64_t)http_server_running_count(server));
    }
    one(out, "centavo_http_workers", "gauge", "Workers.", (int64_t)service->worker_count);
    one(out, "centavo_http_sent_bytes_total", "counter", "Bytes of answers' bodies.",
        get(&service->metrics->sent_size));
}

static void print_catalogue(struct service *service, const struct service_facts *facts,
                            struct buf *out)
{
    one(out, "centavo_data_version", "gauge",
        "Version of the active data; grows with each activation.",
        atomic_load(&service->data_version));
    head(out, "centavo_deliveries", "gauge", "Deliveries by state.");
    for (size_t i = 0; i < ARRAY_COUNT(delivery_states); i++)
        buf_printf(out, "centavo_deliveries{state=\"%s\"} %" PRId64 "\n", delivery_states[i],
                   facts->delivery_counts[i]);
    head(out, "centavo_last_activation_timestamp_seconds", "gauge",
         "When a delivery last became active, in seconds since 1970; 0: never.");
    buf_add_text(out, "centavo_last_activation_timestamp_seconds ");
    seconds(out, facts->last_activation);
    buf_add_char(out, '\n');
}

static int64_t resident_size(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    long long total = 0;
    long long resident = 0;

    if (!file)
        return 0;
    if (fscanf(file, "%lld %lld", &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

void metrics_print(struct service *service, const struct service_facts *facts, struct buf *out)
{
    print_requests(service->metrics, out);
    print_durations(service->metrics, out);
    print_server(service, out);
    print_cache(service, out);
    print_catalogue(service, facts, out);
    one(out, "process_resident_memory_bytes", "gauge", "Resident memory of the process.",
        resident_size());
    head(out, "process_start_time_seconds", "gauge",
         "When the process started, in seconds since 1970.");
    buf_add_text(out, "process_start_time_seconds ");
    seconds(out, service->metrics->started);
    buf_add_char(out, '\n');
    head(out, "centavo_build_info", "gauge", "Always 1; the version is in the label.");
    buf_printf(out, "centavo_build_info{version=\"%s\"} 1\n", CENTAVO_VERSION);
}
