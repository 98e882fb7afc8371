/* SPDX-License-Identifier: Apache-2.0 */
/* statement.c -- putting a question's SQL together from templates, our own column names, and
 * parameters; running it. */
#include "view/call.h"

#include "base/file.h"
#include "sql_files.h"
#include "store/duck.h"

#include <string.h>
#include <unistd.h>

#define BROUGHT "brought" /* the table of sql/view/brought */

struct need call_need(const struct view_call *call)
{
    const struct query *query = &call->query;
    struct need need = { .basis = query->basis, .periods = { query->period, query->previous } };

    need_filter(&need, query->filter);
    need_column(&need, column_find("billing_currency"));
    return need;
}

bool statement_turn(struct statement *statement, struct snapshot *snapshot, const struct need *need,
                    struct err *err)
{
    struct view_call *call = statement->call;
    struct buf filter SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    if (!snapshot_relation(snapshot, need, call->arena, &statement->relation, err))
        return false;
    if (call->query.filter) {
        buf_add_text(&filter, "\n    AND ");
        const struct filter_tags tags = { statement->relation.tag_value,
                                          statement->relation.norm_tag,
                                          statement->relation.norm_group };

        if (!filter_sql(call->query.filter, &tags, &statement->params, &filter, err))
            return false;
    }
    statement->filter = arena_strdup(call->arena, buf_text(&filter));
    return true;
}

bool statement_begin(struct statement *statement, struct view_call *call, const struct need *need,
                     struct err *err)
{
    *statement = (struct statement){ .call = call, .params = { .arena = call->arena } };
    return statement_turn(statement, call->snapshot, need, err);
}

const char *statement_param(struct statement *statement, struct param param)
{
    return arena_printf(statement->call->arena, "$%zu", param_list_add(&statement->params, param));
}

const char *statement_date(struct statement *statement, int32_t day)
{
    return statement_param(statement, param_date(day));
}

const char *statement_count(struct statement *statement, int64_t count)
{
    return arena_printf(statement->call->arena, "CAST(%s AS BIGINT)",
                        statement_param(statement, param_int(count)));
}

const char *statement_contains(struct statement *statement, const char *expression,
                               const char *text)
{
    struct arena *arena = statement->call->arena;
    char *pattern = arena_alloc(arena, strlen(text) * 2 + 3);
    char *at = pattern;

    *at++ = '%';
    for (; *text; text++) {
        if (strchr("%_\\", *text))
            *at++ = '\\';
        *at++ = *text;
    }
    *at = '%';
    return arena_printf(arena, "fold(%s) LIKE fold(%s) ESCAPE '\\'", expression,
                        statement_param(statement, param_text(pattern)));
}

const char *statement_fill(struct statement *statement, const struct sql *template,
                           const struct sql_slot *slots, size_t slot_count, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    if (!sql_fill(template, slots, slot_count, &text, err))
        return NULL;
    return arena_strdup(statement->call->arena, buf_text(&text));
}

const char *statement_tag_join(struct statement *statement, const struct query_key *tag,
                               size_t number, struct err *err)
{
    const struct sql_slot slots[] = {
        { "tag_value",
          tag->is_norm ? statement->relation.norm_tag : statement->relation.tag_value },
        { "group", statement->relation.norm_group },
        { "key", statement_param(statement, param_text(tag->tag)) },
        { "number", arena_printf(statement->call->arena, "%zu", number) },
    };
    const char *join =
        statement_fill(statement, tag->is_norm ? &sql_view_norm_tag_join : &sql_view_cost_tag_join,
                       slots, ARRAY_COUNT(slots), err);

    return join ? arena_printf(statement->call->arena, "\n%s", join) : NULL;
}

bool call_query(struct view_call *call, const struct sql *template, const char *text,
                const struct statement *statement, struct rows **out, struct err *err)
{
    return call_connect(call, statement->relation.engine, err) &&
           db_query_once(call->db, template->name, text, statement->params.params,
                         statement->params.count, out, err);
}

/* Rows of PostgreSQL become a table in memory first, since DuckDB alone writes Parquet. */
static bool bring_rows(struct view_call *call, const char *text, const struct statement *statement,
                       int64_t *row_count, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    struct db *memory = call->db;

    return call_query(call, &sql_schema_copy_parquet, text, statement, &rows, err) &&
           duck_fill_new(memory, BROUGHT, rows, row_count, err);
}

static bool copy_rows(struct view_call *call, const char *text, const struct param *params,
                      size_t param_count, const char *path, int64_t *row_count, struct err *err)
{
    struct buf quoted SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf copy SCOPED(buf_done) = { .maximum = LIMIT_SQL };

    sql_quote_text(&quoted, path);
    const struct sql_slot slots[] = { { "query", text }, { "path", buf_text(&quoted) } };
    return sql_fill(&sql_schema_copy_parquet, slots, ARRAY_COUNT(slots), &copy, err) &&
           db_run_text(call->db, sql_schema_copy_parquet.name, buf_text(&copy), params, param_count,
                       row_count, err);
}

static void forget_rows(struct view_call *call)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct err ignored SCOPED(err_done) = { 0 };

    if (sql_fill(&sql_view_cube_drop, &(struct sql_slot){ "name", BROUGHT }, 1, &text, &ignored))
        (void)!db_script(call->db, sql_view_cube_drop.name, buf_text(&text), &ignored);
}

/* What DuckDB writes when the rows are `rows`. */
struct file_text {
    const struct sql *sql; /* NULL: the rows as they are */
    const struct sql_slot *slots;
    size_t slot_count;
};

static const char *file_text(struct view_call *call, const struct file_text *file, const char *rows,
                             struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot *slots = ARENA_ARRAY(call->arena, struct sql_slot, file->slot_count + 1);

    if (file->slot_count)
        memcpy(slots, file->slots, file->slot_count * sizeof(*slots));
    slots[file->slot_count] = (struct sql_slot){ "rows", rows };
    if (!sql_fill(file->sql, slots, file->slot_count + 1, &text, err))
        return NULL;
    return arena_strdup(call->arena, buf_text(&text));
}

static bool copy_directly(struct view_call *call, const char *text, const struct file_text *file,
                          const struct statement *statement, const char *path, int64_t *row_count,
                          struct err *err)
{
    if (file->sql)
        text = file_text(call, file, arena_printf(call->arena, "(%s)", text), err);
    return text && call_connect(call, statement->relation.engine, err) &&
           copy_rows(call, text, statement->params.params, statement->params.count, path, row_count,
                     err);
}

static bool copy_brought(struct view_call *call, const char *text, const struct file_text *file,
                         const struct statement *statement, const char *path, int64_t *row_count,
                         struct err *err)
{
    const char *brought = sql_view_brought.text;
    bool done;

    if (file->sql)
        brought = file_text(call, file, BROUGHT, err);
    if (!brought || !call_connect(call, ENGINE_MEMORY, err))
        return false;
    forget_rows(call); /* of an answer that was interrupted */
    done = bring_rows(call, text, statement, row_count, err);
    call_set_db(call, call->dbs[ENGINE_MEMORY]);
    done = done && copy_rows(call, brought, NO_PARAMS, path, NULL, err);
    forget_rows(call);
    return done;
}

static bool copy_file(struct view_call *call, const char *text, const struct file_text *file,
                      const struct statement *statement, const char *path, int64_t *row_count,
                      struct err *err)
{
    bool is_direct =
        !snapshot_is_server(call->snapshot) || statement->relation.engine == ENGINE_MEMORY;

    return (is_direct ? copy_directly : copy_brought)(call, text, file, statement, path, row_count,
                                                      err);
}

bool call_copy(struct view_call *call, const char *text, const struct statement *statement,
               const char *path, int64_t *row_count, struct err *err)
{
    return copy_file(call, text, &(struct file_text){ 0 }, statement, path, row_count, err);
}

static bool copy_bytes(struct view_call *call, const char *text, const struct file_text *file,
                       const struct statement *statement, struct buf *out, struct err *err)
{
    const char *path;
    bool done;

    if (!snapshot_scratch(call->snapshot, call->arena, &path, err))
        return false;
    done = copy_file(call, text, file, statement, path, NULL, err) && file_read(path, out, err);
    unlink(path);
    return done;
}

bool call_parquet(struct view_call *call, const char *text, const struct statement *statement,
                  struct buf *out, struct err *err)
{
    return copy_bytes(call, text, &(struct file_text){ 0 }, statement, out, err);
}

bool call_parquet_of(struct view_call *call, const char *text, const struct sql *file,
                     const struct sql_slot *slots, size_t slot_count,
                     const struct statement *statement, struct buf *out, struct err *err)
{
    return copy_bytes(call, text, &(struct file_text){ file, slots, slot_count }, statement, out,
                      err);
}
