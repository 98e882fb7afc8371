/* SPDX-License-Identifier: Apache-2.0 */
#include "run/scratch_duck.h"

#include "base/limits.h"
#include "store/catalogue.h"

bool scratch_duck_open(const char *home, struct duck **duck, struct db **db, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *const directories[] = { home, NULL };
    const struct duck_options options = { .directories = directories,
                                          .memory_limit = 64 * MIB,
                                          .threads = 1,
                                          .temp_directory = home_spill(&arena, home) };

    return duck_open(&options, duck, err) && duck_connect(*duck, db, err);
}
