/* SPDX-License-Identifier: Apache-2.0 */
/* warehouse.h -- where the charges and rollups of deliveries are, and the engine that computes on
 * them.
 *
 * Embedded: a directory of immutable Parquet files per delivery, HOME/charge/<delivery>, and DuckDB
 * in the process. Server: tables of PostgreSQL, which computes too; DuckDB still reads bills, and
 * keeps the cubes of a server in memory. What asks about charges takes its connection and the FROM
 * of its statements from here and does not know which of the two it is.
 */
#ifndef CENTAVO_STORE_WAREHOUSE_H
#define CENTAVO_STORE_WAREHOUSE_H

#include "base/arena.h"
#include "base/place.h"
#include "store/db.h"
#include "store/duck.h"

struct warehouse;

enum warehouse_table {
    TABLE_CHARGE,
    TABLE_OVERVIEW, /* rollups, coarsest first */
    TABLE_DAILY,
    TABLE_MONTHLY,
    TABLE_TAG_SET,
    TABLE_TAG_VALUE
};
enum { WAREHOUSE_TABLE_COUNT = TABLE_TAG_VALUE + 1 };

/* "cost_daily": of the table, and of the file without its ending. */
const char *warehouse_table_name(enum warehouse_table table);

struct warehouse_options {
    const struct place *place;  /* must outlive the warehouse */
    const char *temp_directory; /* where DuckDB spills, below the home; NULL: HOME/spill */
    int64_t memory_limit;       /* bytes for DuckDB */
    int threads;                /* of DuckDB */
};

MUST_CHECK bool warehouse_open(const struct warehouse_options *options, struct warehouse **out,
                               struct err *err);
void warehouse_close(struct warehouse *warehouse); /* after its connections; NULL is fine */
void warehouse_closep(struct warehouse **warehouse);

/* Does PostgreSQL keep the charges, not files below the home? */
bool warehouse_is_server(const struct warehouse *warehouse);

/* A connection of the engine that computes on charges. */
MUST_CHECK bool warehouse_connect(struct warehouse *warehouse, struct db **out, struct err *err);

/* The DuckDB in the process, which may read and write below the home: it computes on charges when
 * there is no server, and on files and cubes in any case. */
struct duck *warehouse_duck(struct warehouse *warehouse);

/* FROM text, from the arena: the rows of these deliveries in one table. count is at least 1. where:
 * a condition that they must meet; NULL: none. The rows of deliveries that no longer count can be
 * asked for as well. A file of an earlier version of the program may lack columns. */
MUST_CHECK bool warehouse_from(struct warehouse *warehouse, enum warehouse_table table,
                               const int64_t *deliveries, size_t count, const char *where,
                               struct arena *arena, const char **from, struct err *err);

/* The same of how many charges there are in them and in how many a column has a value, per delivery
 * or file: name, charge_count, filled_count. Known without reading the charges. */
MUST_CHECK bool warehouse_fill(struct warehouse *warehouse, const int64_t *deliveries, size_t count,
                               struct arena *arena, const char **from, struct err *err);

/* What a run has made becomes what the delivery consists of, durable but not yet counting: the
 * Parquet files of a directory on the home's file system, one of every table, and reject.csv. The
 * directory is gone after that, on a server its files are in tables. Whatever there was of the
 * delivery is replaced: it is of a run that died. */
MUST_CHECK bool warehouse_keep(struct warehouse *warehouse, int64_t source_id, int64_t delivery_id,
                               const char *directory, struct err *err);

/* What a delivery consists of goes; for one that never counted. */
MUST_CHECK bool warehouse_forget(struct warehouse *warehouse, int64_t delivery_id, struct err *err);

#endif
