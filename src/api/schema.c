/* SPDX-License-Identifier: Apache-2.0 */
#include "api/schema.h"

#include "base/attr.h"

#include <assert.h>
#include <string.h>

enum { NEST_MAX = 8 };

/* One type text taken apart. */
struct shape {
    bool is_list;
    bool has_nullable; /* a list or a map of what may be null */
    bool is_map;
    bool is_nullable;
    char name[96]; /* or words; they are ours and short; asserted */
};

static const struct {
    const char *name;
    const char *type;
    const char *format;
    const char *pattern;
    const char *example;
} simple_types[] = {
    { "text", "string", NULL, NULL, "Amazon EC2" },
    { "date", "string", "date", NULL, "2026-10-31" },
    { "time", "string", "date-time", NULL, "2026-11-01T04:12:09Z" },
    { "money", "string", NULL, "^-?[0-9]+(\\.[0-9]+)?$", "1234.567800000000" },
    { "ratio", "string", NULL, "^-?[0-9]+(\\.[0-9]+)?$", "0.0312" },
    { "integer", "integer", NULL, NULL, "42" },
    { "number", "number", NULL, NULL, "1234.5678" },
    { "boolean", "boolean", NULL, NULL, "true" },
    { "any", NULL, NULL, NULL, "null" },
};

static struct shape shape_of(const char *text)
{
    struct shape shape = { 0 };
    size_t size = strlen(text);

    if (size > 0 && text[size - 1] == '?') {
        shape.is_nullable = true;
        size--;
    }
    shape.is_list = *text == '[';
    shape.is_map = *text == '{';
    if (shape.is_list || shape.is_map) {
        text++;
        size -= 2;
        shape.has_nullable = size > 0 && text[size - 1] == '?';
        size -= shape.has_nullable;
    }
    assert(size < sizeof(shape.name));
    memcpy(shape.name, text, size);
    return shape;
}

static size_t simple_find(const char *name)
{
    size_t i = 0;

    while (i < ARRAY_COUNT(simple_types) && strcmp(simple_types[i].name, name) != 0)
        i++;
    return i;
}

/* "primary/shadow": one of these words */
static bool is_words(const char *name)
{
    return strchr(name, '/') != NULL;
}

void schema_print_ref(const char *schema, struct json *json)
{
    json_object(json);
    json_key(json, "$ref");
    json_raw(json, "\"#/components/schemas/", 22);
    buf_printf(json->out, "%s\"", schema);
    json_object_end(json);
}

/* "type":"string" or "type":["string","null"] */
static void print_type(const char *type, bool is_nullable, struct json *json)
{
    json_key(json, "type");
    if (!is_nullable) {
        json_text(json, type);
        return;
    }
    json_array(json);
    json_text(json, type);
    json_text(json, "null");
    json_array_end(json);
}

static void print_simple(size_t i, bool is_nullable, const char *help, struct json *json)
{
    json_object(json);
    if (simple_types[i].type)
        print_type(simple_types[i].type, is_nullable, json);
    if (simple_types[i].format)
        json_member_text(json, "format", simple_types[i].format);
    if (simple_types[i].pattern)
        json_member_text(json, "pattern", simple_types[i].pattern);
    if (help)
        json_member_text(json, "description", help);
    json_object_end(json);
}

static void print_words(const char *words, bool is_nullable, const char *help, struct json *json)
{
    json_object(json);
    print_type("string", is_nullable, json);
    json_key(json, "enum");
    json_array(json);
    while (*words) {
        size_t size = strcspn(words, "/");

        json_text_sized(json, words, size);
        words += size + (words[size] == '/');
    }
    if (is_nullable)
        json_null(json);
    json_array_end(json);
    if (help)
        json_member_text(json, "description", help);
    json_object_end(json);
}

static void print_name(const char *name, bool is_nullable, const char *help, struct json *json)
{
    size_t i = simple_find(name);

    if (is_words(name)) {
        print_words(name, is_nullable, help, json);
    } else if (i < ARRAY_COUNT(simple_types)) {
        print_simple(i, is_nullable, help, json);
    } else if (!is_nullable) {
        schema_print_ref(name, json);
    } else {
        json_object(json);
        json_key(json, "anyOf");
        json_array(json);
        schema_print_ref(name, json);
        json_object(json);
        json_member_text(json, "type", "null");
        json_object_end(json);
        json_array_end(json);
        json_object_end(json);
    }
}

static void print_shape(const char *type, const char *help, struct json *json)
{
    struct shape shape = shape_of(type);

    if (!shape.is_list && !shape.is_map) {
        print_name(shape.name, shape.is_nullable, help, json);
        return;
    }
    json_object(json);
    print_type(shape.is_list ? "array" : "object", shape.is_nullable, json);
    json_key(json, shape.is_list ? "items" : "additionalProperties");
    print_name(shape.name, shape.has_nullable, NULL, json);
    if (help)
        json_member_text(json, "description", help);
    json_object_end(json);
}

/* ---- one schema ---- */

static size_t first_field(const char *schema)
{
    size_t i = 0;

    while (i < schema_field_count && strcmp(schema_fields[i].schema, schema) != 0)
        i++;
    return i;
}

static bool is_field_of(size_t i, const char *schema)
{
    return i < schema_field_count && strcmp(schema_fields[i].schema, schema) == 0;
}

/* A schema whose only field has no name is a list or a map by itself. */
static bool is_bare(size_t i)
{
    return !*schema_fields[i].name;
}

static void print_required(size_t first, struct json *json)
{
    json_key(json, "required");
    json_array(json);
    for (size_t i = first; is_field_of(i, schema_fields[first].schema); i++) {
        /* what only some questions bring is marked in its help */
        if (strcmp(schema_fields[i].name, "*") != 0 &&
            strncmp(schema_fields[i].help, "With ", 5) != 0)
            json_text(json, schema_fields[i].name);
    }
    json_array_end(json);
}

static void print_schema(size_t first, struct json *json)
{
    const char *schema = schema_fields[first].schema;

    if (is_bare(first)) {
        print_shape(schema_fields[first].type, schema_fields[first].help, json);
        return;
    }
    json_object(json);
    json_member_text(json, "type", "object");
    json_key(json, "properties");
    json_object(json);
    for (size_t i = first; is_field_of(i, schema); i++) {
        if (strcmp(schema_fields[i].name, "*") == 0)
            continue;
        json_key(json, schema_fields[i].name);
        print_shape(schema_fields[i].type, schema_fields[i].help, json);
    }
    json_object_end(json);
    for (size_t i = first; is_field_of(i, schema); i++) {
        if (strcmp(schema_fields[i].name, "*") != 0)
            continue;
        json_key(json, "additionalProperties");
        print_shape(schema_fields[i].type, schema_fields[i].help, json);
    }
    print_required(first, json);
    json_object_end(json);
}

void schema_print_all(struct json *json)
{
    json_object(json);
    for (size_t i = 0; i < schema_field_count; i++) {
        if (i > 0 && is_field_of(i, schema_fields[i - 1].schema))
            continue;
        json_key(json, schema_fields[i].schema);
        print_schema(i, json);
    }
    json_object_end(json);
}

/* ---- examples ---- */

static void example_of_schema(const char *schema, int depth, struct json *json);

static void example_of_name(const char *name, const char *example, int depth, struct json *json)
{
    size_t i = simple_find(name);

    if (is_words(name)) {
        json_text_sized(json, example ? example : name, strcspn(example ? example : name, "/"));
        return;
    }
    if (i == ARRAY_COUNT(simple_types)) {
        example_of_schema(name, depth + 1, json);
        return;
    }
    if (!example)
        example = simple_types[i].example;
    if (simple_types[i].type && strcmp(simple_types[i].type, "string") == 0)
        json_text(json, example);
    else
        json_raw(json, example, strlen(example));
}

static void example_of_type(const char *type, const char *example, int depth, struct json *json)
{
    struct shape shape = shape_of(type);

    if (shape.is_nullable && !example) {
        json_null(json);
    } else if (shape.is_list) {
        json_array(json);
        example_of_name(shape.name, example, depth, json);
        json_array_end(json);
    } else if (shape.is_map) {
        json_object(json);
        json_key(json, strcmp(shape.name, "money") == 0 ? "USD" : "active");
        example_of_name(shape.name, example, depth, json);
        json_object_end(json);
    } else {
        example_of_name(shape.name, example, depth, json);
    }
}

static void example_of_schema(const char *schema, int depth, struct json *json)
{
    size_t first = first_field(schema);

    assert(first < schema_field_count && depth < NEST_MAX);
    if (is_bare(first)) {
        example_of_type(schema_fields[first].type, schema_fields[first].example, depth, json);
        return;
    }
    json_object(json);
    for (size_t i = first; is_field_of(i, schema); i++) {
        const struct schema_field *field = &schema_fields[i];

        if (strncmp(field->help, "With ", 5) == 0)
            continue;
        json_key(json, strcmp(field->name, "*") == 0 ? "service_name" : field->name);
        example_of_type(field->type, field->example, depth, json);
    }
    json_object_end(json);
}

void schema_print_example(const char *schema, struct json *json)
{
    example_of_schema(schema, 0, json);
}
