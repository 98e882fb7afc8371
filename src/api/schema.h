/* SPDX-License-Identifier: Apache-2.0 */
/* schema.h -- the shapes of answers, field by field, for the OpenAPI document and the reference
 * page. */
#ifndef CENTAVO_API_SCHEMA_H
#define CENTAVO_API_SCHEMA_H

#include "base/json.h"

/* type: "text", "date", "time", "money" (exact decimal as text), "ratio" (the same), "integer",
 * "number", "boolean", "any" (its example is JSON), words of which it is one ("primary/shadow"), or
 * the name of a schema; "[x]" is a list of x, "{x}" an object with values x under any name; a "?"
 * behind it allows null. */
struct schema_field {
    const char *schema;
    const char *name; /* "*": any further name */
    const char *type;
    const char *example; /* of a simple type; NULL: made from the type */
    const char *help;
};

extern const struct schema_field schema_fields[]; /* fields of one schema stand together */
extern const size_t schema_field_count;

/* {"Context":{…},…} for components.schemas */
void schema_print_all(struct json *json);

/* {"$ref":"#/components/schemas/…"} */
void schema_print_ref(const char *schema, struct json *json);

/* A value of the schema, made from the fields' examples. */
void schema_print_example(const char *schema, struct json *json);

#endif
