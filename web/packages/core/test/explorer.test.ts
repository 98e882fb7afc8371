/* SPDX-License-Identifier: Apache-2.0 */
import { describe, expect, test } from "vitest";
import {
	drillBack,
	drillInto,
	drillSteps,
	excludeTogether,
	explorerParams,
	explorerPath,
	fittingSort,
	isViewAlone,
	joinExplorer,
	nextDimensions,
	NO_FILTER,
	parseFilter,
	printExplorer,
	printFilter,
	queryDays,
	readExplorer,
	searchText,
	splitExplorer,
	stepOf,
} from "../src/index.ts";

const read = (text: string) => readExplorer(new URLSearchParams(text));

describe("the explorer's address", () => {
	test("says everything and comes back", () => {
		const text =
			"start=2026-10-01&end=2026-10-31&metric=consumed_quantity&compare=year_ago&granularity=week&group_by=provider_name,tag:%22cost%20center%22" +
			"&basis=billing_period&consumed_unit=Hours&filter=service_name%20%3D%20%22S3%22" +
			"&chart=table&columns=region_id&fields=consumed_quantity,delta&drill=provider_name&sort=-delta&top=20&focused=false&charges=true";
		const state = read(text);
		expect(state.query.groups).toEqual(["provider_name", "tag:cost center"]);
		expect(state.fields).toEqual(["cost", "delta"]);
		expect(readExplorer(printExplorer(state))).toEqual(state);
		expect(new URLSearchParams(explorerPath(state).slice("/explore?".length)).get("fields")).toBe("consumed_quantity,delta");
	});
	test("names the saved view that was opened, which is no part of what is saved", () => {
		const state = read("view=k3v9&show=row_share");
		expect(state.view).toBe("k3v9");
		expect(printExplorer(state).toString()).toBe("show=row_share&view=k3v9&chart=bars");
		expect(splitExplorer(state)).toEqual(splitExplorer({ ...state, view: null }));
		expect(isViewAlone(new URLSearchParams("view=k3v9"))).toBe(true);
		expect(isViewAlone(printExplorer(read("view=k3v9")))).toBe(false);
		expect(isViewAlone(new URLSearchParams(""))).toBe(false);
	});
	test("of nothing is nothing", () => {
		expect(explorerPath(read(""))).toBe("/explore");
	});
	test("passes over what means nothing", () => {
		const state = read("chart=pie&top=0&fields=colour&granularity=fortnight&focused=perhaps&group_by=a,b,c,d,e,a");
		expect(state).toMatchObject({ chart: "bars", top: 10, fields: [], focused: true });
		expect(state.query.groups).toEqual(["a", "b", "c", "d"]);
		for (const never of ["2026-13", "2026-00", "0000", "0000-05"]) expect(read(`window=${never}`).query.window).toBe(null);
		for (const once of ["2026-12", "2026-01", "1999", "7d"]) expect(read(`window=${once}`).query.window).toBe(once);
	});
	test("charge categories may be one list, as in the API", () => {
		expect(read("charge_category=Usage,Tax").query.filter.clauses).toEqual([{ name: "charge_category", exclude: false, values: ["Usage", "Tax"] }]);
	});
});

describe("a saved view", () => {
	test("is a complete question and a look", () => {
		const state = read("chart=area&drill=provider_name&filter=provider_name%3DAWS&charges=true");
		const { query, look } = splitExplorer(state);
		expect(query).toContain("window=30d");
		expect(query).toContain("compare=previous");
		expect(query).toContain("group_by=service_name");
		expect(look).toEqual({ chart: "area", drill: "provider_name" });
		const { window: _, ...joined } = joinExplorer(query, look).query;
		const { window: __, ...before } = state.query;
		expect(joined).toEqual(before);
	});
	test("names the columns of a pivot table in its question, so that the API sees when one is gone", () => {
		const state = read("chart=pivot&group_by=service_category&columns=tag:env,provider_name");
		const { query, look } = splitExplorer(state);
		expect(new URLSearchParams(query).get("columns")).toBe("tag:env,provider_name");
		expect(look).toEqual({ chart: "pivot" });
		expect(joinExplorer(query, look).columns).toEqual(state.columns);
	});
});

describe("the question", () => {
	test("leaves filters out while they are switched off", () => {
		const state = read("filter=region_id%3Deu&cloud=aws&focused=false&window=7d");
		expect(searchText(explorerParams(state, "day"))).not.toMatch(/filter|cloud/);
		expect(searchText(explorerParams({ ...state, focused: true }, "day"))).toMatch(/filter.*|cloud=aws/);
	});
	test("of a table names every group, of a chart the largest", () => {
		expect(explorerParams(read("chart=table"), "total").get("top")).toBe("all");
		expect(explorerParams(read(""), "day").get("top")).toBe("10");
	});
	test("has no group when the address takes it away", () => {
		expect(explorerParams(read("group_by="), "day").has("group_by")).toBe(false);
	});
	test("steps fit the period and the chart", () => {
		expect(stepOf(read(""), null, null)).toBe("day");
		expect(stepOf(read("window=365d"), null, null)).toBe("week");
		expect(stepOf(read("window=all"), "2020-01-01", "2026-10-31")).toBe("month");
		expect(stepOf(read("chart=table"), null, null)).toBe("total");
		expect(stepOf(read("chart=table&granularity=month"), null, null)).toBe("month");
		expect(stepOf(read("chart=treemap&granularity=month"), null, null)).toBe("total");
	});
	test("an order goes when its column does, and follows the metric", () => {
		expect(fittingSort(read("sort=-delta"))).toBe("-delta");
		expect(fittingSort(read("sort=-delta&compare=none"))).toBeNull();
		expect(fittingSort(read("sort=-effective_cost,service_name&metric=billed_cost"))).toBe("-billed_cost,service_name");
		expect(fittingSort(read("sort=service_name&group_by=region_id"))).toBeNull();
		expect(fittingSort(read("sort=share&chart=table&granularity=month"))).toBeNull();
		expect(fittingSort(read("sort=-charge_date&chart=table&granularity=month"))).toBe("-charge_date");
		expect(fittingSort(read('sort=-tag:a b&group_by=tag:"a b"'))).toBe("-tag:a b");
	});
	test("steps by invoice are months at least", () => {
		expect(stepOf(read("basis=billing_period"), null, null)).toBe("month");
		expect(stepOf(read("basis=billing_period&granularity=week"), null, null)).toBe("month");
		expect(stepOf(read("basis=billing_period&granularity=year&chart=table"), null, null)).toBe("year");
	});
	test("days of every kind of window", () => {
		const days = (text: string) => queryDays(read(text).query, "2025-10-01", "2026-10-31");
		expect([days("window=7d"), days("window=2026-02"), days("window=2026"), days("window=ytd"), days("window=all"), days("window=mtd")]).toEqual([
			7, 28, 365, 304, 396, 31,
		]);
		expect(days("start=2026-10-01&end=2026-10-10")).toBe(10);
	});
});

describe("drilling", () => {
	const begin = read("group_by=provider_name");
	const inAws = drillInto(begin, ["AWS"], "sub_account_id");
	test("turns a value into a condition and splits by the next", () => {
		expect(printFilter(inAws.query.filter)).toBe('provider_name = "AWS"');
		expect(inAws.query.groups).toEqual(["sub_account_id"]);
		expect(drillSteps(inAws)).toEqual([{ name: "provider_name", value: "AWS" }]);
	});
	test("a charge without a value can be drilled into too", () => {
		expect(printFilter(drillInto(begin, [null], "service_name").query.filter)).toBe("provider_name is null");
	});
	test("of a row of several groups takes all of them", () => {
		const state = drillInto(read("group_by=provider_name,service_name"), ["AWS", "S3"], "region_id");
		expect(state.drill).toEqual(["provider_name", "service_name"]);
		expect(printFilter(state.query.filter)).toBe('provider_name = "AWS" and service_name = "S3"');
	});
	test("goes back to any step", () => {
		const deep = drillInto(inAws, ["1111"], "service_name");
		expect(drillSteps(deep).map((step) => step.value)).toEqual(["AWS", "1111"]);
		expect(drillBack(deep, 1)).toMatchObject({ drill: ["provider_name"], query: { groups: ["sub_account_id"] } });
		expect(drillBack(deep, 0).query.filter).toEqual(NO_FILTER);
		expect(drillBack(deep, 0).query.groups).toEqual(["provider_name"]);
	});
	test("a step whose condition is gone is no step", () => {
		expect(drillSteps({ ...inAws, query: { ...inAws.query, filter: NO_FILTER } })).toEqual([]);
	});
	test("offers what lies ahead first", () => {
		expect(nextDimensions(begin.query)[0]).toBe("sub_account_id");
		expect(nextDimensions(inAws.query)[0]).toBe("service_category");
		expect(nextDimensions(inAws.query)).not.toContain("provider_name");
		expect(nextDimensions(read("group_by=tag:env").query)[0]).toBe("provider_name");
	});
});

describe("conditions", () => {
	test("contains and like are clauses", () => {
		const text = 'resource_id ~ "web" and service_name !~ "cloud" and region_id not like "eu-%"';
		expect(parseFilter(text).rest).toBeNull();
		expect(printFilter(parseFilter(text))).toBe(text);
	});
	test("a value or none at all is one list", () => {
		const text = '(region_id = "eu" or region_id is null)';
		expect(parseFilter(text).clauses).toEqual([{ name: "region_id", exclude: false, values: ["eu", null] }]);
		expect(printFilter(parseFilter(text))).toBe(text);
	});
	test("what is not understood stands beside what is", () => {
		const text = 'not (a = "1" and b = "2") and list_cost > 5 and region_id = "eu"';
		const filter = parseFilter(text);
		expect(filter.clauses).toEqual([{ name: "region_id", exclude: false, values: ["eu"] }]);
		expect(filter.rest).toBe('not (a = "1" and b = "2") and list_cost > 5');
		expect(printFilter(parseFilter(printFilter(filter)))).toBe(printFilter(filter));
	});
	test("an or keeps its parentheses, however often it is read", () => {
		const text = '(a = "1" or b = "2") and region_id = "eu"';
		expect(printFilter(parseFilter(printFilter(parseFilter(text))))).toBe(text);
	});
	test("several values together are excluded together", () => {
		const filter = excludeTogether(NO_FILTER, [
			{ name: "provider_name", value: "AWS" },
			{ name: "region_id", value: null },
		]);
		expect(printFilter(filter)).toBe('not (provider_name = "AWS" and region_id is null)');
		expect(printFilter(excludeTogether(NO_FILTER, [{ name: "region_id", value: "eu" }]))).toBe('region_id != "eu"');
	});
	test("halves of expressions stay whole", () => {
		for (const text of ["region_id = ", "(region_id = a", "region_id = a and", "and", "x y z"]) expect(parseFilter(text)).toEqual({ clauses: [], rest: text.trim() });
	});
});
