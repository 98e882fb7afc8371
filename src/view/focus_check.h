/* SPDX-License-Identifier: Apache-2.0 */
/* focus_check.h -- does a file keep the rules of FOCUS? The rules are the files of sql/focus_rule/.
 *
 * Reads any FOCUS file of cost and usage, ours or another's, without taking it in. What FOCUS's own
 * validator tests and what it does not (sums, what belongs together) are both here, as far as one
 * file can show it.
 */
#ifndef CENTAVO_VIEW_FOCUS_CHECK_H
#define CENTAVO_VIEW_FOCUS_CHECK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "focus/column.h"

#include <stdint.h>

struct focus_rule_result {
    const char *rule;   /* "not_null" */
    const char *column; /* NULL: about several */
    const char *help;
    enum focus_version since; /* first version with the rule */
    bool is_warning;          /* bills break it without being wrong */
    int64_t violation_count;
    const char *sample_rows; /* "3, 17"; 0 is the file as a whole; NULL: no violation */
    const char *detail;      /* the first in words; NULL */
};

struct focus_check_result {
    enum focus_version version;
    int64_t row_count;
    struct focus_rule_result *results; /* every rule that was asked, from the arena */
    size_t result_count;
    size_t broken_count; /* rules that are broken */
    size_t warning_count;
};

struct focus_check_job {
    const char *path;           /* ends in .parquet, or is CSV, plain or .gz */
    enum focus_version version; /* FOCUS_NONE: what its columns look like */
    const char *temp_directory; /* where the engine may spill */
    int64_t memory_limit;
};

MUST_CHECK bool focus_check(const struct focus_check_job *job, struct arena *arena,
                            struct focus_check_result *out, struct err *err);

/* {"focus_version":...,"rules":[...]} */
void focus_check_json(const struct focus_check_result *result, struct json *json);

#endif
