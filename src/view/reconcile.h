/* SPDX-License-Identifier: Apache-2.0 */
/* reconcile.h -- the bills of a month against the invoices of that month, and the difference split
 * into named causes.
 *
 * A cause is named with an amount only where that is certain: something is on one side alone, days
 * or charges are missing or double beyond doubt, or the difference is the sum of named parts in one
 * way only. All else stays unexplained, with the evidence there is beside it. Causes and the
 * unexplained rest add up to the difference (focus-model.md 6 REC-01 to REC-05, 12).
 */
#ifndef CENTAVO_VIEW_RECONCILE_H
#define CENTAVO_VIEW_RECONCILE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "view/dataset.h"

#include <stdint.h>

/* Money is exact decimal text. NULL where a side does not exist. */
struct reconcile_group {
    const char *category_group; /* "pre_tax", "tax", "credit" */
    const char *billed;
    const char *invoiced;
    const char *delta;
    const char *class;
    int64_t charge_count;
};

struct reconcile_cause {
    const char *cause; /* "missing_days" */
    const char *amount;
    const char *detail;
    int64_t line_count;
};

/* A line of the invoice, or charges without one, that differ. */
struct reconcile_line {
    const char *texts[11]; /* in the order of reconcile_line_names */
    int64_t charge_count;
    const char *cause; /* "unexplained"; several are separated by ", " */
};

struct reconcile_evidence {
    const char *kind;
    const char *detail;
    const char *likely; /* an estimate; NULL */
};

struct reconcile_acceptance {
    const char *reason; /* NULL: nobody has accepted */
    const char *by;
    const char *at;
};

struct reconcile_unit {
    int64_t unit_no;
    const char *issuer;
    const char *account;
    const char *invoice_id;  /* NULL: the whole account is compared */
    const char *invoice_ids; /* of the lines; NULL */
    const char *currency;
    const char *sources; /* NULL: no bill */
    int64_t charge_count;
    const char *billed;
    const char *invoiced;
    const char *delta; /* bills less invoice */
    const char *tolerance;
    const char *class; /* "exact" "within_tolerance" "different" "no_invoice" "no_charges" */
    const char *unexplained;
    struct reconcile_acceptance acceptance;
    struct reconcile_group *groups;
    size_t group_count;
    struct reconcile_cause *causes;
    size_t cause_count;
    struct reconcile_line *lines;
    size_t line_count;
    struct reconcile_evidence *evidence;
    size_t evidence_count;
};

struct reconciliation {
    const char *month; /* "2026-10" */
    int64_t data_version;
    const char
        *class;     /* the gravest of the units'; "empty" when there is neither bill nor invoice */
    bool may_close; /* every unit agrees, is within tolerance or was accepted (REC-05) */
    struct reconcile_unit *units;
    size_t unit_count;
};

extern const char *const reconcile_line_names[11];

/* month: its first day. All from the arena. */
MUST_CHECK bool view_reconcile(struct snapshot *snapshot, int32_t month, struct arena *arena,
                               struct reconciliation *out, struct err *err);

/* The one unit with this issuer, account, invoice, currency; what is NULL is not asked. ERR_MISSING
 * when there is none with a difference, ERR_USAGE when there are several. */
MUST_CHECK bool reconciliation_choose(const struct reconciliation *reconciliation,
                                      const char *issuer, const char *account,
                                      const char *invoice_id, const char *currency,
                                      const struct reconcile_unit **out, struct err *err);

void reconciliation_json(const struct reconciliation *reconciliation, struct json *json);

#endif
