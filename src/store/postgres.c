/* SPDX-License-Identifier: Apache-2.0 */
/* postgres.c -- connections to PostgreSQL: made, kept, made again, interrupted; and what its errors
 * mean. Queries and their rows are in postgres_rows.c, loading in postgres_copy.c. */
#include "store/postgres_internal.h"

#include "base/clock.h"
#include "sql_files.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* ---- errors ---- */

/* By the first characters of its SQLSTATE; the first that fits. What is in no row is our own SQL's
 * fault. */
static const struct {
    const char *state;
    enum err_code code;
    const char *words; /* said before PostgreSQL's own */
} meanings[] = {
    { "08P01", ERR_BUG, "" },
    { "08", ERR_UPSTREAM, "PostgreSQL is not reachable: " },
    { "22", ERR_DATA, "" },
    { "23", ERR_CONFLICT, "" },
    { "25006", ERR_DENIED, "PostgreSQL is read-only, perhaps a standby: " },
    { "25P03", ERR_UPSTREAM, "PostgreSQL ended the transaction: " },
    { "28", ERR_DENIED, "PostgreSQL refuses the user: " },
    { "3D000", ERR_MISSING, "" },
    { "40", ERR_BUSY, "PostgreSQL undid a transaction because of another: " },
    { "42501", ERR_DENIED, "the database user lacks a right: " },
    { "53100", ERR_UPSTREAM, "the disk of PostgreSQL is full: " },
    { "53200", ERR_UPSTREAM, "PostgreSQL is out of memory: " },
    { "53300", ERR_UPSTREAM, "PostgreSQL has no connection left: " },
    { "53", ERR_UPSTREAM, "PostgreSQL lacks room for it: " },
    { "54", ERR_LIMIT, "" },
    { "55P03", ERR_BUSY, "PostgreSQL waited too long for a lock: " },
    { "57P01", ERR_UPSTREAM, "PostgreSQL is stopping: " },
    { "57P02", ERR_UPSTREAM, "PostgreSQL has crashed: " },
    { "57P03", ERR_UPSTREAM, "PostgreSQL is not ready: " },
    { "57", ERR_UPSTREAM, "" }, /* interrupted, or out of time */
    { "58", ERR_UPSTREAM, "PostgreSQL's machine has a fault: " },
    { "XX00", ERR_UPSTREAM, "PostgreSQL has a fault: " },
};

static enum err_code meaning(const char *state, const char **words)
{
    *words = "";
    for (size_t i = 0; i < ARRAY_COUNT(meanings); i++) {
        if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) == 0) {
            *words = meanings[i].words;
            return meanings[i].code;
        }
    }
    return ERR_BUG;
}

/* Length of the first line of a message of libpq, which ends in advice. */
static int first_line(const char *message)
{
    return (int)strcspn(message, "\n");
}

static bool connection_failed(const struct postgres_db *db, const char *name, struct err *err)
{
    const char *message = PQerrorMessage(db->handle);

    return err_set(err, ERR_UPSTREAM, "%s: the connection to PostgreSQL was lost: %.*s", name,
                   first_line(message), message);
}

/* The detail names a key that is there twice, or missing; of a row that breaks a check or lacks a
 * value it is the whole row, which has no place in a message. */
static const char *detail_of(const PGresult *result, const char *state)
{
    static const char *const whole_rows[] = { "23502", "23514" };

    for (size_t i = 0; i < ARRAY_COUNT(whole_rows); i++)
        if (strcmp(state, whole_rows[i]) == 0)
            return NULL;
    return PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
}

bool postgres_failed(const struct postgres_db *db, const PGresult *result, const char *name,
                     struct err *err)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail;
    const char *words;
    enum err_code code;

    if (!state && PQstatus(db->handle) == CONNECTION_BAD)
        return connection_failed(db, name, err);
    if (!state || !message) {
        message = PQerrorMessage(db->handle);
        return err_set(err, ERR_BUG, "%s: %.*s", name, first_line(message), message);
    }
    code = meaning(state, &words);
    detail = detail_of(result, state);
    if (detail)
        return err_set(err, code, "%s: %s%s (%.*s)", name, words, message, first_line(detail),
                       detail);
    return err_set(err, code, "%s: %s%s", name, words, message);
}

/* ---- connecting ---- */

enum { CONNECT_WAIT_SECONDS = 10 };

bool postgres_is_url(const char *text)
{
    return strncmp(text, "postgresql://", 13) == 0 || strncmp(text, "postgres://", 11) == 0;
}

static void count_notice(void *context, const PGresult *result)
{
    (void)result;
    ((struct postgres_db *)context)->notice_count++;
}

/* Before a connection stands its errors have no SQLSTATE of their own, but a verbose message has it
 * in front: "... FATAL:  28P01: password authentication failed". */
static const char *state_in(const char *message, char state[static 6])
{
    for (const char *at = message; (at = strstr(at, ":  ")); at += 3) {
        if (strspn(at + 3, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5 && at[8] == ':') {
            memcpy(state, at + 3, 5);
            state[5] = '\0';
            return at + 10;
        }
    }
    return NULL;
}

static bool connect_failed(PGconn *handle, struct err *err)
{
    const char *message = PQerrorMessage(handle);
    char state[6];
    const char *reason = state_in(message, state);
    const char *words;
    enum err_code code;

    if (!reason && PQconnectionNeedsPassword(handle))
        return err_set(err, ERR_DENIED,
                       "PostgreSQL wants a password for the user %s: put it into ~/.pgpass, "
                       "PGPASSWORD or database_url",
                       PQuser(handle));
    if (!reason)
        return err_set(err, ERR_UPSTREAM, "PostgreSQL is not reachable: %.*s", first_line(message),
                       message);
    code = meaning(state, &words);
    return err_set(err, code == ERR_BUG ? ERR_UPSTREAM : code, "%s%.*s", words, first_line(reason),
                   reason);
}

/* connect_timeout of the URL or of PGCONNECT_TIMEOUT, which libpq itself looks at only when it
 * waits; 0 there is for ever. */
static int64_t connect_wait_seconds(PGconn *handle)
{
    PQconninfoOption *options = PQconninfo(handle);
    int64_t seconds = CONNECT_WAIT_SECONDS;

    for (PQconninfoOption *option = options; option && option->keyword; option++)
        if (strcmp(option->keyword, "connect_timeout") == 0 && option->val && *option->val)
            seconds = strtol(option->val, NULL, 10);
    PQconninfoFree(options);
    return seconds > 0 ? seconds : INT32_MAX;
}

/* Wait until a step of the handshake can go on; false when the time is over. */
static bool step_wait(PGconn *handle, PostgresPollingStatusType step, int64_t deadline)
{
    struct pollfd socket = { .fd = PQsocket(handle),
                             .events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT };
    int ready;

    do {
        int64_t left = (deadline - clock_steady()) / 1000;

        ready = left > 0 ? poll(&socket, 1, left < INT32_MAX ? (int)left : INT32_MAX) : 0;
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

static bool handshake(PGconn *handle, struct err *err)
{
    int64_t seconds = connect_wait_seconds(handle);
    int64_t deadline = clock_steady() + seconds * 1000000;
    PostgresPollingStatusType step = PGRES_POLLING_WRITING;

    while (step != PGRES_POLLING_OK) {
        if (PQstatus(handle) == CONNECTION_BAD || step == PGRES_POLLING_FAILED)
            return connect_failed(handle, err);
        if (!step_wait(handle, step, deadline))
            return err_set(err, ERR_UPSTREAM,
                           "PostgreSQL is not reachable: no answer from %s within %lld s",
                           PQhost(handle), (long long)seconds);
        step = PQconnectPoll(handle);
    }
    return true;
}

/* What the URL does not say: a name for the server's list of connections, and that a server whose
 * machine is gone is noticed within a minute. */
static PGconn *connect_start(const char *url)
{
    static const char *const names[] = { "keepalives_idle",  "keepalives_interval",
                                         "keepalives_count", "tcp_user_timeout",
                                         "dbname",           "fallback_application_name",
                                         "client_encoding",  NULL };
    const char *const values[] = { "30", "10", "3", "60000", url, "centavo", "UTF8", NULL };

    return PQconnectStartParams(names, values, 1);
}

static bool is_readable_url(const char *url, struct err *err)
{
    char *ignored = NULL; /* libpq's words: they may quote the password */
    PQconninfoOption *options = postgres_is_url(url) ? PQconninfoParse(url, &ignored) : NULL;
    bool done = options != NULL;

    PQconninfoFree(options);
    PQfreemem(ignored);
    return done || err_set(err, ERR_USAGE,
                           "database_url is no postgresql://user:password@host:port/database (in "
                           "the parts, special characters are written %%40 for @)");
}

static void connection_drop(struct postgres_db *db)
{
    pthread_mutex_lock(&db->lock);
    PQfreeCancel(db->cancel);
    db->cancel = NULL;
    pthread_mutex_unlock(&db->lock);
    PQfinish(db->handle);
    db->handle = NULL;
}

static bool settings_send(struct postgres_db *db, struct err *err)
{
    PGresult *result = PQexec(db->handle, sql_schema_postgres_connection.text);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;

    if (!done)
        postgres_failed(db, result, sql_schema_postgres_connection.name, err);
    PQclear(result);
    return done;
}

static bool connection_make(struct postgres_db *db, struct err *err)
{
    connection_drop(db);
    db->handle = connect_start(db->url);
    if (!db->handle)
        abort();
    PQsetErrorVerbosity(db->handle, PQERRORS_VERBOSE);
    PQsetNoticeReceiver(db->handle, count_notice, db);
    if (!handshake(db->handle, err) || !settings_send(db, err)) {
        connection_drop(db);
        return false;
    }
    PQsetErrorVerbosity(db->handle, PQERRORS_DEFAULT);
    pthread_mutex_lock(&db->lock);
    db->cancel = PQgetCancel(db->handle);
    pthread_mutex_unlock(&db->lock);
    return true;
}

/* ---- before, during and after a command ---- */

void postgres_set_busy(struct postgres_db *db, bool is_busy)
{
    pthread_mutex_lock(&db->lock);
    db->is_busy = is_busy;
    pthread_mutex_unlock(&db->lock);
}

void postgres_ended(struct postgres_db *db)
{
    postgres_set_busy(db, false);
    if (PQstatus(db->handle) == CONNECTION_OK)
        db->in_transaction = PQtransactionStatus(db->handle) != PQTRANS_IDLE;
}

bool postgres_is_readable(const struct postgres_db *db)
{
    struct pollfd socket = { .fd = PQsocket(db->handle), .events = POLLIN };

    return poll(&socket, 1, 0) > 0;
}

/* A server that went away has said so, or closed the connection: read that before anything is
 * sent, so that nothing has to be sent twice. */
static void notice_the_end(struct postgres_db *db)
{
    while (PQstatus(db->handle) == CONNECTION_OK && postgres_is_readable(db)) {
        if (!PQconsumeInput(db->handle))
            break;
        PQisBusy(db->handle); /* reads what has come */
    }
}

bool postgres_ready(struct postgres_db *db, const char *name, struct err *err)
{
    if (db->reading)
        postgres_rows_take(db->reading);
    if (db->handle && !db->in_transaction)
        notice_the_end(db);
    if (PQstatus(db->handle) == CONNECTION_OK)
        return true;
    if (db->in_transaction)
        return err_set(err, ERR_UPSTREAM,
                       "%s: the connection to PostgreSQL was lost amid a transaction, which is "
                       "undone",
                       name);
    if (db->keeps_session)
        return err_set(err, ERR_UPSTREAM,
                       "%s: the connection to PostgreSQL was lost, and what it held with it", name);
    return connection_make(db, err) || err_wrap(err, "%s", name);
}

/* COMMIT and ROLLBACK end a transaction even when the connection is gone. */
static bool transaction_lost(struct postgres_db *db, const char *text, struct err *err)
{
    db->in_transaction = false;
    if (strcmp(text, DB_ROLLBACK) == 0)
        return true;
    return err_set(err, ERR_UPSTREAM,
                   "commit: the connection to PostgreSQL was lost amid a transaction, which is "
                   "undone");
}

static bool is_end(const char *text)
{
    return strcmp(text, DB_COMMIT) == 0 || strcmp(text, DB_ROLLBACK) == 0;
}

static bool script_done(struct postgres_db *db, const PGresult *result, const char *name,
                        const char *text, struct err *err)
{
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
        break;
    default:
        return postgres_failed(db, result, name, err);
    }
    /* After an error PostgreSQL answers COMMIT with ROLLBACK, as if all were well. */
    if (strcmp(text, DB_COMMIT) == 0 &&
        strcmp(PQcmdStatus((PGresult *)(uintptr_t)result), DB_ROLLBACK) == 0)
        return err_set(err, ERR_BUG, "commit: a statement of the transaction had failed");
    return true;
}

static bool postgres_script(struct db *base, const char *name, const char *text, struct err *err)
{
    struct postgres_db *db = (struct postgres_db *)base;
    PGresult *result;
    bool done;

    if (db->reading)
        postgres_rows_take(db->reading);
    if (db->in_transaction && is_end(text) && PQstatus(db->handle) != CONNECTION_OK)
        return transaction_lost(db, text, err);
    if (!postgres_ready(db, name, err))
        return false;
    if (db->in_transaction && strcmp(text, base->driver->begin) == 0)
        return err_set(err, ERR_BUG, "begin: inside a transaction");
    postgres_set_busy(db, true);
    result = PQexec(db->handle, text);
    postgres_ended(db);
    done = script_done(db, result, name, text, err);
    PQclear(result);
    if (is_end(text))
        db->in_transaction = false;
    return done;
}

static void postgres_interrupt(struct db *base)
{
    struct postgres_db *db = (struct postgres_db *)base;
    char ignored[64];

    pthread_mutex_lock(&db->lock);
    if (db->is_busy && db->cancel)
        PQcancel(db->cancel, ignored, sizeof(ignored)); /* no server, no query either */
    pthread_mutex_unlock(&db->lock);
}

static void postgres_close(struct db *base)
{
    struct postgres_db *db = (struct postgres_db *)base;

    if (db->reading)
        postgres_rows_abandon(db->reading);
    connection_drop(db);
    pthread_mutex_destroy(&db->lock);
    free(db->url);
    free(db);
}

static const struct db_driver postgres_driver = {
    .close = postgres_close,
    .query = postgres_query,
    .script = postgres_script,
    .interrupt = postgres_interrupt,
    .begin = "BEGIN",
    .alone = &sql_state_alone_postgres,
    .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
};

bool postgres_connect(const char *url, struct db **out, struct err *err)
{
    struct postgres_db *db;

    if (!is_readable_url(url, err))
        return false;
    db = calloc(1, sizeof(*db));
    if (!db)
        abort();
    db->base.driver = &postgres_driver;
    pthread_mutex_init(&db->lock, NULL);
    db->url = strdup(url);
    if (!db->url)
        abort();
    if (!connection_make(db, err)) {
        postgres_close(&db->base);
        return false;
    }
    *out = &db->base;
    return true;
}

void postgres_keep_session(struct db *db)
{
    ((struct postgres_db *)db)->keeps_session = true;
}
