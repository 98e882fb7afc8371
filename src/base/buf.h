/* SPDX-License-Identifier: Apache-2.0 */
/* buf.h -- bytes that grow up to a maximum.
 *
 * For everything whose size comes from outside. Appending past the maximum changes nothing and sets
 * `overflowed`; ask once at the end (buf_check). The bytes are always followed by a NUL that does
 * not count.
 */
#ifndef CENTAVO_BASE_BUF_H
#define CENTAVO_BASE_BUF_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct buf {
    char *bytes;
    size_t size;
    size_t capacity;
    size_t maximum;
    bool overflowed;
};

/* A buffer in the caller's storage. Allocates nothing yet. */
void buf_init(struct buf *buf, size_t maximum);
void buf_done(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory */

void buf_add(struct buf *buf, const void *bytes, size_t size);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

/* Room for `size` more bytes behind the content, or NULL when that passes the maximum.
 * buf_added then says how many of them were written. */
char *buf_reserve(struct buf *buf, size_t size);
void buf_added(struct buf *buf, size_t size);

/* The content as a string; "" when empty. Valid until the next change. */
const char *buf_text(const struct buf *buf);

/* ERR_LIMIT when something did not fit; `what` names the content for the message. */
MUST_CHECK bool buf_check(const struct buf *buf, const char *what, struct err *err);

/* Take the bytes out (caller frees with free); the buffer is empty afterwards. NULL when empty. */
char *buf_take(struct buf *buf, size_t *size);

#endif
