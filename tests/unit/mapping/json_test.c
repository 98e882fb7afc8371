/* SPDX-License-Identifier: Apache-2.0 */
/* json_test.c -- the promises of json_scan.h: which rows and cells a JSON file has. */
#include "bill.h"
#include "mapping/json_scan.h"

static const struct json_place plain;

/* All columns of a file in the order of their first coming, behind a line with their names. */
static bool read_json_file(const struct json_file *file, struct reading *out, struct err *err)
{
    const char *const *names = json_names_all(json_file_names(file));
    size_t count = json_names_count(json_file_names(file));
    size_t *columns = calloc(count + 1, sizeof(*columns));
    struct csv_binding *bindings = calloc(count + 1, sizeof(*bindings));
    struct json_scan_file given = { .file = file, .file_no = 1, .bindings = bindings };
    struct json_scan_options options = { .column_names = names,
                                         .column_count = count,
                                         .files = &given,
                                         .file_count = 1,
                                         .reject = keep_reject,
                                         .reject_context = out };
    struct json_scan *scan;
    bool read;

    for (size_t i = 0; i < count; i++) {
        columns[i] = i;
        bindings[i] = (struct csv_binding){ .columns = &columns[i], .column_count = 1 };
        buf_printf(&out->rows, "|%s", names[i]);
    }
    buf_add_char(&out->rows, '\n');
    scan = json_scan_open(&options);
    read = run_scan(json_scan_source(scan), out, err);
    out->progress = json_scan_progress(scan);
    json_scan_close(scan);
    free(columns);
    free(bindings);
    return read;
}

static bool read_json(struct place *place, const struct json_place *where, const char *bytes,
                      size_t size, struct reading *out, struct err *err)
{
    struct input *input SCOPED(input_closep) = NULL;
    struct json_file *file = NULL;
    bool read;

    buf_init(&out->rows, 1 << 30);
    buf_init(&out->rejects, 1 << 20);
    write_bill(place->path, bytes, size);
    read = input_open(place->path, "my.json", &input, err) &&
           json_file_open(input, where, &file, err) && read_json_file(file, out, err);
    json_file_close(file);
    return read;
}

static void expect(struct place *place, const struct json_place *where, const char *text,
                   const char *rows, const char *rejects)
{
    struct reading reading = { 0 };
    struct err err = { 0 };

    assert_done(read_json(place, where, text, strlen(text), &reading, &err));
    assert_string_equal(buf_text(&reading.rows), rows);
    assert_string_equal(buf_text(&reading.rejects), rejects);
    reading_done(&reading);
}

static void expect_error(struct place *place, const struct json_place *where, const char *text,
                         const char *part)
{
    struct reading reading = { 0 };
    struct err err SCOPED(err_done) = { 0 };

    assert_false(read_json(place, where, text, strlen(text), &reading, &err));
    assert_int_equal(err.code, ERR_DATA);
    assert_non_null(strstr(err.message, part));
    reading_done(&reading);
}

static void every_way_to_write_rows_gives_the_same(void **state)
{
    static const char *const texts[] = {
        "{\"a\":1,\"b\":{\"c\":\"x\"}}\n{\"a\":2}\n",
        "{\"a\":1,\"b\":{\"c\":\"x\"}}\r\n\r\n  {\"a\":2}",
        "{\"a\":1,\"b\":{\"c\":\"x\"}}{\"a\":2}",
        "{\n \"a\": 1,\n \"b\": {\"c\": \"x\"}\n}\n{\n \"a\": 2\n}\n",
        "[{\"a\":1,\"b\":{\"c\":\"x\"}},{\"a\":2}]",
        " [\n {\"a\":1,\"b\":{\"c\":\"x\"}}\n ,\n {\"a\":2}\n ]\n\n",
        "\xEF\xBB\xBF[{\"a\":1,\"b\":{\"c\":\"x\"}},{\"a\":2}]",
    };

    for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
        expect(*state, &plain, texts[i], "|a|b.c\n1|1|x\n2|2|~\n", "");
}

static void values_are_their_text(void **state)
{
    expect(
        *state, NULL,
        "{\"n\":-1.50e-3,\"t\":true,\"u\":null,\"e\":\"\",\"l\":[ 1, {\"x\":null} ],"
        "\"s\":\"a\\\"\\\\\\/\\n\\u00e9\\ud83d\\ude00\",\"o\":{}}",
        "|n|t|u|e|l|s\n1|-1.50e-3|true|~|~|[ 1, {\"x\":null} ]|a\"\\/\n\xC3\xA9\xF0\x9F\x98\x80\n",
        "");
}

static void a_damaged_line_is_rejected_alone(void **state)
{
    expect(*state, NULL,
           "{\"a\":1}\n{\"a\":\"x}\n{\"a\":3}\n[4]\n{\"a\":5,\"a\":6}\n{\"a\":7} 8\n"
           "{\"a\":9}\n{\"a\":10",
           "|a\n1|1\n3|3\n7|9\n",
           "2 -: is no JSON: it ends early: a text is not closed\n"
           "4 -: is no JSON object\n"
           "5 -: has a twice\n"
           "6 -: is no JSON: something stands behind its end at byte 9\n"
           "8 -: is no JSON: it ends early: a comma is missing\n");
}

static void a_damaged_element_is_rejected_alone(void **state)
{
    expect(*state, NULL, "[{\"a\":1},,{\"a\":\"\\ud800\"},{\"a\":01},{'a':1},null,{\"a\":2},]",
           "|a\n1|1\n7|2\n",
           "2 -: is no JSON object\n"
           "3 -: is no JSON: half a character at byte 13\n"
           "4 -: is no JSON: no number at byte 8\n"
           "5 -: is no JSON: a name is missing at byte 2\n"
           "6 -: is no JSON object\n"
           "8 -: is no JSON object\n");
}

static void a_file_that_is_not_complete_is_refused(void **state)
{
    expect_error(*state, NULL, "[{\"a\":1}", "the JSON array is not closed");
    expect_error(*state, NULL, "{\"a\":1}{\"a\":2", "document 2 of the JSON is not closed");
    expect_error(*state, NULL, "[{\"a\":1}] x", "behind the end of the JSON array");
}

static void rows_inside_a_document_have_what_stands_beside_them(void **state)
{
    static const struct json_place place = { .rows = { "days.parts" }, .whole = { "tags" } };

    expect(
        *state, &place,
        "{\"days\":[{\"day\":1,\"parts\":[{\"cost\":{\"amount\":\"2\"},\"tags\":{\"b\":1}},"
        "{\"cost\":{\"amount\":\"3\"}}],\"open\":true},{\"day\":2,\"parts\":[]}],\"next\":\"x\"}",
        "|next|days.day|days.open|cost.amount|tags\n"
        "1|x|1|true|2|{\"b\":1}\n"
        "2|x|1|true|3|~\n"
        "3|x|2|~|~|~\n",
        "");
}

static void the_first_path_that_is_there_counts(void **state)
{
    static const struct json_place place = { .rows = { "value.properties", "properties", "" } };

    expect(*state, &place,
           "{\"value\":[{\"id\":7,\"properties\":{\"a\":1}},{\"id\":8,\"properties\":{\"a\":2}}]}",
           "|value.id|a\n1|7|1\n2|8|2\n", "");
    expect(*state, &place,
           "[{\"id\":7,\"properties\":{\"a\":1}},{\"id\":8,\"properties\":{\"a\":2}}]",
           "|id|a\n1|7|1\n2|8|2\n", "");
    expect(*state, &place, "[{\"id\":7},{\"id\":8}]", "|id\n1|7\n2|8\n", "");
}

static void lists_of_values_are_named_by_their_columns(void **state)
{
    static const struct json_place query = { .rows = { "properties.rows" },
                                             .columns = "properties.columns" };
    static const struct json_place bigquery = { .rows = { "rows" }, .columns = "schema.fields" };

    expect(*state, &query,
           "{\"id\":\"q\",\"properties\":{\"nextLink\":null,\"rows\":[[12.30,\"EUR\"],[1]],"
           "\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"Currency\"}]}}",
           "|Cost|Currency|id|properties.nextLink|properties.columns\n"
           "1|12.30|EUR|q|~|[{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"Currency\"}]\n",
           "2 -: has fewer values than columns\n");
    expect(*state, &bigquery,
           "{\"schema\":{\"fields\":[{\"name\":\"cost\"},{\"name\":\"sku\",\"type\":\"RECORD\","
           "\"fields\":[{\"name\":\"id\"}]},{\"name\":\"credits\",\"mode\":\"REPEATED\",\"fields\":"
           "[{\"name\":\"amount\"}]}]},\"rows\":[{\"f\":[{\"v\":\"1.5\"},{\"v\":{\"f\":[{\"v\":"
           "\"S\"}]}},"
           "{\"v\":[{\"v\":{\"f\":[{\"v\":\"-1\"}]}},{\"v\":{\"f\":[{\"v\":\"-2\"}]}}]}]},"
           "{\"f\":[{\"v\":null},{\"v\":null},{\"v\":[]}]}]}",
           "|cost|schema.fields|sku.id|credits|sku\n"
           "1|1.5|[{\"name\":\"cost\"},{\"name\":\"sku\",\"type\":\"RECORD\",\"fields\":[{\"name\":"
           "\"id\"}]},{\"name\":\"credits\",\"mode\":\"REPEATED\",\"fields\":[{\"name\":\"amount\"}"
           "]}]|S|"
           "[{\"amount\":\"-1\"},{\"amount\":\"-2\"}]|~\n"
           "2|~|[{\"name\":\"cost\"},{\"name\":\"sku\",\"type\":\"RECORD\",\"fields\":[{\"name\":"
           "\"id\"}]},{\"name\":\"credits\",\"mode\":\"REPEATED\",\"fields\":[{\"name\":\"amount\"}"
           "]}]|~|"
           "[]|~\n",
           "");
}

static void a_damaged_document_with_rows_inside_is_refused(void **state)
{
    static const struct json_place place = { .rows = { "items", "data.items" } };

    expect_error(*state, &place, "{\"items\":[{\"a\":1},{\"a\":}]}", "my.json is no JSON");
    expect_error(*state, &place, "{\"error\":\"denied\"}", "my.json has nothing at items");
}

/* Of two lists of rows neither is the one that counts. */
static void a_name_that_stands_twice_around_rows_is_a_fault(void **state)
{
    static const struct json_place place = { .rows = { "days.parts" } };

    expect_error(*state, &place,
                 "{\"days\":[{\"parts\":[{\"a\":1}]}],\"days\":[{\"parts\":[{\"a\":2}]}]}",
                 "my.json has days twice");
    expect_error(*state, &place, "{\"days\":[{\"parts\":[{\"a\":1}],\"parts\":[]}]}",
                 "my.json has days.parts twice");
    expect(*state, &place,
           "{\"days\":[{\"n\":1,\"n\":2,\"parts\":[{\"a\":1}]},{\"n\":3,\"parts\":[{\"a\":2}]}]}",
           "|days.n|a\n2|3|2\n", "1 -: has days.n twice\n");
    expect(*state, &place, "{\"days\":[{\"n\":1,\"n\":2,\"parts\":[]}]}", "|days.n\n",
           "1 -: has days.n twice\n");
}

/* Blocks end anywhere: in texts, between backslash and quote, in numbers. */
static void documents_across_blocks_stay_whole(void **state)
{
    struct buf text SCOPED(buf_done) = { .maximum = 1 << 26 };
    struct buf rows SCOPED(buf_done) = { .maximum = 1 << 26 };

    for (int style = 0; style < 3; style++) {
        buf_clear(&text);
        buf_clear(&rows);
        buf_add_text(&text, style == 1 ? "[" : "");
        buf_add_text(&rows, "|i|s\n");
        for (int i = 1; i <= 60000; i++) {
            buf_printf(&text, "%s{\"i\":%d,\"s\":\"%.*s}\\\\\\\"\"}%s",
                       style == 1 && i > 1 ? "," : "", i, i % 37,
                       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", style == 0 ? "\n" : "");
            buf_printf(&rows, "%d|%d|%.*s}\\\"\n", i, i, i % 37,
                       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
        }
        buf_add_text(&text, style == 1 ? "]" : "");
        expect(*state, NULL, buf_text(&text), buf_text(&rows), "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_way_to_write_rows_gives_the_same),
        TEST(values_are_their_text),
        TEST(a_damaged_line_is_rejected_alone),
        TEST(a_damaged_element_is_rejected_alone),
        TEST(a_file_that_is_not_complete_is_refused),
        TEST(rows_inside_a_document_have_what_stands_beside_them),
        TEST(the_first_path_that_is_there_counts),
        TEST(lists_of_values_are_named_by_their_columns),
        TEST(a_damaged_document_with_rows_inside_is_refused),
        TEST(a_name_that_stands_twice_around_rows_is_a_fault),
        TEST(documents_across_blocks_stay_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
