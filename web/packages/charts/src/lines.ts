/* SPDX-License-Identifier: Apache-2.0 */
/* lines.ts -- one line per part, the compared period of each as a dashed line of its own.
 *
 * Where parts do not bring what they are compared with, the bucket's own comparison is drawn when it is comparable: with
 * a single part, or beside the line of the total. Between two buckets a line never leaves the range of their values.
 */
import { curveMonotoneX, line } from "d3-shape";
import { finite, runsOf, seriesKeys, timeAxes, type Extent, type StackBucket, type StackFrame, type TimeLayout } from "./axes.ts";

/** Key of the line of the totals; no part is called that. */
export const TOTAL = "\u0000total";

export interface Stroke {
	key: string;
	/** where it passes each bucket; null where nothing is known */
	points: (number | null)[];
	runs: { d: string; partial: boolean }[];
	/** indexes of what has no neighbour to be joined with */
	lone: number[];
	/** of the compared period; "" where there is none */
	behind: string;
}

export interface LinesLayout extends TimeLayout {
	middles: number[];
	strokes: Stroke[];
}

interface Series {
	key: string;
	values: number[];
	behind: (number | null)[];
}

const NEAR = 22;

function behindOf(buckets: StackBucket[]): (number | null)[] {
	return buckets.map((bucket) => (bucket.behind === null ? null : finite(bucket.behind)));
}

export function lineSeries(buckets: StackBucket[], total: boolean): Series[] {
	const maps = buckets.map((bucket) => new Map(bucket.parts.map((part) => [part.key, part])));
	const keys = seriesKeys(buckets);
	const parts = keys.map((key): Series => ({
		key,
		values: maps.map((map) => finite(map.get(key)?.value)),
		behind: maps.map((map) => {
			const value = map.get(key)?.behind;
			return value === undefined || value === null ? null : finite(value);
		}),
	}));
	const compared = parts.some((one) => one.behind.some((value) => value !== null));
	if (keys.length === 1 && !compared) parts[0]!.behind = behindOf(buckets);
	if (!total || keys.length < 2) return parts;
	const sums = buckets.map((bucket) => bucket.parts.reduce((sum, part) => sum + finite(part.value), 0));
	return [...parts, { key: TOTAL, values: sums, behind: behindOf(buckets) }];
}

export function linesExtent(buckets: StackBucket[], total = false): Extent {
	let low = 0;
	let high = 0;
	for (const series of lineSeries(buckets, total))
		for (const value of [...series.values, ...series.behind]) {
			low = Math.min(low, value ?? 0);
			high = Math.max(high, value ?? 0);
		}
	return [low, high];
}

export function linesLayout(buckets: StackBucket[], frame: StackFrame, total = false): LinesLayout {
	const { y, bands: _, bandWidth: __, ...axes } = timeAxes(buckets, linesExtent(buckets, total), frame);
	const runs = runsOf(buckets);
	const strokes = lineSeries(buckets, total).map((series): Stroke => {
		const path = line<number>((i) => axes.middles[i]!, (i) => y(series.values[i]!)).curve(curveMonotoneX);
		const behind = line<number | null>((_, i) => axes.middles[i]!, (value) => y(value ?? 0))
			.defined((value) => value !== null)
			.curve(curveMonotoneX);
		return {
			key: series.key,
			points: series.values.map((value, i) => (buckets[i]!.absent ? null : y(value))),
			lone: runs.filter((run) => run.from === run.to).map((run) => run.from),
			runs: runs.filter((run) => run.from < run.to).map((run) => ({
				d: path(Array.from({ length: run.to - run.from + 1 }, (_, i) => run.from + i)) ?? "",
				partial: run.partial,
			})),
			behind: behind(series.behind) ?? "",
		};
	});
	return { ...axes, strokes };
}

/** Where x lies between the middles: the bucket to its left, and how far on the way to the next. */
export function between(middles: number[], x: number): [index: number, way: number] {
	const step = middles.length > 1 ? middles[1]! - middles[0]! : 1;
	const place = Math.max(0, Math.min(middles.length - 1, (x - (middles[0] ?? 0)) / (step || 1)));
	const index = Math.min(Math.floor(place), Math.max(0, middles.length - 2));
	return [index, place - index];
}

/** The line nearest to the pointer, if any is near. */
export function linePartAt(layout: LinesLayout, _index: number, x: number, y: number): string | null {
	const [i, way] = between(layout.middles, x);
	let best: string | null = null;
	let distance = NEAR;
	for (const stroke of layout.strokes) {
		const from = stroke.points[i] ?? stroke.points[i + 1] ?? null;
		const to = stroke.points[i + 1] ?? from;
		if (from === null || to === null) continue;
		const away = Math.abs(from + (to - from) * way - y);
		if (away >= distance || stroke.key === TOTAL) continue;
		best = stroke.key;
		distance = away;
	}
	return best;
}
