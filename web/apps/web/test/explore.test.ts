/* SPDX-License-Identifier: Apache-2.0 */
import { readExplorer, type CostAnswer, type CostItem } from "@centavo/core";
import { describe, expect, test } from "vitest";
import { act, actOn, drill, tidy, zoom } from "../src/explore/acts.ts";
import { copiedParams, familyOf, fileParams, inMeasure } from "../src/explore/fetch.ts";
import { moved, moveIn, offer } from "../src/explore/offer.ts";
import { changeOf, measuresOf, partKey, partValues, shapeRows, shapeSeries, shapeTiles } from "../src/explore/shape.ts";
import { costOf, faultOf, operatorOf, withOperator, withValue } from "../src/filters/conditions.ts";
import { NONE, OTHER } from "../src/widgets/daily/shape.ts";

const read = (text: string) => readExplorer(new URLSearchParams(text));
const USD = { currency: "USD", unit: null };

function answer(items: Partial<CostItem>[], more: object = {}): CostAnswer {
	const asked = { start: "2026-10-01", end: "2026-10-03", granularity: "day", metric: "effective_cost", currency: null };
	return {
		context: { ...asked, data_version: "1", as_of: null, freshness: [], estimated: false },
		items: items.map((item) => ({ billing_currency: "USD", ...item })),
		totals: [],
		page: { limit: 100, next_cursor: null },
		links: { self: "" },
		...more,
	} as CostAnswer;
}

const item = (charge_date: string, service_name: string | null, effective_cost: string, more: object = {}) => ({
	charge_date,
	service_name,
	effective_cost,
	...more,
});

describe("parts over time", () => {
	const split = answer(
		[
			item("2026-10-01", "A", "3"),
			item("2026-10-01", "B", "2"),
			item("2026-10-01", null, "1", { is_other: true }),
			item("2026-10-02", "A", "1"),
			item("2026-10-02", null, "7"),
			item("2026-10-02", "A", "9", { billing_currency: "EUR" }),
		],
		{ previous_items: [item("2026-09-28", "A", "2"), item("2026-09-29", "B", "5")].map((one) => ({ billing_currency: "USD", ...one })) },
	);
	const whole = answer([item("2026-10-01", null, "6"), item("2026-10-02", null, "8")], {
		previous_items: [{ billing_currency: "USD", charge_date: "2026-09-28", effective_cost: "2" }],
	});
	const series = shapeSeries(split, whole, ["service_name"], USD);
	test("stand in the server's order, what is folded last", () => {
		expect(series.keys).toEqual(["A", "B", NONE, OTHER]);
	});
	test("have the total that the server gives, never a sum", () => {
		expect(series.buckets.map((bucket) => bucket.total)).toEqual(["6", "8"]);
	});
	test("are one currency", () => {
		expect(series.buckets[1]!.parts.map((part) => part.cost)).toEqual(["1", "7"]);
	});
	test("are compared with the step and the part at the same place", () => {
		expect(series.buckets[0]!.behind).toEqual({ day: "2026-09-28", cost: "2" });
		expect(series.buckets[0]!.parts[0]!.before).toBe("2");
		expect(series.buckets[1]!.parts[0]!.before).toBeNull();
		expect(series.buckets[1]!.behind).toBeNull();
		expect(changeOf(series.buckets[0]!)).toEqual({ delta: "4.000000000000", ratio: 2 });
	});
	test("without groups are the whole alone", () => {
		const alone = shapeSeries(whole, whole, [], USD);
		expect(alone.keys).toEqual([""]);
		expect(partValues("")).toBeUndefined();
	});
	test("of quantities are one unit", () => {
		const mixed = answer([item("2026-10-01", "A", "1", { consumed_unit: "GB" }), item("2026-10-01", "A", "2", { consumed_unit: "Hours" })]);
		expect(shapeSeries(mixed, mixed, ["service_name"], { currency: "USD", unit: "Hours" }).buckets[0]!.total).toBe("2");
	});
});

describe("a part of several groups", () => {
	test("is all their values, none among them", () => {
		const key = partKey({ billing_currency: "USD", a: "x, y", b: null }, ["a", "b"]);
		expect(partValues(key)).toEqual(["x, y", null]);
		expect(partValues(OTHER)).toBeUndefined();
	});
	test("stands in a treemap with those of the same first", () => {
		const tiles = shapeTiles(
			answer([
				{ a: "x", b: "1" },
				{ a: "y", b: "1" },
				{ a: "x", b: "2" },
			]),
			["a", "b"],
			USD,
		);
		expect(tiles.groups.map((group) => [group.key, group.leaves.length])).toEqual([
			["x", 2],
			["y", 1],
		]);
	});
});

describe("currencies", () => {
	test("stand in the order in which they are known, others behind", () => {
		const whole = answer([], { totals: [{ billing_currency: "BRL" }, { billing_currency: "EUR" }, { billing_currency: "USD" }] });
		expect(measuresOf(whole, ["USD", "CHF", "EUR"])).toEqual(["USD", "EUR", "BRL"]);
	});
	test("narrow the table only where there are several and nothing is converted", () => {
		expect(inMeasure(read(""), USD, true).query.currency).toBe("USD");
		expect(inMeasure(read(""), USD, false).query.currency).toBeNull();
		expect(inMeasure(read("currency=EUR"), USD, true).query.currency).toBeNull();
	});
});

describe("rows", () => {
	test("keep what the server sent, folded or not", () => {
		const state = read("group_by=service_name");
		const rows = shapeRows([{ state, step: "total", answer: answer([{ service_name: "A" }, { service_name: null }, { is_other: true }]) }], USD);
		expect(rows.map((row) => row.values)).toEqual([["A"], [null], undefined]);
	});
});

describe("hands", () => {
	const state = read("group_by=provider_name,service_name");
	const none = { shiftKey: false, altKey: false };
	test("filter by all groups of a part", () => {
		const next = act(state, ["AWS", null], none);
		expect(next.query.filter.clauses).toEqual([
			{ name: "provider_name", exclude: false, values: ["AWS"] },
			{ name: "service_name", exclude: false, values: [null] },
		]);
	});
	test("exclude what has all of them together", () => {
		expect(act(state, ["AWS", "S3"], { shiftKey: true, altKey: false }).query.filter.rest).toBe('not (provider_name = "AWS" and service_name = "S3")');
	});
	test("of a cell mean its own value", () => {
		expect(actOn(state, ["AWS", "S3"], 1, none).query.filter.clauses).toEqual([{ name: "service_name", exclude: false, values: ["S3"] }]);
		expect(actOn(state, ["AWS", "S3"], 1, { shiftKey: false, altKey: true }).drill).toEqual(["provider_name", "service_name"]);
	});
	test("switch filters on again when one is chosen", () => {
		expect(act({ ...state, focused: false }, ["AWS", "S3"], none).focused).toBe(true);
	});
	test("a filter taken back takes its step of the drill along", () => {
		const inside = drill(read("group_by=provider_name"), ["AWS"], "service_name");
		expect(tidy({ ...inside, query: { ...inside.query, filter: { clauses: [], rest: null } } }).drill).toEqual([]);
	});
	test("at the end of the path filter", () => {
		const words = "provider_name,sub_account_id,service_category,service_name,region_id,resource_id".split(",");
		const deep = read("group_by=charge_description");
		const end = { ...deep, query: { ...deep.query, filter: { clauses: words.map((name) => ({ name, exclude: false, values: ["v"] })), rest: null } } };
		const next = drill(end, ["use"]);
		expect(next.query.groups).toEqual(["charge_description"]);
		expect(next.query.filter.clauses.at(-1)).toEqual({ name: "charge_description", exclude: false, values: ["use"] });
	});
	test("zoom to days", () => {
		expect(zoom(read("window=365d&granularity=week"), "2026-10-01", "2026-10-07").query).toMatchObject({ window: null, start: "2026-10-01", granularity: null });
	});
});

describe("a condition", () => {
	const clause = { name: "region_id", exclude: false, values: ["eu", "us"] };
	test("keeps its values where they still mean something", () => {
		expect(withOperator(clause, "is_not")).toEqual({ ...clause, exclude: true });
		expect(withOperator(clause, "contains")).toEqual({ name: "region_id", exclude: false, values: ["eu"], match: "contains" });
		expect(withOperator(withOperator(clause, "contains"), "is")).toEqual({ name: "region_id", exclude: false, values: [] });
		expect(withOperator(clause, "any")).toEqual({ name: "region_id", exclude: true, values: [null] });
	});
	test("is known by what it says", () => {
		for (const operator of ["is", "is_not", "contains", "contains_not", "none", "any"] as const)
			expect(operatorOf(withOperator({ ...clause, values: ["x"] }, operator))).toBe(operator);
		expect(operatorOf({ ...clause, match: "like", exclude: true })).toBe("like_not");
	});
	test("takes a value and lets go of it", () => {
		expect(withValue(withValue(clause, "br"), "eu").values).toEqual(["us", "br"]);
		expect(withValue(clause, null).values).toEqual(["eu", "us", null]);
	});
	test("offers what values cost in one currency", () => {
		const value = { value: "a", label: null, charge_count: 1, cost: [{ billing_currency: "EUR", effective_cost: "2" }] };
		expect(costOf(value, "EUR")).toBe("2");
		expect(costOf(value, "USD")).toBeNull();
	});
	test("that the server refuses is wrong at a character", () => {
		expect(faultOf({ title: "t", parameter: "filter", detail: "filter: character 25: expected a value, found x" })).toEqual({
			detail: "expected a value, found x",
			at: 25,
		});
		expect(faultOf({ title: "t", parameter: "filter", detail: "filter: too long" })).toEqual({ detail: "too long", at: null });
		expect(faultOf({ title: "t", parameter: "group_by" })).toBeNull();
	});
});

describe("the finder", () => {
	const names = {
		dimensions: [{ name: "service_name" }, { name: "region_id" }, { name: "billing_currency" }],
		tags: [
			{ key: "env", charge_count: 5 },
			{ key: "Équipe", charge_count: 9 },
		],
	};
	const label = (name: string) => ({ service_name: "Service", region_id: "Région" })[name] ?? name;
	const found = (q: string, taken: string[] = [], suggested: string[] = []) => offer(names, suggested, taken, q, label).map((one) => one.name);
	test("has what is suggested first, then names by the alphabet, then tags by use", () => {
		expect(found("", [], ["service_name"])).toEqual(["service_name", "region_id", "tag:Équipe", "tag:env"]);
	});
	test("finds by words in any order, without accents, by either name", () => {
		expect(found("region")).toEqual(["region_id"]);
		expect(found("NAME serv")).toEqual(["service_name"]);
		expect(found("equipe")).toEqual(["tag:Équipe"]);
	});
	test("what is called or begins as it was typed comes first", () => {
		const some = ["allocated_resource_id", "resource_type", "resource_id"].map((name) => ({ name }));
		const called = (name: string) => ({ allocated_resource_id: "Allocated resource", resource_id: "Resource", resource_type: "Resource type" })[name] ?? name;
		const order = offer({ dimensions: some, tags: [] }, [], [], "resource", called).map((one) => one.name);
		expect(order).toEqual(["resource_id", "resource_type", "allocated_resource_id"]);
	});
	test("leaves out what is taken", () => {
		expect(found("", ["region_id", "tag:env"])).toEqual(["service_name", "tag:Équipe"]);
	});
	test("takes a key that is typed in full", () => {
		expect(found("norm_tag:cost_center")).toEqual(["norm_tag:cost_center"]);
		expect(found("tag:env")).toEqual(["tag:env"]);
	});
	test("keys walk round", () => {
		expect([moveIn("ArrowDown", 2, 3), moveIn("ArrowUp", 0, 3), moveIn("PageDown", 0, 3), moveIn("x", 0, 3), moveIn("ArrowUp", 0, 0)]).toEqual([0, 2, 2, null, null]);
		expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
	});
});

describe("what is taken elsewhere", () => {
	test("has the columns of the table and as many groups as there are", () => {
		const state = read("group_by=service_name&fields=cost,delta&sort=-delta");
		const words = { fields: "service_name,billing_currency,effective_cost,delta", sort: "-delta", top: "all" };
		expect(Object.fromEntries(copiedParams(state, "total"))).toMatchObject({ ...words, limit: "1000" });
		expect(Object.fromEntries(fileParams(state, "total"))).toMatchObject(words);
		expect(fileParams(state, "total").has("limit")).toBe(false);
	});
	test("of steps is not paged, and compares nothing that is not shown", () => {
		const params = copiedParams(read("chart=table&granularity=week"), "week");
		expect([params.get("limit"), params.get("compare"), params.get("fields")]).toEqual([
			null,
			null,
			"service_name,charge_date,billing_currency,is_other,effective_cost",
		]);
	});
	test("of a pivot table is the pivot table's question", () => {
		const params = copiedParams(read("chart=pivot&columns=region_id&show=share"), "total");
		expect(Object.fromEntries(params)).toMatchObject({ columns: "region_id", show: "share", group_by: "service_name" });
	});
	test("charts share answers within their family alone", () => {
		expect(["bars", "area", "calendar", "table", "treemap"].map((chart) => familyOf(chart as "bars"))).toEqual(["time", "time", "calendar", "total", "total"]);
	});
});
