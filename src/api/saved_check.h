/* SPDX-License-Identifier: Apache-2.0 */
/* saved_check.h -- what is wrong with the query of a saved view, given the data that there is now.
 */
#ifndef CENTAVO_API_SAVED_CHECK_H
#define CENTAVO_API_SAVED_CHECK_H

#include "run/saved_views.h"
#include "view/dataset.h"

/* The context: a snapshot that is held as long. NULL: there is no data, and nothing to find. */
bool saved_problems(void *snapshot, const char *query, struct json *json, struct err *err);

/* ERR_USAGE when a query could not even stand in a URL. */
MUST_CHECK bool saved_query_check(const char *query, struct err *err);

#endif
