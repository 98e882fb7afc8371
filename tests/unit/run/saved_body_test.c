/* SPDX-License-Identifier: Apache-2.0 */
#include "run/saved_body.h"
#include "unit.h"

struct reading {
    struct arena arena;
    struct err err;
    struct saved_view view;
    struct board board;
    const char *parameter;
};

static void reading_done(struct reading *reading)
{
    arena_done(&reading->arena);
    err_done(&reading->err);
}

static bool read_view(struct reading *reading, enum saved_use use, const char *text)
{
    return saved_view_read(text, strlen(text), use, &reading->arena, &reading->view,
                           &reading->parameter, &reading->err);
}

static bool read_board(struct reading *reading, enum saved_use use, const char *text)
{
    return board_read(text, strlen(text), use, &reading->arena, &reading->board,
                      &reading->parameter, &reading->err);
}

#define assert_read(reading, call)                                                                 \
    do {                                                                                           \
        if (!(call))                                                                               \
            fail_msg("%s", err_text(&(reading)->err));                                             \
    } while (0)

static void a_view_has_what_was_sent_and_defaults(void **state)
{
    struct reading reading SCOPED(reading_done) = { 0 };

    (void)state;
    assert_read(
        &reading,
        read_view(&reading, SAVED_NEW,
                  "{\"name\":\" a  b \\n\",\"query\":\"x=%20\",\"visibility\":\"private\"}"));
    assert_string_equal(reading.view.name, "a  b");
    assert_string_equal(reading.view.query, "x=%20");
    assert_string_equal(reading.view.page, "/explore");
    assert_string_equal(reading.view.look, "{}");
    assert_string_equal(reading.view.description, "");
    assert_string_equal(reading.view.visibility, "private");
    assert_read(&reading, read_view(&reading, SAVED_NEW,
                                    "{\"name\":\"a\",\"query\":\"\",\"visibility\":\"shared\","
                                    "\"look\":{\"z\":\"\\u00e9\",\"a\":\"\"}}"));
    assert_string_equal(reading.view.look, "{\"a\":\"\",\"z\":\"\xc3\xa9\"}");
}

static const char *named(struct arena *arena, const char *name)
{
    return arena_printf(arena, "{\"name\":\"%s\",\"query\":\"\",\"visibility\":\"shared\"}", name);
}

static void characters_are_counted_not_bytes(void **state)
{
    struct reading reading SCOPED(reading_done) = { 0 };
    const char *name = "";

    (void)state;
    for (int i = 0; i < 120; i++)
        name = arena_printf(&reading.arena, "%s\xe2\x82\xac", name);
    assert_read(&reading, read_view(&reading, SAVED_NEW, named(&reading.arena, name)));
    assert_int_equal(strlen(reading.view.name), 360);
    name = arena_printf(&reading.arena, "%sx", name);
    assert_false(read_view(&reading, SAVED_NEW, named(&reading.arena, name)));
    assert_string_equal(reading.parameter, "name");
    assert_int_equal(reading.err.code, ERR_USAGE);
    assert_non_null(strstr(err_text(&reading.err), "it has 121"));
}

static void a_version_is_for_changes_alone(void **state)
{
    static const char text[] =
        "{\"name\":\"a\",\"query\":\"\",\"visibility\":\"shared\",\"version\":7}";
    struct reading reading SCOPED(reading_done) = { 0 };

    (void)state;
    assert_read(&reading, read_view(&reading, SAVED_CHANGE, text));
    assert_int_equal(reading.view.version, 7);
    assert_false(read_view(&reading, SAVED_CHANGE,
                           "{\"name\":\"a\",\"query\":\"\",\"visibility\":\"shared\"}"));
    assert_string_equal(reading.parameter, "version");
}

static void an_answer_may_be_sent_back_where_a_copy_is_made(void **state)
{
    static const char text[] = "{\"board_id\":\"b\",\"name\":\"a\",\"visibility\":\"shared\","
                               "\"item_count\":1,\"items\":[{\"view_id\":\"v\",\"title\":null,"
                               "\"width\":4,\"height\":\"tall\",\"problem\":null,\"view\":{}}]}";
    struct reading reading SCOPED(reading_done) = { 0 };

    (void)state;
    assert_read(&reading, read_board(&reading, SAVED_COPY, text));
    assert_int_equal(reading.board.item_count, 1);
    assert_null(reading.board.items[0].title);
    assert_int_equal(reading.board.items[0].width, 4);
    assert_false(read_board(&reading, SAVED_NEW, text));
    assert_string_equal(reading.parameter, "board_id");
    assert_false(read_board(&reading, SAVED_COPY, "{\"colour\":1}"));
    assert_string_equal(reading.parameter, "colour");
}

static void what_is_wrong_in_a_list_is_named_by_its_place(void **state)
{
    struct reading reading SCOPED(reading_done) = { 0 };

    (void)state;
    assert_false(read_board(&reading, SAVED_NEW,
                            "{\"name\":\"a\",\"visibility\":\"shared\",\"items\":["
                            "{\"view_id\":\"v\",\"width\":1,\"height\":\"small\"},"
                            "{\"view_id\":\"v\",\"width\":1,\"height\":\"Small\"}]}"));
    assert_string_equal(reading.parameter, "items[1].height");
    assert_string_equal(err_text(&reading.err), "items[1].height: must be small, medium or tall");
}

static void a_page_leads_nowhere_else(void **state)
{
    static const char *const pages[] = {
        "//a.example", "/\\\\a.example", "https://a.example", "explore", "/a?b", "/a#b", "/a b", ""
    };
    struct reading reading SCOPED(reading_done) = { 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(pages); i++) {
        assert_false(read_view(&reading, SAVED_NEW,
                               arena_printf(&reading.arena,
                                            "{\"name\":\"a\",\"query\":\"\",\"visibility\":"
                                            "\"shared\",\"page\":\"%s\"}",
                                            pages[i])));
        assert_string_equal(reading.parameter, "page");
    }
}

static void what_is_no_json_object_names_no_member(void **state)
{
    static const char *const texts[] = { "", "[]", "1", "{", "{\"name\":\"a\",\"name\":\"b\"}" };
    struct reading reading SCOPED(reading_done) = { 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        assert_false(read_view(&reading, SAVED_NEW, texts[i]));
        assert_null(reading.parameter);
        assert_int_equal(reading.err.code, ERR_USAGE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_has_what_was_sent_and_defaults),
        cmocka_unit_test(characters_are_counted_not_bytes),
        cmocka_unit_test(a_version_is_for_changes_alone),
        cmocka_unit_test(an_answer_may_be_sent_back_where_a_copy_is_made),
        cmocka_unit_test(what_is_wrong_in_a_list_is_named_by_its_place),
        cmocka_unit_test(a_page_leads_nowhere_else),
        cmocka_unit_test(what_is_no_json_object_names_no_member),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
