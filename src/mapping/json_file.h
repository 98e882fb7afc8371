/* SPDX-License-Identifier: Apache-2.0 */
/* json_file.h -- a JSON file seen as a table: the names of its columns.
 *
 * Rows leave out what they have not, so a file is read once to its end to know its columns. What a
 * row is, the place says (json_place.h).
 */
#ifndef CENTAVO_MAPPING_JSON_FILE_H
#define CENTAVO_MAPPING_JSON_FILE_H

#include "mapping/input.h"
#include "mapping/json_names.h"
#include "mapping/json_place.h"

#include <stdbool.h>

/* Do these first bytes of a text start like JSON? */
bool json_file_starts(const char *bytes, size_t size);

struct json_file;

/* place NULL: documents are rows. The input must outlive the file. ERR_DATA when it is no JSON to
 * its end, or, with rows inside documents, when one of these is damaged. */
MUST_CHECK bool json_file_open(const struct input *input, const struct json_place *place,
                               struct json_file **out, struct err *err);
void json_file_close(struct json_file *file); /* NULL is fine */

const struct input *json_file_input(const struct json_file *file);
const struct json_place *json_file_place(const struct json_file *file); /* NULL: none */
struct json_names *json_file_names(const struct json_file *file);

/* Bytes of one document. */
size_t json_file_limit(const struct json_file *file);

#endif
