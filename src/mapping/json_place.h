/* SPDX-License-Identifier: Apache-2.0 */
/* json_place.h -- where the rows stand in a JSON document, and how they get their names.
 *
 * A row is an object. Objects inside it are flattened to names with dots; arrays, and the objects
 * named in `whole`, stay JSON text. Members that stand beside the rows, or beside what encloses
 * them, are columns of every row, under their names from the document's top:
 *
 *     { "next": "x", "days": [ { "day": 1, "parts": [ { "cost": { "amount": 2 }, "tags": [] } ] } ]
 * }
 *
 *     rows = { "days.parts" }  ->  next x, days.day 1, cost.amount 2, tags []
 *
 * The steps of a path pass through arrays by themselves. An element whose own array of rows is
 * empty or missing is a row itself, of what stands beside it.
 */
#ifndef CENTAVO_MAPPING_JSON_PLACE_H
#define CENTAVO_MAPPING_JSON_PLACE_H

enum { JSON_PLACE_ROWS = 4, JSON_PLACE_WHOLE = 6 };

struct json_place {
    /* Paths; the first whose first step the document has counts, "" always. None at all: every
     * document of the file, or element of its one array, is a row. */
    const char *rows[JSON_PLACE_ROWS];
    /* Rows are arrays of values, or BigQuery's {"f":[{"v":…}]}: where the objects are whose "name"
     * says which value is which. NULL: rows are objects. */
    const char *columns;
    /* Objects that are not flattened, by the names that they would have. */
    const char *whole[JSON_PLACE_WHOLE];
};

#endif
