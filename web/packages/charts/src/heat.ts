/* SPDX-License-Identifier: Apache-2.0 */
/* heat.ts -- how strongly a value is coloured: a level of 1 to 7 above zero, -1 to -3 below, 0 for zero, null for none.
 *
 * By quantile every step has about as many values, so that one outlier does not pale the rest (calendars). By share a
 * level is the value's part of the largest (pivot tables, where twice the colour should be twice the cost). charts.css
 * turns a level's class into a colour; no style is written.
 */
import { finite } from "./axes.ts";

export type HeatLevel = number | null;

export interface HeatScale {
	levelOf(value: number | null | undefined): HeatLevel;
	/** lowest value of each level that is used, from the palest on */
	bounds: { level: number; from: number }[];
}

export interface HeatOptions {
	/** 1 to 7 */
	steps?: number;
	by?: "quantile" | "share";
}

const LEVELS = 7;
const LEVELS_BELOW = 3;

/* Step k of n as one of the seven levels; the only one stands in the middle. */
function spread(k: number, steps: number): number {
	return steps === 1 ? Math.ceil(LEVELS / 2) : Math.round(1 + (k * (LEVELS - 1)) / (steps - 1));
}

/* The lowest value of each step. Equal values are never in two steps. */
function quantiles(values: number[], steps: number): number[] {
	const sorted = [...values].sort((a, b) => a - b);
	const starts = Array.from({ length: steps }, (_, k) => sorted[Math.floor((k * sorted.length) / steps)]!);
	return starts.filter((start, k) => k === 0 || start > starts[k - 1]!);
}

function stepOf(starts: number[], value: number): number {
	return Math.max(0, starts.findLastIndex((start) => value >= start));
}

export function heatScale(values: (number | null | undefined)[], options: HeatOptions = {}): HeatScale {
	const steps = Math.max(1, Math.min(LEVELS, Math.round(options.steps ?? 6)));
	const known = values.map(finite);
	const above = known.filter((value) => value > 0);
	const most = Math.max(0, ...above);
	const least = Math.min(0, ...known);
	const shares = Array.from({ length: steps }, (_, k) => (most * k) / steps);
	const starts = above.length === 0 ? [] : options.by === "share" ? shares : quantiles(above, steps);
	return {
		levelOf(value) {
			if (value === null || value === undefined || !Number.isFinite(value)) return null;
			if (value === 0) return 0;
			if (value < 0) return least < 0 ? -Math.max(1, Math.min(LEVELS_BELOW, Math.ceil((value / least) * LEVELS_BELOW))) : -1;
			return spread(stepOf(starts, value), Math.max(1, starts.length));
		},
		bounds: starts.map((from, k) => ({ level: spread(k, starts.length), from })),
	};
}

/** Classes of charts.css for a level. */
export function heatClass(level: HeatLevel): string {
	if (level === null) return "cc-heat cc-heat-none";
	return level < 0 ? `cc-heat cc-heat-below-${-level}` : `cc-heat cc-heat-${level}`;
}
