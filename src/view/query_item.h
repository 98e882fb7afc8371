/* SPDX-License-Identifier: Apache-2.0 */
/* query_item.h -- the columns of an item of costs: which of them a query has, by what it asks. The
 * words sort and fields choose among them. */
#ifndef CENTAVO_VIEW_QUERY_ITEM_H
#define CENTAVO_VIEW_QUERY_ITEM_H

#include "view/query.h"

/* The columns of an item that says nothing else, in their order; at most ITEM_MAX. */
size_t query_items(const struct query *query, int items[static ITEM_MAX]);

/* "service_name", "charge_date", "delta". */
const char *query_item_name(const struct query *query, int item);

/* The column of that name, also of those that are only there when fields names them. */
bool query_item_find(const struct query *query, const char *name, int *out);

/* "service_name, billing_currency or charge_count": what query_item_find finds. */
void query_item_names(const struct query *query, struct buf *out);

#endif
