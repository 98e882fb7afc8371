/* SPDX-License-Identifier: Apache-2.0 */
/* migrate.h -- the command that brings the schema up to date. */
#ifndef CENTAVO_CLI_MIGRATE_H
#define CENTAVO_CLI_MIGRATE_H

#include "cli/command.h"

extern const struct command cmd_migrate;

#endif
