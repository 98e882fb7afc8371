/* SPDX-License-Identifier: Apache-2.0 */
/* limits.h -- every maximum on what comes from outside, in one list. Bytes unless the name says.
 * A limit also gets a row in limit_table.c, which says to users what it is; `make lint` looks. */
#ifndef CENTAVO_BASE_LIMITS_H
#define CENTAVO_BASE_LIMITS_H

#define KIB 1024u
#define MIB (1024u * KIB)
#define GIB (1024ull * MIB)

#define LIMIT_HEADER_LINE (1u * MIB) /* header line of a bill */
#define LIMIT_COLUMN_COUNT 4096u     /* columns of a bill */
#define LIMIT_RECORD (16u * MIB)     /* one record of a CSV file */
#define LIMIT_CELL (4u * MIB)        /* one cell of a CSV file */
#define LIMIT_EXPANSION 1000u        /* decompressed : compressed, once past LIMIT_EXPANSION_FREE */
#define LIMIT_EXPANSION_FREE (256u * MIB) /* decompressed size that is never suspicious */
#define LIMIT_ARCHIVE_MEMBER_COUNT 1000u  /* members of a zip archive */
#define LIMIT_MANIFEST (16u * MIB)        /* manifest of a delivery */
#define LIMIT_DELIVERY_FILE_COUNT 100000u /* files of one delivery */
#define LIMIT_REJECT_COUNT 1000000u       /* rejected rows that are written out one by one */
#define LIMIT_CURRENCY_COUNT 1000u        /* currencies of one delivery */
#define LIMIT_SQL (4u * MIB)              /* one SQL text after its slots are filled */
#define LIMIT_COPY_ROW (256u * MIB)       /* one row on its way to PostgreSQL */
#define LIMIT_JSON_DOCUMENT (32u * MIB)   /* one JSON answer with rows inside */
#define LIMIT_JSON_DEPTH 32u              /* nesting of JSON from outside */
#define LIMIT_CONFIG_FILE (1u * MIB)
#define LIMIT_FILTER (16u * KIB) /* a filter expression */
#define LIMIT_FILTER_DEPTH 32u
#define LIMIT_FILTER_VALUE_COUNT 1000u
#define LIMIT_GROUP_COUNT 4u           /* group_by columns */
#define LIMIT_PIVOT_COLUMN_COUNT 100u  /* columns of a pivot; the rest is one more */
#define LIMIT_ANSWER (64u * MIB)       /* one JSON answer */
#define LIMIT_ANSWER_ROW_COUNT 100000u /* rows of one JSON answer */
#define LIMIT_PAGE_ROW_COUNT 1000u     /* `limit` of one page */
#define LIMIT_REQUEST_HEADER (32u * KIB)
#define LIMIT_REQUEST_TARGET (8u * KIB) /* path and query as sent */
#define LIMIT_REQUEST_PARAM_COUNT 256u  /* parameters of one query string */
#define LIMIT_REQUEST_QUEUE 256u        /* requests waiting for a worker */
#define LIMIT_REQUEST_BODY (1u * MIB)   /* JSON bodies; a bill is streamed and has its own */
#define LIMIT_UPLOAD (64ull * GIB)
#define LIMIT_DIFF_MEMORY (256 * MIB) /* of the engine of one diff; more is spilled */
#define LIMIT_QUESTION_SECONDS 60     /* a question over HTTP is ended after this time */
#define LIMIT_CONNECTION_COUNT 1024u
#define LIMIT_CACHE (64u * MIB) /* answers kept in memory */
#define LIMIT_SAVED_NAME 120u   /* characters of the name of a saved view or board */
#define LIMIT_SAVED_TEXT 2000u  /* characters of its description */
#define LIMIT_VIEW_QUERY (2u * KIB)
#define LIMIT_VIEW_LOOK (2u * KIB)   /* the page's own words of a saved view, as JSON */
#define LIMIT_VIEW_PROBLEM_COUNT 20u /* problems of a saved view that are named */
#define LIMIT_SAVED_VIEW_COUNT 2000u /* saved views of an installation */
#define LIMIT_BOARD_COUNT 500u       /* boards of an installation */
#define LIMIT_BOARD_ITEM_COUNT 60u   /* views on one board */

#endif
