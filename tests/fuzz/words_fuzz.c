/* SPDX-License-Identifier: Apache-2.0 */
/* words_fuzz.c -- any bytes as a query string and as the lists of Accept, Accept-Encoding and
 * If-None-Match. */
#include "api/negotiate.h"
#include "api/words.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_words(struct arena *arena, const char *text)
{
    struct query_pair *pairs;
    size_t count;
    struct err err SCOPED(err_done) = { 0 };

    if (!words_parse(arena, text, &pairs, &count, &err)) {
        if (err.code != ERR_USAGE && err.code != ERR_LIMIT)
            abort();
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (utf8_valid_prefix(pairs[i].value, strlen(pairs[i].value)) != strlen(pairs[i].value))
            abort();
        if (!words_find(pairs, count, pairs[i].name))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *text = arena_strndup(&arena, (const char *)bytes, size);
    int media = accept_media(text, "text/csv");
    int coding = accept_coding(text, "gzip");

    if (media < 0 || media > 1000 || coding < 0 || coding > 1000)
        abort();
    if (etag_matches(text, "0123abcd") && !strstr(text, "0123abcd") && !strchr(text, '*'))
        abort();
    check_words(&arena, text);
    return 0;
}
