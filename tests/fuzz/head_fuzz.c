/* SPDX-License-Identifier: Apache-2.0 */
/* head_fuzz.c -- any bytes as the memory that the framing guard looks at: it stays inside, and what
 * it accepts is sound. */
#include "base/limits.h"
#include "http/framing.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_accepted(const struct http_head *head, const char *block, size_t size)
{
    if (size > LIMIT_REQUEST_HEADER || (head->is_chunked && head->content_length >= 0))
        abort();
    for (int field = 0; field < HTTP_FIELD_COUNT; field++) {
        const char *value = head->values[field];

        if (value && (value < block || value + strlen(value) >= block + size))
            abort();
        for (; value && *value; value++) {
            if (((unsigned char)*value < 0x20 && *value != '\t') || *value == 0x7f)
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *block = malloc(size ? size : 1); /* of the exact size, so that a step outside is seen */
    struct http_head head;
    struct http_refusal refusal = { 0 };

    if (!block)
        abort();
    memcpy(block, bytes, size);
    if (http_head_check(block, size, &head, &refusal))
        check_accepted(&head, block, size);
    else if (refusal.status < 400 || !refusal.reason)
        abort();
    if (!http_target_check((const char *)bytes, size, &refusal) && refusal.status < 400)
        abort();
    free(block);
    return 0;
}
