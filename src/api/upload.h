/* SPDX-License-Identifier: Apache-2.0 */
/* upload.h -- bills that arrive over HTTP: received into HOME/stage, then imported one after the
 * other.
 *
 * A run is what an upload becomes: it has a number under which its progress and its result can be
 * asked. Runs live in memory; what they did is in the catalogue. A file whose upload or import did
 * not come to its end is taken away, at the latest when the next server starts.
 */
#ifndef CENTAVO_API_UPLOAD_H
#define CENTAVO_API_UPLOAD_H

#include "api/call.h"

struct uploads;

MUST_CHECK bool uploads_open(struct service *service, struct uploads **out, struct err *err);

/* Ends the import under way as soon as it can be ended, and forgets those that wait. NULL is fine.
 */
void uploads_close(struct uploads *uploads);

/* Nothing is being imported and nothing waits. */
bool uploads_are_idle(struct uploads *uploads);

/* On the server's thread: make room for the body. False: answered already. */
bool upload_receive(struct call *call);

/* The call is over: take away what has not become a run. */
void upload_drop(struct call *call);

/* Handlers. */
void upload_run(struct call *call);   /* POST /api/v1/deliveries */
void upload_again(struct call *call); /* POST /api/v1/deliveries/{id}/again */
MUST_CHECK bool run_get(struct call *call, struct json *json,
                        struct err *err); /* GET /api/v1/runs/{id} */

#endif
