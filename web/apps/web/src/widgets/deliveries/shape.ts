/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- billing periods as a person would say them: 2026-01 to 2026-04 is one range, a day is a day. */
import { addDays, monthEnd, printDay, parseDay, type Day } from "@centavo/core";

export interface Span {
	start: Day;
	end: Day;
	/** whole months */
	months: boolean;
}

function spanOf(period: string): Span | null {
	if (/^\d{4}-\d{2}$/.test(period)) return { start: `${period}-01`, end: monthEnd(`${period}-01`), months: true };
	if (!/^\d{4}-\d{2}-\d{2}$/.test(period) || Number.isNaN(parseDay(period).getTime())) return null;
	const day = printDay(parseDay(period));
	return { start: day, end: day, months: false };
}

/** Neighbouring periods joined, in order. */
export function shapeSpans(periods: string[]): Span[] {
	const spans: Span[] = [];
	for (const period of [...new Set(periods)].sort()) {
		const span = spanOf(period);
		const last = spans.at(-1);
		if (!span) continue;
		if (last && last.months === span.months && addDays(last.end, 1) === span.start) last.end = span.end;
		else spans.push(span);
	}
	return spans;
}
