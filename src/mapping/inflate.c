/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/inflate.h"

#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

enum { INPUT_ROOM = 256 * 1024 };

struct inflate {
    /* Some bytes, or none and `ended`. */
    bool (*read)(struct inflate *inflate, char *bytes, size_t room, size_t *size, struct err *err);
    struct packed packed;
    int fd;
    int64_t unread; /* bytes of the file that are still to be read */
    char *input;
    size_t input_size;
    size_t input_used;
    int64_t plain_count; /* bytes given out */
    uint32_t plain_crc;  /* of them; zip only */
    bool in_frame;       /* a gzip member or zstd frame is open */
    bool ended;
    struct inflate_state *deflate;
    ZSTD_DStream *zstd;
};

static bool truncated(struct err *err)
{
    return err_set(err, ERR_DATA,
                   "the file ends in the middle of the compressed data (truncated?)");
}

/* Have input, unless there is no more. */
static bool refill(struct inflate *inflate, struct err *err)
{
    size_t room = INPUT_ROOM;

    if (inflate->input_used < inflate->input_size || inflate->unread == 0)
        return true;
    if (inflate->unread < (int64_t)room)
        room = (size_t)inflate->unread;
    for (;;) {
        ssize_t size = read(inflate->fd, inflate->input, room);

        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return err_errno(err, ERR_UPSTREAM, "read");
        if (size == 0)
            return err_set(err, ERR_DATA, "the file became shorter while it was read");
        inflate->input_size = (size_t)size;
        inflate->input_used = 0;
        inflate->unread -= size;
        return true;
    }
}

static bool input_ended(const struct inflate *inflate)
{
    return inflate->input_used == inflate->input_size && inflate->unread == 0;
}

/* ---- no compression ---- */

static bool read_plain(struct inflate *inflate, char *bytes, size_t room, size_t *size,
                       struct err *err)
{
    *size = 0;
    if (inflate->unread < (int64_t)room)
        room = (size_t)inflate->unread;
    while (*size < room) {
        ssize_t got = read(inflate->fd, bytes + *size, room - *size);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(err, ERR_UPSTREAM, "read");
        if (got == 0)
            return err_set(err, ERR_DATA, "the file became shorter while it was read");
        *size += (size_t)got;
        inflate->unread -= got;
    }
    inflate->ended = inflate->unread == 0;
    return true;
}

/* ---- deflate: gzip and zip ---- */

static void deflate_start(struct inflate *inflate, uint32_t wrapper)
{
    isal_inflate_init(inflate->deflate);
    inflate->deflate->crc_flag = wrapper;
    inflate->in_frame = true;
}

/* One step of the decompressor; in_frame is false when the compressed stream ended with it. */
static bool deflate_step(struct inflate *inflate, char *bytes, size_t room, size_t *size,
                         struct err *err)
{
    struct inflate_state *state = inflate->deflate;
    int status;

    state->next_in = (uint8_t *)inflate->input + inflate->input_used;
    state->avail_in = (uint32_t)(inflate->input_size - inflate->input_used);
    state->next_out = (uint8_t *)bytes;
    state->avail_out = (uint32_t)room;
    status = isal_inflate(state);
    if (status == ISAL_INCORRECT_CHECKSUM)
        return err_set(err, ERR_DATA, "the compressed data is damaged: its checksum is wrong");
    if (status < 0)
        return err_set(err, ERR_DATA, "the compressed data is damaged");
    inflate->input_used = inflate->input_size - state->avail_in;
    *size = room - state->avail_out;
    inflate->in_frame = state->block_state != ISAL_BLOCK_FINISH;
    if (*size == 0 && inflate->in_frame && input_ended(inflate))
        return truncated(err);
    return true;
}

/* Between gzip members: the next one, or zeros (tapes and some tools pad with them) up to the end.
 */
static bool gzip_next_member(struct inflate *inflate, struct err *err)
{
    while (!input_ended(inflate)) {
        char byte = inflate->input[inflate->input_used];

        if (byte == 0x1f) {
            deflate_start(inflate, ISAL_GZIP);
            return true;
        }
        if (byte != 0)
            return err_set(err, ERR_DATA, "something else follows the compressed data at byte %lld",
                           (long long)inflate_position(inflate));
        inflate->input_used++;
        if (!refill(inflate, err))
            return false;
    }
    inflate->ended = true;
    return true;
}

static bool read_gzip(struct inflate *inflate, char *bytes, size_t room, size_t *size,
                      struct err *err)
{
    *size = 0;
    while (*size == 0 && !inflate->ended) {
        if (!refill(inflate, err))
            return false;
        if (!inflate->in_frame && !gzip_next_member(inflate, err))
            return false;
        if (inflate->in_frame && !deflate_step(inflate, bytes, room, size, err))
            return false;
    }
    return true;
}

static bool zip_check(const struct inflate *inflate, int64_t size, uint32_t crc, struct err *err)
{
    if (size != inflate->packed.plain_size)
        return err_set(err, ERR_DATA, "the zip archive is damaged: %lld bytes instead of %lld",
                       (long long)size, (long long)inflate->packed.plain_size);
    if (crc != inflate->packed.plain_crc)
        return err_set(err, ERR_DATA, "the zip archive is damaged: its checksum is wrong");
    return true;
}

static bool read_zip(struct inflate *inflate, char *bytes, size_t room, size_t *size,
                     struct err *err)
{
    if (inflate->packed.is_stored) {
        if (!read_plain(inflate, bytes, room, size, err))
            return false;
    } else {
        *size = 0;
        while (*size == 0 && inflate->in_frame)
            if (!refill(inflate, err) || !deflate_step(inflate, bytes, room, size, err))
                return false;
        inflate->ended = !inflate->in_frame;
    }
    inflate->plain_crc =
        crc32_gzip_refl(inflate->plain_crc, (const unsigned char *)bytes, (uint64_t)*size);
    return !inflate->ended ||
           zip_check(inflate, inflate->plain_count + (int64_t)*size, inflate->plain_crc, err);
}

/* ---- zstd ---- */

static bool read_zstd(struct inflate *inflate, char *bytes, size_t room, size_t *size,
                      struct err *err)
{
    ZSTD_outBuffer out = { .dst = bytes, .size = room };

    while (out.pos == 0) {
        ZSTD_inBuffer in;
        size_t status;

        if (!refill(inflate, err))
            return false;
        if (input_ended(inflate) && !inflate->in_frame) {
            inflate->ended = true;
            break;
        }
        in = (ZSTD_inBuffer){ .src = inflate->input,
                              .size = inflate->input_size,
                              .pos = inflate->input_used };
        status = ZSTD_decompressStream(inflate->zstd, &out, &in);
        if (ZSTD_isError(status))
            return err_set(err, ERR_DATA, "the compressed data is damaged: %s",
                           ZSTD_getErrorName(status));
        inflate->input_used = in.pos;
        inflate->in_frame = status != 0;
        if (out.pos == 0 && inflate->in_frame && input_ended(inflate))
            return truncated(err);
    }
    *size = out.pos;
    return true;
}

/* ---- */

static const struct {
    bool (*read)(struct inflate *inflate, char *bytes, size_t room, size_t *size, struct err *err);
} readers[] = {
    [COMPRESSION_NONE] = { read_plain },
    [COMPRESSION_GZIP] = { read_gzip },
    [COMPRESSION_ZIP] = { read_zip },
    [COMPRESSION_ZSTD] = { read_zstd },
};

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory)
        abort();
    return memory;
}

bool inflate_open(const char *path, const struct packed *packed, struct inflate **out,
                  struct err *err)
{
    struct inflate *inflate SCOPED(inflate_closep) = allocate(sizeof(*inflate));

    inflate->packed = *packed;
    inflate->unread = packed->size;
    inflate->read = readers[packed->compression].read;
    inflate->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (inflate->fd < 0)
        return err_errno(err, errno == ENOENT ? ERR_MISSING : ERR_UPSTREAM, "open %s", path);
    if (packed->offset && lseek(inflate->fd, packed->offset, SEEK_SET) < 0)
        return err_errno(err, ERR_UPSTREAM, "seek in %s", path);
    if (packed->compression != COMPRESSION_NONE)
        inflate->input = allocate(INPUT_ROOM);
    if (packed->compression == COMPRESSION_GZIP || packed->compression == COMPRESSION_ZIP)
        inflate->deflate = allocate(sizeof(*inflate->deflate));
    if (packed->compression == COMPRESSION_ZIP && !packed->is_stored)
        deflate_start(inflate, ISAL_DEFLATE);
    if (packed->compression == COMPRESSION_ZSTD && !(inflate->zstd = ZSTD_createDStream()))
        abort();
    *out = inflate;
    inflate = NULL;
    return true;
}

void inflate_close(struct inflate *inflate)
{
    if (!inflate)
        return;
    file_close(&inflate->fd);
    ZSTD_freeDStream(inflate->zstd);
    free(inflate->deflate);
    free(inflate->input);
    free(inflate);
}

void inflate_closep(struct inflate **inflate)
{
    inflate_close(*inflate);
}

bool inflate_read(struct inflate *inflate, char *bytes, size_t room, size_t *size, struct err *err)
{
    *size = 0;
    while (*size < room && !inflate->ended) {
        size_t got;

        if (!inflate->read(inflate, bytes + *size, room - *size, &got, err))
            return false;
        *size += got;
        inflate->plain_count += (int64_t)got;
        if (inflate->packed.compression != COMPRESSION_NONE &&
            inflate->plain_count > LIMIT_EXPANSION_FREE &&
            inflate->plain_count / LIMIT_EXPANSION > inflate_position(inflate))
            return err_set(err, ERR_LIMIT,
                           "expands to more than %u times its size: not a bill, or a trap",
                           LIMIT_EXPANSION);
    }
    return true;
}

int64_t inflate_position(const struct inflate *inflate)
{
    return inflate->packed.size - inflate->unread -
           (int64_t)(inflate->input_size - inflate->input_used);
}
