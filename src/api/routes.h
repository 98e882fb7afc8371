/* SPDX-License-Identifier: Apache-2.0 */
/* routes.h -- the routes by area, each area in the file that answers it; the last has no path. */
#ifndef CENTAVO_API_ROUTES_H
#define CENTAVO_API_ROUTES_H

#include "api/route.h"

extern const struct route cost_routes[]; /* cost_routes.c: question.c answers them */
extern const struct route tag_rule_routes[];
extern const struct route fx_rate_routes[];
extern const struct route delivery_routes[]; /* upload.c answers what sends a bill */
extern const struct route period_routes[];
extern const struct route saved_routes[];
extern const struct route system_routes[];
extern const struct route s0_routes[];
extern const struct route page_routes[];

#endif
