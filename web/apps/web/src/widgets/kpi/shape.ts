/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- four numbers out of the days of a period. Sums are exact; only the sparkline uses doubles. */
import { dayCount, money, type CostAnswer, type Day, type Money } from "@centavo/core";
import { moveOf, type Move } from "../../ui/Change.tsx";

export interface Kpis {
	total: Money;
	previous: Money | null;
	move: Move | null;
	mean: Money;
	/** days that the mean is over: those that have begun and that the bills cover */
	days: number;
	/** days of the period without any charge yet: a comparison with a whole period flatters by these */
	missing: number;
	highest: { day: Day; cost: Money } | null;
	series: number[];
	behind: number[];
	/** the bills begin within or after the compared period, so it is not whole */
	beforeFirst: boolean;
	/** there are bills of the compared period, or of a part of it */
	comparable: boolean;
	previousPeriod: { start: Day; end: Day } | null;
}

function costOf(item: Record<string, unknown>, metric: string): Money {
	const cost = item[metric];
	return typeof cost === "string" ? cost : money.ZERO;
}

export function coveredDays(start: Day, end: Day, lastCharge: Day | null): number {
	const until = lastCharge !== null && lastCharge < end ? lastCharge : end;
	return until < start ? 0 : dayCount(start, until);
}

export function shapeKpis(answer: CostAnswer, currency: string, firstCharge: Day | null, lastCharge: Day | null): Kpis | null {
	const { metric, start, end } = answer.context;
	const total = answer.totals.find((row) => row.billing_currency === currency);
	if (!total) return null;
	const mine = answer.items.filter((item) => item.billing_currency === currency && item.charge_date);
	const before = (answer.previous_items ?? []).filter((item) => item.billing_currency === currency && item.charge_date);
	const sum = costOf(total, metric);
	const days = coveredDays(start, end, lastCharge);
	let highest: Kpis["highest"] = null;
	for (const item of mine) {
		const cost = costOf(item, metric);
		if (!highest || money.compare(cost, highest.cost) > 0) highest = { day: item.charge_date!, cost };
	}
	const first = answer.context.previous_start;
	const last = answer.context.previous_end;
	const comparable = last === undefined || firstCharge === null || last >= firstCharge;
	return {
		total: sum,
		previous: total.previous ?? null,
		move: comparable ? moveOf(total) : null,
		mean: days > 0 ? money.divide(sum, days) : money.ZERO,
		days,
		missing: dayCount(start, end) - days,
		highest: highest && !money.isZero(highest.cost) ? highest : null,
		series: mine.slice(0, days).map((item) => money.toNumber(costOf(item, metric))),
		behind: before.map((item) => money.toNumber(costOf(item, metric))),
		comparable,
		beforeFirst: first !== undefined && firstCharge !== null && first < firstCharge,
		previousPeriod: first && last ? { start: first, end: last } : null,
	};
}
