/* SPDX-License-Identifier: Apache-2.0 */
#include "view/json_text.h"

#include <jansson.h>

bool json_text_is_valid(const char *text, size_t size)
{
    json_t *parsed = json_loadb(text, size, JSON_DECODE_ANY, NULL);

    json_decref(parsed);
    return parsed != NULL;
}
