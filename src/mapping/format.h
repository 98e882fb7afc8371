/* SPDX-License-Identifier: Apache-2.0 */
/* format.h -- the table of bill formats: how each is recognised by its header, and how it is read
 * or why not.
 *
 * The order of the rows is the order of recognition: the first row that matches wins. Adding a
 * format is a row here, a file sql/mapping/<key>.sql and a golden case.
 */
#ifndef CENTAVO_MAPPING_FORMAT_H
#define CENTAVO_MAPPING_FORMAT_H

#include "mapping/json_place.h"
#include "store/sql.h"

#include <stdbool.h>
#include <stddef.h>

enum { FORMAT_NAMES = 12, FORMAT_PARTS = 6 };

enum scope_kind {
    SCOPE_MONTH, /* a billing month */
    SCOPE_DAY,   /* a charge date */
    SCOPE_OBJECT /* what one object of an append feed adds to a billing month */
};

/* Who writes the rest of a mapping that the header alone decides. */
enum format_shape {
    SHAPE_FIXED, /* the mapping names the columns it reads */
    SHAPE_ROLES, /* one column per role, found by aliases: simple.h */
    SHAPE_WIDE,  /* one column per service or account: simple.h */
    SHAPE_JSON   /* known by words of its JSON, whose rows are where `json` says; otherwise fixed */
};

struct format {
    const char *key;      /* "aws.cur2" */
    const char *title;    /* "AWS Cost and Usage Report 2.0" */
    const char *dataset;  /* "cost_and_usage" */
    const char *provider; /* canonical name, NULL when the file says it */

    /* Header names, lower case. All of must, at least one of any (when it is not empty), none of
     * not. For SHAPE_JSON: words that stand in the first kilobytes. (JSON whose documents are rows
     * is known by the names of its columns, like any table: sku.id.) */
    const char *must[FORMAT_NAMES];
    const char *any[FORMAT_NAMES];
    const char * not [FORMAT_NAMES];

    /* Of two feeds of the same money the one of higher priority counts: 50 what a provider exports
     * itself in full, 40 its FOCUS export, 30 any other FOCUS, 20 what is asked of an interface, 10
     * a table made by hand; a little more or less among relatives. */
    int priority;
    bool has_own_money; /* what no other feed repeats, whatever accounts they share */
    enum scope_kind scope;
    enum format_shape shape;
    struct json_place json; /* SHAPE_JSON */
    /* The mapping: a head of its own and parts shared with its relatives, one after the other.
     * None: known, not read; of SHAPE_JSON without a refusal, the names of its columns tell more.
     */
    const struct sql *mapping[FORMAT_PARTS];
    const char *refusal; /* why it is not read, and what to do */
};

extern const struct format formats[];
extern const size_t format_count;

bool format_is_simple(const struct format *format); /* its header alone decides: simple.h */

const struct format *format_find(const char *key); /* NULL when there is none */

#endif
