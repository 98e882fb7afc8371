/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- what moved, largest first, with the parts of each move. The order, the sums and the reason are the server's. */
import { money, MOVE_REASONS, type Money, type MoveReason, type VarianceAnswer } from "@centavo/core";
import { moveOf, type Move } from "../../ui/Change.tsx";

export interface Part {
	reason: MoveReason;
	delta: Money;
}

export interface Mover {
	key: string;
	/** null: charges without a value; undefined: the others, folded */
	value: string | null | undefined;
	move: Move;
	reason: MoveReason | null;
	/** how it comes about: those that are not nothing, and add up to the move */
	parts: Part[];
	/** -1..1 of the largest move shown */
	length: number;
}

export function shapeMovers(answer: VarianceAnswer, column: string, currency: string): Mover[] {
	const rows = answer.items.flatMap((item): Mover[] => {
		const move = item.billing_currency === currency ? moveOf(item) : null;
		if (!move || money.isZero(move.delta)) return [];
		const named = item[column];
		const value = item.is_other ? undefined : typeof named === "string" && named !== "" ? named : null;
		const parts = MOVE_REASONS.flatMap((reason): Part[] => {
			const delta = item[`${reason}_delta`];
			return typeof delta === "string" && !money.isZero(delta) ? [{ reason, delta }] : [];
		});
		return [{ key: `${item.is_other ? "other" : "value"} ${String(named)}`, value, move, reason: item.reason, parts, length: 0 }];
	});
	const sizes = rows.map((row) => Math.abs(money.toNumber(row.move.delta)));
	const most = Math.max(...sizes, Number.MIN_VALUE);
	return rows.map((row) => ({ ...row, length: money.toNumber(row.move.delta) / most }));
}
