/* SPDX-License-Identifier: Apache-2.0 */
/* Donut, ShareBar -- parts of a whole, around or along. A picture beside the caller's list, which says the same and takes
 * the keyboard; here a pointer hovers and clicks. */
import { useState, type MouseEvent, type ReactNode } from "react";
import type { StackPart } from "./axes.ts";
import type { PartHandler } from "./hands.ts";
import { donutLayout, donutTrack, sharesOf } from "./share.ts";
import { useWidth } from "./size.ts";
import { Tip } from "./Tip.tsx";

export * from "./share.ts";

export interface ShareProps {
	parts: StackPart[];
	color: (part: string) => string;
	label: string;
	/** part to bring forward, the others step back */
	highlight?: string | null;
	tooltip?: (part: string) => ReactNode;
	/** what is pointed at, so that the caller's list can follow */
	onHover?: (part: string | null) => void;
	onPart?: PartHandler;
}

function useShare(props: ShareProps) {
	const [hover, setHover] = useState<string | null>(null);
	const point = (part: string | null) => {
		setHover(part);
		props.onHover?.(part);
	};
	const bright = props.highlight ?? hover;
	return {
		hover,
		leave: () => point(null),
		slice: (key: string) => ({
			className: "cc-part",
			fill: props.color(key),
			"data-dim": (bright !== null && bright !== key) || undefined,
			onPointerEnter: () => point(key),
			onClick: (event: MouseEvent) => props.onPart?.(key, event.shiftKey, event.altKey),
		}),
	};
}

export interface DonutProps extends ShareProps {
	/** at most; a narrower place makes it smaller */
	size?: number;
	/** in the middle */
	children?: ReactNode;
}

export function Donut(props: DonutProps): ReactNode {
	const { size = 200 } = props;
	const [ref, width] = useWidth<HTMLDivElement>();
	const { slice, leave } = useShare(props);
	const side = Math.min(size, width);
	const slices = donutLayout(props.parts, side);
	const track = donutTrack(side);
	return (
		<div ref={ref} className="cc-chart cc-donut" style={{ height: size, maxWidth: size }}>
			{side > 0 && (
				<svg width={side} height={side} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={props.label} onPointerLeave={leave}>
					<g className="cc-slices" data-open={props.onPart ? true : undefined} transform={`translate(${side / 2} ${side / 2})`}>
						{slices.length === 0 && <circle className="cc-ring" r={track.radius} strokeWidth={track.width} />}
						{slices.map(({ key, d }) => (
							<path key={key} d={d} {...slice(key)} />
						))}
					</g>
				</svg>
			)}
			{props.children !== undefined && <div className="cc-middle">{props.children}</div>}
		</div>
	);
}

export interface ShareBarProps extends ShareProps {
	height?: number;
}

export function ShareBar(props: ShareBarProps): ReactNode {
	const { height = 14 } = props;
	const [ref, width] = useWidth<HTMLDivElement>();
	const { slice, leave, hover } = useShare(props);
	const shares = sharesOf(props.parts);
	const pointed = shares.find((share) => share.key === hover);
	return (
		<div ref={ref} className="cc-chart cc-share" style={{ minHeight: height }}>
			{width > 0 && (
				<svg
					width={width}
					height={height}
					viewBox={`0 0 ${width} ${height}`}
					preserveAspectRatio="none"
					role="img"
					aria-label={props.label}
					onPointerLeave={leave}
				>
					<g className="cc-slices" data-open={props.onPart ? true : undefined}>
						{shares.length === 0 && <rect className="cc-track" width={width} height={height} />}
						{shares.map(({ key, from, to }) => (
							<rect key={key} x={from * width} width={(to - from) * width} height={height} {...slice(key)} />
						))}
					</g>
				</svg>
			)}
			{pointed && props.tooltip && (
				<Tip at={((pointed.from + pointed.to) / 2) * width} away={12} width={width} top={height + 8}>
					{props.tooltip(pointed.key)}
				</Tip>
			)}
		</div>
	);
}
