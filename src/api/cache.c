/* SPDX-License-Identifier: Apache-2.0 */
/* One hash table holds canonical keys and aliases alike: a node points to its entry, an entry knows
 * its nodes. Entries stand in a list by last use. A computation under way ("flight") is in a short
 * list of its own. */
#include "api/cache.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { BUCKET_COUNT = 8192, ENTRY_OVERHEAD = 4096, NODE_OVERHEAD = 128, ALIAS_MAX = 16 };

struct entry;

struct node {
    struct node *bucket_next;
    struct node *entry_next;
    struct entry *entry;
    uint64_t hash;
    size_t key_size;
    char key[];
};

/* cached is what others see; this is the cache's side of it. */
struct entry {
    struct cached cached; /* first */
    atomic_int references;
    struct cache *cache; /* NULL: not in a cache (any more) */
    struct entry *older;
    struct entry *newer;
    struct node *nodes;
    size_t node_count;
    size_t size;
};

struct flight {
    struct flight *next;
    void **waiters;
    size_t waiter_count;
    size_t waiter_capacity;
    size_t key_size;
    char key[];
};

struct cache {
    pthread_mutex_t lock;
    uint64_t seed;
    size_t maximum;
    struct entry *oldest;
    struct entry *newest;
    struct flight *flights;
    struct cache_counts counts;
    struct node *buckets[BUCKET_COUNT];
};

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory)
        abort();
    return memory;
}

/* FNV-1a from a secret start, so that nobody can aim at one bucket. */
static uint64_t hash_key(const struct cache *cache, struct key key)
{
    const unsigned char *bytes = key.bytes;
    uint64_t hash = cache->seed;

    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash ^ (hash >> 29);
}

struct cache *cache_new(size_t maximum)
{
    struct cache *cache = allocate(sizeof(*cache));

    cache->maximum = maximum;
    if (getrandom(&cache->seed, sizeof(cache->seed), 0) < 0)
        abort();
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

/* ---- references ---- */

struct cached *cached_new(struct http_answer *plain, struct http_answer *not_modified,
                          const char *tag, bool gzip_pays)
{
    struct entry *entry = allocate(sizeof(*entry));

    entry->cached = (struct cached){
        .plain = plain, .not_modified = not_modified, .tag = strdup(tag), .gzip_pays = gzip_pays
    };
    if (!entry->cached.tag)
        abort();
    atomic_init(&entry->references, 1);
    return &entry->cached;
}

struct cached *cached_retain(struct cached *cached)
{
    atomic_fetch_add_explicit(&((struct entry *)cached)->references, 1, memory_order_relaxed);
    return cached;
}

void cached_release(struct cached *cached)
{
    struct entry *entry = (struct entry *)cached;

    if (!cached || atomic_fetch_sub_explicit(&entry->references, 1, memory_order_acq_rel) != 1)
        return;
    http_answer_release(cached->plain);
    http_answer_release(cached->gzip);
    http_answer_release(cached->not_modified);
    free(cached->tag);
    free(entry);
}

/* ---- table and order; under the lock ---- */

static struct node **node_place(struct cache *cache, struct key key, uint64_t hash)
{
    struct node **at = &cache->buckets[hash % BUCKET_COUNT];

    while (*at && ((*at)->hash != hash || (*at)->key_size != key.size ||
                   memcmp((*at)->key, key.bytes, key.size) != 0))
        at = &(*at)->bucket_next;
    return at;
}

static void order_remove(struct cache *cache, struct entry *entry)
{
    *(entry->newer ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &cache->oldest) = entry->newer;
    entry->older = entry->newer = NULL;
}

static void order_add(struct cache *cache, struct entry *entry)
{
    entry->older = cache->newest;
    entry->newer = NULL;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

static void entry_drop(struct cache *cache, struct entry *entry)
{
    while (entry->nodes) {
        struct node *node = entry->nodes;
        struct key key = { node->key, node->key_size };
        struct node **place = node_place(cache, key, node->hash);

        assert(*place == node);
        *place = node->bucket_next;
        entry->nodes = node->entry_next;
        free(node);
    }
    order_remove(cache, entry);
    cache->counts.size -= (int64_t)entry->size;
    cache->counts.entry_count--;
    entry->cache = NULL;
    cached_release(&entry->cached);
}

static void grow(struct cache *cache, struct entry *entry, size_t size)
{
    entry->size += size;
    cache->counts.size += (int64_t)size;
    while ((size_t)cache->counts.size > cache->maximum && cache->oldest != entry)
        entry_drop(cache, cache->oldest);
}

static void node_add(struct cache *cache, struct entry *entry, struct key key)
{
    uint64_t hash = hash_key(cache, key);
    struct node **place = node_place(cache, key, hash);
    struct node *node;

    if (*place)
        return; /* somebody was quicker; either answer is right */
    node = allocate(sizeof(*node) + key.size);
    node->entry = entry;
    node->hash = hash;
    node->key_size = key.size;
    memcpy(node->key, key.bytes, key.size);
    *place = node;
    node->entry_next = entry->nodes;
    entry->nodes = node;
    entry->node_count++;
    grow(cache, entry, NODE_OVERHEAD + key.size);
}

static struct entry *find_locked(struct cache *cache, struct key key)
{
    struct node *node = *node_place(cache, key, hash_key(cache, key));

    if (!node)
        return NULL;
    if (cache->newest != node->entry) {
        order_remove(cache, node->entry);
        order_add(cache, node->entry);
    }
    return node->entry;
}

static struct flight **flight_place(struct cache *cache, struct key key)
{
    struct flight **at = &cache->flights;

    while (*at && ((*at)->key_size != key.size || memcmp((*at)->key, key.bytes, key.size) != 0))
        at = &(*at)->next;
    return at;
}

static void flight_start(struct cache *cache, struct key key)
{
    struct flight *flight = allocate(sizeof(*flight) + key.size);

    flight->key_size = key.size;
    memcpy(flight->key, key.bytes, key.size);
    flight->next = cache->flights;
    cache->flights = flight;
}

/* Keeps room for the NULL at the end. */
static void flight_join(struct flight *flight, void *waiter)
{
    if (flight->waiter_count + 1 >= flight->waiter_capacity) {
        flight->waiter_capacity = flight->waiter_capacity * 2 + 8;
        flight->waiters = reallocarray(flight->waiters, flight->waiter_capacity, sizeof(void *));
        if (!flight->waiters)
            abort();
    }
    flight->waiters[flight->waiter_count++] = waiter;
    flight->waiters[flight->waiter_count] = NULL;
}

/* ---- what others call ---- */

struct cached *cache_find(struct cache *cache, struct key key)
{
    struct entry *entry;

    pthread_mutex_lock(&cache->lock);
    entry = find_locked(cache, key);
    if (entry) {
        cached_retain(&entry->cached);
        cache->counts.hit_count++;
    }
    pthread_mutex_unlock(&cache->lock);
    return entry ? &entry->cached : NULL;
}

enum cache_turn cache_enter(struct cache *cache, struct key canonical, void *waiter,
                            struct cached **out)
{
    struct flight *flight;
    struct entry *entry;
    enum cache_turn turn = CACHE_LEAD;

    pthread_mutex_lock(&cache->lock);
    entry = find_locked(cache, canonical);
    flight = *flight_place(cache, canonical);
    if (entry) {
        *out = cached_retain(&entry->cached);
        cache->counts.hit_count++;
        turn = CACHE_READY;
    } else if (flight) {
        flight_join(flight, waiter);
        cache->counts.wait_count++;
        turn = CACHE_WAIT;
    } else {
        flight_start(cache, canonical);
        cache->counts.miss_count++;
    }
    pthread_mutex_unlock(&cache->lock);
    return turn;
}

void **cache_settle(struct cache *cache, struct key canonical, struct cached *result)
{
    struct entry *entry = (struct entry *)result;
    struct flight **place;
    struct flight *flight;
    void **waiters;

    pthread_mutex_lock(&cache->lock);
    if (entry && !*node_place(cache, canonical, hash_key(cache, canonical)) &&
        http_answer_size(result->plain) < cache->maximum / 4) {
        cached_retain(result);
        entry->cache = cache;
        order_add(cache, entry);
        cache->counts.entry_count++;
        grow(cache, entry, ENTRY_OVERHEAD + http_answer_size(result->plain));
        node_add(cache, entry, canonical);
    }
    place = flight_place(cache, canonical);
    flight = *place;
    assert(flight); /* only a leader settles */
    *place = flight->next;
    pthread_mutex_unlock(&cache->lock);
    waiters = flight->waiters ? flight->waiters : allocate(sizeof(void *));
    free(flight);
    return waiters;
}

void cache_alias(struct cache *cache, struct cached *cached, struct key alias)
{
    struct entry *entry = (struct entry *)cached;

    pthread_mutex_lock(&cache->lock);
    if (entry->cache == cache && entry->node_count < ALIAS_MAX)
        node_add(cache, entry, alias);
    pthread_mutex_unlock(&cache->lock);
}

void cache_add_gzip(struct cache *cache, struct cached *cached, struct http_answer *gzip)
{
    struct entry *entry = (struct entry *)cached;
    struct http_answer *surplus = gzip;

    pthread_mutex_lock(&cache->lock);
    if (!cached->gzip) {
        cached->gzip = gzip;
        surplus = NULL;
        if (entry->cache == cache)
            grow(cache, entry, http_answer_size(gzip));
    }
    pthread_mutex_unlock(&cache->lock);
    http_answer_release(surplus);
}

struct http_answer *cache_gzip(struct cache *cache, struct cached *cached)
{
    struct http_answer *gzip;

    pthread_mutex_lock(&cache->lock);
    gzip = cached->gzip;
    pthread_mutex_unlock(&cache->lock);
    return gzip;
}

void cache_clear(struct cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    while (cache->oldest)
        entry_drop(cache, cache->oldest);
    pthread_mutex_unlock(&cache->lock);
}

struct cache_counts cache_count(struct cache *cache)
{
    struct cache_counts counts;

    pthread_mutex_lock(&cache->lock);
    counts = cache->counts;
    pthread_mutex_unlock(&cache->lock);
    return counts;
}

void cache_free(struct cache *cache)
{
    if (!cache)
        return;
    cache_clear(cache);
    assert(!cache->flights);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}
