/* SPDX-License-Identifier: Apache-2.0 */
/* home_lock.h -- who is at work in an installation, whatever process or machine it runs on.
 *
 * Any number of runs, or one sweep, which takes away what nothing refers to. Of the runs for one
 * source one is at work at a time. Of the runs that add an object to an append feed, or a half to a
 * pair, one is at work at a time, since each must know the rows of the others; a decision about
 * such a delivery waits for them, too.
 *
 * A home_lock belongs to one run, sweep or decision and holds what that has taken until it is
 * closed, or its process dies. Embedded: locks on HOME/run.lock, source.lock and append.lock.
 * Server: advisory locks of a database connection of its own, so that no transaction ends them.
 */
#ifndef CENTAVO_RUN_HOME_LOCK_H
#define CENTAVO_RUN_HOME_LOCK_H

#include "base/err.h"
#include "base/place.h"

#include <stdatomic.h>

struct home_lock;

/* Takes nothing yet. place is kept and must live as long as the lock. */
struct home_lock *home_lock_new(const struct place *place);
void home_lock_close(struct home_lock *lock); /* gives everything back; NULL is fine */
void home_lock_closep(struct home_lock **lock);

/* A run: waits for a sweep to end. */
MUST_CHECK bool home_lock_run(struct home_lock *lock, struct err *err);

/* A sweep: ERR_BUSY at once when a run is at work. */
MUST_CHECK bool home_lock_sweep(struct home_lock *lock, struct err *err);

/* A run for a source: waits so many seconds for another one to end, then ERR_BUSY. cancel (may be
 * NULL): when it is set the wait ends with ERR_USAGE "cancelled". Once per home_lock. */
MUST_CHECK bool home_lock_source(struct home_lock *lock, const char *source, int wait_seconds,
                                 const atomic_bool *cancel, struct err *err);

/* A run that adds an object to an append feed, or a half to a pair, or a decision about one: waits
 * for the others of its kind, and for none when it holds the lock already. */
MUST_CHECK bool home_lock_append(struct home_lock *lock, struct err *err);

/* Whether all that was taken is still held: a connection may have been cut since, and then somebody
 * else may be at work. ERR_UPSTREAM when not. */
MUST_CHECK bool home_lock_held(struct home_lock *lock, struct err *err);

#endif
