/* SPDX-License-Identifier: Apache-2.0 */
/* map.h -- one delivery: raw files in, FOCUS charges out.
 *
 * Recognises the format by the header, binds the columns by name, runs the format's SQL and leaves
 * in the output directory charge.parquet, tag_set.parquet, tag_value.parquet and, when rows had to
 * be left out, reject.csv. Nothing is synced or published, no catalogue is touched: that is run/'s
 * work. What cannot be read at all is an error that names the file and says what to do; what was
 * read but must be looked at by a person first is a message of level HOLD.
 */
#ifndef CENTAVO_MAPPING_MAP_H
#define CENTAVO_MAPPING_MAP_H

#include "base/arena.h"
#include "base/err.h"
#include "mapping/format.h"

#include <stdatomic.h>
#include <stdint.h>

/* Raised whenever the rules change the charges that the same bytes give. */
#define MAPPING_VERSION "1"

enum date_order { DATE_ORDER_UNKNOWN, DATE_ORDER_DAY_FIRST, DATE_ORDER_MONTH_FIRST };

struct mapping_file {
    const char *path; /* where the bytes are */
    const char *name; /* what the user called it; for messages */
    const char *kind; /* what its manifest or the caller says it is, "actual", "amortized"; NULL:
                         its rows must tell */
};

/* A key of the configuration that a mapping may ask for. */
struct mapping_setting {
    const char *name;
    const char *value; /* NULL: not set */
};

/* Charges of another delivery that counts: a row of an append feed may stand there already. */
struct mapping_earlier {
    const char *path; /* of its charge.parquet */
    int32_t first_charge_day;
    int32_t last_charge_day;
};

struct mapping_job {
    const struct mapping_file
        *files; /* all parts of the delivery, in order: sys_file_no counts from 1 */
    size_t file_count;
    const char *output_directory;   /* exists and is empty */
    const char *temp_directory;     /* exists; where DuckDB spills */
    const char *const *directories; /* what DuckDB may read and write: the two above and where files
                                       lie; NULL at the end */
    int64_t memory_limit;           /* bytes for DuckDB */
    int threads;
    int64_t delivery_id; /* becomes sys_delivery_id */
    int64_t produced_at; /* microseconds: which months were closed then; 0: now */
    const char
        *default_currency; /* for files without a currency column; NULL: such files are refused */
    enum date_order date_order; /* for dates such as 01/02/2025; UNKNOWN: files with nothing but
                                   such are refused */
    const struct mapping_setting *settings; /* NULL: none */
    size_t setting_count;
    /* Asked once the format is known to be SCOPE_OBJECT, for what counts of the same feed; may be
     * NULL. The list comes from the arena. */
    bool (*earlier)(void *context, const struct format *format, struct arena *arena,
                    struct mapping_earlier **list, size_t *count, struct err *err);
    /* Called for the paths of that list whose charges are looked into, before they are: may make
     * the file. NULL: the files are there. */
    bool (*earlier_file)(void *context, const char *path, struct err *err);
    void *earlier_context;
    const atomic_bool *cancel; /* may be NULL; set: the run fails soon with ERR_USAGE "cancelled" */
    void (*progress)(void *context, int64_t bytes_done, int64_t bytes_total, int64_t row_count);
    void *progress_context; /* progress may be NULL; it is called from any thread, one at a time */
};

enum mapping_level {
    MAPPING_NOTE,    /* worth knowing */
    MAPPING_WARNING, /* probably wrong in the bill */
    MAPPING_HOLD     /* the delivery may not become active before a person has looked */
};

struct mapping_message {
    enum mapping_level level;
    const char *rule; /* "AWS-NET"; stable */
    const char *text; /* one line for a person */
};

struct mapping_total {
    const char *currency;
    const char
        *control; /* the provider's total, exact: summed over the raw text, not over the charges */
    const char *control_stored; /* the same with each row rounded to 12 decimals; what the charges
                                   must add up to */
    const char *control_billed; /* the part of control_stored that the bill asks for now; the rest
                                   is paid by a purchase elsewhere. NULL: all of it */
    const char *control_effective; /* what effective must add up to; NULL: the bill does not say */
    const char *billed;            /* sums over the stored charges, 12 decimals */
    const char *effective;
    const char *list;
    const char *contracted;
    int64_t row_count; /* raw rows with this currency */
    int64_t charge_count;
};

/* Raw rows that a named rule left out or folded into others, per currency. */
struct mapping_drop {
    const char *rule; /* "AWS-NEGATION" */
    const char *currency;
    const char *cost; /* their part of control_stored, 12 decimals */
    int64_t row_count;
};

/* A billing month (SCOPE_MONTH, SCOPE_OBJECT) or a day (SCOPE_DAY) that the delivery covers,
 * ascending. Day numbers as in clock.h. */
struct mapping_scope {
    int32_t start;
    int32_t end; /* first day after it */
    int64_t charge_count;
    int32_t first_charge_day;
    int32_t last_charge_day;
};

/* What a scope holds of one billing account, in one currency. */
struct mapping_account {
    int32_t scope_start;
    const char *provider_name; /* "" where the bill names none */
    const char *billing_account_id;
    const char *invoice_issuer_name;
    const char *currency;
    const char *billed; /* 12 decimals */
    const char *effective;
    int64_t charge_count;
};

struct mapping_result {
    struct arena arena; /* owns everything below */
    const struct format *format;
    const char *format_version; /* "1.2" for FOCUS, else "" */
    const char *mapping_version;
    const char *kind;   /* of formats whose months come as two datasets: "actual", "amortized", or
                           "both" (complete without another); NULL: there is one dataset */
    const char *layout; /* SHAPE_ROLES and SHAPE_WIDE: the header's names, so that a feed is known
                           again; else NULL */

    const char *charge_path; /* always there, also for no charges at all */
    const char *tag_set_path;
    const char *tag_value_path;
    const char *reject_path; /* NULL when no row was rejected */

    int64_t row_count;    /* raw rows read, rejected ones included */
    int64_t mapped_count; /* raw rows that became one or more charges */
    int64_t
        dropped_count; /* raw rows left out by a rule: row_count = mapped + dropped + rejected */
    int64_t rejected_count;
    int64_t charge_count;

    struct mapping_total *totals; /* by currency, ascending */
    size_t total_count;
    struct mapping_drop *drops;
    size_t drop_count;
    struct mapping_scope *scopes;
    size_t scope_count;
    struct mapping_account *accounts; /* by scope */
    size_t account_count;
    const char **provider_names; /* distinct, ascending */
    size_t provider_count;
    const char **billing_account_ids; /* distinct, ascending */
    size_t billing_account_count;
    struct mapping_message *messages;
    size_t message_count;
    bool is_held; /* some message has level HOLD */
};

/* On failure out is left empty, and the output directory may hold unfinished files. */
MUST_CHECK bool mapping_run(const struct mapping_job *job, struct mapping_result *out,
                            struct err *err);
void mapping_result_done(struct mapping_result *result);

#endif
