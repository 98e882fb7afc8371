/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/csv_scan.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/limits.h"
#include "mapping/csv_split.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SLICE_ROWS = 64 };

/* One file of the scan. A file is cut by one thread at a time and parsed by all. */
struct part {
    const struct csv *csv;
    int64_t file_no;
    struct csv_binding *bindings;
    pthread_mutex_t mutex; /* for what follows, which is of one run */
    struct csv_split *split;
    int64_t position; /* of split, as counted in bytes_done */
    bool ended;
};

struct csv_scan {
    struct arena arena;
    struct scan source;
    struct part *parts;
    size_t part_count;
    void (*reject)(void *context, const struct csv_reject *reject);
    void *reject_context;
    int64_t bytes_total;
    atomic_bool reporting;
    _Atomic int64_t bytes_done;
    _Atomic int64_t row_count;
    _Atomic int64_t rejected_count;
};

/* One run over all files, with their parts in the state of this run. */
struct run {
    struct csv_scan *scan;
    struct part *parts;
    atomic_size_t next_part; /* the first that no reader has begun */
};

struct reader {
    struct csv_scan *scan;
    struct run *run;
    const size_t *wanted;
    size_t wanted_count;
    struct part *part; /* of the block; NULL at first */
    struct csv_block block;
    struct csv_rows rows;
    struct csv_shape shape;
    size_t offset;          /* of the block: the records before it have been in rows */
    size_t next_row;        /* of rows */
    int64_t row_no;         /* of that row */
    int64_t rejected_count; /* in the current batch */
    struct scratch scratch;
    struct buf object;
};

/* ---- parts ---- */

/* The next block of a part, if it has one. */
static enum step part_next(struct csv_scan *scan, struct part *part, struct csv_block *block,
                           struct err *err)
{
    enum step step = END;

    pthread_mutex_lock(&part->mutex);
    if (!part->ended) {
        step = FAILED;
        if (part->split || csv_split_open(part->csv, &part->split, err))
            step = csv_split_next(part->split, block, err);
        if (part->split) {
            int64_t position = csv_split_position(part->split);

            atomic_fetch_add(&scan->bytes_done, position - part->position);
            part->position = position;
        }
    }
    if (step != ROW) {
        part->ended = true;
        csv_split_close(part->split);
        part->split = NULL;
    }
    pthread_mutex_unlock(&part->mutex);
    return step;
}

static bool part_is_open(struct part *part)
{
    bool is_open;

    pthread_mutex_lock(&part->mutex);
    is_open = !part->ended;
    pthread_mutex_unlock(&part->mutex);
    return is_open;
}

/* A part that nobody has begun, so that files are inflated side by side; else help with one that is
 * open; else NULL. */
static struct part *pick_part(struct run *run)
{
    size_t next = atomic_load(&run->next_part);

    while (next < run->scan->part_count)
        if (atomic_compare_exchange_weak(&run->next_part, &next, next + 1))
            return &run->parts[next];
    for (size_t i = 0; i < run->scan->part_count; i++)
        if (part_is_open(&run->parts[i]))
            return &run->parts[i];
    return NULL;
}

/* ---- readers ---- */

static bool next_block(struct reader *reader, bool *ended, struct err *err)
{
    for (;;) {
        enum step step;
        const struct dialect *dialect;

        if (!reader->part)
            reader->part = pick_part(reader->run);
        *ended = !reader->part;
        if (*ended)
            return true;
        step = part_next(reader->scan, reader->part, &reader->block, err);
        if (step == FAILED)
            return false;
        if (step == END) {
            reader->part = NULL;
            continue;
        }
        dialect = csv_dialect(reader->part->csv);
        reader->shape = csv_shape(reader->part->csv);
        reader->rows.cut =
            (struct csv_cut){ .delimiter = dialect->delimiter, .newline = dialect->newline };
        reader->row_no = reader->block.first_row;
        reader->offset = 0;
        return true;
    }
}

/* Find some more rows of the block: few enough that they stay in the cache until their cells are
 * read. */
static void next_slice(struct reader *reader)
{
    struct csv_rows *rows = &reader->rows;
    const struct csv_block *block = &reader->block;
    size_t rest = block->size - reader->offset;

    csv_rows_find(rows, block->bytes + reader->offset, rest, SLICE_ROWS);
    reader->next_row = 0;
    reader->offset = rows->row_count < SLICE_ROWS
                         ? block->size
                         : reader->offset + csv_rows_end(rows, rows->row_count - 1, rest);
}

static void report(struct reader *reader, const struct csv_fault *fault)
{
    struct csv_scan *scan = reader->scan;
    const struct csv *csv = reader->part->csv;
    struct csv_reject reject = {
        .file_no = reader->part->file_no,
        .row_no = reader->row_no,
        .reason = fault->reason,
    };

    reader->rejected_count++;
    if (!scan->reject || !atomic_load_explicit(&scan->reporting, memory_order_relaxed))
        return;
    if (fault->column < csv_column_count(csv))
        reject.column_name = csv_column_name(csv, fault->column);
    scan->reject(scan->reject_context, &reject);
}

/* Several cells as one JSON object; the keys are quoted already. */
static struct scan_cell object_value(struct reader *reader, const struct csv_binding *binding,
                                     const struct csv_row *row)
{
    struct buf *out = &reader->object;
    char *copy;

    buf_clear(out);
    for (size_t i = 0; i < binding->column_count; i++) {
        struct scan_cell cell =
            csv_rows_value(&reader->rows, row, binding->columns[i], &reader->scratch);

        if (!cell.text)
            continue;
        buf_add_char(out, out->size ? ',' : '{');
        buf_add_text(out, binding->keys[i]);
        json_quote(out, cell.text, cell.size);
    }
    if (out->size == 0)
        return (struct scan_cell){ .text = NULL };
    buf_add_char(out, '}');
    copy = scratch_alloc(&reader->scratch, out->size);
    memcpy(copy, out->bytes, out->size);
    return (struct scan_cell){ .text = copy, .size = (uint32_t)out->size };
}

static void fill_row(struct reader *reader, const struct csv_row *row, struct scan_batch *batch)
{
    size_t at = batch->row_count++;

    batch->file_numbers[at] = reader->part->file_no;
    batch->row_numbers[at] = reader->row_no;
    for (size_t i = 0; i < reader->wanted_count; i++) {
        const struct csv_binding *binding = &reader->part->bindings[reader->wanted[i]];

        if (binding->keys)
            batch->cells[i][at] = object_value(reader, binding, row);
        else if (binding->column_count)
            batch->cells[i][at] =
                csv_rows_value(&reader->rows, row, binding->columns[0], &reader->scratch);
        else
            batch->cells[i][at] = (struct scan_cell){ .text = NULL };
    }
}

static void take_row(struct reader *reader, struct scan_batch *batch)
{
    struct csv_fault fault;

    switch (csv_rows_check(&reader->rows, reader->next_row, reader->shape, &fault)) {
    case CSV_ROW_SOUND:
        fill_row(reader, &reader->rows.rows[reader->next_row], batch);
        break;
    case CSV_ROW_EMPTY:
        break;
    case CSV_ROW_FAULTY:
        report(reader, &fault);
        break;
    }
    reader->next_row++;
    reader->row_no++;
}

static bool reader_next(void *opened, struct scan_batch *batch, bool *ended, struct err *err)
{
    struct reader *reader = opened;
    struct csv_scan *scan = reader->scan;

    batch->row_count = 0;
    *ended = false;
    reader->rejected_count = 0;
    scratch_clear(&reader->scratch);
    if (reader->next_row == reader->rows.row_count && reader->offset == reader->block.size &&
        !next_block(reader, ended, err))
        return false;
    /* The cells point into the block, so a batch ends with it at the latest. */
    while (!*ended && batch->row_count < SCAN_BATCH) {
        if (reader->next_row == reader->rows.row_count) {
            if (reader->offset == reader->block.size)
                break;
            next_slice(reader);
        } else {
            take_row(reader, batch);
        }
    }
    atomic_fetch_add_explicit(&scan->row_count, (int64_t)batch->row_count, memory_order_relaxed);
    atomic_fetch_add_explicit(&scan->rejected_count, reader->rejected_count, memory_order_relaxed);
    return true;
}

static bool reader_open(void *begun, const size_t *wanted, size_t wanted_count, void **out,
                        struct err *err)
{
    struct run *run = begun;
    struct reader *reader = calloc(1, sizeof(*reader));
    size_t *copy = calloc(wanted_count + 1, sizeof(*copy));

    (void)err;
    if (!reader || !copy)
        abort();
    if (wanted_count)
        memcpy(copy, wanted, wanted_count * sizeof(*copy));
    reader->scan = run->scan;
    reader->run = run;
    reader->wanted = copy;
    reader->wanted_count = wanted_count;
    csv_rows_init(&reader->rows, (struct csv_cut){ .delimiter = ',', .newline = '\n' });
    buf_init(&reader->object, UINT32_MAX);
    *out = reader;
    return true;
}

static void reader_close(void *opened)
{
    struct reader *reader = opened;

    csv_block_done(&reader->block);
    csv_rows_done(&reader->rows);
    scratch_done(&reader->scratch);
    buf_done(&reader->object);
    free((void *)(uintptr_t)reader->wanted);
    free(reader);
}

/* ---- runs ---- */

static void scan_end(void *begun)
{
    struct run *run = begun;

    for (size_t i = 0; i < run->scan->part_count; i++) {
        csv_split_close(run->parts[i].split);
        pthread_mutex_destroy(&run->parts[i].mutex);
    }
    free(run->parts);
    free(run);
}

static bool scan_begin(void *context, void **begun, struct err *err)
{
    struct csv_scan *scan = context;
    struct run *run = calloc(1, sizeof(*run));

    (void)err;
    if (!run || !(run->parts = calloc(scan->part_count + 1, sizeof(*run->parts))))
        abort();
    run->scan = scan;
    for (size_t i = 0; i < scan->part_count; i++) {
        run->parts[i] = scan->parts[i];
        pthread_mutex_init(&run->parts[i].mutex, NULL);
    }
    atomic_init(&run->next_part, 0);
    atomic_store(&scan->bytes_done, 0);
    atomic_store(&scan->row_count, 0);
    atomic_store(&scan->rejected_count, 0);
    *begun = run;
    return true;
}

/* ---- opening ---- */

/* "key": ready to be copied in front of a value. */
static const char *quote_key(struct arena *arena, const char *key)
{
    struct buf quoted;
    const char *copy;

    buf_init(&quoted, LIMIT_HEADER_LINE * 8);
    json_quote(&quoted, key, strlen(key));
    buf_add_char(&quoted, ':');
    copy = arena_strdup(arena, buf_text(&quoted));
    buf_done(&quoted);
    return copy;
}

static struct csv_binding copy_binding(struct arena *arena, const struct csv_binding *binding)
{
    size_t *columns = ARENA_ARRAY(arena, size_t, binding->column_count + 1);
    const char **keys = NULL;

    if (binding->column_count)
        memcpy(columns, binding->columns, binding->column_count * sizeof(*columns));
    if (binding->keys) {
        keys = ARENA_ARRAY(arena, const char *, binding->column_count + 1);
        for (size_t i = 0; i < binding->column_count; i++)
            keys[i] = quote_key(arena, binding->keys[i]);
    }
    return (struct csv_binding){ .columns = columns,
                                 .column_count = binding->column_count,
                                 .keys = keys };
}

static bool check_binding(const struct csv_scan_file *file, const struct csv_binding *binding,
                          struct err *err)
{
    for (size_t i = 0; i < binding->column_count; i++)
        if (binding->columns[i] >= csv_column_count(file->csv))
            return err_set(err, ERR_BUG, "column %zu of %s is bound and does not exist",
                           binding->columns[i], input_name(csv_input(file->csv)));
    return true;
}

static bool open_parts(struct csv_scan *scan, const struct csv_scan_options *options,
                       struct err *err)
{
    scan->parts = ARENA_ARRAY(&scan->arena, struct part, options->file_count + 1);
    for (size_t i = 0; i < options->file_count; i++) {
        const struct csv_scan_file *file = &options->files[i];
        struct part *part = &scan->parts[i];

        part->csv = file->csv;
        part->file_no = file->file_no;
        part->bindings = ARENA_ARRAY(&scan->arena, struct csv_binding, options->column_count + 1);
        for (size_t j = 0; j < options->column_count; j++) {
            if (!check_binding(file, &file->bindings[j], err))
                return false;
            part->bindings[j] = copy_binding(&scan->arena, &file->bindings[j]);
        }
        scan->part_count++;
        scan->bytes_total += input_size(csv_input(file->csv));
    }
    return true;
}

bool csv_scan_open(const struct csv_scan_options *options, struct csv_scan **out, struct err *err)
{
    struct csv_scan *scan SCOPED(csv_scan_closep) = calloc(1, sizeof(*scan));
    const char **names;

    if (!scan)
        abort();
    names = ARENA_ARRAY(&scan->arena, const char *, options->column_count + 1);
    for (size_t i = 0; i < options->column_count; i++)
        names[i] = arena_strdup(&scan->arena, options->column_names[i]);
    scan->source = (struct scan){
        .context = scan,
        .column_count = options->column_count,
        .column_names = names,
        .begin = scan_begin,
        .end = scan_end,
        .reader_open = reader_open,
        .next = reader_next,
        .reader_close = reader_close,
    };
    scan->reject = options->reject;
    scan->reject_context = options->reject_context;
    atomic_init(&scan->reporting, true);
    if (!open_parts(scan, options, err))
        return false;
    *out = scan;
    scan = NULL;
    return true;
}

void csv_scan_close(struct csv_scan *scan)
{
    if (!scan)
        return;
    arena_done(&scan->arena);
    free(scan);
}

void csv_scan_closep(struct csv_scan **scan)
{
    csv_scan_close(*scan);
}

const struct scan *csv_scan_source(const struct csv_scan *scan)
{
    return &scan->source;
}

void csv_scan_report(struct csv_scan *scan, bool reporting)
{
    atomic_store(&scan->reporting, reporting);
}

struct csv_scan_progress csv_scan_progress(const struct csv_scan *scan)
{
    return (struct csv_scan_progress){
        .bytes_done = atomic_load(&scan->bytes_done),
        .bytes_total = scan->bytes_total,
        .row_count = atomic_load(&scan->row_count),
        .rejected_count = atomic_load(&scan->rejected_count),
    };
}
