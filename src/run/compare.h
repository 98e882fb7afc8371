/* SPDX-License-Identifier: Apache-2.0 */
/* compare.h -- what one delivery says beside what others say of the same months or days.
 *
 * The daily rollups of both sides are put into the table part_cost of the engine (sql/life/), where
 * guards and differences are asked for. Nothing of it is kept.
 */
#ifndef CENTAVO_RUN_COMPARE_H
#define CENTAVO_RUN_COMPARE_H

#include "base/arena.h"
#include "store/warehouse.h"

#include <stdint.h>

enum compare_side { COMPARE_OLD, COMPARE_NEW };

struct compare_part {
    enum compare_side side;
    int64_t delivery_id;
    const char *scope_key;
    int32_t start; /* days, half-open */
    int32_t end;
    bool is_closed;
};

struct comparison {
    struct compare_part *parts; /* from the arena */
    size_t count;
};

void compare_add(struct comparison *comparison, struct arena *arena,
                 const struct compare_part *part);

/* Make part and part_cost in this connection of the warehouse, once. Without parts nothing is made.
 */
MUST_CHECK bool compare_load(struct db *engine, struct warehouse *warehouse,
                             const struct comparison *comparison, struct arena *arena,
                             struct err *err);

/* The deliveries of one side, or of both with COMPARE_BOTH; each once. From the arena. */
enum { COMPARE_BOTH = -1 };
const int64_t *compare_deliveries(const struct comparison *comparison, int side,
                                  struct arena *arena, size_t *count);

#endif
