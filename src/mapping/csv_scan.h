/* SPDX-License-Identifier: Apache-2.0 */
/* csv_scan.h -- the rows of one or several CSV files as a row source for the engine (store/scan.h).
 *
 *     bindings[] = { { .columns = (size_t[]){ 7 }, .column_count = 1 }, one column of the file {
 * .columns = tags, .column_count = n, .keys = tag_keys },                    several, as a JSON
 * object { .column_count = 0 } };                                                     not in this
 * file: NULL csv_scan_open(&options, &scan, err); duck_add_scan(duck, "raw", csv_scan_source(scan),
 * err);
 *
 * sys_row_no counts records from 1 behind the header; lines without a single byte are no records. A
 * record whose cells are all empty has a number and gives no row. Short and long rows: when most
 * rows of the sample have fewer cells than the header, rows of that width are read as well, the
 * missing cells being NULL; further cells at the end of a row are ignored when they are empty. Any
 * other width, text after a closing quote, a quote that is never closed, NUL bytes and invalid
 * UTF-8 reject the row. No cell is ever altered, apart from doubled quotes. Rows come in no
 * particular order.
 */
#ifndef CENTAVO_MAPPING_CSV_SCAN_H
#define CENTAVO_MAPPING_CSV_SCAN_H

#include "mapping/csv.h"
#include "store/scan.h"

#include <stddef.h>
#include <stdint.h>

/* Where one output column comes from in one file. */
struct csv_binding {
    const size_t *columns; /* of the file, from 0 */
    size_t column_count;   /* 0: always NULL */
    /* NULL: the cell of the first column. Otherwise one key per column: a JSON object of the cells
     * that are not NULL, in this order, {"key":"text",...}; NULL when there are none. */
    const char *const *keys;
};

struct csv_scan_file {
    const struct csv *csv;
    int64_t file_no;
    const struct csv_binding *bindings; /* one per output column */
};

struct csv_reject {
    int64_t file_no;
    int64_t row_no;
    const char *column_name; /* NULL when it is about the whole row */
    const char *reason;      /* "has 7 cells, the header has 131" */
};

struct csv_scan_options {
    const char *const *column_names; /* output */
    size_t column_count;
    const struct csv_scan_file *files;
    size_t file_count;
    /* Called for every row that is left out, while reporting is on; from several threads at once.
     * May be NULL. */
    void (*reject)(void *context, const struct csv_reject *reject);
    void *reject_context;
};

struct csv_scan_progress {
    int64_t bytes_done; /* of the files as received, in the current or last run */
    int64_t bytes_total;
    int64_t row_count;      /* rows given in that run */
    int64_t rejected_count; /* rows left out in that run, reported or not */
};

struct csv_scan;

/* Everything in options is copied except the csvs, which must outlive the scan. */
MUST_CHECK bool csv_scan_open(const struct csv_scan_options *options, struct csv_scan **out,
                              struct err *err);
void csv_scan_close(struct csv_scan *scan); /* NULL is fine; after the last run */
void csv_scan_closep(struct csv_scan **scan);

const struct scan *csv_scan_source(const struct csv_scan *scan);

/* Whether the runs from now on report what they reject. On at first; turn it off for a second run
 * over the same rows. */
void csv_scan_report(struct csv_scan *scan, bool reporting);

/* From any thread, at any time. */
struct csv_scan_progress csv_scan_progress(const struct csv_scan *scan);

#endif
