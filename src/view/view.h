/* SPDX-License-Identifier: Apache-2.0 */
/* view.h -- questions and their answers: the one way in for the command line and for HTTP.
 *
 * A question is a row of a table (costs, charges, dimensions, ...) with the words that it
 * understands. Asking takes two steps, so that a cache can stand between them:
 *
 *     view_prepare   words -> call: everything is checked, dates are resolved, view_canonical names
 * the call view_answer    call -> bytes in the wanted format
 *
 * The same canonical text gives the same bytes. A call belongs to one
 * thread; several calls of one snapshot may run at once. Nothing here knows of HTTP or of
 * terminals.
 */
#ifndef CENTAVO_VIEW_VIEW_H
#define CENTAVO_VIEW_VIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "view/dataset.h"
#include "view/query.h"

enum view_format { VIEW_JSON, VIEW_CSV, VIEW_NDJSON, VIEW_PARQUET, VIEW_FORMAT_COUNT };

struct view_call;

struct view_question {
    const char *name; /* "costs", "s0_summary" */
    const char *help; /* one sentence */
    bool (*answer)(struct view_call *call, struct buf *out, struct err *err);
    uint64_t words;    /* WORD_ bits of query.h: what may be said */
    uint64_t required; /* words that must be said */
    const char
        *window;  /* the period when none is said: "30d", "all"; NULL: start and end must be said */
    bool is_list; /* CSV, NDJSON and Parquet too; otherwise JSON alone */
    bool compares; /* always: with the period before unless compare says another */
};

extern const struct view_question view_questions[];
extern const size_t view_question_count;

/* costs costs_summary costs_variance costs_pivot charges dimensions dimension_names tags
 * tag_collisions period_history quality status s0_filters s0_summary s0_timeseries s0_top_services;
 * NULL when there is none. */
const struct view_question *view_question_find(const char *name);

struct view_request {
    const struct view_question *question;
    const struct query_pair *pairs; /* decoded; a name may come several times */
    size_t pair_count;
    enum view_format format; /* the word `format` among the pairs overrules it: links use it,
                                headers cannot be linked */
    const char *path;        /* of links.self, "/api/v1/costs" */
};

/* A wrong word is ERR_USAGE; *parameter (arena; NULL when no single word is at fault) names it. The
 * call lives in the arena and refers to the snapshot, the pairs are copied. view_done ends it. */
MUST_CHECK bool view_prepare(struct snapshot *snapshot, const struct view_request *request,
                             struct arena *arena, struct view_call **out, const char **parameter,
                             struct err *err);

/* Let go of what the call holds besides its arena; NULL is fine. Every prepared call needs it. */
void view_done(struct view_call *call);
void view_donep(struct view_call **call);

/* Data version, question, format and every word that matters, in one spelling, dates resolved: the
 * key of a cache and the content of an ETag. Contains today's date where the answer depends on it.
 */
const char *view_canonical(const struct view_call *call);

/* The query that the call asks, for a table's headings; NULL for a question without one. */
const struct query *view_query(const struct view_call *call);

enum view_format view_call_format(const struct view_call *call);

/* Append the answer to out. On failure out may hold half of it. */
MUST_CHECK bool view_answer(struct view_call *call, struct buf *out, struct err *err);

/* Make a running view_answer fail soon; from any thread, while the call exists. */
void view_interrupt(struct view_call *call);

const char *view_content_type(enum view_format format); /* "text/csv; charset=utf-8" */
bool view_format_parse(const char *name,
                       enum view_format *out); /* "json" "csv" "ndjson" "parquet" */

#endif
