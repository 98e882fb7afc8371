/* SPDX-License-Identifier: Apache-2.0 */
/* cache.h -- answers that were given before, kept in memory up to a size, least recently used out
 * first.
 *
 * An answer has one canonical key (data version and canonical question) under which it is computed
 * once, however many ask at the same moment: the first one leads, the others wait and are woken
 * with the result. Beside it may stand aliases: raw request targets that meant the same, so that a
 * repeated request is found without being understood again. Keys are bytes. Safe from several
 * threads.
 */
#ifndef CENTAVO_API_CACHE_H
#define CENTAVO_API_CACHE_H

#include "http/answer.h"

#include <stddef.h>
#include <stdint.h>

struct cache;

/* One answer in its variants. Immutable while in the cache, except that gzip may be added once. */
struct cached {
    struct http_answer *plain;
    struct http_answer *gzip;         /* NULL: not made */
    struct http_answer *not_modified; /* 304 */
    char *tag;                        /* of the ETag, without quotes */
    bool gzip_pays;                   /* false: too small or compressed already */
};

struct key {
    const void *bytes;
    size_t size;
};

enum cache_turn { CACHE_READY, CACHE_LEAD, CACHE_WAIT };

struct cache *cache_new(size_t maximum); /* bytes */
void cache_free(struct cache *cache);

/* One reference belongs to the caller. tag is copied. */
struct cached *cached_new(struct http_answer *plain, struct http_answer *not_modified,
                          const char *tag, bool gzip_pays);
struct cached *cached_retain(struct cached *cached);
void cached_release(struct cached *cached); /* NULL is fine */

/* A reference, or NULL. */
struct cached *cache_find(struct cache *cache, struct key key);

/* READY: *out is a reference. LEAD: the caller computes and calls cache_settle. WAIT: somebody does
 * already; the waiter will come back from their cache_settle. */
enum cache_turn cache_enter(struct cache *cache, struct key canonical, void *waiter,
                            struct cached **out);

/* The leader's result (NULL: it failed) enters the cache; who waited for it is returned,
 * NULL-terminated, to be freed. */
void **cache_settle(struct cache *cache, struct key canonical, struct cached *result);

/* Find an answer that is in the cache under another key too. */
void cache_alias(struct cache *cache, struct cached *cached, struct key alias);

/* Give a cached answer its gzip variant, unless it has one by now. Takes the reference. */
void cache_add_gzip(struct cache *cache, struct cached *cached, struct http_answer *gzip);

/* The gzip variant as it is now; NULL: none yet. */
struct http_answer *cache_gzip(struct cache *cache, struct cached *cached);

void cache_clear(struct cache *cache); /* what is being computed stays */

struct cache_counts {
    int64_t hit_count;
    int64_t miss_count;
    int64_t wait_count; /* joined a computation under way */
    int64_t entry_count;
    int64_t size;
};
struct cache_counts cache_count(struct cache *cache);

#endif
