/* SPDX-License-Identifier: Apache-2.0 */
import { printFilter, readExplorer, type PivotAnswer } from "@centavo/core";
import { describe, expect, test } from "vitest";
import { fits, place, shift, without } from "../src/widgets/pivot/axes.ts";
import { foldable, foldedAtFirst, openRows, shapePivot } from "../src/widgets/pivot/shape.ts";
import { afterSteps } from "../src/widgets/pivot/steps.ts";

const row = (depth: number, category: string | null, name: string | null, cost: string, cells: (string | null)[], more = {}) => ({
	depth,
	service_category: category,
	service_name: name,
	billing_currency: "USD",
	effective_cost: cost,
	share: "0.500000000000",
	cells,
	...more,
});

const answer = {
	context: {
		start: "2026-09-10",
		end: "2026-10-31",
		granularity: "month",
		metric: "effective_cost",
		rows: ["service_category", "service_name"],
		columns: ["provider_name"],
	},
	columns: [
		{ provider_name: "AWS", charge_date: "2026-09-01", is_other: false },
		{ provider_name: "AWS", charge_date: "2026-10-01", is_other: false },
		{ provider_name: null, charge_date: "2026-10-01", is_other: false },
		{ provider_name: null, charge_date: null, is_other: true },
	],
	items: [
		row(1, "Compute", null, "30.000000000000", ["10.000000000000", "20.000000000000", null, null]),
		row(2, "Compute", "EC2", "20.000000000000", ["10.000000000000", "10.000000000000", null, null]),
		row(2, "Compute", null, "10.000000000000", [null, "10.000000000000", null, null], { is_other: true }),
		row(1, null, null, "-1.000000000000", [null, null, "-1.000000000000", null]),
		row(2, null, "Fee", "-1.000000000000", [null, null, "-1.000000000000", null]),
		{ ...row(1, "Compute", null, "9.000000000000", [null, null, null, null]), billing_currency: "EUR" },
	],
	totals: [
		{ billing_currency: "USD", effective_cost: "29.000000000000", share: "1.000000000000", cells: ["10.000000000000", "20.000000000000", "-1.000000000000", null] },
		{ billing_currency: "EUR", effective_cost: "9.000000000000", cells: [null, null, null, null] },
	],
	page: { limit: 1000, next_cursor: null },
	links: {},
} as unknown as PivotAnswer;

describe("a pivot", () => {
	const pivot = shapePivot(answer, "USD");
	test("puts neighbours of one beginning below one heading, others by themselves", () => {
		expect(pivot.head.map((level) => level.map((heading) => `${heading.value ?? heading.day ?? "none"}*${heading.span}`))).toEqual([
			["AWS*2", "none*1", "none*1"],
			["2026-09-01*1", "2026-10-01*1", "2026-10-01*1", "none*1"],
		]);
		expect(pivot.head[0]!.map((heading) => heading.isOther)).toEqual([false, false, true]);
	});
	test("is a tree of one currency, with the way to every row", () => {
		expect(pivot.rows.map((one) => [one.depth, one.value, one.isOther, one.hasRows])).toEqual([
			[1, "Compute", false, true],
			[2, "EC2", false, false],
			[2, null, true, false],
			[1, null, false, true],
			[2, "Fee", false, false],
		]);
		expect(pivot.rows[1]!.path).toEqual([
			{ name: "service_category", value: "Compute" },
			{ name: "service_name", value: "EC2" },
		]);
		expect(pivot.rows[2]!.path).toEqual([]);
		expect(new Set(pivot.rows.map((one) => one.key)).size).toBe(5);
		expect(pivot.total?.cost).toBe("29.000000000000");
	});
	test("folds what is below a row, and nothing beside it", () => {
		const [first] = foldable(pivot.rows);
		expect(openRows(pivot.rows, new Set([first!])).map((one) => one.value)).toEqual(["Compute", null, "Fee"]);
		expect(openRows(pivot.rows, new Set(foldable(pivot.rows)))).toHaveLength(2);
		expect(openRows(pivot.rows, new Set())).toHaveLength(5);
	});
	test("begins open when it can be taken in, else with its outermost rows", () => {
		expect(foldedAtFirst(pivot.rows)).toEqual([]);
		const many = Array.from({ length: 40 }, (_, i) => pivot.rows.slice(0, 2).map((one) => ({ ...one, key: `${one.key} ${i}` }))).flat();
		expect(foldedAtFirst(many)).toHaveLength(40);
	});
	test("of an answer without columns has no head", () => {
		const bare = shapePivot({ ...answer, columns: [], context: { ...answer.context, columns: [], granularity: "total" } }, "USD");
		expect(bare.head).toEqual([]);
		expect(bare.columns).toEqual([]);
	});
});

describe("axes", () => {
	const axes = { rows: ["a", "b"], columns: ["c"] };
	test("take a dimension at a place, from the shelf, from beside or from the other axis", () => {
		expect(place(axes, "d", "rows", 1)).toEqual({ rows: ["a", "d", "b"], columns: ["c"] });
		expect(place(axes, "a", "rows", 2)).toEqual({ rows: ["b", "a"], columns: ["c"] });
		expect(place(axes, "b", "rows", 0)).toEqual({ rows: ["b", "a"], columns: ["c"] });
		expect(place(axes, "a", "columns", 0)).toEqual({ rows: ["b"], columns: ["a", "c"] });
		expect(place(axes, "d", "columns")).toEqual({ rows: ["a", "b"], columns: ["c", "d"] });
		expect(without(axes, "c")).toEqual({ rows: ["a", "b"], columns: [] });
	});
	test("are full with four levels or two columns; what moves within takes no room", () => {
		const full = { rows: ["a", "b"], columns: ["c", "d"] };
		expect(place(full, "e", "rows")).toBe(null);
		expect(fits(full, "a", "columns")).toBe(false);
		expect(place(full, "d", "columns", 0)).toEqual({ rows: ["a", "b"], columns: ["d", "c"] });
		expect(place(full, "d", "rows")).toEqual({ rows: ["a", "b", "d"], columns: ["c"] });
	});
	test("shift by one and stop at the edge", () => {
		expect(shift(axes, "a", 1)).toEqual({ rows: ["b", "a"], columns: ["c"] });
		expect(shift(axes, "b", -1)).toEqual({ rows: ["b", "a"], columns: ["c"] });
		expect(shift(axes, "a", -1)).toBe(null);
		expect(shift(axes, "c", 1)).toBe(null);
		expect(shift(axes, "none", 1)).toBe(null);
	});
});

describe("a click", () => {
	const state = readExplorer(new URLSearchParams("group_by=service_category,service_name&chart=pivot"));
	const steps = [
		{ name: "service_category", value: "Compute" },
		{ name: "service_name", value: "EC2" },
	];
	const filterOf = (next: typeof state) => printFilter(next.query.filter);
	test("makes the whole way a condition, and takes the last back the second time", () => {
		const once = afterSteps(state, steps, "filter");
		expect(filterOf(once)).toBe('service_category = "Compute" and service_name = "EC2"');
		expect(filterOf(afterSteps(once, steps, "filter"))).toBe('service_category = "Compute"');
	});
	test("with Shift excludes exactly that", () => {
		expect(filterOf(afterSteps(state, steps, "exclude"))).toBe('not (service_category = "Compute" and service_name = "EC2")');
		expect(filterOf(afterSteps(state, steps.slice(0, 1), "exclude"))).toBe('service_category != "Compute"');
	});
	test("with Alt goes into the row: the rest of the rows, or where one looks next", () => {
		const inner = afterSteps(state, steps.slice(0, 1), "drill");
		expect(inner.query.groups).toEqual(["service_name"]);
		expect(inner.drill).toEqual(["service_category"]);
		expect(filterOf(inner)).toBe('service_category = "Compute"');
		const innermost = afterSteps(state, steps, "drill");
		expect(innermost.query.groups).toEqual(["region_id"]);
		expect(innermost.drill).toEqual(["service_category", "service_name"]);
	});
	test("on several values folded to one does nothing", () => {
		expect(afterSteps(state, [], "filter")).toBe(state);
	});
});
