/* SPDX-License-Identifier: Apache-2.0 */
/* json_fuzz.c -- any bytes as a text in our JSON: a strict parser must accept what we write, and
 * valid UTF-8 must come back as it was. */
/* Three names of jansson are ours too; it is not those that are needed here. */
#define json_object jansson_object
#define json_array jansson_array
#define json_null jansson_null
#include <jansson.h>
#undef json_object
#undef json_array
#undef json_null

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buf out SCOPED(buf_done);
    struct json json;
    json_t *whole;
    json_t *plain;
    const char *back;

    buf_init(&out, 1u << 24);
    json_init(&json, &out);
    json_object(&json);
    json_key(&json, "text");
    json_text_sized(&json, (const char *)bytes, size);
    json_object_end(&json);
    whole = json_loadb(buf_text(&out), out.size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    if (!whole)
        abort();
    back = json_string_value(json_object_get(whole, "text"));
    plain = json_stringn((const char *)bytes, size); /* NULL when it is not UTF-8 */
    if (!back || (plain && (json_string_length(json_object_get(whole, "text")) != size ||
                            memcmp(back, bytes, size) != 0)))
        abort();
    json_decref(plain);
    json_decref(whole);
    return 0;
}
