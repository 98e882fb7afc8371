/* SPDX-License-Identifier: Apache-2.0 */
/* functions.h -- what mapping SQL can call beside DuckDB's own functions and store/'s money,
 * money_rest and exact_text.
 *
 * moment(text): a TIMESTAMP from ISO in all its spellings, 2025-01, or 1/31/2025 and 31.1.2025 by
 * the delivery's date order; NULL for anything else.
 *
 * moment_end(text): the same for the end of a period; an inclusive :59:59 becomes the next second.
 *
 * json_text(object, key): the value of one key of a flat JSON object.
 *
 * record_list(text): a list of records, or one record, as JSON in which numbers are texts, see
 * record_list.h; NULL when it is none.
 *
 * price_details(text): the additional info of an Azure row as FOCUS price details, see details.h;
 * NULL when there are none.
 *
 * money_share(amount, part, whole): amount * part / whole, rounded half to even at 12 decimals;
 * NULL when whole is 0.
 *
 * unsigned_price(text): a unit price at 15 decimals; NULL for a negative one, which is no price.
 *
 * plain_amount(text, mark): "$1,234.50 ", "(12,30)" or "5.00-" as money() reads it; mark is '.'
 * or ','. The other one stands only before groups of three digits, else it is no amount.
 *
 * tag_set_id(text, rule): the number of a set of tags, see tags.h.
 *
 * earlier_file(path): the path, after the charges are there (mapping_job.earlier_file).
 *
 * charge_skip(file_no, row_no, column, reason): false; a row with a reason goes to the rejects.
 *
 * And the macros of sql/mapping/run_macros.sql.
 */
#ifndef CENTAVO_MAPPING_FUNCTIONS_H
#define CENTAVO_MAPPING_FUNCTIONS_H

#include "mapping/map.h"
#include "mapping/reject.h"
#include "mapping/tags.h"
#include "store/duck.h"

struct functions {
    const struct mapping_job *job;
    struct tags *tags;
    struct reject *reject;
    enum date_order date_order; /* may be set after functions_add, before the query that needs it */
};

/* functions must outlive the instance. */
MUST_CHECK bool functions_add(struct duck *duck, struct functions *functions, struct err *err);

/* The parts of a date that is written with / or . or -, in the order of the text; false when it is
 * none. Two-digit years are of this century. rest is what follows the date. */
bool date_parts(const char *text, size_t size, int parts[static 3], const char **rest);

bool moment_parse(const char *text, size_t size, enum date_order order, int64_t *microseconds);

/* See plain_amount. False when there is no number. out needs the size of the text. */
bool amount_plain(const char *text, size_t size, char mark, char *out, size_t *out_size);

/* The value of a key of a flat JSON object, undoing escapes into out (which needs the size of the
 * object). */
bool json_flat_find(const char *json, size_t json_size, const char *key, size_t key_size, char *out,
                    const char **value, size_t *value_size);

int128 money_share(int128 amount, int128 part, int128 whole);

#endif
