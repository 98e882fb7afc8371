/* SPDX-License-Identifier: Apache-2.0 */
/* saved.h -- what a saved view and a board consist of. */
#ifndef CENTAVO_RUN_SAVED_H
#define CENTAVO_RUN_SAVED_H

#include <stddef.h>
#include <stdint.h>

struct saved_view {
    const char *view_id; /* made when it is added */
    const char *name;
    const char *description;
    const char *page;  /* "/explore" */
    const char *query; /* "group_by=service_name&window=90d" */
    const char *look;  /* JSON object of texts */
    const char *visibility;
    int64_t version; /* that was looked at, when it is set */
};

struct board_item {
    const char *view_id;
    const char *title; /* NULL: the view's name */
    int64_t width;     /* 1 to 4 */
    const char *height;
};

struct board {
    const char *board_id; /* made when it is added */
    const char *name;
    const char *description;
    const char *visibility;
    int64_t version; /* that was looked at, when it is set */
    const struct board_item *items;
    size_t item_count;
};

#endif
