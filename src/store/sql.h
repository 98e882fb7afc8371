/* SPDX-License-Identifier: Apache-2.0 */
/* sql.h -- SQL texts, and how text may enter one.
 *
 * Every text is a .sql file; tools/embed makes `sql_<folder>_<file>` of `sql/<folder>/<file>.sql`
 * (declared in the generated sql_files.h). Values are parameters. What cannot be a parameter (a
 * file name, a column picked from our own tables) goes into a slot, `{{name}}`, filled by sql_fill
 * with text that our code made and quoted: never with text of a request.
 */
#ifndef CENTAVO_STORE_SQL_H
#define CENTAVO_STORE_SQL_H

#include "base/buf.h"

struct sql {
    const char *name; /* "view/cost_by_service" */
    const char *text;
};

struct sql_slot {
    const char *name;
    const char *text;
};

/* Copy the template to out with every {{slot}} replaced. A slot of the template without a text is
 * ERR_BUG. */
MUST_CHECK bool sql_fill(const struct sql *template, const struct sql_slot *slots,
                         size_t slot_count, struct buf *out, struct err *err);

void sql_quote_text(struct buf *out, const char *text); /* 'it''s' */
void sql_quote_name(struct buf *out, const char *name); /* "a ""b""" */

#endif
