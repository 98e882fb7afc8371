/* SPDX-License-Identifier: Apache-2.0 */
#include "run/home_lock.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "sql_files.h"
#include "store/db.h"
#include "store/postgres.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>

enum { TRY_MILLISECONDS = 50, FOR_EVER = -1 };

enum hold { HOLD_RUN, HOLD_SOURCE, HOLD_APPEND, HOLD_COUNT };

struct home_lock {
    const struct place *place;
    struct db *db;       /* server; NULL until something is taken */
    int fds[HOLD_COUNT]; /* embedded; -1: not held */
    int held_count;
    bool holds_append;
};

/* One way to take a lock: what it is on either engine. */
struct way {
    enum hold hold;
    const char *file;
    int how;               /* of flock */
    const struct sql *sql; /* one row: whether it was taken */
};

static const struct way as_run = { HOLD_RUN, "run.lock", LOCK_SH, &sql_state_lock_run_postgres };
static const struct way as_sweep = { HOLD_RUN, "run.lock", LOCK_EX,
                                     &sql_state_lock_sweep_postgres };
static const struct way as_source = { HOLD_SOURCE, "source.lock", LOCK_EX,
                                      &sql_state_lock_source_postgres };
static const struct way as_append = { HOLD_APPEND, "append.lock", LOCK_EX,
                                      &sql_state_lock_append_postgres };

struct home_lock *home_lock_new(const struct place *place)
{
    struct home_lock *lock = calloc(1, sizeof(*lock));

    if (!lock)
        abort();
    lock->place = place;
    for (size_t i = 0; i < HOLD_COUNT; i++)
        lock->fds[i] = -1;
    return lock;
}

void home_lock_close(struct home_lock *lock)
{
    struct err ignored SCOPED(err_done) = { 0 };

    if (!lock)
        return;
    if (lock->db && !db_script(lock->db, sql_state_lock_release_postgres.name,
                               sql_state_lock_release_postgres.text, &ignored))
        err_done(&ignored); /* then the connection is gone, and the locks with it */
    db_close(lock->db);
    for (size_t i = 0; i < HOLD_COUNT; i++)
        file_close(&lock->fds[i]);
    free(lock);
}

void home_lock_closep(struct home_lock **lock)
{
    home_lock_close(*lock);
    *lock = NULL;
}

/* ---- embedded ---- */

/* Of one file every source locks one byte, at a place that its name gives (FNV-1a). Two names that
 * give the same byte would only wait for one another. */
static off_t source_byte(const char *source)
{
    uint64_t hash = 14695981039346656037U;

    for (; *source; source++)
        hash = (hash ^ (unsigned char)*source) * 1099511628211U;
    return (off_t)(hash >> 2);
}

static int lock_file(int fd, int how, const char *source)
{
    struct flock byte = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };

    if (!source)
        return flock(fd, how | LOCK_NB);
    byte.l_start = source_byte(source);
    return fcntl(fd, F_OFD_SETLK, &byte);
}

static bool try_file(struct home_lock *lock, const struct way *way, const char *source,
                     bool *is_taken, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *path = path_join(&arena, lock->place->home, way->file);
    int *fd = &lock->fds[way->hold];

    if (*fd < 0)
        *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*fd < 0)
        return err_errno(err, ERR_UPSTREAM, "open %s", path);
    *is_taken = lock_file(*fd, way->how, source) == 0;
    if (*is_taken || errno == EWOULDBLOCK || errno == EACCES || errno == EINTR)
        return true;
    err_errno(err, ERR_UPSTREAM, "lock %s", path);
    file_close(fd);
    return false;
}

/* ---- server ---- */

/* Else a sweep by way of a standby would take away what runs on the primary are making. */
static bool check_writable(struct db *db, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!db_query(db, &sql_state_lock_writable_postgres, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    return rows_int(rows, 0) != 0 ||
           err_set(err, ERR_DENIED,
                   "PostgreSQL is read-only, perhaps a standby: its locks keep nobody away");
}

static bool open_session(struct home_lock *lock, struct err *err)
{
    if (lock->db)
        return true;
    if (!postgres_connect(lock->place->database_url, &lock->db, err))
        return false;
    postgres_keep_session(lock->db);
    if (check_writable(lock->db, err) && db_script(lock->db, sql_state_lock_session_postgres.name,
                                                   sql_state_lock_session_postgres.text, err))
        return true;
    db_closep(&lock->db);
    return false;
}

static bool ask_server(struct home_lock *lock, const struct sql *sql, const char *source,
                       int64_t *answer, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;

    if (!open_session(lock, err) ||
        !db_query(lock->db, sql, PARAMS(param_text(source)), &rows, err) ||
        rows_next(rows, err) != ROW)
        return err_wrap(err, "locks");
    *answer = rows_int(rows, 0);
    return true;
}

static bool try_server(struct home_lock *lock, const struct way *way, const char *source,
                       bool *is_taken, struct err *err)
{
    int64_t answer = 0;

    if (!ask_server(lock, way->sql, source, &answer, err))
        return false;
    *is_taken = answer != 0;
    return true;
}

/* ---- both ---- */

static void pause_a_moment(void)
{
    const struct timespec pause = { .tv_nsec = TRY_MILLISECONDS * 1000000L };

    nanosleep(&pause, NULL);
}

/* Asks again and again, so that a wait can be cancelled and a lost connection is noticed. */
static bool take(struct home_lock *lock, const struct way *way, const char *source,
                 int wait_seconds, const atomic_bool *cancel, struct err *err)
{
    int64_t end = clock_steady() + wait_seconds * INT64_C(1000000);
    bool is_taken = false;

    for (;;) {
        if (lock->place->database_url ? !try_server(lock, way, source, &is_taken, err)
                                      : !try_file(lock, way, source, &is_taken, err))
            return false;
        if (is_taken) {
            lock->held_count++;
            return true;
        }
        if (cancel && atomic_load(cancel))
            return err_set(err, ERR_USAGE, "cancelled");
        if (wait_seconds != FOR_EVER && clock_steady() >= end)
            break;
        pause_a_moment();
    }
    file_close(&lock->fds[way->hold]);
    if (source)
        return err_set(err, ERR_BUSY,
                       "another run for source %s is at work; try again when it has ended", source);
    return err_set(err, ERR_BUSY, "a run is at work in %s; try again when it has ended",
                   lock->place->home);
}

bool home_lock_run(struct home_lock *lock, struct err *err)
{
    return take(lock, &as_run, NULL, FOR_EVER, NULL, err);
}

bool home_lock_sweep(struct home_lock *lock, struct err *err)
{
    return take(lock, &as_sweep, NULL, 0, NULL, err);
}

bool home_lock_source(struct home_lock *lock, const char *source, int wait_seconds,
                      const atomic_bool *cancel, struct err *err)
{
    return take(lock, &as_source, source, wait_seconds, cancel, err);
}

bool home_lock_append(struct home_lock *lock, struct err *err)
{
    if (lock->holds_append)
        return true;
    lock->holds_append = take(lock, &as_append, NULL, FOR_EVER, NULL, err);
    return lock->holds_append;
}

bool home_lock_held(struct home_lock *lock, struct err *err)
{
    int64_t count = 0;

    if (!lock->db)
        return true;
    if (!ask_server(lock, &sql_state_lock_held_postgres, NULL, &count, err))
        return false;
    return count == lock->held_count ||
           err_set(err, ERR_UPSTREAM,
                   "the database gave away the locks of this run: it must be reached directly or "
                   "through a pool that keeps sessions");
}
