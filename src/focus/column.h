/* SPDX-License-Identifier: Apache-2.0 */
/* column.h -- the table of charge columns: the one place that says what a charge is made of.
 *
 * The order is the order in charge.parquet. SQL and JSON use sql_name; FOCUS files use focus_name,
 * which is stored and never computed, so that an export keeps its header. Whatever a user may group
 * or filter by is looked up here.
 */
#ifndef CENTAVO_FOCUS_COLUMN_H
#define CENTAVO_FOCUS_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

enum column_kind {
    COLUMN_COST,     /* DECIMAL(38,12), money in billing_currency unless the name says otherwise */
    COLUMN_PRICE,    /* DECIMAL(38,15) */
    COLUMN_QUANTITY, /* DECIMAL(38,12) */
    COLUMN_TIME,     /* TIMESTAMP, UTC */
    COLUMN_DATE,     /* DATE */
    COLUMN_TEXT,     /* VARCHAR */
    COLUMN_JSON,     /* VARCHAR with one JSON object or list */
    COLUMN_TAGS,     /* stored as tag_set_id BIGINT, beside tag_set and tag_value; NULL: no tags */
    COLUMN_BOOL,
    COLUMN_INT /* BIGINT */
};

enum focus_version {
    FOCUS_NONE, /* ours, or unknown */
    FOCUS_0_5,
    FOCUS_1_0_PREVIEW,
    FOCUS_1_0,
    FOCUS_1_1,
    FOCUS_1_2,
    FOCUS_1_3,
    FOCUS_1_4,
    FOCUS_VERSION_COUNT
};

/* Rollups that carry a column. */
enum { ROLLUP_OVERVIEW = 1, ROLLUP_DAILY = 2, ROLLUP_MONTHLY = 4 };

struct column {
    const char *sql_name;
    const char *focus_name; /* NULL: internal, never exported */
    enum column_kind kind;
    bool is_star; /* every importer fills it for every row (implies not null) */
    bool is_not_null;
    bool is_dimension;          /* may be grouped and filtered by */
    enum focus_version since;   /* first version with this name; FOCUS_NONE: ours */
    enum focus_version removed; /* first version without it; FOCUS_NONE: still there */
    unsigned rollups;           /* ROLLUP_ bits */
    const char *help;
};

extern const struct column columns[];
extern const size_t column_count;

/* By SQL name ("service_name") or FOCUS name ("ServiceName"), exact; NULL when there is none. */
const struct column *column_find(const char *name);
const struct column *column_find_sized(const char *name, size_t name_size);

/* The name in charge.parquet: sql_name, but tag_set_id for tags. */
const char *column_stored_name(const struct column *column);
const char *column_sql_type(const struct column *column); /* "DECIMAL(38,12)" */

/* Is the column part of a FOCUS file of this version? */
bool column_is_in(const struct column *column, enum focus_version version);

const char *focus_version_name(enum focus_version version); /* "1.0-preview"; "" for FOCUS_NONE */
bool focus_version_parse(const char *name, enum focus_version *out);

#endif
