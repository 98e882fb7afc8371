/* SPDX-License-Identifier: Apache-2.0 */
/* Sparkline -- the shape of a series, without axes; decoration beside a number that says it. */
import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { useMemo, type ReactNode } from "react";
import { useWidth } from "./size.ts";

export interface SparklineProps {
	values: number[];
	behind?: number[];
	height?: number;
}

export function sparkPaths(values: number[], behind: number[], width: number, height: number) {
	const all = [...values, ...behind, 0];
	const y = scaleLinear().domain([Math.min(...all), Math.max(...all, 1e-9)]).range([height - 1, 2]);
	const x = scaleLinear().domain([0, Math.max(1, values.length - 1, behind.length - 1)]).range([1, width - 1]);
	const stroke = line<number>((_, i) => x(i), (value) => y(value)).curve(curveMonotoneX);
	const fill = area<number>((_, i) => x(i), y(0), (value) => y(value)).curve(curveMonotoneX);
	return { line: stroke(values) ?? "", area: fill(values) ?? "", behind: stroke(behind) ?? "" };
}

export function Sparkline({ values, behind = [], height = 40 }: SparklineProps): ReactNode {
	const [ref, width] = useWidth<HTMLDivElement>();
	const paths = useMemo(() => sparkPaths(values, behind, width, height), [values, behind, width, height]);
	return (
		<div ref={ref} className="cc-spark" aria-hidden="true">
			{width > 0 && values.length > 1 && (
				<svg width={width} height={height}>
					<path className="cc-spark-area" d={paths.area} />
					<path className="cc-spark-behind" d={paths.behind} />
					<path className="cc-spark-line" d={paths.line} />
				</svg>
			)}
		</div>
	);
}
