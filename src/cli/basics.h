/* SPDX-License-Identifier: Apache-2.0 */
/* basics.h -- the commands about centavo itself. */
#ifndef CENTAVO_CLI_BASICS_H
#define CENTAVO_CLI_BASICS_H

#include "cli/command.h"

extern const struct command cmd_version;
extern const struct command cmd_help;
extern const struct command cmd_config;

#endif
