/* SPDX-License-Identifier: Apache-2.0 */
/* weeks.ts -- days as a calendar: a column for each week, a row for each weekday. Days are ISO dates without a time. */
export interface CalendarCell {
	/** 2026-09-01 */
	day: string;
	week: number;
	/** 0 is the first day of the week */
	row: number;
	x: number;
	y: number;
}

export interface CalendarLayout {
	cells: CalendarCell[];
	/** 2026-09, above the week that its first day is in */
	months: { key: string; x: number }[];
	/** side of a cell, and from one to the next */
	size: number;
	step: number;
	width: number;
	height: number;
}

const DAY = 86_400_000;
const HEAD = 20;
const STEP_MIN = 11;
const STEP_SCROLLED = 20;

function timeOf(day: string): number {
	return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: string, count: number): string {
	return new Date(timeOf(day) + count * DAY).toISOString().slice(0, 10);
}

/** All days from the first to the last that is named. */
export function daysBetween(days: string[]): string[] {
	const times = days.map(timeOf).filter(Number.isFinite);
	if (times.length === 0) return [];
	const first = times.reduce((least, time) => Math.min(least, time));
	const last = times.reduce((most, time) => Math.max(most, time));
	return Array.from({ length: (last - first) / DAY + 1 }, (_, i) => new Date(first + i * DAY).toISOString().slice(0, 10));
}

/* A month's name needs room up to the next one; the later of two that collide stays. */
function monthsOf(cells: CalendarCell[], room: number): { key: string; x: number }[] {
	const months: { key: string; x: number }[] = [];
	for (const cell of cells) {
		const key = cell.day.slice(0, 7);
		if (months.at(-1)?.key === key) continue;
		while (months.length > 0 && cell.x - months.at(-1)!.x < room) months.pop();
		months.push({ key, x: cell.x });
	}
	return months;
}

/** As large as width and height allow; too many weeks for the width stay readable and reach beyond it. */
export function calendarLayout(days: string[], firstWeekday: number, width: number, height: number, monthRoom: number): CalendarLayout {
	const all = daysBetween(days);
	const offset = all.length === 0 ? 0 : (new Date(timeOf(all[0]!)).getUTCDay() - firstWeekday + 7) % 7;
	const weeks = Math.ceil((all.length + offset) / 7);
	const across = width / Math.max(1, weeks);
	const step = Math.max(STEP_MIN, Math.min(across < STEP_MIN ? STEP_SCROLLED : across, (height - HEAD) / 7));
	const cells = all.map((day, i): CalendarCell => {
		const week = Math.floor((i + offset) / 7);
		const row = (i + offset) % 7;
		return { day, week, row, x: week * step, y: HEAD + row * step };
	});
	const size = step - Math.max(2, Math.min(4, step * 0.14));
	return { cells, months: monthsOf(cells, monthRoom), size, step, width: weeks * step, height: HEAD + 7 * step };
}

const MOVES: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7, PageUp: -28, PageDown: 28 };

/** Index of the day that a key leads to; null when the key leads nowhere. */
export function dayBeside(index: number, count: number, key: string): number | null {
	if (key === "Home") return 0;
	if (key === "End") return count - 1;
	const move = MOVES[key];
	return move === undefined ? null : Math.max(0, Math.min(count - 1, index + move));
}
