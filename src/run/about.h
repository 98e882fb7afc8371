/* SPDX-License-Identifier: Apache-2.0 */
/* about.h -- what this installation is: versions, sizes, limits. */
#ifndef CENTAVO_RUN_ABOUT_H
#define CENTAVO_RUN_ABOUT_H

#include "base/json.h"
#include "store/catalogue.h"

/* {"version":…,"sizes":{…},"limits":[…]} */
MUST_CHECK bool about_json(struct catalogue *catalogue, const struct place *place,
                           struct json *json, struct err *err);

#endif
