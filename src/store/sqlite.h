/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite.h -- SQLite in the process: keeps the state. Several processes may have the same file
 * open. */
#ifndef CENTAVO_STORE_SQLITE_H
#define CENTAVO_STORE_SQLITE_H

#include "store/db.h"

/* Opens or creates the file: WAL, foreign keys on, a commit is on disk when it returns, a writer
 * waits up to 30 s for another. */
MUST_CHECK bool sqlite_connect(const char *path, struct db **out, struct err *err);

#endif
