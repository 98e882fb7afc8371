/* SPDX-License-Identifier: Apache-2.0 */
/* Layout, all numbers little-endian:
 *     local header (30 bytes, name, extra), data      one per member
 *     central header (46 bytes, name, extra, comment) one per member
 *     [zip64 end record (56), zip64 locator (20)]
 *     end record (22 bytes, comment up to 65,535)
 * A field of all ones in an older record says that the zip64 record or extra field (id 1) has the
 * value.
 */
#include "mapping/zip.h"

#include "base/file.h"
#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

enum {
    END_SIZE = 22,
    LOCATOR_SIZE = 20,
    END64_SIZE = 56,
    CENTRAL_SIZE = 46,
    LOCAL_SIZE = 30,
    TEXT_MAX = 65535,
    NAMES_SHOWN = 5
};

struct member {
    uint32_t flags;
    uint32_t method;
    uint32_t crc;
    int64_t packed_size;
    int64_t plain_size;
    int64_t offset; /* of the local header */
};

struct directory {
    int64_t offset;
    int64_t size;
    int64_t count;
};

static uint32_t get16(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t get32(const unsigned char *at)
{
    return get16(at) | get16(at + 2) << 16;
}

static int64_t get64(const unsigned char *at)
{
    uint64_t value = (uint64_t)get32(at) | (uint64_t)get32(at + 4) << 32;

    return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

static bool damaged(struct err *err)
{
    return err_set(err, ERR_DATA, "the zip archive is damaged");
}

/* Exactly size bytes at offset; what lies outside the file is damage. */
static bool read_at(int fd, int64_t offset, void *bytes, size_t size, struct err *err)
{
    size_t got;

    if (offset < 0)
        return damaged(err);
    return file_read_at(fd, offset, bytes, size, &got, "the zip archive", err) &&
           (got == size || damaged(err));
}

static bool find_directory64(int fd, int64_t end_offset, struct directory *out, struct err *err)
{
    unsigned char locator[LOCATOR_SIZE];
    unsigned char end[END64_SIZE];

    if (!read_at(fd, end_offset - LOCATOR_SIZE, locator, sizeof(locator), err))
        return false;
    if (memcmp(locator, "PK\6\7", 4) != 0)
        return damaged(err);
    if (!read_at(fd, get64(locator + 8), end, sizeof(end), err))
        return false;
    if (memcmp(end, "PK\6\6", 4) != 0)
        return damaged(err);
    out->count = get64(end + 32);
    out->size = get64(end + 40);
    out->offset = get64(end + 48);
    return true;
}

/* The end record is the last thing in the file whose comment reaches exactly to the end. */
static bool find_directory(int fd, int64_t file_size, struct directory *out, struct err *err)
{
    size_t tail_size =
        file_size < END_SIZE + TEXT_MAX ? (size_t)file_size : (size_t)(END_SIZE + TEXT_MAX);
    unsigned char *tail = malloc(tail_size + 1);
    bool found = false;
    size_t at = tail_size < END_SIZE ? 0 : tail_size - END_SIZE + 1;

    if (!tail)
        abort();
    if (!read_at(fd, file_size - (int64_t)tail_size, tail, tail_size, err)) {
        free(tail);
        return false;
    }
    while (!found && at-- > 0)
        found = memcmp(tail + at, "PK\5\6", 4) == 0 &&
                at + END_SIZE + get16(tail + at + 20) == tail_size;
    if (found)
        *out = (struct directory){ .count = get16(tail + at + 10),
                                   .size = get32(tail + at + 12),
                                   .offset = get32(tail + at + 16) };
    free(tail);
    if (!found)
        return err_set(err, ERR_DATA,
                       "the file ends in the middle of the compressed data (truncated?)");
    if (out->count == 0xffff || out->size == 0xffffffff || out->offset == 0xffffffff)
        return find_directory64(fd, file_size - (int64_t)tail_size + (int64_t)at, out, err);
    return true;
}

/* The 64-bit values of the extra field replace those that are all ones, in this order. */
static bool apply_zip64(struct member *member, const unsigned char *extra, size_t extra_size,
                        struct err *err)
{
    int64_t *wide[3];
    size_t wide_count = 0;

    if (member->plain_size == 0xffffffff)
        wide[wide_count++] = &member->plain_size;
    if (member->packed_size == 0xffffffff)
        wide[wide_count++] = &member->packed_size;
    if (member->offset == 0xffffffff)
        wide[wide_count++] = &member->offset;
    for (size_t at = 0; wide_count && at + 4 <= extra_size;) {
        size_t size = get16(extra + at + 2);

        if (size > extra_size - at - 4)
            return damaged(err);
        if (get16(extra + at) == 1) {
            if (size < wide_count * 8)
                return damaged(err);
            for (size_t i = 0; i < wide_count; i++)
                *wide[i] = get64(extra + at + 4 + i * 8);
            return true;
        }
        at += 4 + size;
    }
    return wide_count == 0 || damaged(err);
}

/* Names that come along without anybody having put them there. */
static bool is_by_catch(const char *name)
{
    size_t size = strlen(name);
    const char *slash = strrchr(name, '/');

    return (size && name[size - 1] == '/') || strncmp(name, "__MACOSX/", 9) == 0 ||
           strcmp(slash ? slash + 1 : name, ".DS_Store") == 0;
}

static bool check_name(const char *name, struct err *err)
{
    static const char *const office[][2] = {
        { "[Content_Types].xml", "is an Excel workbook (or another Office file)" },
        { "mimetype", "is an OpenDocument spreadsheet" },
    };

    for (size_t i = 0; i < ARRAY_COUNT(office); i++)
        if (strcmp(name, office[i][0]) == 0)
            return err_set(err, ERR_DATA, "%s: save it as CSV and give that", office[i][1]);
    return true;
}

/* What the walk over the central directory has seen so far. */
struct walk {
    struct member member; /* the first file */
    struct buf name;
    struct buf names; /* of all files, the first few of them */
    size_t file_count;
};

static bool visit(struct walk *walk, const struct member *member, const char *name, struct err *err)
{
    if (!check_name(name, err))
        return false;
    if (is_by_catch(name))
        return true;
    if (walk->file_count++ == 0) {
        walk->member = *member;
        buf_add_text(&walk->name, name);
    }
    if (walk->file_count <= NAMES_SHOWN) {
        if (walk->file_count > 1)
            buf_add_text(&walk->names, ", ");
        buf_add_text(&walk->names, name);
    }
    return true;
}

static bool walk_directory(int fd, const struct directory *directory, unsigned char *text,
                           struct walk *walk, struct err *err)
{
    int64_t offset = directory->offset;

    for (int64_t i = 0; i < directory->count; i++) {
        unsigned char head[CENTRAL_SIZE];
        struct member member;
        size_t name_size;
        size_t extra_size;

        if (!read_at(fd, offset, head, sizeof(head), err))
            return false;
        if (memcmp(head, "PK\1\2", 4) != 0)
            return damaged(err);
        member = (struct member){ .flags = get16(head + 8),
                                  .method = get16(head + 10),
                                  .crc = get32(head + 16),
                                  .packed_size = get32(head + 20),
                                  .plain_size = get32(head + 24),
                                  .offset = get32(head + 42) };
        name_size = get16(head + 28);
        extra_size = get16(head + 30);
        if (!read_at(fd, offset + CENTRAL_SIZE, text, name_size, err))
            return false;
        text[name_size] = '\0';
        if (!read_at(fd, offset + CENTRAL_SIZE + (int64_t)name_size, text + name_size + 1,
                     extra_size, err) ||
            !apply_zip64(&member, text + name_size + 1, extra_size, err) ||
            !visit(walk, &member, (const char *)text, err))
            return false;
        offset += CENTRAL_SIZE + (int64_t)name_size + (int64_t)extra_size + get16(head + 32);
    }
    return true;
}

static bool check_files(const struct walk *walk, struct err *err)
{
    if (walk->file_count == 0)
        return err_set(err, ERR_DATA, "the zip archive is empty");
    if (walk->file_count > 1)
        return err_set(err, ERR_DATA,
                       "the zip archive holds %zu files (%s%s): unpack it and give the files",
                       walk->file_count, buf_text(&walk->names),
                       walk->file_count > NAMES_SHOWN ? ", ..." : "");
    if (walk->member.flags & 1)
        return err_set(err, ERR_DATA, "the zip archive is encrypted: unpack it and give the file");
    if (walk->member.method != 0 && walk->member.method != 8)
        return err_set(err, ERR_DATA,
                       "the zip archive uses method %u, and only stored and deflate are read: "
                       "unpack it and give the file",
                       walk->member.method);
    return true;
}

static bool locate(int fd, int64_t file_size, const struct member *member, struct packed *out,
                   struct err *err)
{
    unsigned char head[LOCAL_SIZE];
    int64_t offset;

    if (!read_at(fd, member->offset, head, sizeof(head), err))
        return false;
    if (memcmp(head, "PK\3\4", 4) != 0)
        return damaged(err);
    offset = member->offset + LOCAL_SIZE + get16(head + 26) + get16(head + 28);
    if (offset > file_size || member->packed_size > file_size - offset ||
        (member->method == 0 && member->packed_size != member->plain_size))
        return damaged(err);
    *out = (struct packed){ .compression = COMPRESSION_ZIP,
                            .offset = offset,
                            .size = member->packed_size,
                            .is_stored = member->method == 0,
                            .plain_size = member->plain_size,
                            .plain_crc = member->crc };
    return true;
}

bool zip_find(int fd, int64_t file_size, struct packed *packed, struct buf *name, struct err *err)
{
    struct directory directory = { .count = 0 };
    struct walk walk = { .file_count = 0 };
    unsigned char *text;
    bool found;

    if (!find_directory(fd, file_size, &directory, err))
        return false;
    if (directory.count > LIMIT_ARCHIVE_MEMBER_COUNT)
        return err_set(err, ERR_LIMIT, "the zip archive holds %lld files: unpack it",
                       (long long)directory.count);
    text = malloc(2 * (TEXT_MAX + 1));
    if (!text)
        abort();
    buf_init(&walk.name, TEXT_MAX);
    buf_init(&walk.names, NAMES_SHOWN * (TEXT_MAX + 2));
    found = walk_directory(fd, &directory, text, &walk, err) && check_files(&walk, err) &&
            locate(fd, file_size, &walk.member, packed, err);
    if (found)
        buf_add(name, buf_text(&walk.name), walk.name.size);
    buf_done(&walk.name);
    buf_done(&walk.names);
    free(text);
    return found;
}
