/* SPDX-License-Identifier: Apache-2.0 */
/* dates.ts -- calendar days as ISO text, always UTC, the way the bills count them. */

/** "2026-10-31" */
export type Day = string;

const DAY_MS = 86_400_000;

export function parseDay(day: Day): Date {
	return new Date(`${day}T00:00:00Z`);
}

export function printDay(date: Date): Day {
	return date.toISOString().slice(0, 10);
}

export function isDay(text: unknown): text is Day {
	if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = parseDay(text);
	return !Number.isNaN(date.getTime()) && printDay(date) === text;
}

export function addDays(day: Day, count: number): Day {
	return printDay(new Date(parseDay(day).getTime() + count * DAY_MS));
}

/** Days from start to end, both counted. */
export function dayCount(start: Day, end: Day): number {
	return Math.round((parseDay(end).getTime() - parseDay(start).getTime()) / DAY_MS) + 1;
}

export function monthStart(day: Day): Day {
	return `${day.slice(0, 7)}-01`;
}

export function monthEnd(day: Day): Day {
	const date = parseDay(monthStart(day));
	return printDay(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)));
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
	const weekday = parseDay(day).getUTCDay();
	return weekday === 0 || weekday === 6;
}

export type Granularity = "day" | "week" | "month" | "quarter" | "year";

/** Last day of the bucket that begins on `day`. */
export function bucketEnd(day: Day, granularity: Granularity): Day {
	if (granularity === "day") return day;
	if (granularity === "week") return addDays(day, 6);
	const months = { month: 1, quarter: 3, year: 12 }[granularity];
	const date = parseDay(day);
	return printDay(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 0)));
}

/** Months such as 2026-10, from that of the first day to that of the last. */
export function monthsBetween(first: Day, last: Day): string[] {
	const months: string[] = [];
	for (let day = monthStart(first); day <= last; day = addDays(monthEnd(day), 1)) months.push(day.slice(0, 7));
	return months;
}
