/* SPDX-License-Identifier: Apache-2.0 */
/* postgres.h -- a PostgreSQL server behind db.h: state and charges of a server installation.
 *
 * Times are UTC, names are looked up in the schema centavo, nothing is compiled just in time. A
 * parameter is sent as text without a type, so it takes the type of what it stands beside: a date
 * is 2026-10-31 and a time 2026-10-31T00:00:00.000000Z, as in SQLite, which compares as text with a
 * TEXT column and as a time with a DATE or TIMESTAMP column. Where nothing says a type, the SQL has
 * to, and the same everywhere: CAST($1 AS bigint) IS NULL OR n = $1. Parameters that a text does
 * not use may be given.
 *
 * Rows are read as they are asked for, so an answer of any size needs the memory of one row.
 * Another query on the same connection while rows are being read first takes the rest of them into
 * memory: for small answers only.
 *
 * A connection that broke while nothing was going on is made again, once, when the next query or
 * transaction begins; what broke amid a transaction fails with ERR_UPSTREAM until db_rollback, and
 * so does the query that was running: it is never asked twice.
 */
#ifndef CENTAVO_STORE_POSTGRES_H
#define CENTAVO_STORE_POSTGRES_H

#include "store/db.h"

/* Whether a text is the address of a PostgreSQL server: postgresql://... or postgres://... */
bool postgres_is_url(const char *text);

/* Waits up to 10 seconds, or connect_timeout of the URL. What else libpq reads from a URL works,
 * too: sslmode, several hosts, options=-c%20statement_timeout%3D60000.
 *
 * Errors: not reachable or starting ERR_UPSTREAM, refused ERR_DENIED, no such database ERR_MISSING,
 * no address ERR_USAGE. No message shows the password. */
MUST_CHECK bool postgres_connect(const char *url, struct db **out, struct err *err);

/* From here on a connection that breaks stays broken: for one that holds locks or temporary tables,
 * which a new one would not have. */
void postgres_keep_session(struct db *db);

#endif
