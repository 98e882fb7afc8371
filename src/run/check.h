/* SPDX-License-Identifier: Apache-2.0 */
/* check.h -- the invariants of a delivery, each a file in sql/check/, run on its charges. */
#ifndef CENTAVO_RUN_CHECK_H
#define CENTAVO_RUN_CHECK_H

#include "mapping/map.h"
#include "store/db.h"

enum outcome { OUTCOME_PASSED, OUTCOME_NOTE, OUTCOME_WARNING, OUTCOME_FAILED };

struct finding {
    const char *rule; /* "INV-08" */
    enum outcome outcome;
    int64_t failing_count;
    const char *detail; /* the first failing row in words; "" when passed */
    bool is_acceptable; /* a person may let the delivery count in spite of it */
};

struct findings {
    struct finding *list; /* from the arena */
    size_t count;
    size_t failed_count;
};

const char *outcome_name(enum outcome outcome); /* "failed" */

/* One more; a failed one is counted. The list grows in the arena. */
void findings_add(struct findings *findings, const struct finding *finding, struct arena *arena);

/* duck: a connection that may read the charges. The mapping's own messages come first in the list.
 */
MUST_CHECK bool check_delivery(struct db *duck, const struct mapping_result *mapped,
                               const char *charge_path, struct arena *arena, struct findings *out,
                               struct err *err);

/* `read_parquet('path')`, from the arena: what {{charge}} of a check or rollup stands for. */
char *parquet_relation(struct arena *arena, const char *path);

#endif
