/* SPDX-License-Identifier: Apache-2.0 */
// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { StackedBars, TimeSeries, type ChartBucket, type TimeKind } from "../src/index.ts";

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
		<StackedBars
			buckets={buckets}
			color={() => "red"}
			axis={String}
			label="Cost"
			tooltip={(i, part) => `tip ${i} ${part ?? ""}`}
			{...more}
		/>,
	);

beforeEach(() => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 600 });
});
afterEach(cleanup);

describe.each<TimeKind>(["bars", "lines", "area"])("%s", (kind) => {
	const family = (more: object = {}) =>
		render(
			<TimeSeries
				kind={kind}
				buckets={buckets}
				color={() => "red"}
				axis={String}
				label="Cost"
				tooltip={(i, part) => `tip ${i} ${part ?? ""}`}
				{...more}
			/>,
		);

	test("keep their height before the width is known", () => {
		Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 0 });
		const { container } = family({ height: 321 });
		expect(container.querySelector<HTMLElement>(".cc-chart")!.style.minHeight).toBe("321px");
		expect(container.querySelector("svg")).toBeNull();
	});

	test("are a slider that keys walk along, with a range marked by shift", () => {
		const onRange = vi.fn();
		family({ onRange });
		const chart = screen.getByRole("slider", { name: "Cost" });
		fireEvent.keyDown(chart, { key: "ArrowLeft", shiftKey: true });
		fireEvent.keyDown(chart, { key: "ArrowLeft", shiftKey: true });
		fireEvent.keyDown(chart, { key: "Enter" });
		expect(onRange).toHaveBeenCalledWith(0, 2);
		fireEvent.keyDown(chart, { key: "PageUp" });
		expect(chart.getAttribute("aria-valuetext")).toBe("c costs 3");
		fireEvent.keyDown(chart, { key: "ArrowLeft", altKey: true });
		expect(chart.getAttribute("aria-valuetext")).toBe("c costs 3");
	});

	test("pass on which keys were held when a part was chosen", () => {
		const onPart = vi.fn();
		family({ onPart });
		const chart = screen.getByRole("slider");
		for (let y = 4; y < 276 && onPart.mock.calls.length === 0; y += 3)
			fireEvent.pointerUp(chart, { clientX: 560, clientY: y, button: 0, pointerType: "mouse", altKey: true, shiftKey: true });
		expect(onPart).toHaveBeenCalledWith(expect.stringMatching(/^[xy]$/), true, true);
	});

	test("mark what is not complete yet", () => {
		const { container } = family({ buckets: buckets.map((bucket, i) => ({ ...bucket, partial: i === 2 })) });
		expect(container.querySelectorAll("[data-partial]").length).toBeGreaterThan(0);
	});
});

test("lines are dashed behind, and the line of the total is drawn in ink", () => {
	const { container } = render(
		<TimeSeries kind="lines" total buckets={buckets} color={() => "red"} axis={String} label="Cost" tooltip={() => null} />,
	);
	expect(container.querySelectorAll(".cc-line")).toHaveLength(3);
	expect(container.querySelector(".cc-line[data-total] .cc-line-behind")).toBeTruthy();
	fireEvent.keyDown(screen.getByRole("slider"), { key: "End" });
	expect(container.querySelector(".cc-tip")).toBeNull();
});

test("on paper a wide chart is drawn again for the paper's width, so that its words are not shrunk", () => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 1400 });
	const { container } = draw();
	const width = () => container.querySelector("svg")!.getAttribute("width");
	expect(width()).toBe("1400");
	act(() => void window.dispatchEvent(new Event("beforeprint")));
	expect(width()).toBe("640");
	act(() => void window.dispatchEvent(new Event("afterprint")));
	expect(width()).toBe("1400");
});

test("a finger that is lifted leaves the tooltip, leaving the chart takes it away", () => {
	draw();
	const chart = screen.getByRole("slider");
	fireEvent.pointerDown(chart, { clientX: 590, clientY: 299, button: 0, pointerType: "touch" });
	fireEvent.pointerLeave(chart, { pointerType: "touch" });
	expect(screen.getByText("tip 2")).toBeTruthy();
	fireEvent.blur(chart);
	expect(screen.queryByText("tip 2")).toBeNull();
});

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
	expect(onPart).toHaveBeenCalledWith("x", true, false);
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
