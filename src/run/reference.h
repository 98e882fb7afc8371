/* SPDX-License-Identifier: Apache-2.0 */
/* reference.h -- the tables of ours that the mappings look things up in. */
#ifndef CENTAVO_RUN_REFERENCE_H
#define CENTAVO_RUN_REFERENCE_H

#include "base/json.h"
#include "base/place.h"

/* {"items":[…]}: which category a provider's service has. q: text that it contains; provider: only
 * this one; NULL: all. */
MUST_CHECK bool service_categories_json(const struct place *place, const char *q,
                                        const char *provider, struct json *json, struct err *err);

#endif
