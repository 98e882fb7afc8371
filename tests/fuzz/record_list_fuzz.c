/* SPDX-License-Identifier: Apache-2.0 */
/* record_list_fuzz.c -- any bytes as a list of records: what we make of it must be a JSON list to
 * another parser, and the list of that list is itself. */
#include "base/utf8.h"
#include "mapping/record_list.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buf list = { .maximum = 1 << 24 };
    struct buf again = { .maximum = 1 << 24 };

    /* Cells are UTF-8. */
    if (utf8_valid_prefix((const char *)bytes, size) == size &&
        record_list((const char *)bytes, size, &list)) {
        json_t *other = json_loadb(list.bytes, list.size, 0, NULL);

        demand(json_is_array(other));
        json_decref(other);
        demand(record_list(list.bytes, list.size, &again));
        demand(again.size == list.size && memcmp(again.bytes, list.bytes, list.size) == 0);
    }
    buf_done(&list);
    buf_done(&again);
    return 0;
}
