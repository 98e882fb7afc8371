/* SPDX-License-Identifier: Apache-2.0 */
/* json_scan.h -- the rows of one or several JSON files as a row source for the engine
 * (store/scan.h). The twin of csv_scan.h, whose bindings, rejects and progress it shares.
 *
 * sys_row_no counts the rows of a file from 1. A row that is damaged is rejected alone where
 * documents are rows. null and "" are NULL; true, false and numbers are their text.
 */
#ifndef CENTAVO_MAPPING_JSON_SCAN_H
#define CENTAVO_MAPPING_JSON_SCAN_H

#include "mapping/csv_scan.h"
#include "mapping/json_file.h"

struct json_scan_file {
    const struct json_file *file;
    int64_t file_no;
    const struct csv_binding *bindings; /* one per output column; they must outlive the scan */
};

struct json_scan_options {
    const char *const *column_names; /* these, too, must outlive the scan */
    size_t column_count;
    const struct json_scan_file *files;
    size_t file_count;
    /* As in csv_scan.h. */
    void (*reject)(void *context, const struct csv_reject *reject);
    void *reject_context;
};

struct json_scan;

/* The files must outlive the scan. */
struct json_scan *json_scan_open(const struct json_scan_options *options);
void json_scan_close(struct json_scan *scan); /* NULL is fine; after the last run */

const struct scan *json_scan_source(const struct json_scan *scan);

/* As in csv_scan.h. */
void json_scan_report(struct json_scan *scan, bool reporting);
struct csv_scan_progress json_scan_progress(const struct json_scan *scan);

#endif
