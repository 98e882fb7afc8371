/* SPDX-License-Identifier: Apache-2.0 */
/* bill.h -- small bills for the tests of the reader: written, packed, and read back as one text. */
#ifndef CENTAVO_TESTS_BILL_H
#define CENTAVO_TESTS_BILL_H

#include "base/arena.h"
#include "base/buf.h"
#include "mapping/csv_scan.h"
#include "unit.h"

#include <zlib.h>
#include <zstd.h>

/* Where a test puts its bill; a fresh one for every TEST. */
struct place {
    char *directory;
    char *path; /* of the bill under test */
    struct arena arena;
};

static inline int place_setup(void **state)
{
    struct place *place = calloc(1, sizeof(*place));

    place->directory = fresh_directory();
    place->path = path_join(&place->arena, place->directory, "my.csv");
    *state = place;
    return 0;
}

static inline int place_teardown(void **state)
{
    struct place *place = *state;

    drop_directory(place->directory);
    arena_done(&place->arena);
    free(place);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

/* What a scan gave: rows as "row|cell|cell\n" with ~ for NULL, rejects as "row column: reason\n".
 */
struct reading {
    struct buf rows;
    struct buf rejects;
    struct csv_scan_progress progress;
};

static inline void reading_done(struct reading *reading)
{
    buf_done(&reading->rows);
    buf_done(&reading->rejects);
}

static inline void write_bill(const char *path, const void *bytes, size_t size)
{
    struct err err = { 0 };
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_done(file_write_all(fileno(file), bytes, size, path, &err));
    fclose(file);
}

/* ---- packing; the caller frees ---- */

static inline unsigned char *pack_deflate(const void *bytes, size_t size, int window_bits,
                                          size_t *out_size)
{
    z_stream stream = { 0 };
    unsigned char *out;

    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    *out_size = deflateBound(&stream, size) + 64;
    out = malloc(*out_size);
    assert_non_null(out);
    stream.next_in = (unsigned char *)(uintptr_t)bytes;
    stream.avail_in = (unsigned)size;
    stream.next_out = out;
    stream.avail_out = (unsigned)*out_size;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    *out_size = stream.total_out;
    deflateEnd(&stream);
    return out;
}

static inline unsigned char *pack_gzip(const void *bytes, size_t size, size_t *out_size)
{
    return pack_deflate(bytes, size, 31, out_size);
}

static inline void add_number(struct buf *out, uint64_t value, int byte_count)
{
    for (int i = 0; i < byte_count; i++)
        buf_add_char(out, (char)(i < 8 ? value >> (8 * i) & 0xff : 0));
}

struct zip_member {
    const char *name;
    const char *text;
    int method;    /* 0 stored, 8 deflate */
    bool is_zip64; /* sizes and offset in an extra field of 64-bit numbers */
    uint32_t flags;
    uint32_t wrong_crc; /* put over the right one */
};

/* One local header and its data; returns the packed size. */
static inline size_t add_zip_member(struct buf *zip, const struct zip_member *member)
{
    size_t size = strlen(member->text);
    size_t packed_size = size;
    unsigned char *packed = NULL;
    uint32_t crc = (uint32_t)crc32(0, (const unsigned char *)member->text, (unsigned)size);

    if (member->method == 8)
        packed = pack_deflate(member->text, size, -15, &packed_size);
    buf_add(zip, "PK\3\4\24\0", 6);
    add_number(zip, member->flags, 2);
    add_number(zip, (uint64_t)member->method, 2);
    add_number(zip, 0, 4);
    add_number(zip, crc, 4);
    add_number(zip, packed_size, 4);
    add_number(zip, size, 4);
    add_number(zip, strlen(member->name), 2);
    add_number(zip, 0, 2);
    buf_add_text(zip, member->name);
    buf_add(zip, packed ? packed : (const void *)member->text, packed_size);
    free(packed);
    return packed_size;
}

static inline void add_zip_entry(struct buf *zip, const struct zip_member *member,
                                 size_t packed_size, size_t offset)
{
    size_t size = strlen(member->text);
    uint32_t crc = (uint32_t)crc32(0, (const unsigned char *)member->text, (unsigned)size);

    buf_add(zip, "PK\1\2\24\0\24\0", 8);
    add_number(zip, member->flags, 2);
    add_number(zip, (uint64_t)member->method, 2);
    add_number(zip, 0, 4);
    add_number(zip, member->wrong_crc ? member->wrong_crc : crc, 4);
    add_number(zip, member->is_zip64 ? UINT32_MAX : packed_size, 4);
    add_number(zip, member->is_zip64 ? UINT32_MAX : size, 4);
    add_number(zip, strlen(member->name), 2);
    add_number(zip, member->is_zip64 ? 28 : 0, 2);
    add_number(zip, 0, 2);
    add_number(zip, 0, 8);
    add_number(zip, member->is_zip64 ? UINT32_MAX : offset, 4);
    buf_add_text(zip, member->name);
    if (member->is_zip64) {
        add_number(zip, 1, 2);
        add_number(zip, 24, 2);
        add_number(zip, size, 8);
        add_number(zip, packed_size, 8);
        add_number(zip, offset, 8);
    }
}

static inline void pack_zip(struct buf *zip, const struct zip_member *members, size_t count)
{
    size_t offsets[16];
    size_t sizes[16];
    size_t start;
    size_t directory_size;
    bool is_zip64 = false;

    for (size_t i = 0; i < count; i++) {
        offsets[i] = zip->size;
        sizes[i] = add_zip_member(zip, &members[i]);
        is_zip64 |= members[i].is_zip64;
    }
    start = zip->size;
    for (size_t i = 0; i < count; i++)
        add_zip_entry(zip, &members[i], sizes[i], offsets[i]);
    directory_size = zip->size - start;
    if (is_zip64) {
        size_t end = zip->size;

        buf_add(zip, "PK\6\6", 4);
        add_number(zip, 44, 8);
        add_number(zip, 0, 12);
        add_number(zip, count, 8);
        add_number(zip, count, 8);
        add_number(zip, directory_size, 8);
        add_number(zip, start, 8);
        buf_add(zip, "PK\6\7\0\0\0\0", 8);
        add_number(zip, end, 8);
        add_number(zip, 1, 4);
    }
    buf_add(zip, "PK\5\6\0\0\0\0", 8);
    add_number(zip, is_zip64 ? 0xffff : count, 2);
    add_number(zip, is_zip64 ? 0xffff : count, 2);
    add_number(zip, is_zip64 ? UINT32_MAX : directory_size, 4);
    add_number(zip, is_zip64 ? UINT32_MAX : start, 4);
    add_number(zip, 0, 2);
}

/* ---- reading ---- */

static inline void keep_reject(void *context, const struct csv_reject *reject)
{
    struct reading *reading = context;

    buf_printf(&reading->rejects, "%lld %s: %s\n", (long long)reject->row_no,
               reject->column_name ? reject->column_name : "-", reject->reason);
}

static inline void keep_batch(struct reading *reading, const struct scan_batch *batch, size_t count)
{
    for (size_t row = 0; row < batch->row_count; row++) {
        buf_printf(&reading->rows, "%lld", (long long)batch->row_numbers[row]);
        for (size_t i = 0; i < count; i++) {
            const struct scan_cell *cell = &batch->cells[i][row];

            buf_add_char(&reading->rows, '|');
            buf_add(&reading->rows, cell->text ? cell->text : "~", cell->text ? cell->size : 1);
        }
        buf_add_char(&reading->rows, '\n');
    }
}

/* One run of a scan with one reader: its rows come in the order of the file. */
static inline bool run_scan(const struct scan *scan, struct reading *reading, struct err *err)
{
    size_t count = scan->column_count;
    size_t *wanted = calloc(count + 1, sizeof(*wanted));
    struct scan_batch batch = { .cells = calloc(count + 1, sizeof(*batch.cells)),
                                .file_numbers = calloc(SCAN_BATCH, sizeof(int64_t)),
                                .row_numbers = calloc(SCAN_BATCH, sizeof(int64_t)) };
    void *run;
    void *reader;
    bool ended = false;
    bool read = true;

    for (size_t i = 0; i < count; i++) {
        wanted[i] = i;
        batch.cells[i] = calloc(SCAN_BATCH, sizeof(struct scan_cell));
    }
    assert_true(scan->begin(scan->context, &run, err));
    assert_true(scan->reader_open(run, wanted, count, &reader, err));
    while (read && !ended) {
        read = scan->next(reader, &batch, &ended, err);
        if (read)
            keep_batch(reading, &batch, count);
    }
    scan->reader_close(reader);
    scan->end(run);
    for (size_t i = 0; i < count; i++)
        free(batch.cells[i]);
    free(batch.cells);
    free(batch.file_numbers);
    free(batch.row_numbers);
    free(wanted);
    return read;
}

/* All columns of a file, as they are. False with the error of whichever step failed. */
static inline bool read_csv(const struct csv *csv, struct reading *out, struct err *err)
{
    size_t count = csv_column_count(csv);
    size_t *columns = calloc(count, sizeof(*columns));
    struct csv_binding *bindings = calloc(count, sizeof(*bindings));
    const char **names = calloc(count, sizeof(*names));
    struct csv_scan_file file = { .csv = csv, .file_no = 1, .bindings = bindings };
    struct csv_scan_options options = { .column_names = names,
                                        .column_count = count,
                                        .files = &file,
                                        .file_count = 1,
                                        .reject = keep_reject,
                                        .reject_context = out };
    struct csv_scan *scan = NULL;
    bool read;

    for (size_t i = 0; i < count; i++) {
        columns[i] = i;
        bindings[i] = (struct csv_binding){ .columns = &columns[i], .column_count = 1 };
        names[i] = csv_column_name(csv, i);
    }
    read = csv_scan_open(&options, &scan, err) && run_scan(csv_scan_source(scan), out, err);
    if (scan)
        out->progress = csv_scan_progress(scan);
    csv_scan_close(scan);
    free(columns);
    free(bindings);
    free(names);
    return read;
}

static inline bool read_bill(const char *path, struct reading *out, struct err *err)
{
    struct input *input SCOPED(input_closep) = NULL;
    struct csv *csv SCOPED(csv_closep) = NULL;

    buf_init(&out->rows, 1 << 30);
    buf_init(&out->rejects, 1 << 20);
    return input_open(path, path_name(path), &input, err) && csv_open(input, &csv, err) &&
           read_csv(csv, out, err);
}

#endif
