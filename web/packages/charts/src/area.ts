/* SPDX-License-Identifier: Apache-2.0 */
/* area.ts -- parts stacked as areas: what is positive grows up from zero, what is negative hangs below it. A part that
 * changes its sign is two areas, one on each side, so that none is ever drawn across another. */
import { area, curveMonotoneX, line } from "d3-shape";
import { finite, runsOf, seriesKeys, stackExtent, timeAxes } from "./axes.ts";
import type { StackBucket, StackFrame, TimeAxes, TimeLayout } from "./axes.ts";
import { between } from "./lines.ts";

export interface Layer {
	key: string;
	/** edges at each bucket, in pixels: the one nearer to zero, the one farther from it */
	near: number[];
	far: number[];
	runs: { d: string; partial: boolean }[];
}

export interface AreaLayout extends TimeLayout {
	middles: number[];
	layers: Layer[];
	/** edge of the compared period's totals; "" where there is none */
	behind: string;
}

interface Edge {
	x: number;
	near: number;
	far: number;
}

const shape = area<Edge>((edge) => edge.x, (edge) => edge.near, (edge) => edge.far).curve(curveMonotoneX);

/* A bucket without neighbours has no way to go: it is as wide as its band. */
function edgesOf(axes: TimeAxes, layer: Omit<Layer, "runs">, from: number, to: number): Edge[] {
	const at = (i: number, x: number): Edge => ({ x, near: layer.near[i]!, far: layer.far[i]! });
	if (from === to) return [at(from, axes.bands[from]!), at(from, axes.bands[from]! + axes.bandWidth)];
	return Array.from({ length: to - from + 1 }, (_, i) => at(from + i, axes.middles[from + i]!));
}

function layersOf(buckets: StackBucket[], axes: TimeAxes): Layer[] {
	const runs = runsOf(buckets);
	const maps = buckets.map((bucket) => new Map(bucket.parts.map((part) => [part.key, finite(part.value)])));
	const layers: Layer[] = [];
	for (const way of [1, -1]) {
		const level = buckets.map(() => 0);
		for (const key of seriesKeys(buckets)) {
			const values = maps.map((map) => way * Math.max(0, way * (map.get(key) ?? 0)));
			if (values.every((value) => value === 0)) continue;
			const near = level.map((value) => axes.y(value));
			values.forEach((value, i) => (level[i]! += value));
			const layer = { key, near, far: level.map((value) => axes.y(value)) };
			const paths = runs.map((run) => ({ d: shape(edgesOf(axes, layer, run.from, run.to)) ?? "", partial: run.partial }));
			layers.push({ ...layer, runs: paths });
		}
	}
	return layers;
}

export function areaLayout(buckets: StackBucket[], frame: StackFrame): AreaLayout {
	const axes = timeAxes(buckets, stackExtent(buckets), frame);
	const { y, bands: _, bandWidth: __, ...rest } = axes;
	const compared = buckets.map((bucket) => bucket.behind);
	const behind = line<number | null>((_, i) => axes.middles[i]!, (value) => y(finite(value)))
		.defined((value) => value !== null)
		.curve(curveMonotoneX);
	return { ...rest, layers: layersOf(buckets, axes), behind: behind(compared) ?? "" };
}

export function areaPartAt(layout: AreaLayout, _index: number, x: number, y: number): string | null {
	const [i, way] = between(layout.middles, x);
	const mix = (edge: number[]) => edge[i]! + ((edge[i + 1] ?? edge[i]!) - edge[i]!) * way;
	const layer = layout.layers.find(({ near, far }) => {
		const [a, b] = [mix(near), mix(far)];
		return y >= Math.min(a, b) && y <= Math.max(a, b);
	});
	return layer?.key ?? null;
}
