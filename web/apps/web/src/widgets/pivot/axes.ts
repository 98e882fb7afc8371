/* SPDX-License-Identifier: Apache-2.0 */
/* axes.ts -- which dimensions stand beside and above the table, and moving one: by mouse and by keyboard alike. */

export interface Axes {
	rows: string[];
	columns: string[];
}

export type Axis = keyof Axes;

export const LEVELS_MAX = 4;
export const COLUMNS_MAX = 2;

export function axisOf(axes: Axes, name: string): Axis | null {
	if (axes.rows.includes(name)) return "rows";
	return axes.columns.includes(name) ? "columns" : null;
}

export function without(axes: Axes, name: string): Axes {
	return { rows: axes.rows.filter((one) => one !== name), columns: axes.columns.filter((one) => one !== name) };
}

/** Whether there is room for it; what moves within the axes takes none. */
export function fits(axes: Axes, name: string, to: Axis): boolean {
	const rest = without(axes, name);
	if (rest.rows.length + rest.columns.length >= LEVELS_MAX) return false;
	return to === "rows" || rest.columns.length < COLUMNS_MAX;
}

/** Put it before what stands at `index` now, at the end without one; null when there is no room. */
export function place(axes: Axes, name: string, to: Axis, index = Infinity): Axes | null {
	if (!fits(axes, name, to)) return null;
	const had = axes[to].indexOf(name);
	const at = had >= 0 && had < index ? index - 1 : index;
	const rest = without(axes, name);
	const list = [...rest[to]];
	list.splice(Math.min(at, list.length), 0, name);
	return { ...rest, [to]: list };
}

/** One place towards the beginning (-1) or the end (1); null at the edge. */
export function shift(axes: Axes, name: string, by: -1 | 1): Axes | null {
	const axis = axisOf(axes, name);
	if (!axis) return null;
	const from = axes[axis].indexOf(name);
	const to = from + by;
	if (to < 0 || to >= axes[axis].length) return null;
	return place(axes, name, axis, by < 0 ? to : to + 1);
}
