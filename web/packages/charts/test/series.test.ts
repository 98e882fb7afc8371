/* SPDX-License-Identifier: Apache-2.0 */
import { describe, expect, test } from "vitest";
import { areaLayout, areaPartAt, linePartAt, linesLayout, runsOf, scaleOf, stackLayout, TOTAL } from "../src/index.ts";
import { anySeries, bucketOf, frame, numbersIn, ODD } from "./odd.ts";

const LAYOUTS = { bars: stackLayout, lines: linesLayout, area: areaLayout };

describe.each(Object.entries(LAYOUTS))("%s", (_, layout) => {
	test.each(Object.entries(ODD))("of %s have a place and no NaN", (_name, buckets) => {
		const drawn = layout(buckets, frame);
		expect(numbersIn(drawn).filter((value) => !Number.isFinite(value))).toEqual([]);
		expect(drawn.ticks.length).toBeGreaterThan(0);
	});

	test("have no NaN before the width is known", () => {
		const none = { ...frame, width: 0 };
		expect(numbersIn(layout(anySeries(3), none)).filter((value) => !Number.isFinite(value))).toEqual([]);
	});

	test("share the columns and the ticks' way of being round", () => {
		const buckets = [bucketOf("a", [1, 2]), bucketOf("b", [3, 4])];
		expect(layout(buckets, frame).columns).toEqual(stackLayout(buckets, frame).columns);
	});
});

test("parts of a bar stand on each other without gap or overlap, and stay in the plot", () => {
	for (let seed = 1; seed <= 200; seed += 1) {
		const layout = stackLayout(anySeries(seed), frame);
		for (const bar of layout.bars) {
			const above = bar.parts.filter((part) => part.y + part.height <= layout.zero + 1e-6);
			const below = bar.parts.filter((part) => !above.includes(part));
			let edge = layout.zero;
			for (const part of above) {
				expect(part.y + part.height).toBeCloseTo(edge, 6);
				edge = part.y;
			}
			expect(edge).toBeGreaterThanOrEqual(layout.plot.y - 1e-6);
			edge = layout.zero;
			for (const part of below) {
				expect(part.y).toBeCloseTo(edge, 6);
				edge = part.y + part.height;
			}
			expect(edge).toBeLessThanOrEqual(layout.plot.y + layout.plot.height + 1e-6);
		}
	}
});

test("areas lie on each other without gap or overlap, positive ones above zero and negative ones below", () => {
	for (let seed = 1; seed <= 200; seed += 1) {
		const layout = areaLayout(anySeries(seed), frame);
		layout.columns.forEach((_, i) => {
			const edges = { up: layout.zero, down: layout.zero };
			for (const layer of layout.layers) {
				const way = layer.far.some((far, k) => far < layer.near[k]!) ? "up" : "down";
				expect(layer.near[i]).toBeCloseTo(edges[way], 6);
				if (way === "up") expect(layer.far[i]).toBeLessThanOrEqual(edges.up + 1e-6);
				else expect(layer.far[i]).toBeGreaterThanOrEqual(edges.down - 1e-6);
				edges[way] = layer.far[i]!;
			}
		});
	}
});

test("bars that are too thin for edges touch each other", () => {
	const layout = stackLayout(Array.from({ length: 366 }, (_, i) => bucketOf(String(i), [1], 2)), frame);
	const [first, second] = layout.bars.map((bar) => bar.parts[0]!);
	expect(layout.thin).toBe(true);
	expect(first!.x + first!.width).toBeCloseTo(second!.x, 6);
	expect(layout.edge.split("M")).toHaveLength(367);
});

test("a part that is not there is zero, a bucket of which nothing is known is a gap", () => {
	const buckets = [bucketOf("a", [1, 1]), bucketOf("b", [1]), { ...bucketOf("c", []), absent: true }, bucketOf("d", [1, 1])];
	const stroke = linesLayout(buckets, frame).strokes.find((one) => one.key === "p1")!;
	const zero = linesLayout(buckets, frame).zero;
	expect(stroke.points[1]).toBe(zero);
	expect(stroke.points[2]).toBeNull();
	expect(stroke.runs).toHaveLength(1);
	expect(stroke.lone).toEqual([3]);
});

test("what is not complete is a run of its own that begins where the complete one ends", () => {
	const buckets = [bucketOf("a", [1]), bucketOf("b", [1]), bucketOf("c", [1]), { ...bucketOf("d", [1]), partial: true }];
	expect(runsOf(buckets)).toEqual([
		{ from: 0, to: 2, partial: false },
		{ from: 2, to: 3, partial: true },
	]);
});

test("each line has the dashed one of its own part, and of the bucket when it is the only one", () => {
	const own = { ...bucketOf("a", [1, 2]), parts: [{ key: "x", value: 1, behind: 3 }, { key: "y", value: 2 }] };
	const [x, y] = linesLayout([own, { ...own, key: "b" }], frame).strokes;
	expect(x!.behind).not.toBe("");
	expect(y!.behind).toBe("");
	const alone = linesLayout([bucketOf("a", [1], 2), bucketOf("b", [1], 2)], frame);
	expect(alone.strokes[0]!.behind).not.toBe("");
	expect(linesLayout([bucketOf("a", [1, 1], 2), bucketOf("b", [1, 1], 2)], frame).strokes.every((one) => one.behind === "")).toBe(true);
});

test("the total is a line of its own, compared with the bucket's own comparison", () => {
	const layout = linesLayout([bucketOf("a", [1, 2], 4), bucketOf("b", [3, 4], 4)], frame, true);
	const total = layout.strokes.at(-1)!;
	expect(total.key).toBe(TOTAL);
	expect(total.behind).not.toBe("");
	expect(layout.ticks.at(-1)!.value).toBeGreaterThanOrEqual(7);
});

test("the pointer finds the nearest line, the area under it, and nothing where nothing is", () => {
	const buckets = [bucketOf("a", [10, 45]), bucketOf("b", [10, 45])];
	const lines = linesLayout(buckets, frame);
	const [x] = lines.middles;
	expect(linePartAt(lines, 0, x!, lines.strokes[1]!.points[0]! + 4)).toBe("p1");
	expect(linePartAt(lines, 0, x!, lines.strokes[1]!.points[0]! + 60)).toBeNull();
	const area = areaLayout(buckets, frame);
	expect(areaPartAt(area, 0, x!, area.zero - 2)).toBe("p0");
	expect(areaPartAt(area, 0, x!, area.layers[1]!.far[0]! + 2)).toBe("p1");
	expect(areaPartAt(area, 0, x!, area.plot.y)).toBeNull();
});

test("a credit below zero opens no more room than it needs", () => {
	const [[bottom, top], ticks] = scaleOf([-300, 13000]);
	expect(bottom).toBeGreaterThan(-1000);
	expect(top).toBe(15000);
	expect(ticks[0]).toBe(0);
});
