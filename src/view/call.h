/* SPDX-License-Identifier: Apache-2.0 */
/* call.h -- what the questions of view/ share: the call they answer, SQL that is put together, and
 * the parts that every answer has. Included by view/ alone. */
#ifndef CENTAVO_VIEW_CALL_H
#define CENTAVO_VIEW_CALL_H

#include "base/json.h"
#include "store/db.h"
#include "view/relation.h"
#include "view/view.h"

#include <pthread.h>

struct view_call {
    struct snapshot *snapshot; /* that answers: the present one, or that of as_of */
    struct snapshot *as_of;    /* held for the call: the same when as_of was said, else NULL */
    struct snapshot *compared; /* held for the call: that of compare=as_of, else NULL */
    const struct view_question *question;
    struct arena *arena;
    struct query query;
    struct query_facts facts;
    enum view_format format;
    const char *path;
    const char *canonical;
    struct db *dbs[ENGINE_COUNT]; /* connections that the answer has needed */
    pthread_mutex_t *lock;        /* guards db, for view_interrupt */
    struct db *db;                /* on which a statement may run */
};

/* ---- answers, one function a question ---- */
bool costs_answer(struct view_call *call, struct buf *out, struct err *err);
bool summary_answer(struct view_call *call, struct buf *out, struct err *err);
bool variance_answer(struct view_call *call, struct buf *out, struct err *err);
bool pivot_answer(struct view_call *call, struct buf *out, struct err *err);
bool charges_answer(struct view_call *call, struct buf *out, struct err *err);
bool dimensions_answer(struct view_call *call, struct buf *out, struct err *err);
bool dimension_names_answer(struct view_call *call, struct buf *out, struct err *err);
bool tags_answer(struct view_call *call, struct buf *out, struct err *err);
bool tag_collisions_answer(struct view_call *call, struct buf *out, struct err *err);
bool quality_answer(struct view_call *call, struct buf *out, struct err *err);
bool history_answer(struct view_call *call, struct buf *out, struct err *err);
bool status_answer(struct view_call *call, struct buf *out, struct err *err);
bool s0_filters_answer(struct view_call *call, struct buf *out, struct err *err);
bool s0_summary_answer(struct view_call *call, struct buf *out, struct err *err);
bool s0_timeseries_answer(struct view_call *call, struct buf *out, struct err *err);
bool s0_top_services_answer(struct view_call *call, struct buf *out, struct err *err);

/* The snapshot that answers, as as_of among the pairs wants it, and its facts. What is held then
 * stands in call->as_of. */
MUST_CHECK bool call_find_facts(struct view_call *call, const struct query_pair *pairs,
                                size_t pair_count, bool with_providers, struct err *err);

/* SQL rows (provider, day), each with a comma in front: the last day that its bills have
 * completely.
 */
MUST_CHECK bool call_complete_days(const struct view_call *call, struct buf *out, struct err *err);

/* The connection that a statement may run on from now on; view_interrupt reaches it. NULL: none. */
void call_set_db(struct view_call *call, struct db *db);

/* The call's own connection to an engine, which is that from now on. */
MUST_CHECK bool call_connect(struct view_call *call, enum engine engine, struct err *err);
void call_disconnect(struct view_call *call);

/* ---- a statement under construction ---- */
struct statement {
    struct view_call *call;
    struct relation relation;
    struct param_list params;
    const char *filter; /* " AND (...)" or "" */
};

/* What the query's filter, currency and period need; add what the question shows. */
struct need call_need(const struct view_call *call);

/* Choose the relation and compile the filter. */
MUST_CHECK bool statement_begin(struct statement *statement, struct view_call *call,
                                const struct need *need, struct err *err);

/* What is put together from now on is about another snapshot; the parameters go on. */
MUST_CHECK bool statement_turn(struct statement *statement, struct snapshot *snapshot,
                               const struct need *need, struct err *err);

/* "$3": the place of a value. */
const char *statement_param(struct statement *statement, struct param param);
const char *statement_date(struct statement *statement, int32_t day);

/* A whole number with its type, which PostgreSQL does not guess. */
const char *statement_count(struct statement *statement, int64_t count);

/* Fill a template; the text is from the arena. */
const char *statement_fill(struct statement *statement, const struct sql *template,
                           const struct sql_slot *slots, size_t slot_count, struct err *err);

/* The SQL of: the expression contains text, ignoring case; its % and _ are themselves. */
const char *statement_contains(struct statement *statement, const char *expression,
                               const char *text);

/* A tag of a group as a join, and the column that holds its value: value_<number>. */
const char *statement_tag_join(struct statement *statement, const struct query_key *tag,
                               size_t number, struct err *err);

/* ---- rows out ---- */
struct field {
    const char *name;
    size_t column;  /* of the statement's rows */
    bool when_true; /* in JSON only when true */
    bool is_json;   /* the text is JSON already, if it is valid */
};

/* Run a statement on the call's connection. */
MUST_CHECK bool call_query(struct view_call *call, const struct sql *template, const char *text,
                           const struct statement *statement, struct rows **out, struct err *err);

/* The rows into a Parquet file below the home; the columns are the statement's own. row_count may
 * be NULL. */
MUST_CHECK bool call_copy(struct view_call *call, const char *text,
                          const struct statement *statement, const char *path, int64_t *row_count,
                          struct err *err);

/* The same as the file's bytes. */
MUST_CHECK bool call_parquet(struct view_call *call, const char *text,
                             const struct statement *statement, struct buf *out, struct err *err);

/* The same with other columns: `file` is run by DuckDB alone on the rows, which are its {{rows}};
 * it has no parameters. */
MUST_CHECK bool call_parquet_of(struct view_call *call, const char *text, const struct sql *file,
                                const struct sql_slot *slots, size_t slot_count,
                                const struct statement *statement, struct buf *out,
                                struct err *err);

void encode_value(struct json *json, struct rows *rows, const struct field *field);
void encode_object(struct json *json, struct rows *rows, const struct field *fields,
                   size_t field_count);
/* The one currency of rows that have one each; NULL when there are several. */
struct currency_seen {
    bool any;
    const char *only;
};
void currency_see(struct currency_seen *seen, struct rows *rows, size_t column,
                  struct arena *arena);

void encode_csv_header(struct buf *out, const struct field *fields, size_t field_count);
/* The same without the end of the line. */
void encode_csv_names(struct buf *out, const struct field *fields, size_t field_count);
void encode_csv_row(struct buf *out, struct rows *rows, const struct field *fields,
                    size_t field_count);
void encode_csv_cell(struct buf *out, const char *text, size_t size, bool is_text);

/* CSV or NDJSON of all rows; at most limit of them (0: LIMIT_ANSWER_ROW_COUNT), more are an error.
 */
MUST_CHECK bool encode_lines(struct view_call *call, struct rows *rows, const struct field *fields,
                             size_t field_count, struct buf *out, struct err *err);

struct conversion; /* what became of the word currency: conversion.h */

/* "context": {...}. currency and conversion may be NULL. */
void encode_context(struct json *json, const struct view_call *call, const char *currency,
                    const struct conversion *conversion);
/* "page" and "links", which has csv and parquet of a list. next_cursor may be NULL; limit 0: not
 * paged. */
void encode_page(struct json *json, int64_t limit, const char *next_cursor);
void encode_links(struct json *json, const struct view_call *call);

/* The statement of sql/view/tag_collisions over the query's period, and its fields. feeds: a join
 * that gives feed_no, for each of which keys are looked at by themselves; a column behind the
 * fields then says it. NULL: all together. */
enum { TAG_COLLISION_FIELD_COUNT = 6 };
extern const struct field tag_collision_fields[TAG_COLLISION_FIELD_COUNT];
MUST_CHECK bool tag_collisions_text(struct view_call *call, const struct need *need,
                                    const char *feeds, struct statement *statement,
                                    const char **text, struct err *err);

/* Run a statement and answer with its rows in the wanted format, all of them: in JSON as items
 * between context and page. limit: as said in the page, 0 for none. */
MUST_CHECK bool call_list(struct statement *statement, const struct sql *template, const char *text,
                          const struct field *fields, size_t field_count, int64_t limit,
                          struct buf *out, struct err *err);

/* ---- cursors over a list that is as long as its data version: a position ---- */
MUST_CHECK bool cursor_position(const struct view_call *call, int64_t *position, struct err *err);
const char *cursor_at(const struct view_call *call, int64_t position);

#endif
