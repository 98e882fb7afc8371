/* SPDX-License-Identifier: Apache-2.0 */
#include "mapping/bind.h"

#include "base/buf.h"
#include "base/limits.h"
#include "mapping/recognise.h"

#include <string.h>

struct names {
    const char *const *given;
    char **plain;
    char **squashed;
    char **untranslated; /* squashed; "Maßeinheit (UnitOfMeasure)" is UnitOfMeasure */
    bool *is_read;
    size_t count;
};

static struct names look_at(struct arena *arena, const char *const *given, size_t count)
{
    struct names names = {
        .given = given,
        .plain = ARENA_ARRAY(arena, char *, count),
        .squashed = ARENA_ARRAY(arena, char *, count),
        .untranslated = ARENA_ARRAY(arena, char *, count),
        .is_read = ARENA_ARRAY(arena, bool, count),
        .count = count,
    };

    for (size_t i = 0; i < count; i++) {
        names.plain[i] = header_plain(arena, given[i]);
        names.squashed[i] = header_squash(arena, given[i]);
        names.untranslated[i] = header_squash(arena, header_untranslated(arena, names.plain[i]));
    }
    return names;
}

static bool find_among(const struct names *names, char *const *texts,
                       const char *const *alternatives, size_t *found)
{
    for (; *alternatives; alternatives++) {
        for (size_t i = 0; i < names->count; i++) {
            if (strcmp(texts[i], *alternatives) != 0)
                continue;
            *found = i;
            return true;
        }
    }
    return false;
}

/* The first column with one of the names, the own name before the others, translated ones last. */
static bool find(struct names *names, const char *const *alternatives, size_t *found)
{
    if (!find_among(names, names->squashed, alternatives, found) &&
        !find_among(names, names->untranslated, alternatives, found))
        return false;
    names->is_read[*found] = true;
    return true;
}

/* Of two columns with one name nobody can say which is meant. (Tags that differ in case alone are
 * folded, not found.) */
static bool check_single(const struct names *names, size_t found, struct err *err)
{
    for (size_t i = found + 1; i < names->count; i++)
        if (strcmp(names->plain[i], names->plain[found]) == 0)
            return err_set(err, ERR_DATA,
                           "column %s is there twice, as column %zu and as column %zu",
                           names->given[found], found + 1, i + 1);
    return true;
}

static bool bind_one(struct arena *arena, struct names *names, const struct recipe_column *column,
                     struct bound_column *out, struct err *err)
{
    size_t found;

    *out = (struct bound_column){ .name = column->name };
    if (!find(names, column->alternatives, &found))
        return true;
    out->sources = memcpy(ARENA_NEW(arena, size_t), &found, sizeof(found));
    out->source_count = 1;
    return check_single(names, found, err);
}

static void bind_fold(struct arena *arena, struct names *names, const struct recipe_fold *fold,
                      struct bound_column *out)
{
    size_t *sources = ARENA_ARRAY(arena, size_t, names->count);
    const char **keys = ARENA_ARRAY(arena, const char *, names->count);
    size_t prefix_size = strlen(fold->prefix);

    *out = (struct bound_column){ .name = fold->name, .sources = sources, .keys = keys };
    for (size_t i = 0; i < names->count; i++) {
        const char *trimmed = strcasestr(names->given[i], fold->prefix);

        if (strncmp(names->plain[i], fold->prefix, prefix_size) != 0 || !trimmed)
            continue;
        names->is_read[i] = true;
        keys[out->source_count] = arena_strdup(arena, trimmed + prefix_size);
        sources[out->source_count++] = i;
    }
}

static bool check_mandatory(const struct recipe *recipe, const struct binding *binding,
                            bool has_default_currency, struct err *err)
{
    struct buf missing SCOPED(buf_done) = { 0 };
    bool lacks_currency =
        binding->currency_column && !binding->has_currency && !has_default_currency;
    size_t count = 0;

    buf_init(&missing, LIMIT_HEADER_LINE);
    for (size_t i = 0; i < recipe->column_count; i++)
        if (recipe->columns[i].is_mandatory && !binding->columns[i].source_count)
            buf_printf(&missing, "%s%s", count++ ? ", " : "", recipe->columns[i].name);
    if (lacks_currency)
        return err_set(
            err, ERR_DATA,
            "the file has no currency column; say which currency it is in with --currency, or set "
            "default_currency in the configuration%s%s",
            count ? "; also missing: " : "", buf_text(&missing));
    if (!count)
        return true;
    return err_set(err, ERR_DATA, "mandatory column%s missing: %s", count > 1 ? "s" : "",
                   buf_text(&missing));
}

static void list_unread(struct arena *arena, const struct names *names, struct binding *binding)
{
    binding->unread = ARENA_ARRAY(arena, const char *, names->count);
    for (size_t i = 0; i < names->count; i++)
        if (!names->is_read[i] && *names->plain[i])
            binding->unread[binding->unread_count++] = arena_strdup(arena, names->given[i]);
}

bool bind_columns(const struct recipe *recipe, const char *const *names, size_t name_count,
                  bool has_default_currency, struct arena *arena, struct binding *out,
                  struct err *err)
{
    struct names looked = look_at(arena, names, name_count);
    struct binding binding = {
        .columns =
            ARENA_ARRAY(arena, struct bound_column, recipe->column_count + recipe->fold_count),
        .column_count = recipe->column_count + recipe->fold_count,
    };

    for (size_t i = 0; i < recipe->column_count; i++) {
        if (!bind_one(arena, &looked, &recipe->columns[i], &binding.columns[i], err))
            return false;
        if (!recipe->columns[i].is_currency)
            continue;
        binding.currency_column = recipe->columns[i].name;
        binding.has_currency = binding.columns[i].source_count > 0;
    }
    for (size_t i = 0; i < recipe->fold_count; i++)
        bind_fold(arena, &looked, &recipe->folds[i], &binding.columns[recipe->column_count + i]);
    list_unread(arena, &looked, &binding);
    if (!check_mandatory(recipe, &binding, has_default_currency, err))
        return false;
    *out = binding;
    return true;
}
