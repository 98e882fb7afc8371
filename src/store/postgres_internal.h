/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_internal.h -- what the files of the PostgreSQL door share. Included in store/ alone. */
#ifndef CENTAVO_STORE_POSTGRES_INTERNAL_H
#define CENTAVO_STORE_POSTGRES_INTERNAL_H

#include "store/db_driver.h"
#include "store/postgres.h"

#include <libpq-fe.h>
#include <pthread.h>

struct postgres_rows;

struct postgres_db {
    struct db base;
    char *url;
    PGconn *handle;
    bool in_transaction; /* after the last command that ended; stays when the connection breaks */
    bool keeps_session;
    struct postgres_rows *reading; /* whose rows are not all here yet; NULL: none */
    unsigned notice_count;         /* that came on this connection; they are not kept */

    pthread_mutex_t lock; /* of what follows: another thread may interrupt */
    PGcancel *cancel;
    bool is_busy; /* a command is running, so that an interrupt meets no later one */
};

/* Ready for a command: what was being read is taken in, a connection that broke while idle is made
 * again. */
MUST_CHECK bool postgres_ready(struct postgres_db *db, const char *name, struct err *err);

/* Has the server said something that nobody asked for? */
bool postgres_is_readable(const struct postgres_db *db);

void postgres_set_busy(struct postgres_db *db, bool is_busy);

/* A command ended: remember whether the transaction is still open. */
void postgres_ended(struct postgres_db *db);

/* What PostgreSQL said, as an error. result may be NULL: the connection's own. Returns false. */
bool postgres_failed(const struct postgres_db *db, const PGresult *result, const char *name,
                     struct err *err);

/* The row part of the driver. */
bool postgres_query(struct db *base, const char *name, const char *text, const struct param *params,
                    size_t param_count, struct rows **out, struct err *err);
void postgres_rows_take(struct postgres_rows *rows);    /* read all the rest into memory */
void postgres_rows_abandon(struct postgres_rows *rows); /* their connection closes */

#endif
