/* SPDX-License-Identifier: Apache-2.0 */
/* home_lock.h -- who is at work in a home: any number of runs, or one sweep.
 *
 * A run holds HOME/run.lock shared from its first file to its last; a sweep, which takes away what
 * nothing refers to, holds it alone. Of the runs that add an object to an append feed, or a half to
 * a pair, one is at work at a time, since each must know the rows of the others: HOME/append.lock,
 * which a decision about such a delivery takes too.
 * The kernel frees the lock of a process that dies.
 */
#ifndef CENTAVO_RUN_HOME_LOCK_H
#define CENTAVO_RUN_HOME_LOCK_H

#include "base/err.h"

/* A run: waits for a sweep to end. *lock is a descriptor that file_close gives back. */
MUST_CHECK bool home_lock_run(const char *home, int *lock, struct err *err);

/* A run that adds an object to an append feed, or a half to a pair: waits for the others of its
 * kind. */
MUST_CHECK bool home_lock_append(const char *home, int *lock, struct err *err);

/* A sweep: ERR_BUSY at once when a run is at work. */
MUST_CHECK bool home_lock_sweep(const char *home, int *lock, struct err *err);

#endif
