/* SPDX-License-Identifier: Apache-2.0 */
/* earlier.h -- append feeds: each object is a scope of its own, and a row of it may have come with
 * another object before.
 *
 * The scope of an object in a billing month is "2026-10/<name>", its name without directories. A
 * later version of the object replaces all months of the former one.
 */
#ifndef CENTAVO_RUN_EARLIER_H
#define CENTAVO_RUN_EARLIER_H

#include "store/catalogue.h"

/* The object that a file of this name is. */
const char *object_name(const char *name);

/* A delivery of such a feed, and the days of its charges. */
struct earlier {
    int64_t delivery_id;
    int32_t first_charge_day;
    int32_t last_charge_day;
};

/* Those that a mapping must look into. source: the feed, NULL when its bills will name it. From the
 * arena. */
MUST_CHECK bool earlier_list(struct catalogue *catalogue, const char *format, const char *source,
                             const char *object, struct arena *arena, struct earlier **out,
                             size_t *count, struct err *err);

/* Where a mapping finds the charges of a delivery: the file that is kept of it, or on a server one
 * below the directory, which earlier_fetch makes, if it is not there. From the arena. */
const char *earlier_path(const struct place *place, const char *directory, int64_t delivery_id,
                         struct arena *arena);
MUST_CHECK bool earlier_fetch(const struct place *place, int64_t delivery_id, const char *path,
                              struct err *err);

/* A delivery whose first and last charge date stand in `column` and the next. */
struct earlier earlier_of(struct rows *rows, size_t column, int64_t delivery_id);

/* Which rows of a mapped delivery of such a feed do other objects hold too, that count now?
 * *message: NULL when none, else in words; from the arena. */
MUST_CHECK bool earlier_repeated(struct catalogue *catalogue, const struct place *place,
                                 const struct earlier *mine, const char *format, const char *source,
                                 const char *object, struct arena *arena, const char **message,
                                 struct err *err);

/* A delivery was rejected, or has replaced others: which ones should be mapped again, because rows
 * of theirs were compared with it? *advice: "" or words for a message, from the arena. */
MUST_CHECK bool earlier_advice(struct db *db, int64_t delivery_id, struct arena *arena,
                               const char **advice, struct err *err);

#endif
