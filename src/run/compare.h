/* SPDX-License-Identifier: Apache-2.0 */
/* compare.h -- what one delivery says beside what others say of the same months or days.
 *
 * The daily rollups of both sides are put into the table part_cost of the engine (sql/life/), where
 * guards and differences are asked for. Nothing of it is kept.
 */
#ifndef CENTAVO_RUN_COMPARE_H
#define CENTAVO_RUN_COMPARE_H

#include "base/arena.h"
#include "store/db.h"

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
    size_t capacity;
};

void compare_add(struct comparison *comparison, struct arena *arena,
                 const struct compare_part *part);

/* Make part and part_cost in this connection, once. duck may read below home. Without parts nothing
 * is made. */
MUST_CHECK bool compare_load(struct db *duck, const char *home, const struct comparison *comparison,
                             struct arena *arena, struct err *err);

/* "'HOME/charge/3/<file>', 'HOME/charge/4/<file>'": the deliveries of one side, or of both with
 * COMPARE_BOTH; each once. */
enum { COMPARE_BOTH = -1 };
const char *compare_paths(const char *home, const struct comparison *comparison, int side,
                          const char *file, struct arena *arena);

#endif
