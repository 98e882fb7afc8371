/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- what is wrong with a feed's month, the days that it covers, and how late its charges came. */
import { addDays, dayCount, monthEnd, type Day, type QualityArrival, type QualityFeed } from "@centavo/core";

export type DayState = "there" | "missing" | "later";

/** The days of a month one by one; a feed that bills by the month has none. */
export function shapeDays(feed: QualityFeed, month: string): { day: Day; state: DayState }[] {
	if (feed.grain !== "day" || !feed.last_charge_date) return [];
	const first = `${month}-01`;
	const isMissing = (day: Day) => feed.missing_days.some((gap) => gap.first_day <= day && day <= gap.last_day);
	return Array.from({ length: dayCount(first, monthEnd(first)) }, (_, i) => {
		const day = addDays(first, i);
		return { day, state: isMissing(day) ? "missing" : day > feed.last_charge_date! ? "later" : "there" };
	});
}

export interface Faults {
	days: number;
	columns: number;
	/** keys of tags that are called the same and say different things */
	keys: number;
	isEmpty: boolean;
}

export function shapeFaults(feed: QualityFeed): Faults {
	const at_odds = feed.tag_collisions.filter((collision) => collision.conflict_count > 0);
	return {
		days: feed.missing_days.reduce((sum, gap) => sum + gap.day_count, 0),
		columns: feed.columns.filter((column) => column.is_worse).length,
		keys: new Set(at_odds.map((collision) => `${collision.provider_name} ${collision.norm_key}`)).size,
		isEmpty: feed.charge_count === 0,
	};
}

/** How bad: what is not there at all weighs most. */
export function weightOf(faults: Faults): number {
	if (faults.isEmpty) return 3;
	if (faults.days > 0) return 2;
	return faults.columns + faults.keys > 0 ? 1 : 0;
}

/** "Most of it": this share. */
export const MOST = 0.9;

export interface Arrival {
	currency: string;
	points: { x: number; y: number }[];
	/** after so many days MOST of it was known */
	most: number;
	/** after so many days it stayed as it is now */
	all: number;
}

/** A curve for each currency that comes to anything. */
export function shapeArrival<Row extends QualityArrival>(rows: Row[], daysOf: (row: Row) => number): Arrival[] {
	const currencies = [...new Set(rows.map((row) => row.billing_currency))];
	return currencies.flatMap((currency) => {
		const mine = rows.filter((row) => row.billing_currency === currency && row.ratio !== null);
		const points = mine.map((row) => ({ x: daysOf(row), y: Number(row.ratio) })).sort((a, b) => a.x - b.x);
		const most = points.find((point) => point.y >= MOST);
		const unlike = points.findLastIndex((point) => point.y !== 1);
		const all = points[unlike + 1];
		return most && all ? [{ currency, points, most: most.x, all: all.x }] : [];
	});
}
