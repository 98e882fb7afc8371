/* SPDX-License-Identifier: Apache-2.0 */
/* scopes.h -- which scopes of which delivery count: the rules of replacing (focus-model.md 11.3).
 *
 * Everything here is a part of a transaction that the caller has begun, and ends with a new data
 * version when anything that counts has changed.
 */
#ifndef CENTAVO_RUN_SCOPES_H
#define CENTAVO_RUN_SCOPES_H

#include "store/catalogue.h"

/* The checked scopes of a delivery count from now on, except where one that was produced later
 * does. reason: a word of data_change. *is_active: at least one of its scopes counts. */
MUST_CHECK bool scopes_count(struct catalogue *catalogue, int64_t delivery_id, const char *reason,
                             int64_t now, bool *is_active, struct err *err);

/* Nothing of a delivery counts any more; what counted before it does again. The delivery's own
 * state is the caller's to set, first. */
MUST_CHECK bool scopes_withdraw(struct catalogue *catalogue, int64_t delivery_id, int64_t now,
                                struct err *err);

/* The priorities or roles of sources have changed: which of two feeds of the same money counts? */
MUST_CHECK bool scopes_rank(struct catalogue *catalogue, struct err *err);

#endif
