/* SPDX-License-Identifier: Apache-2.0 */
/* export_internal.h -- what export.c and export_manifest.c share. */
#ifndef CENTAVO_VIEW_EXPORT_INTERNAL_H
#define CENTAVO_VIEW_EXPORT_INTERNAL_H

#include "base/hash.h"
#include "view/call.h"
#include "view/export.h"

enum { EXPORT_COLUMN_MAX = 128 };

/* What depends on the id of a price: without one it may not be there, and goes into a column of
 * ours instead. */
enum price_rule { PRICE_ANY, PRICE_NEEDED, PRICE_ABSENT };

struct export_column {
    const char *name; /* in the file */
    const struct column *column;
    enum price_rule rule;
};

struct export
{
    const struct export_request *request;
    struct view_call call;
    struct statement statement;
    struct export_column columns[EXPORT_COLUMN_MAX];
    size_t column_count;
    size_t
        filter_param_count; /* of the statement's parameters; every text adds its own behind them */
    const char *partial;    /* path while it is being written */
    struct hash *hash;
    int64_t size;
    int64_t charge_count;
};

/* One of the templates with {{from}}, {{date}}, {{start}}, {{end}} and {{filter}} of the export. */
const char *export_text(struct export *export, const struct sql *template, struct err *err);

/* Is the column written as a floating point number? */
bool export_as_double(const struct export *export, const struct column *column);

/* Write the manifest of the file that was written. */
MUST_CHECK bool export_manifest(struct export *export, const char *path, struct err *err);

#endif
