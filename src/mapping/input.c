/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/input.h"

#include "base/file.h"
#include "base/limits.h"
#include "mapping/csv_mask.h"
#include "mapping/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAGIC_ROOM = 512 };

struct input {
    char *path;
    char *name;
    int64_t size;
    enum input_kind kind;
    struct packed packed;
    struct buf member;
    enum encoding encoding;
    size_t mark_size;
    struct buf sample;
    bool sample_is_whole;
};

/* The start of a file that is no bill. The line says what it is; "save it as CSV" is added where
 * that helps. */
struct magic {
    size_t offset;
    const char *bytes;
    size_t size;
    const char *what;
};

#define MAGIC(offset, bytes, what)                                                                 \
    {                                                                                              \
        (offset), (bytes), sizeof(bytes) - 1, (what)                                               \
    }

static const struct magic magics[] = {
    MAGIC(0, "%PDF", "is a PDF document, not a bill: give the CSV or Parquet export"),
    MAGIC(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
          "is an old Excel workbook (or another Office file): save it as CSV and give that"),
    MAGIC(0, "Obj\1", "is an Avro file: export the bill as Parquet or CSV"),
    MAGIC(0, "ARROW1", "is an Arrow file: export the bill as Parquet or CSV"),
    MAGIC(0, "SQLite format 3", "is an SQLite database, not a bill"),
    MAGIC(0, "7z\xbc\xaf\x27\x1c", "is a 7z archive: unpack it and give the files"),
    MAGIC(0, "Rar!\x1a\7", "is a RAR archive: unpack it and give the files"),
    MAGIC(0, "BZh", "is compressed with bzip2: decompress it and give the file"),
    MAGIC(0,
          "\xfd"
          "7zXZ",
          "is compressed with xz: decompress it and give the file"),
    MAGIC(0, "\x04\x22\x4d\x18", "is compressed with lz4: decompress it and give the file"),
    MAGIC(257, "ustar", "is a tar archive: unpack it and give the files"),
    MAGIC(0, "\x89PNG", "is a picture, not a bill"),
    MAGIC(0, "\xff\xd8\xff", "is a picture, not a bill"),
    MAGIC(0, "GIF8", "is a picture, not a bill"),
    MAGIC(0,
          "\x7f"
          "ELF",
          "is a program, not a bill"),
    MAGIC(0, "MZ\x90", "is a program, not a bill"),
};

/* Only inside compressed data: at the outside these three are read. */
static const struct magic inner_magics[] = {
    MAGIC(0, "PAR1", "holds Parquet: decompress it and give the Parquet file"),
    MAGIC(0, "\x1f\x8b", "is compressed twice: decompress it once and give that"),
    MAGIC(0, "PK\3\4", "holds a zip archive: decompress it and give that"),
    MAGIC(0, "\x28\xb5\x2f\xfd", "is compressed twice: decompress it once and give that"),
};

/* The first word of text that is no table; case does not matter. */
static const struct magic words[] = {
    MAGIC(0, "<!doctype html", "is a web page, not a bill (a login page that was saved?)"),
    MAGIC(0, "<html", "is a web page, not a bill (a login page that was saved?)"),
    MAGIC(0, "<?xml", "is XML, which is not read: export the bill as CSV or Parquet"),
    MAGIC(0, "{\\rtf", "is an RTF document, not a bill"),
};

static bool matches(const struct magic *magic, const char *bytes, size_t size)
{
    return size >= magic->offset + magic->size &&
           memcmp(bytes + magic->offset, magic->bytes, magic->size) == 0;
}

static bool refuse_magic(const struct magic *table, size_t count, const char *bytes, size_t size,
                         struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (matches(&table[i], bytes, size))
            return err_set(err, ERR_DATA, "%s", table[i].what);
    return true;
}

static bool refuse_words(const char *text, size_t size, struct err *err)
{
    while (size && strchr(" \t\r\n", *text)) {
        if (*text == '\0')
            break;
        text++;
        size--;
    }
    for (size_t i = 0; i < ARRAY_COUNT(words); i++)
        if (size >= words[i].size && strncasecmp(text, words[i].bytes, words[i].size) == 0)
            return err_set(err, ERR_DATA, "%s", words[i].what);
    return true;
}

/* ---- the container ---- */

static bool check_parquet(struct input *input, int fd, struct err *err)
{
    char tail[4];
    size_t size;

    if (input->size < 12)
        return err_set(err, ERR_DATA, "is Parquet whose end is missing (truncated?)");
    if (!file_read_at(fd, input->size - 4, tail, sizeof(tail), &size, input->path, err))
        return false;
    if (size != sizeof(tail) || memcmp(tail, "PAR1", 4) != 0)
        return err_set(err, ERR_DATA, "is Parquet whose end is missing (truncated?)");
    input->kind = INPUT_PARQUET;
    return true;
}

static bool recognise_container(struct input *input, int fd, struct err *err)
{
    char head[MAGIC_ROOM];
    size_t size;

    if (!file_read_at(fd, 0, head, sizeof(head), &size, input->path, err))
        return false;
    if (size == 0)
        return err_set(err, ERR_DATA, "the file is empty");
    input->packed = (struct packed){ .size = input->size };
    if (size >= 4 && memcmp(head, "PAR1", 4) == 0)
        return check_parquet(input, fd, err);
    if (size >= 4 && memcmp(head, "PK", 2) == 0 &&
        (memcmp(head + 2, "\3\4", 2) == 0 || memcmp(head + 2, "\5\6", 2) == 0 ||
         memcmp(head + 2, "\7\10", 2) == 0))
        return zip_find(fd, input->size, &input->packed, &input->member, err);
    if (size >= 2 && memcmp(head, "\x1f\x8b", 2) == 0)
        input->packed.compression = COMPRESSION_GZIP;
    else if (size >= 4 && memcmp(head, "\x28\xb5\x2f\xfd", 4) == 0)
        input->packed.compression = COMPRESSION_ZSTD;
    return refuse_magic(magics, ARRAY_COUNT(magics), head, size, err);
}

/* ---- the text ---- */

/* Enough for the header, whose line may be very long, and for some rows. */
static size_t sample_size(const char *bytes, size_t size)
{
    size_t half = INPUT_SHORT_SAMPLE / 2;

    if (size <= INPUT_SHORT_SAMPLE || memchr(bytes, '\n', half) || memchr(bytes, '\r', half))
        return size < INPUT_SHORT_SAMPLE ? size : INPUT_SHORT_SAMPLE;
    return size < INPUT_SAMPLE ? size : INPUT_SAMPLE;
}

static bool take_sample(struct input *input, const char *bytes, size_t size, bool is_whole,
                        struct err *err)
{
    size_t part;

    input->encoding = encoding_guess(bytes, size, is_whole, &input->mark_size);
    bytes += input->mark_size;
    size -= input->mark_size;
    part = sample_size(bytes, size);
    input->sample_is_whole = is_whole && part == size;
    if (input->encoding == ENCODING_UTF8) {
        buf_add(&input->sample, bytes, part);
    } else {
        size_t room = 3 * part + 8; /* no byte gives more than three */
        size_t used;

        buf_added(&input->sample,
                  encoding_decode(input->encoding, bytes, part, input->sample_is_whole,
                                  buf_reserve(&input->sample, room), room, &used));
    }
    if (input->sample.size == 0)
        return err_set(err, ERR_DATA, "the file is empty");
    memset(buf_reserve(&input->sample, CSV_CHUNK), 0, CSV_CHUNK);
    return refuse_words(input->sample.bytes, input->sample.size, err);
}

/* The first INPUT_GUESS bytes of text as they are, in memory that grows with them: most bills are
 * small. */
static bool read_start(struct inflate *inflate, struct buf *bytes, struct err *err)
{
    size_t part = 64 * KIB;
    size_t got = part;

    while (got == part && bytes->size < INPUT_GUESS) {
        part = bytes->size ? bytes->size : part;
        if (!inflate_read(inflate, buf_reserve(bytes, part), part, &got, err))
            return false;
        buf_added(bytes, got);
    }
    return true;
}

static bool look_at_bytes(struct input *input, const struct buf *bytes, struct err *err)
{
    const char *start = buf_text(bytes);

    if (input->packed.compression != COMPRESSION_NONE &&
        (!refuse_magic(magics, ARRAY_COUNT(magics), start, bytes->size, err) ||
         !refuse_magic(inner_magics, ARRAY_COUNT(inner_magics), start, bytes->size, err)))
        return false;
    return take_sample(input, start, bytes->size, bytes->size < INPUT_GUESS, err);
}

static bool look_at_text(struct input *input, struct err *err)
{
    struct inflate *inflate SCOPED(inflate_closep) = NULL;
    struct buf bytes SCOPED(buf_done);

    buf_init(&bytes, INPUT_GUESS);
    return inflate_open(input->path, &input->packed, &inflate, err) &&
           read_start(inflate, &bytes, err) && look_at_bytes(input, &bytes, err);
}

static char *copy(const char *text)
{
    char *copied = strdup(text);

    if (!copied)
        abort();
    return copied;
}

static bool look(struct input *input, struct err *err)
{
    int fd SCOPED(file_close) = open(input->path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return err_errno(err, errno == ENOENT ? ERR_MISSING : ERR_UPSTREAM, "open");
    if (fstat(fd, &status) != 0)
        return err_errno(err, ERR_UPSTREAM, "stat");
    if (!S_ISREG(status.st_mode))
        return err_set(err, ERR_USAGE, "is not a file");
    input->size = status.st_size;
    if (!recognise_container(input, fd, err))
        return false;
    return input->kind == INPUT_PARQUET || look_at_text(input, err);
}

bool input_open(const char *path, const char *name, struct input **out, struct err *err)
{
    struct input *input = calloc(1, sizeof(*input));

    if (!input)
        abort();
    input->path = copy(path);
    input->name = copy(name);
    buf_init(&input->member, UINT16_MAX);
    buf_init(&input->sample, 3 * INPUT_SAMPLE + CSV_CHUNK);
    if (!look(input, err)) {
        input_close(input);
        return err_wrap(err, "%s", name);
    }
    *out = input;
    return true;
}

void input_close(struct input *input)
{
    if (!input)
        return;
    buf_done(&input->member);
    buf_done(&input->sample);
    free(input->path);
    free(input->name);
    free(input);
}

void input_closep(struct input **input)
{
    input_close(*input);
}

enum input_kind input_kind(const struct input *input)
{
    return input->kind;
}

const char *input_path(const struct input *input)
{
    return input->path;
}

const char *input_name(const struct input *input)
{
    return input->name;
}

int64_t input_size(const struct input *input)
{
    return input->size;
}

enum compression input_compression(const struct input *input)
{
    return input->packed.compression;
}

enum encoding input_encoding(const struct input *input)
{
    return input->encoding;
}

const char *input_member(const struct input *input)
{
    return input->member.size ? buf_text(&input->member) : NULL;
}

const struct packed *input_packed(const struct input *input)
{
    return &input->packed;
}

size_t input_mark_size(const struct input *input)
{
    return input->mark_size;
}

const char *input_sample(const struct input *input, size_t *size, bool *is_whole)
{
    *size = input->sample.size;
    *is_whole = input->sample_is_whole;
    return buf_text(&input->sample);
}

void input_forget_sample(struct input *input)
{
    buf_done(&input->sample);
}
