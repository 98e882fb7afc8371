/* SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "mapping/bill.h"

#include <pthread.h>

static void expect_sized(struct place *place, const char *text, size_t size, const char *rows,
                         const char *rejects)
{
    struct reading reading = { 0 };
    struct err err = { 0 };

    write_bill(place->path, text, size);
    assert_done(read_bill(place->path, &reading, &err));
    assert_string_equal(buf_text(&reading.rows), rows);
    assert_string_equal(buf_text(&reading.rejects), rejects);
    reading_done(&reading);
}

static void expect(struct place *place, const char *text, const char *rows, const char *rejects)
{
    expect_sized(place, text, strlen(text), rows, rejects);
}

static void quotes_hold_separators_and_newlines(void **state)
{
    expect(*state, "a,b\n\"x,y\",\"line 1\nline 2\"\n\"say \"\"hi\"\"\",2\n",
           "1|x,y|line 1\nline 2\n2|say \"hi\"|2\n", "");
    expect(*state, "a,b\n\"\"\"\",\"\"\"x\"\n\"x\"\"\",\"\"\"\"\"\"\n", "1|\"|\"x\n2|x\"|\"\"\n",
           "");
}

static void a_quote_inside_a_text_is_a_letter(void **state)
{
    expect(*state, "a,b\n5\" disk,1\nx \"y\",2\nq\"\"q,3\n",
           "1|5\" disk|1\n2|x \"y\"|2\n3|q\"\"q|3\n", "");
}

static void every_kind_of_line_end_is_read(void **state)
{
    expect(*state, "a,b\r\n1,2\r\n3,4\r\n", "1|1|2\n2|3|4\n", "");
    expect(*state, "a,b\r1,2\r3,4\r", "1|1|2\n2|3|4\n", "");
    expect(*state, "a,b\n1,2\r\n3,4", "1|1|2\n2|3|4\n", "");
    expect(*state, "a,b\r\n1,\"2\"\r\n3,\"4\"\r", "1|1|2\n2|3|4\n", "");
}

static void blank_lines_have_no_number_and_empty_rows_have_one(void **state)
{
    expect(*state, "a,b\n\n1,2\n\r\n\n3,4\n,\n \n\"\",\" \"\n5,6\n\n\r", "1|1|2\n2|3|4\n6|5|6\n",
           "");
}

static void nothing_is_null(void **state)
{
    /* the first of these rows is NULL throughout: it has cells, if only words, and stays */
    expect(*state,
           "a,b,c,d\n,\"\",NULL,null\n\\N,\"NULL\",\"null\",x\nNull,NULL , "
           "NULL,\"\\N\"\n1,2,3,NULL\r\n",
           "1|~|~|~|~\n2|~|NULL|null|x\n3|Null|NULL | NULL|\\N\n4|1|2|3|~\n", "");
}

static void rows_of_another_width_are_rejected(void **state)
{
    expect(*state, "a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n7\n4,5,6\n", "1|1|2|3\n4|1|2|3\n6|4|5|6\n",
           "2 -: has 2 cells, the header has 3\n3 -: has 4 cells, the header has 3\n"
           "5 -: has 1 cell, the header has 3\n");
}

static void rows_that_all_lack_their_last_cells_are_read(void **state)
{
    expect(*state, "a,b,c\n1,2\n3,4\n5,6,7\n8\n", "1|1|2|~\n2|3|4|~\n3|5|6|7\n",
           "4 -: has 1 cell, the header has 3\n");
}

static void broken_quotes_reject_their_row_by_column(void **state)
{
    expect(*state, "a,b\n\"x\"y,1\n1,2\n\"x\" ,2\n3,\"z\"\"\n", "2|1|2\n",
           "1 a: there is text behind the closing quote\n"
           "3 a: there is text behind the closing quote\n"
           "4 b: a quote is opened and never closed\n");
    expect(*state, "a,b\n1,2\n\"never,2\n3,4\n", "1|1|2\n",
           "2 a: a quote is opened and never closed\n");
}

static void nul_bytes_reject_their_row(void **state)
{
    static const char text[] = "a,b\n1,2\nx\0y,3\n4,5\n";

    expect_sized(*state, text, sizeof(text) - 1, "1|1|2\n3|4|5\n", "2 a: holds a NUL byte\n");
}

static void invalid_utf8_late_in_a_file_rejects_its_row(void **state)
{
    struct place *place = *state;
    struct reading reading = { 0 };
    struct err err = { 0 };
    struct buf text;

    buf_init(&text, 64 * MIB);
    buf_add_text(&text, "name,cost\n");
    while (text.size < INPUT_GUESS + 100)
        buf_add_text(&text, "some name that is long enough to fill the file soon,1.25\n");
    buf_add_text(&text, "caf\xe9,1\ncaf\xc3\xa9,2\n");
    write_bill(place->path, text.bytes, text.size);
    assert_done(read_bill(place->path, &reading, &err));
    assert_int_equal(reading.progress.rejected_count, 1);
    assert_non_null(
        strstr(buf_text(&reading.rejects), " name: byte 0xe9 at position 4 is not UTF-8"));
    assert_non_null(strstr(buf_text(&reading.rows), "|caf\xc3\xa9|2\n"));
    reading_done(&reading);
    buf_done(&text);
}

static void large_cells_are_read_up_to_the_limit(void **state)
{
    struct place *place = *state;
    struct reading reading = { 0 };
    struct err err = { 0 };
    struct buf text;

    buf_init(&text, 64 * MIB);
    buf_add_text(&text, "a,b\n1,");
    for (unsigned i = 0; i < MIB; i++)
        buf_add_char(&text, 'x');
    buf_add_text(&text, "\n2,\"");
    for (unsigned i = 0; i <= LIMIT_CELL; i++)
        buf_add_char(&text, '\n');
    buf_add_text(&text, "\"\n3,y\n");
    write_bill(place->path, text.bytes, text.size);
    assert_done(read_bill(place->path, &reading, &err));
    assert_string_equal(buf_text(&reading.rejects), "2 b: has 4194307 bytes, more than 4194304\n");
    assert_int_equal(reading.rows.size, 4 + MIB + 1 + 6);
    reading_done(&reading);
    buf_done(&text);
}

static void a_record_past_the_limit_ends_the_run(void **state)
{
    struct place *place = *state;
    struct reading reading = { 0 };
    struct err err = { 0 };
    struct buf text;

    buf_init(&text, 128 * MIB);
    buf_add_text(&text, "a,b\n1,2\n\"");
    for (unsigned i = 0; i < 40 * MIB; i++)
        buf_add_char(&text, "x,\n"[i % 3]);
    write_bill(place->path, text.bytes, text.size);
    assert_false(read_bill(place->path, &reading, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_string_equal(err_text(&err),
                        "my.csv: row 2 is longer than 16 MiB (a quote that is never closed?)");
    err_done(&err);
    reading_done(&reading);
    buf_done(&text);
}

/* ---- header and dialect ---- */

static void expect_columns(struct place *place, const char *text, const char *names)
{
    struct input *input SCOPED(input_closep) = NULL;
    struct csv *csv SCOPED(csv_closep) = NULL;
    struct err err = { 0 };
    struct buf found;

    write_bill(place->path, text, strlen(text));
    assert_done(input_open(place->path, "my.csv", &input, &err) && csv_open(input, &csv, &err));
    buf_init(&found, MIB);
    for (size_t i = 0; i < csv_column_count(csv); i++)
        buf_printf(&found, "%s%s", i ? "|" : "", csv_column_name(csv, i));
    assert_string_equal(buf_text(&found), names);
    buf_done(&found);
}

static void separators_are_told_from_the_lines(void **state)
{
    expect_columns(*state, "date;service;cost\n01.02.2025;Compute;1.234,50\n02.02.2025;S;(12,30)\n",
                   "date|service|cost");
    expect_columns(*state, "a\tb\n1,5\t2,5\n", "a|b");
    expect_columns(*state, "a|b|c\n1|2|3\n", "a|b|c");
    expect_columns(*state, "a,b\n\"1;2;3;4\",2\n\"1;2;3;4\",2\n", "a|b");
    expect_columns(*state, "a;b\n1,5;2,5\n3,5;4,5\n", "a|b");
    expect_columns(*state, "a,b\nx=1;y=2,3\nx=1;y=2,4\nx=1;y=2,4,5\n", "a|b");
    expect_columns(*state, "service;cost\nx, y, z;5\nx, y, w;6\n", "service|cost");
    expect_columns(*state, "one\n1\n2\n", "one");
}

static void lines_before_the_header_are_passed_over(void **state)
{
    expect_columns(*state, "sep=;\na;b\n1;2\n", "a|b");
    expect_columns(*state, "Usage report\n\nGenerated,2026-01-01\na,b,c,d\n1,2,3,4\n1,2,3,4\n",
                   "a|b|c|d");
    expect_columns(*state, "Usage report\n\na,b,c\n", "a|b|c");
    /* but a header that is a little wider or narrower than its rows is the header */
    expect_columns(*state, "a,b,c\n1,2\n1,2\n1,2\n", "a|b|c");
    expect_columns(*state, "a,b,c\n1,2,3,4\n1,2,3,4\n", "a|b|c");
}

static void names_come_as_they_stand(void **state)
{
    expect_columns(*state,
                   "\xef\xbb\xbf"
                   "Cost, \"Cost\",cost,Cost,lineItem/X,\"a,b\"\n1,2,3,4,5,6\n",
                   "Cost|Cost|cost|Cost|lineItem/X|a,b");
    expect_columns(*state, "a,b,,\n1,2,,\n", "a|b");
    expect_columns(*state, "a,,b\n1,2,3\n", "a||b");
}

static void a_header_alone_gives_no_rows(void **state)
{
    expect(*state, "a,b\n", "", "");
    expect(*state, "a,b", "", "");
    expect(*state, "a,b\r\n\r\n", "", "");
}

static void a_header_past_the_limits_is_refused(void **state)
{
    struct place *place = *state;
    struct reading reading = { 0 };
    struct err err = { 0 };
    struct buf text;

    buf_init(&text, 8 * MIB);
    for (unsigned i = 0; i < LIMIT_COLUMN_COUNT; i++)
        buf_add_text(&text, "a,");
    buf_add_text(&text, "a\n");
    write_bill(place->path, text.bytes, text.size);
    assert_false(read_bill(place->path, &reading, &err));
    assert_string_equal(err_text(&err), "my.csv: the header has 4097 columns, more than 4096");
    while (text.size < 3 * MIB)
        buf_add_text(&text, "aaaaaaaaaaaaaaaa");
    text.bytes[2 * LIMIT_COLUMN_COUNT + 1] = 'a';
    write_bill(place->path, text.bytes, text.size);
    assert_false(read_bill(place->path, &reading, &err));
    assert_string_equal(
        err_text(&err),
        "my.csv: the header line is longer than can be read (at most 1048576 bytes)");
    err_done(&err);
    buf_done(&text);
}

static void the_sample_is_the_first_sound_rows(void **state)
{
    struct place *place = *state;
    struct input *input SCOPED(input_closep) = NULL;
    struct csv *csv SCOPED(csv_closep) = NULL;
    struct err err = { 0 };
    struct buf text;

    buf_init(&text, MIB);
    buf_add_text(&text, "a;b\n1;\"x\"\"y\"\nbad\n2;NULL\n");
    for (int i = 0; i < 2 * CSV_SAMPLE_ROWS; i++)
        buf_printf(&text, "%d;z\n", i + 3);
    write_bill(place->path, text.bytes, text.size);
    buf_done(&text);
    assert_done(input_open(place->path, "my.csv", &input, &err) && csv_open(input, &csv, &err));
    assert_int_equal(csv_sample_row_count(csv), CSV_SAMPLE_ROWS - 1);
    assert_int_equal(csv_sample_cell(csv, 0, 1).size, 3);
    assert_memory_equal(csv_sample_cell(csv, 0, 1).text, "x\"y", 3);
    assert_memory_equal(csv_sample_cell(csv, 1, 0).text, "2", 1);
    assert_null(csv_sample_cell(csv, 1, 1).text);
    csv_forget_sample(csv);
    input_forget_sample(input);
    assert_int_equal(csv_sample_row_count(csv), 0);
}

/* ---- the scan ---- */

struct opened {
    struct input *input;
    struct csv *csv;
};

static struct opened open_text(struct place *place, const char *name, const char *text)
{
    struct opened opened = { 0 };
    struct err err = { 0 };
    char *path = path_join(&place->arena, place->directory, name);

    write_bill(path, text, strlen(text));
    assert_done(input_open(path, name, &opened.input, &err) &&
                csv_open(opened.input, &opened.csv, &err));
    return opened;
}

static void close_opened(struct opened *opened)
{
    csv_close(opened->csv);
    input_close(opened->input);
}

static void columns_are_bound_file_by_file_and_tags_become_an_object(void **state)
{
    struct opened first = open_text(*state, "1.csv", "cost,tag/b,tag/a\n1,x,\"q\"\"\"\n2,,\n");
    struct opened second = open_text(*state, "2.csv", "tag/c;cost\n\xc3\xa9\\;3\n");
    const size_t zero[] = { 0 };
    const size_t one[] = { 1 };
    const size_t tags[] = { 2, 1 };
    const struct csv_binding first_bindings[] = {
        { .columns = zero, .column_count = 1 },
        { .columns = tags, .column_count = 2, .keys = (const char *[]){ "a", "b\"" } },
    };
    const struct csv_binding second_bindings[] = {
        { .columns = one, .column_count = 1 },
        { .columns = zero, .column_count = 1, .keys = (const char *[]){ "c" } },
    };
    const struct csv_scan_file files[] = { { first.csv, 1, first_bindings },
                                           { second.csv, 2, second_bindings } };
    struct reading reading = { 0 };
    struct csv_scan_options options = {
        .column_names = (const char *[]){ "cost", "tags" },
        .column_count = 2,
        .files = files,
        .file_count = 2,
    };
    struct csv_scan *scan SCOPED(csv_scan_closep) = NULL;
    struct err err = { 0 };

    buf_init(&reading.rows, MIB);
    assert_done(csv_scan_open(&options, &scan, &err));
    for (int run = 0; run < 2; run++) { /* a scan may run again */
        buf_clear(&reading.rows);
        assert_done(run_scan(csv_scan_source(scan), &reading, &err));
        assert_string_equal(buf_text(&reading.rows),
                            "1|1|{\"a\":\"q\\\"\",\"b\\\"\":\"x\"}\n2|2|~\n"
                            "1|3|{\"c\":\"\xc3\xa9\\\\\"}\n");
    }
    assert_int_equal(csv_scan_progress(scan).row_count, 3);
    reading_done(&reading);
    csv_scan_close(scan);
    scan = NULL;
    close_opened(&first);
    close_opened(&second);
}

static void what_is_rejected_does_not_depend_on_the_columns_wanted(void **state)
{
    struct opened opened = open_text(*state, "1.csv", "a,b\n\"x\"y,1\n2,3\n4\n");
    const struct csv_binding none[] = { { .column_count = 0 } };
    const struct csv_scan_file file = { opened.csv, 1, none };
    struct reading reading = { 0 };
    struct csv_scan_options options = { .column_names = (const char *[]){ "z" },
                                        .column_count = 1,
                                        .files = &file,
                                        .file_count = 1,
                                        .reject = keep_reject,
                                        .reject_context = &reading };
    struct csv_scan *scan SCOPED(csv_scan_closep) = NULL;
    struct err err = { 0 };

    buf_init(&reading.rows, MIB);
    buf_init(&reading.rejects, MIB);
    assert_done(csv_scan_open(&options, &scan, &err));
    csv_scan_report(scan, false);
    assert_done(run_scan(csv_scan_source(scan), &reading, &err));
    assert_string_equal(buf_text(&reading.rows), "2|~\n");
    assert_string_equal(buf_text(&reading.rejects), "");
    assert_int_equal(csv_scan_progress(scan).rejected_count, 2);
    csv_scan_report(scan, true);
    assert_done(run_scan(csv_scan_source(scan), &reading, &err));
    assert_string_equal(buf_text(&reading.rejects), "1 a: there is text behind the closing quote\n"
                                                    "3 -: has 1 cell, the header has 2\n");
    reading_done(&reading);
    csv_scan_close(scan);
    scan = NULL;
    close_opened(&opened);
}

static void binding_a_column_that_is_not_there_is_our_mistake(void **state)
{
    struct opened opened = open_text(*state, "1.csv", "a,b\n1,2\n");
    const size_t two[] = { 2 };
    const struct csv_binding bindings[] = { { .columns = two, .column_count = 1 } };
    const struct csv_scan_file file = { opened.csv, 1, bindings };
    struct csv_scan_options options = {
        .column_names = (const char *[]){ "z" }, .column_count = 1, .files = &file, .file_count = 1
    };
    struct csv_scan *scan = NULL;
    struct err err = { 0 };

    assert_false(csv_scan_open(&options, &scan, &err));
    assert_int_equal(err.code, ERR_BUG);
    err_done(&err);
    close_opened(&opened);
}

/* Rows that carry their own number, read by several threads: each comes once, with that number. */
struct crowd {
    const struct scan *scan;
    void *run;
    _Atomic int64_t sum;
    _Atomic int64_t row_count;
    _Atomic int64_t wrong_count;
};

static void *read_in_crowd(void *context)
{
    struct crowd *crowd = context;
    const struct scan *scan = crowd->scan;
    const size_t wanted[] = { 0 };
    struct scan_cell *cells = calloc(SCAN_BATCH, sizeof(*cells));
    struct scan_batch batch = { .cells = &cells,
                                .file_numbers = calloc(SCAN_BATCH, sizeof(int64_t)),
                                .row_numbers = calloc(SCAN_BATCH, sizeof(int64_t)) };
    struct err err = { 0 };
    void *reader;
    bool ended = false;

    if (!scan->reader_open(crowd->run, wanted, 1, &reader, &err))
        abort();
    while (!ended) {
        if (!scan->next(reader, &batch, &ended, &err))
            abort();
        for (size_t i = 0; i < batch.row_count; i++) {
            char number[32];

            snprintf(number, sizeof(number), "%.*s", (int)cells[i].size, cells[i].text);
            crowd->wrong_count += strtoll(number, NULL, 10) != batch.row_numbers[i];
            crowd->sum += batch.row_numbers[i];
            crowd->row_count++;
        }
    }
    scan->reader_close(reader);
    free(cells);
    free(batch.file_numbers);
    free(batch.row_numbers);
    return NULL;
}

static void several_threads_share_a_run_and_runs_share_nothing(void **state)
{
    enum { ROWS = 300000, THREADS = 4, RUNS = 2 };
    struct place *place = *state;
    struct buf text;
    struct opened opened;
    const size_t zero[] = { 0 };
    const struct csv_binding bindings[] = { { .columns = zero, .column_count = 1 } };
    struct csv_scan_file files[2];
    struct csv_scan_options options = {
        .column_names = (const char *[]){ "n" }, .column_count = 1, .files = files, .file_count = 2
    };
    struct csv_scan *scan SCOPED(csv_scan_closep) = NULL;
    struct crowd crowds[RUNS] = { 0 };
    pthread_t threads[THREADS];
    struct err err = { 0 };

    buf_init(&text, 128 * MIB);
    buf_add_text(&text, "n,text\n");
    for (int i = 1; i <= ROWS; i++)
        buf_printf(&text, "%d,\"some,\n\"\"text\"\" of row %d\"\n%s", i, i, i % 7 ? "" : "\n");
    opened = open_text(place, "1.csv", buf_text(&text));
    buf_done(&text);
    files[0] = (struct csv_scan_file){ opened.csv, 1, bindings };
    files[1] = (struct csv_scan_file){ opened.csv, 2, bindings };
    assert_done(csv_scan_open(&options, &scan, &err));
    for (int i = 0; i < RUNS; i++) {
        crowds[i].scan = csv_scan_source(scan);
        assert_true(crowds[i].scan->begin(crowds[i].scan->context, &crowds[i].run, &err));
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_in_crowd, &crowds[i % RUNS]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < RUNS; i++) {
        crowds[i].scan->end(crowds[i].run);
        assert_int_equal(crowds[i].wrong_count, 0);
        assert_int_equal(crowds[i].row_count, 2 * ROWS);
        assert_int_equal(crowds[i].sum, (int64_t)ROWS * (ROWS + 1));
    }
    csv_scan_close(scan);
    scan = NULL;
    close_opened(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(quotes_hold_separators_and_newlines),
        TEST(a_quote_inside_a_text_is_a_letter),
        TEST(every_kind_of_line_end_is_read),
        TEST(blank_lines_have_no_number_and_empty_rows_have_one),
        TEST(nothing_is_null),
        TEST(rows_of_another_width_are_rejected),
        TEST(rows_that_all_lack_their_last_cells_are_read),
        TEST(broken_quotes_reject_their_row_by_column),
        TEST(nul_bytes_reject_their_row),
        TEST(invalid_utf8_late_in_a_file_rejects_its_row),
        TEST(large_cells_are_read_up_to_the_limit),
        TEST(a_record_past_the_limit_ends_the_run),
        TEST(separators_are_told_from_the_lines),
        TEST(lines_before_the_header_are_passed_over),
        TEST(names_come_as_they_stand),
        TEST(a_header_alone_gives_no_rows),
        TEST(a_header_past_the_limits_is_refused),
        TEST(the_sample_is_the_first_sound_rows),
        TEST(columns_are_bound_file_by_file_and_tags_become_an_object),
        TEST(what_is_rejected_does_not_depend_on_the_columns_wanted),
        TEST(binding_a_column_that_is_not_there_is_our_mistake),
        TEST(several_threads_share_a_run_and_runs_share_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
