/* SPDX-License-Identifier: Apache-2.0 */
/* unit.h -- what every unit test includes: cmocka with what it wants before it, and a fresh
 * directory. */
#ifndef CENTAVO_TESTS_UNIT_H
#define CENTAVO_TESTS_UNIT_H

#include "base/err.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A call that must succeed; its error is the failure's message. Needs `struct err err`. */
#define assert_done(call)                                                                          \
    do {                                                                                           \
        if (!(call))                                                                               \
            fail_msg("%s", err_text(&err));                                                        \
    } while (0)

/* A new empty directory; directory_remove takes it away. */
static inline char *fresh_directory(void)
{
    const char *base = getenv("TMPDIR");
    char *path = NULL;

    if (asprintf(&path, "%s/centavo-test-XXXXXX", base ? base : "/tmp") < 0 || !mkdtemp(path))
        fail_msg("no directory to test in");
    return path;
}

static inline void drop_directory(char *path)
{
    struct err err = { 0 };

    assert_done(directory_remove(path, &err));
    free(path);
}

#endif
