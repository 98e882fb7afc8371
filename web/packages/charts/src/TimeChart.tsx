/* SPDX-License-Identifier: Apache-2.0 */
/* TimeChart -- what bars, lines and areas over time have in common: axes, tooltip, pointer, keyboard, the marked range.
 *
 * A family brings the geometry and the marks. The caller brings the words, the colours and the tooltip; nothing here knows
 * of money or of languages. The height is there before the width is known, so nothing jumps.
 */
import { memo, useId, useMemo, type ComponentType, type ReactNode } from "react";
import { scaleOf, type Extent, type StackBucket, type StackFrame, type TimeLayout } from "./axes.ts";
import { useTimeHands, type Hover, type PartHandler } from "./hands.ts";
import { useWidth } from "./size.ts";
import { Tip } from "./Tip.tsx";

export interface ChartBucket extends StackBucket {
	/** short, for the axis */
	label: string;
	/** whole sentence, for a screen reader */
	description: string;
}

export interface TimeProps {
	buckets: ChartBucket[];
	color: (part: string) => string;
	axis: (value: number) => string;
	label: string;
	height?: number;
	/** part to bring forward, the others step back */
	highlight?: string | null;
	tooltip: (index: number, part: string | null) => ReactNode;
	onPart?: PartHandler;
	/** first and last bucket of what was dragged over, or Enter was pressed on */
	onRange?: (from: number, to: number) => void;
}

export interface MarksProps<L extends TimeLayout> {
	layout: L;
	buckets: ChartBucket[];
	color: (part: string) => string;
	highlight: string | null;
	/** begins the ids of this chart's own definitions */
	id: string;
}

export interface CursorProps<L extends TimeLayout> {
	layout: L;
	hover: Hover;
	color: (part: string) => string;
}

export interface Family<L extends TimeLayout> {
	extent: (buckets: ChartBucket[]) => Extent;
	layout: (buckets: ChartBucket[], frame: StackFrame) => L;
	partAt: (layout: L, index: number, x: number, y: number) => string | null;
	Marks: ComponentType<MarksProps<L>>;
	/** over the marks, at the bucket that is pointed at */
	Cursor: ComponentType<CursorProps<L>>;
}

const NARROW = 520;
/* Room that one character of a tick takes at most; measuring would need a second layout. */
const CHARACTER = 6.4;
const LABEL_GAP = 20;
const BOTTOM = 24;
const TOP = 10;

function textWidth(texts: string[]): number {
	return Math.max(0, ...texts.map((text) => text.length)) * CHARACTER;
}

export function frameOf(width: number, height: number, ticks: string[], labels: string[]): StackFrame {
	const left = Math.round(Math.min(Math.max(34, textWidth(ticks) + 12), width * 0.3));
	return { width, height, left, right: width < NARROW ? 8 : 16, top: TOP, bottom: BOTTOM, labelWidth: textWidth(labels) + LABEL_GAP };
}

interface AxesProps {
	layout: TimeLayout;
	buckets: ChartBucket[];
	axis: TimeProps["axis"];
	frame: StackFrame;
}

function AxesOf({ layout, buckets, axis, frame }: AxesProps) {
	const { plot } = layout;
	return (
		<>
			{layout.ticks.map((tick) => (
				<g key={tick.value}>
					<line className="cc-grid" x1={plot.x} x2={plot.x + plot.width} y1={tick.y} y2={tick.y} />
					<text className="cc-tick" x={plot.x - 8} y={tick.y} dy="0.32em" textAnchor="end">
						{axis(tick.value)}
					</text>
				</g>
			))}
			{layout.labels.map((i) => {
				const { x, width } = layout.columns[i]!;
				const half = (buckets[i]!.label.length * CHARACTER) / 2;
				const middle = Math.max(half, Math.min(frame.width - half, x + width / 2));
				return (
					<text key={i} className="cc-tick" x={middle} y={frame.height - 6} textAnchor="middle">
						{buckets[i]!.label}
					</text>
				);
			})}
		</>
	);
}

const Axes = memo(AxesOf);

function Columns({ layout, hover, range }: { layout: TimeLayout; hover: Hover | null; range: [number, number] | null }) {
	const column = hover ? layout.columns[hover.index] : undefined;
	const from = range ? layout.columns[range[0]] : undefined;
	const to = range ? layout.columns[range[1]] : undefined;
	return (
		<>
			{from && to && <rect className="cc-range" {...from} width={to.x + to.width - from.x} />}
			{column && <rect className="cc-column" {...column} />}
		</>
	);
}

export function TimeChart<L extends TimeLayout>({ family, ...props }: TimeProps & { family: Family<L> }): ReactNode {
	const { buckets, color, axis, height = 300, highlight = null } = props;
	const { Marks, Cursor } = family;
	const [ref, width] = useWidth<HTMLDivElement>();
	const id = `cc${useId().replace(/[^\w-]/g, "")}`;
	const frame = useMemo(() => {
		const [, ticks] = scaleOf(family.extent(buckets));
		return frameOf(width, height, ticks.map(axis), buckets.map((bucket) => bucket.label));
	}, [family, buckets, axis, width, height]);
	const layout = useMemo(() => family.layout(buckets, frame), [family, buckets, frame]);
	const { surface, hover, range } = useTimeHands<L>({
		layout,
		partAt: family.partAt,
		label: props.label,
		describe: (index) => buckets[index]!.description,
		onPart: props.onPart,
		onRange: props.onRange,
	});
	const column = hover ? layout.columns[hover.index] : undefined;
	const { plot, zero } = layout;
	return (
		<div ref={ref} className="cc-chart" style={{ minHeight: height }}>
			{buckets.length > 0 && width > 0 && (
				<div className="cc-surface" data-part={(hover?.part != null && props.onPart !== undefined) || undefined} {...surface}>
					<svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
						<Axes layout={layout} buckets={buckets} axis={axis} frame={frame} />
						<Columns layout={layout} hover={hover} range={range} />
						<Marks layout={layout} buckets={buckets} color={color} highlight={highlight} id={id} />
						<line className="cc-zero" x1={plot.x} x2={plot.x + plot.width} y1={zero} y2={zero} />
						{hover && <Cursor layout={layout} hover={hover} color={color} />}
					</svg>
				</div>
			)}
			{hover && column && (
				<Tip at={column.x + column.width / 2} width={width}>
					{props.tooltip(hover.index, hover.part)}
				</Tip>
			)}
		</div>
	);
}
