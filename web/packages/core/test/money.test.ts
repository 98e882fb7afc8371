/* SPDX-License-Identifier: Apache-2.0 */
import { describe, expect, test } from "vitest";
import { createFormatters, money } from "../src/index.ts";

describe("money", () => {
	test("adds what a double cannot", () => {
		expect(money.add("0.1", "0.2")).toBe("0.300000000000");
		expect(money.add("12345678901234567890.000000000001", "0.000000000001")).toBe("12345678901234567890.000000000002");
	});
	test("ten million times a tenth is a million", () => {
		let sum = 0n;
		for (let i = 0; i < 10_000_000; i += 1_000) sum += money.units("0.1") * 1000n;
		expect(money.fromUnits(sum)).toBe("1000000.000000000000");
	});
	test("keeps the sign of what is below one", () => {
		expect(money.subtract("0.25", "1")).toBe("-0.750000000000");
		expect(money.absolute("-0.75")).toBe("0.75");
	});
	test("compares by value, not by text", () => {
		expect(money.compare("10", "9.999999999999")).toBe(1);
		expect(money.compare("-2", "-1")).toBe(-1);
		expect(money.compare("1.0", "1")).toBe(0);
	});
	test("a share of nothing is no number", () => {
		expect(money.ratio("1", "0.000")).toBeNull();
		expect(money.ratio("1", "8")).toBe(0.125);
		expect(money.ratio("-1", "8")).toBe(-0.125);
	});
	test("refuses what is no decimal", () => {
		expect(() => money.units("1e5")).toThrow(RangeError);
		expect(() => money.units("")).toThrow(RangeError);
	});
});

describe("formatters", () => {
	const en = createFormatters("en");
	const fr = createFormatters("fr");
	const pt = createFormatters("pt-BR");
	test("writes digits that no double holds", () => {
		expect(en.money("12345678901234567.890000000000", "USD")).toBe("$12,345,678,901,234,567.89");
	});
	test("follows the language", () => {
		expect(fr.money("1234.5", "EUR").replace(/\s/g, " ")).toBe("1 234,50 €");
		expect(pt.money("1234.5", "BRL").replace(/\s/g, " ")).toBe("R$ 1.234,50");
	});
	test("a currency without cents gets none", () => {
		expect(en.money("1234.5", "JPY")).toBe("¥1,235");
	});
	test("below a cent it shows what is there", () => {
		expect(en.money("0.000412", "USD")).toBe("$0.00041");
		expect(en.money("0.000000000000", "USD")).toBe("$0.00");
	});
	test("what is no currency stands behind the number", () => {
		expect(en.money("2", "(none)")).toBe("2.00 (none)");
	});
	test("a proof shows all twelve digits", () => {
		expect(en.exact("0.123456789012", "USD")).toBe("$0.123456789012");
	});
	test("a day is the bill's day in every time zone", () => {
		expect(en.shortDay("2026-11-01")).toBe("Nov 1");
		expect(fr.range("2026-10-01", "2026-10-31")).toContain("1");
	});
	test("names bytes by their size", () => {
		expect(en.bytes(999)).toBe("999 bytes");
		expect(en.bytes(4_813_321)).toBe("4.8 MB");
	});
});
