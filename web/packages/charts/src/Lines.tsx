/* SPDX-License-Identifier: Apache-2.0 */
/* Lines -- one line per part over time, the compared period dashed. */
import { memo, type ReactNode } from "react";
import { linePartAt, linesExtent, linesLayout, TOTAL, type LinesLayout, type Stroke } from "./lines.ts";
import { TimeChart, type CursorProps, type Family, type MarksProps, type TimeProps } from "./TimeChart.tsx";

const INK = "var(--chart-ink)";

/* The last point of what is not complete yet is hollow: the line has not arrived there. */
function End({ stroke, layout, color }: { stroke: Stroke; layout: LinesLayout; color: string }) {
	const last = stroke.points.findLastIndex((point) => point !== null);
	if (last < 0) return null;
	return <circle className="cc-line-open" cx={layout.middles[last]} cy={stroke.points[last]!} r={3} stroke={color} />;
}

function Strokes({ layout, buckets, color, highlight }: MarksProps<LinesLayout>) {
	const known = buckets.filter((bucket) => !bucket.absent);
	const open = known.at(-1)?.partial === true;
	return (
		<>
			{layout.strokes.map((stroke) => {
				const ink = stroke.key === TOTAL ? INK : color(stroke.key);
				return (
					<g
						key={stroke.key}
						className="cc-line"
						data-total={stroke.key === TOTAL || undefined}
						data-dim={(highlight !== null && highlight !== stroke.key) || undefined}
					>
						{stroke.behind !== "" && <path className="cc-line-behind" d={stroke.behind} stroke={ink} />}
						{stroke.runs.map((run) => (
							<path key={run.d} className="cc-line-run" data-partial={run.partial || undefined} d={run.d} stroke={ink} />
						))}
						{stroke.lone.map((i) => (
							<circle key={i} className="cc-line-lone" cx={layout.middles[i]} cy={stroke.points[i]!} r={3.5} fill={ink} />
						))}
						{open && <End stroke={stroke} layout={layout} color={ink} />}
					</g>
				);
			})}
		</>
	);
}

function Cursor({ layout, hover, color }: CursorProps<LinesLayout>) {
	const x = layout.middles[hover.index];
	return (
		<>
			<line className="cc-cursor" x1={x} x2={x} y1={layout.plot.y} y2={layout.plot.y + layout.plot.height} />
			{layout.strokes.map((stroke) => {
				const y = stroke.points[hover.index];
				if (y === null || y === undefined) return null;
				const ink = stroke.key === TOTAL ? INK : color(stroke.key);
				return <circle key={stroke.key} className="cc-dot" cx={x} cy={y} r={stroke.key === hover.part ? 5 : 3.5} fill={ink} />;
			})}
		</>
	);
}

function familyOf(total: boolean): Family<LinesLayout> {
	return {
		extent: (buckets) => linesExtent(buckets, total),
		layout: (buckets, frame) => linesLayout(buckets, frame, total),
		partAt: linePartAt,
		Marks: memo(Strokes),
		Cursor,
	};
}

const PARTS = familyOf(false);
const WITH_TOTAL = familyOf(true);

export interface LinesProps extends TimeProps {
	/** a line of all parts together as well, with what it is compared with */
	total?: boolean;
}

export function Lines({ total = false, ...props }: LinesProps): ReactNode {
	return <TimeChart {...props} family={total ? WITH_TOTAL : PARTS} />;
}
