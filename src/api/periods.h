/* SPDX-License-Identifier: Apache-2.0 */
/* periods.h -- handlers about invoices and billing months: how far bills and invoices agree. */
#ifndef CENTAVO_API_PERIODS_H
#define CENTAVO_API_PERIODS_H

#include "api/call.h"

void invoices_list(struct call *call);
void invoices_add(struct call *call);
void periods_list(struct call *call);
void periods_get(struct call *call);
void periods_accept(struct call *call);

#endif
