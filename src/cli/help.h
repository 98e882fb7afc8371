/* SPDX-License-Identifier: Apache-2.0 */
/* help.h -- help texts and reference pages, printed from the tables of commands and configuration
 * keys. */
#ifndef CENTAVO_CLI_HELP_H
#define CENTAVO_CLI_HELP_H

#include "cli/command.h"

/* command NULL: the overview. */
void help_print(FILE *out, const struct command *command);

/* docs/cli.md and docs/config.md. */
void help_print_cli_page(FILE *out);
void help_print_config_page(FILE *out);

#endif
