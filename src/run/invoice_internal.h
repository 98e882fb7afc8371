/* SPDX-License-Identifier: Apache-2.0 */
/* invoice_internal.h -- what invoice.c and invoice_json.c share. */
#ifndef CENTAVO_RUN_INVOICE_INTERNAL_H
#define CENTAVO_RUN_INVOICE_INTERNAL_H

#include "run/invoice.h"

/* The dimensions that the grain's JSON names become values of their own; and the other way round,
 * for lines that came without such JSON. */
MUST_CHECK bool invoice_grain_read(struct invoice_line *line, struct arena *arena, struct err *err);
void invoice_grain_write(struct invoice_line *line, struct arena *arena);

/* A json_t on one line, from the arena. */
const char *invoice_json_text(const void *value, struct arena *arena);

#endif
