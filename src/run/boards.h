/* SPDX-License-Identifier: Apache-2.0 */
/* boards.h -- several saved views on one page. Whose they are, and their versions: as with
 * saved_views.h.
 *
 * A board names its views. One that was removed, or that is private to somebody else, stays on the
 * board as an item without a view, and the item says why; the two cannot be told apart.
 */
#ifndef CENTAVO_RUN_BOARDS_H
#define CENTAVO_RUN_BOARDS_H

#include "run/saved_views.h"

/* {"items":[…]}: what the viewer may see, by name; of their items the number alone. */
MUST_CHECK bool boards_json(struct catalogue *catalogue, const char *viewer, struct json *json,
                            struct err *err);

/* One board with its items and their views. ERR_MISSING when there is none for this viewer. */
MUST_CHECK bool board_json(struct catalogue *catalogue, const char *viewer, const char *board_id,
                           const struct saved_view_check *check, struct json *json,
                           struct err *err);

/* Every view must be one that the viewer sees, or stand on the board already: ERR_USAGE with the
 * item at fault in *parameter (arena). */
MUST_CHECK bool board_add(struct catalogue *catalogue, const char *viewer,
                          const struct board *board, struct arena *arena, const char **board_id,
                          const char **parameter, struct err *err);

/* As saved_view_set. */
MUST_CHECK bool board_set(struct catalogue *catalogue, const char *viewer,
                          const struct board *board, struct arena *arena, int64_t *present,
                          const char **parameter, struct err *err);

/* Its views stay. */
MUST_CHECK bool board_remove(struct catalogue *catalogue, const char *viewer, const char *board_id,
                             struct err *err);

#endif
