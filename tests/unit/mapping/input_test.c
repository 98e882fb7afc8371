/* SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "mapping/bill.h"

static const char table[] = "date,service,cost\n2026-01-01,EC2,1.50\n2026-01-02,S3,0.25\n";
static const char table_rows[] = "1|2026-01-01|EC2|1.50\n2|2026-01-02|S3|0.25\n";

static void expect_rows(struct place *place, const char *rows)
{
    struct reading reading = { 0 };
    struct err err = { 0 };

    assert_done(read_bill(place->path, &reading, &err));
    assert_string_equal(buf_text(&reading.rows), rows);
    reading_done(&reading);
}

/* The bill cannot be read, and the message holds text. */
static void expect_error(struct place *place, enum err_code code, const char *text)
{
    struct reading reading = { 0 };
    struct err err = { 0 };

    assert_false(read_bill(place->path, &reading, &err));
    if (!strstr(err_text(&err), text))
        fail_msg("'%s' lacks '%s'", err_text(&err), text);
    assert_non_null(strstr(err_text(&err), "my.csv: "));
    assert_int_equal(err.code, code);
    err_done(&err);
    reading_done(&reading);
}

static void expect_bytes_refused(struct place *place, const void *bytes, size_t size,
                                 const char *text)
{
    write_bill(place->path, bytes, size);
    expect_error(place, ERR_DATA, text);
}

static void plain_text_is_read(void **state)
{
    struct place *place = *state;

    write_bill(place->path, table, sizeof(table) - 1);
    expect_rows(place, table_rows);
}

static void a_gzip_of_several_members_is_read_to_its_end(void **state)
{
    struct place *place = *state;
    struct buf all;
    size_t half = 31;

    buf_init(&all, MIB);
    for (int i = 0; i < 2; i++) {
        size_t size;
        size_t from = i == 0 ? 0 : half;
        unsigned char *part =
            pack_gzip(table + from, i == 0 ? half : sizeof(table) - 1 - half, &size);

        buf_add(&all, part, size);
        free(part);
    }
    buf_add(&all, "\0\0\0\0", 4); /* padding */
    write_bill(place->path, all.bytes, all.size);
    expect_rows(place, table_rows);
    buf_add_text(&all, "tail");
    write_bill(place->path, all.bytes, all.size);
    expect_error(place, ERR_DATA, "something else follows the compressed data at byte ");
    buf_done(&all);
}

static void a_gzip_cut_anywhere_is_called_truncated(void **state)
{
    struct place *place = *state;
    size_t size;
    unsigned char *packed = pack_gzip(table, sizeof(table) - 1, &size);

    for (size_t cut = 3; cut < size; cut++) {
        write_bill(place->path, packed, cut);
        expect_error(place, ERR_DATA, "ends in the middle of the compressed data (truncated?)");
    }
    packed[size - 5] ^= 1; /* of the length */
    write_bill(place->path, packed, size);
    expect_error(place, ERR_DATA, "the compressed data is damaged");
    packed[size - 5] ^= 1;
    packed[size - 8] ^= 1; /* of the checksum */
    write_bill(place->path, packed, size);
    expect_error(place, ERR_DATA, "the compressed data is damaged");
    free(packed);
}

static void a_zstd_file_is_read_and_its_loss_is_seen(void **state)
{
    struct place *place = *state;
    unsigned char packed[512];
    size_t size = ZSTD_compress(packed, sizeof(packed), table, sizeof(table) - 1, 3);

    write_bill(place->path, packed, size);
    expect_rows(place, table_rows);
    write_bill(place->path, packed, size - 4);
    expect_error(place, ERR_DATA, "ends in the middle of the compressed data (truncated?)");
}

static void expect_zip(struct place *place, const struct zip_member *members, size_t count,
                       const char *refusal)
{
    struct buf zip;

    buf_init(&zip, MIB);
    pack_zip(&zip, members, count);
    write_bill(place->path, zip.bytes, zip.size);
    if (refusal)
        expect_error(place, ERR_DATA, refusal);
    else
        expect_rows(place, table_rows);
    buf_done(&zip);
}

static void the_one_file_in_a_zip_is_read(void **state)
{
    struct place *place = *state;

    for (int method = 0; method <= 8; method += 8)
        for (int is_zip64 = 0; is_zip64 < 2; is_zip64++)
            expect_zip(
                place,
                (struct zip_member[]){ { .name = "bill/", .text = "" },
                                       { .name = "bill/my.csv", .text = table, method, is_zip64 },
                                       { .name = "__MACOSX/bill/._my.csv", .text = "x", method } },
                3, NULL);
}

static void a_zip_of_several_files_names_them(void **state)
{
    expect_zip(*state,
               (struct zip_member[]){ { .name = "a.csv", .text = table },
                                      { .name = "b.csv", .text = table } },
               2, "the zip archive holds 2 files (a.csv, b.csv): unpack it and give the files");
}

static void zips_that_are_no_bill_say_why(void **state)
{
    struct place *place = *state;

    expect_zip(place,
               (struct zip_member[]){ { .name = "[Content_Types].xml", .text = "<x/>" },
                                      { .name = "xl/workbook.xml", .text = "<x/>" } },
               2, "Excel workbook (or another Office file): save it as CSV");
    expect_zip(place, (struct zip_member[]){ { .name = "a/", .text = "" } }, 1,
               "the zip archive is empty");
    expect_zip(place, (struct zip_member[]){ { .name = "a.csv", .text = table, .flags = 1 } }, 1,
               "the zip archive is encrypted");
    expect_zip(place, (struct zip_member[]){ { .name = "a.csv", .text = table, .method = 12 } }, 1,
               "the zip archive uses method 12");
    expect_zip(place,
               (struct zip_member[]){ { .name = "a.csv", .text = table, 8, .wrong_crc = 7 } }, 1,
               "the zip archive is damaged: its checksum is wrong");
}

static void a_zip_cut_anywhere_is_refused(void **state)
{
    struct place *place = *state;
    struct zip_member member = { .name = "a.csv", .text = table, .method = 8 };
    struct buf zip;

    buf_init(&zip, MIB);
    pack_zip(&zip, &member, 1);
    for (size_t cut = 4; cut < zip.size; cut++) {
        write_bill(place->path, zip.bytes, cut);
        expect_error(place, ERR_DATA, "truncated?");
    }
    buf_done(&zip);
}

static void ten_gigabytes_of_zeros_are_refused_at_once(void **state)
{
    struct place *place = *state;
    size_t part_size = 64 * MIB;
    char *zeros = calloc(1, part_size);
    size_t size;
    unsigned char *packed = pack_gzip(zeros, part_size, &size);
    struct buf all;
    struct buf bill;

    buf_init(&all, 64 * MIB);
    for (int i = 0; i < 160; i++)
        buf_add(&all, packed, size);
    write_bill(place->path, all.bytes, all.size);
    expect_error(place, ERR_DATA, "is not text: its first line holds the byte 0x00");

    /* Behind a sound start the zeros are one endless record. */
    buf_init(&bill, 128 * MIB);
    free(packed);
    packed = pack_gzip(table, sizeof(table) - 1, &size);
    buf_add(&bill, packed, size);
    buf_add(&bill, all.bytes, all.size);
    write_bill(place->path, bill.bytes, bill.size);
    expect_error(place, ERR_LIMIT, "row 3 is longer than 16 MiB");
    buf_done(&bill);
    buf_done(&all);
    free(packed);
    free(zeros);
}

static void expanding_past_the_limit_is_an_error(void **state)
{
    struct place *place = *state;
    size_t size = 320 * MIB;
    char *text = malloc(size);
    unsigned char packed[256 * 1024];
    size_t packed_size;

    /* zstd reaches ratios of some 10,000 */
    memset(text, 'a', size);
    for (size_t i = 0; i < size; i += 1024)
        text[i] = '\n';
    memcpy(text, "a,b\n", 4);
    packed_size = ZSTD_compress(packed, sizeof(packed), text, size, 3);
    assert_false(ZSTD_isError(packed_size));
    free(text);
    write_bill(place->path, packed, packed_size);
    expect_error(place, ERR_LIMIT, "expands to more than 1000 times its size");
}

static void what_is_no_bill_is_refused_by_its_name(void **state)
{
    static const struct {
        const char *bytes;
        const char *text;
    } cases[] = {
        { "%PDF-1.7\n", "PDF" },
        { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook" },
        { "  <!DOCTYPE html><html>", "web page" },
        { "<HTML><body>", "web page" },
        { "<?xml version=\"1.0\"?>", "XML" },
        { "BZh91AY&SY", "bzip2" },
        { "\x7f"
          "ELF\2\1\1",
          "program" },
        { "PAR1xxxxxxxxxxxx", "end is missing" },
        { "name,value\1\2\3\n", "is not text: its first line holds the byte 0x01" },
    };

    for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
        expect_bytes_refused(*state, cases[i].bytes, strlen(cases[i].bytes), cases[i].text);
    expect_bytes_refused(*state, "", 0, "the file is empty");
    expect_bytes_refused(*state, "\xef\xbb\xbf", 3, "the file is empty");
    expect_bytes_refused(*state, "\n\n\r\n", 4, "the file is empty");
    expect_bytes_refused(*state, "\1\2\0\3\377\376", 6, "is not text");
}

static void parquet_inside_gzip_says_what_to_do(void **state)
{
    size_t size;
    unsigned char *packed = pack_gzip("PAR1....PAR1", 12, &size);

    expect_bytes_refused(*state, packed, size, "holds Parquet: decompress it");
    free(packed);
}

static void parquet_is_recognised_by_both_ends(void **state)
{
    struct place *place = *state;
    struct input *input SCOPED(input_closep) = NULL;
    struct err err = { 0 };

    write_bill(place->path, "PAR1........PAR1", 16);
    assert_done(input_open(place->path, "x", &input, &err));
    assert_int_equal(input_kind(input), INPUT_PARQUET);
}

static void a_missing_file_is_missing(void **state)
{
    expect_error(*state, ERR_MISSING, "No such file");
}

static void encodings_are_told_apart(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        enum encoding encoding;
    } cases[] = {
#define CASE(bytes, encoding) { (bytes), sizeof(bytes) - 1, (encoding) }
        CASE("\xef\xbb\xbf"
             "a,b\n\xc3\xa9,1\n",
             ENCODING_UTF8),
        CASE("a,b\n\xc3\xa9,1\n", ENCODING_UTF8),
        CASE("a,b\n\xe9,1\n", ENCODING_WINDOWS1252),
        CASE("\xff\xfe"
             "a\0,\0b\0\n\0\xe9\0,\0"
             "1\0\n\0",
             ENCODING_UTF16LE),
        CASE("a\0,\0b\0\n\0\xe9\0,\0"
             "1\0\n\0",
             ENCODING_UTF16LE),
        CASE("\xfe\xff\0a\0,\0b\0\n\0\xe9\0,\0"
             "1\0\n",
             ENCODING_UTF16BE),
        CASE("\0a\0,\0b\0\n\0\xe9\0,\0"
             "1\0\n",
             ENCODING_UTF16BE),
    };
    struct place *place = *state;

    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct input *input SCOPED(input_closep) = NULL;
        struct err err = { 0 };

        write_bill(place->path, cases[i].bytes, cases[i].size);
        assert_done(input_open(place->path, "x", &input, &err));
        assert_int_equal(input_encoding(input), cases[i].encoding);
        expect_rows(place, "1|\xc3\xa9|1\n");
    }
}

static void windows_1252_has_its_own_signs(void **state)
{
    struct place *place = *state;

    write_bill(place->path, "a,b\n\x80 5,\x93x\x94\n", 12);
    expect_rows(place, "1|\xe2\x82\xac 5|\xe2\x80\x9cx\xe2\x80\x9d\n");
}

static void half_a_surrogate_pair_rejects_its_row(void **state)
{
    struct place *place = *state;
    struct reading reading = { 0 };
    struct err err = { 0 };
    static const char bytes[] = "\xff\xfe"
                                "a\0,\0b\0\n\0"
                                "\x3d\xd8,\0"
                                "1\0\n\0" /* half */
                                "\x3d\xd8\x00\xde,\0"
                                "2\0\n\0"; /* a whole one */

    write_bill(place->path, bytes, sizeof(bytes) - 1);
    assert_done(read_bill(place->path, &reading, &err));
    assert_string_equal(buf_text(&reading.rows), "2|\xf0\x9f\x98\x80|2\n");
    assert_string_equal(buf_text(&reading.rejects), "1 a: byte 0xed at position 1 is not UTF-8\n");
    reading_done(&reading);
}

static void a_long_file_reads_the_same_in_every_encoding_and_packing(void **state)
{
    struct place *place = *state;
    struct buf text;
    struct buf wide;
    struct reading plain = { 0 };
    struct err err = { 0 };
    size_t size;
    unsigned char *packed;

    buf_init(&text, 64 * MIB);
    buf_init(&wide, 128 * MIB);
    buf_add_text(&text, "id,text\n");
    for (int i = 0; i < 200000; i++)
        buf_printf(&text, "%d,\"n\xc3\xa9 \"\"%d\"\",\n\xe2\x82\xac\"\n", i, i * 7);
    write_bill(place->path, text.bytes, text.size);
    assert_done(read_bill(place->path, &plain, &err));
    assert_int_equal(plain.progress.row_count, 200000);
    assert_int_equal(plain.progress.bytes_done, plain.progress.bytes_total);

    packed = pack_gzip(text.bytes, text.size, &size);
    write_bill(place->path, packed, size);
    free(packed);
    expect_rows(place, buf_text(&plain.rows));

    buf_add(&wide, "\xff\xfe", 2);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte == 0xc3) {
            add_number(&wide, 0xe9, 2);
            i++;
        } else if (byte == 0xe2) {
            add_number(&wide, 0x20ac, 2);
            i += 2;
        } else {
            add_number(&wide, byte, 2);
        }
    }
    write_bill(place->path, wide.bytes, wide.size);
    expect_rows(place, buf_text(&plain.rows));
    reading_done(&plain);
    buf_done(&text);
    buf_done(&wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plain_text_is_read),
        TEST(a_gzip_of_several_members_is_read_to_its_end),
        TEST(a_gzip_cut_anywhere_is_called_truncated),
        TEST(a_zstd_file_is_read_and_its_loss_is_seen),
        TEST(the_one_file_in_a_zip_is_read),
        TEST(a_zip_of_several_files_names_them),
        TEST(zips_that_are_no_bill_say_why),
        TEST(a_zip_cut_anywhere_is_refused),
        TEST(ten_gigabytes_of_zeros_are_refused_at_once),
        TEST(expanding_past_the_limit_is_an_error),
        TEST(what_is_no_bill_is_refused_by_its_name),
        TEST(parquet_inside_gzip_says_what_to_do),
        TEST(parquet_is_recognised_by_both_ends),
        TEST(a_missing_file_is_missing),
        TEST(encodings_are_told_apart),
        TEST(windows_1252_has_its_own_signs),
        TEST(half_a_surrogate_pair_rejects_its_row),
        TEST(a_long_file_reads_the_same_in_every_encoding_and_packing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
