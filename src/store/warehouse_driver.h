/* SPDX-License-Identifier: Apache-2.0 */
/* warehouse_driver.h -- what stands behind warehouse.h. Included by the warehouses in store/ alone.
 */
#ifndef CENTAVO_STORE_WAREHOUSE_DRIVER_H
#define CENTAVO_STORE_WAREHOUSE_DRIVER_H

#include "store/warehouse.h"

struct warehouse_driver {
    bool is_server;
    bool (*connect)(struct warehouse *warehouse, struct db **out, struct err *err);
    /* the FROM text without check of its length */
    void (*from)(struct warehouse *warehouse, enum warehouse_table table, const int64_t *deliveries,
                 size_t count, const char *where, struct buf *out);
    const struct sql *fill; /* with a slot {{charge}} that fill_of fills */
    void (*fill_of)(struct warehouse *warehouse, const int64_t *deliveries, size_t count,
                    struct buf *out);
    bool (*keep)(struct warehouse *warehouse, int64_t source_id, int64_t delivery_id,
                 const char *directory, struct err *err);
    bool (*forget)(struct warehouse *warehouse, int64_t delivery_id, struct err *err);
};

struct warehouse {
    const struct warehouse_driver *driver;
    const struct place *place;
    struct duck *duck;
};

extern const struct warehouse_driver warehouse_parquet;
extern const struct warehouse_driver warehouse_postgres;

#endif
