/* SPDX-License-Identifier: Apache-2.0 */
/* duck_scan.c -- a struct scan as a table function of DuckDB. */
#include "store/duck_internal.h"

#include <stdlib.h>
#include <string.h>

/* A scan's size is not known beforehand. It is taken to be large, so that a join keeps the other
 * side in memory. */
#define SCAN_CARDINALITY 1000000000

enum { POSITION_COLUMNS = 2 }; /* sys_file_no, sys_row_no */

/* One run of a query over the scan. */
struct scan_run {
    const struct scan *scan;
    void *run; /* of the scan; NULL: it could not begin */
};

/* One thread of a run. */
struct scan_thread {
    const struct scan *scan;
    void *reader;    /* NULL before the first batch: only then the run is known */
    size_t *wanted;  /* text columns */
    size_t *outputs; /* position in the output chunk of each wanted text column */
    size_t wanted_count;
    size_t file_output; /* position of sys_file_no; SIZE_MAX: not asked for */
    size_t row_output;
    struct scan_batch batch;
    bool ended;
};

static void bind_scan(duckdb_bind_info info)
{
    const struct scan *scan = duckdb_bind_get_extra_info(info);
    duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
    duckdb_logical_type number = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);

    for (size_t i = 0; i < scan->column_count; i++)
        duckdb_bind_add_result_column(info, scan->column_names[i], text);
    duckdb_bind_add_result_column(info, "sys_file_no", number);
    duckdb_bind_add_result_column(info, "sys_row_no", number);
    duckdb_bind_set_cardinality(info, SCAN_CARDINALITY, false);
    duckdb_destroy_logical_type(&text);
    duckdb_destroy_logical_type(&number);
}

static void run_free(void *memory)
{
    struct scan_run *run = memory;

    if (run->run)
        run->scan->end(run->run);
    free(run);
}

static void init_failed(duckdb_init_info info, const struct err *err)
{
    char *packed = duck_error_pack(err);

    duckdb_init_set_error(info, packed);
    free(packed);
}

static void init_run(duckdb_init_info info)
{
    struct err err SCOPED(err_done) = { 0 };
    struct scan_run *run = calloc(1, sizeof(*run));

    if (!run)
        abort();
    run->scan = duckdb_init_get_extra_info(info);
    duckdb_init_set_init_data(info, run, run_free);
    if (!run->scan->begin(run->scan->context, &run->run, &err)) {
        init_failed(info, &err);
        return;
    }
    duckdb_init_set_max_threads(info, run->scan->max_threads ? (idx_t)run->scan->max_threads : 64);
}

static void thread_free(void *memory)
{
    struct scan_thread *thread = memory;

    if (thread->reader)
        thread->scan->reader_close(thread->reader);
    for (size_t i = 0; thread->batch.cells && i < thread->wanted_count; i++)
        free(thread->batch.cells[i]);
    free(thread->batch.cells);
    free(thread->batch.file_numbers);
    free(thread->batch.row_numbers);
    free(thread->outputs);
    free(thread->wanted);
    free(thread);
}

static void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);

    if (!memory)
        abort();
    return memory;
}

static void init_thread(duckdb_init_info info)
{
    struct scan_thread *thread = zeroed(1, sizeof(*thread));
    size_t column_count = duckdb_init_get_column_count(info);

    thread->wanted = zeroed(column_count, sizeof(*thread->wanted));
    thread->scan = duckdb_init_get_extra_info(info);
    thread->outputs = zeroed(column_count, sizeof(*thread->outputs));
    thread->file_output = SIZE_MAX;
    thread->row_output = SIZE_MAX;
    for (size_t i = 0; i < column_count; i++) {
        size_t column = duckdb_init_get_column_index(info, i);

        if (column == thread->scan->column_count) {
            thread->file_output = i;
        } else if (column == thread->scan->column_count + 1) {
            thread->row_output = i;
        } else if (column < thread->scan->column_count) {
            thread->wanted[thread->wanted_count] = column;
            thread->outputs[thread->wanted_count++] = i;
        }
    }
    thread->batch.cells = zeroed(thread->wanted_count, sizeof(*thread->batch.cells));
    for (size_t i = 0; i < thread->wanted_count; i++)
        thread->batch.cells[i] = zeroed(SCAN_BATCH, sizeof(struct scan_cell));
    thread->batch.file_numbers = zeroed(SCAN_BATCH, sizeof(int64_t));
    thread->batch.row_numbers = zeroed(SCAN_BATCH, sizeof(int64_t));
    duckdb_init_set_init_data(info, thread, thread_free);
}

enum {
    INLINED = 12
}; /* bytes of a text that DuckDB keeps in the vector itself, the rest being zeros */

/* memcpy of at most INLINED bytes without its call, which would cost more than the copy. */
static void copy_short(char *to, const char *from, uint32_t size)
{
    if (size >= 8) {
        memcpy(to, from, 8);
        memcpy(to + size - 4, from + size - 4, 4);
    } else if (size >= 4) {
        memcpy(to, from, 4);
        memcpy(to + size - 4, from + size - 4, 4);
    } else {
        for (uint32_t i = 0; i < size; i++)
            to[i] = from[i];
    }
}

/* The cells are UTF-8 by contract, so nobody checks them again: that took a fifth of a scan's time.
 */
static void fill_text(duckdb_vector vector, const struct scan_cell *cells, size_t row_count)
{
    duckdb_string_t *texts = duckdb_vector_get_data(vector);
    uint64_t *validity = NULL;

    for (size_t row = 0; row < row_count; row++) {
        const struct scan_cell *cell = &cells[row];

        if (!cell->text) {
            if (!validity) {
                duckdb_vector_ensure_validity_writable(vector);
                validity = duckdb_vector_get_validity(vector);
            }
            validity[row / 64] &= ~(UINT64_C(1) << row % 64);
        } else if (cell->size <= INLINED) {
            texts[row] = (duckdb_string_t){ .value.inlined.length = cell->size };
            copy_short(texts[row].value.inlined.inlined, cell->text, cell->size);
        } else {
            duckdb_unsafe_vector_assign_string_element_len(vector, row, cell->text, cell->size);
        }
    }
}

static void fill_numbers(duckdb_data_chunk output, size_t column, const int64_t *numbers,
                         size_t row_count)
{
    int64_t *values;

    if (column == SIZE_MAX)
        return;
    values = duckdb_vector_get_data(duckdb_data_chunk_get_vector(output, column));
    for (size_t row = 0; row < row_count; row++)
        values[row] = numbers[row];
}

static bool next_batch(struct scan_thread *thread, const struct scan_run *run, struct err *err)
{
    struct scan_batch *batch = &thread->batch;

    batch->row_count = 0;
    if (!thread->reader && !thread->scan->reader_open(run->run, thread->wanted,
                                                      thread->wanted_count, &thread->reader, err))
        return false;
    /* For DuckDB an empty chunk is the end, for us it is not. */
    while (batch->row_count == 0 && !thread->ended)
        if (!thread->scan->next(thread->reader, batch, &thread->ended, err))
            return false;
    return true;
}

static void next_chunk(duckdb_function_info info, duckdb_data_chunk output)
{
    struct scan_thread *thread = duckdb_function_get_local_init_data(info);
    const struct scan_batch *batch = &thread->batch;
    struct err err SCOPED(err_done) = { 0 };

    if (!next_batch(thread, duckdb_function_get_init_data(info), &err)) {
        char *packed = duck_error_pack(&err);

        duckdb_function_set_error(info, packed);
        free(packed);
        return;
    }
    for (size_t i = 0; i < thread->wanted_count; i++)
        fill_text(duckdb_data_chunk_get_vector(output, thread->outputs[i]), batch->cells[i],
                  batch->row_count);
    fill_numbers(output, thread->file_output, batch->file_numbers, batch->row_count);
    fill_numbers(output, thread->row_output, batch->row_numbers, batch->row_count);
    duckdb_data_chunk_set_size(output, batch->row_count);
}

bool duck_add_scan(struct duck *duck, const char *name, const struct scan *scan, struct err *err)
{
    duckdb_table_function made = duckdb_create_table_function();
    duckdb_connection connection = NULL;
    bool done;

    duckdb_table_function_set_name(made, name);
    duckdb_table_function_set_extra_info(made, (void *)(uintptr_t)scan, NULL);
    duckdb_table_function_set_bind(made, bind_scan);
    duckdb_table_function_set_init(made, init_run);
    duckdb_table_function_set_local_init(made, init_thread);
    duckdb_table_function_set_function(made, next_chunk);
    duckdb_table_function_supports_projection_pushdown(made, true);
    done = duckdb_connect(duck->database, &connection) == DuckDBSuccess &&
           duckdb_register_table_function(connection, made) == DuckDBSuccess;
    duckdb_disconnect(&connection);
    duckdb_destroy_table_function(&made);
    return done || err_set(err, ERR_BUG, "DuckDB: rows of %s cannot be added", name);
}
