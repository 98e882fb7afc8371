/* SPDX-License-Identifier: Apache-2.0 */
#include "run/sweep.h"

#include "base/file.h"
#include "base/process.h"
#include "run/home_lock.h"
#include "sql_files.h"
#include "store/catalogue.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Names that the catalogue mentions, sorted as text. */
struct names {
    char **list;
    size_t count;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool read_names(struct db *db, const struct sql *sql, struct arena *arena, struct names *out,
                       struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, sql, NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(arena, out->list, out->count);
        out->list[out->count++] = rows_keep(rows, 0, arena);
    }
    if (out->count)
        qsort(out->list, out->count, sizeof(*out->list), compare_names);
    return step == END;
}

static bool is_named(const struct names *names, const char *name)
{
    return names->count &&
           bsearch(&name, names->list, names->count, sizeof(*names->list), compare_names) != NULL;
}

/* ---- removing ---- */

static _Thread_local int64_t walked_bytes; /* nftw has no context of its own */

static int add_size(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)path;
    (void)walk;
    if (kind == FTW_F)
        walked_bytes += status->st_size;
    return 0;
}

static bool remove_tree(const char *path, struct sweep_result *result, struct err *err)
{
    walked_bytes = 0;
    nftw(path, add_size, 16, FTW_PHYS);
    if (!directory_remove(path, err))
        return false;
    result->removed_count++;
    result->removed_bytes += walked_bytes;
    return true;
}

/* Remove every entry of the directory that is not named. */
static bool clear_directory(const char *directory, const struct names *keep,
                            struct sweep_result *result, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    DIR *stream = opendir(directory);
    struct dirent *entry;
    bool done = true;

    if (!stream)
        return errno == ENOENT || err_errno(err, ERR_UPSTREAM, "list %s", directory);
    while (done && (entry = readdir(stream))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            is_named(keep, entry->d_name))
            continue;
        done = remove_tree(path_join(&arena, directory, entry->d_name), result, err);
    }
    closedir(stream);
    return done;
}

/* What a process spilled goes when the process is gone; where that cannot be known, on another
 * machine, when nothing was written to it for a week. */
static bool is_in_use(const char *path, const char *name)
{
    enum { WEEK_SECONDS = 7 * 86400 };
    struct stat status;

    switch (process_find(name)) {
    case PROCESS_LIVES:
        return true;
    case PROCESS_IS_GONE:
        return false;
    case PROCESS_IS_ELSEWHERE:
        break;
    }
    return stat(path, &status) == 0 && time(NULL) - status.st_mtime < WEEK_SECONDS;
}

static bool clear_spill(const char *directory, struct sweep_result *result, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    DIR *stream = opendir(directory);
    struct dirent *entry;
    bool done = true;

    if (!stream)
        return errno == ENOENT || err_errno(err, ERR_UPSTREAM, "list %s", directory);
    while (done && (entry = readdir(stream))) {
        const char *path = path_join(&arena, directory, entry->d_name);

        if (entry->d_name[0] != '.' && !is_in_use(path, entry->d_name))
            done = remove_tree(path, result, err);
    }
    closedir(stream);
    return done;
}

static bool clear_landing(const char *home, const struct names *keep, struct sweep_result *result,
                          struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *landing = home_landing(&arena, home);
    DIR *stream = opendir(landing);
    struct dirent *entry;
    bool done = true;

    if (!stream)
        return errno == ENOENT || err_errno(err, ERR_UPSTREAM, "list %s", landing);
    while (done && (entry = readdir(stream)))
        if (entry->d_name[0] != '.')
            done = clear_directory(path_join(&arena, landing, entry->d_name), keep, result, err);
    closedir(stream);
    return done;
}

/* Deliveries whose run did not end: nothing of them ever counted. */
static bool settle_unfinished(struct db *db, struct arena *arena, struct sweep_result *result,
                              struct err *err)
{
    struct names unfinished = { 0 };

    if (!read_names(db, &sql_state_delivery_unfinished, arena, &unfinished, err))
        return false;
    for (size_t i = 0; i < unfinished.count; i++, result->settled_count++)
        if (!db_run(db, &sql_state_delivery_interrupted,
                    PARAMS(param_int(strtoll(unfinished.list[i], NULL, 10)),
                           param_text(
                               "the run was interrupted before it ended; ingest the bill again")),
                    NULL, err))
            return false;
    return true;
}

/* ---- whose home it is ---- */

#define MARK "server-" /* how the names of marks begin */

/* Tells other installations that the database of this one knows bills of this home. *mark: the name
 * of the file that says so; NULL for an embedded one, whose mark is its own database. */
static bool mark_home(struct db *db, const struct place *place, struct arena *arena,
                      const char **mark, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    int fd SCOPED(file_close) = -1;
    const char *words;
    const char *path;

    *mark = NULL;
    if (!place->database_url)
        return true;
    if (!db_query(db, &sql_state_home_mark_postgres, NO_PARAMS, &rows, err) ||
        rows_next(rows, err) != ROW)
        return false;
    *mark = rows_keep(rows, 0, arena);
    path = path_join(arena, place->home, *mark);
    if (file_exists(path))
        return true;
    words = arena_printf(arena,
                         "Bills below landing are known to the PostgreSQL database %s "
                         "(database_url).\nRemove this file when it is no more.\n",
                         rows_text(rows, 1, NULL));
    fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_errno(err, ERR_UPSTREAM, "open %s", path);
    return file_write_all(fd, words, strlen(words), path, err);
}

/* Whether a file of a home tells of another installation than that with the mark. */
static bool tells_of_another(const char *name, const char *mark)
{
    if (strcmp(name, "centavo.db") == 0)
        return mark != NULL;
    return strncmp(name, MARK, strlen(MARK)) == 0 && (!mark || strcmp(name, mark) != 0);
}

static bool find_others(const char *home, const char *mark, bool *is_shared, struct err *err)
{
    DIR *stream = opendir(home);
    struct dirent *entry;

    *is_shared = false;
    if (!stream)
        return err_errno(err, ERR_UPSTREAM, "list %s", home);
    while (!*is_shared && (entry = readdir(stream)))
        *is_shared = tells_of_another(entry->d_name, mark);
    closedir(stream);
    return true;
}

/* ---- charges ---- */

static bool clear_charges(struct db *db, const struct place *place, struct arena *arena,
                          struct sweep_result *result, struct err *err)
{
    struct names deliveries = { 0 };

    if (!place->database_url)
        return read_names(db, &sql_state_artifact_deliveries, arena, &deliveries, err) &&
               clear_directory(home_charge(arena, place->home), &deliveries, result, err);
    if (!read_names(db, &sql_state_charge_unwanted_postgres, arena, &deliveries, err))
        return false;
    for (size_t i = 0; i < deliveries.count; i++, result->removed_count++)
        if (!db_run(db, &sql_warehouse_forget_postgres,
                    PARAMS(param_int(strtoll(deliveries.list[i], NULL, 10))), NULL, err))
            return false;
    return true;
}

bool sweep(const struct place *place, struct sweep_result *out, struct err *err)
{
    const char *home = place->home;
    struct arena arena SCOPED(arena_done) = { 0 };
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct home_lock *lock SCOPED(home_lock_closep) = home_lock_new(place);
    struct sweep_result result = { 0 };
    struct names nothing = { 0 };
    struct names hashes = { 0 };
    const char *mark;
    bool is_shared;
    struct db *db;

    if (!catalogue_open(place, &catalogue, err))
        return false;
    db = catalogue_db(catalogue);
    if (!mark_home(db, place, &arena, &mark, err) || !home_lock_sweep(lock, err) ||
        !find_others(home, mark, &is_shared, err) || !settle_unfinished(db, &arena, &result, err) ||
        !clear_charges(db, place, &arena, &result, err) ||
        !clear_spill(home_spill(&arena, home), &result, err))
        return false;
    if (!is_shared && (!read_names(db, &sql_state_file_hashes, &arena, &hashes, err) ||
                       !clear_directory(home_stage(&arena, home), &nothing, &result, err) ||
                       !clear_landing(home, &hashes, &result, err)))
        return false;
    *out = result;
    return true;
}
