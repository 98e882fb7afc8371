/* SPDX-License-Identifier: Apache-2.0 */
/* verify.h -- read everything again and prove that files, catalogue, rollups and totals agree.
 *
 * Every landed file still has its hash; every file of ours has its hash; the charges of every
 * version add up to what the catalogue says, per currency, to the last decimal; every rollup adds
 * up to its charges; every scope has its count; the table charge of a server has what counts, and
 * nothing else. And what no single delivery shows: over the term of a commitment no more is
 * recognised than was paid upfront, and nothing of it is lost (INV-15).
 */
#ifndef CENTAVO_RUN_VERIFY_H
#define CENTAVO_RUN_VERIFY_H

#include "config/config.h"

#include <stdint.h>

struct verify_result {
    int64_t delivery_count;
    int64_t file_count;
    int64_t byte_count;
    int64_t problem_count;
};

/* problem is called with one line for each disagreement. False only when verifying itself could not
 * be done. */
MUST_CHECK bool verify(const struct config *config,
                       void (*problem)(void *context, const char *line), void *context,
                       struct verify_result *out, struct err *err);

#endif
