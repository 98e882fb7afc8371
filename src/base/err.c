/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exit statuses follow sysexits.h, so that schedulers know 75 as "try again later". */
static const struct {
    const char *name;
    int http_status;
    int exit_status;
    const char *help;
} codes[ERR_CODE_COUNT] = {
    [ERR_NONE] = { "ok", 200, 0, "Done." },
    [ERR_USAGE] = { "usage", 400, 64, "The command line or the request is wrong." },
    [ERR_MISSING] = { "missing", 404, 66, "What was named does not exist." },
    [ERR_DENIED] = { "denied", 403, 77, "Not allowed." },
    [ERR_CONFLICT] = { "conflict", 409, 65, "The state of things does not allow it." },
    [ERR_DATA] = { "data", 422, 65, "The content of a file is wrong; nothing of it is active." },
    [ERR_UPSTREAM] = { "upstream", 503, 69,
                       "Something we depend on failed; it may be tried again." },
    [ERR_BUSY] = { "busy", 503, 75, "Another run is at work; try again later." },
    [ERR_LIMIT] = { "limit", 413, 74, "A limit was reached, or the disk is full." },
    [ERR_BUG] = { "bug", 500, 70, "A defect of centavo; please report it." },
};

bool err_set_va(struct err *err, enum err_code code, const char *format, va_list values)
{
    char *message = NULL;

    if (!err)
        return false;
    if (vasprintf(&message, format, values) < 0)
        abort();
    free(err->message); /* after printing: the old message may be one of the values */
    err->message = message;
    err->code = code;
    return false;
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    err_set_va(err, code, format, values);
    va_end(values);
    return false;
}

bool err_wrap(struct err *err, const char *format, ...)
{
    va_list values;
    char *context = NULL;
    char *message = NULL;

    if (!err)
        return false;
    va_start(values, format);
    if (vasprintf(&context, format, values) < 0)
        abort();
    va_end(values);
    if (asprintf(&message, "%s: %s", context, err_text(err)) < 0)
        abort();
    free(context);
    free(err->message);
    err->message = message;
    return false;
}

bool err_errno(struct err *err, enum err_code code, const char *format, ...)
{
    int number = errno;
    va_list values;

    va_start(values, format);
    err_set_va(err, number == ENOSPC || number == EDQUOT ? ERR_LIMIT : code, format, values);
    va_end(values);
    if (err) {
        char *message = NULL;

        if (asprintf(&message, "%s: %s", err_text(err), strerror(number)) < 0)
            abort();
        free(err->message);
        err->message = message;
    }
    return false;
}

enum err_code err_code_of_path(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return ERR_MISSING;
    case EACCES:
    case EPERM:
    case EROFS:
        return ERR_DENIED;
    case EISDIR:
        return ERR_USAGE;
    default:
        return ERR_UPSTREAM;
    }
}

void err_move(struct err *into, struct err *from)
{
    if (into) {
        free(into->message);
        *into = *from;
    } else {
        free(from->message);
    }
    *from = (struct err){ 0 };
}

void err_done(struct err *err)
{
    free(err->message);
    *err = (struct err){ 0 };
}

const char *err_text(const struct err *err)
{
    return err && err->message ? err->message : "no error";
}

const char *err_code_name(enum err_code code)
{
    return codes[code].name;
}

int err_http_status(enum err_code code)
{
    return codes[code].http_status;
}

int err_exit_status(enum err_code code)
{
    return codes[code].exit_status;
}

const char *err_code_help(enum err_code code)
{
    return codes[code].help;
}
