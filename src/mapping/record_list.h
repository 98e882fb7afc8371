/* SPDX-License-Identifier: Apache-2.0 */
/* record_list.h -- a list of records as data frames and JSON write it, brought to one form of JSON.
 *
 * Dumps of BigQuery tables print lists as JSON or as Python does. In the form of ours every number
 * and every true or false is a text, because a parser would read numbers as doubles; one record is
 * a list of one.
 *
 *     [{'name': "it's", 'amount': -1.10, 'id': None}]
 *     {"name":"it's","amount":-1.10,"id":null}      -> [{"name":"it's","amount":"-1.10","id":null}]
 */
#ifndef CENTAVO_MAPPING_RECORD_LIST_H
#define CENTAVO_MAPPING_RECORD_LIST_H

#include "base/buf.h"

#include <stdbool.h>

/* Append the list to out. False: the text is none; out then holds a part of it. */
bool record_list(const char *text, size_t text_size, struct buf *out);

#endif
