/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- how far the bills of each feed reach, those that stay behind first. */
import { addDays, dayCount, type Day, type Source } from "@centavo/core";

/** Providers finish a day within two or three; a feed that is further behind than the others deserves a look. */
export const LATE_DAYS = 3;

export interface Feed {
	name: string;
	provider: string | null;
	last: Day | null;
	/** days since the last one that it covers */
	age: number | null;
	/** days behind the feed that reaches furthest, when that is more than usual; 0: in time */
	behind: number;
	/** it is only compared */
	shadow: boolean;
}

export function shapeFeeds(sources: Source[], today: Day): Feed[] {
	const furthest = sources.reduce<Day | null>((day, { last_charge_date: last }) => (last && (!day || last > day) ? last : day), null);
	const feeds = sources
		.filter((source) => source.active_delivery_count > 0)
		.map((source): Feed => {
			const last = source.last_charge_date;
			const gap = last && furthest ? dayCount(addDays(last, 1), furthest) : 0;
			return {
				name: source.name,
				provider: source.provider_name,
				last,
				age: last && last < today ? dayCount(addDays(last, 1), today) : last ? 0 : null,
				behind: gap > LATE_DAYS ? gap : 0,
				shadow: source.role === "shadow",
			};
		});
	const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
	return feeds.sort((a, b) => b.behind - a.behind || order(a.last ?? "", b.last ?? "") || order(a.name, b.name));
}
