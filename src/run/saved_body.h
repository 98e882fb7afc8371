/* SPDX-License-Identifier: Apache-2.0 */
/* saved_body.h -- saved views and boards out of JSON that somebody sent: every member is known, of
 * its type, and within its limits. */
#ifndef CENTAVO_RUN_SAVED_BODY_H
#define CENTAVO_RUN_SAVED_BODY_H

#include "base/arena.h"
#include "base/err.h"
#include "run/saved.h"

#include <stdbool.h>

/* What a text is for. */
enum saved_use {
    SAVED_NEW,    /* it is made */
    SAVED_CHANGE, /* it replaces one, and says which version of that was looked at */
    SAVED_COPY    /* it is made of an answer, whose other members are passed over */
};

/* A JSON text with the members of a view, or of a board. Names are trimmed. ERR_USAGE, and
 * *parameter (arena; NULL when it is no member) says which: "look.chart", "items[2].width". */
MUST_CHECK bool saved_view_read(const char *text, size_t size, enum saved_use use,
                                struct arena *arena, struct saved_view *out, const char **parameter,
                                struct err *err);
MUST_CHECK bool board_read(const char *text, size_t size, enum saved_use use, struct arena *arena,
                           struct board *out, const char **parameter, struct err *err);

#endif
