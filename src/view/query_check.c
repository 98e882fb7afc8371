/* SPDX-License-Identifier: Apache-2.0 */
#include "view/query_check.h"

#include "base/limits.h"
#include "sql_files.h"
#include "view/dataset_internal.h"
#include "view/filter.h"
#include "view/norm_tags.h"
#include "view/view.h"

#include <stdlib.h>
#include <string.h>

/* What one check goes through. */
struct checking {
    struct snapshot *snapshot;
    struct arena *arena;
    struct query_problem *problems;
    size_t count;
    const char *parameter; /* the word that is looked at */
    struct err *err;
    bool failed; /* the data could not be read */
};

/* ---- which keys tags have ---- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool read_names(struct snapshot *snapshot, struct db *db, const struct sql *sql,
                       struct sql_slot from, struct tag_names *out, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!sql_fill(sql, &from, 1, &text, err) ||
        !db_query_text(db, sql->name, buf_text(&text), NO_PARAMS, &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        ARENA_ROOM(&snapshot->tag_arena, out->names, out->count);
        out->names[out->count++] = rows_keep(rows, 0, &snapshot->tag_arena);
    }
    if (out->count)
        qsort(out->names, out->count, sizeof(*out->names), compare_texts);
    return step == END;
}

static bool read_all(struct snapshot *snapshot, const struct norm_tags *norm, struct err *err)
{
    const struct need need = { .tags = true, .periods = { snapshot_days(snapshot) } };
    struct arena arena SCOPED(arena_done) = { 0 };
    struct tag_names names[2] = { 0 };
    struct relation relation;
    struct db *db;
    bool done;

    if (!snapshot_relation(snapshot, &need, &arena, &relation, err) ||
        !snapshot_connect(snapshot, ENGINE_WAREHOUSE, &db, err))
        return false;
    done = read_names(snapshot, db, &sql_view_tag_key_names,
                      (struct sql_slot){ "tag_value", relation.tag_value }, &names[0], err) &&
           read_names(snapshot, db, &sql_view_norm_key_names,
                      (struct sql_slot){ "keys", norm->keys }, &names[1], err);
    snapshot_disconnect(snapshot, ENGINE_WAREHOUSE, db);
    if (done)
        memcpy(snapshot->tag_names, names, sizeof(names));
    return done;
}

/* Once for a snapshot; whoever comes meanwhile waits for it. */
static bool know_tags(struct snapshot *snapshot, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    struct norm_tags norm;
    bool done;

    if (!norm_tables(snapshot, &arena, &norm, err))
        return false;
    pthread_mutex_lock(&snapshot->dataset->tags_lock);
    if (!snapshot->has_tag_names)
        snapshot->has_tag_names = read_all(snapshot, &norm, err);
    done = snapshot->has_tag_names;
    pthread_mutex_unlock(&snapshot->dataset->tags_lock);
    return done;
}

/* ---- problems ---- */

static bool is_full(const struct checking *checking)
{
    return checking->count == LIMIT_VIEW_PROBLEM_COUNT;
}

static void add_problem(struct checking *checking, struct query_problem problem)
{
    if (is_full(checking))
        return;
    for (size_t i = 0; problem.name && i < checking->count; i++)
        if (checking->problems[i].name && strcmp(checking->problems[i].name, problem.name) == 0)
            return; /* it is said already */
    ARENA_ROOM(checking->arena, checking->problems, checking->count);
    checking->problems[checking->count++] = problem;
}

static void check_tag(void *context, const struct query_key *key)
{
    struct checking *checking = context;
    const struct tag_names *names = &checking->snapshot->tag_names[key->is_norm];

    if (key->column || checking->failed)
        return;
    if (!know_tags(checking->snapshot, checking->err)) {
        checking->failed = true;
        return;
    }
    if (names->count &&
        bsearch(&key->tag, names->names, names->count, sizeof(*names->names), compare_texts))
        return;
    add_problem(checking,
                (struct query_problem){ .code = "tag",
                                        .parameter = checking->parameter,
                                        .name = key->name,
                                        .detail = arena_printf(checking->arena,
                                                               "no bill that counts has the tag %s",
                                                               key->name) });
}

/* The list without the columns that there are not, which are problems. */
static const char *check_list(struct checking *checking, const char *list)
{
    const char *kept = "";
    const char *at = *list ? list : NULL;
    const char *part;
    size_t size;

    while (!is_full(checking) && (part = key_list_next(&at, &size))) {
        const char *name = arena_strndup(checking->arena, part, size);
        struct query_key key;

        if (key_parse(part, size, checking->arena, &key)) {
            check_tag(checking, &key);
            kept = arena_printf(checking->arena, "%s%s%s", kept, *kept ? "," : "", name);
            continue;
        }
        add_problem(checking, (struct query_problem){
                                  .code = "column",
                                  .parameter = checking->parameter,
                                  .name = name,
                                  .detail = arena_printf(checking->arena,
                                                         "there is no column %.80s", name) });
    }
    return kept;
}

static void check_filter(struct checking *checking, const char *text)
{
    struct err ignored SCOPED(err_done) = { 0 };
    const struct filter *filter;

    /* What is wrong with the expression itself is found by the grammar. */
    if (filter_parse(text, checking->arena, &filter, &ignored) && filter)
        filter_keys(filter, check_tag, checking);
}

static void check_pair(struct checking *checking, struct query_pair *pair)
{
    struct query_key key;

    checking->parameter = pair->name;
    if (strcmp(pair->name, "group_by") == 0 || strcmp(pair->name, "columns") == 0)
        pair->value = check_list(checking, pair->value);
    else if (strcmp(pair->name, "filter") == 0)
        check_filter(checking, pair->value);
    else if (key_parse(pair->name, strlen(pair->name), checking->arena, &key))
        check_tag(checking, &key);
}

static uint64_t known_words(void)
{
    static const char *const questions[] = { "costs", "costs_pivot" };
    uint64_t words = 0;

    for (size_t i = 0; i < ARRAY_COUNT(questions); i++) {
        const struct view_question *question = view_question_find(questions[i]);

        words |= question ? question->words : 0;
    }
    return words;
}

static bool check_grammar(struct checking *checking, const struct query_pair *pairs,
                          size_t pair_count)
{
    struct err problem SCOPED(err_done) = { 0 };
    const char *parameter = NULL;
    struct query_facts facts;
    struct query query;

    if (!snapshot_facts(checking->snapshot, true, &facts, checking->err))
        return false;
    facts.window = "30d";
    if (query_parse(pairs, pair_count, known_words(), &facts, checking->arena, &query, &parameter,
                    &problem))
        return true;
    add_problem(checking, (struct query_problem){
                              .code = "word",
                              .parameter = parameter,
                              .detail = arena_strdup(checking->arena, err_text(&problem)) });
    return true;
}

bool query_check(struct snapshot *snapshot, const struct query_pair *pairs, size_t pair_count,
                 struct arena *arena, const struct query_problem **out, size_t *out_count,
                 struct err *err)
{
    struct checking checking = { .snapshot = snapshot, .arena = arena, .err = err };
    struct query_pair *kept = ARENA_ARRAY(arena, struct query_pair, pair_count + 1);
    size_t count = 0;

    for (size_t i = 0; i < pair_count && !is_full(&checking); i++) {
        struct query_pair pair = pairs[i];

        check_pair(&checking, &pair);
        if (*pair.value || !*pairs[i].value)
            kept[count++] = pair;
    }
    if (checking.failed || !check_grammar(&checking, kept, count))
        return false;
    *out = checking.problems;
    *out_count = checking.count;
    return true;
}
