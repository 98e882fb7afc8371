/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.h -- counts of requests, as Prometheus reads them (text format 0.0.4). */
#ifndef CENTAVO_API_METRICS_H
#define CENTAVO_API_METRICS_H

#include "base/buf.h"

#include <stdint.h>

struct metrics;
struct service;

/* One set of counters per route, and one for requests without a route. */
struct metrics *metrics_new(void);
void metrics_free(struct metrics *metrics);

/* route: its number, or how many there are. Cheap; one thread only. */
void metrics_count(struct metrics *metrics, size_t route, int status, int64_t microseconds,
                   int64_t sent_size);

/* The whole page. From any thread. */
struct service_facts;
void metrics_print(struct service *service, const struct service_facts *facts, struct buf *out);

#endif
