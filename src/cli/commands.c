/* SPDX-License-Identifier: Apache-2.0 */
/* commands.c -- the table of commands, in the order in which help lists them. */
#include "cli/ask.h"
#include "cli/basics.h"

const struct command *const commands[] = {
    &cmd_costs,
    &cmd_charges,
    &cmd_dimensions,
    &cmd_export,
    &cmd_config,
    &cmd_version,
    &cmd_help,
    NULL,
};
