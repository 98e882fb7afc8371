/* SPDX-License-Identifier: Apache-2.0 */
/* access_log.h -- a line per request, written many at a time.
 *
 * One write per line costs as much as answering from the cache. Lines gather in memory and leave
 * when there are enough of them, or when the service's watching thread comes by, ten times a
 * second. What a program that is killed had not yet written is lost; everything else in the log is
 * written at once.
 */
#ifndef CENTAVO_API_ACCESS_LOG_H
#define CENTAVO_API_ACCESS_LOG_H

#include "base/log.h"

struct access_log;

struct access_log *access_log_new(struct log log);
void access_log_free(struct access_log *access_log); /* writes what is left; NULL is fine */

bool access_log_is_on(const struct access_log *access_log);
void access_log_add(struct access_log *access_log, const struct log_field *fields);
void access_log_flush(struct access_log *access_log);

#endif
