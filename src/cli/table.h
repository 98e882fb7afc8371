/* SPDX-License-Identifier: Apache-2.0 */
/* table.h -- a JSON answer as a table for people.
 *
 * Money is rounded to cents and stands to the right; a program that wants all decimals asks for
 * JSON or CSV. What the answer says about itself (period, currencies left out, more pages) becomes
 * a line above or below.
 */
#ifndef CENTAVO_CLI_TABLE_H
#define CENTAVO_CLI_TABLE_H

#include "base/buf.h"

MUST_CHECK bool table_print(const char *answer, size_t size, struct buf *out, struct err *err);

/* The same with a sentence of the caller's for an answer without items. */
MUST_CHECK bool table_print_or(const char *answer, size_t size, const char *nothing,
                               struct buf *out, struct err *err);

#endif
