/* SPDX-License-Identifier: Apache-2.0 */
/* The shaping of the overview: every number is the server's, and none is made here. */
import { expect, test } from "vitest";
import type { CostAnswer, CostSummary, Source, SummaryAnswer, VarianceAnswer, VarianceItem } from "@centavo/core";
import { shapeFeeds } from "../src/widgets/fresh/shape.ts";
import { currencyOf } from "../src/widgets/kpi/fetch.ts";
import { shapeBilled, shapeKpis, shapeSpark, shapeUnrated } from "../src/widgets/kpi/shape.ts";
import { shapeMovers } from "../src/widgets/movers/shape.ts";
import { shapeRanking } from "../src/widgets/ranking/shape.ts";
import { DEFAULT_QUERY } from "@centavo/core";

const context = {
	start: "2026-10-01",
	end: "2026-10-31",
	previous_start: "2026-08-31",
	previous_end: "2026-09-30",
	granularity: "total",
	metric: "effective_cost",
	currency: "USD",
	data_version: "3",
	as_of: null,
	freshness: [],
	estimated: false,
} satisfies VarianceAnswer["context"];
const rest = { totals: [], page: { limit: 1, next_cursor: null }, links: { self: "" } };

const usd: CostSummary = {
	billing_currency: "USD",
	effective_cost: "310.000000000001",
	previous: "300.000000000000",
	delta: "10.000000000001",
	delta_ratio: "0.0333",
	charge_count: 12,
	first_charge_date: "2026-10-01",
	last_charge_date: "2026-10-29",
	day_count: 29,
	missing_day_count: 2,
	daily_mean: "10.689655172414",
	highest_day: { charge_date: "2026-10-16", effective_cost: "20.000000000000" },
	lowest_day: { charge_date: "2026-10-03", effective_cost: "-1.000000000000" },
	highest_month: { month: "2026-10", is_whole: false, effective_cost: "310.000000000001" },
	lowest_month: null,
	dearest_service: { service_name: "Compute", effective_cost: "200.000000000000", share: "0.6452" },
	cheapest_service: { service_name: null, effective_cost: "0.010000000000", share: null },
	month_to_date: {
		start: "2026-10-01",
		end: "2026-10-29",
		effective_cost: "310.000000000001",
		previous_start: "2026-09-01",
		previous_end: "2026-09-29",
		previous: null,
		delta: null,
		delta_ratio: null,
	},
	run_rate: { start: "2026-10-01", end: "2026-10-29", day_count: 29, daily: "10.689655172414", month_end: "331.379310344829" },
	forecast: null,
};
const answer = (items: CostSummary[], more: object = {}) => ({ context: { ...context, ...more }, items, links: { self: "" } }) as SummaryAnswer;

test("key figures are those of the server, of one currency", () => {
	const kpis = shapeKpis(answer([usd, { ...usd, billing_currency: "EUR" }]), "USD", "2026-09-15")!;
	expect(kpis).toMatchObject({
		total: "310.000000000001",
		mean: "10.689655172414",
		days: 29,
		missing: 2,
		highest: { day: "2026-10-16", cost: "20.000000000000" },
		lowest: { day: "2026-10-03", cost: "-1.000000000000" },
		highestMonth: { day: "2026-10-01" },
		lowestMonth: null,
		dearest: { name: "Compute", share: 0.6452 },
		cheapest: { name: null, share: null },
		month: { cost: "310.000000000001", move: null, whole: false },
		run: { daily: "10.689655172414", monthEnd: "331.379310344829" },
		previousPeriod: { start: "2026-08-31", end: "2026-09-30" },
		beforeFirst: true,
		comparable: true,
	});
	expect(kpis.move).toEqual({ delta: "10.000000000001", ratio: 0.0333 });
	expect(shapeKpis(answer([usd]), "USD", "2026-10-01")!.move).toBeNull();
	expect(shapeKpis(answer([usd]), "BRL", null)).toBeNull();
});

test("the billed cost is said where it is another one than the total", () => {
	const billed = (cost: string, currency = "USD") => {
		const totals = [{ billing_currency: currency, billed_cost: cost }];
		return shapeBilled({ context, ...rest, items: [], totals } as unknown as CostAnswer, shapeKpis(answer([usd]), "USD", null));
	};
	expect(billed("9343.440000000000")).toBe("9343.440000000000");
	expect(billed("310.000000000001")).toBeNull();
	expect(billed("9343.440000000000", "EUR")).toBeNull();
	expect(shapeBilled(undefined, null)).toBeNull();
});

test("a forecast is there only when the server has one", () => {
	expect(shapeKpis(answer([usd]), "USD", null)!.forecast).toBeNull();
	expect(shapeKpis(answer([{ ...usd, forecast: "400.000000000000" }]), "USD", null)!.forecast).toBe("400.000000000000");
});

test("by billing period days say nothing, and the rest still does", () => {
	const none = { day_count: null, missing_day_count: null, daily_mean: null, highest_day: null, lowest_day: null, month_to_date: null, run_rate: null };
	const kpis = shapeKpis(answer([{ ...usd, ...none }]), "USD", null)!;
	expect(kpis).toMatchObject({ total: "310.000000000001", mean: null, days: null, missing: 0, highest: null, month: null, run: null });
});

test("a missing rate is told of the total first, of the comparison only where one is asked for", () => {
	const gap = { missing_rates: [{ billing_currency: "USD", first_day: "2026-09-01", last_day: "2026-09-30", day_count: 30 }] };
	const whole = answer([usd], gap);
	const unrated = (item: Partial<CostSummary>, compare: "previous" | "none") => {
		const one = answer([{ ...usd, ...item } as CostSummary], gap);
		return shapeUnrated(one, shapeKpis(one, "USD", null), compare);
	};
	expect(unrated({ effective_cost: null }, "previous")).toEqual({ known: false });
	expect(unrated({ previous: null }, "previous")).toEqual({ known: true });
	expect(unrated({ previous: null }, "none")).toBeNull();
	expect(shapeUnrated(whole, shapeKpis(whole, "USD", null), "previous")).toBeNull();
	expect(shapeUnrated(answer([usd]), shapeKpis(answer([usd]), "USD", null), "previous")).toBeNull();
});

test("the currency is the one named, else the commonest that has a cost in the period", () => {
	const items = [usd, { ...usd, billing_currency: "EUR" }];
	expect(currencyOf({ ...DEFAULT_QUERY, convert: "BRL" }, null, undefined)).toBe("BRL");
	expect(currencyOf({ ...DEFAULT_QUERY, currency: "EUR" }, ["USD", "EUR"], items)).toBe("EUR");
	expect(currencyOf(DEFAULT_QUERY, ["GBP", "EUR", "USD"], items)).toBe("EUR");
	expect(currencyOf(DEFAULT_QUERY, ["USD"], undefined)).toBe("USD");
	expect(currencyOf(DEFAULT_QUERY, null, items)).toBeNull();
	expect(currencyOf(DEFAULT_QUERY, ["GBP", "CHF"], [])).toBe("GBP");
});

test("the line beside the total ends where the bills do", () => {
	const day = (charge_date: string, cost: string | null) => ({ billing_currency: "USD", charge_date, effective_cost: cost });
	const days = { context, items: [day("2026-10-01", "1"), day("2026-10-02", null), day("2026-10-03", "3")], previous_items: [day("2026-09-01", "5")] };
	expect(shapeSpark(days as unknown as CostAnswer, "USD", "2026-10-02")).toEqual({ series: [1, 0], behind: [5] });
	expect(shapeSpark(days as unknown as CostAnswer, "EUR", null)).toEqual({ series: [], behind: [] });
});

test("what moved comes in the server's order, with the parts that are not nothing", () => {
	const item = (name: string | null, delta: string, parts: Partial<VarianceItem>): VarianceItem => ({
		billing_currency: "USD",
		service_name: name,
		previous: "0",
		delta,
		delta_ratio: null,
		reason: "usage",
		usage_delta: "0.000000000000",
		price_delta: "0.000000000000",
		new_delta: "0.000000000000",
		gone_delta: "0.000000000000",
		other_delta: "0.000000000000",
		...parts,
	});
	const items = [
		item("Compute", "-8.000000000000", { usage_delta: "-10.000000000000", price_delta: "2.000000000000" }),
		item(null, "4.000000000000", { reason: "new", new_delta: "4.000000000000" }),
		item("Storage", "0.000000000000", {}),
		item(null, "1.000000000000", { is_other: true, reason: null }),
		{ ...item("Compute", "9", {}), billing_currency: "EUR" },
	];
	const movers = shapeMovers({ context, items, ...rest } as VarianceAnswer, "service_name", "USD");
	expect(movers.map((mover) => [mover.value, mover.length])).toEqual([
		["Compute", -1],
		[null, 0.5],
		[undefined, 0.125],
	]);
	expect(movers[0]!.parts).toEqual([
		{ reason: "usage", delta: "-10.000000000000" },
		{ reason: "price", delta: "2.000000000000" },
	]);
	expect(shapeMovers({ context, items: [], ...rest } as VarianceAnswer, "service_name", "USD")).toEqual([]);
});

test("a share is what the server says, and none where it says none", () => {
	const row = (name: string, share: string | null) => ({ billing_currency: "USD", service_category: name, effective_cost: "1", share });
	const rows = shapeRanking({ context, items: [row("Storage", "0.2062"), row("Tax", null)], ...rest } as CostAnswer, "service_category", "USD");
	expect(rows.map((one) => one.share)).toEqual([0.2062, null]);
});

test("feeds that stay behind the others come first; those that never counted are left out", () => {
	const source = (name: string, last: string | null, more: Partial<Source> = {}): Source => ({
		source_id: 1,
		name,
		provider_name: null,
		format: "focus",
		billing_account_id: null,
		role: "primary",
		priority: 1,
		active_delivery_count: 1,
		first_charge_date: "2026-01-01",
		last_charge_date: last,
		created_at: "2026-01-01T00:00:00Z",
		last_activated_at: null,
		...more,
	});
	const feeds = shapeFeeds(
		[source("a", "2026-10-31"), source("b", "2026-10-20"), source("c", "2026-10-29", { role: "shadow" }), source("d", null, { active_delivery_count: 0 })],
		"2026-11-02",
	);
	expect(feeds.map((feed) => [feed.name, feed.behind, feed.age, feed.shadow])).toEqual([
		["b", 11, 13, false],
		["c", 0, 4, true],
		["a", 0, 2, false],
	]);
	expect(shapeFeeds([source("a", "2026-11-05")], "2026-11-02")[0]!.age).toBe(0);
	const alike = ["c", "a", "b"].map((name) => source(name, "2026-10-31"));
	expect(shapeFeeds(alike, "2026-11-02").map((feed) => feed.name)).toEqual(["a", "b", "c"]);
});
