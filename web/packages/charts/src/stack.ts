/* SPDX-License-Identifier: Apache-2.0 */
/* stack.ts -- where the bars of a stacked chart stand.
 *
 * Positive parts grow up from zero and negative ones (credits) down from it, so a bar is never shorter than what it
 * shows. The comparison stands behind as a wider, pale bar of its own.
 */
import { finite, stackExtent, timeAxes, type Box, type StackBucket, type StackFrame, type TimeLayout } from "./axes.ts";

export interface StackBar {
	key: string;
	/** whole column, for the pointer */
	column: Box;
	parts: (Box & { key: string })[];
	behind: Box | null;
	/** top of what is drawn */
	top: number;
}

export interface StackLayout extends TimeLayout {
	bars: StackBar[];
	/** too narrow for edges and for room between them */
	thin: boolean;
	/** what it is compared with as a stepped edge, where bars are too thin for one behind them; else "" */
	edge: string;
}

const INSET_MAX = 6;
const THIN = 6;

export function stackLayout(buckets: StackBucket[], frame: StackFrame): StackLayout {
	const { y, bands, bandWidth, ...axes } = timeAxes(buckets, stackExtent(buckets), frame);
	const step = axes.columns[0]?.width ?? 0;
	const thin = step < THIN;
	const inset = Math.min(bandWidth * 0.16, INSET_MAX);
	const between = (a: number, b: number) => ({ y: Math.min(y(a), y(b)), height: Math.abs(y(a) - y(b)) });
	const bars = buckets.map((bucket, i): StackBar => {
		const band = bands[i]!;
		const wide = thin ? { x: axes.columns[i]!.x, width: step } : { x: band + inset, width: Math.max(1, bandWidth - 2 * inset) };
		let up = 0;
		let down = 0;
		const parts = bucket.parts.map((part) => {
			const value = finite(part.value);
			const from = value < 0 ? down : up;
			const to = from + value;
			if (value < 0) down = to;
			else up = to;
			return { key: part.key, ...wide, ...between(from, to) };
		});
		const behind = bucket.behind === null ? null : { x: band, width: bandWidth, ...between(0, finite(bucket.behind)) };
		return { key: bucket.key, column: axes.columns[i]!, parts, behind, top: Math.min(y(up), behind?.y ?? y(0)) };
	});
	const steps = bars.map((bar, i) => (bar.behind ? `M${bar.column.x},${y(finite(buckets[i]!.behind))}h${step}` : ""));
	return { ...axes, bars, thin, edge: thin ? steps.join("") : "" };
}

export function barPartAt(layout: StackLayout, index: number, _x: number, y: number): string | null {
	const part = layout.bars[index]?.parts.find((box) => box.height > 0 && y >= box.y && y <= box.y + box.height);
	return part?.key ?? null;
}
