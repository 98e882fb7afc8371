/* SPDX-License-Identifier: Apache-2.0 */
import { DEFAULT_QUERY, NO_FILTER, parseFilter, printFilter, type CostAnswer, type CostItem } from "@centavo/core";
import { describe, expect, it } from "vitest";
import { KINDS, tagKind } from "../src/widgets/things/kinds.ts";
import { unratedOf } from "../src/widgets/things/reading.ts";
import {
	nextOrder,
	ownQuery,
	printOrder,
	readOrder,
	searchFilter,
	shapeMonths,
	shapeRows,
	shapeTrends,
	sortWord,
	trendGranularity,
	valueFilters,
} from "../src/widgets/things/shape.ts";

const item = (value: string | null, cost: string, more: object = {}): CostItem =>
	({ service_name: value, billing_currency: "USD", effective_cost: cost, ...more }) as CostItem;

describe("rows of a list", () => {
	it("stay in the order of the server, of one currency, with no value and the rest apart", () => {
		const rows = shapeRows(
			[
				item("b", "2.000000000000", { share: "0.5", delta: "1.0", delta_ratio: "1" }),
				item("x", "9.0", { billing_currency: "EUR" }),
				item(null, "1.000000000000", { share: null }),
				item(null, "1.0", { is_other: true }),
			],
			"service_name",
			"effective_cost",
			"USD",
		);
		expect(rows.map((row) => [row.value, row.share, row.other])).toEqual([["b", 0.5, false], [null, null, false], [null, null, true]]);
		expect(new Set(rows.map((row) => row.key)).size).toBe(3);
		expect(rows[0]!.move).toEqual({ delta: "1.0", ratio: 1 });
	});

	it("have a series each", () => {
		const series = shapeTrends([item("a", "1.0"), item(null, "3.0"), item("a", "2.0")], "service_name", "effective_cost", "USD");
		expect(series.get("a")).toEqual([1, 2]);
		expect(series.get(null)).toEqual([3]);
	});

	it("have a picture of few steps", () => {
		expect([7, 62, 63, 400, 401].map(trendGranularity)).toEqual(["day", "day", "week", "week", "month"]);
	});
});

describe("questions about things", () => {
	it("are about one thing, and keep what else was asked", () => {
		const query = { ...DEFAULT_QUERY, filter: parseFilter('region_id = "eu"') };
		expect(printFilter(ownQuery(query, KINDS.services, 'say "hi"').filter)).toBe('region_id = "eu" and service_name = "say \\"hi\\""');
		expect(printFilter(ownQuery(query, tagKind("cost center"), null).filter)).toBe('region_id = "eu" and tag:"cost center" is null');
	});

	it("seek in id and name, beside any filter", () => {
		expect(searchFilter(NO_FILTER, KINDS.services, "s3")).toBe('service_name ~ "s3"');
		expect(searchFilter(parseFilter("a = 1 or b = 2"), KINDS.accounts, "x")).toBe('(a = 1 or b = 2) and (sub_account_id ~ "x" or sub_account_name ~ "x")');
		expect(searchFilter(NO_FILTER, tagKind("cost center"), "x")).toBe('tag:"cost center" ~ "x"');
		expect(searchFilter(parseFilter('a = "1"'), KINDS.services, "")).toBe('a = "1"');
	});

	it("name all values in as few conditions as fit", () => {
		const values = Array.from({ length: 30 }, (_, i) => `/subscriptions/${"x".repeat(80)}/${i}`);
		const filters = valueFilters("resource_id", [...values, null], 2000);
		expect(filters.length).toBeGreaterThan(1);
		expect(filters.every((filter) => encodeURIComponent(filter).length <= 2000)).toBe(true);
		expect(filters.flatMap((filter) => parseFilter(filter).clauses.flatMap((clause) => clause.values))).toEqual([...values, null]);
		expect(valueFilters("resource_id", [])).toEqual([]);
		/* one that is too long by itself is still asked */
		expect(valueFilters("resource_id", ["x".repeat(3000), "y"], 2000)).toHaveLength(2);
	});
});

describe("the order of a list", () => {
	it("is that of the address, by cost where it says nothing or nonsense", () => {
		expect(readOrder("-delta")).toEqual({ by: "delta", down: true });
		expect(readOrder("name")).toEqual({ by: "name", down: false });
		expect(readOrder("color")).toEqual(readOrder(null));
		expect(printOrder(readOrder(null))).toBeNull();
		expect(printOrder(readOrder("delta"))).toBe("delta");
	});

	it("turns with a second click", () => {
		const byName = nextOrder(readOrder(null), "name");
		expect(byName).toEqual({ by: "name", down: false });
		expect(nextOrder(byName, "name")).toEqual({ by: "name", down: true });
	});

	it("is said in columns of the API", () => {
		expect(sortWord({ by: "cost", down: true }, "service_name", "billed_cost")).toBe("-billed_cost");
		expect(sortWord({ by: "name", down: false }, "tag:cost center", "billed_cost")).toBe('tag:"cost center"');
	});
});

it("a month that the bills do not cover to its end is open", () => {
	const answer = (complete: string) =>
		({
			context: { metric: "effective_cost", freshness: [{ source: "a", last_complete_day: complete }] },
			items: [item(null, "1.0", { charge_date: "2026-09-01" }), item(null, "2.0", { charge_date: "2026-10-01" })],
		}) as unknown as CostAnswer;
	expect(shapeMonths(answer("2026-10-30"), "USD").map((month) => month.partial)).toEqual([false, true]);
	expect(shapeMonths(answer("2026-10-31"), "USD").map((month) => month.partial)).toEqual([false, false]);
	expect(shapeMonths(answer("2026-08-31"), "EUR")).toEqual([]);
});

it("an amount without its rate is none, not nothing", () => {
	const unrated = item("a", null as unknown as string, { share: null });
	expect(shapeRows([unrated], "service_name", "effective_cost", "USD")[0]!.cost).toBeNull();
	const missing_rates = [{ billing_currency: "EUR", first_day: "2026-10-01", last_day: "2026-10-02", day_count: 2 }];
	const context = { metric: "effective_cost", missing_rates, freshness: [] } as unknown as CostAnswer["context"];
	const months = { context, items: [{ ...unrated, charge_date: "2026-10-01" }] } as unknown as CostAnswer;
	expect(shapeMonths(months, "USD")).toEqual([{ day: "2026-10-01", cost: null, partial: false }]);
	expect(unratedOf({ context, totals: [{ billing_currency: "USD", effective_cost: null }] } as never)).toEqual(missing_rates);
	expect(unratedOf({ context, totals: [{ billing_currency: "USD", effective_cost: "0" }] } as never)).toBeNull();
});
