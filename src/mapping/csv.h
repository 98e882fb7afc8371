/* SPDX-License-Identifier: Apache-2.0 */
/* csv.h -- a text input seen as a table: its dialect, its header and its first rows.
 *
 * Reads what spreadsheets and providers write: fields separated by `,` `;` tab or `|`; a quote
 * opens a field only at the field's very start, and is doubled inside one; records end in LF, CRLF
 * or a lone CR. Lines before the header (a title, "sep=;") are skipped. Column names are given as
 * they stand, trimmed of blanks; two may be equal: which one counts is for the caller. An empty
 * cell, and the unquoted texts NULL, null and \N, are NULL.
 */
#ifndef CENTAVO_MAPPING_CSV_H
#define CENTAVO_MAPPING_CSV_H

#include "mapping/csv_rows.h"
#include "mapping/dialect.h"
#include "mapping/input.h"
#include "store/scan.h"

enum { CSV_SAMPLE_ROWS = 1000 };

struct csv;

/* The input must be text and outlive the csv. */
MUST_CHECK bool csv_open(const struct input *input, struct csv **out, struct err *err);
void csv_close(struct csv *csv); /* NULL is fine */
void csv_closep(struct csv **csv);

const struct input *csv_input(const struct csv *csv);
const struct dialect *csv_dialect(const struct csv *csv);
size_t csv_column_count(const struct csv *csv);
const char *csv_column_name(const struct csv *csv, size_t column); /* NUL-terminated UTF-8 */

/* For csv_scan.h: how wide rows are, and how many bytes of text stand before the first of them. */
struct csv_shape csv_shape(const struct csv *csv);
size_t csv_body_offset(const struct csv *csv);

/* At most CSV_SAMPLE_ROWS rows from the start of the file; those that a scan would reject are not
 * among them. */
size_t csv_sample_row_count(const struct csv *csv);
size_t csv_sample_row_number(const struct csv *csv, size_t row); /* as a scan counts, from 1 */
struct scan_cell csv_sample_cell(const struct csv *csv, size_t row, size_t column);

/* Give back the sample's memory (some MiB), here and in input_forget_sample: for deliveries of many
 * files. */
void csv_forget_sample(struct csv *csv);

#endif
