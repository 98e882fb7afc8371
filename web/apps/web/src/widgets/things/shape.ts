/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- rows of a list of things, questions about some values only, months of a thing. */
import {
	money,
	monthEnd,
	printFilter,
	printName,
	quote,
	type CostAnswer,
	type CostItem,
	type Day,
	type DimensionValue,
	type Filter,
	type Granularity,
	type Money,
	type Query,
} from "@centavo/core";
import { moveOf, type Move } from "../../ui/Change.tsx";
import { completeUntil } from "../daily/shape.ts";
import type { Kind } from "./kinds.ts";

export interface Row {
	key: string;
	value: string | null;
	/** null: a rate is missing */
	cost: Money | null;
	/** as the server says it; null when the total is nothing */
	share: number | null;
	move: Move | null;
	/** several values folded */
	other: boolean;
}

function textOf(item: CostItem, column: string): string | null {
	const value = item[column];
	return typeof value === "string" && value !== "" ? value : null;
}

/** Rows in the order of the server. */
export function shapeRows(items: CostItem[], dimension: string, metric: string, currency: string): Row[] {
	return items
		.filter((item) => item.billing_currency === currency)
		.map((item) => {
			const value = textOf(item, dimension);
			const share = item["share"];
			return {
				key: item.is_other ? "\u0000other" : (value ?? "\u0000none"),
				value,
				cost: textOf(item, metric),
				share: typeof share === "string" ? Number(share) : null,
				move: moveOf(item),
				other: item.is_other === true,
			};
		});
}

/* ---- questions ---- */

/** The condition that says which thing. */
export function onlyClause(kind: Pick<Kind, "dimension">, value: string | null): Filter {
	return { clauses: [{ name: kind.dimension, exclude: false, values: [value] }], rest: null };
}

/** The query with one more condition: it is about this thing alone. */
export function ownQuery(query: Query, kind: Pick<Kind, "dimension">, value: string | null): Query {
	return { ...query, filter: { ...query.filter, clauses: [...query.filter.clauses, ...onlyClause(kind, value).clauses] } };
}

/** What is sought stands in the id or in the name. */
export function searchFilter(filter: Filter, kind: Kind, q: string): string {
	const text = printFilter(filter);
	if (q === "") return text;
	const sought = [kind.dimension, ...(kind.named ? [kind.named] : [])].map((name) => `${printName(name)} ~ ${quote(q)}`).join(" or ");
	return text ? `(${text}) and (${sought})` : sought;
}

/* A URL of the server holds 8 kB; a quarter is for the rest of the question. */
const FILTER_SIZE = 6000;

/** Conditions that name all values, as few as fit into addresses. */
export function valueFilters(dimension: string, values: (string | null)[], size = FILTER_SIZE): string[] {
	const print = (some: (string | null)[]) => printFilter({ clauses: [{ name: dimension, exclude: false, values: some }], rest: null });
	const filters: string[] = [];
	let some: (string | null)[] = [];
	for (const value of values) {
		if (some.length > 0 && encodeURIComponent(print([...some, value])).length > size) {
			filters.push(print(some));
			some = [];
		}
		some.push(value);
	}
	return some.length > 0 ? [...filters, print(some)] : filters;
}

/** Steps of a small picture: enough to see a shape, few enough to be quick. */
export function trendGranularity(days: number): Granularity {
	if (days <= 62) return "day";
	return days <= 400 ? "week" : "month";
}

/** One series per value; doubles, for a picture without numbers. */
export function shapeTrends(items: CostItem[], dimension: string, metric: string, currency: string): Map<string | null, number[]> {
	const series = new Map<string | null, number[]>();
	for (const item of items) {
		if (item.billing_currency !== currency || item.is_other) continue;
		const value = textOf(item, dimension);
		const had = series.get(value) ?? [];
		had.push(money.toNumber(textOf(item, metric) ?? money.ZERO));
		series.set(value, had);
	}
	return series;
}

export function shapeSeen(items: DimensionValue[]): Map<string | null, DimensionValue> {
	return new Map(items.map((item) => [item.value, item]));
}

/* ---- sorting ---- */

export const SORTS = ["cost", "delta", "name"] as const;
export type Sort = (typeof SORTS)[number];

export interface Order {
	by: Sort;
	down: boolean;
}

export const DEFAULT_ORDER: Order = { by: "cost", down: true };

/** From an address: `-cost`, `delta`, `name`. */
export function readOrder(text: string | null): Order {
	const by = SORTS.find((one) => one === (text ?? "").replace(/^-/, ""));
	return by ? { by, down: text!.startsWith("-") } : DEFAULT_ORDER;
}

export function printOrder(order: Order): string | null {
	if (order.by === DEFAULT_ORDER.by && order.down === DEFAULT_ORDER.down) return null;
	return `${order.down ? "-" : ""}${order.by}`;
}

/** A click on a heading: its own way first, then the other. */
export function nextOrder(order: Order, by: Sort): Order {
	return order.by === by ? { by, down: !order.down } : { by, down: by !== "name" };
}

export function sortWord(order: Order, dimension: string, metric: string): string {
	const column = { cost: metric, delta: "delta", name: printName(dimension) }[order.by];
	return `${order.down ? "-" : ""}${column}`;
}

/* ---- months ---- */

export interface Month {
	day: Day;
	/** null: a rate is missing */
	cost: Money | null;
	/** the bills do not cover all of it yet */
	partial: boolean;
}

export function shapeMonths(answer: CostAnswer, currency: string): Month[] {
	const { metric } = answer.context;
	const complete = completeUntil(answer);
	return answer.items
		.filter((item) => item.billing_currency === currency && item.charge_date)
		.map((item) => ({
			day: item.charge_date!,
			cost: textOf(item, metric),
			partial: complete !== null && monthEnd(item.charge_date!) > complete,
		}));
}
