/* SPDX-License-Identifier: Apache-2.0 */
/* saved_views.h -- questions that were saved under a name, to be asked again and put on boards.
 *
 * A view is a page, the words of its question and the page's own words. What is shared belongs to
 * all who reach the installation: any of them may change or remove it. What is private is there for
 * its owner alone: to everybody else it does not exist. Whose a thing is follows from a secret of
 * the owner, of which the installation keeps the SHA-256. Two who change the same thing at once
 * are told apart by its version. Nothing here knows what a question means: who does puts in the
 * problems.
 */
#ifndef CENTAVO_RUN_SAVED_VIEWS_H
#define CENTAVO_RUN_SAVED_VIEWS_H

#include "base/json.h"
#include "run/saved.h"
#include "store/catalogue.h"

/* Who asks: the SHA-256 of their secret as text; NULL: nobody in particular. */
#define VIEWER_OPERATOR "*" /* who has the home or the database itself sees all */

/* Writes a list of what is wrong with a view's query: [{"parameter":…}]. */
struct saved_view_check {
    bool (*problems)(void *context, const char *query, struct json *json, struct err *err);
    void *context;
};

enum { SAVED_ID_SIZE = 17 };

/* Sixteen letters and digits that nobody guesses. */
MUST_CHECK bool saved_id_make(char id[static SAVED_ID_SIZE], struct err *err);

/* {"items":[…]}: what the viewer may see, by name. */
MUST_CHECK bool saved_views_json(struct catalogue *catalogue, const char *viewer,
                                 const struct saved_view_check *check, struct json *json,
                                 struct err *err);

/* One view. ERR_MISSING when there is none, or none for this viewer. */
MUST_CHECK bool saved_view_json(struct catalogue *catalogue, const char *viewer,
                                const char *view_id, const struct saved_view_check *check,
                                struct json *json, struct err *err);

/* The view of a row whose columns from the first on are those of sql/state/saved_view_one. */
MUST_CHECK bool saved_view_encode(struct rows *rows, const char *viewer,
                                  const struct saved_view_check *check, struct json *json,
                                  struct err *err);

/* *view_id is of the arena. ERR_LIMIT when there are too many. */
MUST_CHECK bool saved_view_add(struct catalogue *catalogue, const char *viewer,
                               const struct saved_view *view, struct arena *arena,
                               const char **view_id, struct err *err);

/* The view view->view_id becomes this one. ERR_CONFLICT when it is no longer view->version, and
 * *present is what it is then (0 with every other error); ERR_DENIED when somebody would keep
 * another's shared view for himself. */
MUST_CHECK bool saved_view_set(struct catalogue *catalogue, const char *viewer,
                               const struct saved_view *view, int64_t *present, struct err *err);

MUST_CHECK bool saved_view_remove(struct catalogue *catalogue, const char *viewer,
                                  const char *view_id, struct err *err);

/* Why nothing was changed: for what has versions and owners. rows: that it was found in, or not;
 * version and owner are columns of it. */
struct saved_state {
    const char *what; /* "view" */
    const char *id;
    int64_t version; /* that was looked at */
};
bool saved_refusal(const struct saved_state *state, struct rows *rows, size_t version_column,
                   int64_t *present, struct err *err);

#endif
