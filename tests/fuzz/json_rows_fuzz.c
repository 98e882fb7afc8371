/* SPDX-License-Identifier: Apache-2.0 */
/* json_rows_fuzz.c -- any bytes as a JSON bill: what we take for a row must be JSON to another
 * parser, too, and every cell must be UTF-8.
 *
 * The first byte chooses where the rows are, the rest is the document.
 */
#include "base/utf8.h"
#include "mapping/json_walk.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct json_place places[] = {
    { .whole = { "tags" } },
    { .rows = { "data.items", "items", "" } },
    { .rows = { "ResultsByTime.Groups" } },
    { .rows = { "properties.rows" }, .columns = "properties.columns" },
    { .rows = { "rows" }, .columns = "schema.fields" },
};

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void read_cells(struct json_walk *walk, const struct json_names *names,
                       struct scratch *scratch)
{
    for (size_t i = 0; i < json_names_count(names); i++) {
        struct scan_cell cell = json_walk_cell(walk, i, scratch);

        demand(!cell.text || utf8_valid_prefix(cell.text, cell.size) == cell.size);
        demand(!cell.text || !memchr(cell.text, '\0', cell.size));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    size_t place = size ? bytes[0] % (sizeof(places) / sizeof(places[0])) : 0;
    const char *text = (const char *)bytes + 1;
    struct json_names *names = json_names_new();
    struct json_walk *walk = json_walk_new(&places[place], names, true);
    struct scratch scratch = { 0 };

    if (size > 1 && json_walk_document(walk, text, size - 1)) {
        for (size_t row = 0; row < json_walk_row_count(walk); row++) {
            bool sound = json_walk_row(walk, row, &scratch);
            json_t *other;

            if (sound)
                read_cells(walk, names, &scratch);
            if (!sound || places[place].rows[0])
                continue;
            /* Numbers past a double's range are sound for us. */
            other = json_loadb(text, size - 1, JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, NULL);
            demand(other || memchr(text, 'e', size - 1) || memchr(text, 'E', size - 1) ||
                   size > 300);
            json_decref(other);
        }
    }
    scratch_done(&scratch);
    json_walk_free(walk);
    json_names_free(names);
    return 0;
}
