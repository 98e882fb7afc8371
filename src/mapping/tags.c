/* SPDX-License-Identifier: Apache-2.0 */
/* tags.c -- see tags.h.
 *
 * The table of known texts is open addressing over atomic pointers. Readers never lock: an entry is
 * complete before its pointer is stored, and a table that has grown leaves the old one readable
 * until the end. Writers take the lock.
 */
#include "mapping/tags.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/limits.h"
#include "mapping/tag_json.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 4096, KNOWN_MAXIMUM = 1 << 20, NO_TAGS = 0 };

struct known {
    uint64_t hash;
    int64_t number; /* NO_TAGS: none */
    size_t size;
    char text[];
};

struct table {
    struct table *before; /* outgrown; kept for readers that still look at it */
    size_t capacity;      /* a power of two */
    _Atomic(struct known *) slots[];
};

struct set {
    int64_t number;
    char *tags;
    struct tag_pair *pairs; /* sorted by key */
    size_t pair_count;
    struct set *next;
};

struct tags {
    _Atomic(struct table *) known;
    size_t known_count;
    pthread_mutex_t lock;
    struct set *first;
    struct set *last;
    struct arena arena;     /* the sets and their texts */
    struct set **by_number; /* open addressing, same rules as above but under the lock */
    size_t number_capacity;
    int64_t set_count;
    int64_t bad_count;
    char *bad_sample;
};

static void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    if (!memory)
        abort();
    return memory;
}

static struct table *table_new(size_t capacity, struct table *before)
{
    struct table *table = zeroed(1, sizeof(*table) + capacity * sizeof(table->slots[0]));

    table->capacity = capacity;
    table->before = before;
    return table;
}

struct tags *tags_new(void)
{
    struct tags *tags = zeroed(1, sizeof(*tags));

    atomic_init(&tags->known, table_new(FIRST_CAPACITY, NULL));
    pthread_mutex_init(&tags->lock, NULL);
    tags->number_capacity = FIRST_CAPACITY;
    tags->by_number = zeroed(tags->number_capacity, sizeof(struct set *));
    return tags;
}

void tags_free(struct tags *tags)
{
    struct table *table;

    if (!tags)
        return;
    table = atomic_load(&tags->known);
    for (size_t i = 0; i < table->capacity; i++)
        free(atomic_load(&table->slots[i]));
    while (table) {
        struct table *before = table->before;

        free(table);
        table = before;
    }
    arena_done(&tags->arena);
    free(tags->by_number);
    free(tags->bad_sample);
    pthread_mutex_destroy(&tags->lock);
    free(tags);
}

static const char *const rule_names[TAG_RULE_COUNT] = {
    [TAG_RULE_PLAIN] = "plain",
    [TAG_RULE_AWS] = "aws",
    [TAG_RULE_AWS_FOCUS] = "aws.focus",
    [TAG_RULE_GCP] = "gcp",
};

bool tag_rule_find(const char *name, size_t name_size, enum tag_rule *out)
{
    for (size_t i = 0; i < TAG_RULE_COUNT; i++) {
        if (strlen(rule_names[i]) != name_size || memcmp(rule_names[i], name, name_size) != 0)
            continue;
        *out = (enum tag_rule)i;
        return true;
    }
    return false;
}

/* ---- one text to its canonical form ---- */

/* The key without the provider's prefix, in memory of the arena. */
static const char *own_key(struct arena *arena, enum tag_rule rule, const char *key)
{
    if (rule == TAG_RULE_PLAIN || rule == TAG_RULE_GCP)
        return key;
    if (strncmp(key, "user:", 5) == 0 && key[5])
        return key + 5;
    if (rule == TAG_RULE_AWS_FOCUS)
        return key;
    if (strncmp(key, "user_", 5) == 0 && key[5])
        return key + 5;
    if (strcmp(key, "aws_created_by") == 0)
        return "aws:createdBy";
    if (strncmp(key, "aws_", 4) == 0)
        return arena_printf(arena, "aws:%s", key + 4);
    return key;
}

/* The pairs of one text under their own keys: one of each key, the first that says something. */
static size_t own_pairs(struct arena *arena, enum tag_rule rule, struct tag_pair *pairs,
                        size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        struct tag_pair pair = { own_key(arena, rule, pairs[i].key), pairs[i].value };
        size_t same = 0;

        if (pair.value && !*pair.value && rule != TAG_RULE_PLAIN && rule != TAG_RULE_GCP)
            continue;
        while (same < kept && strcmp(pairs[same].key, pair.key) != 0)
            same++;
        if (same == kept)
            pairs[kept++] = pair;
        else if (pairs[same].value && !*pairs[same].value)
            pairs[same] = pair;
    }
    return kept;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct tag_pair *)a)->key, ((const struct tag_pair *)b)->key);
}

/* The canonical text; NULL: no tags, or not understood. Caller frees. */
static char *canonical_of(struct arena *arena, enum tag_rule rule, const char *text,
                          size_t text_size, struct tag_pair **pairs, size_t *count,
                          bool *understood)
{
    struct buf out;
    size_t size;

    *understood = rule == TAG_RULE_GCP ? tag_json_read_gcp(arena, text, text_size, pairs, count)
                                       : tag_json_read(arena, text, text_size, pairs, count);
    if (*understood)
        *count = own_pairs(arena, rule, *pairs, *count);
    if (!*understood || !*count)
        return NULL;
    qsort(*pairs, *count, sizeof(**pairs), by_key);
    buf_init(&out, LIMIT_RECORD);
    for (size_t i = 0; i < *count; i++) {
        buf_add_char(&out, i ? ',' : '{');
        json_quote(&out, (*pairs)[i].key, strlen((*pairs)[i].key));
        buf_add_char(&out, ':');
        if ((*pairs)[i].value)
            json_quote(&out, (*pairs)[i].value, strlen((*pairs)[i].value));
        else
            buf_add_text(&out, "true");
    }
    buf_add_char(&out, '}');
    return buf_take(&out, &size);
}

char *tags_canonical(enum tag_rule rule, const char *text, size_t text_size)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct tag_pair *pairs;
    size_t count;
    bool understood;

    return canonical_of(&arena, rule, text, text_size, &pairs, &count, &understood);
}

/* ---- numbers ---- */

static int64_t number_of(const char *canonical)
{
    struct hash *hash = hash_new();
    char text[HASH_TEXT_SIZE];

    hash_add(hash, canonical, strlen(canonical));
    hash_finish(hash, text);
    hash_free(hash);
    text[15] = '\0';
    return (int64_t)strtoull(text, NULL, 16);
}

static struct set **number_slot(struct set **slots, size_t capacity, int64_t number)
{
    size_t at = (size_t)number & (capacity - 1);

    while (slots[at] && slots[at]->number != number)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static void grow_numbers(struct tags *tags)
{
    size_t capacity = tags->number_capacity * 2;
    struct set **slots = zeroed(capacity, sizeof(struct set *));

    for (struct set *set = tags->first; set; set = set->next)
        *number_slot(slots, capacity, set->number) = set;
    free(tags->by_number);
    tags->by_number = slots;
    tags->number_capacity = capacity;
}

/* Under the lock. Two sets with one number are told apart by the next free number. */
static int64_t add_set(struct tags *tags, const char *canonical, const struct tag_pair *pairs,
                       size_t count)
{
    int64_t number = number_of(canonical);
    struct set **slot;
    struct set *set;

    if ((size_t)tags->set_count * 2 >= tags->number_capacity)
        grow_numbers(tags);
    while (*(slot = number_slot(tags->by_number, tags->number_capacity, number))) {
        if (strcmp((*slot)->tags, canonical) == 0)
            return number;
        number++;
    }
    set = ARENA_NEW(&tags->arena, struct set);
    set->number = number;
    set->tags = arena_strdup(&tags->arena, canonical);
    set->pairs = ARENA_ARRAY(&tags->arena, struct tag_pair, count);
    set->pair_count = count;
    for (size_t i = 0; i < count; i++)
        set->pairs[i] = (struct tag_pair){ arena_strdup(&tags->arena, pairs[i].key),
                                           arena_strdup(&tags->arena, pairs[i].value) };
    *slot = set;
    if (tags->last)
        tags->last->next = set;
    else
        tags->first = set;
    tags->last = set;
    tags->set_count++;
    return number;
}

static uint64_t hash_bytes(enum tag_rule rule, const char *text, size_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ size ^ ((uint64_t)rule << 56);
    uint64_t word;

    for (; size >= sizeof(word); text += sizeof(word), size -= sizeof(word)) {
        memcpy(&word, text, sizeof(word));
        hash = (hash ^ word) * 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 29;
    }
    word = 0;
    memcpy(&word, text, size);
    hash = (hash ^ word) * 0xC4CEB9FE1A85EC53u;
    return hash ^ (hash >> 32);
}

static const struct known *find_known(const struct table *table, uint64_t hash, const char *text,
                                      size_t size)
{
    for (size_t at = hash & (table->capacity - 1);; at = (at + 1) & (table->capacity - 1)) {
        const struct known *known = atomic_load_explicit(&table->slots[at], memory_order_acquire);

        if (!known ||
            (known->hash == hash && known->size == size && memcmp(known->text, text, size) == 0))
            return known;
    }
}

static void put_known(struct table *table, struct known *known)
{
    size_t at = known->hash & (table->capacity - 1);

    while (atomic_load_explicit(&table->slots[at], memory_order_relaxed))
        at = (at + 1) & (table->capacity - 1);
    atomic_store_explicit(&table->slots[at], known, memory_order_release);
}

/* Under the lock. */
static void remember(struct tags *tags, uint64_t hash, const char *text, size_t size,
                     int64_t number)
{
    struct table *table = atomic_load(&tags->known);
    struct known *known;

    if (tags->known_count >= KNOWN_MAXIMUM || find_known(table, hash, text, size))
        return;
    if (tags->known_count * 2 >= table->capacity) {
        struct table *larger = table_new(table->capacity * 2, table);

        for (size_t i = 0; i < table->capacity; i++)
            if (atomic_load(&table->slots[i]))
                put_known(larger, atomic_load(&table->slots[i]));
        atomic_store(&tags->known, larger);
        table = larger;
    }
    known = zeroed(1, sizeof(*known) + size);
    known->hash = hash;
    known->number = number;
    known->size = size;
    memcpy(known->text, text, size);
    put_known(table, known);
    tags->known_count++;
}

static int64_t number_new_text(struct tags *tags, enum tag_rule rule, uint64_t hash,
                               const char *text, size_t size)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    int64_t number = NO_TAGS;
    struct tag_pair *pairs;
    char *canonical;
    bool understood;
    size_t count;

    canonical = canonical_of(&arena, rule, text, size, &pairs, &count, &understood);
    pthread_mutex_lock(&tags->lock);
    if (canonical)
        number = add_set(tags, canonical, pairs, count);
    if (!understood) {
        tags->bad_count++;
        if (!tags->bad_sample)
            tags->bad_sample = strndup(text, size < 80 ? size : 80);
    }
    remember(tags, hash, text, size, number);
    pthread_mutex_unlock(&tags->lock);
    free(canonical);
    return number;
}

bool tags_number(struct tags *tags, enum tag_rule rule, const char *text, size_t text_size,
                 int64_t *number)
{
    uint64_t hash = hash_bytes(rule, text, text_size);
    const struct known *known =
        find_known(atomic_load_explicit(&tags->known, memory_order_acquire), hash, text, text_size);

    *number = known ? known->number : number_new_text(tags, rule, hash, text, text_size);
    return *number != NO_TAGS;
}

int64_t tags_set_count(const struct tags *tags)
{
    return tags->set_count;
}

int64_t tags_bad_count(const struct tags *tags)
{
    return tags->bad_count;
}

const char *tags_bad_sample(const struct tags *tags)
{
    return tags->bad_sample;
}

/* ---- row sources ---- */

struct tag_reader {
    const struct set *set;
    size_t pair; /* next key of the set */
    size_t *wanted;
    size_t wanted_count;
    char (*numbers)[24]; /* texts of a batch's numbers */
};

/* The sets do not change while they are read: a run is all of them. */
static bool scan_begin(void *context, void **run, struct err *err)
{
    (void)err;
    *run = context;
    return true;
}

static void scan_end(void *run)
{
    (void)run;
}

static bool scan_open(void *run, const size_t *wanted, size_t wanted_count, void **out,
                      struct err *err)
{
    struct tag_reader *reader = zeroed(1, sizeof(*reader));

    (void)err;
    reader->set = ((struct tags *)run)->first;
    reader->wanted = zeroed(wanted_count + 1, sizeof(*wanted));
    memcpy(reader->wanted, wanted, wanted_count * sizeof(*wanted));
    reader->wanted_count = wanted_count;
    reader->numbers = zeroed(SCAN_BATCH, sizeof(*reader->numbers));
    *out = reader;
    return true;
}

static void scan_close(void *memory)
{
    struct tag_reader *reader = memory;

    free(reader->wanted);
    free(reader->numbers);
    free(reader);
}

static void fill(struct tag_reader *reader, struct scan_batch *batch, const char *const *texts)
{
    size_t row = batch->row_count++;

    snprintf(reader->numbers[row], sizeof(*reader->numbers), "%lld",
             (long long)reader->set->number);
    for (size_t i = 0; i < reader->wanted_count; i++) {
        size_t column = reader->wanted[i];
        const char *text = column == 0 ? reader->numbers[row] : texts[column - 1];

        batch->cells[i][row] = (struct scan_cell){ .text = text, .size = (uint32_t)strlen(text) };
    }
    batch->file_numbers[row] = 0;
    batch->row_numbers[row] = 0;
}

static bool next_sets(void *memory, struct scan_batch *batch, bool *ended, struct err *err)
{
    struct tag_reader *reader = memory;

    (void)err;
    for (batch->row_count = 0; reader->set && batch->row_count < SCAN_BATCH;
         reader->set = reader->set->next)
        fill(reader, batch, (const char *const[]){ reader->set->tags });
    *ended = batch->row_count == 0;
    return true;
}

static bool next_values(void *memory, struct scan_batch *batch, bool *ended, struct err *err)
{
    struct tag_reader *reader = memory;

    (void)err;
    batch->row_count = 0;
    while (reader->set && batch->row_count < SCAN_BATCH) {
        const struct tag_pair *pair = &reader->set->pairs[reader->pair];

        if (reader->pair == reader->set->pair_count) {
            reader->set = reader->set->next;
            reader->pair = 0;
            continue;
        }
        fill(reader, batch, (const char *const[]){ pair->key, pair->value ? pair->value : "true" });
        reader->pair++;
    }
    *ended = batch->row_count == 0;
    return true;
}

void tags_set_scan(struct tags *tags, struct scan *out)
{
    static const char *const names[] = { "tag_set_id", "tags" };

    *out =
        (struct scan){ tags, 2, names, 1, scan_begin, scan_end, scan_open, next_sets, scan_close };
}

void tags_value_scan(struct tags *tags, struct scan *out)
{
    static const char *const names[] = { "tag_set_id", "key", "value" };

    *out = (struct scan){ tags,     3,         names,       1,         scan_begin,
                          scan_end, scan_open, next_values, scan_close };
}
