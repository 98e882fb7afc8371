/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/recipe.h"

#include "base/attr.h"
#include "mapping/recognise.h"

#include <string.h>

enum { ALTERNATIVES = 6, RECIPE_COLUMNS = 256, RECIPE_FOLDS = 8, RECIPE_STEPS = 64 };

static const char *const kind_names[STEP_KINDS] = {
    [STEP_VALUES] = "values", [STEP_FACTS] = "facts",       [STEP_CONTROL] = "control",
    [STEP_DROPS] = "drops",   [STEP_MESSAGES] = "messages", [STEP_CHARGE] = "charge",
};

const char *step_kind_name(enum step_kind kind)
{
    return kind_names[kind];
}

struct reading {
    struct arena *arena;
    struct recipe *recipe;
    const struct sql *part;
    const char *body; /* of the step that is open; NULL: none */
};

static char *word(struct arena *arena, const char *start, const char *end)
{
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    return arena_strndup(arena, start, (size_t)(end - start));
}

static const char *upto(const char *start, const char *end, char mark)
{
    const char *found = memchr(start, mark, (size_t)(end - start));

    return found ? found : end;
}

static bool wrong(const struct reading *reading, const char *line, const char *end, struct err *err)
{
    return err_set(err, ERR_BUG, "sql/%s.sql: not understood: %.*s", reading->part->name,
                   (int)(end - line), line);
}

/* "billed_cost!" or "region_id|region" */
static bool read_column(struct reading *reading, const char *start, const char *end)
{
    struct recipe *recipe = reading->recipe;
    struct recipe_column *column = &recipe->columns[recipe->column_count];
    const char **alternatives = ARENA_ARRAY(reading->arena, const char *, ALTERNATIVES + 1);
    const char *text = word(reading->arena, start, end);
    size_t size = strlen(text);
    size_t count = 0;

    if (!size || recipe->column_count == RECIPE_COLUMNS)
        return !size;
    end = text + size;
    for (const char *at = text; at < end && count < ALTERNATIVES;) {
        const char *stop = upto(at, end, '|');
        char *name = word(reading->arena, at, stop);
        char *mark = name + strcspn(name, "!$");

        column->is_mandatory = column->is_mandatory || *mark == '!';
        column->is_currency = column->is_currency || *mark == '$';
        *mark = '\0';

        if (!column->name)
            column->name = name;
        alternatives[count++] = header_squash(reading->arena, name);
        at = stop + 1;
    }
    column->alternatives = alternatives;
    recipe->column_count++;
    return true;
}

static bool read_columns(struct reading *reading, const char *start, const char *end,
                         struct err *err)
{
    for (const char *at = start; at < end;) {
        const char *stop = upto(at, end, ',');

        if (!read_column(reading, at, stop))
            return wrong(reading, start, end, err);
        at = stop + 1;
    }
    return true;
}

/* "resource_tags <- resourceTags/" */
static bool read_fold(struct reading *reading, const char *start, const char *end, struct err *err)
{
    const char *arrow = memmem(start, (size_t)(end - start), "<-", 2);
    struct recipe *recipe = reading->recipe;

    if (!arrow || recipe->fold_count == RECIPE_FOLDS)
        return wrong(reading, start, end, err);
    recipe->folds[recipe->fold_count++] = (struct recipe_fold){
        .name = word(reading->arena, start, arrow),
        .prefix = header_plain(reading->arena, word(reading->arena, arrow + 2, end)),
    };
    return true;
}

static void close_step(struct reading *reading, const char *end)
{
    if (!reading->body)
        return;
    reading->recipe->steps[reading->recipe->step_count - 1].sql = (struct sql){
        .name = reading->part->name,
        .text = arena_strndup(reading->arena, reading->body, (size_t)(end - reading->body)),
    };
    reading->body = NULL;
}

/* "facts fold when has_discount" */
static bool open_step(struct reading *reading, const char *start, const char *end, struct err *err)
{
    struct recipe *recipe = reading->recipe;
    const char *words[4] = { NULL };
    size_t count = 0;

    for (const char *at = start; at < end && count < 4;) {
        const char *stop = upto(at, end, ' ');

        if (stop > at)
            words[count++] = word(reading->arena, at, stop);
        at = stop + 1;
    }
    if (recipe->step_count == RECIPE_STEPS || count < 2 || count == 3 ||
        (count == 4 && strcmp(words[2], "when") != 0))
        return wrong(reading, start, end, err);
    for (size_t kind = 0; kind < STEP_KINDS; kind++) {
        if (strcmp(kind_names[kind], words[0]) != 0)
            continue;
        recipe->steps[recipe->step_count++] = (struct recipe_step){
            .kind = (enum step_kind)kind,
            .name = words[1],
            .when = words[3],
        };
        reading->body = end;
        return true;
    }
    return wrong(reading, start, end, err);
}

static bool read_line(struct reading *reading, const char *line, const char *end, struct err *err)
{
    static const char *const marks[] = { "-- reads: ", "-- folds: ", "-- step: " };
    size_t size = (size_t)(end - line);

    for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
        size_t mark_size = strlen(marks[i]);

        if (size < mark_size || memcmp(line, marks[i], mark_size) != 0)
            continue;
        if (i == 0)
            return read_columns(reading, line + mark_size, end, err);
        if (i == 1)
            return read_fold(reading, line + mark_size, end, err);
        close_step(reading, line);
        return open_step(reading, line + mark_size, end, err);
    }
    return true;
}

bool recipe_read(const struct sql *const *parts, size_t part_count, struct arena *arena,
                 struct recipe *out, struct err *err)
{
    struct recipe recipe = {
        .columns = ARENA_ARRAY(arena, struct recipe_column, RECIPE_COLUMNS),
        .folds = ARENA_ARRAY(arena, struct recipe_fold, RECIPE_FOLDS),
        .steps = ARENA_ARRAY(arena, struct recipe_step, RECIPE_STEPS),
    };

    for (size_t i = 0; i < part_count && parts[i]; i++) {
        struct reading reading = { .arena = arena, .recipe = &recipe, .part = parts[i] };
        const char *end = parts[i]->text + strlen(parts[i]->text);

        for (const char *line = parts[i]->text; line < end;) {
            const char *stop = upto(line, end, '\n');

            if (!read_line(&reading, line, stop, err))
                return false;
            line = stop + 1;
        }
        close_step(&reading, end);
    }
    *out = recipe;
    return true;
}
