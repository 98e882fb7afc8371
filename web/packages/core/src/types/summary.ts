/* SPDX-License-Identifier: Apache-2.0 */
/* summary.ts -- a period in short, and what moved it. Field names are the API's own; the metric stands under its name. */
import type { Day } from "../dates.ts";
import type { Money } from "../money.ts";
import type { Context, Links } from "./costs.ts";

interface OfMetric {
	[metric: string]: string | boolean | number | null | undefined | object;
}

export interface SummaryDay extends OfMetric {
	charge_date: Day;
}

export interface SummaryMonth extends OfMetric {
	/** such as 2026-10 */
	month: string;
	/** all its days are asked for and covered */
	is_whole: boolean;
}

export interface SummaryService extends OfMetric {
	/** null: charges without a service */
	service_name: string | null;
	share: string | null;
}

export interface MonthToDate extends OfMetric {
	start: Day;
	end: Day;
	previous_start: Day;
	previous_end: Day;
	previous: Money | null;
	delta: Money | null;
	delta_ratio: string | null;
}

export interface RunRate {
	start: Day;
	end: Day;
	/** covered days that are averaged, at most 30 */
	day_count: number;
	daily: Money | null;
	month_end: Money | null;
}

export interface CostSummary extends OfMetric {
	billing_currency: string;
	consumed_unit?: string | null;
	previous: Money | null;
	delta: Money | null;
	delta_ratio: string | null;
	charge_count: number;
	/** of what matches, in the period; by billing period, all that is about days is null */
	first_charge_date: Day | null;
	last_charge_date: Day | null;
	/** days of the period that bills cover, and those that they do not */
	day_count: number | null;
	missing_day_count: number | null;
	daily_mean: Money | null;
	highest_day: SummaryDay | null;
	lowest_day: SummaryDay | null;
	highest_month: SummaryMonth | null;
	lowest_month: SummaryMonth | null;
	dearest_service: SummaryService | null;
	cheapest_service: SummaryService | null;
	month_to_date: MonthToDate | null;
	run_rate: RunRate | null;
	forecast: string | null;
}

export interface SummaryAnswer {
	context: Context;
	items: CostSummary[];
	links: Links;
}

export const MOVE_REASONS = ["usage", "price", "new", "gone", "other"] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

/** What moved, and how much of it for which reason; the five parts add up to the delta. Group columns stand beside. */
export interface VarianceItem extends OfMetric {
	billing_currency: string;
	is_other?: boolean;
	previous: Money | null;
	delta: Money | null;
	delta_ratio: string | null;
	reason: MoveReason | null;
	usage_delta: Money | null;
	price_delta: Money | null;
	new_delta: Money | null;
	gone_delta: Money | null;
	other_delta: Money | null;
}

export interface VarianceAnswer {
	context: Context;
	/** by the size of the move */
	items: VarianceItem[];
	totals: VarianceItem[];
	links: Links;
}
