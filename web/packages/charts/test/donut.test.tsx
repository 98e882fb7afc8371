/* SPDX-License-Identifier: Apache-2.0 */
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Donut, donutLayout, ShareBar, sharesOf } from "../src/Donut.tsx";
import { random } from "./odd.ts";

const partsOf = (values: number[]) => values.map((value, i) => ({ key: `p${i}`, value }));

test("shares follow each other from 0 to 1 without gap, each as large as its value", () => {
	for (let seed = 1; seed <= 100; seed += 1) {
		const next = random(seed);
		const scale = 10 ** Math.floor(next() * 27 - 12);
		const values = Array.from({ length: 1 + Math.floor(next() * 20) }, () => (next() + 0.01) * scale);
		const total = values.reduce((sum, value) => sum + value, 0);
		const shares = sharesOf(partsOf(values));
		expect(shares[0]!.from).toBe(0);
		expect(shares.at(-1)!.to).toBe(1);
		shares.forEach((share, i) => {
			expect(share.from).toBe(shares[i - 1]?.to ?? 0);
			expect(share.to - share.from).toBeCloseTo(values[i]! / total, 9);
		});
	}
});

test.each([
	["nothing", [], 0],
	["all zero", [0, 0], 0],
	["all negative", [-1, -2], 0],
	["a credit among costs", [3, -1, 1], 2],
	["a single part", [7], 1],
	["huge beside tiny", [1e15, 1e-12], 2],
	["no number", [Number.NaN, Number.POSITIVE_INFINITY, 2], 1],
])("%s has its slices and no NaN", (_, values, count) => {
	for (const size of [0, 40, 400]) {
		const slices = donutLayout(partsOf(values), size);
		expect(slices).toHaveLength(count);
		for (const slice of slices) expect(slice.d).not.toMatch(/NaN|Infinity/);
	}
});

beforeEach(() => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 300 });
});
afterEach(cleanup);

test.each([
	["Donut", Donut],
	["ShareBar", ShareBar],
])("%s is a named picture whose parts are pointed at and clicked", (_, Chart) => {
	const onPart = vi.fn();
	const onHover = vi.fn();
	const { container } = render(
		<Chart parts={partsOf([3, -1, 1])} color={() => "red"} label="Share" onPart={onPart} onHover={onHover} />,
	);
	expect(screen.getByRole("img", { name: "Share" })).toBeTruthy();
	const slices = container.querySelectorAll(".cc-part");
	expect(slices).toHaveLength(2);
	fireEvent.pointerEnter(slices[1]!);
	expect(onHover).toHaveBeenLastCalledWith("p2");
	expect(container.querySelectorAll(".cc-part[data-dim]")).toHaveLength(1);
	fireEvent.click(slices[0]!, { shiftKey: true, altKey: true });
	expect(onPart).toHaveBeenCalledWith("p0", true, true);
	fireEvent.pointerLeave(screen.getByRole("img"));
	expect(onHover).toHaveBeenLastCalledWith(null);
});

test("a ring of nothing is a ring, with what the caller writes into it", () => {
	const { container } = render(
		<Donut parts={[]} color={() => "red"} label="Share" size={120}>
			<b>none</b>
		</Donut>,
	);
	expect(container.querySelector(".cc-ring")).toBeTruthy();
	expect(screen.getByText("none")).toBeTruthy();
	expect(container.querySelector<HTMLElement>(".cc-donut")!.style.height).toBe("120px");
});

test("the bar's tooltip says the part that is pointed at", () => {
	const { container } = render(<ShareBar parts={partsOf([1, 1])} color={() => "red"} label="Share" tooltip={(part) => `tip ${part}`} />);
	fireEvent.pointerEnter(container.querySelectorAll(".cc-part")[1]!);
	expect(screen.getByText("tip p1")).toBeTruthy();
});
