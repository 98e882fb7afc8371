/* SPDX-License-Identifier: Apache-2.0 */
/* app.h -- from an HTTP request to the handler of its route, and to the log when it is over. */
#ifndef CENTAVO_API_APP_H
#define CENTAVO_API_APP_H

#include "api/service.h"
#include "http/server.h"

/* What the HTTP server calls. */
struct http_app app_of(struct service *service);

#endif
