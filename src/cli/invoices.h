/* SPDX-License-Identifier: Apache-2.0 */
/* invoices.h -- commands about invoices, and how the bills agree with them. */
#ifndef CENTAVO_CLI_INVOICES_H
#define CENTAVO_CLI_INVOICES_H

#include "cli/command.h"

extern const struct command cmd_invoices;
extern const struct command cmd_reconcile;

#endif
