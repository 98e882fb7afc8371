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

/* The head is for readers: it names the slots, and a text of several lines in it would no longer be
 * a comment. */
static const char *skip_head(const char *text)
{
    while (strncmp(text, "--", 2) == 0) {
        const char *end = strchr(text, '\n');

        if (!end)
            return text + strlen(text);
        text = end + 1;
    }
    return text;
}

/* Length without blanks and the semicolon at the end, so that a query may stand inside another. */
static size_t body_size(const char *text)
{
    size_t size = strlen(text);

    while (size && strchr("; \n", text[size - 1]))
        size--;
    return size;
}

bool sql_fill(const struct sql *template, const struct sql_slot *slots, size_t slot_count,
              struct buf *out, struct err *err)
{
    const char *at = skip_head(template->text);
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
    buf_add(out, at, body_size(at));
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
