/* SPDX-License-Identifier: Apache-2.0 */
import type { DeliveryDetail } from "@centavo/core";
import { expect, test } from "vitest";
import { againWords, decisionsFor, isCurrency } from "../src/widgets/delivery/shape.ts";

const bill = (state: string, charge_count = 0) => ({ state, charge_count, checks: [] }) as unknown as DeliveryDetail;

test("only a rejected bill is read again, and only one that was read can be accepted", () => {
	expect(decisionsFor(bill("rejected"))).toEqual({ accept: false, reject: false, again: true });
	expect(decisionsFor(bill("rejected", 3))).toEqual({ accept: true, reject: false, again: true });
	for (const state of ["active", "held", "superseded", "duplicate"]) expect(decisionsFor(bill(state, 3)).again, state).toBe(false);
});

test("a bill is read again with what was filled in, and nothing else", () => {
	expect(againWords({ currency: " eur ", date_order: "", source: " " })).toEqual({ currency: "EUR" });
	expect(againWords({ currency: "", date_order: "day-first", source: "a feed" })).toEqual({ date_order: "day-first", source: "a feed" });
	expect(["", "EUR", " eur "].map(isCurrency)).toEqual([true, true, true]);
	expect(["E", "EURO", "1.2"].map(isCurrency)).toEqual([false, false, false]);
});
