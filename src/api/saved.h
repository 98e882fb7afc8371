/* SPDX-License-Identifier: Apache-2.0 */
/* saved.h -- saved views and boards over HTTP. Which of the two follows from the route. */
#ifndef CENTAVO_API_SAVED_H
#define CENTAVO_API_SAVED_H

#include "api/call.h"

void saved_list(struct call *call);
void saved_add(struct call *call); /* answers with the thing as it is then */
void saved_get(struct call *call);
void saved_set(struct call *call);
void saved_remove(struct call *call);

#endif
