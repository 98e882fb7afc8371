/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- which months a feed's bills cover, year by year, and which comparisons are about it. */
import { monthsBetween, type Delivery, type ShadowTotal } from "@centavo/core";
import { shapeSpan } from "../deliveries/shape.ts";

export type Cover = "active" | "held" | "none";

export interface CoverMonth {
	/** such as 2026-10 */
	month: string;
	cover: Cover;
	/** the newest bill that says so */
	delivery_id: number | null;
	/** bills that count in it */
	count: number;
	/** only days of it are known to be covered */
	days: boolean;
}

export interface CoverYear {
	year: string;
	/** twelve; null before the first month and after the last */
	months: (CoverMonth | null)[];
}

const RANK: Record<Cover, number> = { active: 2, held: 1, none: 0 };

function coverOf(delivery: Delivery): Cover {
	if (delivery.state === "active") return "active";
	return delivery.state === "held" ? "held" : "none";
}

function enter(had: CoverMonth, delivery: Delivery, days: boolean): CoverMonth {
	const cover = coverOf(delivery);
	if (cover === "none" || RANK[cover] < RANK[had.cover]) return had;
	const same = cover === had.cover;
	const newest = same ? Math.max(had.delivery_id ?? 0, delivery.delivery_id) : delivery.delivery_id;
	return { ...had, cover, delivery_id: newest, count: same ? had.count + 1 : 1, days: same ? had.days && days : days };
}

/** The newest year first; months between the first and the last bill that nothing covers are gaps. */
export function shapeCover(deliveries: Delivery[]): CoverYear[] {
	const months = new Map<string, CoverMonth>();
	for (const delivery of deliveries) {
		const span = shapeSpan(delivery.first_scope, delivery.last_scope);
		if (!span || coverOf(delivery) === "none") continue;
		for (const month of monthsBetween(span.start, span.end)) {
			const had = months.get(month) ?? { month, cover: "none", delivery_id: null, count: 0, days: false };
			months.set(month, enter(had, delivery, !span.months));
		}
	}
	const known = [...months.keys()].sort();
	if (known.length === 0) return [];
	const all = monthsBetween(`${known[0]}-01`, `${known.at(-1)}-01`);
	const years = [...new Set(all.map((month) => month.slice(0, 4)))].reverse();
	const gap = (month: string): CoverMonth => ({ month, cover: "none", delivery_id: null, count: 0, days: false });
	return years.map((year) => ({
		year,
		months: Array.from({ length: 12 }, (_, i) => {
			const month = `${year}-${String(i + 1).padStart(2, "0")}`;
			return all.includes(month) ? (months.get(month) ?? gap(month)) : null;
		}),
	}));
}

/** Whether a feed is one of the two sides; several may count in the place of one. */
export function concerns(item: ShadowTotal, source: string): boolean {
	return item.source === source || `, ${item.counts_instead}, `.includes(`, ${source}, `);
}

export function gapCount(years: CoverYear[]): number {
	return years.flatMap((year) => year.months).filter((month) => month?.cover === "none").length;
}
