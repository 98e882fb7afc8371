/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- ranked rows with their share of the total, as the server says it. */
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
	const rows = answer.items
		.filter((item) => item.billing_currency === currency)
		.map((item): Row => {
			const key = keyOf(item, column);
			const cost = typeof item[metric] === "string" ? item[metric] : money.ZERO;
			const share = typeof item["share"] === "string" ? Number(item["share"]) : null;
			return { key, value: valueOf(key), ...nameOf(item, column), cost, share, move: moveOf(item) };
		});
	const folded = (row: Row) => (row.value === undefined ? 1 : 0);
	return rows.sort(
		(a, b) => folded(a) - folded(b) || money.compare(b.cost, a.cost) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
	);
}
