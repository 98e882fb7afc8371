/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- ranked rows with their share of the total, and the largest moves among them. */
import { money, type CostAnswer, type CostItem, type Money } from "@centavo/core";
import { moveOf, type Move } from "../../ui/Change.tsx";
import { keyOf, valueOf } from "../daily/shape.ts";

export interface Row {
	key: string;
	/** null: the charges have no value here; undefined: several values folded */
	value: string | null | undefined;
	name: string | null;
	/** the value itself when `name` is something friendlier */
	note: string | null;
	cost: Money;
	/** of the total, for a bar; null when the total is nothing or negative */
	share: number | null;
	move: Move | null;
}

function nameOf(item: CostItem, column: string): { name: string | null; note: string | null } {
	const value = item[column];
	if (typeof value !== "string" || value === "") return { name: null, note: null };
	const beside = item[column.replace(/_id$/, "_name")];
	if (column.endsWith("_id") && typeof beside === "string" && beside !== "" && beside !== value)
		return { name: beside, note: value };
	return { name: value, note: null };
}

/** Dearest first, what is folded last. */
export function shapeRanking(answer: CostAnswer, column: string, currency: string): Row[] {
	const { metric } = answer.context;
	const total = answer.totals.find((row) => row.billing_currency === currency)?.[metric] ?? null;
	const rows = answer.items
		.filter((item) => item.billing_currency === currency)
		.map((item): Row => {
			const key = keyOf(item, column);
			const cost = typeof item[metric] === "string" ? item[metric] : money.ZERO;
			const share = total ? money.ratio(cost, total) : null;
			return { key, value: valueOf(key), ...nameOf(item, column), cost, share, move: moveOf(item) };
		});
	const folded = (row: Row) => (row.value === undefined ? 1 : 0);
	return rows.sort(
		(a, b) => folded(a) - folded(b) || money.compare(b.cost, a.cost) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
	);
}

export interface Mover extends Row {
	move: Move;
	/** -1..1 of the largest move shown */
	length: number;
}

/** The rows that moved most, either way; rises first among equals. */
export function shapeMovers(rows: Row[], count: number): Mover[] {
	const moved = rows.filter((row): row is Row & { move: Move } => row.move !== null && !money.isZero(row.move.delta));
	const size = (row: { move: Move }) => money.absolute(row.move.delta);
	const largest = moved
		.filter((row) => row.value !== undefined)
		.sort((a, b) => money.compare(size(b), size(a)) || money.compare(b.move.delta, a.move.delta))
		.slice(0, count);
	const most = largest[0] ? size(largest[0]) : money.ZERO;
	return largest.map((row) => ({ ...row, length: money.ratio(row.move.delta, most) ?? 0 }));
}
