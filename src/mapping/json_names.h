/* SPDX-License-Identifier: Apache-2.0 */
/* json_names.h -- the names of the columns of a JSON file, each under a number from 0 in the order
 * of their first coming. */
#ifndef CENTAVO_MAPPING_JSON_NAMES_H
#define CENTAVO_MAPPING_JSON_NAMES_H

#include <stddef.h>

struct json_names;

struct json_names *json_names_new(void);
void json_names_free(struct json_names *names); /* NULL is fine */

/* SIZE_MAX: not there. May be asked by several threads while nobody adds. */
size_t json_names_find(const struct json_names *names, const char *name, size_t size);

/* The number of the name, new or not. SIZE_MAX: there are LIMIT_COLUMN_COUNT already. */
size_t json_names_add(struct json_names *names, const char *name, size_t size);

size_t json_names_count(const struct json_names *names);
const char *const *json_names_all(const struct json_names *names);

#endif
