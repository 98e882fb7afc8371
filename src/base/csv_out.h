/* SPDX-License-Identifier: Apache-2.0 */
/* csv_out.h -- one cell of a CSV file of ours. */
#ifndef CENTAVO_BASE_CSV_OUT_H
#define CENTAVO_BASE_CSV_OUT_H

#include "base/buf.h"

/* RFC 4180. An empty text is "", nothing at all is no value. A text that a spreadsheet would take
 * for a formula gets ' in front of it; a number may begin with a minus. */
void csv_cell(struct buf *out, const char *text, size_t size, bool is_text);

#endif
