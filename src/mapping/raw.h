/* SPDX-License-Identifier: Apache-2.0 */
/* raw.h -- the files of a delivery as one relation of text, named `raw`.
 *
 * Opens the files, says what their headers are, and once the columns are bound makes the temporary
 * view that the mapping SQL reads: text columns under our names, NULL where empty, plus sys_file_no
 * and sys_row_no. CSV and JSON come through scans of ours, Parquet through DuckDB's reader with
 * every value spelt as text (doubles at their shortest, maps as JSON).
 */
#ifndef CENTAVO_MAPPING_RAW_H
#define CENTAVO_MAPPING_RAW_H

#include "mapping/bind.h"
#include "mapping/map.h"
#include "mapping/number_style.h"
#include "mapping/reject.h"
#include "store/duck.h"

struct raw;

struct raw_header {
    const char *const *names;
    size_t name_count;
};

/* db: a connection, for the headers of Parquet files. Everything lives as long as the raw. */
MUST_CHECK bool raw_open(const struct mapping_job *job, struct db *db, struct raw **out,
                         struct err *err);
void raw_close(struct raw *raw); /* after the instance that it was attached to */
void raw_closep(struct raw **raw);

size_t raw_file_count(const struct raw *raw);
const char *raw_file_name(const struct raw *raw, size_t file);
struct raw_header raw_header(const struct raw *raw, size_t file);

/* Which format the file has; NULL: none that is known. */
const struct format *raw_format(const struct raw *raw, size_t file);

/* The file is taken for Windows-1252, because its bytes are no UTF-8. */
bool raw_is_windows1252(const struct raw *raw, size_t file);

/* The first bytes of a CSV file; NULL for others. */
const char *raw_sample(const struct raw *raw, size_t file, size_t *size);

/* First rows of a CSV file; none for others. NULL cell: empty. */
size_t raw_sample_row_count(const struct raw *raw, size_t file);
struct scan_cell raw_sample_cell(const struct raw *raw, size_t file, size_t row, size_t column);

/* See number_look; files that are not CSV have plain numbers. */
void raw_number_look(const struct raw *raw, size_t file, const size_t *columns, size_t column_count,
                     struct number_seen *seen);

/* Do the first rows of these columns hold dates such as 1/31/2025? */
bool raw_has_written_dates(const struct raw *raw, size_t file, const size_t *columns,
                           size_t column_count);

/* Make the view. bindings: one per file, all with the same columns. default_currency (may be NULL)
 * fills the currency column. */
MUST_CHECK bool raw_attach(struct raw *raw, const struct binding *bindings, enum number_style style,
                           const char *default_currency, struct reject *reject, struct duck *duck,
                           struct db *db, struct err *err);

/* Report rejected rows of the queries from now on, or not. */
void raw_report(struct raw *raw, bool reporting);

/* Rows of the last query that could not be read. */
int64_t raw_rejected_count(const struct raw *raw);

struct raw_progress {
    int64_t bytes_done;
    int64_t bytes_total;
    int64_t row_count;
};

struct raw_progress raw_progress(const struct raw *raw); /* of the current query; from any thread */

bool raw_is_number_column(const char *name); /* by its name: ..._cost, ..._price */
bool raw_is_date_column(const char *name);

#endif
