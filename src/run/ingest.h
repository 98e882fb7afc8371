/* SPDX-License-Identifier: Apache-2.0 */
/* ingest.h -- one delivery from its bytes to an active version: land, map, check, roll up,
 * activate.
 *
 * Whatever happens, a delivery is either active as a whole or nothing of it counts: the last step
 * is one transaction of the catalogue, and all files are complete and on disk before it. What a
 * bill is guilty of is a result (state rejected or held, with a message); false is returned for
 * what only the machine or the caller can mend.
 */
#ifndef CENTAVO_RUN_INGEST_H
#define CENTAVO_RUN_INGEST_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"
#include "config/config.h"

#include <stdatomic.h>
#include <stdint.h>

enum ingest_phase {
    INGEST_LANDING,
    INGEST_MAPPING,
    INGEST_CHECKING,
    INGEST_ROLLING_UP,
    INGEST_ACTIVATING,
    INGEST_DONE
};

struct ingest_progress {
    enum ingest_phase phase;
    int64_t bytes_done; /* of the phase; both 0 where a phase has no bytes */
    int64_t bytes_total;
    int64_t row_count;
};

struct ingest_job {
    const struct config *config;
    const char *path;            /* a file, or a directory with the manifest of an export */
    const char *name;            /* what the user calls it; NULL: path */
    const struct period *period; /* one of several deliveries of a directory (bundle_periods) */
    const char *const *together; /* several files that are one delivery, NULL at the end; NULL: path
                                    is all */
    int64_t again; /* the landed files of this delivery are mapped again; path is NULL. 0: no */
    const char *source; /* name of the feed; NULL: from format and billing account */
    const char
        *currency; /* for a bill without a currency column; NULL: config's default_currency */
    const char *date_order;    /* "day-first", "month-first"; NULL: config's date_order */
    int64_t produced_at;       /* microseconds; 0: from the manifest, else now */
    bool move;                 /* path lies below the home and may be taken away (an upload) */
    const atomic_bool *cancel; /* may be NULL */
    void (*progress)(void *context,
                     const struct ingest_progress *progress); /* may be NULL; any thread */
    void *progress_context;
};

struct ingest_total {
    const char *currency;
    const char *control; /* the provider's own total, exact */
    const char *stored;  /* billed_cost of the stored charges */
};

struct ingest_result {
    struct arena arena; /* owns everything below */
    int64_t delivery_id;
    const char *name;
    const char *source; /* NULL when the file was not understood */
    const char *format; /* NULL when the file was not recognised */
    const char *state;  /* "active", "held", "rejected", "duplicate", "superseded", "staged" */
    const char *message;
    const char **billing_periods; /* "2026-10", ascending */
    size_t billing_period_count;
    int64_t row_count;
    int64_t charge_count;
    int64_t rejected_count;
    struct ingest_total *totals; /* by currency */
    size_t total_count;
};

/* Whether what the job says of its bills can be meant: a source has a name, a currency is a code,
 * the order of dates is one of two. ERR_USAGE. */
MUST_CHECK bool ingest_job_check(const struct ingest_job *job, struct err *err);

MUST_CHECK bool ingest(const struct ingest_job *job, struct ingest_result *out, struct err *err);
void ingest_result_done(struct ingest_result *result);

/* Nothing needs a person: the delivery counts, or its bytes did already. */
bool ingest_result_is_fine(const struct ingest_result *result);

/* One object: delivery_id, source, format, state, billing_periods, charge_count, rejected_count,
 * control_total, stored_total, message. */
void ingest_result_json(const struct ingest_result *result, struct json *json);

const char *ingest_phase_name(enum ingest_phase phase); /* "mapping" */

#endif
