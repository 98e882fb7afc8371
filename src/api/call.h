/* SPDX-License-Identifier: Apache-2.0 */
/* call.h -- one request being answered: what the handlers of routes work with. */
#ifndef CENTAVO_API_CALL_H
#define CENTAVO_API_CALL_H

#include "api/route.h"
#include "api/service.h"
#include "api/words.h"
#include "store/catalogue.h"

struct upload;

struct call {
    struct service *service;
    struct http_request *request;
    const struct route *route;
    const char *rest; /* what stands for {…}, decoded; "" without */
    const struct query_pair
        *pairs; /* decoded query string; format= is taken out. Not there for quick routes */
    size_t pair_count;
    enum view_format format; /* that the client wants */
    size_t worker;
    const char *parameter; /* at fault, for call_fail */
    const char *cache;     /* "hit", "miss", "wait": for the log; NULL */
    const char *trace_id;  /* of traceparent; NULL */
    const char *alias;     /* key of the request as sent, for the cache; NULL */
    size_t alias_size;
    int64_t alias_version; /* data version that it belongs to */
    int64_t version;       /* of the snapshot that answers */
    struct upload *upload; /* being received; NULL */
};

/* Takes the reference. The call is over. */
void call_reply(struct call *call, struct http_answer *answer);
void call_fail(struct call *call, struct err *err); /* clears err */
void call_fail_status(struct call *call, int status, const char *detail);

/* A JSON answer that is not cached by us; takes the bytes. location: where what was made or begun
 * is; NULL: nothing was. */
void call_reply_json(struct call *call, struct buf *body, const char *location);

/* ERR_USAGE "name: must be what", with the parameter at fault. */
bool call_wrong(struct call *call, const char *name, const char *what, struct err *err);

/* Value of a parameter, or NULL. */
const char *call_value(const struct call *call, const char *name);

/* The members of a JSON body; only the route's parameters may stand in it, each with its type. */
MUST_CHECK bool call_body_words(struct call *call, const struct query_pair **pairs, size_t *count,
                                struct err *err);

/* The catalogue connection of the call's worker. */
struct catalogue *call_catalogue(const struct call *call);

#endif
