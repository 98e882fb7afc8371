/* SPDX-License-Identifier: Apache-2.0 */
/* DeltaBar -- one bar left or right of a middle line: how far a value moved, beside the number that says it. */
import type { ReactNode } from "react";

export interface DeltaBarProps {
	/** -1..1 of the largest move */
	share: number;
}

export function DeltaBar({ share }: DeltaBarProps): ReactNode {
	const width = Math.min(1, Math.abs(share)) * 50;
	const x = share < 0 ? 50 - width : 50;
	return (
		<svg className="cc-delta" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
			<rect className="cc-delta-track" x={0} y={0} width={100} height={8} />
			<rect className={share < 0 ? "cc-delta-down" : "cc-delta-up"} x={x} y={0} width={Math.max(width, 0.8)} height={8} />
			<line className="cc-delta-middle" x1={50} x2={50} y1={0} y2={8} />
		</svg>
	);
}
