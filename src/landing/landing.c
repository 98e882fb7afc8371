/* SPDX-License-Identifier: Apache-2.0 */
#include "landing/landing.h"

#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { CHUNK = 1 << 20 };

struct copy {
    const char *from;
    const char *to; /* NULL: hash only */
    int in;
    int out;
    struct hash *hash;
    char *chunk;
    int64_t size;
    void (*progress)(void *context, int64_t bytes);
    void *context;
};

static void copy_done(struct copy *copy)
{
    file_close(&copy->in);
    file_close(&copy->out);
    hash_free(copy->hash);
    free(copy->chunk);
}

static bool open_source(struct copy *copy, struct err *err)
{
    struct stat status;

    copy->in = open(copy->from, O_RDONLY | O_CLOEXEC);
    if (copy->in < 0)
        return err_errno(err, errno == ENOENT ? ERR_MISSING : ERR_DENIED, "%s", copy->from);
    if (fstat(copy->in, &status) != 0)
        return err_errno(err, ERR_UPSTREAM, "%s", copy->from);
    if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode) && !S_ISCHR(status.st_mode))
        return err_set(err, ERR_USAGE, "%s is not a file", copy->from);
    posix_fadvise(copy->in, 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

/* Read once: hash, and write when there is somewhere to write to. */
static bool copy_all(struct copy *copy, char sha256[static HASH_TEXT_SIZE], struct err *err)
{
    copy->hash = hash_new();
    copy->chunk = malloc(CHUNK);
    if (!copy->chunk)
        abort();
    for (;;) {
        ssize_t size = read(copy->in, copy->chunk, CHUNK);

        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return err_errno(err, ERR_UPSTREAM, "read %s", copy->from);
        if (size == 0)
            break;
        hash_add(copy->hash, copy->chunk, (size_t)size);
        if (copy->out >= 0 && !file_write_all(copy->out, copy->chunk, (size_t)size, copy->to, err))
            return false;
        copy->size += size;
        if (copy->progress)
            copy->progress(copy->context, copy->size);
    }
    hash_finish(copy->hash, sha256);
    return true;
}

char *landing_path(const char *home, const char *sha256, struct arena *arena)
{
    return arena_printf(arena, "%s/landing/%.2s/%s", home, sha256, sha256);
}

bool landing_hash(const char *path, char sha256[static HASH_TEXT_SIZE], int64_t *size,
                  struct err *err)
{
    struct copy copy SCOPED(copy_done) = { .from = path, .in = -1, .out = -1 };

    if (!open_source(&copy, err) || !copy_all(&copy, sha256, err))
        return false;
    *size = copy.size;
    return true;
}

/* The unfinished file `temporary` becomes the landed file, unless that is there already. */
static bool settle(const char *home, const char *temporary, struct arena *arena, struct landed *out,
                   struct err *err)
{
    char *directory = arena_printf(arena, "%s/landing/%.2s", home, out->sha256);

    out->path = landing_path(home, out->sha256, arena);
    out->known = file_exists(out->path);
    if (out->known) {
        unlink(temporary);
        return true;
    }
    if (mkdir(directory, 0777) == 0) {
        if (!directory_sync(path_join(arena, home, "landing"), err))
            return false;
    } else if (errno != EEXIST) {
        return err_errno(err, ERR_UPSTREAM, "make directory %s", directory);
    }
    return file_publish(temporary, out->path, err);
}

/* Better to say beforehand what is missing than to fill the disk: only a pipe's size is not known.
 */
static bool check_room(const struct copy *copy, const char *stage, struct err *err)
{
    struct stat status;
    struct statvfs disk;
    uint64_t room;

    if (fstat(copy->in, &status) != 0 || statvfs(stage, &disk) != 0)
        return true; /* the copy itself will tell */
    room = (uint64_t)disk.f_bavail * disk.f_frsize;
    if (!S_ISREG(status.st_mode) || (uint64_t)status.st_size <= room)
        return true;
    return err_set(err, ERR_LIMIT,
                   "%s has %lld bytes, but the disk of %s has only %llu free: nothing was kept",
                   copy->from, (long long)status.st_size, stage, (unsigned long long)room);
}

bool landing_add(const char *home, const char *stage, const char *path, enum landing_how how,
                 void (*progress)(void *context, int64_t bytes), void *context, struct arena *arena,
                 struct landed *out, struct err *err)
{
    char *temporary = path_join(arena, stage, "landing.part");
    struct copy copy SCOPED(copy_done) = {
        .from = path, .to = temporary, .in = -1, .out = -1, .progress = progress, .context = context
    };
    struct landed landed = { 0 };

    if (!open_source(&copy, err))
        return false;
    if (how == LANDING_COPY && !check_room(&copy, stage, err))
        return false;
    if (how == LANDING_COPY) {
        copy.out = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (copy.out < 0)
            return err_errno(err, ERR_UPSTREAM, "create %s", temporary);
    }
    if (!copy_all(&copy, landed.sha256, err))
        return false;
    landed.size = copy.size;
    file_close(&copy.out);
    if (!settle(home, how == LANDING_MOVE ? path : temporary, arena, &landed, err))
        return false;
    *out = landed;
    return true;
}

bool landing_verify(const char *home, const char *sha256, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    char *path = landing_path(home, sha256, &arena);
    char now[HASH_TEXT_SIZE];
    int64_t size;

    if (!landing_hash(path, now, &size, err))
        return false;
    if (strcmp(now, sha256) != 0)
        return err_set(err, ERR_DATA, "%s: its bytes have changed, they hash to %s", path, now);
    return true;
}
