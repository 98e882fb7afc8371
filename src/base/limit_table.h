/* SPDX-License-Identifier: Apache-2.0 */
/* limit_table.h -- the list of limits.h as rows, for who wants to show them. `make lint` compares
 * the two. */
#ifndef CENTAVO_BASE_LIMIT_TABLE_H
#define CENTAVO_BASE_LIMIT_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct limit {
    const char *name; /* "request_body" of LIMIT_REQUEST_BODY */
    int64_t value;
    const char *unit; /* "bytes", or what is counted */
    const char *help;
};

extern const struct limit limits[];
extern const size_t limit_count;

#endif
