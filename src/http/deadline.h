/* SPDX-License-Identifier: Apache-2.0 */
/* deadline.h -- connections that are cut when their time is over.
 *
 * libmicrohttpd's own timeout starts anew with every byte, so a client that drips one byte a second
 * holds a connection for ever. Here each connection has a moment; a thread looks once a second and
 * shuts down the sockets whose moment has passed.
 */
#ifndef CENTAVO_HTTP_DEADLINE_H
#define CENTAVO_HTTP_DEADLINE_H

#include "base/err.h"

#include <stdint.h>

struct deadlines;
struct deadline;

MUST_CHECK bool deadlines_new(struct deadlines **out, struct err *err);
void deadlines_free(struct deadlines *deadlines); /* after all connections; NULL is fine */

/* Watch a socket until deadline_remove, which must come before the socket is closed. */
struct deadline *deadline_add(struct deadlines *deadlines, int fd, int64_t moment);
void deadline_remove(struct deadlines *deadlines, struct deadline *deadline);

/* clock_steady at which the connection ends; 0: never. Cheap; from any thread. */
void deadline_set(struct deadline *deadline, int64_t moment);

#endif
