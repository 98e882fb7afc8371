/* SPDX-License-Identifier: Apache-2.0 */
/* openapi.h -- the reference of the HTTP interface, printed from the tables of routes, words and
 * shapes. */
#ifndef CENTAVO_API_OPENAPI_H
#define CENTAVO_API_OPENAPI_H

#include "base/buf.h"

#include <stdio.h>

void openapi_print(struct buf *out); /* OpenAPI 3.1, JSON */
void openapi_print_page(FILE *out);  /* docs/api.md */

#endif
