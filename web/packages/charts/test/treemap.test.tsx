/* SPDX-License-Identifier: Apache-2.0 */
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fitOf, squarify, tileBeside, Treemap, treemapLayout, type TreeGroup } from "../src/Treemap.tsx";
import { numbersIn, random } from "./odd.ts";

const box = { x: 0, y: 0, width: 900, height: 400 };
const leafOf = (key: string, value: number) => ({ key, label: `Leaf ${key}`, value, text: `$ ${value}` });
const groupOf = (key: string, values: number[]): TreeGroup => ({
	key,
	label: `Group ${key}`,
	text: "$ sum",
	leaves: values.map((value, i) => leafOf(`${key}${i}`, value)),
});

/* How deep two rectangles lie in each other. */
function overlap(one: typeof box, other: typeof box): number {
	const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
	const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
	return Math.min(across, down);
}

test("areas are proportional to the values, cover the box and do not overlap", () => {
	for (let seed = 1; seed <= 150; seed += 1) {
		const next = random(seed);
		const scale = 10 ** Math.floor(next() * 27 - 12);
		const values = Array.from({ length: 1 + Math.floor(next() * 60) }, () => next() ** 4 * scale + scale * 1e-7);
		const total = values.reduce((sum, value) => sum + value, 0);
		const boxes = squarify(values, box);
		const off = boxes.map((one, i) => Math.abs((one.width * one.height) / (box.width * box.height) / (values[i]! / total) - 1));
		expect(Math.max(...off)).toBeLessThan(1e-6);
		const out = boxes.map((one) => Math.max(-one.x, -one.y, one.x + one.width - box.width, one.y + one.height - box.height));
		expect(Math.max(...out)).toBeLessThan(1e-6);
		const common = boxes.flatMap((one, i) => boxes.slice(i + 1).map((other) => overlap(one, other)));
		expect(Math.max(0, ...common)).toBeLessThan(1e-6);
	}
});

test("a leaf has its share of the whole whatever its group", () => {
	const { tiles } = treemapLayout([groupOf("a", [50, 30]), groupOf("b", [15, 5])], 500, 300);
	for (const tile of tiles) expect((tile.width * tile.height) / 150_000).toBeCloseTo(tile.leaf.value / 100, 9);
	const inside = treemapLayout([groupOf("a", [50, 30]), groupOf("b", [15, 5])], 500, 300);
	for (const tile of inside.tiles) {
		const group = inside.groups.find((one) => one.group.key === tile.group.key)!;
		expect(tile.x).toBeGreaterThanOrEqual(group.x - 1e-9);
		expect(tile.x + tile.width).toBeLessThanOrEqual(group.x + group.width + 1e-9);
	}
});

test("the example of the method comes out as it does there", () => {
	const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
	expect(boxes[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 });
	expect(boxes[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 });
	expect(boxes[2]!.height).toBeCloseTo(7 / 3);
});

test.each([
	["nothing", []],
	["a group of nothing", [groupOf("a", [])]],
	["all zero", [groupOf("a", [0, 0])]],
	["all negative", [groupOf("a", [-1, -2])]],
	["a single leaf", [groupOf("a", [1])]],
	["huge beside tiny", [groupOf("a", [1e15, 1e-12]), groupOf("b", [1e15])]],
	["no number", [groupOf("a", [Number.NaN, Number.POSITIVE_INFINITY, 3])]],
])("of %s no NaN comes", (_, groups) => {
	for (const [width, height] of [[0, 0], [280, 200], [3840, 500]]) {
		const { tiles, groups: drawn } = treemapLayout(groups, width!, height!);
		const places = [...tiles, ...drawn].map(({ x, y, width: w, height: h }) => [x, y, w, h]);
		expect(numbersIn(places).filter((value) => !Number.isFinite(value) || value < 0)).toEqual([]);
	}
});

test("what is below zero is listed, never drawn", () => {
	const layout = treemapLayout([groupOf("a", [5, -3])], 300, 200);
	expect(layout.tiles.map((tile) => tile.leaf.key)).toEqual(["a0"]);
	expect(layout.below.map((one) => one.leaf.key)).toEqual(["a1"]);
});

test("arrows lead to what lies beside, and stay at the edge", () => {
	const boxes = squarify([1, 1, 1, 1], { x: 0, y: 0, width: 200, height: 200 });
	const at = (x: number, y: number) => boxes.findIndex((one) => one.x === x && one.y === y);
	expect(tileBeside(boxes, at(0, 0), "ArrowRight")).toBe(at(100, 0));
	expect(tileBeside(boxes, at(0, 0), "ArrowDown")).toBe(at(0, 100));
	expect(tileBeside(boxes, at(0, 0), "ArrowLeft")).toBe(at(0, 0));
	expect(tileBeside(boxes, at(0, 0), "x")).toBe(at(0, 0));
});

test("words are written only where they fit", () => {
	expect(fitOf(30, 30, "$ 1")).toBe("none");
	expect(fitOf(60, 30, "$ 1")).toBe("label");
	expect(fitOf(80, 60, "$ 1")).toBe("text");
	expect(fitOf(80, 60, "US$ 1,234,567")).toBe("label");
	expect(fitOf(300, 200, "$ 1")).toBe("large");
});

const groups = [groupOf("a", [60, 20, -7]), groupOf("b", [15, 5])];
const draw = (more: object = {}) =>
	render(<Treemap groups={groups} color={() => "red"} label="Cost" belowLabel="Credits" {...more} />);

beforeEach(() => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 600 });
});
afterEach(cleanup);

test("tiles are buttons with their whole name, one stop of the Tab key, walked by arrows", () => {
	draw({ onPart: vi.fn(), tooltip: (leaf: string) => `tip ${leaf}` });
	const first = screen.getByRole("button", { name: "Group a, Leaf a0 $ 60" });
	const tiles = screen.getAllByRole("button").filter((one) => one.className === "cc-tile");
	expect(tiles).toHaveLength(4);
	expect(tiles.filter((one) => one.tabIndex === 0)).toEqual([first]);
	first.focus();
	fireEvent.keyDown(first, { key: "ArrowRight" });
	expect(document.activeElement).not.toBe(first);
	expect((document.activeElement as HTMLElement).tabIndex).toBe(0);
	fireEvent.keyDown(document.activeElement!, { key: "Home" });
	expect(document.activeElement).toBe(first);
	fireEvent.pointerEnter(first);
	expect(screen.getByText("tip a0")).toBeTruthy();
	fireEvent.keyDown(first, { key: "Escape" });
	expect(screen.queryByText("tip a0")).toBeNull();
});

test("a click names leaf, keys and group; a group's name is a button of its own; so is a credit", () => {
	const onPart = vi.fn();
	const onGroup = vi.fn();
	draw({ onPart, onGroup });
	fireEvent.click(screen.getByRole("button", { name: /Leaf a0/ }), { shiftKey: true });
	fireEvent.click(screen.getByRole("button", { name: /Leaf b0/ }), { altKey: true });
	fireEvent.click(screen.getByRole("button", { name: /Leaf a2/ }));
	fireEvent.click(screen.getByRole("button", { name: "Group a $ sum" }), { shiftKey: true });
	expect(onPart.mock.calls).toEqual([
		["a0", true, false, "a"],
		["b0", false, true, "b"],
		["a2", false, false, "a"],
	]);
	expect(onGroup).toHaveBeenCalledWith("a", true, false);
});

test("what is not in the light is dimmed: by leaf or by group; without a hand it says that nothing happens", () => {
	const { container } = draw({ highlight: "a" });
	expect(container.querySelectorAll(".cc-tile[data-dim]")).toHaveLength(2);
	expect(container.querySelectorAll(".cc-tile[aria-disabled]")).toHaveLength(4);
	expect(screen.getByText("Credits")).toBeTruthy();
});

test("the height is there before the width", () => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 0 });
	const { container } = draw({ height: 250 });
	expect(container.querySelector<HTMLElement>(".cc-tree")!.style.height).toBe("250px");
	expect(container.querySelector(".cc-tile")).toBeNull();
});
