/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/text_stream.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_COUNT = 4,
    BLOCK_ROOM = 512 * 1024,
    RAW_ROOM = 64 * 1024,
    RAW_REST = 4 /* most bytes that wait for the rest of their character */
};

struct block {
    char *bytes;
    size_t size;
};

struct text_stream {
    struct inflate *inflate;
    enum encoding encoding;
    _Atomic int64_t position;

    /* Undecoded bytes; of whoever reads the file. */
    char *raw;
    size_t raw_size;
    bool raw_ended;

    /* The ring: blocks first to first+full_count-1 are full. Under the mutex, but for the bytes of
     * a block, which belong to the thread until it is counted as full and to the reader until it is
     * given back. */
    bool is_threaded;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct block blocks[BLOCK_COUNT];
    size_t first;
    size_t full_count;
    bool ended; /* no block follows the full ones */
    bool stopping;
    bool failed;
    struct err err;

    size_t block_used; /* of the first block, by the reader */
};

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory)
        abort();
    return memory;
}

/* ---- producing ---- */

static bool read_bytes(struct text_stream *stream, char *bytes, size_t room, size_t *size,
                       struct err *err)
{
    bool read = inflate_read(stream->inflate, bytes, room, size, err);

    atomic_store_explicit(&stream->position, inflate_position(stream->inflate),
                          memory_order_relaxed);
    return read;
}

static bool decode_block(struct text_stream *stream, char *out, size_t room, size_t *size,
                         struct err *err)
{
    *size = 0;
    while (room - *size >= 8) {
        size_t used;

        if (!stream->raw_ended && stream->raw_size < RAW_ROOM) {
            size_t got;

            if (!read_bytes(stream, stream->raw + stream->raw_size, RAW_ROOM - stream->raw_size,
                            &got, err))
                return false;
            stream->raw_size += got;
            stream->raw_ended = stream->raw_size < RAW_ROOM;
        }
        if (stream->raw_size == 0)
            break;
        *size += encoding_decode(stream->encoding, stream->raw, stream->raw_size, stream->raw_ended,
                                 out + *size, room - *size, &used);
        memmove(stream->raw, stream->raw + used, stream->raw_size - used);
        stream->raw_size -= used;
    }
    return true;
}

static bool fill_block(struct text_stream *stream, struct block *block, struct err *err)
{
    if (!block->bytes)
        block->bytes = allocate(BLOCK_ROOM);
    if (stream->encoding == ENCODING_UTF8)
        return read_bytes(stream, block->bytes, BLOCK_ROOM, &block->size, err);
    return decode_block(stream, block->bytes, BLOCK_ROOM, &block->size, err);
}

/* Wait for a free block; NULL when the reader wants no more. */
static struct block *free_block(struct text_stream *stream)
{
    struct block *block = NULL;

    pthread_mutex_lock(&stream->mutex);
    while (stream->full_count == BLOCK_COUNT && !stream->stopping)
        pthread_cond_wait(&stream->changed, &stream->mutex);
    if (!stream->stopping)
        block = &stream->blocks[(stream->first + stream->full_count) % BLOCK_COUNT];
    pthread_mutex_unlock(&stream->mutex);
    return block;
}

static void *produce(void *context)
{
    struct text_stream *stream = context;
    struct block *block;
    bool going = true;

    while (going && (block = free_block(stream))) {
        struct err err = { .code = ERR_NONE };
        bool filled = fill_block(stream, block, &err);

        going = filled && block->size > 0;
        pthread_mutex_lock(&stream->mutex);
        stream->full_count += going;
        stream->ended = !going;
        stream->failed = !filled;
        err_move(&stream->err, &err);
        pthread_cond_signal(&stream->changed);
        pthread_mutex_unlock(&stream->mutex);
    }
    return NULL;
}

/* ---- reading ---- */

/* Wait for a full block. NULL at the end, with the error if there was one: what was decoded before
 * it is delivered first. */
static struct block *full_block(struct text_stream *stream, bool *failed, struct err *err)
{
    struct block *block = NULL;

    pthread_mutex_lock(&stream->mutex);
    while (stream->full_count == 0 && !stream->ended)
        pthread_cond_wait(&stream->changed, &stream->mutex);
    if (stream->full_count)
        block = &stream->blocks[stream->first];
    *failed = !block && stream->failed;
    if (*failed)
        err_set(err, stream->err.code, "%s", err_text(&stream->err));
    pthread_mutex_unlock(&stream->mutex);
    return block;
}

static void give_back(struct text_stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    stream->first = (stream->first + 1) % BLOCK_COUNT;
    stream->full_count--;
    stream->block_used = 0;
    pthread_cond_signal(&stream->changed);
    pthread_mutex_unlock(&stream->mutex);
}

static bool read_ring(struct text_stream *stream, char *bytes, size_t room, size_t *size,
                      struct err *err)
{
    *size = 0;
    while (*size < room) {
        bool failed;
        struct block *block = full_block(stream, &failed, err);
        size_t part = room - *size;

        if (!block)
            return !failed;
        if (part > block->size - stream->block_used)
            part = block->size - stream->block_used;
        memcpy(bytes + *size, block->bytes + stream->block_used, part);
        *size += part;
        stream->block_used += part;
        if (stream->block_used == block->size)
            give_back(stream);
    }
    return true;
}

bool text_stream_read(struct text_stream *stream, char *bytes, size_t room, size_t *size,
                      struct err *err)
{
    if (stream->is_threaded)
        return read_ring(stream, bytes, room, size, err);
    return read_bytes(stream, bytes, room, size, err);
}

int64_t text_stream_position(const struct text_stream *stream)
{
    return atomic_load_explicit(&stream->position, memory_order_relaxed);
}

/* ---- opening ---- */

static bool start_thread(struct text_stream *stream, struct err *err)
{
    stream->raw = allocate(RAW_ROOM);
    if (pthread_create(&stream->thread, NULL, produce, stream) != 0)
        return err_set(err, ERR_LIMIT, "no more threads");
    stream->is_threaded = true;
    return true;
}

static bool skip_mark(struct text_stream *stream, size_t size, struct err *err)
{
    char mark[RAW_REST];
    size_t got;

    return size == 0 || read_bytes(stream, mark, size, &got, err);
}

bool text_stream_open(const struct input *input, struct text_stream **out, struct err *err)
{
    struct text_stream *stream SCOPED(text_stream_closep) = allocate(sizeof(*stream));

    pthread_mutex_init(&stream->mutex, NULL);
    pthread_cond_init(&stream->changed, NULL);
    stream->encoding = input_encoding(input);
    if (!inflate_open(input_path(input), input_packed(input), &stream->inflate, err) ||
        !skip_mark(stream, input_mark_size(input), err))
        return false;
    if ((input_compression(input) != COMPRESSION_NONE || stream->encoding != ENCODING_UTF8) &&
        !start_thread(stream, err))
        return false;
    *out = stream;
    stream = NULL;
    return true;
}

void text_stream_close(struct text_stream *stream)
{
    if (!stream)
        return;
    if (stream->is_threaded) {
        pthread_mutex_lock(&stream->mutex);
        stream->stopping = true;
        pthread_cond_signal(&stream->changed);
        pthread_mutex_unlock(&stream->mutex);
        pthread_join(stream->thread, NULL);
    }
    for (size_t i = 0; i < BLOCK_COUNT; i++)
        free(stream->blocks[i].bytes);
    inflate_close(stream->inflate);
    pthread_cond_destroy(&stream->changed);
    pthread_mutex_destroy(&stream->mutex);
    err_done(&stream->err);
    free(stream->raw);
    free(stream);
}

void text_stream_closep(struct text_stream **stream)
{
    text_stream_close(*stream);
}
