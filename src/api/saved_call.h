/* SPDX-License-Identifier: Apache-2.0 */
/* saved_call.h -- what requests for saved views and for boards have in common: who asks, which data
 * their problems are seen against, and answers to two who change the same thing at once.
 *
 * Until there is sign-in, whose a private thing is follows from a secret that the page keeps in the
 * browser and sends as Centavo-Owner. It is kept as its SHA-256 alone, and never logged.
 */
#ifndef CENTAVO_API_SAVED_CALL_H
#define CENTAVO_API_SAVED_CALL_H

#include "api/call.h"
#include "run/saved_views.h"

struct saved_call {
    struct call *call;
    const char *viewer; /* NULL: no owner was sent */
    struct snapshot *snapshot;
    struct saved_view_check check;
    struct buf body; /* of the answer */
    struct json json;
};

/* Also when it fails, saved_call_done is to come. */
MUST_CHECK bool saved_call_begin(struct saved_call *saved, struct call *call, struct err *err);
void saved_call_done(struct saved_call *saved);

/* ERR_USAGE unless what is private has an owner. */
MUST_CHECK bool saved_check_private(struct saved_call *saved, const char *visibility,
                                    struct err *err);

/* The id behind the path's `/`, or ERR_MISSING. */
const char *saved_path_id(const struct saved_call *saved);

/* The answer, or the error; both end the call. present: of a conflict, the version that the thing
 * has now, while the body holds the thing itself; else 0. made: what was made, "saved_views/x". */
void saved_reply(struct saved_call *saved, bool fine, const char *made, int64_t present,
                 struct err *err);
void saved_reply_removed(struct saved_call *saved, bool fine, struct err *err);

#endif
