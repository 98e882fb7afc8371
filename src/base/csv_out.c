/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv_out.h"

#include <string.h>

static bool looks_like_formula(const char *text, size_t size)
{
    return size && *text && strchr("=+-@\t\r", *text);
}

void csv_cell(struct buf *out, const char *text, size_t size, bool is_text)
{
    bool guarded = is_text && looks_like_formula(text, size);
    bool quoted = size == 0;

    for (size_t i = 0; i < size && !quoted; i++)
        quoted = text[i] == '"' || text[i] == ',' || text[i] == '\n' || text[i] == '\r';
    if (quoted)
        buf_add_char(out, '"');
    if (guarded)
        buf_add_char(out, '\'');
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, text[i]);
    }
    if (quoted)
        buf_add_char(out, '"');
}
