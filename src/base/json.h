/* SPDX-License-Identifier: Apache-2.0 */
/* json.h -- an append-only JSON writer onto a buf. Reading untrusted JSON is jansson's work.
 *
 * Commas and quotes are the writer's business; a wrong nesting is a programming mistake and
 * asserts. Text that is not valid UTF-8 is written with U+FFFD in place of the bad bytes.
 *     json_object(&json); json_key(&json, "total"); json_text(&json, "12.50");
 * json_object_end(&json);
 */
#ifndef CENTAVO_BASE_JSON_H
#define CENTAVO_BASE_JSON_H

#include "base/buf.h"

#include <stdint.h>

struct json {
    struct buf *out;
    uint32_t has_member; /* bit n: level n already has a member, so the next one needs a comma */
    int depth;
    bool after_key;
};

void json_init(struct json *json, struct buf *out);

void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);
void json_key(struct json *json, const char *key);

void json_text(struct json *json, const char *text); /* NULL gives null */
void json_text_sized(struct json *json, const char *text, size_t size);
void json_int(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
void json_raw(struct json *json, const char *text, size_t size); /* already JSON */

/* key and value in one call */
void json_member_text(struct json *json, const char *key, const char *text);
void json_member_int(struct json *json, const char *key, int64_t value);
void json_member_bool(struct json *json, const char *key, bool value);

/* The quoted form of a text alone, for places that are not inside a writer. */
void json_quote(struct buf *out, const char *text, size_t size);

#endif
