/* SPDX-License-Identifier: Apache-2.0 */
/* export.h -- charges as a FOCUS file for other tools, with a manifest beside it that says what is
 * in it.
 *
 * CSV: RFC 4180, UTF-8, PascalCase header, FOCUS columns in alphabetical order and then those of
 * ours (x_); an absent value is nothing between commas, an empty text is "". Parquet: the same
 * columns, typed. Costs have all their decimals. The file is there whole or not at all, and so is
 * FILE.manifest.json, which comes after it.
 */
#ifndef CENTAVO_VIEW_EXPORT_H
#define CENTAVO_VIEW_EXPORT_H

#include "view/view.h"

struct export_request {
    const struct query_pair *pairs; /* period, basis and filters, in the words of query.h */
    size_t pair_count;
    enum view_format format; /* VIEW_CSV or VIEW_PARQUET */
    enum focus_version version;
    bool costs_as_double; /* Parquet, for validators that know no decimals */
    const char *path;     /* of the file */
};

struct export_result {
    int64_t charge_count;
    const char *manifest_path; /* from the arena */
};

/* The words that an export understands. */
extern const uint64_t export_words;

MUST_CHECK bool view_export(struct snapshot *snapshot, const struct export_request *request,
                            struct arena *arena, struct export_result *out, const char **parameter,
                            struct err *err);

#endif
