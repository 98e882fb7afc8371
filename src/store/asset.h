/* SPDX-License-Identifier: Apache-2.0 */
/* asset.h -- what tools/embed put into the executable: every SQL file, and the files of the built
 * page. */
#ifndef CENTAVO_STORE_ASSET_H
#define CENTAVO_STORE_ASSET_H

#include "store/sql.h"

#include <stddef.h>
#include <stdint.h>

struct asset {
    const char
        *path; /* below the page's folder: "index.html", "assets/index-3f2a.js", "index.html.gz" */
    const char *bytes;
    uint64_t size;
};

extern const struct asset embedded_assets[];
extern const uint64_t embedded_assets_count;

extern const struct sql *const embedded_sql[]; /* sorted by path */
extern const uint64_t embedded_sql_count;

#endif
