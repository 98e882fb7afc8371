/* SPDX-License-Identifier: Apache-2.0 */
#include "landing/landing.h"

#include "unit.h"

#include <unistd.h>

struct place {
    char *home;
    char *bill;
    struct arena arena;
};

static struct place place_make(const char *content)
{
    struct place place = { .home = fresh_directory() };
    struct err err = { 0 };
    FILE *file;

    assert_done(directory_make(path_join(&place.arena, place.home, "landing"), &err));
    assert_done(directory_make(path_join(&place.arena, place.home, "stage"), &err));
    place.bill = path_join(&place.arena, place.home, "stage/bill.csv");
    file = fopen(place.bill, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    return place;
}

static void place_done(struct place *place)
{
    arena_done(&place->arena);
    drop_directory(place->home);
}

static bool add(struct place *place, enum landing_how how, struct landed *out, struct err *err)
{
    return landing_add(place->home, path_join(&place->arena, place->home, "stage"), place->bill,
                       how, NULL, NULL, &place->arena, out, err);
}

static void a_file_is_kept_under_its_hash(void **state)
{
    struct place place = place_make("abc");
    struct err err SCOPED(err_done) = { 0 };
    struct landed landed = { 0 };

    (void)state;
    assert_done(add(&place, LANDING_COPY, &landed, &err));
    assert_string_equal(landed.sha256,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(landed.size, 3);
    assert_false(landed.known);
    assert_true(file_exists(landed.path));
    assert_true(file_exists(place.bill));
    assert_done(landing_verify(place.home, landed.sha256, &err));
    place_done(&place);
}

static void the_same_bytes_twice_keep_one(void **state)
{
    struct place place = place_make("abc");
    struct err err SCOPED(err_done) = { 0 };
    struct landed landed = { 0 };

    (void)state;
    assert_done(add(&place, LANDING_COPY, &landed, &err));
    assert_done(add(&place, LANDING_MOVE, &landed, &err));
    assert_true(landed.known);
    assert_false(file_exists(place.bill)); /* moved: an upload leaves nothing behind */
    place_done(&place);
}

static void bytes_that_changed_are_noticed(void **state)
{
    struct place place = place_make("abc");
    struct err err SCOPED(err_done) = { 0 };
    struct landed landed = { 0 };
    FILE *file;

    (void)state;
    assert_done(add(&place, LANDING_COPY, &landed, &err));
    file = fopen(landed.path, "w");
    assert_non_null(file);
    fputs("abd", file);
    fclose(file);
    assert_false(landing_verify(place.home, landed.sha256, &err));
    assert_int_equal(err.code, ERR_DATA);
    unlink(landed.path);
    assert_false(landing_verify(place.home, landed.sha256, &err));
    assert_int_equal(err.code, ERR_MISSING);
    place_done(&place);
}

static void a_directory_is_no_bill(void **state)
{
    struct place place = place_make("abc");
    struct err err SCOPED(err_done) = { 0 };
    struct landed landed = { 0 };

    (void)state;
    place.bill = place.home;
    assert_false(add(&place, LANDING_COPY, &landed, &err));
    assert_int_equal(err.code, ERR_USAGE);
    place_done(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_kept_under_its_hash),
        cmocka_unit_test(the_same_bytes_twice_keep_one),
        cmocka_unit_test(bytes_that_changed_are_noticed),
        cmocka_unit_test(a_directory_is_no_bill),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
