/* SPDX-License-Identifier: Apache-2.0 */
/* copy.h -- an embedded installation moves into an empty PostgreSQL database.
 *
 * Everything that answers depend on is copied: the catalogue, and the charges of every delivery,
 * whether it counts or not. Landed bills stay in the home, which the server goes on using. The
 * installation can be asked meanwhile but not changed; the database cannot be opened before all of
 * it is there and was compared. A copy that was interrupted is begun again and finds what was
 * loaded.
 */
#ifndef CENTAVO_RUN_COPY_H
#define CENTAVO_RUN_COPY_H

#include "config/config.h"

#include <stdint.h>

struct copy;

struct copy_result {
    int64_t delivery_count; /* with charges */
    int64_t found_count;    /* of them were there, from a copy that was interrupted */
    int64_t charge_count;
    int64_t table_count; /* of the catalogue */
    int64_t row_count;
};

/* Whether a copy could begin: the database can be reached and is empty, or has a copy that was
 * interrupted. */
MUST_CHECK bool copy_check(const struct config *to, struct err *err);

/* from: of the embedded installation. to: the same but for its database_url, which is empty or has
 * a copy that was interrupted. told is called with a line about each delivery. Both installations
 * stay as they are until copy_close. */
MUST_CHECK bool copy_installation(const struct config *from, const struct config *to,
                                  void (*told)(void *context, const char *line), void *context,
                                  struct copy **out, struct copy_result *result, struct err *err);

/* It was no true copy: nobody is to open it. */
MUST_CHECK bool copy_withdraw(struct copy *copy, struct err *err);

void copy_close(struct copy *copy); /* NULL is fine */
void copy_closep(struct copy **copy);

#endif
