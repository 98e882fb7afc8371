/* SPDX-License-Identifier: Apache-2.0 */
/* colors.ts -- the same colour for the same value on every screen, in every period, under every filter.
 *
 * A value prefers the slot that its own text names and takes the next free one when a dearer value already has it, so
 * the dearest values of a dimension never share a colour and few change when a new bill reorders them. Slots are CSS
 * variables (--series-0...), so light and dark differ without a word of this.
 */

/** the clearest colours, for the dearest values */
const MAIN_COUNT = 12;
export const SLOT_COUNT = 20;
export const OTHER_COLOR = "var(--series-other)";

function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return value;
}

/* A free slot of [first, first + count), the value's own if it can be; its own when none is free. */
function place(value: string, first: number, count: number, taken: Set<number>): number {
	const own = hash(value) % count;
	for (let i = 0; i < count; i += 1) {
		const slot = first + ((own + i) % count);
		if (!taken.has(slot)) return slot;
	}
	return first + own;
}

export function slotsOf(ranked: string[]): Map<string, number> {
	const slots = new Map<string, number>();
	const taken = new Set<number>();
	for (const value of new Set(ranked)) {
		const main = taken.size < MAIN_COUNT;
		const slot = main ? place(value, 0, MAIN_COUNT, taken) : place(value, MAIN_COUNT, SLOT_COUNT - MAIN_COUNT, taken);
		taken.add(slot);
		slots.set(value, slot);
	}
	return slots;
}

/** ranked: the values of the dimension over all time, dearest first. */
export function createColors(ranked: string[]): (value: string | null) => string {
	const slots = slotsOf(ranked);
	return (value) => (value === null ? OTHER_COLOR : `var(--series-${slots.get(value) ?? hash(value) % SLOT_COUNT})`);
}
