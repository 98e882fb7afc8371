/* SPDX-License-Identifier: Apache-2.0 */
#include "view/norm_tags.h"

#include "sql_files.h"
#include "view/dataset_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_AT_ONCE = 1 << 20 /* bytes of one statement, about */ };

struct key_rule {
    const char *provider; /* "": every one */
    const char *pattern;
    const char *norm_key; /* may have a * for what that of the pattern stands for */
    int64_t priority;
};

struct raw_key {
    const char *raw;
    const char *norm;  /* that of the group at hand */
    const char *part;  /* what a * in it stands for; NULL: it has none */
    const char *usual; /* without a rule */
    int64_t priority;
};

struct norm {
    struct snapshot *snapshot;
    struct arena *arena;
    const char *name;
    struct key_rule *rules; /* the strongest first */
    size_t rule_count;
    struct raw_key *keys;
    size_t key_count;
    const char *const *providers; /* of the data */
    struct buf values;            /* rows of the value rules */
    struct buf groups;            /* SQL of a charge's group */
    struct buf key_from;          /* FROM texts */
    struct buf value_from;
};

static bool read_value_rules(struct norm *norm, struct db *db, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_tag_value_rules,
                  PARAMS(param_int(snapshot_version(norm->snapshot))), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        buf_add_text(&norm->values, norm->values.size ? ",\n(" : "(");
        for (size_t i = 0; i < 3; i++) {
            buf_add_text(&norm->values, i ? ", " : "");
            sql_quote_text(&norm->values, rows_text(rows, i, NULL));
        }
        buf_add_char(&norm->values, ')');
    }
    return step == END && buf_check(&norm->values, "the rules on values of tags", err);
}

static bool read_rules(struct db *db, void *context, struct err *err)
{
    struct norm *norm = context;
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, &sql_state_tag_key_rules, PARAMS(param_int(snapshot_version(norm->snapshot))),
                  &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(norm->arena, norm->rules, norm->rule_count);
        norm->rules[norm->rule_count++] =
            (struct key_rule){ rows_keep(rows, 0, norm->arena), rows_keep(rows, 1, norm->arena),
                               rows_keep(rows, 2, norm->arena), rows_int(rows, 3) };
    }
    return step == END && read_value_rules(norm, db, err);
}

static bool read_keys(struct norm *norm, struct db *db, struct err *err)
{
    const struct need need = { .tags = true, .periods = { snapshot_days(norm->snapshot) } };
    struct relation relation;
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!snapshot_relation(norm->snapshot, &need, norm->arena, &relation, err) ||
        !sql_fill(&sql_view_tag_key_names, &(struct sql_slot){ "tag_value", relation.tag_value }, 1,
                  &text, err) ||
        !db_query_text(db, sql_view_tag_key_names.name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(norm->arena, norm->keys, norm->key_count);
        norm->keys[norm->key_count++] =
            (struct raw_key){ .raw = rows_keep(rows, 0, norm->arena),
                              .usual = rows_keep(rows, 1, norm->arena) };
    }
    return step == END;
}

/* "project/" and "*": a star stands for any text. */
static bool pattern_fits(const char *pattern, const char *text)
{
    const char *star = NULL;
    const char *again = text;

    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            again = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++again;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

/* What the only * of a pattern stands for in a text that fits. */
static const char *starred_part(const struct norm *norm, const char *pattern, const char *text)
{
    const char *star = strchr(pattern, '*');
    size_t before = (size_t)(star - pattern);
    size_t after = strlen(star + 1);

    return arena_strndup(norm->arena, text + before, strlen(text) - before - after);
}

/* group: a provider that rules name, or "" for the others. */
static void name_key(const struct norm *norm, struct raw_key *key, const char *group)
{
    *key = (struct raw_key){ .raw = key->raw, .norm = key->usual, .usual = key->usual };
    for (size_t i = 0; i < norm->rule_count; i++) {
        const struct key_rule *rule = &norm->rules[i];

        if ((*rule->provider && strcmp(rule->provider, group) != 0) ||
            !pattern_fits(rule->pattern, key->raw))
            continue;
        key->norm = rule->norm_key;
        key->priority = rule->priority;
        if (strchr(rule->norm_key, '*'))
            key->part = starred_part(norm, rule->pattern, key->raw);
        return;
    }
}

/* By priority; then the exact spelling, the alphabet. */
static int compare_keys(const void *a, const void *b)
{
    const struct raw_key *one = a;
    const struct raw_key *two = b;
    int order = (one->priority < two->priority) - (one->priority > two->priority);

    if (order == 0)
        order = (strcmp(two->raw, two->norm) == 0) - (strcmp(one->raw, one->norm) == 0);
    return order ? order : strcmp(one->raw, two->raw);
}

/* Rows that were listed go into a table, or on a server become one for each question. */
static bool put_rows(const struct norm *norm, struct db *db, const struct sql *template,
                     const char *table, struct buf *list, struct buf *from, struct err *err)
{
    struct buf select SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[] = {
        { "table", arena_printf(norm->arena, "%s_%s", norm->name, table) },
        { "select", NULL },
    };

    if (!buf_check(list, "the keys of tags", err) ||
        !sql_fill(template, &(struct sql_slot){ "rows", buf_text(list) }, 1, &select, err))
        return false;
    buf_clear(list);
    if (!db) {
        buf_printf(from, "(%s)", buf_text(&select));
        return buf_check(from, "the keys of tags", err);
    }
    slots[1].text = buf_text(&select);
    return sql_fill(&sql_view_norm_fill, slots, ARRAY_COUNT(slots), &text, err) &&
           db_script(db, sql_view_norm_fill.name, buf_text(&text), err);
}

static bool put_keys(struct norm *norm, struct db *db, struct buf *list, struct err *err)
{
    if (!list->size && db)
        return true;
    if (!list->size)
        buf_add_text(list, "(CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), "
                           "CAST(NULL AS VARCHAR), CAST(NULL AS INTEGER))");
    return put_rows(norm, db, &sql_view_norm_key_rows, "key", list, &norm->key_from, err);
}

static bool put_values(struct norm *norm, struct db *db, struct err *err)
{
    if (!norm->values.size && db)
        return true;
    if (!norm->values.size)
        buf_add_text(&norm->values,
                     "(CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR))");
    return put_rows(norm, db, &sql_view_norm_value_rows, "value", &norm->values, &norm->value_from,
                    err);
}

static bool fill_group(struct norm *norm, struct db *db, const char *group, struct buf *list,
                       struct err *err)
{
    for (size_t i = 0; i < norm->key_count; i++)
        name_key(norm, &norm->keys[i], group);
    if (norm->key_count)
        qsort(norm->keys, norm->key_count, sizeof(*norm->keys), compare_keys);
    for (size_t i = 0; i < norm->key_count; i++) {
        const struct raw_key *key = &norm->keys[i];

        buf_add_text(list, list->size ? ",\n(" : "(");
        sql_quote_text(list, group);
        buf_add_text(list, ", ");
        sql_quote_text(list, key->raw);
        buf_add_text(list, ", ");
        sql_quote_text(list, key->norm);
        buf_add_text(list, ", ");
        if (key->part)
            sql_quote_text(list, key->part);
        else
            buf_add_text(list, "CAST(NULL AS VARCHAR)");
        buf_printf(list, ", %zu)", i);
        if (db && list->size > ROWS_AT_ONCE && !put_keys(norm, db, list, err))
            return false;
    }
    return true;
}

/* Whether a rule is the first that names its provider, and the data has charges of it. */
static bool begins_group(const struct norm *norm, size_t rule)
{
    const char *provider = norm->rules[rule].provider;
    size_t count = 0;

    for (size_t i = 0; i < rule; i++)
        if (strcmp(norm->rules[i].provider, provider) == 0)
            return false;
    while (norm->providers[count] && strcmp(norm->providers[count], provider) != 0)
        count++;
    /* a list that is full may lack some */
    return *provider && (norm->providers[count] || count == LIMIT_FILTER_VALUE_COUNT);
}

static bool make_tables(struct norm *norm, struct db *db, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    buf_printf(&norm->key_from, "%s_key", norm->name);
    buf_printf(&norm->value_from, "%s_value", norm->name);
    return sql_fill(&sql_view_norm_make, &(struct sql_slot){ "name", norm->name }, 1, &text, err) &&
           db_script(db, sql_view_norm_make.name, buf_text(&text), err);
}

/* A group for the providers without rules, and one for each that has some and charges too. db: for
 * the tables; NULL: there are none. */
static bool fill(struct norm *norm, struct db *db, struct err *err)
{
    struct buf list SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    if ((db && !make_tables(norm, db, err)) || !fill_group(norm, db, "", &list, err))
        return false;
    for (size_t i = 0; i < norm->rule_count; i++) {
        const char *provider = norm->rules[i].provider;

        if (!begins_group(norm, i))
            continue;
        buf_add_text(&norm->groups, norm->groups.size ? ", " : "CASE WHEN provider_name IN (");
        sql_quote_text(&norm->groups, provider);
        if (!fill_group(norm, db, provider, &list, err))
            return false;
    }
    buf_add_text(&norm->groups, norm->groups.size ? ") THEN provider_name ELSE '' END" : "''");
    return put_keys(norm, db, &list, err) && put_values(norm, db, err) &&
           buf_check(&norm->groups, "the rules on keys of tags", err);
}

static void drop(const char *name, struct db *db)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct err ignored SCOPED(err_done) = { 0 };

    if (sql_fill(&sql_view_norm_drop, &(struct sql_slot){ "name", name }, 1, &text, &ignored))
        (void)!db_script(db, sql_view_norm_drop.name, buf_text(&text), &ignored);
}

static bool make(struct norm *norm, struct err *err)
{
    bool has_tables = !snapshot_is_server(norm->snapshot);
    struct query_facts facts;
    struct db *db;
    bool done;

    if (!snapshot_facts(norm->snapshot, true, &facts, err) ||
        !snapshot_catalogue(norm->snapshot, read_rules, norm, err) ||
        !snapshot_connect(norm->snapshot, ENGINE_WAREHOUSE, &db, err))
        return false;
    norm->providers = facts.providers;
    done = read_keys(norm, db, err) && fill(norm, has_tables ? db : NULL, err);
    if (!done && has_tables)
        drop(norm->name, db); /* nobody else knows of what is there of it */
    snapshot_disconnect(norm->snapshot, ENGINE_WAREHOUSE, db);
    return done;
}

static bool ensure(struct snapshot *snapshot, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct norm norm = { .snapshot = snapshot,
                         .arena = &arena,
                         .values = { .maximum = LIMIT_SQL },
                         .groups = { .maximum = LIMIT_SQL },
                         .key_from = { .maximum = LIMIT_SQL },
                         .value_from = { .maximum = LIMIT_SQL } };
    bool done;

    norm.name = arena_printf(&arena, "norm_%" PRIu64,
                             atomic_fetch_add(&snapshot->dataset->rate_name_count, 1));
    done = make(&norm, err);
    if (done) {
        if (!snapshot_is_server(snapshot))
            snprintf(snapshot->norm_name, sizeof(snapshot->norm_name), "%s", norm.name);
        buf_add_text(&snapshot->norm_keys, buf_text(&norm.key_from));
        buf_add_text(&snapshot->norm_values, buf_text(&norm.value_from));
        buf_add_text(&snapshot->norm_group, buf_text(&norm.groups));
        snapshot->has_norm = true;
    }
    buf_done(&norm.values);
    buf_done(&norm.groups);
    buf_done(&norm.key_from);
    buf_done(&norm.value_from);
    return done;
}

bool norm_tables(struct snapshot *snapshot, struct arena *arena, struct norm_tags *out,
                 struct err *err)
{
    bool done;

    pthread_mutex_lock(&snapshot->dataset->rates_lock);
    done = snapshot->has_norm || ensure(snapshot, err);
    if (done)
        *out = (struct norm_tags){ arena_strdup(arena, buf_text(&snapshot->norm_keys)),
                                   arena_strdup(arena, buf_text(&snapshot->norm_values)),
                                   arena_strdup(arena, buf_text(&snapshot->norm_group)) };
    pthread_mutex_unlock(&snapshot->dataset->rates_lock);
    return done;
}

bool norm_tags_from(const struct norm_tags *norm, const char *tag_value, struct arena *arena,
                    const char **from, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    const struct sql_slot slots[] = { { "tag_value", tag_value },
                                      { "keys", norm->keys },
                                      { "values", norm->values } };

    if (!sql_fill(&sql_view_norm_tag, slots, ARRAY_COUNT(slots), &text, err))
        return false;
    *from = arena_strdup(arena, buf_text(&text));
    return true;
}

void norm_drop(struct snapshot *snapshot, struct db *db)
{
    if (*snapshot->norm_name)
        drop(snapshot->norm_name, db);
}
