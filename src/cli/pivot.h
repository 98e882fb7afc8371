/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.h -- the answer of a pivot as one that table.h prints: a row has one label, indented by its
 * depth, and its cells are members under what their columns are called. */
#ifndef CENTAVO_CLI_PIVOT_H
#define CENTAVO_CLI_PIVOT_H

#include "base/arena.h"
#include "base/buf.h"

MUST_CHECK bool pivot_flatten(const char *text, size_t size, struct arena *arena, struct buf *out,
                              struct err *err);

#endif
