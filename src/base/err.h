/* SPDX-License-Identifier: Apache-2.0 */
/* err.h -- an error is a value for a person: one line that says what is wrong, and a code that says
 * what the caller does next.
 *
 * The lowest function sets the line (err_set); each caller may put what it was doing in front of it
 * (err_wrap). One table turns a code into an HTTP status and an exit status; nobody else does.
 */
#ifndef CENTAVO_BASE_ERR_H
#define CENTAVO_BASE_ERR_H

#include "base/attr.h"

#include <stdarg.h>
#include <stdbool.h>

enum err_code {
    ERR_NONE,
    ERR_USAGE,    /* the request or command line is wrong: say it differently */
    ERR_MISSING,  /* what was named does not exist */
    ERR_DENIED,   /* not allowed to */
    ERR_CONFLICT, /* what was asked contradicts the state of things, for instance a held delivery */
    ERR_DATA,     /* a file's content is wrong */
    ERR_UPSTREAM, /* somebody else's fault; the only code that may be retried */
    ERR_BUSY,     /* another run holds the lock: come back later */
    ERR_LIMIT,    /* a limit of ours, or the disk is full */
    ERR_BUG,      /* our own fault */
    ERR_CODE_COUNT
};

struct err {
    enum err_code code;
    char *message; /* owned; NULL while code is ERR_NONE */
};

/* Both return false, so that a failing function can end in `return err_set(...)`. err may be NULL.
 * err_set replaces what was there; err_wrap puts "context: " in front of it. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);
bool err_set_va(struct err *err, enum err_code code, const char *format, va_list values)
    PRINTF_LIKE(3, 0);
bool err_wrap(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same as err_set with ": " and the text of errno behind it; a full disk is ERR_LIMIT. */
bool err_errno(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* The code for a path that the person named and that cannot be opened or made: missing, denied, a
 * directory where a file is wanted (usage), else upstream. number: an errno. */
enum err_code err_code_of_path(int number);

/* Move `from` into `into` (which is cleared first) and leave `from` empty. */
void err_move(struct err *into, struct err *from);

void err_done(struct err *err); /* clear; fine on an empty one */

/* The message, never NULL. */
const char *err_text(const struct err *err);

const char *err_code_name(enum err_code code); /* "data": stable, used in JSON and in logs */
int err_http_status(enum err_code code);
int err_exit_status(enum err_code code);
const char *err_code_help(enum err_code code); /* one sentence, for the generated pages */

#endif
