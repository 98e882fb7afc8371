/* SPDX-License-Identifier: Apache-2.0 */
#include "run/rejects.h"

#include "base/csv_out.h"
#include "base/file.h"
#include "run/scratch_duck.h"
#include "run/transaction.h"
#include "sql_files.h"
#include "store/rows_json.h"

#include <inttypes.h>
#include <string.h>

/* A page while it is written. */
struct page {
    const struct reject_query *query;
    struct buf *out;
    struct json json;
    int64_t count;
    bool has_more;
};

static void write_csv(struct buf *out, struct rows *rows)
{
    for (size_t i = 0; i < rows_column_count(rows); i++) {
        size_t size;
        const char *text = rows_text(rows, i, &size);

        if (i)
            buf_add_char(out, ',');
        if (text)
            csv_cell(out, text, size, rows_column_kind(rows, i) == VALUE_TEXT);
    }
    buf_add_char(out, '\n');
}

static void write_row(struct page *page, struct rows *rows)
{
    struct json line;

    if (page->query->format == REJECTS_CSV) {
        write_csv(page->out, rows);
        return;
    }
    if (page->query->format == REJECTS_NDJSON)
        json_init(&line, page->out);
    else
        line = page->json;
    json_object(&line);
    rows_json_members(rows, &line);
    json_object_end(&line);
    if (page->query->format == REJECTS_NDJSON)
        buf_add_char(page->out, '\n');
    else
        page->json = line;
}

/* One row more than is shown tells whether there is a next page. */
static bool write_rows(struct page *page, struct db *db, const struct sql *sql, struct param from,
                       struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, sql,
                  PARAMS(from, param_int(page->query->offset), param_int(page->query->limit + 1)),
                  &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW && page->count < page->query->limit) {
        write_row(page, rows);
        page->count++;
    }
    page->has_more = step == ROW;
    return step != FAILED;
}

static bool write_file(struct page *page, const char *home, const char *path, struct err *err)
{
    struct duck *duck SCOPED(duck_closep) = NULL;
    struct db *db SCOPED(db_closep) = NULL;

    return scratch_duck_open(home, &duck, &db, err) &&
           write_rows(page, db, &sql_state_reject_page_duckdb, param_text(path), err);
}

/* Of a file, which is not there when there are none, or of a table on a server. */
static bool write_all(struct page *page, struct db *db, const struct place *place,
                      int64_t delivery_id, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *path =
        path_join(&arena, home_delivery(&arena, place->home, delivery_id), "reject.csv");

    if (place->database_url)
        return write_rows(page, db, &sql_state_reject_page_postgres, param_int(delivery_id), err);
    return !file_exists(path) || write_file(page, place->home, path, err);
}

static void page_begin(struct page *page)
{
    if (page->query->format == REJECTS_CSV)
        buf_add_text(page->out, "file_no,row_no,column,reason\n");
    if (page->query->format != REJECTS_JSON)
        return;
    json_init(&page->json, page->out);
    json_object(&page->json);
    json_key(&page->json, "items");
    json_array(&page->json);
}

static void page_end(struct page *page, int64_t next)
{
    struct arena arena SCOPED(arena_done) = { 0 };

    if (page->query->format != REJECTS_JSON)
        return;
    json_array_end(&page->json);
    json_key(&page->json, "page");
    json_object(&page->json);
    json_member_int(&page->json, "limit", page->query->limit);
    json_member_text(&page->json, "next_cursor",
                     next ? arena_printf(&arena, "%" PRId64, next) : NULL);
    json_object_end(&page->json);
    json_object_end(&page->json);
}

bool rejects_write(struct catalogue *catalogue, const struct place *place, int64_t delivery_id,
                   const struct reject_query *query, struct buf *out, int64_t *next,
                   struct err *err)
{
    struct page page = { .query = query, .out = out };
    struct db *db = catalogue_db(catalogue);
    struct rows *delivery SCOPED(rows_freep) = NULL;

    if (!delivery_row(db, &sql_state_delivery_one, delivery_id, &delivery, err))
        return false;
    rows_freep(&delivery);
    page_begin(&page);
    if (!write_all(&page, db, place, delivery_id, err))
        return false;
    *next = page.has_more ? query->offset + page.count : 0;
    page_end(&page, *next);
    return true;
}
