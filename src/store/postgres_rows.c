/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_rows.c -- queries to PostgreSQL and their rows.
 *
 * libpq gives a result row by row (single-row mode): each is a PGresult of its own, the last is one
 * without rows that says how the command ended. Rows stand in a queue: usually one, all that are
 * left when somebody else needs the connection. */
#include "store/postgres_internal.h"

#include "base/clock.h"
#include "base/limits.h"
#include "sql_files.h"
#include "store/postgres_encode.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPELLED_SIZE = 40, ABANDON_ROWS = 256 };

/* A value in the spelling of db.h where PostgreSQL's own is another. */
struct spelled {
    char text[SPELLED_SIZE];
};

struct postgres_rows {
    struct rows base;
    struct postgres_db *db; /* NULL: everything is here */
    char *name;
    bool may_cancel; /* to leave the rest of it unread loses nothing */
    PGresult **queue;
    size_t first;
    size_t queued;
    size_t capacity;
    PGresult *shape;   /* the first result: it has the columns */
    PGresult *current; /* the row; NULL before the first and after the last */
    struct spelled *spelled;
    int64_t changed;
    struct err failure; /* how it ended; told when the rows before are read */
};

/* ---- the queue ---- */

static void result_clear(struct postgres_rows *rows, PGresult *result)
{
    if (result != rows->shape)
        PQclear(result);
}

static void queue_add(struct postgres_rows *rows, PGresult *result)
{
    if (rows->queued == rows->capacity) {
        size_t capacity = rows->capacity ? rows->capacity * 2 : 4;
        PGresult **queue = calloc(capacity, sizeof(PGresult *));

        if (!queue)
            abort();
        for (size_t i = 0; i < rows->queued; i++)
            queue[i] = rows->queue[(rows->first + i) % rows->capacity];
        free(rows->queue);
        rows->queue = queue;
        rows->capacity = capacity;
        rows->first = 0;
    }
    rows->queue[(rows->first + rows->queued++) % rows->capacity] = result;
}

static PGresult *queue_take(struct postgres_rows *rows)
{
    PGresult *result;

    if (rows->queued == 0)
        return NULL;
    result = rows->queue[rows->first];
    rows->first = (rows->first + 1) % rows->capacity;
    rows->queued--;
    return result;
}

/* ---- reading ---- */

/* The connection is free again. */
static void rows_ended(struct postgres_rows *rows)
{
    PGresult *result;

    while ((result = PQgetResult(rows->db->handle)))
        PQclear(result);
    rows->db->reading = NULL;
    postgres_ended(rows->db);
    rows->db = NULL;
}

/* "INSERT 0 3" is 3; SELECT changes nothing, though CREATE TABLE AS calls itself so. */
static int64_t changed_by(PGresult *result)
{
    if (PQresultStatus(result) == PGRES_TUPLES_OK && strncmp(PQcmdStatus(result), "SELECT", 6) == 0)
        return 0;
    return strtoll(PQcmdTuples(result), NULL, 10);
}

/* A COPY that a query began cannot be answered: the connection is given up. */
static void end_copy(struct postgres_rows *rows)
{
    err_set(&rows->failure, ERR_BUG, "%s: COPY in a query", rows->name);
    PQputCopyEnd(rows->db->handle, "not asked for");
}

/* Read one result: a row into the queue, or the end. */
static void rows_fetch(struct postgres_rows *rows)
{
    PGresult *result = PQgetResult(rows->db->handle);

    switch (PQresultStatus(result)) {
    case PGRES_SINGLE_TUPLE:
        if (!rows->shape)
            rows->shape = result;
        queue_add(rows, result);
        return;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        rows->changed = changed_by(result);
        if (!rows->shape)
            rows->shape = result;
        break;
    case PGRES_COPY_IN:
        end_copy(rows);
        break;
    default:
        postgres_failed(rows->db, result, rows->name, &rows->failure);
        break;
    }
    result_clear(rows, result);
    rows_ended(rows);
}

void postgres_rows_take(struct postgres_rows *rows)
{
    while (rows->db)
        rows_fetch(rows);
}

void postgres_rows_abandon(struct postgres_rows *rows)
{
    rows->db->reading = NULL;
    rows->db = NULL;
}

static enum step postgres_next(struct rows *base, struct err *err)
{
    struct postgres_rows *rows = (struct postgres_rows *)base;

    if (rows->current)
        result_clear(rows, rows->current);
    while (rows->queued == 0 && rows->db)
        rows_fetch(rows);
    rows->current = queue_take(rows);
    if (rows->current)
        return ROW;
    if (rows->failure.code == ERR_NONE)
        return END;
    err_set(err, rows->failure.code, "%s", err_text(&rows->failure));
    return FAILED;
}

/* The rest is not wanted. A little is read; a lot is cancelled, except inside a transaction, which
 * that would undo. */
static void rows_leave(struct postgres_rows *rows)
{
    struct postgres_db *db = rows->db;
    bool may_cancel = rows->may_cancel && !db->in_transaction;
    PGresult *result;

    for (size_t i = 0; (result = PQgetResult(db->handle)); i++) {
        PQclear(result);
        if (i == ABANDON_ROWS && may_cancel)
            db->base.driver->interrupt(&db->base);
    }
    rows_ended(rows);
}

static void postgres_rows_free(struct rows *base)
{
    struct postgres_rows *rows = (struct postgres_rows *)base;
    PGresult *result;

    if (rows->db)
        rows_leave(rows);
    while ((result = queue_take(rows)))
        result_clear(rows, result);
    if (rows->current)
        result_clear(rows, rows->current);
    PQclear(rows->shape);
    err_done(&rows->failure);
    free(rows->queue);
    free(rows->spelled);
    free(rows->name);
    free(rows);
}

/* ---- values ---- */

static size_t postgres_column_count(const struct rows *base)
{
    return (size_t)PQnfields(((const struct postgres_rows *)base)->shape);
}

static const char *postgres_column_name(const struct rows *base, size_t column)
{
    return PQfname(((const struct postgres_rows *)base)->shape, (int)column);
}

static enum value_kind kind_of(const struct postgres_rows *rows, size_t column)
{
    switch (PQftype(rows->shape, (int)column)) {
    case TYPE_BOOL:
        return VALUE_BOOL;
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_BIGINT:
    case TYPE_OID:
        return VALUE_INT;
    case TYPE_NUMERIC:
        return VALUE_DECIMAL;
    case TYPE_REAL:
    case TYPE_DOUBLE:
        return VALUE_DOUBLE;
    case TYPE_DATE:
        return VALUE_DATE;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return VALUE_TIMESTAMP;
    default:
        return VALUE_TEXT;
    }
}

static enum value_kind postgres_column_kind(const struct rows *base, size_t column)
{
    return kind_of((const struct postgres_rows *)base, column);
}

/* The modifier of numeric(38,12) is (38 << 16 | 12) + 4; a result without limits has -1. */
static int postgres_column_scale(const struct rows *base, size_t column)
{
    int modifier = PQfmod(((const struct postgres_rows *)base)->shape, (int)column);

    return modifier < 0 ? DECIMAL_SCALE : (modifier - 4) & 0x7ff;
}

static bool postgres_is_null(const struct rows *base, size_t column)
{
    return PQgetisnull(((const struct postgres_rows *)base)->current, 0, (int)column);
}

static int64_t postgres_integer(const struct rows *base, size_t column)
{
    const struct postgres_rows *rows = (const struct postgres_rows *)base;
    const char *text = PQgetvalue(rows->current, 0, (int)column); /* "" for NULL */
    int64_t time;
    int32_t day;

    switch (kind_of(rows, column)) {
    case VALUE_BOOL:
        return *text == 't';
    case VALUE_DATE:
        return date_parse(text, strlen(text), &day) ? day : 0;
    case VALUE_TIMESTAMP:
        return timestamp_parse(text, strlen(text), &time) ? time : 0;
    default:
        return strtoll(text, NULL, 10);
    }
}

static char *spell(struct postgres_rows *rows, size_t column)
{
    if (!rows->spelled) {
        rows->spelled = calloc(postgres_column_count(&rows->base), sizeof(*rows->spelled));
        if (!rows->spelled)
            abort();
    }
    return rows->spelled[column].text;
}

/* "2026-10-31 23:59:59.5" is 2026-10-31T23:59:59.500000Z. */
static const char *spell_timestamp(struct postgres_rows *rows, size_t column, const char *text)
{
    int64_t time;
    char *spelled;

    if (!timestamp_parse(text, strlen(text), &time))
        return text; /* beyond the years that we have: infinity, before Christ */
    spelled = spell(rows, column);
    timestamp_format(time, spelled);
    return spelled;
}

static const char *postgres_text(struct rows *base, size_t column, size_t *size)
{
    struct postgres_rows *rows = (struct postgres_rows *)base;
    const char *text = PQgetvalue(rows->current, 0, (int)column);

    if (PQgetisnull(rows->current, 0, (int)column))
        return NULL;
    switch (kind_of(rows, column)) {
    case VALUE_BOOL:
        text = *text == 't' ? "true" : "false";
        break;
    case VALUE_TIMESTAMP:
        text = spell_timestamp(rows, column, text);
        break;
    case VALUE_DOUBLE: {
        char *spelled = spell(rows, column);

        double_spell(strtod(text, NULL), spelled, SPELLED_SIZE);
        text = spelled;
        break;
    }
    default:
        break;
    }
    if (size)
        *size = strlen(text);
    return text;
}

static int64_t postgres_changed(const struct rows *base)
{
    return ((const struct postgres_rows *)base)->changed;
}

static const struct rows_driver postgres_rows_driver = {
    .next = postgres_next,
    .free = postgres_rows_free,
    .column_count = postgres_column_count,
    .column_name = postgres_column_name,
    .column_kind = postgres_column_kind,
    .column_scale = postgres_column_scale,
    .is_null = postgres_is_null,
    .integer = postgres_integer,
    .text = postgres_text,
    .changed = postgres_changed,
};

/* ---- parameters ---- */

enum { PARAMETER_MAX = 65535 }; /* of the protocol */

struct values {
    const char **texts;
    char (*numbers)[TIMESTAMP_TEXT_SIZE];
    Oid *types; /* 0: whatever it stands beside */
    int count;  /* up to the last one that the text uses */
};

static void values_done(struct values *values)
{
    free(values->texts);
    free(values->numbers);
    free(values->types);
}

/* Past a comment, a quoted text or name that begins here; `at` itself when none does. */
static const char *skip_quoted(const char *at)
{
    const char *end = NULL;

    if (at[0] == '-' && at[1] == '-')
        end = strchr(at, '\n');
    else if (at[0] == '\'' || at[0] == '"')
        end = strchr(at + 1, at[0]);
    else
        return at;
    return end ? end + 1 : at + strlen(at);
}

/* The types of the parameters that a text uses stay open; the others are texts, since PostgreSQL
 * wants to know a type of each, and the last ones are left out. */
static void find_uses(const char *text, struct values *values, int param_count)
{
    for (int i = 0; i < param_count; i++)
        values->types[i] = TYPE_TEXT;
    while (*text) {
        const char *next = skip_quoted(text);

        if (next == text && *text == '$' && isdigit((unsigned char)text[1])) {
            long number = strtol(text + 1, NULL, 10);

            if (number >= 1 && number <= param_count)
                values->types[number - 1] = 0;
            if (number > values->count && number <= param_count)
                values->count = (int)number;
        }
        text = next == text ? text + 1 : next;
    }
}

static const char *value_text(const struct param *param, char number[static TIMESTAMP_TEXT_SIZE])
{
    switch (param->kind) {
    case PARAM_NULL:
        return NULL;
    case PARAM_TEXT:
        return param->text;
    case PARAM_INT:
        snprintf(number, TIMESTAMP_TEXT_SIZE, "%lld", (long long)param->number);
        break;
    case PARAM_DATE:
        date_format((int32_t)param->number, number);
        break;
    case PARAM_TIMESTAMP: /* as in SQLite: texts of the state are compared with it */
        timestamp_format_full(param->number, number);
        break;
    }
    return number;
}

static bool values_make(const char *name, const char *text, const struct param *params,
                        size_t param_count, struct values *values, struct err *err)
{
    *values = (struct values){ 0 };
    if (param_count > PARAMETER_MAX)
        return err_set(err, ERR_LIMIT, "%s: more than %d parameters", name, PARAMETER_MAX);
    values->texts = calloc(param_count + 1, sizeof(*values->texts));
    values->numbers = calloc(param_count + 1, sizeof(*values->numbers));
    values->types = calloc(param_count + 1, sizeof(*values->types));
    if (!values->texts || !values->numbers || !values->types)
        abort();
    for (size_t i = 0; i < param_count; i++)
        values->texts[i] = value_text(&params[i], values->numbers[i]);
    find_uses(text, values, (int)param_count);
    return true;
}

/* ---- queries ---- */

static bool has_word(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcasestr(text, *words))
            return true;
    return false;
}

/* Whether a text asks and changes nothing. In doubt it changes something. */
static bool is_question(const char *text)
{
    static const char *const changing[] = { "INSERT", "UPDATE", "DELETE", "MERGE", NULL };

    for (const char *next; (next = skip_quoted(text)) != text || isspace((unsigned char)*text);)
        text = next == text ? text + 1 : next;
    return strncasecmp(text, "SELECT", 6) == 0 ||
           (strncasecmp(text, "WITH", 4) == 0 && !has_word(text, changing));
}

static struct postgres_rows *rows_new(const char *name, const char *text)
{
    struct postgres_rows *rows = calloc(1, sizeof(*rows));

    if (!rows)
        abort();
    rows->base.driver = &postgres_rows_driver;
    rows->name = strdup(name);
    if (!rows->name)
        abort();
    rows->may_cancel = is_question(text);
    return rows;
}

/* After a command was sent: wait for its first row, or its end. */
static bool rows_begin(struct postgres_db *db, const char *name, const char *text,
                       struct rows **out, struct err *err)
{
    struct postgres_rows *rows = rows_new(name, text);

    PQsetSingleRowMode(db->handle);
    rows->db = db;
    db->reading = rows;
    rows_fetch(rows);
    if (rows->failure.code != ERR_NONE) {
        err_move(err, &rows->failure);
        postgres_rows_free(&rows->base);
        return false;
    }
    *out = &rows->base;
    return true;
}

static bool not_sent(struct postgres_db *db, const char *name, struct err *err)
{
    postgres_failed(db, NULL, name, err);
    postgres_ended(db);
    return false;
}

bool postgres_query(struct db *base, const char *name, const char *text, const struct param *params,
                    size_t param_count, struct rows **out, struct err *err)
{
    struct postgres_db *db = (struct postgres_db *)base;
    struct values values SCOPED(values_done);

    if (!values_make(name, text, params, param_count, &values, err) ||
        !postgres_ready(db, name, err))
        return false;
    postgres_set_busy(db, true);
    if (!PQsendQueryParams(db->handle, text, values.count, values.types, values.texts, NULL, NULL,
                           0))
        return not_sent(db, name, err);
    return rows_begin(db, name, text, out, err);
}
