/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_copy.c -- COPY from the client: begin, send, end. The bytes are made in
 * postgres_encode.c. */
#include "store/postgres_copy.h"

#include "base/limits.h"
#include "store/postgres_encode.h"
#include "store/postgres_internal.h"

#include <stdlib.h>

enum { SEND_SIZE = 256 * 1024 };

struct copy {
    struct postgres_db *db;
    const char *table;
    struct rows *rows;
    struct duck_rows *duck; /* the same, if they are DuckDB's */
    struct buf out;
    int64_t row_count;
    bool is_new;  /* the table is of this transaction */
    bool gave_up; /* PostgreSQL has */
};

/* ---- sending ---- */

/* While it is loaded into, PostgreSQL says nothing but notices until it has given up; that is read
 * at the end. Through TLS other things may have come, and it is noticed only then. */
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
    buf_clear(&copy->out);
    return !copy->gave_up || err_set(err, ERR_UPSTREAM, "PostgreSQL has given up");
}

static bool copy_added(struct copy *copy, struct err *err)
{
    copy->row_count++;
    return copy->out.size < SEND_SIZE || copy_send(copy, err);
}

static bool send_binary(struct copy *copy, const struct postgres_encoder *encoders, struct err *err)
{
    enum step step;

    postgres_encode_head(&copy->out);
    while ((step = duck_rows_fetch(copy->duck, err)) == ROW)
        for (size_t row = 0; row < copy->duck->row_count; row++)
            if (!postgres_encode_row(copy->duck, encoders, row, &copy->out, err) ||
                !copy_added(copy, err))
                return false;
    if (step == FAILED)
        return false;
    postgres_encode_tail(&copy->out);
    return copy_send(copy, err);
}

static bool send_text(struct copy *copy, struct err *err)
{
    enum step step;

    while ((step = rows_next(copy->rows, err)) == ROW) {
        postgres_encode_text(copy->rows, &copy->out);
        if (!buf_check(&copy->out, "a row", err) || !copy_added(copy, err))
            return false;
    }
    return step == END && (copy->out.size == 0 || copy_send(copy, err));
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
    else if (sent && loaded != copy->row_count)
        err_set(err, ERR_BUG, "%s: %lld rows were sent and %lld loaded", copy->table,
                (long long)copy->row_count, (long long)loaded);
    else
        return sent;
    return false;
}

static bool load(struct copy *copy, struct err *err)
{
    struct postgres_encoder *encoders = NULL;
    PGresult *begun;
    bool done;

    if (copy->duck) {
        PGresult *target = ask(copy, &sql_schema_copy_target, NULL, PGRES_TUPLES_OK, err);

        done = target && postgres_encoders(copy->duck, target, &encoders, err);
        PQclear(target);
        if (!done)
            return err_wrap(err, "load %s", copy->table);
    }
    begun = ask(copy, &sql_schema_copy_in, copy_options(copy), PGRES_COPY_IN, err);
    PQclear(begun);
    done = begun && (copy->duck ? send_binary(copy, encoders, err) : send_text(copy, err));
    if (begun)
        done = copy_end(copy, done, err);
    free(encoders);
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
    postgres_set_busy(copy.db, true);
    done = load(&copy, err);
    postgres_ended(copy.db);
    buf_done(&copy.out);
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
