/* SPDX-License-Identifier: Apache-2.0 */
/* buf, json, utf8, err and arena: the small things that everything else is made of. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"

#include "unit.h"

static void a_buf_stops_at_its_maximum(void **state)
{
    struct buf buf SCOPED(buf_done);
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    buf_init(&buf, 5);
    buf_add_text(&buf, "abc");
    assert_true(buf_check(&buf, "text", &err));
    buf_add_text(&buf, "def");
    assert_string_equal(buf_text(&buf), "abc");
    assert_false(buf_check(&buf, "text", &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

static void json_is_quoted_and_separated(void **state)
{
    struct buf buf SCOPED(buf_done);
    struct json json;

    (void)state;
    buf_init(&buf, 1000);
    json_init(&json, &buf);
    json_object(&json);
    json_member_text(&json, "a\"b", "line\nbreak \\ \x01");
    json_key(&json, "list");
    json_array(&json);
    json_int(&json, -5);
    json_null(&json);
    json_bool(&json, true);
    json_object(&json);
    json_object_end(&json);
    json_array_end(&json);
    json_member_text(&json, "bad", "\xc3( caf\xc3\xa9");
    json_object_end(&json);
    assert_string_equal(buf_text(&buf),
                        "{\"a\\\"b\":\"line\\nbreak \\\\ \\u0001\",\"list\":[-5,null,true,{}],"
                        "\"bad\":\"\xef\xbf\xbd( caf\xc3\xa9\"}");
}

static void only_well_formed_utf8_passes(void **state)
{
    (void)state;
    assert_int_equal(utf8_valid_prefix("plain ascii text, long", 22), 22);
    assert_int_equal(utf8_valid_prefix("caf\xc3\xa9", 5), 5);
    assert_int_equal(utf8_valid_prefix("ab\xc0\x80", 4), 2);       /* overlong */
    assert_int_equal(utf8_valid_prefix("\xed\xa0\x80", 3), 0);     /* surrogate */
    assert_int_equal(utf8_valid_prefix("\xf4\x90\x80\x80", 4), 0); /* past U+10FFFF */
    assert_int_equal(utf8_valid_prefix("12345678\xff", 9), 8);
    assert_int_equal(utf8_valid_prefix("caf\xc3", 4), 3); /* cut off */
}

static void an_error_grows_from_the_inside_out(void **state)
{
    struct err err SCOPED(err_done) = { 0 };

    (void)state;
    assert_false(err_set(&err, ERR_DATA, "row %d", 7));
    assert_false(err_wrap(&err, "map %s", "a.csv"));
    assert_string_equal(err_text(&err), "map a.csv: row 7");
    assert_int_equal(err.code, ERR_DATA);
    assert_int_equal(err_http_status(err.code), 422);
    assert_false(err_set(NULL, ERR_DATA, "nobody listens"));
}

static void an_arena_keeps_what_it_gave(void **state)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    char *first = arena_strdup(&arena, "first");

    (void)state;
    for (int i = 0; i < 10000; i++)
        assert_int_equal(*(char *)arena_alloc(&arena, 100), 0);
    assert_string_equal(first, "first");
    assert_string_equal(arena_printf(&arena, "%d-%s", 5, "x"), "5-x");
    assert_null(arena_strdup(&arena, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buf_stops_at_its_maximum),
        cmocka_unit_test(json_is_quoted_and_separated),
        cmocka_unit_test(only_well_formed_utf8_passes),
        cmocka_unit_test(an_error_grows_from_the_inside_out),
        cmocka_unit_test(an_arena_keeps_what_it_gave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
