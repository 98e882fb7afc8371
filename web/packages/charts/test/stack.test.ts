/* SPDX-License-Identifier: Apache-2.0 */
import { expect, test } from "vitest";
import { bucketAt, labelIndexes, sparkPaths, stackLayout, type StackFrame } from "../src/index.ts";

const frame: StackFrame = { width: 400, height: 200, left: 40, right: 0, top: 0, bottom: 20, labelWidth: 60 };
const bucket = (key: string, values: number[], behind: number | null = null) => ({
	key,
	parts: values.map((value, i) => ({ key: `p${i}`, value })),
	behind,
});

test("parts stand on each other and add up to the bar", () => {
	const layout = stackLayout([bucket("a", [30, 50, 20])], frame);
	const [first, second, third] = layout.bars[0]!.parts;
	expect(first!.y).toBeCloseTo(second!.y + second!.height);
	expect(second!.y).toBeCloseTo(third!.y + third!.height);
	expect(first!.y + first!.height).toBeCloseTo(layout.zero);
});

test("credits hang below zero", () => {
	const layout = stackLayout([bucket("a", [30, -10])], frame);
	const [up, down] = layout.bars[0]!.parts;
	expect(up!.y + up!.height).toBeCloseTo(layout.zero);
	expect(down!.y).toBeCloseTo(layout.zero);
	expect(down!.height).toBeGreaterThan(0);
});

test("a small credit does not open a step of empty room", () => {
	const layout = stackLayout([bucket("a", [1000, -3])], frame);
	expect(layout.ticks[0]!.value).toBe(0);
	expect(layout.zero).toBeGreaterThan(frame.height - frame.bottom - 3);
	expect(stackLayout([bucket("a", [1000, -900])], frame).ticks[0]!.value).toBeLessThan(0);
});

test("the compared period counts for the scale", () => {
	const layout = stackLayout([bucket("a", [10], 100)], frame);
	expect(layout.ticks.at(-1)!.value).toBeGreaterThanOrEqual(100);
	expect(layout.bars[0]!.behind!.height).toBeGreaterThan(layout.bars[0]!.parts[0]!.height * 9);
});

test("nothing at all is still a frame", () => {
	expect(stackLayout([], frame).bars).toEqual([]);
	expect(stackLayout([bucket("a", [0])], frame).ticks.length).toBeGreaterThan(0);
});

test("the pointer finds its bucket and never leaves the chart", () => {
	const layout = stackLayout([bucket("a", [1]), bucket("b", [1]), bucket("c", [1])], frame);
	expect([bucketAt(layout, 45), bucketAt(layout, 220), bucketAt(layout, 399), bucketAt(layout, -50)]).toEqual([0, 1, 2, 0]);
});

test("labels keep their distance and the last one stays", () => {
	expect(labelIndexes(30, 20, 60).at(-1)).toBe(29);
	expect(labelIndexes(30, 20, 60)).toHaveLength(10);
});

test("a sparkline spans its box", () => {
	const paths = sparkPaths([1, 5, 3], [], 100, 30);
	expect(paths.line.startsWith("M1,")).toBe(true);
	expect(paths.behind).toBe("");
});
