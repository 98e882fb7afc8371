/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- the bars beside the lines of a difference. */
import { money, type DiffItem } from "@centavo/core";

/** -1..1: how long the bar of a line is, beside the largest of its currency. */
export function shapeShares(items: DiffItem[]): number[] {
	const largest = new Map<string, number>();
	for (const item of items) {
		const size = Math.abs(money.toNumber(item.delta));
		largest.set(item.billing_currency, Math.max(largest.get(item.billing_currency) ?? 0, size));
	}
	return items.map((item) => {
		const most = largest.get(item.billing_currency) ?? 0;
		return most > 0 ? money.toNumber(item.delta) / most : 0;
	});
}
