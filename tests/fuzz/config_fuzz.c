/* SPDX-License-Identifier: Apache-2.0 */
/* config_fuzz.c -- any bytes as a configuration file: keys and values, or one line that says why
 * not. */
#include "config/config.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool take(void *context, const char *key, const char *value, size_t line, struct err *err)
{
    size_t *count = context;

    (void)err;
    if (!key || !value || line == 0)
        abort();
    *count += strlen(key) + strlen(value);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct err err SCOPED(err_done) = { 0 };
    size_t count = 0;

    if (!config_parse((const char *)bytes, size, "centavo.yaml", take, &count, &err) &&
        err.code != ERR_USAGE)
        abort(); /* the reader of the file is always right, or told where he is wrong */
    return 0;
}
