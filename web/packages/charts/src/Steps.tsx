/* SPDX-License-Identifier: Apache-2.0 */
/* Steps -- a value that stays until something changes it: one level per step, the move between them in colour. The axis
 * covers the levels, not zero: what matters is how far they are apart. A picture beside a list that says the same. */
import { scaleLinear } from "d3-scale";
import { useMemo, type ReactNode } from "react";
import { useWidth } from "./size.ts";

export interface StepPoint {
	key: string;
	value: number;
	/** short, for the axis */
	label: string;
}

export interface StepsProps {
	points: StepPoint[];
	axis: (value: number) => string;
	label: string;
	height?: number;
	/** key of the step to bring forward */
	active?: string | null;
}

export interface StepMark {
	key: string;
	x: number;
	end: number;
	y: number;
	/** of the level before; the first has none */
	from: number | null;
	way: "up" | "down" | "flat";
}

const LEFT = 60;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 24;
const LABEL_WIDTH = 92;

export function stepLayout(points: StepPoint[], width: number, height: number) {
	const values = points.map((point) => point.value);
	const low = Math.min(...values);
	const high = Math.max(...values);
	const room = (high - low || Math.abs(high) || 1) * 0.12;
	const y = scaleLinear()
		.domain([low - room, high + room])
		.range([height - BOTTOM, TOP])
		.nice(4);
	const each = (width - LEFT - RIGHT) / Math.max(1, points.length);
	const marks: StepMark[] = points.map((point, i) => {
		const before = points[i - 1]?.value;
		const way = before === undefined || before === point.value ? "flat" : point.value > before ? "up" : "down";
		const x = LEFT + i * each;
		return { key: point.key, x, end: x + each, y: y(point.value), from: before === undefined ? null : y(before), way };
	});
	const every = Math.max(1, Math.ceil((points.length * LABEL_WIDTH) / Math.max(1, width - LEFT - RIGHT)));
	return { marks, ticks: y.ticks(4).map((value) => ({ value, y: y(value) })), every };
}

export function Steps({ points, axis, label, height = 220, active = null }: StepsProps): ReactNode {
	const [ref, width] = useWidth<HTMLDivElement>();
	const layout = useMemo(() => stepLayout(points, width, height), [points, width, height]);
	return (
		<div ref={ref} className="cc-chart">
			{width > 0 && points.length > 0 && (
				<svg width={width} height={height} role="img" aria-label={label}>
					{layout.ticks.map((tick) => (
						<g key={tick.value}>
							<line className="cc-grid" x1={LEFT} x2={width - RIGHT} y1={tick.y} y2={tick.y} />
							<text className="cc-tick" x={LEFT - 8} y={tick.y} dy="0.32em" textAnchor="end">
								{axis(tick.value)}
							</text>
						</g>
					))}
					{layout.marks.map((mark, i) => (
						<g key={mark.key} className="cc-step" data-way={mark.way} data-active={mark.key === active || undefined}>
							<rect className="cc-step-under" x={mark.x} y={mark.y} width={mark.end - mark.x} height={Math.max(0, height - BOTTOM - mark.y)} />
							{mark.from !== null && <line className="cc-step-move" x1={mark.x} x2={mark.x} y1={mark.from} y2={mark.y} />}
							<line className="cc-step-level" x1={mark.x} x2={mark.end} y1={mark.y} y2={mark.y} />
							<circle className="cc-step-dot" cx={mark.x} cy={mark.y} r={4} />
							{i % layout.every === 0 && (
								<text className="cc-tick" x={mark.x} y={height - 6}>
									{points[i]!.label}
								</text>
							)}
						</g>
					))}
				</svg>
			)}
		</div>
	);
}
