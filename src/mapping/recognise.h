/* SPDX-License-Identifier: Apache-2.0 */
/* recognise.h -- which format a header belongs to.
 *
 * Header names are compared without a byte order mark, surrounding blanks, quotes and case. To bind
 * a column they are compared "squashed", by letters and digits alone, so that
 * lineItem/UnblendedCost, line_item_unblended_cost and "Line Item Unblended Cost" are one name.
 */
#ifndef CENTAVO_MAPPING_RECOGNISE_H
#define CENTAVO_MAPPING_RECOGNISE_H

#include "base/arena.h"
#include "mapping/format.h"

/* The name as recognition sees it: trimmed, unquoted, lower case. */
char *header_plain(struct arena *arena, const char *name);

/* Of a plain name: "region der verbrauchseinheit (meterregion)" is meterregion, because translated
 * headers keep the name in brackets. plain itself for any other. */
char *header_untranslated(struct arena *arena, char *plain);

/* Lower-case letters and digits, and any byte that is not ASCII. */
char *header_squash(struct arena *arena, const char *name);

/* The first row of the table that matches, NULL when none does. The simple formats need simple.h to
 * say more, so they match here only by what the table names: csv.simple always, as the last row. */
const struct format *format_recognise(const char *const *names, size_t name_count);

/* For a file that starts like JSON: its first bytes decide. NULL when it does not. */
const struct format *format_recognise_json(const char *bytes, size_t size);

/* Version of a FOCUS file by the columns it has: "1.2". */
const char *format_focus_version(const char *const *names, size_t name_count);

#endif
