/* SPDX-License-Identifier: Apache-2.0 */
#include "http/answer.h"

#include "http/answer_mhd.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

struct http_answer {
    struct MHD_Response *response;
    int status;
    const char *bytes; /* the response's */
    size_t size;
    atomic_int references;
};

static struct http_answer *answer_wrap(int status, struct MHD_Response *response, const char *bytes,
                                       size_t size)
{
    struct http_answer *answer = malloc(sizeof(*answer));

    if (!answer || !response)
        abort();
    answer->response = response;
    answer->status = status;
    answer->bytes = bytes;
    answer->size = size;
    atomic_init(&answer->references, 1);
    return answer;
}

struct http_answer *http_answer_new(int status, struct buf *body)
{
    size_t size = 0;
    char *bytes = buf_take(body, &size);

    if (!bytes)
        return http_answer_new_static(status, "", 0);
    return answer_wrap(status, MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_MUST_FREE),
                       bytes, size);
}

struct http_answer *http_answer_new_static(int status, const void *bytes, size_t size)
{
    /* MHD takes a pointer to non-const and promises not to write through it. */
    return answer_wrap(
        status,
        MHD_create_response_from_buffer(size, (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT),
        bytes, size);
}

void http_answer_add(struct http_answer *answer, const char *name, const char *value)
{
    enum MHD_Result added = MHD_add_response_header(answer->response, name, value);

    assert(added == MHD_YES); /* names and values are ours or were checked before */
}

struct http_answer *http_answer_retain(struct http_answer *answer)
{
    atomic_fetch_add_explicit(&answer->references, 1, memory_order_relaxed);
    return answer;
}

void http_answer_release(struct http_answer *answer)
{
    if (!answer || atomic_fetch_sub_explicit(&answer->references, 1, memory_order_acq_rel) != 1)
        return;
    MHD_destroy_response(answer->response);
    free(answer);
}

int http_answer_status(const struct http_answer *answer)
{
    return answer->status;
}

size_t http_answer_size(const struct http_answer *answer)
{
    return answer->size;
}

const char *http_answer_bytes(const struct http_answer *answer)
{
    return answer->bytes;
}

struct MHD_Response *http_answer_response(const struct http_answer *answer)
{
    return answer->response;
}
