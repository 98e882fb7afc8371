/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- the summary of one currency as what the strip shows. Every number is the server's; nothing is added up here. */
import { monthEnd, money, type CostAnswer, type CostSummary, type Day, type Money, type Query, type SummaryAnswer } from "@centavo/core";
import { moveOf, type Move } from "../../ui/Change.tsx";

export interface OfDay {
	day: Day;
	cost: Money;
}

export interface OfMonth {
	/** its first day */
	day: Day;
	cost: Money;
}

export interface OfMonthToDate {
	start: Day;
	end: Day;
	cost: Money | null;
	previous: Money | null;
	move: Move | null;
	/** the same days of the month before */
	before: { start: Day; end: Day };
	/** nothing is left of the month */
	whole: boolean;
}

export interface OfService {
	name: string | null;
	cost: Money;
	share: number | null;
}

export interface Kpis {
	currency: string;
	/** null: a rate is missing */
	total: Money | null;
	previous: Money | null;
	move: Move | null;
	mean: Money | null;
	/** days that the mean is over, those that bills cover, and those that they do not */
	days: number | null;
	missing: number;
	highest: OfDay | null;
	lowest: OfDay | null;
	highestMonth: OfMonth | null;
	lowestMonth: OfMonth | null;
	dearest: OfService | null;
	cheapest: OfService | null;
	month: OfMonthToDate | null;
	run: { start: Day; end: Day; days: number; daily: Money | null; monthEnd: Money | null } | null;
	forecast: Money | null;
	/** the bills begin within or after the compared period, so it is not whole */
	beforeFirst: boolean;
	/** there are bills of the compared period, or of a part of it */
	comparable: boolean;
	previousPeriod: { start: Day; end: Day } | null;
}

function costOf(row: Record<string, unknown>, metric: string): Money | null {
	const cost = row[metric];
	return typeof cost === "string" ? cost : null;
}

function shapeDay(row: CostSummary["highest_day"], metric: string): OfDay | null {
	const cost = row && costOf(row, metric);
	return row && cost !== null ? { day: row.charge_date, cost } : null;
}

function shapeMonth(row: CostSummary["highest_month"], metric: string): OfMonth | null {
	const cost = row && costOf(row, metric);
	return row && cost !== null ? { day: `${row.month}-01`, cost } : null;
}

function shapeService(row: CostSummary["dearest_service"], metric: string): OfService | null {
	const cost = row && costOf(row, metric);
	return row && cost !== null ? { name: row.service_name, cost, share: row.share === null ? null : Number(row.share) } : null;
}

function shapeMonthToDate(row: CostSummary["month_to_date"], metric: string): Kpis["month"] {
	if (!row) return null;
	const before = { start: row.previous_start, end: row.previous_end };
	const { start, end, previous } = row;
	return { start, end, cost: costOf(row, metric), previous, move: moveOf(row), before, whole: end === monthEnd(end) };
}

export function shapeKpis(answer: SummaryAnswer, currency: string, firstCharge: Day | null): Kpis | null {
	const { metric, previous_start: start, previous_end: end } = answer.context;
	const item = answer.items.find((one) => one.billing_currency === currency);
	if (!item) return null;
	const comparable = end === undefined || firstCharge === null || end >= firstCharge;
	const run = item.run_rate;
	return {
		currency,
		total: costOf(item, metric),
		previous: item.previous,
		move: comparable ? moveOf(item) : null,
		mean: item.daily_mean,
		days: item.day_count,
		missing: item.missing_day_count ?? 0,
		highest: shapeDay(item.highest_day, metric),
		lowest: shapeDay(item.lowest_day, metric),
		highestMonth: shapeMonth(item.highest_month, metric),
		lowestMonth: shapeMonth(item.lowest_month, metric),
		dearest: shapeService(item.dearest_service, metric),
		cheapest: shapeService(item.cheapest_service, metric),
		month: shapeMonthToDate(item.month_to_date, metric),
		run: run && { start: run.start, end: run.end, days: run.day_count, daily: run.daily, monthEnd: run.month_end },
		forecast: item.forecast,
		comparable,
		beforeFirst: start !== undefined && firstCharge !== null && start < firstCharge,
		previousPeriod: start && end ? { start, end } : null,
	};
}

/** The billed cost of the period where it is another one than the total; null: nothing needs to be said. */
export function shapeBilled(answer: CostAnswer | undefined, kpis: Kpis | null): Money | null {
	const row = answer?.totals.find((one) => one.billing_currency === kpis?.currency);
	const billed = row && costOf(row, "billed_cost");
	return billed && kpis?.total && money.compare(billed, kpis.total) !== 0 ? billed : null;
}

export interface Spark {
	series: number[];
	behind: number[];
}

/** The line beside the total: days until the last one that bills cover. */
export function shapeSpark(answer: CostAnswer, currency: string, lastCharge: Day | null): Spark {
	const { metric } = answer.context;
	const height = (item: Record<string, unknown>) => money.toNumber(costOf(item, metric) ?? money.ZERO);
	const mine = (item: CostAnswer["items"][number]) => item.billing_currency === currency && item.charge_date !== undefined;
	const billed = (item: CostAnswer["items"][number]) => lastCharge === null || item.charge_date! <= lastCharge;
	return {
		series: answer.items.filter((item) => mine(item) && billed(item)).map(height),
		behind: (answer.previous_items ?? []).filter(mine).map(height),
	};
}

/** Whether an amount cannot be said because rates are missing, and whether only the compared period needs them. */
export function shapeUnrated(answer: SummaryAnswer | undefined, kpis: Kpis | null, compare: Query["compare"]): { known: boolean } | null {
	if (!kpis || (answer?.context.missing_rates ?? []).length === 0) return null;
	if (kpis.total === null) return { known: false };
	return compare !== "none" && kpis.previous === null ? { known: true } : null;
}
