/* SPDX-License-Identifier: Apache-2.0 */
/* axes.ts -- what every chart over time shares: the buckets, a column for each, a scale that has zero in it, the ticks and
 * the labels that fit. Pure geometry; numbers here are pixels and heights, not money. */
import { scaleBand, scaleLinear, type ScaleLinear } from "d3-scale";

export interface StackPart {
	key: string;
	value: number;
	/** the same part in the bucket it is compared with; drawn as a dashed line of its own */
	behind?: number | null;
}

export interface StackBucket {
	key: string;
	parts: StackPart[];
	/** total of the bucket it is compared with */
	behind: number | null;
	/** not complete yet: drawn paler, dotted or hatched */
	partial?: boolean;
	/** nothing is known about it: a gap. Without it a part that is not there is zero */
	absent?: boolean;
}

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface StackFrame {
	width: number;
	height: number;
	left: number;
	right: number;
	top: number;
	bottom: number;
	/** space that one label needs */
	labelWidth: number;
}

/** What the frame, the pointer and the keyboard need of any layout over time. */
export interface TimeLayout {
	/** whole columns, for the pointer; they touch each other */
	columns: Box[];
	ticks: { value: number; y: number }[];
	/** indexes of the buckets whose label fits */
	labels: number[];
	zero: number;
	plot: Box;
}

export interface TimeAxes extends TimeLayout {
	/** left edges of the bands inside the columns */
	bands: number[];
	bandWidth: number;
	/** middles of the columns */
	middles: number[];
	y: ScaleLinear<number, number>;
}

export type Extent = [low: number, high: number];

/** A value that can be drawn; what is none counts as nothing. */
export function finite(value: number | null | undefined): number {
	return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** Keys of all parts, in the order in which they first come. */
export function seriesKeys(buckets: StackBucket[]): string[] {
	return [...new Set(buckets.flatMap((bucket) => bucket.parts.map((part) => part.key)))];
}

/** Lowest and highest of what is stacked, and of zero. */
export function stackExtent(buckets: StackBucket[]): Extent {
	let low = 0;
	let high = 0;
	for (const bucket of buckets) {
		const up = bucket.parts.reduce((sum, part) => sum + Math.max(0, finite(part.value)), 0);
		const down = bucket.parts.reduce((sum, part) => sum + Math.min(0, finite(part.value)), 0);
		high = Math.max(high, up, finite(bucket.behind));
		low = Math.min(low, down, finite(bucket.behind));
	}
	return [low, high];
}

const TICKS = 4;
const ROOM = 1.08;

/** Round ends; but a credit below zero opens only as much room as it needs, not a whole step. */
export function scaleOf([low, high]: Extent): [domain: Extent, ticks: number[]] {
	const rounded = scaleLinear().domain(low === 0 && high === 0 ? [0, 1] : [low, high]).nice(TICKS);
	const values = rounded.ticks(TICKS);
	const [bottom, top] = rounded.domain() as Extent;
	if (low >= 0 || high <= 0) return [[bottom, top], values];
	const floor = Math.max(bottom, low * ROOM);
	return [[floor, top], values.filter((value) => value >= floor)];
}

/** Every n-th label, counted back from the last, which is the one that people look for. */
export function labelIndexes(count: number, step: number, labelWidth: number): number[] {
	const every = Math.max(1, Math.ceil(labelWidth / Math.max(step, 0.01)));
	const indexes: number[] = [];
	for (let i = count - 1; i >= 0; i -= every) indexes.unshift(i);
	return indexes;
}

export function timeAxes(buckets: StackBucket[], extent: Extent, frame: StackFrame): TimeAxes {
	const plot: Box = {
		x: frame.left,
		y: frame.top,
		width: Math.max(0, frame.width - frame.left - frame.right),
		height: Math.max(0, frame.height - frame.top - frame.bottom),
	};
	const x = scaleBand<number>()
		.domain(buckets.map((_, i) => i))
		.range([plot.x, plot.x + plot.width])
		.paddingInner(0.14)
		.paddingOuter(0.07);
	const [domain, values] = scaleOf(extent);
	const y = scaleLinear()
		.domain(domain)
		.range([plot.y + plot.height, plot.y]);
	const half = (x.step() - x.bandwidth()) / 2;
	const bands = buckets.map((_, i) => x(i) ?? 0);
	return {
		columns: bands.map((band) => ({ x: band - half, y: plot.y, width: x.step(), height: plot.height })),
		bands,
		bandWidth: x.bandwidth(),
		middles: bands.map((band) => band + x.bandwidth() / 2),
		ticks: values.map((value) => ({ value, y: y(value) })),
		labels: labelIndexes(buckets.length, x.step(), frame.labelWidth),
		zero: y(0),
		plot,
		y,
	};
}

/** The bucket under a pointer, nearest when beside all of them. */
export function bucketAt(layout: TimeLayout, x: number): number {
	const first = layout.columns[0];
	if (!first) return -1;
	const index = Math.floor((x - first.x) / (first.width || 1));
	return Math.max(0, Math.min(layout.columns.length - 1, index));
}

/** Buckets that one stroke joins: broken where one is absent, and where what is complete ends. */
export interface Run {
	from: number;
	to: number;
	partial: boolean;
}

export function runsOf(buckets: StackBucket[]): Run[] {
	const known = (i: number) => buckets[i] !== undefined && !buckets[i].absent;
	const partial = (i: number) => buckets[i]?.partial === true;
	const runs: Run[] = [];
	buckets.forEach((_, i) => {
		if (!known(i)) return;
		if (!known(i - 1)) {
			if (!known(i + 1)) runs.push({ from: i, to: i, partial: partial(i) });
			return;
		}
		const last = runs.at(-1);
		const kind = partial(i - 1) || partial(i);
		if (last && last.to === i - 1 && last.partial === kind) last.to = i;
		else runs.push({ from: i - 1, to: i, partial: kind });
	});
	return runs;
}
