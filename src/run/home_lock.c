/* SPDX-License-Identifier: Apache-2.0 */
#include "run/home_lock.h"

#include "base/arena.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

static bool lock_home(const char *home, const char *name, int how, int *lock, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *path = path_join(&arena, home, name);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

    if (fd < 0)
        return err_errno(err, ERR_UPSTREAM, "open %s", path);
    while (flock(fd, how) != 0) {
        if (errno == EINTR)
            continue;
        if (errno == EWOULDBLOCK)
            err_set(err, ERR_BUSY, "a run is at work in %s; try again when it has ended", home);
        else
            err_errno(err, ERR_UPSTREAM, "lock %s", path);
        file_close(&fd);
        return false;
    }
    *lock = fd;
    return true;
}

bool home_lock_run(const char *home, int *lock, struct err *err)
{
    return lock_home(home, "run.lock", LOCK_SH, lock, err);
}

bool home_lock_append(const char *home, int *lock, struct err *err)
{
    return lock_home(home, "append.lock", LOCK_EX, lock, err);
}

bool home_lock_sweep(const char *home, int *lock, struct err *err)
{
    return lock_home(home, "run.lock", LOCK_EX | LOCK_NB, lock, err);
}
