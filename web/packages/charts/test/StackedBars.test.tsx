/* SPDX-License-Identifier: Apache-2.0 */
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StackedBars, type ChartBucket } from "../src/index.ts";

const buckets: ChartBucket[] = ["a", "b", "c"].map((key, i) => ({
	key,
	label: key,
	description: `${key} costs ${i + 1}`,
	parts: [
		{ key: "x", value: i + 1 },
		{ key: "y", value: 1 },
	],
	behind: 2,
}));

const draw = (more: object = {}) =>
	render(
		<StackedBars buckets={buckets} color={() => "red"} axis={String} label="Cost" tooltip={(i, part) => `tip ${i} ${part ?? ""}`} {...more} />,
	);

beforeEach(() => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 600 });
});
afterEach(cleanup);

test("arrow keys walk through the buckets and say each one", () => {
	draw();
	const chart = screen.getByRole("slider", { name: "Cost" });
	expect(chart.getAttribute("aria-valuetext")).toBe("c costs 3");
	fireEvent.keyDown(chart, { key: "ArrowLeft" });
	expect(chart.getAttribute("aria-valuetext")).toBe("b costs 2");
	fireEvent.keyDown(chart, { key: "Home" });
	fireEvent.keyDown(chart, { key: "ArrowLeft" });
	expect(chart.getAttribute("aria-valuetext")).toBe("a costs 1");
	expect(screen.getByText("tip 0")).toBeTruthy();
	fireEvent.keyDown(chart, { key: "Escape" });
	expect(screen.queryByText("tip 0")).toBeNull();
});

test("Enter opens the bucket", () => {
	const onRange = vi.fn();
	draw({ onRange });
	fireEvent.keyDown(screen.getByRole("slider"), { key: "Enter" });
	expect(onRange).toHaveBeenCalledWith(2, 2);
});

test("a click on a part names it, with shift to exclude it; a drag gives a range", () => {
	const onPart = vi.fn();
	const onRange = vi.fn();
	const { container } = draw({ onPart, onRange });
	const chart = screen.getByRole("slider");
	const part = container.querySelectorAll(".cc-bar")[1]!.querySelector(".cc-part")!;
	const at = (name: string) => Number(part.getAttribute(name));
	const point = { clientX: at("x") + 1, clientY: at("y") + 1, button: 0, pointerType: "mouse" };
	fireEvent.pointerDown(chart, point);
	fireEvent.pointerUp(chart, { ...point, shiftKey: true });
	expect(onPart).toHaveBeenCalledWith("x", true);
	fireEvent.pointerDown(chart, { ...point, clientX: 599 });
	fireEvent.pointerMove(chart, point);
	fireEvent.pointerUp(chart, point);
	expect(onRange).toHaveBeenCalledWith(1, 2);
	expect(onPart).toHaveBeenCalledTimes(1);
});

test("parts out of the light are dimmed", () => {
	const { container } = draw({ highlight: "x" });
	expect(container.querySelectorAll(".cc-part[data-dim]")).toHaveLength(3);
});

test("nothing to draw draws nothing", () => {
	draw({ buckets: [] });
	expect(screen.queryByRole("slider")).toBeNull();
});
