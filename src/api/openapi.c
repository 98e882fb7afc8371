/* SPDX-License-Identifier: Apache-2.0 */
#include "api/openapi.h"

#include "api/route.h"
#include "api/schema.h"
#include "base/json.h"

#include <string.h>
#include <strings.h>

/* Words whose value is not simply text. */
static const struct {
    uint64_t bit;
    const char *type;
    const char *format;
    const char *values; /* separated by blanks */
    const char *example;
} typed_words[] = {
    { WORD_START, "string", "date", NULL, "2026-10-01" },
    { WORD_END, "string", "date", NULL, "2026-10-31" },
    { WORD_WINDOW, "string", NULL, NULL, "30d" },
    { WORD_GRANULARITY, "string", NULL, "total day week month quarter year", "day" },
    { WORD_GROUP_BY, "string", NULL, NULL, "service_name" },
    { WORD_COLUMNS, "string", NULL, NULL, "provider_name" },
    { WORD_SHOW, "string", NULL, "amount share row_share column_share", "amount" },
    { WORD_PIVOT_STEP, "string", NULL, "total day week month quarter year", "month" },
    { WORD_PIVOT_TOP, "string", NULL, NULL, "20" },
    { WORD_PIVOT_LIMIT, "integer", NULL, NULL, "1000" },
    { WORD_FILTER, "string", NULL, NULL,
      "provider_name = \"AWS\" and tag:env in (\"prod\", \"stg\")" },
    { WORD_METRIC, "string", NULL,
      "billed_cost effective_cost contracted_cost list_cost consumed_quantity", "effective_cost" },
    { WORD_COST, "string", NULL, "billed_cost effective_cost contracted_cost list_cost",
      "effective_cost" },
    { WORD_CHARGE_CATEGORY, "string", NULL, NULL, "Usage,Tax" },
    { WORD_CURRENCY, "string", NULL, NULL, "USD" },
    { WORD_BASIS, "string", NULL, "charge_period billing_period", "charge_period" },
    { WORD_COMPARE, "string", NULL, NULL, "previous" },
    { WORD_FIELDS, "string", NULL, NULL, "billing_currency,charge_count" },
    { WORD_TOP, "string", NULL, NULL, "10" },
    { WORD_OTHERS, "boolean", NULL, NULL, "true" },
    { WORD_LIMIT, "integer", NULL, NULL, "100" },
    { WORD_TOP_LIMIT, "integer", NULL, NULL, "10" },
    { WORD_MONTH, "string", NULL, NULL, "2026-10" },
    { WORD_RATE_SET, "string", NULL, NULL, "ecb_daily" },
    { WORD_RATE_POLICY, "string", NULL, NULL, "charge_day" },
    { WORD_ONLY_CURRENCY, "string", NULL, NULL, "USD" },
    { WORD_SOURCE, "string", NULL, NULL, "aws.cur2:123456789012" },
    { WORD_AS_OF, "string", NULL, NULL, "2026-11-01T04:12:09Z" },
    { WORD_DAILY, "string", NULL, "daily", "daily" },
    { WORD_CLOUD, "string", NULL, NULL, "aws" },
};

static const struct {
    int status;
    const char *help;
} refusals[] = {
    { 400, "The request is wrong." },
    { 404, "What was named does not exist." },
    { 406, "The client takes none of the formats." },
    { 413, "The request, or the answer, is too large." },
    { 500, "A defect." },
    { 503, "The server is busy or cannot read its data; Retry-After says when to try again." },
};

static const char *const list_types[] = { "text/csv", "application/x-ndjson",
                                          "application/vnd.apache.parquet" };

static uint64_t words_of(const struct route *route)
{
    const struct view_question *question =
        route->question ? view_question_find(route->question) : NULL;

    uint64_t words = question ? question->words & ~WORD_NAME : 0;

    /* what stands in the path is described there */
    return strstr(route->path, "{month}") ? words & ~WORD_MONTH : words;
}

/* ---- JSON ---- */

static void member_json(struct json *json, const char *key, const char *type, const char *value)
{
    json_key(json, key);
    if (strcmp(type, "string") == 0)
        json_text(json, value);
    else
        json_raw(json, value, strlen(value));
}

static void print_enum(struct json *json, const char *values)
{
    json_key(json, "enum");
    json_array(json);
    while (*values) {
        size_t size = strcspn(values, " ");

        json_text_sized(json, values, size);
        values += size;
        values += strspn(values, " ");
    }
    json_array_end(json);
}

static void parameter_begin(struct json *json, const char *name, const char *in, bool required,
                            const char *help)
{
    json_object(json);
    json_member_text(json, "name", name);
    json_member_text(json, "in", in);
    json_member_bool(json, "required", required);
    json_member_text(json, "description", help);
}

/* The schema of a parameter, its example, and the end of the parameter. */
static void parameter_end(struct json *json, const char *type, const char *format,
                          const char *values, const char *fallback, const char *example)
{
    json_key(json, "schema");
    json_object(json);
    json_member_text(json, "type", type);
    if (format)
        json_member_text(json, "format", format);
    if (values)
        print_enum(json, values);
    if (fallback)
        member_json(json, "default", type, fallback);
    json_object_end(json);
    if (example)
        member_json(json, "example", type, example);
    json_object_end(json);
}

static void print_word(struct json *json, const struct query_word *word, bool required)
{
    size_t i = 0;

    while (i < ARRAY_COUNT(typed_words) && typed_words[i].bit != word->bit)
        i++;
    parameter_begin(json, word->name, "query", required, word->help);
    if (i == ARRAY_COUNT(typed_words))
        parameter_end(json, "string", NULL, NULL, NULL, NULL);
    else
        parameter_end(json, typed_words[i].type, typed_words[i].format, typed_words[i].values, NULL,
                      typed_words[i].example);
}

/* service_name=…, tag:env=…: any column, as an object spread over the query string. */
static void print_dimension_word(struct json *json, const struct query_word *word)
{
    parameter_begin(json, "columns", "query", false, word->help);
    json_member_text(json, "style", "form");
    json_member_bool(json, "explode", true);
    json_key(json, "schema");
    json_object(json);
    json_member_text(json, "type", "object");
    json_key(json, "additionalProperties");
    json_object(json);
    json_member_text(json, "type", "string");
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

static void print_path_parameter(struct json *json, const struct route *route)
{
    const char *brace = strchr(route->path, '{');
    char name[16];
    size_t size;

    if (!brace)
        return;
    size = strcspn(brace + 1, "}");
    memcpy(name, brace + 1, size < sizeof(name) ? size : sizeof(name) - 1);
    name[size < sizeof(name) ? size : sizeof(name) - 1] = '\0';
    parameter_begin(json, name, "path", true, route->path_help);
    parameter_end(json, "string", NULL, NULL, NULL,
                  strcmp(name, "id") == 0      ? "17"
                  : strcmp(name, "month") == 0 ? "2026-10"
                                               : "service_name");
}

/* Its parameters are members of the body, and no question says what they are. */
static bool takes_fields(const struct route *route)
{
    return route->body == BODY_JSON && !route->question && route->params;
}

static void print_parameters(struct json *json, const struct route *route)
{
    uint64_t words = words_of(route);
    uint64_t required = route->question ? view_question_find(route->question)->required : 0;

    json_key(json, "parameters");
    json_array(json);
    print_path_parameter(json, route);
    for (size_t i = 0; i < query_word_count; i++) {
        if (!(words & query_words[i].bit))
            continue;
        if (query_words[i].name)
            print_word(json, &query_words[i], required & query_words[i].bit);
        else
            print_dimension_word(json, &query_words[i]);
    }
    for (const struct route_param *param = route->params; param && param->name; param++) {
        if (takes_fields(route))
            break;
        parameter_begin(json, param->name, "query", param->required, param->help);
        parameter_end(json, param->type, NULL, NULL, NULL, param->example);
    }
    if (route->takes_owner) {
        parameter_begin(json, "Centavo-Owner", "header", false,
                        "A secret of the browser, 22 to 64 letters, digits, - and _: private "
                        "things are those of who sends it.");
        parameter_end(json, "string", NULL, NULL, NULL, NULL);
    }
    if (route->is_list) {
        parameter_begin(json, "format", "query", false, "The same as Accept, for links.");
        parameter_end(json, "string", NULL,
                      route->question ? "json csv ndjson parquet" : "json csv ndjson", "json",
                      NULL);
    }
    json_array_end(json);
}

/* The members of a body as the parameters of the route. */
static void print_fields(struct json *json, const struct route *route)
{
    json_member_bool(json, "additionalProperties", false);
    json_key(json, "required");
    json_array(json);
    for (const struct route_param *param = route->params; param->name; param++)
        if (param->required)
            json_text(json, param->name);
    json_array_end(json);
    json_key(json, "properties");
    json_object(json);
    for (const struct route_param *param = route->params; param->name; param++) {
        json_key(json, param->name);
        json_object(json);
        json_member_text(json, "type", param->type);
        json_member_text(json, "description", param->help);
        json_object_end(json);
    }
    json_object_end(json);
}

static void print_body_example(struct json *json, const struct route *route)
{
    json_key(json, "example");
    json_object(json);
    if (takes_fields(route)) {
        for (const struct route_param *param = route->params; param->name; param++)
            if (param->example)
                member_json(json, param->name, param->type, param->example);
    } else {
        json_member_text(json, "window", "30d");
        json_key(json, "group_by");
        json_array(json);
        json_text(json, "service_name");
        json_array_end(json);
    }
    json_object_end(json);
}

static void print_body(struct json *json, const struct route *route)
{
    if (route->body == BODY_NONE)
        return;
    json_key(json, "requestBody");
    json_object(json);
    json_member_bool(json, "required", true);
    json_key(json, "content");
    json_object(json);
    json_key(json, route->body == BODY_JSON ? "application/json" : "application/octet-stream");
    json_object(json);
    json_key(json, "schema");
    json_object(json);
    if (route->body == BODY_JSON)
        json_member_text(json, "type", "object");
    if (takes_fields(route))
        print_fields(json, route);
    else if (route->body == BODY_JSON)
        json_member_text(json, "description",
                         "The parameters by name; lists may be arrays, numbers may be numbers.");
    json_object_end(json);
    if (route->body == BODY_JSON)
        print_body_example(json, route);
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

static void print_content(struct json *json, const char *type, const char *schema)
{
    json_key(json, type);
    json_object(json);
    json_key(json, "schema");
    schema_print_ref(schema, json);
    json_key(json, "example");
    schema_print_example(schema, json);
    json_object_end(json);
}

/* Where what was begun or made is. */
static void print_location(struct json *json, const char *help)
{
    json_key(json, "headers");
    json_object(json);
    json_key(json, "Location");
    json_object(json);
    json_member_text(json, "description", help);
    json_key(json, "schema");
    json_object(json);
    json_member_text(json, "type", "string");
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

/* Parquet is made by questions alone. */
static size_t list_type_count(const struct route *route)
{
    return ARRAY_COUNT(list_types) - (route->question ? 0 : 1);
}

static void print_success(struct json *json, const struct route *route)
{
    char status[16];

    snprintf(status, sizeof(status), "%d", route->status ? route->status : 200);
    json_key(json, status);
    json_object(json);
    json_member_text(json, "description", route->help);
    if (route->status == 201)
        print_location(json, "Where what was made is.");
    if (route->status == 202)
        print_location(json, "Where to ask for the run.");
    if (route->status == 204) { /* nothing follows */
        json_object_end(json);
        return;
    }
    json_key(json, "content");
    json_object(json);
    if (route->schema)
        print_content(json, "application/json", route->schema);
    for (size_t i = 0; !route->schema && i == 0; i++) {
        json_key(json, route->media);
        json_object(json);
        json_key(json, "schema");
        json_object(json);
        json_member_text(json, "type", "string");
        json_object_end(json);
        json_object_end(json);
    }
    for (size_t i = 0; route->is_list && i < list_type_count(route); i++) {
        json_key(json, list_types[i]);
        json_object(json);
        json_object_end(json);
    }
    json_object_end(json);
    json_object_end(json);
}

static void print_refusal(struct json *json, const char *status, const char *help, const char *type,
                          const char *schema)
{
    json_key(json, status);
    json_object(json);
    json_member_text(json, "description", help);
    json_key(json, "content");
    json_object(json);
    print_content(json, type, schema);
    json_object_end(json);
    json_object_end(json);
}

static void print_refusals(struct json *json, const struct route *route)
{
    if (route->errors == ERRORS_DETAIL) {
        print_refusal(json, "400", "The request is wrong.", "application/json", "S0Problem");
        print_refusal(json, "422", "A parameter is missing or of the wrong type.",
                      "application/json", "S0Missing");
        print_refusal(json, "500", "A defect.", "application/json", "S0Problem");
        return;
    }
    if (route->conflict)
        print_refusal(json, "409", "It was changed meanwhile.", "application/problem+json",
                      route->conflict);
    for (size_t i = 0; i < ARRAY_COUNT(refusals); i++) {
        char status[16];

        snprintf(status, sizeof(status), "%d", refusals[i].status);
        print_refusal(json, status, refusals[i].help, "application/problem+json", "Problem");
    }
}

/* "get" */
static const char *operation_name(const struct route *route)
{
    static const char *const names[] = {
        [HTTP_GET] = "get", [HTTP_POST] = "post", [HTTP_PUT] = "put", [HTTP_DELETE] = "delete"
    };

    return names[route->method];
}

/* "get_api_v1_costs" */
static void print_operation_id(struct json *json, const struct route *route)
{
    char id[96];
    size_t used = (size_t)snprintf(id, sizeof(id), "%s", operation_name(route));

    for (const char *at = route->path; *at && used + 1 < sizeof(id); at++) {
        if (*at != '{' && *at != '}')
            id[used++] = strchr("/-.", *at) ? '_' : *at;
    }
    id[used] = '\0';
    json_member_text(json, "operationId", id);
}

static void print_operation(struct json *json, const struct route *route)
{
    json_key(json, operation_name(route));
    json_object(json);
    print_operation_id(json, route);
    json_member_text(json, "summary", route->help);
    json_key(json, "tags");
    json_array(json);
    json_text(json, route->group);
    json_array_end(json);
    print_parameters(json, route);
    print_body(json, route);
    json_key(json, "responses");
    json_object(json);
    print_success(json, route);
    print_refusals(json, route);
    json_object_end(json);
    json_object_end(json);
}

static bool seen_before(const struct route *route)
{
    size_t i = 0;

    while (strcmp(route_at(i)->path, route->path) != 0)
        i++;
    return route_at(i) != route;
}

static void print_paths(struct json *json)
{
    const struct route *route;
    const struct route *other;

    json_key(json, "paths");
    json_object(json);
    for (size_t i = 0; (route = route_at(i)); i++) {
        if (route->is_hidden || seen_before(route))
            continue;
        json_key(json, route->path);
        json_object(json);
        for (size_t j = i; (other = route_at(j)); j++) {
            if (strcmp(other->path, route->path) == 0)
                print_operation(json, other);
        }
        json_object_end(json);
    }
    json_object_end(json);
}

void openapi_print(struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_object(&json);
    json_member_text(&json, "openapi", "3.1.0");
    json_key(&json, "info");
    json_object(&json);
    json_member_text(&json, "title", "centavo");
    json_member_text(&json, "version", CENTAVO_VERSION);
    json_member_text(
        &json, "description",
        "Cloud cost, every cent accounted for. Names are FOCUS names in snake_case; money is exact "
        "decimal text; errors are RFC 9457 problems.");
    json_key(&json, "license");
    json_object(&json);
    json_member_text(&json, "name", "Apache-2.0");
    json_member_text(&json, "identifier", "Apache-2.0");
    json_object_end(&json);
    json_object_end(&json);
    json_key(&json, "servers");
    json_array(&json);
    json_object(&json);
    json_member_text(&json, "url", "/");
    json_object_end(&json);
    json_array_end(&json);
    print_paths(&json);
    json_key(&json, "components");
    json_object(&json);
    json_key(&json, "schemas");
    schema_print_all(&json);
    json_object_end(&json);
    json_object_end(&json);
}

/* ---- Markdown ---- */

static void page_parameter(FILE *out, const char *name, const char *values, const char *fallback,
                           bool required, const char *help)
{
    fprintf(out, "| `%s` | %s | %s | %s |\n", name, values ? values : "",
            required ? "required" : (fallback ? fallback : ""), help);
}

static void page_parameters(FILE *out, const struct route *route)
{
    uint64_t words = words_of(route);
    uint64_t required = route->question ? view_question_find(route->question)->required : 0;
    const char *brace = strchr(route->path, '{');

    if (!words && !route->params && !brace)
        return;
    fputs("| parameter | values | default | |\n|---|---|---|---|\n", out);
    if (brace)
        fprintf(out, "| `%.*s` | | in the path | %s |\n", (int)strcspn(brace + 1, "}"), brace + 1,
                route->path_help);
    for (size_t i = 0; i < query_word_count; i++) {
        const struct query_word *word = &query_words[i];

        if (words & word->bit)
            page_parameter(out, word->name ? word->name : "<column>", word->values, word->fallback,
                           required & word->bit, word->help);
    }
    for (const struct route_param *param = route->params; param && param->name; param++)
        page_parameter(out, param->name, NULL, NULL, param->required, param->help);
    if (route->is_list)
        page_parameter(out, "format", "json, csv, ndjson or parquet", "by Accept", false,
                       "The same as Accept, for links.");
    fputc('\n', out);
}

static void page_fields(FILE *out, const char *schema)
{
    bool began = false;

    for (size_t i = 0; i < schema_field_count; i++) {
        const struct schema_field *field = &schema_fields[i];

        if (strcmp(field->schema, schema) != 0)
            continue;
        if (!began)
            fputs("| field | type | |\n|---|---|---|\n", out);
        began = true;
        fprintf(out, "| %s%s%s | %s | %s |\n", *field->name ? "`" : "",
                *field->name ? field->name : "(the answer)", *field->name ? "`" : "", field->type,
                field->help);
    }
    fputc('\n', out);
}

static void page_route(FILE *out, const struct route *route)
{
    fprintf(out, "### %s %s\n\n%s\n\n", method_name(route->method), route->path, route->help);
    if (route->body == BODY_JSON)
        fputs("The body is a JSON object whose members are the parameters below.\n\n", out);
    page_parameters(out, route);
    if (route->schema && strcmp(route->schema, "OpenApi") != 0)
        fprintf(out, "Answer: [%s](#%s)%s.\n\n", route->schema, route->schema,
                route->is_list ? "; or CSV, NDJSON, Parquet" : "");
}

static const char preface[] =
    "# HTTP interface\n\n"
    "Printed by `centavo help --page api`; the server shows the same at `/docs` and "
    "`/openapi.json`.\n\n"
    "- Names are FOCUS names in snake_case. Money is exact decimal text with 12 decimals; the "
    "older interface has JSON "
    "numbers, as its clients expect.\n"
    "- Errors are RFC 9457 problems with a stable `code`; a parameter that is not known is an "
    "error.\n"
    "- Answers carry an `ETag`; `If-None-Match` gives 304. A running server notices within a tenth "
    "of a second when another "
    "process has activated a delivery.\n"
    "- Lists come as JSON, or by `Accept` (or `format=`) as `text/csv`, `application/x-ndjson` and "
    "`application/vnd.apache.parquet`. CSV cells that a spreadsheet would run are prefixed with "
    "`'`.\n"
    "- HEAD works wherever GET does; OPTIONS and 405 say what is allowed. There is no CORS.\n"
    "- Limits: header 32 kB (431), URL 8 kB (414), JSON body 1 MB, upload `upload_limit` (413, "
    "before the body), a question "
    "60 s (503), a full queue 503 with `Retry-After`.\n"
    "- A server on a loopback address answers only to loopback names and `allowed_hosts` (421), "
    "and refuses to take "
    "anything from a page of another site (403).\n\n";

void openapi_print_page(FILE *out)
{
    const struct route *route;
    const char *group = "";

    fputs(preface, out);
    for (size_t i = 0; (route = route_at(i)); i++) {
        if (route->is_hidden)
            continue;
        if (strcmp(route->group, group) != 0)
            fprintf(out, "## %s\n\n", route->group);
        group = route->group;
        page_route(out, route);
    }
    fputs("## Shapes\n\n`[x]` is a list of x, `{x}` an object with values x, `?` allows null, "
          "`a/b` is one "
          "of these words. Money and ratios are text.\n\n",
          out);
    for (size_t i = 0; i < schema_field_count; i++) {
        if (i > 0 && strcmp(schema_fields[i].schema, schema_fields[i - 1].schema) == 0)
            continue;
        fprintf(out, "### %s\n\n", schema_fields[i].schema);
        page_fields(out, schema_fields[i].schema);
    }
}
