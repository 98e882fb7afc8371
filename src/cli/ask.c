/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

#include "base/file.h"
#include "base/limits.h"
#include "cli/pivot.h"
#include "cli/table.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Options that are not words of the query. */
static bool is_own(const char *name)
{
    static const char *const names[] = { "format", "output", "focus-version", "costs-as-double" };

    for (size_t i = 0; i < ARRAY_COUNT(names); i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* "group_by" of "group-by". */
static const char *word_of(const char *option, struct arena *arena)
{
    char *word = arena_strdup(arena, option);

    for (char *at = word; *at; at++)
        if (*at == '-')
            *at = '_';
    return word;
}

bool ask_pairs(struct invocation *invocation, const struct query_pair *more, size_t more_count,
               const struct query_pair **pairs, size_t *pair_count, struct err *err)
{
    struct query_pair *out =
        ARENA_ARRAY(invocation->arena, struct query_pair, invocation->given_count + more_count + 1);
    size_t count = more_count;

    if (more_count)
        memcpy(out, more, more_count * sizeof(*out));
    for (size_t i = 0; i < invocation->given_count; i++) {
        const struct given *given = &invocation->given[i];
        const char *equals;

        if (given->name) {
            if (!is_own(given->name))
                out[count++] =
                    (struct query_pair){ word_of(given->name, invocation->arena), given->value };
            continue;
        }
        equals = strchr(given->value, '=');
        if (!equals)
            return err_set(
                err, ERR_USAGE,
                "%s: should be DIMENSION=VALUE, for instance service_name=\"Amazon EC2\"",
                given->value);
        out[count++] = (struct query_pair){ arena_strndup(invocation->arena, given->value,
                                                          (size_t)(equals - given->value)),
                                            equals + 1 };
    }
    *pairs = out;
    *pair_count = count;
    return true;
}

const char *ask_take(struct invocation *invocation, size_t index)
{
    struct given *kept = ARENA_ARRAY(invocation->arena, struct given, invocation->given_count + 1);
    const char *taken = NULL;
    size_t arguments = 0;
    size_t count = 0;

    for (size_t i = 0; i < invocation->given_count; i++) {
        if (!invocation->given[i].name && arguments++ == index)
            taken = invocation->given[i].value;
        else
            kept[count++] = invocation->given[i];
    }
    invocation->given = kept;
    invocation->given_count = count;
    return taken;
}

bool ask_home(const struct invocation *invocation, struct err *err)
{
    const char *home = invocation->config->place.home;

    if (invocation->config->place.database_url ||
        file_exists(path_join(invocation->arena, home, "centavo.db")))
        return true;
    return err_set(err, ERR_MISSING,
                   "%s holds no data yet; `centavo ingest FILE` brings some in, --home names "
                   "another place",
                   home);
}

bool ask_open(const struct invocation *invocation, struct dataset **out, struct err *err)
{
    const struct dataset_options options = { .place = &invocation->config->place,
                                             .memory_limit = invocation->config->memory_limit };

    return ask_home(invocation, err) && dataset_open(&options, out, err);
}

static bool write_file(const char *path, const struct buf *bytes, struct arena *arena,
                       struct err *err)
{
    const char *partial = arena_printf(arena, "%s.partial", path);
    int fd SCOPED(file_close) = -1;

    if (directory_exists(path))
        return err_set(err, ERR_USAGE, "--output %s: is a directory; say a file", path);
    fd = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_errno(err, err_code_of_path(errno), "--output %s", path);
    if (file_write_all(fd, bytes->bytes, bytes->size, partial, err) &&
        file_publish(partial, path, err))
        return true;
    unlink(partial);
    return false;
}

/* --format: table is ours, made of the JSON answer. */
static bool read_format(const struct invocation *invocation, bool *is_table,
                        enum view_format *format, struct err *err)
{
    const char *name = given_value(invocation, "format");

    *is_table = !name || strcmp(name, "table") == 0;
    *format = VIEW_JSON;
    if (!*is_table && !view_format_parse(name, format))
        return err_set(err, ERR_USAGE,
                       "--format: must be table, json, csv, ndjson or parquet; it is \"%s\"", name);
    if (*format == VIEW_PARQUET && !given_value(invocation, "output") && isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       "--output: say into which file; Parquet is not for a terminal");
    return true;
}

/* What an answer without items means. */
static const char *nothing_words(const char *question)
{
    if (strcmp(question, "tag_collisions") == 0)
        return "No two keys of tags are called the same here; `centavo tags` lists the keys.";
    if (strcmp(question, "tags") == 0)
        return "No tags in this period, or none that the filter lets through.";
    return "No charges in this period, or none that the filter lets through.";
}

static bool print(struct invocation *invocation, const struct view_call *call, const char *question,
                  bool is_table, struct buf *answer, struct err *err)
{
    const char *path = given_value(invocation, "output");
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct buf flat SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };

    if (is_table && strcmp(question, "costs_pivot") == 0) {
        if (!pivot_flatten(buf_text(answer), answer->size, invocation->arena, &flat, err))
            return false;
        answer = &flat;
    }
    if (is_table) {
        if (!table_print_or(buf_text(answer), answer->size, nothing_words(question), &text, err))
            return false;
        answer = &text;
    } else if (view_call_format(call) == VIEW_JSON) {
        buf_add_char(answer, '\n');
    }
    if (path)
        return write_file(path, answer, invocation->arena, err);
    if (answer->size && fwrite(answer->bytes, 1, answer->size, invocation->out) != answer->size)
        return err_errno(err, ERR_UPSTREAM, "standard output");
    return true;
}

bool ask(struct invocation *invocation, const char *question, const char *path,
         const struct query_pair *more, size_t more_count, struct err *err)
{
    struct dataset *dataset SCOPED(dataset_closep) = NULL;
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    struct buf answer SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct view_request request = { .question = view_question_find(question), .path = path };
    struct view_call *call SCOPED(view_donep) = NULL;
    const char *parameter;
    bool is_table;

    return read_format(invocation, &is_table, &request.format, err) &&
           ask_pairs(invocation, more, more_count, &request.pairs, &request.pair_count, err) &&
           ask_open(invocation, &dataset, err) && dataset_snapshot(dataset, &snapshot, err) &&
           view_prepare(snapshot, &request, invocation->arena, &call, &parameter, err) &&
           view_answer(call, &answer, err) &&
           print(invocation, call, question, is_table, &answer, err);
}
