/* SPDX-License-Identifier: Apache-2.0 */
/* duck_values.c -- the values of a statement as part of its text.
 *
 * DuckDB 1.5 plans whatever has a parameter anew at each execution, besides its preparation: a
 * statement whose values stand in it is planned once. A value is written so that it has the type
 * that it would have as a parameter, and nothing in it can end it: a text in quotes has no escapes
 * but the doubled quote.
 *
 *     WHERE day >= $1 AND name <> '$2' AND name = $2     with 2026-10-31 and O'Hara
 *     WHERE day >= (DATE '1970-01-01' + CAST(20757 AS INTEGER)) AND name <> '$2'
 *         AND name = CAST('O''Hara' AS VARCHAR) */
#include "store/duck_internal.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void add_value(struct buf *out, const struct param *param)
{
    switch (param->kind) {
    case PARAM_NULL:
        buf_add_text(out, "NULL");
        break;
    case PARAM_TEXT:
        buf_add_text(out, "CAST(");
        sql_quote_text(out, param->text);
        buf_add_text(out, " AS VARCHAR)");
        break;
    case PARAM_INT:
        buf_printf(out, "CAST(%" PRId64 " AS BIGINT)", param->number);
        break;
    case PARAM_DATE:
        buf_printf(out, "(DATE '1970-01-01' + CAST(%" PRId64 " AS INTEGER))", param->number);
        break;
    case PARAM_TIMESTAMP:
        buf_printf(out, "make_timestamp(CAST(%" PRId64 " AS BIGINT))", param->number);
        break;
    }
}

/* The first byte behind what begins here: a text, a name, a comment, or what is none of them. A
 * doubled quote ends one text and begins the next. */
static const char *part_end(const char *at)
{
    const char *end;

    if (*at == '\'' || *at == '"')
        end = strchrnul(at + 1, *at);
    else if (strncmp(at, "--", 2) == 0)
        end = strchrnul(at, '\n');
    else
        return at + 1 + strcspn(at + 1, "'\"-$");
    return *end ? end + 1 : end;
}

bool duck_add_values(struct buf *out, const char *name, const char *text,
                     const struct param *params, size_t param_count, struct err *err)
{
    while (*text) {
        const char *end = part_end(text);

        if (*text == '$' && isdigit((unsigned char)text[1])) {
            char *behind;
            unsigned long number = strtoul(text + 1, &behind, 10);

            if (number < 1 || number > param_count)
                return err_set(err, ERR_BUG, "%s: there is no value $%lu", name, number);
            add_value(out, &params[number - 1]);
            end = behind;
        } else {
            buf_add(out, text, (size_t)(end - text));
        }
        text = end;
    }
    return buf_check(out, name, err);
}
