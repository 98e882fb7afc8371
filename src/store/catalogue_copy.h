/* SPDX-License-Identifier: Apache-2.0 */
/* catalogue_copy.h -- the state of an embedded installation becomes that of a server.
 *
 * From the beginning to the end nobody else opens the database: its schema looks newer than any
 * program knows. All tables come in one transaction, at the end; what is interrupted before it
 * leaves a database that answers nothing, and can be begun again.
 */
#ifndef CENTAVO_STORE_CATALOGUE_COPY_H
#define CENTAVO_STORE_CATALOGUE_COPY_H

#include "store/db.h"

struct catalogue_copy;

struct catalogue_copied {
    int64_t table_count;
    int64_t row_count;
};

/* Whether catalogue_copy_open could take the database: it is reached, and holds nothing that no
 * copy has left there. An empty database is left empty. */
MUST_CHECK bool catalogue_copy_check(const char *database_url, struct err *err);

/* Makes the schema in the database and takes it. ERR_CONFLICT when it holds something that no copy
 * has left there. from: a catalogue of SQLite, in a transaction that keeps others from changing it;
 * it must live as long. */
MUST_CHECK bool catalogue_copy_open(struct db *from, const char *database_url,
                                    struct catalogue_copy **out, struct err *err);
void catalogue_copy_close(struct catalogue_copy *copy); /* NULL is fine */
void catalogue_copy_closep(struct catalogue_copy **copy);

/* Is the delivery's whole load of charges there, from a copy that was interrupted? */
MUST_CHECK bool catalogue_copy_has(struct catalogue_copy *copy, int64_t delivery_id, bool *out,
                                   struct err *err);

/* Every row of every table, compared with what was read; what counted counts; the database can be
 * opened. Whole or not at all. */
MUST_CHECK bool catalogue_copy_finish(struct catalogue_copy *copy, struct catalogue_copied *out,
                                      struct err *err);

/* After finish: it was no true copy after all, and nobody is to open it. */
MUST_CHECK bool catalogue_copy_withdraw(struct catalogue_copy *copy, struct err *err);

#endif
