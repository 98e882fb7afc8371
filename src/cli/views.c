/* SPDX-License-Identifier: Apache-2.0 */
/* views.c -- the commands views and boards: saved ones to read, to keep elsewhere, and to make. */
#include "api/saved_check.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/ask.h"
#include "cli/output.h"
#include "cli/table.h"
#include "run/boards.h"
#include "run/saved_body.h"
#include "sql_files.h"

#include <stdlib.h>
#include <string.h>

/* What all of them work with. */
struct saved {
    struct invocation *invocation;
    struct catalogue *catalogue;
    struct dataset *dataset; /* NULL: problems are not looked for */
    struct snapshot *snapshot;
    const char *viewer;
    struct saved_view_check check;
    struct buf answer;
    struct json json;
};

static void saved_done(struct saved *saved)
{
    snapshot_release(saved->snapshot);
    dataset_close(saved->dataset);
    catalogue_close(saved->catalogue);
    buf_done(&saved->answer);
}

static bool saved_begin(struct saved *saved, struct invocation *invocation, bool with_data,
                        struct err *err)
{
    saved->invocation = invocation;
    saved->viewer = given_flag(invocation, "all") ? VIEWER_OPERATOR : NULL;
    buf_init(&saved->answer, LIMIT_ANSWER);
    json_init(&saved->json, &saved->answer);
    if (with_data && (!ask_open(invocation, &saved->dataset, err) ||
                      !dataset_snapshot(saved->dataset, &saved->snapshot, err)))
        return false;
    saved->check = (struct saved_view_check){ saved_problems, saved->snapshot };
    return catalogue_open(&invocation->config->place, &saved->catalogue, err);
}

static bool print_json(struct saved *saved, struct err *err)
{
    return print_buf(saved->invocation, &saved->answer, "the answer", err);
}

static bool print_table(struct saved *saved, const char *nothing, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };

    if (!buf_check(&saved->answer, "the list", err) ||
        !table_print_or(buf_text(&saved->answer), saved->answer.size, nothing, &text, err))
        return false;
    fputs(buf_text(&text), saved->invocation->out);
    return true;
}

/* The id behind the verb. */
static bool read_id(const struct invocation *invocation, const char **id, struct err *err)
{
    *id = given_argument(invocation, 1);
    return (*id && !given_argument(invocation, 2)) ||
           err_set(err, ERR_USAGE, "%s %s: which one? Say its id", invocation->command->name,
                   given_argument(invocation, 0));
}

/* ---- views ---- */

/* Whether anything is wrong with a query. */
static bool is_broken(struct saved *saved, const char *query, bool *broken, struct err *err)
{
    struct buf found SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;

    json_init(&json, &found);
    if (!saved_problems(saved->snapshot, query, &json, err))
        return false;
    *broken = strcmp(buf_text(&found), "[]") != 0;
    return true;
}

/* One line of a table, of a row of saved_view_list. */
static bool encode_line(struct saved *saved, struct rows *rows, struct err *err)
{
    enum { ID, NAME, PAGE = 3, QUERY, VISIBILITY = 6 };
    const char *query = rows_keep(rows, QUERY, saved->invocation->arena);
    struct json *json = &saved->json;
    bool broken;

    if (!is_broken(saved, query, &broken, err))
        return false;
    json_object(json);
    json_member_text(json, "view_id", rows_text(rows, ID, NULL));
    json_member_text(json, "name", rows_text(rows, NAME, NULL));
    json_member_text(json, "visibility", rows_text(rows, VISIBILITY, NULL));
    json_member_bool(json, "is_broken", broken);
    json_member_text(json, "page", rows_text(rows, PAGE, NULL));
    json_member_text(json, "query", query);
    json_object_end(json);
    return true;
}

static bool list_lines(struct saved *saved, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(saved->catalogue), &sql_state_saved_view_list,
                  PARAMS(param_text(saved->viewer)), &rows, err))
        return false;
    json_object(&saved->json);
    json_key(&saved->json, "items");
    json_array(&saved->json);
    while ((step = rows_next(rows, err)) == ROW)
        if (!encode_line(saved, rows, err))
            return false;
    json_array_end(&saved->json);
    json_object_end(&saved->json);
    return step == END && print_table(saved, "No saved views that are shared.", err);
}

static bool views_list(struct invocation *invocation, struct err *err)
{
    struct saved saved SCOPED(saved_done) = { 0 };
    bool as_json;

    if (!wants_json(invocation, &as_json, err) || !saved_begin(&saved, invocation, true, err))
        return false;
    if (!as_json)
        return list_lines(&saved, err);
    return saved_views_json(saved.catalogue, saved.viewer, &saved.check, &saved.json, err) &&
           print_json(&saved, err);
}

static bool views_show(struct invocation *invocation, struct err *err)
{
    struct saved saved SCOPED(saved_done) = { 0 };
    const char *id;

    return read_id(invocation, &id, err) && saved_begin(&saved, invocation, true, err) &&
           saved_view_json(saved.catalogue, saved.viewer, id, &saved.check, &saved.json, err) &&
           print_json(&saved, err);
}

static void encode_look(const struct invocation *invocation, struct json *json)
{
    json_key(json, "look");
    json_object(json);
    for (size_t i = 0; i < invocation->given_count; i++) {
        const struct given *given = &invocation->given[i];
        size_t size =
            given->name && strcmp(given->name, "look") == 0 ? strcspn(given->value, "=") : 0;

        if (!size)
            continue;
        json_key(json, arena_strndup(invocation->arena, given->value, size));
        json_text(json, given->value[size] ? given->value + size + 1 : "");
    }
    json_object_end(json);
}

/* The options as the JSON that REST takes. */
static void encode_options(const struct invocation *invocation, struct buf *body)
{
    static const char *const names[] = { "name", "description", "page", "query" };
    struct json json;

    json_init(&json, body);
    json_object(&json);
    for (size_t i = 0; i < ARRAY_COUNT(names); i++)
        if (given_value(invocation, names[i]))
            json_member_text(&json, names[i], given_value(invocation, names[i]));
    encode_look(invocation, &json);
    json_member_text(&json, "visibility", "shared");
    json_object_end(&json);
}

static bool read_body(const struct invocation *invocation, struct buf *body, struct err *err)
{
    const char *path = given_value(invocation, "file");

    if (path && (given_value(invocation, "name") || given_value(invocation, "query")))
        return err_set(err, ERR_USAGE, "views add: either --file or --name and --query");
    if (path)
        return file_read(path, body, err);
    encode_options(invocation, body);
    return buf_check(body, "the view", err);
}

static bool views_add(struct invocation *invocation, struct err *err)
{
    struct buf body SCOPED(buf_done) = { .maximum = LIMIT_REQUEST_BODY };
    struct saved saved SCOPED(saved_done) = { 0 };
    struct saved_view view;
    const char *parameter;
    const char *view_id;

    if (!read_body(invocation, &body, err) ||
        !saved_view_read(buf_text(&body), body.size, SAVED_COPY, invocation->arena, &view,
                         &parameter, err) ||
        !saved_query_check(view.query, err) || !saved_begin(&saved, invocation, false, err))
        return false;
    view.visibility = "shared"; /* here is nobody whose it could be */
    if (!saved_view_add(saved.catalogue, NULL, &view, invocation->arena, &view_id, err))
        return false;
    fprintf(invocation->out, "%s\n", view_id);
    return true;
}

static bool views_remove(struct invocation *invocation, struct err *err)
{
    struct saved saved SCOPED(saved_done) = { 0 };
    const char *id;

    return read_id(invocation, &id, err) && saved_begin(&saved, invocation, false, err) &&
           saved_view_remove(saved.catalogue, saved.viewer, id, err);
}

static bool views(struct invocation *invocation, struct err *err)
{
    static const struct verb verbs[] = { { "list", views_list },
                                         { "show", views_show },
                                         { "add", views_add },
                                         { "remove", views_remove } };

    return run_verb(invocation, verbs, ARRAY_COUNT(verbs), err);
}

static const struct option views_options[] = {
    { "name", "TEXT", "add: what it is called.", false },
    { "query", "WORDS", "add: the words of its question, as in a URL.", false },
    { "page", "PATH", "add: the page that shows it; /explore without it.", false },
    { "description", "TEXT", "add: what it is for.", false },
    { "look", "NAME=TEXT", "add: a word of the page's own, such as chart=area.", true },
    { "file", "FILE", "add: all of it as JSON instead, as `show` prints it.", false },
    { "all", NULL, "Private ones of whoever too, not only what is shared.", false },
    { "format", "FORMAT", "list: table (the default) or json.", false },
    { 0 },
};

const struct command cmd_views = {
    .name = "views",
    .args = "[list | show ID | add | remove ID]",
    .help = "List saved views, say which are broken, and make or remove shared ones.",
    .text = "    centavo views list --format json > views.json\n"
            "    centavo views show k3v9xw5nq2mtz8ra > storage.json\n"
            "    centavo views add --file storage.json\n"
            "    centavo views add --name Storage --query 'group_by=tag%3Ateam&window=90d' "
            "--look chart=area",
    .options = views_options,
    .most_args = 2,
    .run = views,
};

/* ---- boards ---- */

static bool boards_list(struct invocation *invocation, struct err *err)
{
    struct saved saved SCOPED(saved_done) = { 0 };
    bool as_json;

    if (!wants_json(invocation, &as_json, err) || !ask_home(invocation, err) ||
        !saved_begin(&saved, invocation, false, err) ||
        !boards_json(saved.catalogue, saved.viewer, &saved.json, err))
        return false;
    return as_json ? print_json(&saved, err)
                   : print_table(&saved, "No boards that are shared.", err);
}

static bool boards_show(struct invocation *invocation, struct err *err)
{
    struct saved saved SCOPED(saved_done) = { 0 };
    const char *id;

    return read_id(invocation, &id, err) && saved_begin(&saved, invocation, true, err) &&
           board_json(saved.catalogue, saved.viewer, id, &saved.check, &saved.json, err) &&
           print_json(&saved, err);
}

static bool boards_add(struct invocation *invocation, struct err *err)
{
    struct buf body SCOPED(buf_done) = { .maximum = LIMIT_REQUEST_BODY };
    struct saved saved SCOPED(saved_done) = { 0 };
    const char *path = given_value(invocation, "file");
    struct board board;
    const char *parameter;
    const char *board_id;

    if (!path)
        return err_set(err, ERR_USAGE, "boards add: --file FILE, as `boards show` prints it");
    if (!file_read(path, &body, err) ||
        !board_read(buf_text(&body), body.size, SAVED_COPY, invocation->arena, &board, &parameter,
                    err) ||
        !saved_begin(&saved, invocation, false, err))
        return false;
    board.visibility = "shared";
    if (!board_add(saved.catalogue, NULL, &board, invocation->arena, &board_id, &parameter, err))
        return false;
    fprintf(invocation->out, "%s\n", board_id);
    return true;
}

static bool boards_remove(struct invocation *invocation, struct err *err)
{
    struct saved saved SCOPED(saved_done) = { 0 };
    const char *id;

    return read_id(invocation, &id, err) && saved_begin(&saved, invocation, false, err) &&
           board_remove(saved.catalogue, saved.viewer, id, err);
}

static bool boards(struct invocation *invocation, struct err *err)
{
    static const struct verb verbs[] = { { "list", boards_list },
                                         { "show", boards_show },
                                         { "add", boards_add },
                                         { "remove", boards_remove } };

    return run_verb(invocation, verbs, ARRAY_COUNT(verbs), err);
}

static const struct option boards_options[] = {
    { "file", "FILE", "add: a board as JSON, as `show` prints it; its views must be there.",
      false },
    { "all", NULL, "Private ones of whoever too, not only what is shared.", false },
    { "format", "FORMAT", "list: table (the default) or json.", false },
    { 0 },
};

const struct command cmd_boards = {
    .name = "boards",
    .args = "[list | show ID | add | remove ID]",
    .help = "List boards of saved views, show one with its views, and make or remove shared ones.",
    .text = "    centavo boards show t7c2mq9xw4hn3zks > monday.json\n"
            "    centavo boards add --file monday.json",
    .options = boards_options,
    .most_args = 2,
    .run = boards,
};
