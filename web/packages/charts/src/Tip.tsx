/* SPDX-License-Identifier: Apache-2.0 */
/* Tip -- the box beside what is pointed at. On a narrow chart it stands under it, over the whole width. */
import type { ReactNode } from "react";

export interface TipProps {
	/** middle of what is pointed at */
	at: number;
	/** half of what is pointed at, kept free on both sides */
	away?: number;
	/** of the chart */
	width: number;
	top?: number;
	children: ReactNode;
}

const TIP_WIDTH = 272;
const NARROW = 520;

export function tipLeft(at: number, away: number, width: number): number {
	if (at + away + TIP_WIDTH < width) return at + away;
	return Math.max(0, Math.min(width - TIP_WIDTH, at - away - TIP_WIDTH));
}

export function Tip({ at, away = 16, width, top = 0, children }: TipProps): ReactNode {
	if (children === null || children === undefined || children === false || children === "") return null;
	const below = width < NARROW;
	const style = below ? undefined : { left: tipLeft(at, away, width), width: Math.min(TIP_WIDTH, width), top };
	return (
		<div className="cc-tip" style={style} data-below={below || undefined}>
			{children}
		</div>
	);
}
