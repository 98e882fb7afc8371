/* SPDX-License-Identifier: Apache-2.0 */
/* ingest.h -- the commands that change what is kept, or look at it: ingest, deliveries, verify,
 * sweep. */
#ifndef CENTAVO_CLI_INGEST_H
#define CENTAVO_CLI_INGEST_H

#include "cli/command.h"

extern const struct command cmd_ingest;
extern const struct command cmd_deliveries;
extern const struct command cmd_sources;
extern const struct command cmd_verify;
extern const struct command cmd_sweep;

#endif
