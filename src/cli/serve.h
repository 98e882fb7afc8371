/* SPDX-License-Identifier: Apache-2.0 */
/* serve.h -- `centavo serve`: the page and the REST interface. */
#ifndef CENTAVO_CLI_SERVE_H
#define CENTAVO_CLI_SERVE_H

#include "cli/command.h"

extern const struct command cmd_serve;

#endif
