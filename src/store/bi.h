/* SPDX-License-Identifier: Apache-2.0 */
/* bi.h -- the schema bi: what other programs read of a server installation.
 *
 * Views over what counts, with the names of the table of columns and its words as comments, so that
 * neither can say anything else than the table does. A view keeps its columns and their order; a
 * later version only adds some at its end.
 */
#ifndef CENTAVO_STORE_BI_H
#define CENTAVO_STORE_BI_H

#include "store/db.h"

/* Makes the schema and its views, or makes them what this version says they are. Inside a
 * transaction, when the tables are those of this version. */
MUST_CHECK bool bi_make(struct db *db, struct err *err);

/* Lets a role read the views, also those to come, and nothing else. No such role is ERR_MISSING;
 * one that may do more already is ERR_CONFLICT. */
MUST_CHECK bool bi_add_reader(struct db *db, const char *role, struct err *err);

#endif
