/* SPDX-License-Identifier: Apache-2.0 */
/* db_driver.h -- what an engine implements behind db.h. Included by the engines in store/ alone. */
#ifndef CENTAVO_STORE_DB_DRIVER_H
#define CENTAVO_STORE_DB_DRIVER_H

#include "store/db.h"

/* How a transaction ends, in every engine; a driver may know them by it. */
#define DB_COMMIT "COMMIT"
#define DB_ROLLBACK "ROLLBACK"

struct db_driver {
    const struct sql *alone; /* what db_begin_alone does after begin; NULL: begin does it */
    void (*close)(struct db *db);
    bool (*query)(struct db *db, const char *name, const char *text, const struct param *params,
                  size_t param_count, struct rows **out, struct err *err);
    bool (*query_once)(struct db *db, const char *name, const char *text,
                       const struct param *params, size_t param_count, struct rows **out,
                       struct err *err); /* NULL: query does as well */
    bool (*script)(struct db *db, const char *name, const char *text, struct err *err);
    void (*interrupt)(struct db *db);
    const char *begin;      /* the statement that starts a transaction */
    const char *begin_read; /* the same for one that only reads */
};

struct rows_driver {
    enum step (*next)(struct rows *rows, struct err *err);
    void (*free)(struct rows *rows);
    size_t (*column_count)(const struct rows *rows);
    const char *(*column_name)(const struct rows *rows, size_t column);
    enum value_kind (*column_kind)(const struct rows *rows, size_t column);
    int (*column_scale)(const struct rows *rows, size_t column); /* NULL: it has no decimals */
    bool (*is_null)(const struct rows *rows, size_t column);
    int64_t (*integer)(const struct rows *rows, size_t column);
    const char *(*text)(struct rows *rows, size_t column, size_t *size);
    int64_t (*changed)(const struct rows *rows);
};

/* The shortest text of 15 to 17 digits that reads back as the same double; its length. */
size_t double_spell(double value, char *text, size_t size);

/* First member of every engine's own struct. */
struct db {
    const struct db_driver *driver;
};

struct rows {
    const struct rows_driver *driver;
};

#endif
