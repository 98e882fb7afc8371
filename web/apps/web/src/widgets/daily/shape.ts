/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- rows of /costs as buckets with parts. Money stays text; the drawing asks for heights. */
import { bucketEnd, money, type CostAnswer, type CostItem, type Day, type Granularity, type Money } from "@centavo/core";

export const OTHER = "\u0000other";
export const NONE = "\u0000none";

export interface Part {
	key: string;
	cost: Money;
}

export interface Bucket {
	day: Day;
	end: Day;
	parts: Part[];
	total: Money;
	/** the bucket at the same place of the compared period */
	behind: { day: Day; cost: Money } | null;
	/** ends after the last day that every bill covers */
	partial: boolean;
}

export interface Series {
	key: string;
	total: Money;
}

export interface Chart {
	buckets: Bucket[];
	/** dearest first, "others" last */
	series: Series[];
}

/** Which series a row belongs to. */
export function keyOf(item: CostItem, column: string): string {
	if (item.is_other) return OTHER;
	const value = item[column];
	return typeof value === "string" && value !== "" ? value : NONE;
}

/** The value that a filter would name; undefined when a series is no single value. */
export function valueOf(key: string): string | null | undefined {
	if (key === OTHER) return undefined;
	return key === NONE ? null : key;
}

function costOf(item: CostItem, metric: string): Money {
	const cost = item[metric];
	return typeof cost === "string" ? cost : money.ZERO;
}

function shapeSeries(items: CostItem[], column: string, metric: string): Series[] {
	const sums = new Map<string, bigint>();
	for (const item of items) {
		const key = keyOf(item, column);
		sums.set(key, (sums.get(key) ?? 0n) + money.units(costOf(item, metric)));
	}
	const order = (key: string) => (key === OTHER ? 1 : 0);
	return [...sums]
		.sort(([a, x], [b, y]) => order(a) - order(b) || (y > x ? 1 : y < x ? -1 : 0) || (a < b ? -1 : 1))
		.map(([key, sum]) => ({ key, total: money.fromUnits(sum) }));
}

/** The last day that the bills of the freshest source cover; null when no source says. */
export function completeUntil(answer: CostAnswer): Day | null {
	const days = (answer.context.freshness ?? []).flatMap((source) => source.last_complete_day ?? []);
	return days.length > 0 ? days.reduce((a, b) => (a > b ? a : b)) : null;
}

export function shapeChart(split: CostAnswer, whole: CostAnswer | undefined, column: string, currency: string): Chart {
	const { metric } = split.context;
	const granularity = split.context.granularity as Granularity;
	const mine = (item: CostItem) => item.billing_currency === currency && item.charge_date !== undefined;
	const items = split.items.filter(mine);
	const series = shapeSeries(items, column, metric);
	const order = new Map(series.map((one, i) => [one.key, i]));
	const behind = whole?.context.granularity === granularity ? (whole.previous_items ?? []).filter(mine) : [];
	const complete = completeUntil(split);
	const days = new Map<Day, Part[]>();
	for (const item of items) {
		const parts = days.get(item.charge_date!) ?? [];
		parts.push({ key: keyOf(item, column), cost: costOf(item, metric) });
		days.set(item.charge_date!, parts);
	}
	const buckets = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, parts], i): Bucket => {
		const other = behind[i];
		const whole = bucketEnd(day, granularity);
		const end = whole > split.context.end ? split.context.end : whole;
		return {
			day,
			end,
			parts: parts.sort((a, b) => order.get(a.key)! - order.get(b.key)!),
			total: money.add(...parts.map((part) => part.cost)),
			behind: other ? { day: other.charge_date!, cost: costOf(other, metric) } : null,
			partial: complete !== null && end > complete,
		};
	});
	return { buckets, series };
}

/** The change from the compared bucket as a ratio; null when there is none or it was nothing. */
export function bucketRatio(bucket: Bucket): number | null {
	if (!bucket.behind) return null;
	return money.ratio(money.subtract(bucket.total, bucket.behind.cost), money.absolute(bucket.behind.cost));
}

export function isCompared(chart: Chart): boolean {
	return chart.buckets.some((bucket) => bucket.behind !== null);
}
