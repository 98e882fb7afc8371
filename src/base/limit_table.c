/* SPDX-License-Identifier: Apache-2.0 */
#include "base/limit_table.h"

#include "base/attr.h"
#include "base/limits.h"

#define ROW(limit, name, unit, help)                                                               \
    {                                                                                              \
        name, (int64_t)(limit), unit, help                                                         \
    }

/* clang-format off */
const struct limit limits[] = {
    ROW(LIMIT_HEADER_LINE, "header_line", "bytes", "Header line of a bill."),
    ROW(LIMIT_COLUMN_COUNT, "column_count", "columns", "Columns of a bill."),
    ROW(LIMIT_RECORD, "record", "bytes", "One record of a CSV file."),
    ROW(LIMIT_CELL, "cell", "bytes", "One cell of a CSV file."),
    ROW(LIMIT_EXPANSION, "expansion", "times", "How much larger a file may become when it is unpacked, once past expansion_free."),
    ROW(LIMIT_EXPANSION_FREE, "expansion_free", "bytes", "Unpacked size that is never suspicious."),
    ROW(LIMIT_ARCHIVE_MEMBER_COUNT, "archive_member_count", "files", "Members of a zip archive."),
    ROW(LIMIT_MANIFEST, "manifest", "bytes", "Manifest of a delivery."),
    ROW(LIMIT_DELIVERY_FILE_COUNT, "delivery_file_count", "files", "Files of one delivery."),
    ROW(LIMIT_REJECT_COUNT, "reject_count", "rows", "Rejected rows that are written out one by one."),
    ROW(LIMIT_CURRENCY_COUNT, "currency_count", "currencies", "Currencies of one delivery."),
    ROW(LIMIT_SQL, "sql", "bytes", "One statement to an engine."),
    ROW(LIMIT_COPY_ROW, "copy_row", "bytes", "One row on its way to PostgreSQL."),
    ROW(LIMIT_JSON_DOCUMENT, "json_document", "bytes", "One JSON bill that is an answer with rows inside."),
    ROW(LIMIT_JSON_DEPTH, "json_depth", "levels", "Nesting of JSON from outside."),
    ROW(LIMIT_CONFIG_FILE, "config_file", "bytes", "The configuration file."),
    ROW(LIMIT_FILTER, "filter", "bytes", "A filter expression."),
    ROW(LIMIT_FILTER_DEPTH, "filter_depth", "levels", "Nesting of a filter expression."),
    ROW(LIMIT_FILTER_VALUE_COUNT, "filter_value_count", "values", "Values of one comparison, and providers that are told apart."),
    ROW(LIMIT_GROUP_COUNT, "group_count", "columns", "Columns of group_by."),
    ROW(LIMIT_PIVOT_COLUMN_COUNT, "pivot_column_count", "columns", "Columns of a pivot; the rest is one more."),
    ROW(LIMIT_ANSWER, "answer", "bytes", "One answer."),
    ROW(LIMIT_ANSWER_ROW_COUNT, "answer_row_count", "rows", "Rows of one answer."),
    ROW(LIMIT_PAGE_ROW_COUNT, "page_row_count", "rows", "The word limit: rows of one page."),
    ROW(LIMIT_REQUEST_HEADER, "request_header", "bytes", "Header of a request."),
    ROW(LIMIT_REQUEST_TARGET, "request_target", "bytes", "Path and query of a request, as sent."),
    ROW(LIMIT_REQUEST_PARAM_COUNT, "request_param_count", "parameters", "Parameters of one query string."),
    ROW(LIMIT_REQUEST_QUEUE, "request_queue", "requests", "Requests that wait for a worker."),
    ROW(LIMIT_REQUEST_BODY, "request_body", "bytes", "JSON body of a request."),
    ROW(LIMIT_UPLOAD, "upload", "bytes", "A bill that is sent."),
    ROW(LIMIT_DIFF_MEMORY, "diff_memory", "bytes", "Memory for comparing two deliveries; more is spilled to disk."),
    ROW(LIMIT_QUESTION_SECONDS, "question_seconds", "seconds", "Time after which a question over HTTP is ended."),
    ROW(LIMIT_CONNECTION_COUNT, "connection_count", "connections", "Open connections."),
    ROW(LIMIT_CACHE, "cache", "bytes", "Answers that are kept in memory."),
    ROW(LIMIT_SAVED_NAME, "saved_name", "characters", "Name of a saved view or board."),
    ROW(LIMIT_SAVED_TEXT, "saved_text", "characters", "Description of a saved view or board."),
    ROW(LIMIT_VIEW_QUERY, "view_query", "bytes", "Query of a saved view."),
    ROW(LIMIT_VIEW_LOOK, "view_look", "bytes", "The page's own words of a saved view, as JSON."),
    ROW(LIMIT_VIEW_PROBLEM_COUNT, "view_problem_count", "problems", "Problems of a saved view that are named."),
    ROW(LIMIT_SAVED_VIEW_COUNT, "saved_view_count", "views", "Saved views of an installation."),
    ROW(LIMIT_BOARD_COUNT, "board_count", "boards", "Boards of an installation."),
    ROW(LIMIT_BOARD_ITEM_COUNT, "board_item_count", "views", "Views on one board."),
};
/* clang-format on */

const size_t limit_count = ARRAY_COUNT(limits);
