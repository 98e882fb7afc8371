/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/output.h"

#include <string.h>

bool wants_json(const struct invocation *invocation, bool *json, struct err *err)
{
    const char *format = given_value(invocation, "format");

    *json = format && strcmp(format, "json") == 0;
    if (format && !*json && strcmp(format, "table") != 0)
        return err_set(err, ERR_USAGE, "--format %s: table or json", format);
    return true;
}

bool print_buf(struct invocation *invocation, const struct buf *buf, const char *what,
               struct err *err)
{
    if (!buf_check(buf, what, err))
        return false;
    fprintf(invocation->out, "%s\n", buf_text(buf));
    return true;
}
