/* SPDX-License-Identifier: Apache-2.0 */
/* output.h -- what commands that answer as a table or as JSON have in common. */
#ifndef CENTAVO_CLI_OUTPUT_H
#define CENTAVO_CLI_OUTPUT_H

#include "base/buf.h"
#include "cli/command.h"

/* --format: NULL or "table", or "json"; anything else is ERR_USAGE. */
MUST_CHECK bool wants_json(const struct invocation *invocation, bool *json, struct err *err);

/* The text and a newline; ERR_LIMIT when it grew past its maximum. what: for that message. */
MUST_CHECK bool print_buf(struct invocation *invocation, const struct buf *buf, const char *what,
                          struct err *err);

#endif
