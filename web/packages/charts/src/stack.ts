/* SPDX-License-Identifier: Apache-2.0 */
/* stack.ts -- where the bars of a stacked chart stand. Pure geometry; numbers here are pixels and heights, not money.
 *
 * Positive parts grow up from zero and negative ones (credits) down from it, so a bar is never shorter than what it
 * shows. The comparison stands behind as a wider, pale bar of its own.
 */
import { scaleBand, scaleLinear } from "d3-scale";

export interface StackPart {
	key: string;
	value: number;
}

export interface StackBucket {
	key: string;
	parts: StackPart[];
	/** total of the bucket it is compared with */
	behind: number | null;
}

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface StackBar {
	key: string;
	/** whole column, for the pointer */
	column: Box;
	parts: (Box & { key: string })[];
	behind: Box | null;
	/** top of what is drawn */
	top: number;
}

export interface StackLayout {
	bars: StackBar[];
	ticks: { value: number; y: number }[];
	/** indexes of the buckets whose label fits */
	labels: number[];
	zero: number;
	plot: Box;
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

function extent(buckets: StackBucket[]): [number, number] {
	let low = 0;
	let high = 0;
	for (const bucket of buckets) {
		const up = bucket.parts.reduce((sum, part) => sum + Math.max(0, part.value), 0);
		const down = bucket.parts.reduce((sum, part) => sum + Math.min(0, part.value), 0);
		high = Math.max(high, up, bucket.behind ?? 0);
		low = Math.min(low, down, bucket.behind ?? 0);
	}
	return low === 0 && high === 0 ? [0, 1] : [low, high];
}

const TICKS = 4;
const SLIVER = 0.4;

/* Round ends above and below; but a small credit does not open a whole step of empty room below zero. */
function scaleOf(low: number, high: number): [[number, number], number[]] {
	const rounded = scaleLinear().domain([low, high]).nice(TICKS);
	const values = rounded.ticks(TICKS);
	const [bottom, top] = rounded.domain() as [number, number];
	const step = values.length > 1 ? values[1]! - values[0]! : top - bottom;
	if (low >= 0 || -low > step * SLIVER || high <= 0) return [[bottom, top], values];
	return [[low, top], values.filter((value) => value >= 0)];
}

/** Every n-th label, counted back from the last, which is the one that people look for. */
export function labelIndexes(count: number, step: number, labelWidth: number): number[] {
	const every = Math.max(1, Math.ceil(labelWidth / Math.max(step, 0.01)));
	const indexes: number[] = [];
	for (let i = count - 1; i >= 0; i -= every) indexes.unshift(i);
	return indexes;
}

export function stackLayout(buckets: StackBucket[], frame: StackFrame): StackLayout {
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
	const [domain, values] = scaleOf(...extent(buckets));
	const y = scaleLinear()
		.domain(domain)
		.range([plot.y + plot.height, plot.y]);
	const inset = Math.min(x.bandwidth() * 0.16, 6);
	const between = (a: number, b: number) => ({ y: Math.min(y(a), y(b)), height: Math.abs(y(a) - y(b)) });
	const bars = buckets.map((bucket, i): StackBar => {
		const band = x(i) ?? 0;
		let up = 0;
		let down = 0;
		const parts = bucket.parts.map((part) => {
			const from = part.value < 0 ? down : up;
			const to = from + part.value;
			if (part.value < 0) down = to;
			else up = to;
			return { key: part.key, x: band + inset, width: Math.max(1, x.bandwidth() - 2 * inset), ...between(from, to) };
		});
		const behind = bucket.behind === null ? null : { x: band, width: x.bandwidth(), ...between(0, bucket.behind) };
		const half = (x.step() - x.bandwidth()) / 2;
		return {
			key: bucket.key,
			column: { x: band - half, y: plot.y, width: x.step(), height: plot.height },
			parts,
			behind,
			top: Math.min(y(up), behind?.y ?? y(0)),
		};
	});
	return {
		bars,
		ticks: values.map((value) => ({ value, y: y(value) })),
		labels: labelIndexes(buckets.length, x.step(), frame.labelWidth),
		zero: y(0),
		plot,
	};
}

/** The bucket under a pointer, nearest when beside all of them. */
export function bucketAt(layout: StackLayout, x: number): number {
	if (layout.bars.length === 0) return -1;
	const step = layout.bars[0]!.column.width || 1;
	const index = Math.floor((x - layout.bars[0]!.column.x) / step);
	return Math.max(0, Math.min(layout.bars.length - 1, index));
}
