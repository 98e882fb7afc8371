/* SPDX-License-Identifier: Apache-2.0 */
/* commands.c -- the table of commands, in the order in which help lists them. */
#include "cli/ask.h"
#include "cli/basics.h"
#include "cli/copy.h"
#include "cli/ingest.h"
#include "cli/invoices.h"
#include "cli/migrate.h"
#include "cli/serve.h"

const struct command *const commands[] = {
    &cmd_ingest,    &cmd_deliveries, &cmd_sources,    &cmd_costs,   &cmd_summary,     &cmd_variance,
    &cmd_pivot,     &cmd_charges,    &cmd_dimensions, &cmd_history, &cmd_quality,     &cmd_tags,
    &cmd_rates,     &cmd_views,      &cmd_boards,     &cmd_export,  &cmd_focus_check, &cmd_invoices,
    &cmd_reconcile, &cmd_serve,      &cmd_verify,     &cmd_sweep,   &cmd_migrate,     &cmd_copy,
    &cmd_config,    &cmd_version,    &cmd_help,       NULL,
};
