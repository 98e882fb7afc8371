/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

#include <string.h>

static const char *slot_text(const struct sql_slot *slots, size_t slot_count, const char *name,
                             size_t name_size)
{
    for (size_t i = 0; i < slot_count; i++)
        if (strlen(slots[i].name) == name_size && memcmp(slots[i].name, name, name_size) == 0)
            return slots[i].text;
    return NULL;
}

bool sql_fill(const struct sql *template, const struct sql_slot *slots, size_t slot_count,
              struct buf *out, struct err *err)
{
    const char *at = template->text;
    const char *open;

    while ((open = strstr(at, "{{"))) {
        const char *name = open + 2;
        const char *close = strstr(name, "}}");
        const char *text;

        if (!close)
            return err_set(err, ERR_BUG, "sql/%s.sql: {{ without }}", template->name);
        text = slot_text(slots, slot_count, name, (size_t)(close - name));
        if (!text)
            return err_set(err, ERR_BUG, "sql/%s.sql: nothing fills {{%.*s}}", template->name,
                           (int)(close - name), name);
        buf_add(out, at, (size_t)(open - at));
        buf_add_text(out, text);
        at = close + 2;
    }
    buf_add_text(out, at);
    return buf_check(out, template->name, err);
}

static void quote(struct buf *out, const char *text, char mark)
{
    buf_add_char(out, mark);
    for (; *text; text++) {
        if (*text == mark)
            buf_add_char(out, mark);
        buf_add_char(out, *text);
    }
    buf_add_char(out, mark);
}

void sql_quote_text(struct buf *out, const char *text)
{
    quote(out, text, '\'');
}

void sql_quote_name(struct buf *out, const char *name)
{
    quote(out, name, '"');
}
