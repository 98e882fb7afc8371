/* SPDX-License-Identifier: Apache-2.0 */
/* page.h -- the built page and its files, out of the executable.
 *
 * Files below assets/ have their hash in their name and may be kept for ever. A page (.html) is
 * sent with a fresh nonce in its text and in its Content-Security-Policy, so it is never kept.
 * Compressed variants come from the build.
 */
#ifndef CENTAVO_API_PAGE_H
#define CENTAVO_API_PAGE_H

#include "api/call.h"

struct page;

MUST_CHECK bool page_open(struct page **out, struct err *err);
void page_close(struct page *page); /* NULL is fine */

void docs_get(struct call *call); /* GET /docs, on the server's thread */

#endif
