/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- what a delivery covers and what its checks said, as a person would say it. */
import { isDay, monthEnd, type Day, type DeliveryDetail } from "@centavo/core";

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

type Check = DeliveryDetail["checks"][number];

const WEIGHT = { failed: 0, warning: 1, note: 2, passed: 3 };

/** Rules that held, by name; what was found otherwise, the worst first. */
export function shapeChecks(checks: Check[]): { passed: string[]; found: Check[] } {
	return {
		passed: checks.filter((check) => check.outcome === "passed").map((check) => check.rule),
		found: checks.filter((check) => check.outcome !== "passed").sort((a, b) => WEIGHT[a.outcome] - WEIGHT[b.outcome]),
	};
}
