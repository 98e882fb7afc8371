/* SPDX-License-Identifier: Apache-2.0 */
/* simple.h -- tables that are no provider's export: one column per role, or one per service or
 * account.
 *
 * Roles are found by usual names (sql/mapping/csv_simple.sql lists them). Two columns that could
 * both be the date or the cost are a question, not a guess.
 */
#ifndef CENTAVO_MAPPING_SIMPLE_H
#define CENTAVO_MAPPING_SIMPLE_H

#include "mapping/bind.h"
#include "mapping/format.h"
#include "mapping/map.h"
#include "mapping/raw.h"
#include "mapping/steps.h"

MUST_CHECK bool simple_bind(const struct format *format, const struct recipe *recipe,
                            const char *const *names, size_t name_count, struct arena *arena,
                            struct binding *out, struct err *err);

/* What the SQL of the simple formats needs to know beside the rows. */
MUST_CHECK bool simple_slots(struct steps *steps, const struct format *format,
                             const struct raw *raw, const struct binding *bindings,
                             const struct mapping_job *job, struct err *err);

#endif
