/* SPDX-License-Identifier: Apache-2.0 */
/* misread.ts -- words of an address that mean nothing. What is shown is the usual thing instead, and a person must know that
 * it is: a mistyped link should not give a plausible answer to another question. What the API refuses, it says itself. */
import { isDay } from "./dates.ts";
import { CHARTS, EXPLORER_METRICS } from "./explorer.ts";
import { GRANULARITIES, isCompare, isMoment, isWindow } from "./query.ts";
import { PIVOT_SHOWS } from "./types/index.ts";

export interface Misread {
	name: string;
	value: string;
}

const among = (list: readonly string[]) => (value: string) => list.includes(value);

const MEANS: Record<string, (value: string, search: URLSearchParams) => boolean> = {
	window: isWindow,
	start: (value, search) => isDay(value) && isDay(search.get("end")) && value <= search.get("end")!,
	end: (value, search) => isDay(value) && isDay(search.get("start")) && search.get("start")! <= value,
	metric: among(EXPLORER_METRICS),
	compare: isCompare,
	granularity: among(GRANULARITIES),
	as_of: isMoment,
	currency: (value) => value === "none" || /^[A-Z]{3}$/.test(value),
	chart: among(CHARTS),
	show: among(PIVOT_SHOWS),
};

export function misread(search: URLSearchParams): Misread[] {
	return Object.entries(MEANS).flatMap(([name, means]) => {
		const value = search.get(name);
		return value === null || means(value, search) ? [] : [{ name, value }];
	});
}
