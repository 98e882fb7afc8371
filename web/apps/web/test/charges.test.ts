/* SPDX-License-Identifier: Apache-2.0 */
import { createFormatters, type Charge } from "@centavo/core";
import { describe, expect, it } from "vitest";
import { defaultColumns, GROUPS, groupColumns, isEmpty, kindOf, pairsOf, readColumns, timeText, wholeLinks } from "../src/widgets/charges/shape.ts";

const CHARGE = {
	billing_currency: "USD",
	effective_cost: "1.000000000000",
	charge_description: "hours",
	x_new_column: "later",
	tags: { env: "prod" },
	sys_delivery_id: 3,
	sys_file_no: 1,
	sys_row_no: 7,
	sys_part_no: 1,
} as Charge;

describe("columns of a charge", () => {
	it("stand in one group each, and one that nobody knows yet is not lost", () => {
		const names = GROUPS.flatMap((group) => group.names);
		expect(new Set(names).size).toBe(names.length);
		const groups = groupColumns(CHARGE);
		expect(groups.flatMap((group) => group.names).sort()).toEqual(["billing_currency", "charge_description", "effective_cost", "tags", "x_new_column"]);
		expect(groups.at(-1)).toEqual({ label: "charges_rest", names: ["x_new_column"] });
	});

	it("say what kind of value they hold", () => {
		const kinds = Object.fromEntries(
			["billed_cost", "x_native_cost", "list_unit_price", "pricing_currency_effective_cost", "sys_row_no", "charge_period_end", "tags", "x_list_cost_is_estimated", "sku_price_details", "invoice_id"].map(
				(name) => [name, kindOf(name)],
			),
		);
		expect(kinds).toEqual({
			billed_cost: "money",
			x_native_cost: "number",
			list_unit_price: "number",
			pricing_currency_effective_cost: "number",
			sys_row_no: "number",
			charge_period_end: "time",
			tags: "json",
			x_list_cost_is_estimated: "flag",
			sku_price_details: "json",
			invoice_id: "text",
		});
	});

	it("are those that a browser kept, as far as they exist", () => {
		expect(readColumns("service_name,gone,billed_cost")).toEqual(["service_name", "billed_cost"]);
		expect(readColumns("gone")).toBeNull();
		expect(readColumns(null)).toBeNull();
		expect(defaultColumns("list_cost", "service_name")).toContain("list_cost");
		expect(defaultColumns("list_cost", "service_name")).not.toContain("service_name");
	});
});

describe("values of a charge", () => {
	it("are empty without text, pairs or members", () => {
		expect([null, undefined, "", {}, []].map(isEmpty)).toEqual([true, true, true, true, true]);
		expect(["0.000000000000", false, 0, { a: "" }].map(isEmpty)).toEqual([false, false, false, false]);
	});

	it("are days of UTC, with the time where it is not the first instant", () => {
		const format = createFormatters("en");
		expect(timeText(format, "2026-10-31T00:00:00Z")).toBe("Oct 31, 2026");
		expect(timeText(format, "2026-10-31T23:30:00Z")).toBe("Oct 31, 2026, 23:30 UTC");
	});

	it("are pairs when they are an object", () => {
		expect(pairsOf({ env: "prod", n: { deep: 1 } })).toEqual([["env", "prod"], ["n", '{"deep":1}']]);
		expect(pairsOf(["a"])).toBeNull();
	});
});

it("a download is of everything, not of the page that is shown", () => {
	const links = { csv: "/api/v1/charges?window=all&limit=50&format=csv", self: "/api/v1/charges?window=all&cursor=c1&limit=50" };
	expect(wholeLinks(links)).toEqual({ csv: "/api/v1/charges?window=all&format=csv", self: "/api/v1/charges?window=all" });
	expect(wholeLinks(undefined)).toBeUndefined();
});
