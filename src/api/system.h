/* SPDX-License-Identifier: Apache-2.0 */
/* system.h -- handlers about the server itself. */
#ifndef CENTAVO_API_SYSTEM_H
#define CENTAVO_API_SYSTEM_H

#include "api/call.h"

void healthz_get(struct call *call); /* the process answers */
void readyz_get(struct call *call);  /* ... and can read its data */
void metrics_get(struct call *call);
void about_get(struct call *call);
void service_categories_list(struct call *call);
void openapi_get(struct call *call);
void s0_health_get(struct call *call); /* GET /api/v1/health */

#endif
