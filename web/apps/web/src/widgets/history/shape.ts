/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- steps of several sources become one line: the month's total after each change of what counts. Sums are exact. */
import { money, type Money, type PeriodHistory, type PeriodStep } from "@centavo/core";

export interface MonthStep {
	version: string;
	changedAt: string;
	/** what happened at this version, by source */
	parts: PeriodStep[];
	/** the month in this currency afterwards, all sources together */
	total: Money;
	delta: Money;
}

/** Currencies that the month ever had, the one with most charges first. */
export function shapeCurrencies(history: PeriodHistory): string[] {
	const counts = new Map<string, number>();
	for (const item of history.items) {
		const code = item.billing_currency;
		if (code !== null) counts.set(code, Math.max(counts.get(code) ?? 0, item.charge_count, Number(item["previous_charge_count"] ?? 0)));
	}
	return [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}

export function costAfter(step: PeriodStep, metric: string): Money {
	const cost = step[metric];
	return typeof cost === "string" ? cost : money.ZERO;
}

/** Oldest first. */
export function shapeSteps(history: PeriodHistory, currency: string): MonthStep[] {
	const { metric } = history.context;
	const mine = history.items.filter((item) => item.billing_currency === currency);
	const versions = new Map<string, PeriodStep[]>();
	for (const item of mine) versions.set(item.data_version, [...(versions.get(item.data_version) ?? []), item]);
	const ordered = [...versions].sort((a, b) => Number(a[0]) - Number(b[0]));
	const standing = new Map<string, Money>();
	let before = money.ZERO;
	return ordered.map(([version, parts]) => {
		for (const part of parts) standing.set(part.source, costAfter(part, metric));
		const total = money.add(...standing.values());
		const step = { version, changedAt: parts[0]!.changed_at, parts, total, delta: money.subtract(total, before) };
		before = total;
		return step;
	});
}
