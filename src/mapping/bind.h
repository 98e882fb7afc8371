/* SPDX-License-Identifier: Apache-2.0 */
/* bind.h -- which columns of a file a recipe's columns are. By name, never by position: providers
 * move and rename columns. */
#ifndef CENTAVO_MAPPING_BIND_H
#define CENTAVO_MAPPING_BIND_H

#include "mapping/recipe.h"

struct bound_column {
    const char *name;      /* in the relation `raw` */
    const size_t *sources; /* columns of the file */
    size_t source_count;   /* 0: the file has none, the column is NULL */
    const char *const
        *keys; /* NULL: the first source; else all sources as one JSON object under these keys */
};

struct binding {
    struct bound_column *columns; /* those of the recipe, then its folds */
    size_t column_count;
    const char **unread; /* names of the file that nothing reads */
    size_t unread_count;
    const char *currency_column; /* of the recipe; NULL: it has none */
    bool has_currency;           /* the file has that column */
};

/* ERR_DATA when a mandatory column is missing: the message names all of them. The currency's is
 * mandatory unless there is a default for it. */
MUST_CHECK bool bind_columns(const struct recipe *recipe, const char *const *names,
                             size_t name_count, bool has_default_currency, struct arena *arena,
                             struct binding *out, struct err *err);

#endif
