/* SPDX-License-Identifier: Apache-2.0 */
/* The shaping of widgets, on answers of the stand-in server: its shapes are the API's. */
import { expect, test } from "vitest";
import { money, type CostAnswer, type DeliveryCheck, type DeliveryDetail, type OpenApi, type PeriodHistory, type PeriodStep, type QualityFeed, type Reconciliation, type Run } from "@centavo/core";
import { answerCosts } from "./answers/costs.ts";
import { makeWorld } from "./answers/world.ts";
import { fileName, messageOf } from "../src/app/names.ts";
import { bucketRatio, completeUntil, keyOf, NONE, OTHER, shapeChart, valueOf } from "../src/widgets/daily/shape.ts";
import { shapeSpan } from "../src/widgets/deliveries/shape.ts";
import { decisionsFor, isShadow, shapeFindings } from "../src/widgets/delivery/shape.ts";
import { readAmount, standingOfMonth, uninvoiced } from "../src/widgets/reconcile/shape.ts";
import { shapeSteps } from "../src/widgets/history/shape.ts";
import { shapeArrival, shapeDays, shapeFaults, weightOf } from "../src/widgets/quality/shape.ts";
import { shapeRanking } from "../src/widgets/ranking/shape.ts";
import { shapeFields, shapeGroups } from "../src/docs/shape.ts";
import { outcomeOf, progressOf, proofsOf, type Upload } from "../src/upload/shape.ts";

const world = makeWorld("2025-09-01", "2026-10-31", true);
const ask = (text: string) =>
	answerCosts(world, new URLSearchParams(`limit=1000&${text}`), "2026-10-31", 1, "2026-10-29") as CostAnswer;
const OCTOBER = "start=2026-10-01&end=2026-10-31";

test("a month is as good as its gravest invoice, and says what has none", () => {
	const month = (...classes: string[]) => ({ items: classes.map((one) => ({ class: one, acceptance: null })) }) as unknown as Reconciliation;
	expect(standingOfMonth(month("exact", "no_invoice", "different"))).toBe("different");
	expect(standingOfMonth(month("no_invoice", "exact"))).toBe("equal");
	expect(uninvoiced(month("no_invoice", "exact", "no_invoice"))).toHaveLength(2);
	expect(standingOfMonth(month("no_invoice"))).toBeNull();
	expect(uninvoiced(month("no_invoice"))).toEqual([]);
});

test("a bill goes by the last part of its path, and its message leaves the terminal out", () => {
	expect(fileName("/srv/exports/2026-10.csv.gz")).toBe("2026-10.csv.gz");
	expect(fileName("exports/october/")).toBe("october");
	expect(fileName("bill.csv")).toBe("bill.csv");
	expect(fileName("/")).toBe("/");
	expect(messageOf({ message: "held: 2026-10 loses 40 % (`centavo deliveries 3` shows all findings)" })).toBe("2026-10 loses 40 %");
	expect(messageOf({ message: "accepted: as agreed (with Ana)" })).toBe("as agreed (with Ana)");
	expect(messageOf({ message: "which order? All fit; say --date-order day-first or --date-order month-first" })).toBe("which order? All fit");
	expect(messageOf({ message: "no currency; say which with --currency, or set default_currency in the configuration" })).toBe("no currency");
	expect(messageOf({ message: null })).toBe("");
});

test("a shadow is a bill of which nothing counts", () => {
	const bill = (...scopes: [string, string?][]) =>
		isShadow({ scopes: scopes.map(([state, role]) => ({ state, role })) } as DeliveryDetail);
	expect(bill(["active", "shadow"], ["superseded"])).toBe(true);
	expect(bill(["active", "shadow"], ["active", "primary"])).toBe(false);
	expect(bill(["held"])).toBe(false);
	expect(bill()).toBe(false);
});

test("the bars of a day add up to the day's total, to the last digit", () => {
	const split = ask(`${OCTOBER}&group_by=service_name&top=4&compare=previous`);
	const whole = ask(`${OCTOBER}&compare=previous`);
	const chart = shapeChart(split, whole, "service_name", "USD");
	expect(chart.buckets).toHaveLength(31);
	for (const bucket of chart.buckets) {
		const day = whole.items.find((item) => item.charge_date === bucket.day && item.billing_currency === "USD");
		expect(bucket.total).toBe(day!["effective_cost"]);
	}
	expect(chart.series.at(-1)!.key).toBe(OTHER);
	expect(chart.series).toHaveLength(5);
});

test("the period behind is matched place by place", () => {
	const chart = shapeChart(ask(`${OCTOBER}&group_by=service_name&top=2`), ask(`${OCTOBER}&compare=previous`), "service_name", "EUR");
	expect(chart.buckets[0]!.behind!.day).toBe("2026-08-31");
	expect(bucketRatio(chart.buckets[0]!)).not.toBeNull();
});

test("days after the last complete one are marked", () => {
	const answer = ask(`${OCTOBER}&group_by=service_name`);
	expect(completeUntil(answer)).toBe("2026-10-29");
	const partial = shapeChart(answer, undefined, "service_name", "USD").buckets.filter((bucket) => bucket.partial);
	expect(partial.map((bucket) => bucket.day)).toEqual(["2026-10-30", "2026-10-31"]);
});

test("a bar of another granularity than the comparison has nothing behind", () => {
	const chart = shapeChart(ask(`${OCTOBER}&group_by=service_name&granularity=week`), ask(`${OCTOBER}&compare=previous`), "service_name", "USD");
	expect(chart.buckets.every((bucket) => bucket.behind === null)).toBe(true);
});

test("no value is a value to filter by, the folded rest is not", () => {
	expect(valueOf(keyOf({ billing_currency: "USD", region_id: null }, "region_id"))).toBeNull();
	expect(keyOf({ billing_currency: "USD", region_id: "" }, "region_id")).toBe(NONE);
	expect(valueOf(keyOf({ billing_currency: "USD", region_id: null, is_other: true }, "region_id"))).toBeUndefined();
});

test("rankings carry names beside numbers", () => {
	const answer = ask(`${OCTOBER}&granularity=total&group_by=sub_account_id,sub_account_name&compare=previous`);
	const rows = shapeRanking(answer, "sub_account_id", "USD");
	expect(rows[0]).toMatchObject({ name: "shop-production", note: "210987654321" });
});

test("a delivery covers months or days", () => {
	expect(shapeSpan("2026-01", "2026-03")).toEqual({ start: "2026-01-01", end: "2026-03-31", months: true });
	expect(shapeSpan("2026-01-30", "2026-02-01")).toEqual({ start: "2026-01-30", end: "2026-02-01", months: false });
	expect(shapeSpan(null, null)).toBeNull();
	expect(shapeSpan("soon", "later")).toBeNull();
});

const check = (rule: string, outcome: DeliveryCheck["outcome"], acceptable = false): DeliveryCheck => ({
	rule,
	outcome,
	failing_count: 0,
	detail: "",
	is_acceptable: acceptable ? 1 : 0,
});

test("the worst finding comes first, and guards stand apart", () => {
	const found = shapeFindings([check("A", "passed"), check("B", "note"), check("C", "failed"), check("D", "failed", true)]);
	expect(found.passed).toEqual(["A"]);
	expect(found.found.map((one) => one.rule)).toEqual(["C", "B"]);
	expect(found.guards.map((one) => one.rule)).toEqual(["D"]);
});

test("a guard may be overruled, a broken invariant may not", () => {
	const bill = (state: DeliveryDetail["state"], checks: DeliveryCheck[], charge_count = 1) =>
		decisionsFor({ state, checks, charge_count } as DeliveryDetail);
	expect(bill("held", [check("GUARD-DROP", "failed", true)])).toMatchObject({ accept: true, reject: true });
	expect(bill("held", [check("GUARD-DROP", "failed", true), check("INV-02", "failed")])).toMatchObject({ accept: false, reject: true });
	expect(bill("active", [])).toMatchObject({ accept: false, reject: true });
	expect(bill("rejected", [])).toMatchObject({ accept: true, reject: false });
	expect(bill("rejected", [], 0)).toMatchObject({ accept: false, reject: false });
	expect(bill("superseded", [])).toMatchObject({ accept: false, reject: false });
});

const upload: Upload = { id: 1, name: "a.csv", size: 100, phase: "sending", sent: 50, run: null, error: null };
const run = (part: Partial<Run>): Run => ({
	run_id: 1,
	name: "a.csv",
	state: "done",
	bytes_done: 0,
	bytes_total: 100,
	row_count: 0,
	deliveries: [],
	error: null,
	...part,
});

test("the reference shows what a document says", () => {
	const document: OpenApi = {
		info: { title: "t", version: "1" },
		paths: {
			"/api/v1/dimensions/{name}": {
				get: {
					tags: ["Costs"],
					parameters: [
						{ name: "name", in: "path", required: true, example: "tag:env" },
						{ name: "start", in: "query", required: true, example: "2026-10-01" },
						{ name: "q", in: "query" },
					],
					responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/values" } } } } },
				},
			},
		},
		components: { schemas: { values: { properties: { items: { type: "array", items: { properties: { value: { type: "string" } } } } } } } },
	};
	const [group] = shapeGroups(document);
	expect(group!.operations[0]!.example).toBe("/api/v1/dimensions/tag%3Aenv?start=2026-10-01");
	expect(shapeFields(document, group!.operations[0]!.answer!).map((field) => [field.name, field.depth])).toEqual([
		["items", 0],
		["value", 1],
	]);
});

test("progress never goes back", () => {
	const states = ["landing", "mapping", "checking", "rolling_up", "activating", "done"] as const;
	const shares = [progressOf(upload), ...states.map((state) => progressOf({ ...upload, phase: "working", run: run({ state }) }))];
	expect([...shares].sort((a, b) => a - b)).toEqual(shares);
	expect(shares.at(-1)).toBe(1);
});

test("a delivery is proved currency by currency", () => {
	const delivery = {
		delivery_id: 1,
		name: "a.csv",
		source: "s",
		format: "f",
		state: "held" as const,
		billing_periods: [],
		row_count: 0,
		charge_count: 1,
		rejected_count: 1,
		control_total: { USD: "1.50", EUR: "2" },
		stored_total: { USD: "1.500000000000" },
		message: null,
	};
	expect(proofsOf(delivery).map((proof) => [proof.currency, proof.verdict])).toEqual([
		["EUR", "differs"],
		["USD", "equal"],
	]);
	const active = { ...delivery, state: "active" as const, row_count: 40, control_total: { USD: "1.500000000031", EUR: "2" } };
	expect(proofsOf(active).map((proof) => proof.verdict)).toEqual(["explained", "rounded"]);
	const finished = { ...upload, phase: "finished" as const };
	expect(outcomeOf({ ...finished, run: run({ deliveries: [delivery] }) })).toBe("attention");
	expect(outcomeOf({ ...finished, run: run({ deliveries: [{ ...delivery, state: "duplicate" }] }) })).toBe("known");
	expect(outcomeOf({ ...finished, run: run({ state: "failed" }) })).toBe("bad");
});

test("an amount is read as people type it, and not guessed", () => {
	expect(readAmount("1234.56")).toBe("1234.56");
	expect(readAmount("1.234,56")).toBe("1234.56");
	expect(readAmount("1,234.56")).toBe("1234.56");
	expect(readAmount("1 234 567,5")).toBe("1234567.5");
	expect(readAmount("-12")).toBe("-12");
	expect(readAmount("0.125")).toBe("0.125");
	expect(readAmount("1,234,567")).toBe("1234567");
	for (const text of ["1.234", "1,234", "", "abc", "1.2.3", "1,23,456", "12e3"]) expect(readAmount(text)).toBeNull();
});

test("steps of two sources are one month's total", () => {
	const step = (source: string, data_version: string, cost: string | null, delta: string) =>
		({ source, data_version, changed_at: `2026-10-0${data_version}T00:00:00Z`, billing_currency: "USD", billed_cost: cost, delta, changes: [] }) as unknown as PeriodStep;
	const history: PeriodHistory = {
		context: { metric: "billed_cost" } as PeriodHistory["context"],
		items: [step("a", "1", "10.5", "10.5"), step("a", "3", "0", "-10.5"), step("b", "2", "1", "1"), step("b", "3", "12", "11")],
	};
	const steps = shapeSteps(history, "USD");
	expect(steps.map((one) => money.toNumber(one.total))).toEqual([10.5, 11.5, 12]);
	expect(money.toNumber(steps[2]!.delta)).toBe(0.5);
	expect(steps[2]!.parts.length).toBe(2);
});

const feed = (part: Partial<QualityFeed>): QualityFeed => ({
	source: "a feed",
	grain: "day",
	charge_count: 10,
	previous_charge_count: 10,
	first_charge_date: "2026-02-01",
	last_charge_date: "2026-02-20",
	missing_days: [],
	columns: [],
	tag_collisions: [],
	growth: [],
	lateness: [],
	...part,
});

test("every day of a month is there, missing or still to come", () => {
	const days = shapeDays(feed({ missing_days: [{ first_day: "2026-02-03", last_day: "2026-02-04", day_count: 2 }] }), "2026-02");
	expect(days).toHaveLength(28);
	expect(days.map((one) => one.state[0]).join("")).toBe(`ttmm${"t".repeat(16)}${"l".repeat(8)}`);
	expect(shapeDays(feed({ grain: "month" }), "2026-02")).toEqual([]);
	expect(shapeDays(feed({ last_charge_date: null }), "2026-02")).toEqual([]);
});

test("what is not there at all weighs more than what lost its values", () => {
	const column = { column: "region_id", null_count: 9, null_ratio: "0.9", previous_null_count: 0, previous_null_ratio: "0", is_worse: true };
	const tag = { norm_key: "env", provider_name: null, charge_count: 1, value_count: 1 };
	const weigh = (part: Partial<QualityFeed>) => weightOf(shapeFaults(feed(part)));
	expect(weigh({ charge_count: 0 })).toBe(3);
	expect(weigh({ missing_days: [{ first_day: "2026-02-03", last_day: "2026-02-03", day_count: 1 }], columns: [column] })).toBe(2);
	expect(weigh({ columns: [column] })).toBe(1);
	expect(weigh({ tag_collisions: [{ ...tag, key: "Env", conflict_count: 2 }] })).toBe(1);
	expect(weigh({ tag_collisions: [{ ...tag, key: "Env", conflict_count: 0 }], columns: [{ ...column, is_worse: false }] })).toBe(0);
});

test("how late a cost came counts until it stays", () => {
	const at = (days_after_use: number, ratio: string | null, billing_currency = "USD") => ({ days_after_use, ratio, billing_currency });
	const daysOf = (row: { days_after_use: number }) => row.days_after_use;
	const [late] = shapeArrival([at(1, "0.5"), at(3, "0.95"), at(4, "1.0000"), at(9, "1.2"), at(12, "1.0000")], daysOf);
	expect([late!.most, late!.all]).toEqual([3, 12]);
	expect(shapeArrival([at(1, null)], daysOf)).toEqual([]);
	expect(shapeArrival([at(2, "1.0000"), at(5, "1.0000", "EUR")], daysOf).map((one) => [one.currency, one.all])).toEqual([
		["USD", 2],
		["EUR", 5],
	]);
});
