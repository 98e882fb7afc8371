/* SPDX-License-Identifier: Apache-2.0 */
#include "api/cache.h"

#include "unit.h"

static struct key key_of(const char *text)
{
    return (struct key){ text, strlen(text) };
}

static struct cached *answer_of(size_t size)
{
    struct buf body;

    buf_init(&body, size + 1);
    for (size_t i = 0; i < size; i++)
        buf_add_char(&body, 'x');
    return cached_new(http_answer_new(200, &body), http_answer_new_static(304, "", 0), "tag", true);
}

/* Compute and keep an answer under a key; true when nobody waited for it. */
static bool keep(struct cache *cache, const char *key, size_t size)
{
    struct cached *made = answer_of(size);
    struct cached *found = NULL;
    void **waiters;
    bool alone;

    assert_int_equal(cache_enter(cache, key_of(key), NULL, &found), CACHE_LEAD);
    waiters = cache_settle(cache, key_of(key), made);
    alone = !waiters[0];
    free(waiters);
    cached_release(made);
    return alone;
}

static bool has(struct cache *cache, const char *key)
{
    struct cached *found = cache_find(cache, key_of(key));

    cached_release(found);
    return found;
}

static void what_was_settled_is_found_by_key_and_alias(void **state)
{
    struct cache *cache = cache_new(1 << 20);
    struct cached *found;

    (void)state;
    assert_false(has(cache, "a"));
    assert_true(keep(cache, "a", 10));
    found = cache_find(cache, key_of("a"));
    assert_non_null(found);
    cache_alias(cache, found, key_of("A"));
    cached_release(found);
    assert_true(has(cache, "A"));
    assert_false(has(cache, "b"));
    cache_clear(cache);
    assert_false(has(cache, "a"));
    assert_false(has(cache, "A"));
    assert_int_equal(cache_count(cache).size, 0);
    cache_free(cache);
}

static void the_least_recently_used_answer_goes_first(void **state)
{
    struct cache *cache = cache_new(40000);

    (void)state;
    keep(cache, "a", 8000);
    keep(cache, "b", 8000);
    assert_true(has(cache, "a"));
    keep(cache, "c", 8000);
    keep(cache, "d", 8000);
    assert_true(has(cache, "a"));
    assert_false(has(cache, "b"));
    assert_true(cache_count(cache).size <= 40000);
    cache_free(cache);
}

static void an_answer_that_is_too_large_is_given_but_not_kept(void **state)
{
    struct cache *cache = cache_new(40000);

    (void)state;
    keep(cache, "small", 100);
    keep(cache, "large", 20000);
    assert_false(has(cache, "large"));
    assert_true(has(cache, "small"));
    cache_free(cache);
}

static void whoever_comes_while_it_is_computed_waits_for_it(void **state)
{
    struct cache *cache = cache_new(1 << 20);
    struct cached *made = answer_of(10);
    struct cached *found = NULL;
    int one;
    int two;
    void **waiters;

    (void)state;
    assert_int_equal(cache_enter(cache, key_of("a"), NULL, &found), CACHE_LEAD);
    assert_int_equal(cache_enter(cache, key_of("a"), &one, &found), CACHE_WAIT);
    assert_int_equal(cache_enter(cache, key_of("a"), &two, &found), CACHE_WAIT);
    assert_int_equal(cache_enter(cache, key_of("b"), NULL, &found), CACHE_LEAD);
    waiters = cache_settle(cache, key_of("a"), made);
    assert_ptr_equal(waiters[0], &one);
    assert_ptr_equal(waiters[1], &two);
    assert_null(waiters[2]);
    free(waiters);
    assert_int_equal(cache_enter(cache, key_of("a"), NULL, &found), CACHE_READY);
    assert_ptr_equal(found, made);
    cached_release(found);
    free(cache_settle(cache, key_of("b"), NULL));
    assert_false(has(cache, "b"));
    cached_release(made);
    cache_free(cache);
}

static void an_answer_outlives_its_place_in_the_cache(void **state)
{
    struct cache *cache = cache_new(1 << 20);
    struct cached *found;

    (void)state;
    keep(cache, "a", 10);
    found = cache_find(cache, key_of("a"));
    cache_free(cache);
    assert_int_equal(http_answer_size(found->plain), 10);
    assert_memory_equal(http_answer_bytes(found->plain), "xxxxxxxxxx", 10);
    cached_release(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_settled_is_found_by_key_and_alias),
        cmocka_unit_test(the_least_recently_used_answer_goes_first),
        cmocka_unit_test(an_answer_that_is_too_large_is_given_but_not_kept),
        cmocka_unit_test(whoever_comes_while_it_is_computed_waits_for_it),
        cmocka_unit_test(an_answer_outlives_its_place_in_the_cache),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
