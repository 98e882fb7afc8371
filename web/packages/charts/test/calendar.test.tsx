/* SPDX-License-Identifier: Apache-2.0 */
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addDays, CalendarHeatmap, calendarLayout, dayBeside, daysBetween, type CalendarValue } from "../src/CalendarHeatmap.tsx";
import { heatClass, heatScale } from "../src/heat.ts";
import { numbersIn, random } from "./odd.ts";

const span = (first: string, count: number) => Array.from({ length: count }, (_, i) => addDays(first, i));

test("days run on over months, leap days and the change of clocks", () => {
	expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
	expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
	expect(daysBetween(["2026-10-27", "2026-10-23"])).toHaveLength(5);
	expect(daysBetween([])).toEqual([]);
	expect(daysBetween(["not a day"])).toEqual([]);
});

test("rows are weekdays from the first one of the week, columns are weeks", () => {
	const monday = calendarLayout(span("2026-09-01", 30), 1, 600, 200, 40);
	expect(monday.cells[0]).toMatchObject({ day: "2026-09-01", week: 0, row: 1 });
	expect(monday.cells[6]).toMatchObject({ day: "2026-09-07", week: 1, row: 0 });
	const sunday = calendarLayout(span("2026-09-01", 30), 0, 600, 200, 40);
	expect(sunday.cells[5]).toMatchObject({ day: "2026-09-06", week: 1, row: 0 });
	const saturday = calendarLayout(span("2026-09-01", 30), 6, 600, 200, 40);
	expect(saturday.cells[4]).toMatchObject({ day: "2026-09-05", week: 1, row: 0 });
});

test("no two days share a place, for any width and any first weekday", () => {
	for (let first = 0; first < 7; first += 1)
		for (const width of [0, 280, 1400, 3840]) {
			const { cells, step } = calendarLayout(span("2025-03-13", 400), first, width, 180, 40);
			expect(new Set(cells.map((cell) => `${cell.week} ${cell.row}`)).size).toBe(400);
			expect(step).toBeGreaterThanOrEqual(11);
			expect(numbersIn(cells).every(Number.isFinite)).toBe(true);
		}
});

test("the height holds all rows, and names of months keep their distance", () => {
	const layout = calendarLayout(span("2025-09-28", 366), 1, 700, 180, 40);
	expect(layout.height).toBeLessThanOrEqual(180);
	layout.months.slice(1).forEach((month, i) => expect(month.x - layout.months[i]!.x).toBeGreaterThanOrEqual(40));
	expect(layout.months.map((month) => month.key)).toContain("2025-10");
	expect(layout.months.map((month) => month.key)).not.toContain("2025-09");
});

test("nothing has no cells", () => {
	expect(calendarLayout([], 1, 600, 180, 40).cells).toEqual([]);
	expect(numbersIn(calendarLayout([], 1, 0, 180, 40)).every(Number.isFinite)).toBe(true);
});

test("keys walk by day and by week, never out of the days", () => {
	expect(dayBeside(10, 30, "ArrowDown")).toBe(11);
	expect(dayBeside(10, 30, "ArrowRight")).toBe(17);
	expect(dayBeside(3, 30, "ArrowLeft")).toBe(0);
	expect(dayBeside(3, 30, "End")).toBe(29);
	expect(dayBeside(3, 30, "a")).toBeNull();
});

test("quantile steps hold about as many days each, and an outlier takes no colour from the rest", () => {
	const values = [...Array.from({ length: 59 }, (_, i) => 100 + i), 1e15];
	const scale = heatScale(values, { steps: 6 });
	const counts = new Map<number | null, number>();
	for (const value of values) counts.set(scale.levelOf(value), (counts.get(scale.levelOf(value)) ?? 0) + 1);
	expect([...counts.values()]).toEqual([10, 10, 10, 10, 10, 10]);
	expect(scale.bounds).toHaveLength(6);
});

test("none, zero and credits are levels of their own", () => {
	const scale = heatScale([null, 0, -6, -1, 5, 6]);
	expect(scale.levelOf(null)).toBeNull();
	expect(scale.levelOf(undefined)).toBeNull();
	expect(scale.levelOf(Number.NaN)).toBeNull();
	expect(scale.levelOf(0)).toBe(0);
	expect(scale.levelOf(-6)).toBe(-3);
	expect(scale.levelOf(-1)).toBe(-1);
	expect(new Set([null, 0, -2, 3].map(heatClass)).size).toBe(4);
});

test("levels grow with the values and stay within 1 to 7, whatever the values are", () => {
	for (let seed = 1; seed <= 100; seed += 1) {
		const next = random(seed);
		const values = Array.from({ length: 1 + Math.floor(next() * 50) }, () => next() ** 3 * 10 ** Math.floor(next() * 16));
		for (const by of ["quantile", "share"] as const) {
			const scale = heatScale(values, { by, steps: 1 + (seed % 9) });
			const levels = [...values].sort((a, b) => a - b).map((value) => scale.levelOf(value)!);
			expect(levels.every((level, i) => level >= (levels[i - 1] ?? 1) && level <= 7)).toBe(true);
		}
	}
	expect(heatScale([5, 5, 5]).levelOf(5)).toBe(4);
	expect(heatScale([]).levelOf(5)).toBe(4);
	expect(heatScale([10, 1], { by: "share", steps: 7 }).levelOf(1)).toBe(1);
	expect(heatScale([10, 1], { by: "share", steps: 7 }).levelOf(10)).toBe(7);
});

const days: CalendarValue[] = span("2026-09-01", 30).map((day, i) => ({ day, value: i === 3 ? null : i === 4 ? 0 : i === 5 ? -2 : i }));
const draw = (more: object = {}) =>
	render(
		<CalendarHeatmap
			days={days.filter((_, i) => i !== 8)}
			firstWeekday={1}
			weekday={(day) => "SMTWTFS"[day]!}
			month={(month) => month}
			describe={(day) => `cost of ${day}`}
			label="Cost"
			less="less"
			more="more"
			credit="credits"
			none="no bill"
			axis={String}
			{...more}
		/>,
	);

beforeEach(() => {
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 600 });
});
afterEach(cleanup);

test("is a grid of weekdays that arrows walk through, ending at the last day", () => {
	draw();
	expect(screen.getByRole("grid", { name: "Cost" })).toBeTruthy();
	expect(screen.getAllByRole("row")).toHaveLength(7);
	const cells = screen.getAllByRole("gridcell");
	expect(cells).toHaveLength(30);
	const stops = cells.filter((cell) => cell.getAttribute("tabindex") === "0");
	expect(stops.map((cell) => cell.getAttribute("aria-label"))).toEqual(["cost of 2026-09-30"]);
	stops[0]!.focus();
	fireEvent.keyDown(stops[0]!, { key: "ArrowLeft" });
	expect(document.activeElement?.getAttribute("aria-label")).toBe("cost of 2026-09-23");
	fireEvent.keyDown(document.activeElement!, { key: "ArrowUp" });
	expect(document.activeElement?.getAttribute("data-day")).toBe("2026-09-22");
});

test("a click or Enter opens the day, with the keys that were held", () => {
	const onPart = vi.fn();
	draw({ onPart });
	fireEvent.click(screen.getByLabelText("cost of 2026-09-10"), { shiftKey: true });
	fireEvent.keyDown(screen.getByLabelText("cost of 2026-09-30"), { key: "Enter" });
	expect(onPart.mock.calls).toEqual([
		["2026-09-10", true, false],
		["2026-09-30", false, false],
	]);
});

test("days without a bill, of nothing and of credits look different, and the legend says what they are", () => {
	const { container } = draw();
	const classOf = (day: string) => container.querySelector(`[data-day="${day}"]`)!.getAttribute("class");
	expect(classOf("2026-09-04")).toContain("cc-heat-none");
	expect(classOf("2026-09-09")).toContain("cc-heat-none");
	expect(classOf("2026-09-05")).toContain("cc-heat-0");
	expect(classOf("2026-09-06")).toContain("below");
	for (const word of ["no bill", "credits", "less", "more"]) expect(container.querySelector(".cc-legend")!.textContent).toContain(word);
});

test("the tooltip is the caller's; the height is there before the width", () => {
	draw({ tooltip: (day: string) => `tip ${day}` });
	fireEvent.pointerEnter(screen.getByLabelText("cost of 2026-09-10"));
	expect(screen.getByText("tip 2026-09-10")).toBeTruthy();
	cleanup();
	Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 0 });
	const { container } = draw({ height: 222 });
	expect(container.querySelector<HTMLElement>(".cc-chart")!.style.minHeight).toBe("222px");
});
