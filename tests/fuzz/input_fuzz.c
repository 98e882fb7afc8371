/* SPDX-License-Identifier: Apache-2.0 */
/* input_fuzz.c -- any bytes as a bill: recognised, decompressed, decoded, its header found and its
 * rows read; or one line that says why not. */
#include "base/utf8.h"
#include "mapping/csv_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void check_batch(const struct scan_batch *batch)
{
    for (size_t i = 0; i < batch->row_count; i++) {
        const struct scan_cell *cell = &batch->cells[0][i];

        demand(batch->row_numbers[i] > 0);
        demand(!cell->text || utf8_valid_prefix(cell->text, cell->size) == cell->size);
    }
}

/* All rows, with one column bound as it is and folded with the last one into an object. */
static void read_rows(const struct csv *csv)
{
    const size_t columns[] = { 0, csv_column_count(csv) - 1 };
    const struct csv_binding bindings[] = {
        { .columns = columns, .column_count = 1 },
        { .columns = columns, .column_count = 2, .keys = (const char *[]){ "a", "b" } },
    };
    const struct csv_scan_file file = { csv, 1, bindings };
    const struct csv_scan_options options = { .column_names = (const char *[]){ "a", "b" },
                                              .column_count = 2,
                                              .files = &file,
                                              .file_count = 1 };
    static struct scan_cell cells[2][SCAN_BATCH];
    static int64_t numbers[2][SCAN_BATCH];
    struct scan_batch batch = { .cells = (struct scan_cell *[]){ cells[0], cells[1] },
                                .file_numbers = numbers[0],
                                .row_numbers = numbers[1] };
    struct csv_scan *scan SCOPED(csv_scan_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    const struct scan *source;
    void *run;
    void *reader;
    bool ended = false;

    demand(csv_scan_open(&options, &scan, &err));
    source = csv_scan_source(scan);
    demand(source->begin(source->context, &run, &err));
    demand(source->reader_open(run, (const size_t[]){ 0, 1 }, 2, &reader, &err));
    while (!ended && source->next(reader, &batch, &ended, &err))
        check_batch(&batch);
    source->reader_close(reader);
    source->end(run);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input *input SCOPED(input_closep) = NULL;
    struct csv *csv SCOPED(csv_closep) = NULL;
    struct err err SCOPED(err_done) = { 0 };
    static int fd = -1;
    static char path[64];

    if (fd < 0) {
        fd = memfd_create("bill", MFD_CLOEXEC);
        snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    }
    demand(ftruncate(fd, 0) == 0 && pwrite(fd, bytes, size, 0) == (ssize_t)size);
    if (input_open(path, "bill", &input, &err) && input_kind(input) == INPUT_TEXT &&
        csv_open(input, &csv, &err))
        read_rows(csv);
    demand(csv || input || err.code == ERR_DATA || err.code == ERR_LIMIT);
    return 0;
}
