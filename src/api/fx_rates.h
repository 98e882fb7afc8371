/* SPDX-License-Identifier: Apache-2.0 */
/* fx_rates.h -- exchange rates over HTTP. */
#ifndef CENTAVO_API_FX_RATES_H
#define CENTAVO_API_FX_RATES_H

#include "api/call.h"

void fx_rates_list(struct call *call);
void fx_rates_add(struct call *call); /* one rate; answers with its set */

#endif
