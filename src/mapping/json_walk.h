/* SPDX-License-Identifier: Apache-2.0 */
/* json_walk.h -- the rows of one JSON document, and the cells of each, as a place says.
 *
 * First a walk collects the names of a file's columns; later walks, one per thread, read its cells:
 *
 *     json_walk_document(walk, bytes, size)         finds the rows
 *     json_walk_row(walk, i, scratch)               sets the cells of one of them
 *     json_walk_cell(walk, column, scratch)
 */
#ifndef CENTAVO_MAPPING_JSON_WALK_H
#define CENTAVO_MAPPING_JSON_WALK_H

#include "base/attr.h"
#include "mapping/csv_rows.h"
#include "mapping/json_names.h"
#include "mapping/json_place.h"

#include <stdbool.h>

struct json_walk;

/* names are added to when is_collecting, else only asked. place NULL: documents are rows. */
struct json_walk *json_walk_new(const struct json_place *place, struct json_names *names,
                                bool is_collecting);
void json_walk_free(struct json_walk *walk); /* NULL is fine */

/* Documents that are rows themselves may be wrong one by one; one with rows inside is all or
 * nothing. */
bool json_walk_is_nested(const struct json_walk *walk);

/* Find the rows of a document, whose bytes must stay while they are read. False: it cannot be
 * read; json_walk_reason says why. */
MUST_CHECK bool json_walk_document(struct json_walk *walk, const char *bytes, size_t size);
size_t json_walk_row_count(const struct json_walk *walk);

/* Set the cells of a row; they stay until the scratch is cleared. False: the row cannot be read. */
MUST_CHECK bool json_walk_row(struct json_walk *walk, size_t row, struct scratch *scratch);
struct scan_cell json_walk_cell(const struct json_walk *walk, size_t column,
                                struct scratch *scratch);

const char *json_walk_reason(const struct json_walk *walk);

#endif
