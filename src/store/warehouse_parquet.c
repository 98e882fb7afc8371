/* SPDX-License-Identifier: Apache-2.0 */
/* warehouse_parquet.c -- charges as Parquet files below the home, DuckDB computes. */
#include "store/warehouse_driver.h"

#include "base/file.h"
#include "sql_files.h"
#include "store/catalogue.h"

#include <inttypes.h>
#include <stdio.h>

static bool parquet_connect(struct warehouse *warehouse, struct db **out, struct err *err)
{
    return duck_connect(warehouse->duck, out, err);
}

static void parquet_files(struct warehouse *warehouse, enum warehouse_table table,
                          const int64_t *deliveries, size_t count, struct buf *out)
{
    struct arena arena SCOPED(arena_done) = { 0 };

    for (size_t i = 0; i < count; i++) {
        const char *directory = home_delivery(&arena, warehouse->place->home, deliveries[i]);

        buf_add_text(out, i ? ", " : "");
        sql_quote_text(
            out, arena_printf(&arena, "%s/%s.parquet", directory, warehouse_table_name(table)));
    }
}

static void parquet_from(struct warehouse *warehouse, enum warehouse_table table,
                         const int64_t *deliveries, size_t count, const char *where,
                         struct buf *out)
{
    buf_add_text(out, "(SELECT * FROM read_parquet([");
    parquet_files(warehouse, table, deliveries, count, out);
    buf_add_text(out, count > 1 ? "], union_by_name = true)" : "])");
    if (where)
        buf_printf(out, " WHERE %s", where);
    buf_add_char(out, ')');
}

static void parquet_fill_of(struct warehouse *warehouse, const int64_t *deliveries, size_t count,
                            struct buf *out)
{
    parquet_files(warehouse, TABLE_CHARGE, deliveries, count, out);
}

static bool parquet_forget(struct warehouse *warehouse, int64_t delivery_id, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *directory = home_delivery(&arena, warehouse->place->home, delivery_id);

    return !directory_exists(directory) || directory_remove(directory, err);
}

static bool parquet_keep(struct warehouse *warehouse, int64_t source_id, int64_t delivery_id,
                         const char *directory, struct err *err)
{
    struct arena arena SCOPED(arena_done) = { 0 };
    const char *final_path = home_delivery(&arena, warehouse->place->home, delivery_id);

    (void)source_id; /* the catalogue says whose it is */
    if (!directory_sync(directory, err) || !parquet_forget(warehouse, delivery_id, err))
        return false;
    if (rename(directory, final_path) != 0)
        return err_errno(err, ERR_UPSTREAM, "rename %s to %s", directory, final_path);
    return directory_sync(home_charge(&arena, warehouse->place->home), err);
}

const struct warehouse_driver warehouse_parquet = {
    .connect = parquet_connect,
    .from = parquet_from,
    .fill = &sql_warehouse_column_fill_duckdb,
    .fill_of = parquet_fill_of,
    .keep = parquet_keep,
    .forget = parquet_forget,
};
