/* SPDX-License-Identifier: Apache-2.0 */
/* StackedArea -- parts stacked over time as areas, credits below zero, the compared period's total as a dashed edge. */
import { memo, type ReactNode } from "react";
import { areaLayout, areaPartAt, type AreaLayout } from "./area.ts";
import { stackExtent } from "./axes.ts";
import { TimeChart, type CursorProps, type Family, type MarksProps, type TimeProps } from "./TimeChart.tsx";

/* Columns narrower than this have edges that would cover their colours. */
const THIN = 3;

function Layers({ layout, color, highlight }: MarksProps<AreaLayout>) {
	const thin = (layout.columns[0]?.width ?? 0) < THIN;
	return (
		<>
			{layout.layers.map((layer, i) => (
				<g
					key={i}
					className="cc-layer"
					data-thin={thin || undefined}
					data-dim={(highlight !== null && highlight !== layer.key) || undefined}
				>
					{layer.runs.map((run) => (
						<path key={run.d} className="cc-part" data-partial={run.partial || undefined} d={run.d} fill={color(layer.key)} />
					))}
				</g>
			))}
			{layout.behind !== "" && <path className="cc-area-halo" d={layout.behind} />}
			{layout.behind !== "" && <path className="cc-area-behind" d={layout.behind} />}
		</>
	);
}

function Cursor({ layout, hover, color }: CursorProps<AreaLayout>) {
	const x = layout.middles[hover.index];
	return (
		<>
			<line className="cc-cursor" x1={x} x2={x} y1={layout.plot.y} y2={layout.plot.y + layout.plot.height} />
			{layout.layers.map((layer, i) => {
				const y = layer.far[hover.index]!;
				if (y === layer.near[hover.index]) return null;
				return <circle key={i} className="cc-dot" cx={x} cy={y} r={layer.key === hover.part ? 5 : 3.5} fill={color(layer.key)} />;
			})}
		</>
	);
}

const areas: Family<AreaLayout> = { extent: stackExtent, layout: areaLayout, partAt: areaPartAt, Marks: memo(Layers), Cursor };

export type StackedAreaProps = TimeProps;

export function StackedArea(props: StackedAreaProps): ReactNode {
	return <TimeChart {...props} family={areas} />;
}
