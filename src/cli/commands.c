/* SPDX-License-Identifier: Apache-2.0 */
/* commands.c -- the table of commands, in the order in which help lists them. */
#include "cli/basics.h"

const struct command *const commands[] = {
    &cmd_config,
    &cmd_version,
    &cmd_help,
    NULL,
};
