/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_copy.c -- COPY from the client: begin, send, end. The bytes are made in
 * postgres_encode.c.
 *
 * When PostgreSQL gives up it says so and throws away what still comes. libpq may have read that
 * word on its way and does not tell before the end of the COPY. So a load is several COPYs one
 * after the other, in one transaction: each ends after some megabytes, and then it is known. */
#include "store/postgres_copy.h"

#include "base/limits.h"
#include "store/postgres_encode.h"
#include "store/postgres_internal.h"

#include <stdlib.h>

enum {
    SEND_SIZE = 256 * 1024,
    PART_SIZE = 64 * 1024 * 1024 /* of one COPY */
};

struct copy {
    struct postgres_db *db;
    const char *table;
    struct rows *rows;
    struct duck_rows *duck;            /* the same, if they are DuckDB's */
    struct postgres_encoder *encoders; /* of DuckDB's */
    struct buf out;
    int64_t row_count;
    int64_t part_row_count; /* of the COPY that is open */
    size_t part_size;
    bool is_open;
    bool is_new;  /* the table is of this transaction */
    bool gave_up; /* PostgreSQL has */
};

/* ---- sending ---- */

/* While it is loaded into, PostgreSQL says nothing but notices until it has given up; what it says
 * then is read at the end. Through TLS other things may have come. */
static bool has_given_up(struct postgres_db *db)
{
    unsigned before = db->notice_count;

    if (PQsslInUse(db->handle) || !postgres_is_readable(db))
        return false;
    if (!PQconsumeInput(db->handle))
        return true;
    PQisBusy(db->handle); /* reads notices */
    return db->notice_count == before;
}

static bool copy_send(struct copy *copy, struct err *err)
{
    copy->gave_up = has_given_up(copy->db) ||
                    PQputCopyData(copy->db->handle, copy->out.bytes, (int)copy->out.size) != 1;
    copy->part_size += copy->out.size;
    buf_clear(&copy->out);
    return !copy->gave_up || err_set(err, ERR_UPSTREAM, "PostgreSQL has given up");
}

/* ---- beginning and ending ---- */

static bool fill(const struct copy *copy, const struct sql *template, const char *options,
                 struct buf *out, struct err *err)
{
    struct buf table SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct buf columns SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    struct sql_slot slots[3];

    sql_quote_name(&table, copy->table);
    for (size_t i = 0; i < rows_column_count(copy->rows); i++) {
        buf_add_text(&columns, i ? ", " : "");
        sql_quote_name(&columns, rows_column_name(copy->rows, i));
    }
    slots[0] = (struct sql_slot){ "table", buf_text(&table) };
    slots[1] = (struct sql_slot){ "columns", buf_text(&columns) };
    slots[2] = (struct sql_slot){ "options", options };
    return sql_fill(template, slots, ARRAY_COUNT(slots), out, err);
}

static const char *copy_options(const struct copy *copy)
{
    if (copy->is_new)
        return copy->duck ? "FORMAT binary, FREEZE" : "FORMAT text, FREEZE";
    return copy->duck ? "FORMAT binary" : "FORMAT text";
}

/* Run a statement and keep its result, if that is what was expected. */
static PGresult *ask(struct copy *copy, const struct sql *template, const char *options,
                     ExecStatusType expected, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    PGresult *result;

    if (!fill(copy, template, options, &text, err))
        return NULL;
    result = PQexec(copy->db->handle, buf_text(&text));
    if (PQresultStatus(result) == expected)
        return result;
    postgres_failed(copy->db, result, copy->table, err);
    PQclear(result);
    return NULL;
}

/* What PostgreSQL says at the end. sent: everything was; if not, it is told to forget what was, and
 * err has the reason, unless that is PostgreSQL's own. */
static bool copy_end(struct copy *copy, bool sent, struct err *err)
{
    PGconn *handle = copy->db->handle;
    struct err told SCOPED(err_done) = { 0 };
    PGresult *result;
    int64_t loaded = -1;

    PQputCopyEnd(handle, sent ? NULL : "the client stops");
    while ((result = PQgetResult(handle))) {
        if (PQresultStatus(result) == PGRES_COMMAND_OK)
            loaded = strtoll(PQcmdTuples(result), NULL, 10);
        else if (told.code == ERR_NONE)
            postgres_failed(copy->db, result, copy->table, &told);
        PQclear(result);
    }
    if (told.code != ERR_NONE && (sent || copy->gave_up))
        err_move(err, &told);
    else if (sent && loaded != copy->part_row_count)
        err_set(err, ERR_BUG, "%s: %lld rows were sent and %lld loaded", copy->table,
                (long long)copy->part_row_count, (long long)loaded);
    else
        return sent;
    return false;
}

/* ---- the rows ---- */

static bool part_begin(struct copy *copy, struct err *err)
{
    PGresult *begun = ask(copy, &sql_schema_copy_in, copy_options(copy), PGRES_COPY_IN, err);

    copy->is_open = begun != NULL;
    PQclear(begun);
    copy->part_row_count = 0;
    copy->part_size = 0;
    if (copy->duck)
        postgres_encode_head(&copy->out);
    return copy->is_open;
}

static bool part_end(struct copy *copy, bool sent, struct err *err)
{
    if (sent && copy->duck)
        postgres_encode_tail(&copy->out);
    if (sent && copy->out.size)
        sent = copy_send(copy, err);
    copy->is_open = false;
    return copy_end(copy, sent, err);
}

static bool copy_added(struct copy *copy, struct err *err)
{
    copy->row_count++;
    copy->part_row_count++;
    if (copy->out.size < SEND_SIZE)
        return true;
    return copy_send(copy, err) &&
           (copy->part_size < PART_SIZE || (part_end(copy, true, err) && part_begin(copy, err)));
}

static bool send_binary(struct copy *copy, struct err *err)
{
    enum step step;

    while ((step = duck_rows_fetch(copy->duck, err)) == ROW)
        for (size_t row = 0; row < copy->duck->row_count; row++)
            if (!postgres_encode_row(copy->duck, copy->encoders, row, &copy->out, err) ||
                !copy_added(copy, err))
                return false;
    return step == END;
}

static bool send_text(struct copy *copy, struct err *err)
{
    enum step step;

    while ((step = rows_next(copy->rows, err)) == ROW) {
        postgres_encode_text(copy->rows, &copy->out);
        if (!buf_check(&copy->out, "a row", err) || !copy_added(copy, err))
            return false;
    }
    return step == END;
}

static bool prepare(struct copy *copy, struct err *err)
{
    PGresult *target = ask(copy, &sql_schema_copy_target, NULL, PGRES_TUPLES_OK, err);
    bool done = target && postgres_encoders(copy->duck, target, &copy->encoders, err);

    PQclear(target);
    return done || err_wrap(err, "load %s", copy->table);
}

static bool load(struct copy *copy, struct err *err)
{
    bool sent;

    if (copy->duck && !prepare(copy, err))
        return false;
    sent = part_begin(copy, err) && (copy->duck ? send_binary(copy, err) : send_text(copy, err));
    return copy->is_open ? part_end(copy, sent, err) : sent;
}

/* In the transaction that is open, or in one of its own. */
static bool load_whole(struct copy *copy, struct err *err)
{
    struct db *db = &copy->db->base;
    bool is_own = !copy->db->in_transaction;
    bool done;

    if (is_own && !db_begin(db, err))
        return false;
    postgres_set_busy(copy->db, true);
    done = load(copy, err);
    postgres_ended(copy->db);
    if (is_own && !(done && db_commit(db, err))) {
        db_rollback(db);
        return false;
    }
    return done;
}

static bool copy_rows(struct db *to, const char *table, bool is_new, struct rows *rows,
                      int64_t *row_count, struct err *err)
{
    struct copy copy = { .db = (struct postgres_db *)to,
                         .table = table,
                         .is_new = is_new,
                         .rows = rows,
                         .duck = duck_rows_of(rows),
                         .out = { .maximum = LIMIT_COPY_ROW } };
    bool done;

    if (!postgres_ready(copy.db, table, err))
        return false;
    done = load_whole(&copy, err);
    buf_done(&copy.out);
    free(copy.encoders);
    if (done && row_count)
        *row_count = copy.row_count;
    return done;
}

bool postgres_copy(struct db *to, const char *table, struct rows *rows, int64_t *row_count,
                   struct err *err)
{
    return copy_rows(to, table, false, rows, row_count, err);
}

bool postgres_copy_new(struct db *to, const char *table, struct rows *rows, int64_t *row_count,
                       struct err *err)
{
    return copy_rows(to, table, true, rows, row_count, err);
}
