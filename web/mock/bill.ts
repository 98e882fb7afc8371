/* SPDX-License-Identifier: Apache-2.0 */
/* bill.ts -- just enough of a FOCUS CSV reader for the stand-in: quoted cells, one currency a row, tags as JSON. */
import { units } from "../packages/core/src/money.ts";
import type { Charge } from "./world.ts";

export function csvCells(line: string): string[] {
	return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
}

const snake = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();

/** null: no FOCUS header */
export function readFocus(text: string): Charge[] | null {
	const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
	const columns = csvCells(head ?? "").map(snake);
	if (!columns.includes("effective_cost") || !columns.includes("charge_period_start")) return null;
	return lines.map((line) => {
		const cells = csvCells(line);
		const row = Object.fromEntries(columns.map((column, i) => [column, cells[i] || null]));
		return {
			day: (row["charge_period_start"] ?? "").slice(0, 10),
			columns: row,
			tags: JSON.parse(row["tags"] ?? "{}") as Record<string, string>,
			cost: units(row["effective_cost"] ?? "0"),
		};
	});
}
