/* SPDX-License-Identifier: Apache-2.0 */
/* share.ts -- parts of a whole along a line or around a circle. What is not above zero has no share and is left out. */
import { arc } from "d3-shape";
import { finite, type StackPart } from "./axes.ts";

export interface Share {
	key: string;
	/** of the whole, 0 to 1 */
	from: number;
	to: number;
}

export function sharesOf(parts: StackPart[]): Share[] {
	const drawn = parts.map((part) => ({ key: part.key, value: finite(part.value) })).filter((part) => part.value > 0);
	const most = Math.max(0, ...drawn.map((part) => part.value));
	const total = drawn.reduce((sum, part) => sum + part.value / most, 0);
	let at = 0;
	return drawn.map(({ key, value }, i) => {
		const from = at;
		at = i === drawn.length - 1 ? 1 : Math.min(1, at + value / most / total);
		return { key, from, to: at };
	});
}

const THICKNESS = 0.19;
const TURN = 2 * Math.PI;

/** Slices of a ring around the middle, from the top clockwise. */
export function donutLayout(parts: StackPart[], size: number): { key: string; d: string }[] {
	const outer = size / 2;
	const shares = sharesOf(parts);
	const slice = arc<Share>()
		.innerRadius(outer * (1 - 2 * THICKNESS))
		.outerRadius(outer)
		.startAngle((share) => share.from * TURN)
		.endAngle((share) => share.to * TURN);
	return shares.map((share) => ({ key: share.key, d: slice(share) ?? "" }));
}

/** The ring of nothing. */
export function donutTrack(size: number): { radius: number; width: number } {
	return { radius: (size / 2) * (1 - THICKNESS), width: size * THICKNESS };
}
