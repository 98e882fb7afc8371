/* SPDX-License-Identifier: Apache-2.0 */
/* CalendarHeatmap -- a cell for each day, the dearer the stronger, by quantile. To a screen reader it is a grid: rows are
 * weekdays, arrows walk, Enter opens a day. Days without charges, of nothing and of credits look different from each other. */
import { useLayoutEffect, useMemo, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import type { PartHandler } from "./hands.ts";
import { heatClass, heatScale, type HeatScale } from "./heat.ts";
import { useWidth } from "./size.ts";
import { Tip } from "./Tip.tsx";
import { calendarLayout, dayBeside, type CalendarCell, type CalendarLayout } from "./weeks.ts";

export * from "./weeks.ts";

export interface CalendarValue {
	/** 2026-09-01 */
	day: string;
	/** null: nothing is known of it */
	value: number | null;
}

export interface CalendarHeatmapProps {
	/** days between the first and the last that are left out are drawn as not known */
	days: CalendarValue[];
	/** 0 is Sunday */
	firstWeekday: number;
	/** 0 is Sunday */
	weekday: (day: number) => string;
	/** of 2026-09 */
	month: (month: string) => string;
	/** whole sentence for a screen reader */
	describe: (day: string) => string;
	label: string;
	/** words of the legend, and a bound as text */
	less: string;
	more: string;
	credit: string;
	none: string;
	axis: (value: number) => string;
	/** 5 to 7 */
	steps?: number;
	height?: number;
	tooltip?: (day: string) => ReactNode;
	onPart?: PartHandler;
}

const LEGEND = 34;
const CHARACTER = 6.4;
const ROWS = [0, 1, 2, 3, 4, 5, 6];

function Legend({ chart, scale, levels }: { chart: CalendarHeatmapProps; scale: HeatScale; levels: Set<number | null> }) {
	const swatch = (level: number | null, title?: string) => (
		<svg key={String(level)} width={12} height={12}>
			<rect className={heatClass(level)} x={0.5} y={0.5} width={11} height={11} rx={2.5}>
				{title !== undefined && <title>{title}</title>}
			</rect>
		</svg>
	);
	return (
		<div className="cc-legend" aria-hidden="true">
			{levels.has(null) && (
				<span>
					{swatch(null)} {chart.none}
				</span>
			)}
			{[...levels].some((level) => level !== null && level < 0) && (
				<span>
					{swatch(-2)} {chart.credit}
				</span>
			)}
			{scale.bounds.length > 0 && (
				<span>
					{chart.less} {scale.bounds.map(({ level, from }) => swatch(level, `≥ ${chart.axis(from)}`))} {chart.more}
				</span>
			)}
		</div>
	);
}

function Weekdays({ chart, layout, width }: { chart: CalendarHeatmapProps; layout: CalendarLayout; width: number }) {
	const every = layout.step < 15 ? 2 : 1;
	return (
		<svg className="cc-weekdays" width={width} height={layout.height} aria-hidden="true">
			{ROWS.filter((row) => row % every === 0).map((row) => (
				<text key={row} className="cc-tick" x={0} y={layout.height - (7 - row) * layout.step + layout.size / 2} dy="0.34em">
					{chart.weekday((chart.firstWeekday + row) % 7)}
				</text>
			))}
		</svg>
	);
}

/* The latest days are what people look for: a calendar that is wider than its place starts at its end. */
function useScrolledToEnd(width: number, place: number) {
	const [element, setElement] = useState<HTMLElement | null>(null);
	useLayoutEffect(() => {
		if (element) element.scrollLeft = element.scrollWidth;
	}, [element, width, place]);
	return [setElement, element] as const;
}

interface Pointed {
	index: number;
	/** how far the calendar is scrolled under it */
	scrolled: number;
}

export function CalendarHeatmap(props: CalendarHeatmapProps): ReactNode {
	const { days, firstWeekday, month, weekday, steps = 6, height = 210, onPart } = props;
	const [ref, width] = useWidth<HTMLDivElement>();
	const [focus, setFocus] = useState(Number.MAX_SAFE_INTEGER);
	const [hover, setHover] = useState<Pointed | null>(null);
	const values = useMemo(() => new Map(days.map((one) => [one.day, one.value])), [days]);
	const scale = useMemo(() => heatScale([...values.values()], { steps }), [values, steps]);
	const left = Math.ceil(Math.max(...ROWS.map((day) => weekday(day).length)) * CHARACTER) + 12;
	const layout = useMemo(() => {
		const months = [...new Set(days.map((one) => one.day.slice(0, 7)))];
		const room = Math.max(0, ...months.map((one) => month(one).length)) * CHARACTER + 6;
		return calendarLayout(days.map((one) => one.day), firstWeekday, Math.max(0, width - left), height - LEGEND, room);
	}, [days, firstWeekday, month, width, left, height]);
	const [scrollRef, scroll] = useScrolledToEnd(layout.width, width);
	const { cells, size } = layout;
	const focused = Math.max(0, Math.min(focus, cells.length - 1));
	const levels = cells.map((cell) => scale.levelOf(values.get(cell.day)));
	const pointed = hover ? cells[hover.index] : undefined;
	const point = (index: number) => setHover({ index, scrolled: scroll?.scrollLeft ?? 0 });

	const choose = (cell: CalendarCell, event: KeyboardEvent | MouseEvent) => onPart?.(cell.day, event.shiftKey, event.altKey);
	const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
		const cell = cells[focused];
		if (event.key === "Escape") setHover(null);
		if (cell && (event.key === "Enter" || event.key === " ")) {
			event.preventDefault();
			choose(cell, event);
			return;
		}
		if (event.altKey || event.ctrlKey || event.metaKey) return;
		const next = dayBeside(focused, cells.length, event.key);
		if (next === null) return;
		event.preventDefault();
		event.currentTarget.querySelector<SVGElement>(`[data-day="${cells[next]!.day}"]`)?.focus();
	};
	const draw = (cell: CalendarCell, i: number) => (
		<rect
			key={cell.day}
			className={`cc-day ${heatClass(levels[i]!)}`}
			data-day={cell.day}
			role="gridcell"
			tabIndex={i === focused ? 0 : -1}
			aria-label={props.describe(cell.day)}
			x={cell.x + 0.5}
			y={cell.y + 0.5}
			width={size - 1}
			height={size - 1}
			rx={Math.min(4, size * 0.2)}
			onClick={(event) => choose(cell, event)}
			onPointerEnter={() => point(i)}
			onFocus={(event) => {
				setFocus(i);
				if (event.currentTarget.matches(":focus-visible")) point(i);
			}}
			onBlur={() => setHover(null)}
		/>
	);
	const row = (weekdayRow: number) => (
		<g key={weekdayRow} role="row" aria-label={weekday((firstWeekday + weekdayRow) % 7)}>
			{cells.map((cell, i) => (cell.row === weekdayRow ? draw(cell, i) : null))}
		</g>
	);
	return (
		<div ref={ref} className="cc-chart" style={{ minHeight: height }}>
			{width > 0 && cells.length > 0 && (
				<>
					<div className="cc-calendar">
						<Weekdays chart={props} layout={layout} width={left} />
						<div ref={scrollRef} className="cc-scroll">
							<svg
								role="grid"
								aria-label={props.label}
								className="cc-days"
								data-open={onPart ? true : undefined}
								width={layout.width}
								height={layout.height}
								viewBox={`0 0 ${layout.width} ${layout.height}`}
								onKeyDown={onKeyDown}
								onPointerLeave={() => setHover(null)}
							>
								{layout.months.map((one) => (
									<text key={one.key} className="cc-tick" x={one.x} y={11} aria-hidden="true">
										{month(one.key)}
									</text>
								))}
								{ROWS.filter((one) => cells.some((cell) => cell.row === one)).map(row)}
							</svg>
						</div>
					</div>
					<Legend chart={props} scale={scale} levels={new Set(levels)} />
				</>
			)}
			{hover && pointed && props.tooltip && (
				<Tip at={left + pointed.x + size / 2 - hover.scrolled} away={size / 2 + 8} width={width} top={pointed.y}>
					{props.tooltip(pointed.day)}
				</Tip>
			)}
		</div>
	);
}
