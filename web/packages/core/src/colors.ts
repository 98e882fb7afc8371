/* SPDX-License-Identifier: Apache-2.0 */
/* colors.ts -- the same colour for the same value on every screen, in every period, under every filter.
 *
 * A value prefers the slot that its own text names and takes the next free one when a dearer value already has it, so
 * the dearest values of a dimension never share a colour and few change when a new bill reorders them. Slots are CSS
 * variables (--series-0...), so light and dark differ without a word of this.
 */

export const SLOT_COUNT = 20;
export const OTHER_COLOR = "var(--series-other)";

function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return value;
}

export function slotsOf(ranked: string[]): Map<string, number> {
	const slots = new Map<string, number>();
	const taken = new Set<number>();
	for (const value of ranked) {
		let slot = hash(value) % SLOT_COUNT;
		if (taken.size < SLOT_COUNT) while (taken.has(slot)) slot = (slot + 1) % SLOT_COUNT;
		taken.add(slot);
		if (!slots.has(value)) slots.set(value, slot);
	}
	return slots;
}

/** ranked: the values of the dimension over all time, dearest first. */
export function createColors(ranked: string[]): (value: string | null) => string {
	const slots = slotsOf(ranked);
	return (value) => (value === null ? OTHER_COLOR : `var(--series-${slots.get(value) ?? hash(value) % SLOT_COUNT})`);
}
