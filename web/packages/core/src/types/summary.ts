/* SPDX-License-Identifier: Apache-2.0 */
/* summary.ts -- a period in short, and what moved it. The metric stands under its own name. */
import type * as api from "./api.gen.ts";
import type { Context, OfMetric } from "./costs.ts";

export type { RunRate } from "./api.gen.ts";

export type SummaryDay = api.SummaryDay & OfMetric;
export type SummaryMonth = api.SummaryMonth & OfMetric;
export type SummaryService = api.SummaryService & OfMetric;
export type MonthToDate = api.MonthToDate & OfMetric;

export type CostSummary = api.CostSummary &
	OfMetric & {
		highest_day: SummaryDay | null;
		lowest_day: SummaryDay | null;
		highest_month: SummaryMonth | null;
		lowest_month: SummaryMonth | null;
		dearest_service: SummaryService | null;
		cheapest_service: SummaryService | null;
		month_to_date: MonthToDate | null;
	};

export interface SummaryAnswer extends api.CostSummaryAnswer {
	context: Context;
	items: CostSummary[];
}

export type VarianceItem = api.VarianceItem & OfMetric;
export type VarianceTotal = api.VarianceTotal & OfMetric;
export type MoveReason = NonNullable<api.VarianceItem["reason"]>;
export const MOVE_REASONS = ["usage", "price", "new", "gone", "other"] as const satisfies readonly MoveReason[];

export interface VarianceAnswer extends api.VarianceAnswer {
	context: Context;
	items: VarianceItem[];
	totals: VarianceTotal[];
}
