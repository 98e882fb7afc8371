/* SPDX-License-Identifier: Apache-2.0 */
/* saved_body.h -- saved views and boards out of JSON that somebody sent: every member is known, of
 * its type, and within its limits. */
#ifndef CENTAVO_RUN_SAVED_BODY_H
#define CENTAVO_RUN_SAVED_BODY_H

#include "base/arena.h"
#include "base/err.h"
#include "run/saved.h"

#include <stdbool.h>

/* A JSON text with the members of a view, or of a board. Names are trimmed. ERR_USAGE, and
 * *parameter (arena; NULL when it is no member) says which: "look.chart", "items[2].width".
 * with_version: it replaces one that is there, and says which version of it was looked at. */
MUST_CHECK bool saved_view_read(const char *text, size_t size, bool with_version,
                                struct arena *arena, struct saved_view *out, const char **parameter,
                                struct err *err);
MUST_CHECK bool board_read(const char *text, size_t size, bool with_version, struct arena *arena,
                           struct board *out, const char **parameter, struct err *err);

#endif
