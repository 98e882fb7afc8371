/* SPDX-License-Identifier: Apache-2.0 */
/* odd.ts -- data that breaks charts, and many made-up series from a fixed seed. */
import type { StackBucket, StackFrame } from "../src/index.ts";

export const frame: StackFrame = { width: 400, height: 200, left: 40, right: 0, top: 0, bottom: 20, labelWidth: 60 };

export function bucketOf(key: string, values: number[], behind: number | null = null): StackBucket {
	return { key, parts: values.map((value, i) => ({ key: `p${i}`, value })), behind };
}

/** The same numbers each time: a test that fails fails again. */
export function random(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

export function anySeries(seed: number): StackBucket[] {
	const next = random(seed);
	const scale = 10 ** Math.floor(next() * 18 - 3);
	const parts = 1 + Math.floor(next() * 8);
	return Array.from({ length: 1 + Math.floor(next() * 40) }, (_, i) => ({
		...bucketOf(String(i), Array.from({ length: parts }, () => (next() - 0.3) * scale), next() < 0.5 ? null : next() * scale * 3),
		absent: next() < 0.1,
		partial: next() < 0.1,
	}));
}

export const ODD: Record<string, StackBucket[]> = {
	"nothing": [],
	"no parts": [bucketOf("a", []), bucketOf("b", [])],
	"all zero": [bucketOf("a", [0, 0], 0), bucketOf("b", [0, 0], 0)],
	"a single bucket": [bucketOf("a", [5, 3], 4)],
	"huge": [bucketOf("a", [1e15, 2e15], 3e15), bucketOf("b", [3e15, 1], null)],
	"tiny": [bucketOf("a", [1e-12]), bucketOf("b", [2e-12])],
	"all negative": [bucketOf("a", [-5, -3], -4), bucketOf("b", [-1, -2], null)],
	"both signs": [bucketOf("a", [5, -3]), bucketOf("b", [-5, 3])],
	"no number": [bucketOf("a", [Number.NaN, Number.POSITIVE_INFINITY], Number.NaN), bucketOf("b", [1, 2])],
	"nothing known": [{ ...bucketOf("a", [1]), absent: true }, { ...bucketOf("b", [2]), absent: true }],
};

/** Every number in it, however deep, also those inside of paths. */
export function numbersIn(value: unknown): number[] {
	if (typeof value === "number") return [value];
	if (typeof value === "string") return (value.match(/NaN|Infinity/g) ?? []).map(Number);
	if (value === null || typeof value !== "object") return [];
	return Object.values(value).flatMap(numbersIn);
}
