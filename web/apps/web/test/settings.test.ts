/* SPDX-License-Identifier: Apache-2.0 */
import { expect, test } from "vitest";
import { faultsOf, rateOf, readRate, type TypedRate } from "../src/widgets/settings/shape.ts";

const typed: TypedRate = { rate_set: " budget ", base_currency: "usd", quote_currency: "EUR", valid_from: "2026-11-01", rate: "0,92" };

test("a rate is read with a point or a comma, and a thousand is not guessed", () => {
	expect(readRate(" 1.0825 ")).toBe("1.0825");
	expect(readRate("1,0825")).toBe("1.0825");
	expect(readRate("0,925")).toBe("0.925");
	for (const text of ["", "0", "0.00", "-1", "1,082.5", "1.082,5", "16,500", "5,432", "1e3", "abc"]) expect(readRate(text), text).toBeNull();
});

test("what is wrong with a rate is said field by field", () => {
	expect(faultsOf(typed)).toEqual({});
	expect(faultsOf({ rate_set: "", base_currency: "euro", quote_currency: "", valid_from: "2026-02-30", rate: "0" })).toEqual({
		rate_set: "missing",
		base_currency: "currency",
		quote_currency: "currency",
		valid_from: "day",
		rate: "number",
	});
	expect(faultsOf({ ...typed, quote_currency: "USD" })).toEqual({ quote_currency: "same" });
});

test("a rate is sent as the API wants it", () => {
	expect(rateOf(typed)).toEqual({ rate_set: "budget", base_currency: "USD", quote_currency: "EUR", valid_from: "2026-11-01", rate: "0.92" });
});
