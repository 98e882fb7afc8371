/* SPDX-License-Identifier: Apache-2.0 */
/* StackedBars -- cost over time, by part, with the compared period behind.
 *
 * To a screen reader it is a slider over the buckets whose value text is the bucket's breakdown; arrows, Home, End, Page
 * keys move, Enter opens. A pointer hovers, clicks a part (shift: exclude) or drags a range. The page brings the words,
 * the colours and the tooltip; nothing here knows of money or of languages.
 */
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useWidth } from "./size.ts";
import { bucketAt, stackLayout, type StackBucket, type StackFrame, type StackLayout } from "./stack.ts";

export interface ChartBucket extends StackBucket {
	/** short, for the axis */
	label: string;
	/** whole sentence, for a screen reader */
	description: string;
	/** not complete yet: drawn paler */
	partial?: boolean;
}

export interface StackedBarsProps {
	buckets: ChartBucket[];
	color: (part: string) => string;
	axis: (value: number) => string;
	label: string;
	height?: number;
	/** part to bring forward, the others step back */
	highlight?: string | null;
	tooltip: (index: number, part: string | null) => ReactNode;
	onPart?: (part: string, exclude: boolean) => void;
	onRange?: (from: number, to: number) => void;
}

const TIP_WIDTH = 272;

function frameOf(width: number, height: number): StackFrame {
	const narrow = width < 520;
	return { width, height, left: narrow ? 44 : 56, right: narrow ? 12 : 16, top: 8, bottom: 24, labelWidth: 76 };
}

function partAt(layout: StackLayout, index: number, y: number): string | null {
	const part = layout.bars[index]?.parts.find((box) => y >= box.y && y <= box.y + box.height);
	return part?.key ?? null;
}

interface Hover {
	index: number;
	part: string | null;
}

function Bars(props: { layout: StackLayout; chart: StackedBarsProps; hover: Hover | null; range: [number, number] | null }) {
	const { layout, chart, hover, range } = props;
	const inRange = (i: number) => range !== null && i >= range[0] && i <= range[1];
	return (
		<>
			{layout.bars.map((bar, i) => (
				<g
					key={bar.key}
					className="cc-bar"
					data-active={hover?.index === i || inRange(i) || undefined}
					data-partial={chart.buckets[i]?.partial || undefined}
				>
					<rect className="cc-column" {...bar.column} />
					{bar.behind && <rect className="cc-behind" {...bar.behind} rx={2} />}
					{bar.parts.map(({ key, ...box }) => (
						<rect
							key={key}
							className="cc-part"
							{...box}
							fill={chart.color(key)}
							data-dim={(chart.highlight != null && chart.highlight !== key) || undefined}
						/>
					))}
				</g>
			))}
		</>
	);
}

function Axes({ layout, chart, height }: { layout: StackLayout; chart: StackedBarsProps; height: number }) {
	return (
		<>
			{layout.ticks.map((tick) => (
				<g key={tick.value}>
					<line className="cc-grid" x1={layout.plot.x} x2={layout.plot.x + layout.plot.width} y1={tick.y} y2={tick.y} />
					<text className="cc-tick" x={layout.plot.x - 8} y={tick.y} dy="0.32em" textAnchor="end">
						{chart.axis(tick.value)}
					</text>
				</g>
			))}
			{layout.labels.map((i) => {
				const column = layout.bars[i]!.column;
				const middle = column.x + column.width / 2;
				return (
					<text key={i} className="cc-tick" x={middle} y={height - 6} textAnchor="middle">
						{chart.buckets[i]!.label}
					</text>
				);
			})}
		</>
	);
}

const KEYS: Record<string, (index: number, last: number) => number> = {
	ArrowLeft: (i) => i - 1,
	ArrowRight: (i) => i + 1,
	ArrowDown: (i) => i - 1,
	ArrowUp: (i) => i + 1,
	PageDown: (i) => i - 7,
	PageUp: (i) => i + 7,
	Home: () => 0,
	End: (_, last) => last,
};

export function StackedBars(props: StackedBarsProps): ReactNode {
	const { buckets, height = 300 } = props;
	const [ref, width] = useWidth<HTMLDivElement>();
	const [hover, setHover] = useState<Hover | null>(null);
	const [focus, setFocus] = useState(Math.max(0, buckets.length - 1));
	const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
	const dragged = useRef(false);
	const layout = useMemo(() => stackLayout(buckets, frameOf(width, height)), [buckets, width, height]);
	const last = buckets.length - 1;
	const focused = Math.min(focus, last);

	const locate = (event: PointerEvent): Hover => {
		const box = event.currentTarget.getBoundingClientRect();
		const index = bucketAt(layout, event.clientX - box.left);
		return { index, part: partAt(layout, index, event.clientY - box.top) };
	};
	const onPointerMove = (event: PointerEvent) => {
		const at = locate(event);
		setHover(at);
		if (drag && at.index !== drag.to) {
			dragged.current = true;
			setDrag({ ...drag, to: at.index });
		}
	};
	const onPointerDown = (event: PointerEvent) => {
		dragged.current = false;
		if (event.button !== 0 || event.pointerType === "touch" || !props.onRange) return;
		const { index } = locate(event);
		setDrag({ from: index, to: index });
	};
	const onPointerUp = (event: PointerEvent) => {
		const at = locate(event);
		if (drag && dragged.current) props.onRange?.(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
		else if (at.part && event.pointerType !== "touch") props.onPart?.(at.part, event.shiftKey);
		setDrag(null);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const move = KEYS[event.key];
		if (move) {
			event.preventDefault();
			const index = Math.max(0, Math.min(last, move(focused, last)));
			setFocus(index);
			setHover({ index, part: null });
		} else if (event.key === "Enter") props.onRange?.(focused, focused);
		else if (event.key === "Escape") setHover(null);
	};
	const range: [number, number] | null =
		drag && drag.from !== drag.to ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : null;
	const bar = hover ? layout.bars[hover.index] : undefined;
	const middle = bar ? bar.column.x + bar.column.width / 2 : 0;
	const left = middle + 16 + TIP_WIDTH < width ? middle + 16 : Math.max(0, middle - 16 - TIP_WIDTH);
	return (
		<div ref={ref} className="cc-chart">
			{buckets.length > 0 && width > 0 && (
				<div
					className="cc-surface"
					role="slider"
					tabIndex={0}
					aria-label={props.label}
					aria-valuemin={0}
					aria-valuemax={last}
					aria-valuenow={focused}
					aria-valuetext={buckets[focused]!.description}
					onKeyDown={onKeyDown}
					onFocus={(event) => {
						if (event.currentTarget.matches(":focus-visible")) setHover({ index: focused, part: null });
					}}
					onBlur={() => setHover(null)}
					onPointerMove={onPointerMove}
					onPointerDown={onPointerDown}
					onPointerUp={onPointerUp}
					onPointerLeave={() => {
						setHover(null);
						setDrag(null);
					}}
				>
					<svg width={width} height={height} aria-hidden="true">
						<Axes layout={layout} chart={props} height={height} />
						<Bars layout={layout} chart={props} hover={hover} range={range} />
						<line
							className="cc-zero"
							x1={layout.plot.x}
							x2={layout.plot.x + layout.plot.width}
							y1={layout.zero}
							y2={layout.zero}
						/>
					</svg>
				</div>
			)}
			{hover && bar && (
				<div className="cc-tip" style={{ left, width: Math.min(TIP_WIDTH, width) }} data-below={width < 520 || undefined}>
					{props.tooltip(hover.index, hover.part)}
				</div>
			)}
		</div>
	);
}
