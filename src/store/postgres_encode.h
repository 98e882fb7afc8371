/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_encode.h -- rows as COPY reads them: in binary those of DuckDB, as text all others.
 * Included in store/ alone. */
#ifndef CENTAVO_STORE_POSTGRES_ENCODE_H
#define CENTAVO_STORE_POSTGRES_ENCODE_H

#include "store/duck_internal.h"

#include <libpq-fe.h>

/* Types of PostgreSQL's catalogue; their numbers never change. */
enum postgres_type {
    TYPE_BOOL = 16,
    TYPE_BIGINT = 20,
    TYPE_SMALLINT = 21,
    TYPE_INTEGER = 23,
    TYPE_TEXT = 25,
    TYPE_OID = 26,
    TYPE_JSON = 114,
    TYPE_REAL = 700,
    TYPE_DOUBLE = 701,
    TYPE_VARCHAR = 1043,
    TYPE_DATE = 1082,
    TYPE_TIMESTAMP = 1114,
    TYPE_TIMESTAMPTZ = 1184,
    TYPE_NUMERIC = 1700
};

/* One column of DuckDB on its way to one of PostgreSQL. */
struct postgres_encoder;

/* Encoders for the columns of rows; target is a result with the columns of the table. Freed with
 * free. */
MUST_CHECK bool postgres_encoders(const struct duck_rows *rows, const PGresult *target,
                                  struct postgres_encoder **out, struct err *err);

/* What stands before the first row and after the last. */
void postgres_encode_head(struct buf *out);
void postgres_encode_tail(struct buf *out);

/* The row of the current chunk that row says. */
MUST_CHECK bool postgres_encode_row(const struct duck_rows *rows,
                                    const struct postgres_encoder *encoders, size_t row,
                                    struct buf *out, struct err *err);

/* The current row of any engine. */
void postgres_encode_text(struct rows *rows, struct buf *out);

#endif
