/* SPDX-License-Identifier: Apache-2.0 */
import type { Delivery, ShadowTotal } from "@centavo/core";
import { describe, expect, it } from "vitest";
import { concerns, gapCount, shapeCover } from "../src/widgets/sources/shape.ts";

const bill = (id: number, first: string | null, last: string | null, state = "active") =>
	({ delivery_id: id, first_scope: first, last_scope: last, state }) as Delivery;

describe("months that a feed covers", () => {
	it("stand year by year, the newest first, and what is missing between them is a gap", () => {
		const years = shapeCover([bill(1, "2025-11", "2025-11"), bill(2, "2026-01", "2026-02")]);
		expect(years.map((year) => year.year)).toEqual(["2026", "2025"]);
		expect(years[1]!.months.map((month) => month?.cover ?? null)).toEqual([...Array(10).fill(null), "active", "none"]);
		expect(years[0]!.months.slice(0, 3).map((month) => month?.delivery_id ?? null)).toEqual([2, 2, null]);
		expect(gapCount(years)).toBe(1);
	});

	it("are those that count before those that wait; what was replaced or refused covers nothing", () => {
		const held = shapeCover([bill(9, "2026-03", "2026-03", "held"), bill(4, "2026-03", "2026-03")]);
		expect(held[0]!.months[2]).toMatchObject({ cover: "active", delivery_id: 4, count: 1 });
		expect(shapeCover([bill(9, "2026-03", "2026-03", "held")])[0]!.months[2]).toMatchObject({ cover: "held", delivery_id: 9 });
		expect(shapeCover([bill(1, "2026-03", "2026-03", "rejected"), bill(2, null, null)])).toEqual([]);
	});

	it("know of days, and of several bills in one month", () => {
		const years = shapeCover([bill(1, "2026-03-01", "2026-03-02"), bill(2, "2026-03-03", "2026-03-03")]);
		expect(years[0]!.months[2]).toMatchObject({ cover: "active", delivery_id: 2, count: 2, days: true });
		expect(shapeCover([bill(1, "2026-03-01", "2026-03-02"), bill(2, "2026-03", "2026-03")])[0]!.months[2]!.days).toBe(false);
	});
});

it("a comparison is about both sides of it, and not about a feed that is called almost the same", () => {
	const item = { source: "feed-2", counts_instead: "aws.cur2:1, feed" } as ShadowTotal;
	expect(["feed-2", "aws.cur2:1", "feed"].map((name) => concerns(item, name))).toEqual([true, true, true]);
	expect(["aws", "fee", "feed-", "1"].map((name) => concerns(item, name))).toEqual([false, false, false, false]);
});
