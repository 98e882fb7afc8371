/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void file_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

bool file_write_all(int fd, const void *bytes, size_t size, const char *path, struct err *err)
{
    const char *at = bytes;

    while (size) {
        ssize_t written = write(fd, at, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return err_errno(err, ERR_UPSTREAM, "write %zu bytes to %s", size, path);
        at += written;
        size -= (size_t)written;
    }
    return true;
}

bool file_read_at(int fd, int64_t offset, void *bytes, size_t room, size_t *size, const char *path,
                  struct err *err)
{
    *size = 0;
    while (*size < room) {
        ssize_t got = pread(fd, (char *)bytes + *size, room - *size, offset + (int64_t)*size);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(err, ERR_UPSTREAM, "read %s", path);
        if (got == 0)
            return true;
        *size += (size_t)got;
    }
    return true;
}

static bool open_to_read(const char *path, int *fd, struct err *err)
{
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd >= 0)
        return true;
    return err_errno(err,
                     errno == ENOENT   ? ERR_MISSING
                     : errno == EACCES ? ERR_DENIED
                                       : ERR_UPSTREAM,
                     "open %s", path);
}

bool file_read(const char *path, struct buf *out, struct err *err)
{
    int fd SCOPED(file_close) = -1;

    if (!open_to_read(path, &fd, err))
        return false;
    for (;;) {
        char chunk[16384];
        ssize_t size = read(fd, chunk, sizeof(chunk));

        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return err_errno(err, ERR_UPSTREAM, "read %s", path);
        if (size == 0)
            return true;
        buf_add(out, chunk, (size_t)size);
        if (!buf_check(out, path, err))
            return false;
    }
}

static bool sync_path(const char *path, int flags, struct err *err)
{
    int fd SCOPED(file_close) = open(path, O_RDONLY | O_CLOEXEC | flags);

    if (fd < 0)
        return err_errno(err, ERR_UPSTREAM, "open %s", path);
    if (fsync(fd) != 0)
        return err_errno(err, ERR_UPSTREAM, "sync %s", path);
    return true;
}

bool file_sync(const char *path, struct err *err)
{
    return sync_path(path, 0, err);
}

bool directory_sync(const char *path, struct err *err)
{
    return sync_path(path, O_DIRECTORY, err);
}

bool directory_make(const char *path, struct err *err)
{
    char *partial = strdup(path);
    bool made = true;

    if (!partial)
        abort();
    for (char *slash = partial + 1; made && (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        made = mkdir(partial, 0777) == 0 || errno == EEXIST;
        if (!made)
            err_errno(err, errno == EACCES ? ERR_DENIED : ERR_UPSTREAM, "make directory %s",
                      partial);
    }
    if (made && mkdir(partial, 0777) != 0 && errno != EEXIST)
        made =
            err_errno(err, errno == EACCES ? ERR_DENIED : ERR_UPSTREAM, "make directory %s", path);
    free(partial);
    if (made && !directory_exists(path))
        return err_set(err, ERR_USAGE, "%s is not a directory", path);
    return made;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

bool directory_remove(const char *path, struct err *err)
{
    if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
        return true;
    return err_errno(err, ERR_UPSTREAM, "remove %s", path);
}

bool file_publish(const char *from, const char *to, struct err *err)
{
    char *directory;
    char *slash;
    bool synced;

    if (!file_sync(from, err))
        return false;
    if (rename(from, to) != 0)
        return err_errno(err, ERR_UPSTREAM, "rename %s to %s", from, to);
    directory = strdup(to);
    if (!directory)
        abort();
    slash = strrchr(directory, '/');
    if (slash)
        slash[slash == directory] = '\0';
    synced = directory_sync(slash ? directory : ".", err);
    free(directory);
    return synced;
}

bool file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool directory_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_size(const char *path, int64_t *size, struct err *err)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return err_errno(err, errno == ENOENT ? ERR_MISSING : ERR_UPSTREAM, "%s", path);
    *size = status.st_size;
    return true;
}

char *path_join(struct arena *arena, const char *directory, const char *name)
{
    size_t size = strlen(directory);

    return arena_printf(arena, size && directory[size - 1] == '/' ? "%s%s" : "%s/%s", directory,
                        name);
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}
