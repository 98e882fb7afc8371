/* SPDX-License-Identifier: Apache-2.0 */
/* Curve -- a share that grows in steps over a number of days. A picture beside a sentence that says the same. */
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { useMemo, type ReactNode } from "react";
import { useWidth } from "./size.ts";

export interface CurvePoint {
	x: number;
	y: number;
}

export interface CurveProps {
	/** in the order of x */
	points: CurvePoint[];
	xAxis: (value: number) => string;
	yAxis: (value: number) => string;
	label: string;
	height?: number;
}

const LEFT = 48;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 24;
const TICK_WIDTH = 70;

export function curveLayout(points: CurvePoint[], width: number, height: number) {
	const days = points.map((point) => point.x);
	const first = Math.min(0, ...days);
	const last = Math.max(first + 1, ...days);
	const x = scaleLinear().domain([first, last]).range([LEFT, width - RIGHT]);
	const y = scaleLinear()
		.domain([Math.min(0, ...points.map((point) => point.y)), Math.max(1, ...points.map((point) => point.y))])
		.range([height - BOTTOM, TOP]);
	const drawn = [{ x: first, y: 0 }, ...points, { x: last, y: points.at(-1)?.y ?? 0 }];
	const ticks = Math.max(2, Math.floor((width - LEFT - RIGHT) / TICK_WIDTH));
	return {
		line: line<CurvePoint>((point) => x(point.x), (point) => y(point.y)).curve(curveStepAfter)(drawn) ?? "",
		area: area<CurvePoint>((point) => x(point.x), y(0), (point) => y(point.y)).curve(curveStepAfter)(drawn) ?? "",
		xTicks: x.ticks(ticks).filter(Number.isInteger).map((value) => ({ value, at: x(value) })),
		yTicks: y.ticks(4).map((value) => ({ value, at: y(value) })),
	};
}

export function Curve({ points, xAxis, yAxis, label, height = 170 }: CurveProps): ReactNode {
	const [ref, width] = useWidth<HTMLDivElement>();
	const layout = useMemo(() => curveLayout(points, width, height), [points, width, height]);
	return (
		<div ref={ref} className="cc-chart">
			{width > 0 && points.length > 0 && (
				<svg width={width} height={height} role="img" aria-label={label}>
					{layout.yTicks.map((tick) => (
						<g key={tick.value}>
							<line className="cc-grid" x1={LEFT} x2={width - RIGHT} y1={tick.at} y2={tick.at} />
							<text className="cc-tick" x={LEFT - 8} y={tick.at} dy="0.32em" textAnchor="end">
								{yAxis(tick.value)}
							</text>
						</g>
					))}
					{layout.xTicks.map((tick) => (
						<text key={tick.value} className="cc-tick" x={tick.at} y={height - 6} textAnchor="middle">
							{xAxis(tick.value)}
						</text>
					))}
					<path className="cc-step-under" d={layout.area} />
					<path className="cc-curve" d={layout.line} />
				</svg>
			)}
		</div>
	);
}
