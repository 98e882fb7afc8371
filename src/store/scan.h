/* SPDX-License-Identifier: Apache-2.0 */
/* scan.h -- rows that C code produces for the engine: columns of text, plus two numbers that say
 * where a row stands.
 *
 * Columns 0 to column_count-1 are text. Behind them the engine sees sys_file_no and sys_row_no
 * (BIGINT). Several threads read at once, each through its own reader; each batch is up to
 * SCAN_BATCH rows. Only the wanted columns need to be filled.
 */
#ifndef CENTAVO_STORE_SCAN_H
#define CENTAVO_STORE_SCAN_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum { SCAN_BATCH = 2048 };

struct scan_cell {
    const char *text; /* NULL is SQL NULL; valid until this reader's next call; valid UTF-8 */
    uint32_t size;
};

struct scan_batch {
    size_t row_count;
    /* cells[i] belongs to wanted column i (in the order given to reader_open): SCAN_BATCH cells
     * each. The engine owns the arrays; the reader fills row_count of each. */
    struct scan_cell **cells;
    int64_t *file_numbers; /* SCAN_BATCH each; always filled */
    int64_t *row_numbers;
};

struct scan {
    void *context;
    size_t column_count;
    const char *const *column_names;
    int max_threads; /* 0: as many as the engine likes */

    /* Every run of a query over the scan calls begin once, then reader_open once per thread, next
     * until END (a batch may be empty without being the end), reader_close for each, end once. One
     * statement may read the scan several times at once: every run reads all rows. */
    bool (*begin)(void *context, void **run, struct err *err);
    void (*end)(void *run);
    bool (*reader_open)(void *run, const size_t *wanted, size_t wanted_count, void **reader,
                        struct err *err);
    /* true with row_count 0 and *ended set: no more rows for this reader */
    bool (*next)(void *reader, struct scan_batch *batch, bool *ended, struct err *err);
    void (*reader_close)(void *reader);
};

#endif
