/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- answers of /costs as parts over time, tiles, days and rows. Pure; money stays text, sums are the server's. */
import {
	bucketEnd,
	money,
	type CostAnswer,
	type CostItem,
	type Day,
	type ExplorerState,
	type Granularity,
	type Money,
	type Step,
} from "@centavo/core";
import { completeUntil, NONE, OTHER } from "../widgets/daily/shape.ts";

/** What the numbers of a row are in: a currency, or with quantities a unit. */
export interface Measure {
	currency: string;
	unit: string | null;
}

const JOINT = "\u0001";

/** One part of a chart: the values of its groups as one text. */
export function partKey(item: CostItem, groups: string[]): string {
	if (item.is_other) return OTHER;
	return groups.map((name) => textOf(item[name]) ?? NONE).join(JOINT);
}

function textOf(value: unknown): string | null {
	return typeof value === "string" && value !== "" ? value : null;
}

/** The values of a part, null for "has none"; undefined when it is many folded into one, or the whole. */
export function partValues(key: string): (string | null)[] | undefined {
	if (key === OTHER || key === "") return undefined;
	return key.split(JOINT).map((value) => (value === NONE ? null : value));
}

export function amountOf(row: Record<string, unknown>, metric: string): Money {
	const value = row[metric];
	return typeof value === "string" ? value : money.ZERO;
}

export interface ExplorePart {
	key: string;
	cost: Money;
	before: Money | null;
}

export interface ExploreBucket {
	day: Day;
	end: Day;
	parts: ExplorePart[];
	total: Money;
	behind: { day: Day; cost: Money } | null;
	partial: boolean;
}

export interface ExploreSeries {
	buckets: ExploreBucket[];
	/** the largest over the whole period first, what is folded last */
	keys: string[];
}

/** Whether a row is in what is shown. */
export function isMeasured(measure: Measure): (row: Record<string, unknown>) => boolean {
	return (row) =>
		row["billing_currency"] === measure.currency && (measure.unit === null || row["consumed_unit"] === measure.unit);
}

function byDay(items: CostItem[], groups: string[], metric: string): Map<Day, ExplorePart[]> {
	const days = new Map<Day, ExplorePart[]>();
	for (const item of items) {
		const parts = days.get(item.charge_date!) ?? [];
		parts.push({ key: partKey(item, groups), cost: amountOf(item, metric), before: null });
		days.set(item.charge_date!, parts);
	}
	return days;
}

/* Steps of two periods stand side by side by their place, as the API compares them. */
function putBefore(days: Map<Day, ExplorePart[]>, before: Map<Day, ExplorePart[]>): void {
	const earlier = [...before.values()];
	[...days.values()].forEach((parts, i) => {
		const costs = new Map(earlier[i]?.map((part) => [part.key, part.cost]));
		for (const part of parts) part.before = costs.get(part.key) ?? null;
	});
}

export function shapeSeries(split: CostAnswer, whole: CostAnswer, groups: string[], measure: Measure): ExploreSeries {
	const { metric } = split.context;
	const granularity = split.context.granularity as Granularity;
	const mine = isMeasured(measure);
	const days = byDay(split.items.filter(mine), groups, metric);
	putBefore(days, byDay((split.previous_items ?? []).filter(mine), groups, metric));
	const totals = new Map(whole.items.filter(mine).map((item) => [item.charge_date, amountOf(item, metric)]));
	const behind = (whole.previous_items ?? []).filter(mine);
	const complete = completeUntil(split);
	const keys = new Set<string>();
	const buckets = [...days].map(([day, parts], i): ExploreBucket => {
		for (const part of parts) keys.add(part.key);
		const wholeEnd = bucketEnd(day, granularity);
		const end = wholeEnd > split.context.end ? split.context.end : wholeEnd;
		const other = behind[i];
		return {
			day,
			end,
			parts,
			total: totals.get(day) ?? money.ZERO,
			behind: other ? { day: other.charge_date!, cost: amountOf(other, metric) } : null,
			partial: complete !== null && end > complete,
		};
	});
	const folded = keys.delete(OTHER);
	return { buckets, keys: [...keys, ...(folded ? [OTHER] : [])] };
}

/** The change of a step from the one it is compared with; null when there is none or it was nothing. */
export function changeOf(bucket: ExploreBucket): { delta: Money; ratio: number | null } | null {
	if (!bucket.behind) return null;
	const delta = money.subtract(bucket.total, bucket.behind.cost);
	return { delta, ratio: money.ratio(delta, money.absolute(bucket.behind.cost)) };
}

/** What an answer can be shown in: currencies in the order of those known, or the unit that was asked for. */
export function measuresOf(whole: CostAnswer, known: string[]): string[] {
	const there = new Set(whole.totals.map((total) => total.billing_currency));
	const rest = [...there].filter((currency) => !known.includes(currency)).sort();
	return [...known.filter((currency) => there.has(currency)), ...rest];
}

export interface TableRow {
	key: string;
	/** of the groups, null for "has none"; undefined: all others folded into one row */
	values: (string | null)[] | undefined;
	day: Day | null;
	item: CostItem;
}

export function shapeRows(pages: { answer: CostAnswer; state: ExplorerState; step: Step }[], measure: Measure): TableRow[] {
	const mine = isMeasured(measure);
	return pages.flatMap(({ answer, state }) =>
		answer.items.filter(mine).map((item): TableRow => {
			const key = partKey(item, state.query.groups);
			const values = state.query.groups.length > 0 ? partValues(key) : [];
			return { key: `${item.charge_date ?? ""} ${key}`, values, day: item.charge_date ?? null, item };
		}),
	);
}

export interface Tiles {
	/** one per value of the first of several groupings, else one of all */
	groups: { key: string; leaves: { key: string; item: CostItem }[] }[];
	keys: string[];
	items: Map<string, CostItem>;
}

/** Groups of the whole period in the server's order, together where the first of several dimensions is the same. */
export function shapeTiles(answer: CostAnswer, groups: string[], measure: Measure): Tiles {
	const mine = answer.items.filter(isMeasured(measure));
	const items = new Map(mine.map((item) => [partKey(item, groups), item]));
	const places = new Map<string, { key: string; leaves: { key: string; item: CostItem }[] }>();
	for (const [key, item] of items) {
		const first = groups.length < 2 ? "" : key.split(JOINT)[0]!;
		const place = places.get(first) ?? { key: first, leaves: [] };
		place.leaves.push({ key, item });
		places.set(first, place);
	}
	return { groups: [...places.values()], keys: [...items.keys()], items };
}
