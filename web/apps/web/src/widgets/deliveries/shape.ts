/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- what a delivery covers, as a person would say it. */
import { isDay, monthEnd, type Day } from "@centavo/core";

export interface Span {
	start: Day;
	end: Day;
	/** whole months */
	months: boolean;
}

/** From the first to the last scope: months such as 2026-10, or days. */
export function shapeSpan(first: string | null, last: string | null): Span | null {
	if (!first || !last) return null;
	if (isDay(first) && isDay(last)) return { start: first, end: last, months: false };
	if (!isDay(`${first}-01`) || !isDay(`${last}-01`)) return null;
	return { start: `${first}-01`, end: monthEnd(`${last}-01`), months: true };
}
