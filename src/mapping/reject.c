/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/reject.h"

#include "base/limits.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reject {
    char *path;
    FILE *file;  /* NULL before the first row */
    char *first; /* NULL before the first row */
    int64_t count;
    int error; /* errno of the first failure */
    pthread_mutex_t lock;
};

struct reject *reject_new(const char *path)
{
    struct reject *reject = calloc(1, sizeof(*reject));

    if (!reject || !(reject->path = strdup(path)))
        abort();
    pthread_mutex_init(&reject->lock, NULL);
    return reject;
}

void reject_free(struct reject *reject)
{
    if (!reject)
        return;
    if (reject->file)
        fclose(reject->file);
    pthread_mutex_destroy(&reject->lock);
    free(reject->path);
    free(reject->first);
    free(reject);
}

static void write_field(FILE *file, const char *text, size_t size)
{
    fputc('"', file);
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"')
            fputc('"', file);
        fputc(text[i], file);
    }
    fputc('"', file);
}

static bool opened(struct reject *reject)
{
    if (reject->file || reject->error)
        return reject->file != NULL;
    reject->file = fopen(reject->path, "we");
    if (!reject->file)
        reject->error = errno;
    else
        fputs("file_no,row_no,column,reason\n", reject->file);
    return reject->file != NULL;
}

static char *describe(int64_t file_no, int64_t row_no, const char *column, size_t column_size,
                      const char *reason, size_t reason_size)
{
    char *text;

    if (asprintf(&text, "row %" PRId64 " of file %" PRId64 "%s%.*s: %.*s", row_no, file_no,
                 column ? ", " : "", (int)column_size, column ? column : "",
                 (int)(reason_size < 200 ? reason_size : 200), reason) < 0)
        abort();
    return text;
}

void reject_add(struct reject *reject, int64_t file_no, int64_t row_no, const char *column,
                size_t column_size, const char *reason, size_t reason_size)
{
    pthread_mutex_lock(&reject->lock);
    if (!reject->first)
        reject->first = describe(file_no, row_no, column, column_size, reason, reason_size);
    if (reject->count++ < (int64_t)LIMIT_REJECT_COUNT && opened(reject)) {
        fprintf(reject->file, "%" PRId64 ",%" PRId64 ",", file_no, row_no);
        if (column)
            write_field(reject->file, column, column_size);
        fputc(',', reject->file);
        write_field(reject->file, reason, reason_size);
        fputc('\n', reject->file);
    }
    pthread_mutex_unlock(&reject->lock);
}

const char *reject_first(const struct reject *reject)
{
    return reject->first;
}

bool reject_finish(struct reject *reject, int64_t *count, struct err *err)
{
    *count = reject->count;
    if (reject->file) {
        if (fflush(reject->file) != 0 || ferror(reject->file))
            reject->error = reject->error ? reject->error : errno;
        if (fclose(reject->file) != 0)
            reject->error = reject->error ? reject->error : errno;
        reject->file = NULL;
    }
    if (!reject->error)
        return true;
    errno = reject->error;
    return err_errno(err, ERR_UPSTREAM, "%s", reject->path);
}
