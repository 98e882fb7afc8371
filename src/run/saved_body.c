/* SPDX-License-Identifier: Apache-2.0 */
#include "run/saved_body.h"

#include "base/limits.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_SIZE_MAX = 200, ID_SIZE_MAX = 40, BOARD_WIDTH = 4 };

/* One object while it is read. */
struct body {
    const json_t *object;
    const char *place; /* "items[2].": in front of the names of its members */
    enum saved_use use;
    struct arena *arena;
    const char **parameter;
    struct err *err;
};

/* What a text may be. */
struct text_rule {
    size_t least; /* characters, after trimming */
    size_t most;
    bool may_break_lines;
};

static void free_json(json_t **json)
{
    json_decref(*json);
}

static bool wrong(const struct body *body, const char *name, const char *must)
{
    *body->parameter = arena_printf(body->arena, "%s%s", body->place, name);
    return err_set(body->err, ERR_USAGE, "%s: must be %s", *body->parameter, must);
}

static bool body_open(const char *text, size_t size, json_t **out, struct err *err)
{
    json_error_t error;

    *out = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (!*out)
        return err_set(err, ERR_USAGE, "the body is no JSON: line %d, column %d: %s", error.line,
                       error.column, error.text);
    return json_is_object(*out) || err_set(err, ERR_USAGE, "the body must be a JSON object");
}

/* What only answers say. */
static const char *const answer_names[] = { "view_id",    "board_id",   "is_mine",      "version",
                                            "created_at", "updated_at", "item_count",   "view",
                                            "problems",   "problem",    "problem_code", NULL };

static bool is_among(const char *const *names, const char *name)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names;
}

static bool check_names(const struct body *body, const char *const *names)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)body->object, name, value)
    {
        (void)value;
        if (is_among(names, name) || (body->use == SAVED_COPY && is_among(answer_names, name)))
            continue;
        *body->parameter = arena_printf(body->arena, "%s%.40s", body->place, name);
        return err_set(body->err, ERR_USAGE, "there is no parameter '%s' here", *body->parameter);
    }
    return true;
}

/* ---- texts ---- */

static size_t count_characters(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

static const char *trimmed(struct arena *arena, const char *text)
{
    static const char blanks[] = " \t\r\n";
    size_t size;

    text += strspn(text, blanks);
    size = strlen(text);
    while (size > 0 && strchr(blanks, text[size - 1]))
        size--;
    return arena_strndup(arena, text, size);
}

/* Also of Unicode: what a terminal obeys, ends a line, or turns the direction of what follows. */
static bool is_control(const unsigned char *at)
{
    if (at[0] == 0xc2)
        return at[1] < 0xa0;
    if (at[0] == 0xe2 && at[1] == 0x80)
        return at[2] >= 0xa8 && at[2] <= 0xae;
    if (at[0] == 0xe2 && at[1] == 0x81)
        return at[2] >= 0xa6 && at[2] <= 0xa9;
    return at[0] < 0x20 || at[0] == 0x7f;
}

static bool has_controls(const char *text, bool may_break_lines)
{
    for (; *text; text++)
        if (is_control((const unsigned char *)text) && !(may_break_lines && *text == '\n'))
            return true;
    return false;
}

/* The trimmed text of a member; `usual` when it is not there, which must not be NULL then. */
static bool read_text(const struct body *body, const char *name, struct text_rule rule,
                      const char *usual, const char **out)
{
    const json_t *value = json_object_get(body->object, name);
    size_t count;

    if (!value && usual) {
        *out = usual;
        return true;
    }
    if (!json_is_string(value))
        return wrong(body, name, "a text");
    *out = trimmed(body->arena, json_string_value(value));
    if (has_controls(*out, rule.may_break_lines))
        return wrong(body, name, "a text without control characters");
    count = count_characters(*out);
    return (count >= rule.least && count <= rule.most) ||
           wrong(body, name,
                 arena_printf(body->arena, "a text of %zu to %zu characters; it has %zu",
                              rule.least, rule.most, count));
}

static bool read_word(const struct body *body, const char *name, const char *const *words,
                      const char *must, const char *usual, const char **out)
{
    const json_t *value = json_object_get(body->object, name);

    if (!value && usual) {
        *out = usual;
        return true;
    }
    for (size_t i = 0; json_is_string(value) && words[i]; i++)
        if (strcmp(words[i], json_string_value(value)) == 0) {
            *out = words[i];
            return true;
        }
    return wrong(body, name, must);
}

static bool read_number(const struct body *body, const char *name, int64_t most, int64_t *out)
{
    const json_t *value = json_object_get(body->object, name);
    int64_t number = json_is_integer(value) ? (int64_t)json_integer_value(value) : 0;

    if (number < 1 || number > most)
        return wrong(body, name,
                     most < INT32_MAX
                         ? arena_printf(body->arena, "a whole number from 1 to %" PRId64, most)
                         : "a whole number from 1 on");
    *out = number;
    return true;
}

/* What views and boards have in common. */
struct common {
    const char **name;
    const char **description;
    const char **visibility;
    int64_t *version; /* NULL: it is new */
};

static bool read_common(const struct body *body, const struct common *out)
{
    static const char *const visibilities[] = { "private", "shared", NULL };
    const struct text_rule name = { 1, LIMIT_SAVED_NAME, false };
    const struct text_rule description = { 0, LIMIT_SAVED_TEXT, true };

    return read_text(body, "name", name, NULL, out->name) &&
           read_text(body, "description", description, "", out->description) &&
           read_word(body, "visibility", visibilities, "private or shared", NULL,
                     out->visibility) &&
           (!out->version || read_number(body, "version", INT64_MAX, out->version));
}

/* ---- views ---- */

/* A path of this site, and nothing that leads away from it. */
static bool read_page(const struct body *body, const char **out)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-.~%:@+";
    const json_t *value = json_object_get(body->object, "page");
    const char *page = value ? json_string_value(value) : "/explore";

    if (!page || *page != '/' || page[1] == '/' || strlen(page) > PAGE_SIZE_MAX ||
        page[strspn(page, allowed)])
        return wrong(body, "page", "the path of a page such as /explore");
    *out = arena_strdup(body->arena, page);
    return true;
}

static bool read_query(const struct body *body, const char **out)
{
    const json_t *value = json_object_get(body->object, "query");

    if (!json_is_string(value))
        return wrong(body, "query", "words as in a URL, such as group_by=service_name&window=90d");
    *out = arena_strdup(body->arena, json_string_value(value));
    if (has_controls(*out, false) || strpbrk(*out, "?#"))
        return wrong(body, "query", "words as in a URL, without what is before and behind them");
    return strlen(*out) <= LIMIT_VIEW_QUERY ||
           wrong(body, "query",
                 arena_printf(body->arena, "at most %u bytes long", LIMIT_VIEW_QUERY));
}

static bool check_look(const struct body *body, const json_t *look)
{
    const struct body inner = { look, "look.", body->use, body->arena, body->parameter, body->err };
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)look, name, value)
    {
        const char *shown = arena_strndup(body->arena, name, strnlen(name, ID_SIZE_MAX));

        if (!json_is_string(value))
            return wrong(&inner, shown, "a text");
        if (!*name || strlen(name) > ID_SIZE_MAX || has_controls(name, false) ||
            has_controls(json_string_value(value), false))
            return wrong(&inner, shown, "a short name and a text without control characters");
    }
    return true;
}

static bool read_look(const struct body *body, const char **out)
{
    const json_t *look = json_object_get(body->object, "look");
    char *text;

    *out = "{}";
    if (!look)
        return true;
    if (!json_is_object(look))
        return wrong(body, "look", "an object of texts such as {\"chart\":\"area\"}");
    if (!check_look(body, look))
        return false;
    text = json_dumps(look, JSON_COMPACT | JSON_SORT_KEYS);
    *out = arena_strdup(body->arena, text);
    free(text);
    return strlen(*out) <= LIMIT_VIEW_LOOK ||
           wrong(body, "look", arena_printf(body->arena, "at most %u bytes long", LIMIT_VIEW_LOOK));
}

bool saved_view_read(const char *text, size_t size, enum saved_use use, struct arena *arena,
                     struct saved_view *out, const char **parameter, struct err *err)
{
    static const char *const names[] = { "name", "description", "page",    "query",
                                         "look", "visibility",  "version", NULL };
    json_t *object SCOPED(free_json) = NULL;
    struct saved_view view = { 0 };
    const struct common common = { &view.name, &view.description, &view.visibility,
                                   use == SAVED_CHANGE ? &view.version : NULL };

    *parameter = NULL;
    if (!body_open(text, size, &object, err))
        return false;
    const struct body body = { object, "", use, arena, parameter, err };

    if (!check_names(&body, names) || !read_common(&body, &common) ||
        !read_page(&body, &view.page) || !read_query(&body, &view.query) ||
        !read_look(&body, &view.look))
        return false;
    *out = view;
    return true;
}

/* ---- boards ---- */

static bool read_item(const struct body *body, struct board_item *out)
{
    static const char *const names[] = { "view_id", "title", "width", "height", NULL };
    static const char *const heights[] = { "small", "medium", "tall", NULL };
    const struct text_rule id = { 1, ID_SIZE_MAX, false };
    const struct text_rule title = { 1, LIMIT_SAVED_NAME, false };
    const json_t *said = json_object_get(body->object, "title");

    return check_names(body, names) && read_text(body, "view_id", id, NULL, &out->view_id) &&
           (!said || json_is_null(said) || read_text(body, "title", title, NULL, &out->title)) &&
           read_number(body, "width", BOARD_WIDTH, &out->width) &&
           read_word(body, "height", heights, "small, medium or tall", NULL, &out->height);
}

static bool read_items(const struct body *body, struct board *out)
{
    const json_t *list = json_object_get(body->object, "items");
    size_t count = json_array_size(list);
    struct board_item *items;

    if (!json_is_array(list))
        return wrong(body, "items", "a list of views");
    if (count > LIMIT_BOARD_ITEM_COUNT)
        return wrong(body, "items",
                     arena_printf(body->arena, "at most %u views", LIMIT_BOARD_ITEM_COUNT));
    items = ARENA_ARRAY(body->arena, struct board_item, count);
    for (size_t i = 0; i < count; i++) {
        const struct body inner = { json_array_get(list, i),
                                    arena_printf(body->arena, "items[%zu].", i),
                                    body->use,
                                    body->arena,
                                    body->parameter,
                                    body->err };

        if (!json_is_object(inner.object)) {
            const struct body outer = {
                NULL, "", body->use, body->arena, body->parameter, body->err
            };

            return wrong(&outer, arena_printf(body->arena, "items[%zu]", i), "an object");
        }
        if (!read_item(&inner, &items[i]))
            return false;
    }
    out->items = items;
    out->item_count = count;
    return true;
}

bool board_read(const char *text, size_t size, enum saved_use use, struct arena *arena,
                struct board *out, const char **parameter, struct err *err)
{
    static const char *const names[] = { "name",  "description", "visibility",
                                         "items", "version",     NULL };
    json_t *object SCOPED(free_json) = NULL;
    struct board board = { 0 };
    const struct common common = { &board.name, &board.description, &board.visibility,
                                   use == SAVED_CHANGE ? &board.version : NULL };

    *parameter = NULL;
    if (!body_open(text, size, &object, err))
        return false;
    const struct body body = { object, "", use, arena, parameter, err };

    if (!check_names(&body, names) || !read_common(&body, &common) || !read_items(&body, &board))
        return false;
    *out = board;
    return true;
}
