/* SPDX-License-Identifier: Apache-2.0 */
/* saved_views.h -- saved views and boards over HTTP. */
#ifndef CENTAVO_API_SAVED_VIEWS_H
#define CENTAVO_API_SAVED_VIEWS_H

#include "api/call.h"

void saved_views_list(struct call *call);
void saved_views_add(struct call *call); /* answers with the view as it is then */
void saved_views_get(struct call *call);
void saved_views_set(struct call *call);
void saved_views_remove(struct call *call);

void boards_list(struct call *call);
void boards_add(struct call *call);
void boards_get(struct call *call);
void boards_set(struct call *call);
void boards_remove(struct call *call);

#endif
