/* SPDX-License-Identifier: Apache-2.0 */
/* negotiate.h -- what a client is ready to take, from its Accept, Accept-Encoding and
 * If-None-Match. */
#ifndef CENTAVO_API_NEGOTIATE_H
#define CENTAVO_API_NEGOTIATE_H

#include <stdbool.h>
#include <stddef.h>

/* Quality, 0 to 1000, of a media type ("text/csv") or coding ("gzip") by a header's list; the most
 * specific entry counts. A NULL list accepts every media type and no coding. */
int accept_media(const char *list, const char *type);
int accept_coding(const char *list, const char *coding);

/* Whether an If-None-Match list has the tag (without quotes and W/), or is "*". NULL list: no. */
bool etag_matches(const char *list, const char *tag);

#endif
