/* SPDX-License-Identifier: Apache-2.0 */
/* scratch_duck.h -- a small DuckDB for one question to a file of the home, or to our own tables. */
#ifndef CENTAVO_RUN_SCRATCH_DUCK_H
#define CENTAVO_RUN_SCRATCH_DUCK_H

#include "store/duck.h"

/* Both are the caller's to close, the connection first. It reads below the home alone. */
MUST_CHECK bool scratch_duck_open(const char *home, struct duck **duck, struct db **db,
                                  struct err *err);

#endif
