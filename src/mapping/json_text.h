/* SPDX-License-Identifier: Apache-2.0 */
/* json_text.h -- JSON in memory, read from its start to its end without building a tree.
 *
 * Strict (RFC 8259), because a bill that is not is damaged: no comments, no trailing commas, no
 * lone surrogates, no NUL, LIMIT_JSON_DEPTH levels. Numbers stay the text that they are.
 *
 *     struct json_text text = json_text_start(bytes, size);
 *
 *     json_text_enter(&text);                                          an object or an array
 *     while ((step = json_text_next(&text, &key)) == ROW)              of an array: key NULL
 *         json_text_value(&text, &value);                              or enter what it is
 */
#ifndef CENTAVO_MAPPING_JSON_TEXT_H
#define CENTAVO_MAPPING_JSON_TEXT_H

#include "base/attr.h"
#include "base/limits.h"
#include "mapping/csv_rows.h"
#include "store/db.h"

enum { JSON_REASON_SIZE = 128 };

struct json_text {
    const char *start;
    const char *at;
    const char *end;
    unsigned depth;
    char closers[LIMIT_JSON_DEPTH + 1]; /* what ends the levels that are open */
    bool is_first;                      /* nothing was read of the level that was entered */
    char reason[JSON_REASON_SIZE];      /* once something returned false or FAILED */
};

struct json_value {
    char kind; /* { [ " 0 (a number) t f n */
    bool has_escapes;
    const char *text; /* as it stands; a string without its quotes */
    size_t size;
};

/* The bytes must be UTF-8 and stay. */
struct json_text json_text_start(const char *bytes, size_t size);

/* The first byte of the value that comes next; '\0' at the end of the text. */
char json_text_peek(struct json_text *text);

/* Step into the object or array that comes next. */
MUST_CHECK bool json_text_enter(struct json_text *text);

/* ROW: a value comes next, of an object under key. END: the level is left. */
MUST_CHECK enum step json_text_next(struct json_text *text, struct json_value *key);

/* The whole value that comes next, checked to its end. */
MUST_CHECK bool json_text_value(struct json_text *text, struct json_value *value);

/* Nothing follows. */
MUST_CHECK bool json_text_finish(struct json_text *text);

/* What is wrong here; false. */
bool json_text_fault(struct json_text *text, const char *what);

/* A string without its escapes, other values as they stand. NULL cell: null and "". */
struct scan_cell json_value_cell(const struct json_value *value, struct scratch *scratch);

bool json_value_is(const struct json_value *value, const char *text);

#endif
