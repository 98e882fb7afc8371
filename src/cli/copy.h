/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CENTAVO_CLI_COPY_H
#define CENTAVO_CLI_COPY_H

#include "cli/command.h"

extern const struct command cmd_copy;

#endif
