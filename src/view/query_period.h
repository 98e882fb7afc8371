/* SPDX-License-Identifier: Apache-2.0 */
/* query_period.h -- from start, end and window to days. */
#ifndef CENTAVO_VIEW_QUERY_PERIOD_H
#define CENTAVO_VIEW_QUERY_PERIOD_H

#include "view/query.h"

extern const char query_window_values[]; /* what window takes, in words */

/* 30d, mtd, qtd, ytd, last_month, 2026-05, 2026, all. Windows end on the last day that has charges,
 * or today when that is earlier: asked in November, a bill of May answers for May. False when the
 * text is no window. */
bool query_window(const char *text, const struct query_facts *facts, struct period *out);

/* Every month that the period touches, whole. */
struct period period_whole_months(struct period period);
bool period_is_whole_months(struct period period);

/* The same number of days immediately before (of months, when by_month). */
struct period period_previous(struct period period, bool by_month);
struct period period_year_ago(struct period period);

#endif
