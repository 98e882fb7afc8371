/* SPDX-License-Identifier: Apache-2.0 */
/* config.h -- one table of keys: what may be configured, by which flag, environment variable or
 * line of the file.
 *
 * Order: flag, then environment (CENTAVO_<KEY>), then the YAML file (--config FILE, CENTAVO_CONFIG,
 * ./centavo.yaml when it exists), then the default. An unknown key or a value that does not fit is
 * ERR_USAGE and names where it stands.
 */
#ifndef CENTAVO_CONFIG_CONFIG_H
#define CENTAVO_CONFIG_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/place.h"

#include <stdint.h>

struct config {
    struct place place; /* where data lives: keys home and database_url */
    enum log_level log_level;
    const char *listen;           /* address and port of the HTTP server */
    int64_t memory_limit;         /* bytes for the engine of a run */
    int threads;                  /* of a run; 0: one per core */
    const char *default_currency; /* for bills without a currency column; NULL: they are refused */
    const char *date_order;       /* "day-first", "month-first" or NULL */
    const char *oci_commitment;   /* Oracle subscriptions paid by bought credits; NULL: none */
    const char *gcp_commitment;   /* what Google's commitments cover per day; NULL: not known */
    int guard_drop_percent;       /* a month that loses more is held; 0: never */
    int lock_wait;                /* seconds that a run waits for another one of its source */
    const char *closed_month;     /* "hold" or "accept": what a change of a closed month leads to */
    int staged_days;              /* an incomplete delivery is given up after so many */
    const char *allowed_hosts;    /* comma list of further Host names; NULL: none */
    int64_t upload_limit;         /* bytes of one uploaded bill */
    int shutdown_seconds;         /* how long a stopping server waits for requests under way */
};

enum config_kind {
    CONFIG_TEXT,
    CONFIG_URL,
    CONFIG_SIZE,
    CONFIG_COUNT,
    CONFIG_PERCENT,
    CONFIG_LOG_LEVEL
};

struct config_key {
    const char *name; /* "memory_limit": key of the file; CENTAVO_MEMORY_LIMIT; --memory-limit */
    const char *fallback; /* default as text; NULL: not set */
    const char *help;
    enum config_kind kind;
    size_t offset;       /* in struct config */
    const char *allowed; /* "a|b" or NULL */
};

extern const struct config_key config_keys[];
extern const size_t config_key_count;

/* A flag of the command line: key name ("memory_limit") and value. */
struct config_flag {
    const char *name;
    const char *value;
};

/* config_path: --config or NULL. Values come from the arena. */
MUST_CHECK bool config_load(const char *config_path, const struct config_flag *flags,
                            size_t flag_count, struct arena *arena, struct config *out,
                            struct err *err);

/* The parser of the YAML file alone, for tests and fuzzing: calls set for every key and value. */
MUST_CHECK bool config_parse(const char *bytes, size_t size, const char *name,
                             bool (*set)(void *context, const char *key, const char *value,
                                         size_t line, struct err *err),
                             void *context, struct err *err);

/* The value in force as text; NULL when not set. The password of a URL is not shown. */
const char *config_value(const struct config *config, const struct config_key *key,
                         struct arena *arena);

#endif
