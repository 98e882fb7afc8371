/* SPDX-License-Identifier: Apache-2.0 */
import { expect, test } from "vitest";
import { misread } from "../src/index.ts";

const of = (text: string) => misread(new URLSearchParams(text)).map((one) => `${one.name}=${one.value}`);

test("what an address may say is understood", () => {
	const said = "window=2026-09&metric=billed_cost&compare=as_of:2026-11-03&granularity=week&as_of=2026-11-03&currency=EUR&chart=pivot&show=share";
	expect(of(said)).toEqual([]);
	expect(of("start=2026-09-01&end=2026-09-30&currency=none&metric=consumed_quantity&group_by=no_such&filter=x")).toEqual([]);
});

test("what means nothing is named, each word by itself", () => {
	expect(of("window=banana&as_of=soon&compare=as_of:never&show=pears")).toEqual(["window=banana", "compare=as_of:never", "as_of=soon", "show=pears"]);
	expect(of("window=2026-13")).toEqual(["window=2026-13"]);
	expect(of("currency=euros&metric=joy&granularity=hour&chart=pie")).toEqual(["metric=joy", "granularity=hour", "currency=euros", "chart=pie"]);
});

test("days in the wrong order mean nothing, both of them", () => {
	expect(of("start=2026-09-30&end=2026-09-01")).toEqual(["start=2026-09-30", "end=2026-09-01"]);
	expect(of("start=2026-09-01")).toEqual(["start=2026-09-01"]);
});
