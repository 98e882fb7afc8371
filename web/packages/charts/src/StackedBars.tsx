/* SPDX-License-Identifier: Apache-2.0 */
/* StackedBars -- cost over time, by part, with the compared period behind. */
import { memo, type ReactNode } from "react";
import { stackExtent } from "./axes.ts";
import { barPartAt, stackLayout, type StackLayout } from "./stack.ts";
import { TimeChart, type CursorProps, type Family, type MarksProps, type TimeProps } from "./TimeChart.tsx";

function Hatch({ id }: { id: string }) {
	return (
		<defs>
			<pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
				<rect className="cc-hatch" width={2.5} height={6} />
			</pattern>
		</defs>
	);
}

function Bars({ layout, buckets, color, highlight, id }: MarksProps<StackLayout>) {
	return (
		<>
			<Hatch id={id} />
			{layout.bars.map((bar, i) => {
				const partial = buckets[i]?.partial;
				const drawn = bar.parts.filter((box) => box.height > 0);
				return (
					<g key={bar.key} className="cc-bar" data-partial={partial || undefined} data-thin={layout.thin || undefined}>
						{bar.behind && !layout.thin && <rect className="cc-behind" {...bar.behind} rx={2} />}
						{drawn.map(({ key, ...box }) => (
							<rect
								key={key}
								className="cc-part"
								{...box}
								fill={color(key)}
								data-dim={(highlight !== null && highlight !== key) || undefined}
							/>
						))}
						{partial && drawn.map(({ key, ...box }) => <rect key={key} {...box} fill={`url(#${id})`} />)}
					</g>
				);
			})}
			{layout.edge !== "" && <path className="cc-edge" d={layout.edge} />}
		</>
	);
}

function Cursor({ layout, hover }: CursorProps<StackLayout>) {
	const box = layout.bars[hover.index]?.parts.find((part) => part.key === hover.part);
	if (!box) return null;
	return <rect className="cc-part-on" x={box.x} y={box.y} width={box.width} height={box.height} />;
}

export const bars: Family<StackLayout> = { extent: stackExtent, layout: stackLayout, partAt: barPartAt, Marks: memo(Bars), Cursor };

export type StackedBarsProps = TimeProps;

export function StackedBars(props: StackedBarsProps): ReactNode {
	return <TimeChart {...props} family={bars} />;
}
