/* SPDX-License-Identifier: Apache-2.0 */
/* filter_fuzz.c -- filter expressions from outside: no input hurts, and what is understood is
 * printed, understood again and compiled to SQL that holds nothing of it. */
#include "view/filter.h"

#include "base/limits.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void compile(const struct filter *filter, struct arena *arena)
{
    struct buf sql SCOPED(buf_done) = { .maximum = 64 * MIB };
    struct err err SCOPED(err_done) = { 0 };
    struct param_list params = { .arena = arena };
    const struct filter_tags tags = { "tag_value", "norm_tag", "''" };
    bool done = filter_sql(filter, &tags, &params, &sql, &err);

    assert(done);
    assert(params.count > 0 || filter->kind != FILTER_EQUAL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    struct buf one SCOPED(buf_done) = { .maximum = 64 * MIB };
    struct buf two SCOPED(buf_done) = { .maximum = 64 * MIB };
    const struct filter *filter = NULL;
    const struct filter *again = NULL;
    char *text = malloc(size + 1);

    assert(text);
    memcpy(text, bytes, size);
    text[size] = '\0';
    if (filter_parse(text, &arena, &filter, &err) && filter) {
        filter_print(filter, &one);
        /* what is printed may be longer than what was said: ( ) and quotes are added */
        if (one.size <= LIMIT_FILTER && filter_parse(buf_text(&one), &arena, &again, &err)) {
            filter_print(again, &two);
            assert(strcmp(buf_text(&one), buf_text(&two)) == 0);
        } else {
            assert(one.size > LIMIT_FILTER || err.code == ERR_LIMIT);
        }
        compile(filter, &arena);
    }
    free(text);
    return 0;
}
