/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/json_scan.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/limits.h"
#include "mapping/json_split.h"
#include "mapping/json_walk.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* One file of the scan. It is cut by one thread at a time and parsed by all; where rows stand
 * inside documents it is read by one thread alone, so that they are numbered. */
struct part {
    struct json_scan_file given;
    bool is_nested;
    pthread_mutex_t mutex; /* for what follows, which is of one run */
    struct json_split *split;
    int64_t position; /* of split, as counted in bytes_done */
    bool ended;
};

struct json_scan {
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
    struct json_scan *scan;
    struct part *parts;
    atomic_size_t next_part; /* the first that no reader has begun */
};

struct reader {
    struct json_scan *scan;
    struct run *run;
    size_t *wanted;
    size_t wanted_count;
    struct part *part;      /* NULL: none yet, or its end was reached */
    struct json_walk *walk; /* of the part */
    struct json_block block;
    size_t next_document;   /* of the block */
    size_t next_row;        /* of the document */
    size_t row_count;       /* of the document */
    int64_t row_no;         /* of the next row */
    int64_t rejected_count; /* in the current batch */
    struct scratch scratch;
    struct buf object;
};

/* ---- parts ---- */

static enum step part_next(struct json_scan *scan, struct part *part, struct json_block *block,
                           struct err *err)
{
    enum step step = END;

    pthread_mutex_lock(&part->mutex);
    if (!part->ended) {
        step = FAILED;
        if (part->split || json_split_open(json_file_input(part->given.file),
                                           json_file_limit(part->given.file), &part->split, err))
            step = json_split_next(part->split, block, err);
        if (part->split) {
            int64_t position = json_split_position(part->split);

            atomic_fetch_add(&scan->bytes_done, position - part->position);
            part->position = position;
        }
    }
    if (step != ROW) {
        part->ended = true;
        json_split_close(part->split);
        part->split = NULL;
    }
    pthread_mutex_unlock(&part->mutex);
    return step;
}

static bool part_is_open(struct part *part)
{
    bool is_open;

    pthread_mutex_lock(&part->mutex);
    is_open = !part->ended && !part->is_nested;
    pthread_mutex_unlock(&part->mutex);
    return is_open;
}

/* A part that nobody has begun; else help with one that is open; else NULL. */
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

static void begin_part(struct reader *reader, struct part *part)
{
    const struct json_file *file = part->given.file;

    json_walk_free(reader->walk);
    reader->part = part;
    reader->walk = json_walk_new(json_file_place(file), json_file_names(file), false);
    reader->row_no = 1;
}

static bool next_block(struct reader *reader, bool *ended, struct err *err)
{
    for (;;) {
        enum step step;
        struct part *part = reader->part ? reader->part : pick_part(reader->run);

        *ended = !part;
        if (*ended)
            return true;
        if (!reader->part)
            begin_part(reader, part);
        reader->next_document = 0;
        step = part_next(reader->scan, part, &reader->block, err);
        if (step == FAILED)
            return false;
        if (step == ROW) {
            if (!part->is_nested)
                reader->row_no = reader->block.first_document;
            return true;
        }
        reader->block.span_count = 0;
        reader->part = NULL;
    }
}

static void report(struct reader *reader)
{
    struct json_scan *scan = reader->scan;
    struct csv_reject reject = { .file_no = reader->part->given.file_no,
                                 .row_no = reader->row_no,
                                 .reason = json_walk_reason(reader->walk) };

    reader->rejected_count++;
    if (scan->reject && atomic_load_explicit(&scan->reporting, memory_order_relaxed))
        scan->reject(scan->reject_context, &reject);
}

static bool next_document(struct reader *reader, struct err *err)
{
    const struct json_span *span = &reader->block.spans[reader->next_document++];

    reader->next_row = 0;
    reader->row_count = 0;
    if (json_walk_document(reader->walk, reader->block.bytes + span->start, span->size)) {
        reader->row_count = json_walk_row_count(reader->walk);
        return true;
    }
    if (reader->part->is_nested)
        return err_set(err, ERR_DATA, "%s %s",
                       input_name(json_file_input(reader->part->given.file)),
                       json_walk_reason(reader->walk));
    report(reader);
    reader->row_no++;
    return true;
}

/* Several cells as one JSON object. */
static struct scan_cell object_value(struct reader *reader, const struct csv_binding *binding)
{
    struct buf *out = &reader->object;
    char *copy;

    buf_clear(out);
    for (size_t i = 0; i < binding->column_count; i++) {
        struct scan_cell cell = json_walk_cell(reader->walk, binding->columns[i], &reader->scratch);

        if (!cell.text)
            continue;
        buf_add_char(out, out->size ? ',' : '{');
        json_quote(out, binding->keys[i], strlen(binding->keys[i]));
        buf_add_char(out, ':');
        json_quote(out, cell.text, cell.size);
    }
    if (out->size == 0)
        return (struct scan_cell){ .text = NULL };
    buf_add_char(out, '}');
    copy = scratch_alloc(&reader->scratch, out->size);
    memcpy(copy, out->bytes, out->size);
    return (struct scan_cell){ .text = copy, .size = (uint32_t)out->size };
}

static void fill_row(struct reader *reader, struct scan_batch *batch)
{
    size_t at = batch->row_count++;

    batch->file_numbers[at] = reader->part->given.file_no;
    batch->row_numbers[at] = reader->row_no;
    for (size_t i = 0; i < reader->wanted_count; i++) {
        const struct csv_binding *binding = &reader->part->given.bindings[reader->wanted[i]];

        if (binding->keys)
            batch->cells[i][at] = object_value(reader, binding);
        else if (binding->column_count)
            batch->cells[i][at] =
                json_walk_cell(reader->walk, binding->columns[0], &reader->scratch);
        else
            batch->cells[i][at] = (struct scan_cell){ .text = NULL };
    }
}

static void take_row(struct reader *reader, struct scan_batch *batch)
{
    if (json_walk_row(reader->walk, reader->next_row++, &reader->scratch))
        fill_row(reader, batch);
    else
        report(reader);
    reader->row_no++;
}

static bool reader_next(void *opened, struct scan_batch *batch, bool *ended, struct err *err)
{
    struct reader *reader = opened;
    struct json_scan *scan = reader->scan;

    batch->row_count = 0;
    *ended = false;
    reader->rejected_count = 0;
    scratch_clear(&reader->scratch);
    if (reader->next_row == reader->row_count &&
        reader->next_document == reader->block.span_count && !next_block(reader, ended, err))
        return false;
    /* The cells point into the block, so a batch ends with it at the latest. */
    while (!*ended && batch->row_count < SCAN_BATCH) {
        if (reader->next_row < reader->row_count)
            take_row(reader, batch);
        else if (reader->next_document == reader->block.span_count)
            break;
        else if (!next_document(reader, err))
            return false;
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
    buf_init(&reader->object, UINT32_MAX);
    *out = reader;
    return true;
}

static void reader_close(void *opened)
{
    struct reader *reader = opened;

    json_block_done(&reader->block);
    json_walk_free(reader->walk);
    scratch_done(&reader->scratch);
    buf_done(&reader->object);
    free(reader->wanted);
    free(reader);
}

/* ---- runs ---- */

static void scan_end(void *begun)
{
    struct run *run = begun;

    for (size_t i = 0; i < run->scan->part_count; i++) {
        json_split_close(run->parts[i].split);
        pthread_mutex_destroy(&run->parts[i].mutex);
    }
    free(run->parts);
    free(run);
}

static bool scan_begin(void *context, void **begun, struct err *err)
{
    struct json_scan *scan = context;
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

struct json_scan *json_scan_open(const struct json_scan_options *options)
{
    struct json_scan *scan = calloc(1, sizeof(*scan));

    if (!scan)
        abort();
    scan->source = (struct scan){
        .context = scan,
        .column_count = options->column_count,
        .column_names = options->column_names,
        .begin = scan_begin,
        .end = scan_end,
        .reader_open = reader_open,
        .next = reader_next,
        .reader_close = reader_close,
    };
    scan->reject = options->reject;
    scan->reject_context = options->reject_context;
    atomic_init(&scan->reporting, true);
    scan->parts = ARENA_ARRAY(&scan->arena, struct part, options->file_count + 1);
    for (size_t i = 0; i < options->file_count; i++) {
        const struct json_place *place = json_file_place(options->files[i].file);

        scan->parts[i].given = options->files[i];
        scan->parts[i].is_nested = place && place->rows[0];
        scan->bytes_total += input_size(json_file_input(options->files[i].file));
    }
    scan->part_count = options->file_count;
    return scan;
}

void json_scan_close(struct json_scan *scan)
{
    if (!scan)
        return;
    arena_done(&scan->arena);
    free(scan);
}

const struct scan *json_scan_source(const struct json_scan *scan)
{
    return &scan->source;
}

void json_scan_report(struct json_scan *scan, bool reporting)
{
    atomic_store(&scan->reporting, reporting);
}

struct csv_scan_progress json_scan_progress(const struct json_scan *scan)
{
    return (struct csv_scan_progress){
        .bytes_done = atomic_load(&scan->bytes_done),
        .bytes_total = scan->bytes_total,
        .row_count = atomic_load(&scan->row_count),
        .rejected_count = atomic_load(&scan->rejected_count),
    };
}
