/* SPDX-License-Identifier: Apache-2.0 */
/* squarify.ts -- rectangles as areas, as close to squares as they can be (Bruls, Huizing, van Wijk 2000), in two levels.
 *
 * Values go largest first into rows along the shorter side of what is left; a row takes the next value as long as that
 * makes its worst rectangle no longer. 6 6 4 3 2 2 1 in 6 x 4: a column of 6 6, then a row of 4 3, and so on. The area of
 * every leaf is its share of the whole, whatever group it is in: nothing is taken away for names or gaps, those are drawn
 * over it. What is negative has no area and is listed apart.
 */
import { finite, type Box } from "./axes.ts";

export interface TreeLeaf {
	key: string;
	label: string;
	value: number;
	/** the value as text */
	text: string;
}

export interface TreeGroup {
	key: string;
	label: string;
	text: string;
	leaves: TreeLeaf[];
}

export interface Tile extends Box {
	group: TreeGroup;
	leaf: TreeLeaf;
	/** the largest of its group, which stands at the group's corner */
	isFirst: boolean;
}

export interface TreeLayout {
	groups: (Box & { group: TreeGroup })[];
	tiles: Tile[];
	/** what is below zero */
	below: { group: TreeGroup; leaf: TreeLeaf }[];
}

/* The longer a rectangle of a row, the worse; side is the row's length, sum its area. */
function worst(least: number, most: number, sum: number, side: number): number {
	const square = side * side;
	return Math.max((square * most) / (sum * sum), (sum * sum) / (square * least));
}

/* Places one row at the shorter side of what is left, and returns what is left then. */
function place(areas: number[], sum: number, left: Box, out: (i: number, box: Box) => void): Box {
	const upright = left.width >= left.height;
	const side = upright ? left.height : left.width;
	const depth = side > 0 ? sum / side : 0;
	let at = upright ? left.y : left.x;
	areas.forEach((area, i) => {
		const length = depth > 0 ? area / depth : 0;
		out(i, upright ? { x: left.x, y: at, width: depth, height: length } : { x: at, y: left.y, width: length, height: depth });
		at += length;
	});
	if (upright) return { ...left, x: left.x + depth, width: Math.max(0, left.width - depth) };
	return { ...left, y: left.y + depth, height: Math.max(0, left.height - depth) };
}

/** A rectangle for each value, in the order of the values; one that is not above zero has none of either side. */
export function squarify(values: number[], box: Box): Box[] {
	const most = Math.max(0, ...values.map(finite));
	const parts = values.map((value) => (most > 0 ? Math.max(0, finite(value)) / most : 0));
	const total = parts.reduce((sum, part) => sum + part, 0);
	const boxes: Box[] = values.map(() => ({ x: box.x, y: box.y, width: 0, height: 0 }));
	const order = parts.map((_, i) => i).filter((i) => parts[i]! > 0);
	order.sort((a, b) => parts[b]! - parts[a]! || a - b);
	const areas = order.map((i) => (parts[i]! / total) * box.width * box.height);
	let left = box;
	for (let from = 0; from < order.length; ) {
		const side = Math.min(left.width, left.height);
		let sum = areas[from]!;
		let to = from + 1;
		while (to < order.length) {
			const next = sum + areas[to]!;
			if (worst(areas[to]!, areas[from]!, next, side) > worst(areas[to - 1]!, areas[from]!, sum, side)) break;
			sum = next;
			to += 1;
		}
		const first = from;
		left = place(areas.slice(from, to), sum, left, (i, one) => (boxes[order[first + i]!] = one));
		from = to;
	}
	return boxes;
}

export function treemapLayout(groups: TreeGroup[], width: number, height: number): TreeLayout {
	const positive = (group: TreeGroup) => group.leaves.filter((leaf) => finite(leaf.value) > 0).sort((a, b) => b.value - a.value);
	const drawn = groups.map((group) => ({ group, leaves: positive(group) })).filter((one) => one.leaves.length > 0);
	const sums = drawn.map((one) => one.leaves.reduce((sum, leaf) => sum + leaf.value, 0));
	const boxes = squarify(sums, { x: 0, y: 0, width, height });
	return {
		groups: drawn.map(({ group }, i) => ({ group, ...boxes[i]! })),
		tiles: drawn.flatMap(({ group, leaves }, i) => {
			const inside = squarify(leaves.map((leaf) => leaf.value), boxes[i]!);
			return leaves.map((leaf, k) => ({ group, leaf, isFirst: k === 0, ...inside[k]! }));
		}),
		below: groups.flatMap((group) => group.leaves.filter((leaf) => finite(leaf.value) < 0).map((leaf) => ({ group, leaf }))),
	};
}

const WAYS: Record<string, [x: number, y: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The tile that an arrow key leads to: the nearest one on that side; the same where there is none. */
export function tileBeside(tiles: Box[], index: number, key: string): number {
	const way = WAYS[key];
	const here = tiles[index];
	if (!way || !here) return index;
	const middle = (box: Box) => [box.x + box.width / 2, box.y + box.height / 2] as const;
	const [x, y] = middle(here);
	let best = index;
	let least = Number.POSITIVE_INFINITY;
	tiles.forEach((tile, i) => {
		const [a, b] = middle(tile);
		const along = (a - x) * way[0] + (b - y) * way[1];
		const aside = Math.abs((a - x) * way[1]) + Math.abs((b - y) * way[0]);
		if (along <= 0.5 || along + 2 * aside >= least) return;
		least = along + 2 * aside;
		best = i;
	});
	return best;
}
