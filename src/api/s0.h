/* SPDX-License-Identifier: Apache-2.0 */
/* s0.h -- the older interface (/api/v1/summary and its neighbours), status codes and all.
 *
 * Its clients know two kinds of refusal: 422 with a list for a parameter that is missing or of the
 * wrong type, and 400 with a sentence for everything else; a parameter that is not known is
 * ignored, and of one that is sent twice the last counts.
 */
#ifndef CENTAVO_API_S0_H
#define CENTAVO_API_S0_H

#include "api/call.h"

void s0_run(struct call *call);

#endif
