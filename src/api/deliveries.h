/* SPDX-License-Identifier: Apache-2.0 */
/* deliveries.h -- handlers about what was delivered and by whom. Their answers are those of
 * run/delivery.h. */
#ifndef CENTAVO_API_DELIVERIES_H
#define CENTAVO_API_DELIVERIES_H

#include "api/call.h"

void deliveries_list(struct call *call);
void deliveries_get(struct call *call);
void deliveries_rejects(struct call *call);
void deliveries_diff(struct call *call);
void deliveries_accept(struct call *call);
void deliveries_reject(struct call *call);
void sources_list(struct call *call);
void sources_set(struct call *call);
void sources_compare(struct call *call);

#endif
