/* SPDX-License-Identifier: Apache-2.0 */
/* file.h -- files that are there whole or not at all.
 *
 * The way of every file we keep: written under a temporary name, fsynced, renamed, its directory
 * fsynced, and only then mentioned anywhere.
 */
#ifndef CENTAVO_BASE_FILE_H
#define CENTAVO_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

/* An open file descriptor that closes with its scope: `int fd SCOPED(file_close) = -1`. */
void file_close(int *fd);

/* All bytes, or an error with the path. */
MUST_CHECK bool file_write_all(int fd, const void *bytes, size_t size, const char *path,
                               struct err *err);

/* Bytes of an open file from offset on: room of them, or fewer when the file ends before. The path
 * is for messages. */
MUST_CHECK bool file_read_at(int fd, int64_t offset, void *bytes, size_t room, size_t *size,
                             const char *path, struct err *err);

/* At most out->maximum bytes of a file, appended to out. ERR_MISSING when there is no such file. */
MUST_CHECK bool file_read(const char *path, struct buf *out, struct err *err);

/* Make the bytes of a file, and the names in a directory, survive a power cut. */
MUST_CHECK bool file_sync(const char *path, struct err *err);
MUST_CHECK bool directory_sync(const char *path, struct err *err);

/* mkdir -p. */
MUST_CHECK bool directory_make(const char *path, struct err *err);

/* rm -rf; nothing there is fine. Does not follow links out of the tree. */
MUST_CHECK bool directory_remove(const char *path, struct err *err);

/* fsync `from`, rename it to `to`, fsync the directory of `to`. Both on one file system. */
MUST_CHECK bool file_publish(const char *from, const char *to, struct err *err);

bool file_exists(const char *path);
bool directory_exists(const char *path);
MUST_CHECK bool file_size(const char *path, int64_t *size, struct err *err);

/* "a/b" from "a" and "b". */
char *path_join(struct arena *arena, const char *directory, const char *name);
const char *path_name(const char *path); /* what follows the last slash */

#endif
