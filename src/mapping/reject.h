/* SPDX-License-Identifier: Apache-2.0 */
/* reject.h -- the rows that were left out because something in them cannot be read, in a CSV file
 * for a person.
 *
 * The file (file_no,row_no,column,reason) comes into being with the first row. Safe from several
 * threads; only the first LIMIT_REJECT_COUNT rows are written, all are counted. Rows come in no
 * particular order.
 */
#ifndef CENTAVO_MAPPING_REJECT_H
#define CENTAVO_MAPPING_REJECT_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct reject;

struct reject *reject_new(const char *path);
void reject_free(struct reject *reject);

/* column may be NULL. A file that cannot be written is reported by reject_finish. */
void reject_add(struct reject *reject, int64_t file_no, int64_t row_no, const char *column,
                size_t column_size, const char *reason, size_t reason_size);

/* The first row that was added, for a message: "row 1 of file 1, billed_cost: not a number: x".
 * NULL: none. */
const char *reject_first(const struct reject *reject);

/* Close the file. count: all rows that were added; 0 means there is no file. */
MUST_CHECK bool reject_finish(struct reject *reject, int64_t *count, struct err *err);

#endif
